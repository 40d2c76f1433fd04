"""The ground of a row in a list of one column: what is at hand, the hairline below, and where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from council_app.ui.core.theme import Theme


class RowDelegate(QStyledItemDelegate):
    """What delegates of such lists have in common; each paints its words on the ground."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        theme.changed.connect(view.viewport().update)

    def paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, ground: str = "", ring: bool = False, line: bool = True
    ) -> None:
        """A row at hand is tinted with a bar; without the keyboard in its list it is sunk with a quieter one.

        Args:
            painter: paints.
            option: the row.
            ground: the token of the ground below; "" is that of the list.
            ring: whether the row at hand has a ring while the keyboard is in the list.
            line: whether there is a hairline below.
        """
        theme, box, focused = self._theme, option.rect, self._view.hasFocus()
        if ground:
            painter.fillRect(box, theme.colour(ground))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("mark-tint" if focused else "sunk"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark" if focused else "line2"))
        if line:
            painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line"))
        if ring and focused and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -2), 4, 4)
