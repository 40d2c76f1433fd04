"""What the roster shows of a person, as columns, and what the filter box looks through."""

from __future__ import annotations

from collections.abc import Sequence

from council_app.domain.enums import AttendanceStatus, Purpose
from council_app.domain.records import RosterLine
from council_app.domain.text import fold
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.ui.core.table import Column

STATUS_WORDS: dict[AttendanceStatus, Message] = {
    AttendanceStatus.CONFIRMED: m_("confirmed"),
    AttendanceStatus.WAITING: m_("waiting"),
    AttendanceStatus.ARRIVED: m_("arrived"),
    AttendanceStatus.WALK_IN: m_("walk-in"),
    AttendanceStatus.NO_SHOW: m_("did not come"),
    AttendanceStatus.CANCELLED: m_("cancelled"),
}


def columns(t: Translator) -> tuple[Column[RosterLine], ...]:
    """Seat and name first; what matters less leaves first where room is short."""

    def consent(line: RosterLine) -> str:
        if not line.consents and not line.refused:
            return t("not asked yet")
        if not line.consents:
            return t("nothing allowed")
        return t("{count} of {all} allowed", count=t.number(len(line.consents)), all=t.number(len(Purpose)))

    def needs(line: RosterLine) -> str:
        return ", ".join(part for part in (line.access_needs, line.dietary) if part)

    return (
        Column(t("Seat"), lambda line: line.seat or "–", 84, weight=600),
        Column(t("Name"), lambda line: line.name),
        Column(t("Status"), lambda line: t.say(STATUS_WORDS[line.status]), 140, ink="ink2"),
        Column(t("Segments"), lambda line: ", ".join(line.segments), 160, ink="ink2", shown_from=760),
        Column(t("Consent"), consent, 152, ink="ink2", shown_from=560),
        Column(t("E-mail"), lambda line: line.email, 210, ink="ink3", shown_from=940),
        Column(t("Needs"), needs, 190, ink="ink3", shown_from=1080),
    )


def found(lines: Sequence[RosterLine], t: Translator, typed: str) -> tuple[RosterLine, ...]:
    """The lines in which every word typed begins some word."""
    words = fold(typed).split()
    return tuple(line for line in lines if _fits(line, t, words))


def _fits(line: RosterLine, t: Translator, words: Sequence[str]) -> bool:
    status = t.say(STATUS_WORDS[line.status])
    text = fold(" ".join((line.seat or "", line.name, line.email, line.phone, status, *line.segments, line.invited_by)))
    parts = text.replace(",", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in words)
