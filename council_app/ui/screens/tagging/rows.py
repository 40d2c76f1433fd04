"""How a note looks in the list: who, where, how bad and which tags on one line, two lines of its words below; always the same height."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from council_app.domain.note_list import ListedNote
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.markers import SEVERITY_HEIGHT, SEVERITY_WIDTH, TAG_HEIGHT, draw_kind, draw_severity, draw_tag, tag_width
from council_app.ui.core.text import Block, Run, advance, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.models import ChosenRole, NoteRole

Index = QModelIndex | QPersistentModelIndex
_LEFT, _TEXT, _RIGHT, _TOP, _WORDS = 16, 42, 16, 9, 31
_LINES = 2
_KEPT = 1_000
_MOST_TAG = 180.0
_FEWEST = 120
"""px that who said it keeps beside the tags."""


class RowDelegate(QStyledItemDelegate):
    """Paints one row; laid-out words are kept per note, width and look, so that scrolling lays nothing out twice."""

    def __init__(self, theme: Theme, t: Translator, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._t, self._view = theme, t, view
        self._blocks: dict[tuple[str, str, tuple[tuple[int, int], ...], int, bool], Block] = {}
        theme.changed.connect(self._blocks.clear)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The same for every row: that keeps a million of them flat."""
        return QSize(self._view.viewport().width(), self._theme.size("note-row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and hairline; then the note, or nothing while it is being read."""
        painter.save()
        box: QRect = option.rect
        here, chosen = bool(option.state & QStyle.StateFlag.State_Selected), bool(index.data(ChosenRole))
        ground = self._paint_ground(painter, box, here=here, chosen=chosen)
        note: ListedNote | None = index.data(NoteRole)
        if note is not None:
            self._paint_note(painter, box, note, ground, here=here, chosen=chosen)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, *, here: bool, chosen: bool) -> str:
        focused = self._view.hasFocus()
        ground = "mark-tint" if here and focused else "sunk" if here or chosen else "sheet"
        painter.fillRect(box, self._theme.colour(ground))
        if here:
            painter.fillRect(box.left(), box.top(), 3, box.height(), self._theme.colour("mark" if focused else "line2"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, self._theme.colour("line"))
        return ground

    def _paint_note(self, painter: QPainter, box: QRect, note: ListedNote, ground: str, *, here: bool, chosen: bool) -> None:
        top, left = box.top() + _TOP, box.left()
        if chosen:
            draw_icon(painter, "check", self._theme.colour("mark-ink"), left + _LEFT, top + 2, 16)
        else:
            draw_kind(painter, self._theme, note.kind, left + _LEFT, top + 2, 16, ground)
        tags_from = self._paint_tags(painter, note, left + _TEXT + _FEWEST, box.right() - _RIGHT, top)
        self._paint_who(painter, note, left + _TEXT, tags_from - 8, top)
        self._block(note, box.width() - _TEXT - _RIGHT, here=here).paint(painter, left + _TEXT, box.top() + _WORDS)

    def _paint_who(self, painter: QPainter, note: ListedNote, x: float, right: float, top: float) -> None:
        theme, y = self._theme, top + (TAG_HEIGHT - self._theme.line("small")) / 2
        who = note.seat or self._t("nobody")
        x += draw_line(painter, theme, who, "small", x, y, weight=600) + 8
        extra = (SEVERITY_WIDTH + 8 if note.severity else 0) + (22 if note.starred else 0)
        city = elided(theme, note.city, "small", max(0.0, right - x - extra))
        if len(city) > 1 or city == note.city:
            x += draw_line(painter, theme, city, "small", x, y, "ink3") + 8
        if note.severity and x + SEVERITY_WIDTH <= right:
            draw_severity(painter, theme, note.severity, x, top + (TAG_HEIGHT - SEVERITY_HEIGHT) / 2)
            x += SEVERITY_WIDTH + 8
        if note.starred and x + 14 <= right:
            draw_icon(painter, "star", theme.colour("mark-ink"), x, top + 3, 14)

    def _paint_tags(self, painter: QPainter, note: ListedNote, left: float, right: float, top: float) -> float:
        """Tags from the right, those that do not fit as “+2”; returns where they begin."""
        theme, y = self._theme, top + (TAG_HEIGHT - self._theme.line("small")) / 2
        x = right
        if note.disputed:
            x -= advance(theme, self._t("disputed"), "small", 600)
            draw_line(painter, theme, self._t("disputed"), "small", x, y, "state.warn.text", weight=600)
            x -= 8
        if not note.tags:
            said = self._t("no tag yet")
            x -= advance(theme, said, "small", 500)
            draw_line(painter, theme, said, "small", x, y, "mark-ink", weight=500)
            return x
        shown = self._fitting(note, x - left)
        more = len(note.tags) - shown
        if more:
            x -= advance(theme, f"+{more}", "small")
            draw_line(painter, theme, f"+{more}", "small", x, y, "ink3")
            x -= 6
        for tag in reversed(note.tags[:shown]):
            x -= min(tag_width(theme, tag.path), _MOST_TAG, max(60.0, x - left))
            draw_tag(painter, theme, tag, x, top, min(_MOST_TAG, max(60.0, right - left)))
            x -= 6
        return x

    def _fitting(self, note: ListedNote, room: float) -> int:
        """How many tags find room, at least one."""
        taken, count = 0.0, 0
        for tag in note.tags:
            taken += min(tag_width(self._theme, tag.path), _MOST_TAG) + 6
            if taken > room - (26 if count + 1 < len(note.tags) else 0):
                break
            count += 1
        return max(1, count)

    def _block(self, note: ListedNote, width: int, *, here: bool) -> Block:
        key = (note.id, note.text, note.marks, width, here)
        if key not in self._blocks:
            if len(self._blocks) > _KEPT:
                self._blocks.clear()
            self._blocks[key] = Block(self._theme, _runs(note, here=here), "body", max(80, width), lines=_LINES)
        return self._blocks[key]


def _runs(note: ListedNote, *, here: bool) -> tuple[Run, ...]:
    """The words, with what was searched for standing out."""
    weight = 500 if here else None
    found, at = list[Run](), 0
    text = note.text.replace("\n", " ")
    for starts, ends in note.marks:
        found += [Run(text[at:starts], weight), Run(text[starts:ends], 700, "mark-ink")]
        at = ends
    return tuple(run for run in (*found, Run(text[at:], weight)) if run.text) or (Run(""),)
