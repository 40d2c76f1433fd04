"""Rows of two lines: what it is, where it belongs, and at the right a word in its own ink; and the list of them beside a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QVBoxLayout

from council_app.ui.core.lines import Index, LineRole, LinesModel
from council_app.ui.core.rowground import RowDelegate
from council_app.ui.core.text import Surface, advance, draw_line, elided
from council_app.ui.core.theme import Theme

_HEIGHT, _PAD, _GAP = 58, 20, 12
T = TypeVar("T")


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


class TwoLineList(QListView, Generic[T]):
    """The list at the left of a page.

    Args:
        theme: colours and fonts.
        called: what the list is called.
        row: what a line says.
        identity: what a line is known by.
    """

    def __init__(self, theme: Theme, called: str, row: Callable[[object], TwoLines], identity: Callable[[T], str]) -> None:
        super().__init__()
        self._theme, self._row = theme, row
        self.rows = LinesModel[T](self, self._says, identity)
        self.setModel(self.rows)
        self.setItemDelegate(TwoLineRows(theme, self, row))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setAccessibleName(called)

    def _says(self, line: T, role: int) -> str | None:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self._row(line)
            return f"{row.first}. {row.second}. {row.aside}"
        return None

    def framed(self) -> Surface:
        """The list on its ground, with a line towards what is beside it."""
        ground = Surface(self._theme, "sheet", "r")
        beside = QVBoxLayout(ground)
        beside.setContentsMargins(0, 0, 1, 0)
        beside.addWidget(self)
        return ground
