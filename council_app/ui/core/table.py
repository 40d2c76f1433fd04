"""Tables without a grid: hairlines across, headers small and left, numbers right, columns that leave where room is short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_InkRole = Qt.ItemDataRole.UserRole
_WeightRole = Qt.ItemDataRole.UserRole + 1
_PAD, _EDGE = 8, 12


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its header, what a row says in it, its width (0 takes what is left), and from which table width it is shown."""

    title: str
    text: Callable[[T], str]
    width: int = 0
    right: bool = False
    ink: str = "ink"
    weight: int = 400
    shown_from: int = 0


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows of one kind under declared columns."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[T, ...] = ()

    def show_rows(self, rows: Sequence[T]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: Index) -> T:
        """The row behind an index."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, alignment, ink and weight of a cell."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(self._rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(column)
        return {_InkRole: column.ink, _WeightRole: column.weight}.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The columns' titles."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return _aligned(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _aligned(column: Column[T]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Text on the row's ground, a hairline below, the bar of a selected row at its left."""
        theme, box = self._theme, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = self._view.hasFocus()
        painter.save()
        if chosen:
            painter.fillRect(box, theme.colour("mark-tint" if focused else "sunk"))
            if index.column() == 0:
                painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark" if focused else "line2"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line"))
        weight = max(int(index.data(_WeightRole)), 500 if chosen else 400)
        ink = str(index.data(_InkRole))
        last = index.column() == index.model().columnCount() - 1
        left, right = _PAD + (_EDGE if index.column() == 0 else 0), _PAD + (_EDGE if last else 0)
        text = elided(theme, str(index.data()), "body", box.width() - left - right, weight)
        x = float(box.left() + left)
        if index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight:
            x = box.right() + 1 - right - advance(theme, text, "body", weight)
        draw_line(
            painter, theme, text, "body", x, box.top() + (box.height() - 20) / 2, "ink2" if chosen and ink == "ink3" else ink, weight=weight
        )
        painter.restore()


class Table(QTableView):
    """A `RowsModel` as a list of rows; a row is one thing to choose."""

    def __init__(self, theme: Theme, model: RowsModel[T], name: str) -> None:
        super().__init__()
        self._columns: Sequence[Column[T]] = model.columns
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(_CellDelegate(theme, self))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.size("table-row"))
        header = self.horizontalHeader()
        header.setFont(theme.font("micro"))
        header.setFixedHeight(32)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for index, column in enumerate(self._columns):
            stretch = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(index, stretch)
            if column.width:
                # A title may be longer in another language than what stands below it.
                title = round(advance(theme, column.title, "micro")) + 2 * _PAD + _EDGE
                self.setColumnWidth(index, max(column.width, title))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns of less weight leave where room is short."""
        for index, column in enumerate(self._columns):
            self.setColumnHidden(index, self.width() < column.shown_from)
        super().resizeEvent(event)
