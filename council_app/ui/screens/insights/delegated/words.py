"""The words of the board: how work stands, and how long it has."""

from __future__ import annotations

from council_app.domain.enums import TicketState
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.services.delegating import TRACKER_NAMES, Age, DelegatedLine

STATES: dict[TicketState, Message] = {
    TicketState.OPEN: m_("open"),
    TicketState.DOING: m_("in work"),
    TicketState.DONE: m_("finished"),
    TicketState.DROPPED: m_("dropped"),
}
"""In the order of the columns; the keys 1 to 4 are theirs."""
_AGES: dict[Age, Message] = {Age.AGEING: m_("getting old"), Age.OLD: m_("old")}


def ticket(line: DelegatedLine) -> str:
    """“Jira PAY-412”."""
    return " ".join(part for part in (TRACKER_NAMES[line.tracker], line.reference) if part)


def since(line: DelegatedLine, t: Translator) -> str:
    """“50 days, old”, “since today”: how long it has stood as it stands."""
    days = t.n("{count} day", "{count} days", line.state_days) if line.state_days else t("since today")
    return t("{days}, {age}", days=days, age=_AGES[line.age]) if line.age in _AGES else days


def reminder(line: DelegatedLine, t: Translator) -> str:
    """“ask again: 3 May 2026”; "" without a reminder."""
    return t("ask again: {day}", day=t.date(line.remind, style="medium")) if line.remind is not None else ""


def gate_briefly(line: DelegatedLine, t: Translator) -> str:
    """The same where there is little room."""
    return "" if line.passes else t("no longer passes")


def gate(line: DelegatedLine, t: Translator) -> str:
    """What the insight lacks by now; "" while it passes its gate."""
    if line.passes:
        return ""
    return t("no longer passes its gate: {parts}", parts=t.items([t.say(part) for part in line.missing]))


def spoken(line: DelegatedLine, t: Translator) -> str:
    """Everything a card shows, as one sentence."""
    due = reminder(line, t) if line.reminder_due else ""
    parts = (line.title, ticket(line), t.say(STATES[line.state]), line.status, line.owner, since(line, t), due, gate(line, t))
    return ", ".join(part for part in parts if part)
