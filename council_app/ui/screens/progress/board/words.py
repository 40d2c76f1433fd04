"""The words of the form: what each part is called, and what a change turned into what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from council_app.domain.deliveries import STATUS_WORDS, Part
from council_app.domain.dues import due_said
from council_app.domain.enums import DeliveryStatus, TicketState
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.services.delegating import TRACKER_NAMES
from council_app.services.deliveries import DeliveryChange, Ticket, Turn

PARTS: Mapping[Part, Message] = {
    Part.STATUS: m_("Status"),
    Part.SINCE: m_("Since"),
    Part.OWNER: m_("Owner"),
    Part.SCOPE: m_("With whom"),
    Part.DUE: m_("By when"),
    Part.PROOF: m_("Proof"),
    Part.REASON: m_("Reason"),
    Part.WORDING: m_("Public wording"),
}


_STATES: Mapping[TicketState, Message] = {
    TicketState.OPEN: m_("open"),
    TicketState.DOING: m_("in work"),
    TicketState.DONE: m_("finished"),
    TicketState.DROPPED: m_("dropped"),
}


def reason_label(status: DeliveryStatus) -> Message:
    """The same field says why something is declined, and what anything else waits for."""
    return m_("Why not") if status is DeliveryStatus.DECLINED else m_("What it waits for")


def language(t: Translator, locale: str) -> str:
    """“Swedish (sv-SE)”."""
    name = str(t.locale.languages.get(locale.split("-")[0], locale))
    return t("{language} ({tag})", language=name[:1].upper() + name[1:], tag=locale)


def delegated(tickets: Sequence[Ticket], t: Translator) -> str:
    """“Ticket: Jira PAY-412, in work”; "" where nothing was delegated."""
    names = [" ".join(part for part in (TRACKER_NAMES[each.tracker], each.reference) if part) for each in tickets]
    said = [f"{name}, {t.say(_STATES[each.state])}" for name, each in zip(names, tickets, strict=True)]
    return t("Ticket: {tickets}", tickets="; ".join(said)) if said else ""


def turned(turn: Turn, t: Translator) -> str:
    """“Status: planned → in test”, “Owner: Hanna Berg” where there was none."""
    name = t.say(PARTS[turn.part])
    name = t("{part}, {language}", part=name, language=language(t, turn.locale)) if turn.locale else name
    before, after = (_value(turn.part, side, t) for side in (turn.before, turn.after))
    if not before:
        return t("{part}: {value}", part=name, value=after)
    after = after or t("nothing")
    return t("{part}: {before} → {after}", part=name, before=before, after=after)


def _value(part: Part, text: str, t: Translator) -> str:
    if part is Part.STATUS and text in set(DeliveryStatus):
        return t.say(STATUS_WORDS[DeliveryStatus(text)])
    if part is Part.SINCE and text:
        return t.date(date.fromisoformat(text), style="medium")
    return due_said(text, t) if part is Part.DUE else " ".join(text.split())


def changed_by(change: DeliveryChange, t: Translator) -> str:
    """“3 Nov 2026, 14:02, kim”."""
    return ", ".join((t.date(change.at.astimezone().date(), style="medium"), t.time(change.at.astimezone()), change.who))
