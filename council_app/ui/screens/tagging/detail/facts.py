"""Who said it, how it came up, where and when, and whether it may be quoted."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from council_app.domain.enums import Channel, Raised, SessionKind
from council_app.domain.note_list import NoteDetail, Who
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.ui.core.emptying import empty
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

RAISED_WORDS: dict[Raised, Message] = {
    Raised.ALONE: m_("unprompted"),
    Raised.PROMPTED: m_("when asked"),
    Raised.AGREED: m_("agreed"),
}
CHANNEL_WORDS: dict[Channel, Message] = {
    Channel.APP: m_("app"),
    Channel.WEB: m_("web"),
    Channel.SHOP: m_("shop"),
    Channel.PHONE: m_("phone"),
    Channel.MAIL: m_("mail"),
    Channel.OTHER: m_("other channel"),
}
_KINDS: dict[SessionKind, Message] = {SessionKind.GEMBA: m_("a team's work"), SessionKind.CALL: m_("a call")}
_LABEL_WIDTH = 76


class Facts(QWidget):
    """Labels at the left, words at the right; what is not known is left out."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._shown: tuple[tuple[str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)

    def show_note(self, note: NoteDetail) -> None:
        """What is known about this note."""
        rows = tuple(facts(note, self._t))
        if rows == self._shown:
            return
        self._shown = rows
        empty(self._grid)
        for number, (label, words) in enumerate(rows):
            said = Text(self._theme, words, "body", wrap=True)
            said.setAccessibleName(f"{label}: {words}")
            self._grid.addWidget(Text(self._theme, label, "body", "ink3"), number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(said, number, 1)


def facts(note: NoteDetail, t: Translator) -> Iterator[tuple[str, str]]:
    """What is known about a note: labels and words."""
    line = note.note
    yield t("Said by"), _who(note.who, t)
    yield t("How raised"), _raised(note, t)
    yield t("Where"), _where(note, t)
    during = " / ".join(filter(None, (note.agenda_item, note.task)))
    if during:
        yield t("During"), during
    if note.stage_name:
        yield t("Journey stage"), note.stage_name
    if line.channel is not None:
        yield t("Channel"), t.say(CHANNEL_WORDS[line.channel])
    if note.who is not None:
        yield t("Quote"), _quote(note.who, t)
    if line.author:
        yield t("Written by"), line.author


def _who(who: Who | None, t: Translator) -> str:
    if who is None:
        return t("nobody in particular")
    first = t("first council") if who.first_council else ""
    return ", ".join(filter(None, (who.seat or t("no seat"), *who.segments, first)))


def _raised(note: NoteDetail, t: Translator) -> str:
    said = t.say(RAISED_WORDS[note.note.raised])
    if not note.agreed:
        return said
    return t("{how}; {who} agreed", how=said, who=t.items(note.agreed))


def _where(note: NoteDetail, t: Translator) -> str:
    kind = t.say(_KINDS[note.session_kind]) if note.session_kind in _KINDS else ""
    return ", ".join(filter(None, (note.note.city, t.date(note.day, style="medium"), note.starts, kind)))


def _quote(who: Who, t: Translator) -> str:
    if who.inside == who.public:
        return t("inside and in public") if who.inside else t("not to be quoted")
    return t("inside only") if who.inside else t("in public only")


def time_of(note: NoteDetail, t: Translator) -> str:
    """When it was said, by the clock of the place; "" where its time says nothing."""
    line = note.note
    return t.time(line.at, zone=ZoneInfo(line.zone)) if line.at.year > 1 else ""
