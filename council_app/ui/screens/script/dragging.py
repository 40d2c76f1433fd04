"""Dragging a question in the outline to where it is to be asked; arrows do the same by key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from council_app.domain.scripts import PartKind
from council_app.ui.core.table import Table
from council_app.ui.core.theme import Theme
from council_app.ui.screens.script.rows import OutlineModel, Row

_LINE = 2


class _Mark(QWidget):
    """A line below the row behind which the question would be asked."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.colour("ink"))
        self.setPalette(palette)
        self.hide()


class Dragging(QObject):
    """Watches the mouse over the outline.

    Signals:
        dropped: a question was let go on another row (both rows).
    """

    dropped = Signal(object, object)

    def __init__(self, theme: Theme, table: Table[Row], model: OutlineModel) -> None:
        super().__init__(table)
        self._table, self._model, self._theme = table, model, theme
        self._from: Row | None = None
        self._began, self._dragging = QPoint(), False
        self._mark = _Mark(theme, table.viewport())
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on a question begins; moving far enough drags; letting go on another row drops."""
        if isinstance(event, QMouseEvent):
            if event.type() is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
                self._press(event.position().toPoint())
            elif event.type() is QEvent.Type.MouseMove and self._from is not None:
                return self._move(event.position().toPoint())
            elif event.type() is QEvent.Type.MouseButtonRelease and self._from is not None:
                return self._release(event.position().toPoint())
        return super().eventFilter(watched, event)

    def _row_at(self, place: QPoint) -> Row | None:
        index = self._table.indexAt(place)
        return self._model.rows[index.row()] if index.isValid() else None

    def _press(self, place: QPoint) -> None:
        row = self._row_at(place)
        question = row is not None and row.line is not None and row.line.part.kind is PartKind.QUESTION
        self._from, self._began, self._dragging = (row if question else None), place, False

    def _move(self, place: QPoint) -> bool:
        if not self._dragging and (place - self._began).manhattanLength() < QApplication.startDragDistance():
            return False
        self._dragging = True
        self._table.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        index = self._table.indexAt(place)
        self._mark.setVisible(index.isValid())
        if index.isValid():
            below = self._table.visualRect(index).bottom()
            self._mark.setGeometry(0, below - _LINE + 1, self._table.viewport().width(), _LINE)
        return True  # else the rows under the mouse would be chosen one after the other

    def _release(self, place: QPoint) -> bool:
        moved, dragged = self._from, self._dragging
        self._from, self._dragging = None, False
        self._mark.hide()
        self._table.viewport().unsetCursor()
        target = self._row_at(place)
        if not dragged or moved is None:
            return False
        if target is not None and target.id != moved.id:
            self.dropped.emit(moved, target)
        return True
