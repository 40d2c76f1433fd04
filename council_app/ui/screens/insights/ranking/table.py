"""The table of ranks: judged in place, stepped with + and −, with a bar for how firm a rank is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from council_app.domain.ranking.model import Ranked
from council_app.i18n import Translator
from council_app.ui.core.celldraw import CellDelegate
from council_app.ui.core.rows import RowsModel
from council_app.ui.core.table import Table
from council_app.ui.core.text import draw_line
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.ranking.columns import PARTS_BY_KEY, STABILITY, columns

Index = QModelIndex | QPersistentModelIndex
_STEPS = {"+": 1, "-": -1, "−": -1}
_BAR, _THICK = 56, 8


class RankTable(Table[Ranked]):
    """All insights.

    Signals:
        stepped: + or − was pressed on a part (row, column's key, steps).
    """

    stepped = Signal(object, str, int)

    def __init__(self, theme: Theme, t: Translator) -> None:
        self.rows: RowsModel[Ranked] = RowsModel(columns(t), identity=lambda row: row.key, tag=t.tag)
        super().__init__(theme, self.rows, t("Insights and their ranks"))
        keys = [column.key for column in self.rows.columns]
        self._bars = _StabilityDelegate(theme, self, self.rows)
        self.setItemDelegateForColumn(keys.index(STABILITY), self._bars)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+ and − step the part at hand; a digit begins to type over it, Delete takes it back."""
        current, key = self.currentIndex(), ""
        if current.isValid():
            key = self.rows.columns[current.column()].key
        if key in PARTS_BY_KEY and not self.editing:
            if event.text() in _STEPS:
                self.stepped.emit(self.rows.row(current), key, _STEPS[event.text()])
                return
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.typed.emit(self.rows.row(current), key, "")
                return
            if event.text().isdigit():
                self.edit_here()
                if self._editor is not None:
                    self._editor.setText(event.text())
                return
        super().keyPressEvent(event)


class _StabilityDelegate(CellDelegate):
    """A short bar, an end in ink, and the share in words."""

    def __init__(self, theme: Theme, view: RankTable, rows: RowsModel[Ranked]) -> None:
        super().__init__(theme, view)
        self._ranks = rows

    def _paint_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, left: int, right: int) -> None:
        standing = self._ranks.row(index).standing
        if standing is None:
            return
        theme, box = self._theme, option.rect
        x, middle = box.left() + left, box.top() + box.height() / 2
        room = min(_BAR, box.width() - left - right - 44)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if room > 16:
            painter.fillRect(QRectF(x, middle - _THICK / 2, room, _THICK), theme.colour("sheet" if chosen else "sunk"))
            painter.fillRect(QRectF(x, middle - _THICK / 2, room * standing.first, _THICK), theme.colour("mark"))
            painter.fillRect(QRectF(x + room * standing.first - 1, middle - _THICK / 2 - 2, 2, _THICK + 4), theme.colour("ink"))
            x += room + 8
        draw_line(painter, theme, str(index.data()), "body", x, box.top() + (box.height() - 20) / 2, weight=500 if chosen else 400)
