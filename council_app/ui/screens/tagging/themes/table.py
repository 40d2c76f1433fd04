"""The table behind a picture: its numbers cell by cell; arrows move, Enter opens the notes behind the cell at hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from council_app.domain.note_filter import NoteFilter
from council_app.domain.theme_grids import Grid
from council_app.i18n import Translator
from council_app.services.theme_views import cell_value, header_text
from council_app.ui.core.tablehead import EDGE, PAD, TableHead
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HiddenRole = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LEAST, _MOST = 64, 240


class GridModel(QAbstractTableModel):
    """A `Grid` in somebody's language."""

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self._t = t
        self._grid = Grid((), (), 0)

    def show_grid(self, grid: Grid) -> None:
        """Show another one."""
        self.beginResetModel()
        self._grid = grid
        self.endResetModel()

    def behind(self, index: Index) -> NoteFilter | None:
        """What finds the notes behind a cell."""
        return self._grid.rows[index.row()][index.column()].behind if index.isValid() else None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._grid.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self._grid.headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands in a cell, and where."""
        if not index.isValid():
            return None
        cell, header = self._grid.rows[index.row()][index.column()], self._grid.headers[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            value = cell_value(cell, self._grid, self._t)
            if isinstance(value, date):
                return self._t.date(value, style="medium")
            return self._t.number(value) if isinstance(value, int) else value
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self.data(self.index(index.row(), 0))
            return f"{row}, {header_text(header, self._t)}: {self.data(index)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if header.numbers else _LEFT
        return cell.hidden if role == HiddenRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What the columns are called."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._grid.headers):
            return None
        header = self._grid.headers[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return header_text(header, self._t)
        return (_RIGHT if header.numbers else _LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None

    @property
    def titles(self) -> Sequence[str]:
        """What all columns are called."""
        return [header_text(header, self._t) for header in self._grid.headers]


class GridTable(QTableView):
    """Cells without a grid.

    Signals:
        asked: the notes behind a cell (carries the `NoteFilter`).
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme = theme
        self.rows = GridModel(t)
        self.setModel(self.rows)
        self.setAccessibleName(t("The numbers of the picture"))
        self.setItemDelegate(_CellDelegate(theme, self))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalHeader(TableHead(theme, (), self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.size("table-row"))
        theme.changed.connect(self.viewport().update)

    def show_grid(self, grid: Grid) -> None:
        """Show another table; the first cell is at hand."""
        self.rows.show_grid(grid)
        for column, title in enumerate(self.rows.titles):
            texts = (str(self.rows.data(self.rows.index(row, column))) for row in range(len(grid.rows)))
            widest = max((advance(self._theme, text, "body", 500) for text in texts), default=0)
            wide = max(widest, advance(self._theme, title, "micro")) + 2 * PAD + EDGE + 2
            self.setColumnWidth(column, int(min(_MOST, max(_LEAST, wide))))
        self.setCurrentIndex(self.rows.index(0, min(1, len(grid.headers) - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the notes behind the cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """So does a double click."""
        self._ask(self.indexAt(event.position().toPoint()))

    def _ask(self, index: Index) -> None:
        found = self.rows.behind(index)
        if found is not None:
            self.asked.emit(found)


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell: hatched where its number may not be told, a ring around the cell at hand."""

    def __init__(self, theme: Theme, view: GridTable) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """At least a heat cell."""
        return QSize(_LEAST, self._theme.size("table-row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Text on the sheet, a hairline below."""
        theme, box = self._theme, option.rect
        at_hand = index == self._view.currentIndex()
        focused = self._view.hasFocus()
        painter.save()
        if at_hand:
            painter.fillRect(box, theme.colour("mark-tint" if focused else "sunk"))
        if index.data(HiddenRole):
            painter.fillRect(box.adjusted(2, 3, -2, -4), QBrush(theme.colour("line"), Qt.BrushStyle.BDiagPattern))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line"))
        left = PAD + (EDGE if index.column() == 0 else 0)
        text = elided(theme, str(index.data()), "body", box.width() - left - PAD)
        x = float(box.left() + left)
        if index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight:
            x = box.right() + 1 - PAD - advance(theme, text, "body")
        draw_line(painter, theme, text, "body", x, box.top() + (box.height() - theme.line("body")) / 2)
        if at_hand and focused:
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()
