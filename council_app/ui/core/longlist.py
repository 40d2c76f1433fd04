"""A list of rows of one height, however many there are: nothing is laid out, and the model is asked for the rows on show alone.

Qt's own list view lays out every row and asks the model for each: a second for a few hundred thousand rows of a model in Python.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex


class LongList(QAbstractItemView):
    """Rows of `height` px of a list model, one under the other."""

    def __init__(self, height: int, model: QAbstractListModel) -> None:
        super().__init__()
        self._height = height
        self.setModel(model)
        # By signals, and not by the slots of the same names: overriding `reset` in Python ends the interpreter.
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self.rows_changed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    # -- where rows are

    def rows_on_show(self) -> tuple[int, int]:
        """The first and last row of which anything can be seen."""
        first = self.verticalOffset() // self._height
        return first, (self.verticalOffset() + max(0, self.viewport().height() - 1)) // self._height

    def visualRect(self, index: Index) -> QRect:
        """Where a row is, in the viewport; it may lie outside."""
        if not index.isValid():
            return QRect()
        return QRect(0, index.row() * self._height - self.verticalOffset(), self.viewport().width(), self._height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row under a point of the viewport."""
        row = (point.y() + self.verticalOffset()) // self._height
        return self.model().index(row, 0) if 0 <= row < self.model().rowCount() else QModelIndex()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Scroll no further than a row needs."""
        place, bar, room = self.visualRect(index), self.verticalScrollBar(), self.viewport().height()
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + place.center().y() - room // 2)
        elif place.top() < 0 or hint is QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(bar.value() + place.top())
        elif place.bottom() >= room or hint is QAbstractItemView.ScrollHint.PositionAtBottom:
            bar.setValue(bar.value() + place.bottom() - room + 1)

    def horizontalOffset(self) -> int:
        """Rows are as wide as the list."""
        return 0

    def verticalOffset(self) -> int:
        """How far it is scrolled, in px."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """Every row is there."""
        return False

    def updateGeometries(self) -> None:
        """Give the bar its range."""
        rows = self.model().rowCount() if self.model() is not None else 0
        bar = self.verticalScrollBar()
        bar.setSingleStep(self._height // 2)
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, rows * self._height - self.viewport().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer rows fit."""
        super().resizeEvent(event)
        self.updateGeometries()

    def rows_changed(self) -> None:
        """There are more rows, or fewer, or others."""
        self.updateGeometries()
        self.viewport().update()

    # -- choosing and moving

    def moveCursor(self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The row that a key leads to."""
        rows, here = self.model().rowCount(), max(0, self.currentIndex().row())
        page = max(1, self.viewport().height() // self._height)
        steps = {
            QAbstractItemView.CursorAction.MoveUp: here - 1,
            QAbstractItemView.CursorAction.MovePrevious: here - 1,
            QAbstractItemView.CursorAction.MoveDown: here + 1,
            QAbstractItemView.CursorAction.MoveNext: here + 1,
            QAbstractItemView.CursorAction.MovePageUp: here - page,
            QAbstractItemView.CursorAction.MovePageDown: here + page,
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: rows - 1,
        }
        row = steps.get(action, here)
        return self.model().index(max(0, min(row, rows - 1)), 0) if rows else QModelIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the row under a press."""
        index = self.indexAt(rect.topLeft())
        self.selectionModel().select(QItemSelection(index, index) if index.isValid() else QItemSelection(), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Where the selected rows are, as far as they are on show."""
        region = QRegion()
        for index in selection.indexes()[:1]:
            region += self.visualRect(index)
        return region

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows on show, by the delegate."""
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        rows, current, top = self.model().rowCount(), self.currentIndex(), self.verticalOffset()
        first, last = ((edge + top) // self._height for edge in (event.rect().top(), event.rect().bottom()))
        plain = option.state & ~QStyle.StateFlag.State_HasFocus
        for row in range(max(0, first), min(last, rows - 1) + 1):
            index = self.model().index(row, 0)
            option.rect = QRect(0, row * self._height - top, self.viewport().width(), self._height)
            option.state = plain | QStyle.StateFlag.State_Selected if row == current.row() else plain
            self.itemDelegate().paint(painter, option, index)
