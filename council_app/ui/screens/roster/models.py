"""What the roster shows of a person, as columns in three views, and what the filter box looks through."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from council_app.domain.attending import NEXT, Cell
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
STATUS = "status"
COMING, CONTACT, NEEDS = "coming", "contact", "needs"
VIEWS: Mapping[str, Message] = {COMING: m_("Coming"), CONTACT: m_("Contact"), NEEDS: m_("Needs")}
_RANK = {status: rank for rank, status in enumerate(AttendanceStatus)}
# From these widths on there is room in every view for the standing, for the address, and for everything.
_ROOM_FOR_STATUS, _ROOM_FOR_EMAIL, _ROOM_FOR_ALL = 940, 1100, 1760


@dataclass(frozen=True, slots=True)
class Listed:
    """A line with its words folded once: the filter box looks through them with every key."""

    line: RosterLine
    words: str


@dataclass(frozen=True, slots=True)
class Around:
    """What columns say beside a line's own: names of the other sittings, and the segments in use."""

    sittings: Callable[[str], str]
    segments: Callable[[], Sequence[str]]


def listed(lines: Sequence[RosterLine], t: Translator) -> tuple[Listed, ...]:
    """Fold what can be found of every line; for the worker, because a list may have thousands."""
    status = {each: t.say(words) for each, words in STATUS_WORDS.items()}
    return tuple(Listed(line, _words(line, status[line.status])) for line in lines)


def _words(line: RosterLine, status: str) -> str:
    text = " ".join((line.seat or "", line.name, line.email, line.phone, status, *line.segments, line.invited_by))
    return " " + " ".join(fold(text).replace(",", " ").split())


def fits(typed: str) -> Callable[[Listed], bool]:
    """Whether every word typed begins some word of a line."""
    words = [f" {word}" for word in fold(typed).split()]
    return lambda row: all(word in row.words for word in words)


def status_words(t: Translator, line: RosterLine) -> str:
    """The standing, with the place of who waits."""
    words = t.say(STATUS_WORDS[line.status])
    return f"{words} · {t.number(line.place)}" if line.place is not None else words


def next_words(t: Translator, line: RosterLine) -> Mapping[str, AttendanceStatus]:
    """What can be typed as a standing: where they stand, and where they may stand next."""
    return {t.say(STATUS_WORDS[status]): status for status in (line.status, *NEXT[line.status])}


def consent_words(t: Translator, line: RosterLine) -> str:
    """How much of what is asked was allowed."""
    if not line.consents and not line.refused:
        return t("not asked yet")
    if not line.consents:
        return t("nothing allowed")
    return t("{count} of {all} allowed", count=t.number(len(line.consents)), all=t.number(len(Purpose)))


def consent_missing(line: RosterLine) -> bool:
    """True for somebody with a purpose that they did not answer."""
    return len({*line.consents, *line.refused}) < len(Purpose)


def _of(read: Callable[[RosterLine], str]) -> Callable[[Listed], str]:
    return lambda row: read(row.line)


def columns(t: Translator, around: Around) -> tuple[Column[Listed], ...]:
    """Seat and name in every view; what can be typed over is what a host may know better than the file."""
    return (*_always(t, around), *_coming(t, around), *_contact(t), *_needs(t))


def _always(t: Translator, around: Around) -> tuple[Column[Listed], ...]:
    def both(row: Listed) -> str:
        others = ", ".join(around.sittings(key) for key in row.line.elsewhere)
        return t("also {sitting}", sitting=others) if others else ""

    return (
        Column(t("Seat"), lambda row: row.line.seat or "–", 84, weight=600, key="seat", sort=lambda row: row.line.seat),
        Column(t("Name"), _of(lambda line: line.name), key=Cell.NAME, typed=_of(lambda line: line.name), opens=True, aside=both),
    )


def _coming(t: Translator, around: Around) -> tuple[Column[Listed], ...]:
    def order(row: Listed) -> float:
        return _RANK[row.line.status] + (1 - 1 / (row.line.place + 1) if row.line.place is not None else 0)

    return (
        Column(
            t("Status"),
            lambda row: status_words(t, row.line),
            132,
            ink="ink2",
            key=STATUS,
            sort=order,
            typed=lambda row: t.say(STATUS_WORDS[row.line.status]),
            offers=lambda row: tuple(next_words(t, row.line)),
            strict=True,
            view=COMING,
            everywhere_from=_ROOM_FOR_STATUS,
        ),
        Column(
            t("Segments"),
            lambda row: ", ".join(row.line.segments),
            168,
            ink="ink2",
            shown_from=700,
            key=Cell.SEGMENTS,
            typed=lambda row: ", ".join(row.line.segments),
            offers=lambda _row: around.segments(),
            many=True,
            view=COMING,
            everywhere_from=_ROOM_FOR_ALL,
        ),
        Column(
            t("Plus-ones"),
            lambda row: f"+{t.number(row.line.guests)}" if row.line.guests else "",
            76,
            ink="ink2",
            shown_from=860,
            key=Cell.GUESTS,
            sort=lambda row: row.line.guests or None,
            typed=lambda row: str(row.line.guests or ""),
            view=COMING,
            everywhere_from=_ROOM_FOR_ALL,
        ),
        Column(
            t("Consent"),
            lambda row: consent_words(t, row.line),
            152,
            ink="ink2",
            shown_from=560,
            key="consent",
            sort=lambda row: (len(row.line.consents) + 1) * (2 if row.line.consents or row.line.refused else 0),
            view=COMING,
            everywhere_from=_ROOM_FOR_ALL,
        ),
    )


def _contact(t: Translator) -> tuple[Column[Listed], ...]:
    return (
        _text(t("E-mail"), Cell.EMAIL, lambda line: line.email, 236, CONTACT, everywhere_from=_ROOM_FOR_EMAIL),
        _text(t("Phone"), Cell.PHONE, lambda line: line.phone, 150, CONTACT),
        _text(t("Invited by"), Cell.INVITED_BY, lambda line: line.invited_by, 150, CONTACT, shown_from=760),
    )


def _needs(t: Translator) -> tuple[Column[Listed], ...]:
    return (
        _text(t("Access needs"), Cell.ACCESS_NEEDS, lambda line: line.access_needs, 190, NEEDS),
        _text(t("Dietary needs"), Cell.DIETARY, lambda line: line.dietary, 190, NEEDS),
    )


def _text(
    title: str,
    cell: Cell,
    read: Callable[[RosterLine], str],
    width: int,
    view: str,
    *,
    shown_from: int = 0,
    everywhere_from: int = _ROOM_FOR_ALL,
) -> Column[Listed]:
    text = _of(read)
    return Column(title, text, width, ink="ink2", key=cell, typed=text, view=view, shown_from=shown_from, everywhere_from=everywhere_from)
