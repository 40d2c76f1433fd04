"""The head of a table: small titles at the left, and an arrow at the one the rows are sorted by."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from council_app.ui.core.rows import Order
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

HEIGHT, PAD, EDGE = 32, 8, 12
ARROW = 14


class TableHead(QHeaderView):
    """Paints itself; a click on a title that can be sorted by sorts."""

    def __init__(self, theme: Theme, sortable: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._keys = theme, sortable
        self.order: Order | None = None
        self.setFont(theme.font("micro"))
        self.setFixedHeight(HEIGHT)
        self.setHighlightSections(False)
        self.setSectionsClickable(any(sortable))
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self.viewport().update)

    def show_order(self, order: Order | None) -> None:
        """Point the arrow."""
        self.order = order
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Title, arrow, hairline."""
        theme, model = self._theme, self.model()
        painter.save()
        painter.fillRect(rect, theme.colour("sheet"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        shown = [each for each in range(self.count()) if not self.isSectionHidden(each)]
        left = PAD + (EDGE if shown and index == shown[0] else 0)
        right = PAD + (EDGE if shown and index == shown[-1] else 0)
        order = self.order
        sorts = order is not None and bool(order.key) and self._keys[index] == order.key
        title = str(model.headerData(index, Qt.Orientation.Horizontal))
        room = rect.width() - left - right - (ARROW if sorts else 0)
        title = elided(theme, title, "micro", room)
        wide = advance(theme, title, "micro")
        x = float(rect.left() + left)
        if model.headerData(index, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight:
            x = rect.right() + 1 - right - wide - (ARROW if sorts else 0)
        draw_line(painter, theme, title, "micro", x, rect.top() + (rect.height() - theme.line("micro")) / 2, "ink" if sorts else "ink3")
        if sorts and order is not None:
            self._paint_arrow(painter, x + wide + 4, rect.center().y() + 0.5, descending=order.descending)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, x: float, middle: float, *, descending: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("ink"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        tip = 2.0 if descending else -2.0
        painter.drawPolyline(QPolygonF([QPointF(x, middle - tip), QPointF(x + 4, middle + tip), QPointF(x + 8, middle - tip)]))
