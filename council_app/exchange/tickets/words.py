"""The words trackers have for how work stands, as one table; a word that is not in it is asked about, never guessed."""

from __future__ import annotations

from council_app.domain.enums import TicketState, Tracker
from council_app.exchange.text import folded

# What the trackers' own workflows call it, and what teams call it in the five languages of the program; without case and accents.
_EVERYWHERE: dict[TicketState, str] = {
    TicketState.OPEN: "open|opened|new|to do|todo|backlog|triage|ready|reopened|selected for development|planned|proposed|accepted|"
    "offen|neu|zu erledigen|geplant|att gora|ny|oppen|planerad|a faire|ouvert|nouveau|te doen|nieuw|gepland",
    TicketState.DOING: "in progress|doing|started|active|in review|review|in development|in test|testing|in qa|committed|blocked|"
    "in arbeit|in bearbeitung|in prufung|in umsetzung|pagaende|pagar|under arbete|granskas|en cours|en revue|bezig|in behandeling|"
    "mee bezig",
    TicketState.DONE: "done|closed|resolved|completed|complete|fixed|merged|released|shipped|deployed|"
    "fertig|erledigt|geschlossen|abgeschlossen|gelost|klar|klart|stangd|losning klar|termine|terminee|ferme|resolu|resolue|gereed|klaar|"
    "gesloten|afgerond|voltooid",
    TicketState.DROPPED: "won't do|wont do|won't fix|wontfix|canceled|cancelled|dropped|declined|rejected|removed|duplicate|abandoned|"
    "not planned|not_planned|cannot reproduce|obsolete|invalid|"
    "abgelehnt|verworfen|abgebrochen|wird nicht gemacht|avbruten|avvisad|gors inte|annule|abandonne|rejete|geannuleerd|afgewezen|vervallen",
}
_OWN: dict[Tracker, dict[str, TicketState]] = {
    # Agile and CMMI: the work is done, and somebody still has to look at it.
    Tracker.AZURE: {"resolved": TicketState.DOING, "approved": TicketState.OPEN},
}
_WORDS = {word: state for state, words in _EVERYWHERE.items() for word in words.split("|")}


def state_of(status: str, tracker: Tracker | None, resolution: str = "") -> TicketState | None:
    """Our state for a tracker's word; None when the word is not known.

    Args:
        status: the word itself.
        tracker: whose word it is, where that is known.
        resolution: what the tracker says beside it, such as Jira's “Won't Do”: closed work that was not done was dropped.
    """
    word = folded(status)
    found = _OWN.get(tracker, {}).get(word) if tracker is not None else None
    found = found or _WORDS.get(word)
    return TicketState.DROPPED if found is TicketState.DONE and _WORDS.get(folded(resolution)) is TicketState.DROPPED else found
