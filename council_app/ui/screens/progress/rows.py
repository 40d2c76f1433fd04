"""Rows of two lines: what it is, where it belongs, and at the right a word in its own ink."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from council_app.ui.core.lines import Index, LineRole
from council_app.ui.core.rowground import RowDelegate
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

_HEIGHT, _PAD, _GAP = 58, 20, 12


@dataclass(frozen=True, slots=True)
class TwoLines:
    """What a row says."""

    first: str
    second: str
    aside: str = ""
    ink: str = "ink3"


class TwoLineRows(RowDelegate):
    """Paints what `says` makes of a line."""

    def __init__(self, theme: Theme, view: QListView, says: Callable[[object], TwoLines]) -> None:
        super().__init__(theme, view)
        self._says = says

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike."""
        return QSize(self._view.viewport().width(), _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, the first line with its word, the second line."""
        theme, box, row = self._theme, option.rect, self._says(index.data(LineRole))
        painter.save()
        self.paint_ground(painter, option, ring=True)
        right = float(box.right() - _PAD)
        if row.aside:
            wide = advance(theme, row.aside, "small", 500)
            draw_line(painter, theme, row.aside, "small", right - wide, box.top() + 11, row.ink, weight=500)
            right -= wide + _GAP
        left = float(box.left() + _PAD)
        draw_line(painter, theme, elided(theme, row.first, "body", right - left, 500), "body", left, box.top() + 9, weight=500)
        second = elided(theme, row.second, "small", box.right() - _PAD - left)
        draw_line(painter, theme, second, "small", left, box.top() + 31, "ink2")
        painter.restore()
