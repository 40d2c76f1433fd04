"""Drawing the cells of a table: the row's ground, its text, the hairline below, the bar of what is selected, the cell at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from council_app.ui.core.rows import AsideRole, Index, InkRole, WeightRole
from council_app.ui.core.tablehead import EDGE, PAD
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

if TYPE_CHECKING:
    from council_app.ui.core.table import Table

T = TypeVar("T")


class CellDelegate(QStyledItemDelegate):
    """Paints cells, and makes the line that is typed into."""

    def __init__(self, theme: Theme, view: Table[T]) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Text on the row's ground, a hairline below, the bar of a selected row at its left, a ring around the cell at hand."""
        theme, box = self._theme, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = self._view.hasFocus()
        first, last = self._view.ends
        painter.save()
        if chosen:
            painter.fillRect(box, theme.colour("mark-tint" if focused else "sunk"))
            if index.column() == first:
                painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark" if focused else "line2"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line"))
        left, right = PAD + (EDGE if index.column() == first else 0), PAD + (EDGE if index.column() == last else 0)
        self._paint_text(painter, option, index, left, right)
        if focused and self._view.by_cells and index == self._view.currentIndex():
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRect(box.adjusted(left - PAD + 1, 3, PAD - right - 1, -4))
        painter.restore()

    def _paint_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, left: int, right: int) -> None:
        theme, box = self._theme, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        weight = max(int(index.data(WeightRole)), 500 if chosen else 400)
        ink = str(index.data(InkRole))
        room = box.width() - left - right
        text = elided(theme, str(index.data()), "body", room, weight)
        x, top = float(box.left() + left), box.top() + (box.height() - 20) / 2
        if index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight:
            x = box.right() + 1 - right - advance(theme, text, "body", weight)
        quiet = "ink2" if chosen else "ink3"
        taken = draw_line(painter, theme, text, "body", x, top, quiet if ink == "ink3" else ink, weight=weight)
        aside = str(index.data(AsideRole) or "")
        if aside and room - taken > 40:
            aside = elided(theme, aside, "small", room - taken - 8)
            draw_line(painter, theme, aside, "small", x + taken + 8, top + 2, quiet)

    def createEditor(self, _parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex) -> QWidget:  # type: ignore[override]
        """The line over a cell."""
        return self._view.make_editor(index)

    def setEditorData(self, _editor: QWidget, _index: QModelIndex) -> None:  # type: ignore[override]
        """It was filled when it was made; what is read meanwhile does not overwrite what is being typed."""

    def setModelData(self, *_: object) -> None:
        """Nothing is kept here: whoever owns the table keeps it, and may say no."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex) -> None:  # type: ignore[override]
        """As high as an input, over the whole cell."""
        box = option.rect
        editor.setGeometry(box.left() + 1, box.top() + 3, max(box.width() - 2, 72), box.height() - 7)

    def eventFilter(self, _editor: QObject, _event: QEvent) -> bool:
        """The editor knows its keys."""
        return False
