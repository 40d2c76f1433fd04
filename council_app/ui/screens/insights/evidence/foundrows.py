"""A row of what was found: a tick where it stands there already, then a tag with its colour or a note with its kind."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from council_app.domain.codebook import CodebookTag
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.markers import draw_kind
from council_app.ui.core.rows import Index
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

ROW, PAD = 34, 12
NoteRole, TagRole, NewRole, TickRole = (Qt.ItemDataRole.UserRole + number for number in range(4))


class FoundDelegate(QStyledItemDelegate):
    """Paints one row."""

    def __init__(self, theme: Theme, t: Translator, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._t, self._view = theme, t, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike."""
        return QSize(self._view.viewport().width(), ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, mark, words, and who said it."""
        theme, box = self._theme, option.rect
        painter.save()
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if here:
            painter.fillRect(box, theme.colour("mark-tint"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark"))
        top, x, right = box.top() + (ROW - theme.line("body")) / 2, float(box.left() + PAD), float(box.right() - PAD)
        soft = "ink2" if here else "ink3"
        tag, note = index.data(TagRole), index.data(NoteRole)
        if index.data(TickRole):
            draw_icon(painter, "check", theme.colour("mark-ink"), right - 16, box.top() + 9, 16)
            right -= 24
        if isinstance(tag, CodebookTag):
            painter.fillRect(int(x) + 4, box.top() + 13, 8, 8, theme.codebook(tag.colour) if tag.colour else theme.colour("ink2"))
        elif note is not None:
            draw_kind(painter, theme, note.kind, x, box.top() + 9, 16)
            where = ", ".join(part for part in (note.seat, note.city) if part)
            right -= advance(theme, where, "small")
            draw_line(painter, theme, where, "small", right, box.top() + (ROW - theme.line("small")) / 2, soft)
            right -= 10
        else:
            draw_icon(painter, "plus", theme.colour("ink2"), x, box.top() + 9, 16)
        x += 26
        words = elided(theme, " ".join(str(index.data()).split()), "body", right - x)
        draw_line(painter, theme, words, "body", x, top, soft if index.data(TickRole) else "ink")
        painter.restore()
