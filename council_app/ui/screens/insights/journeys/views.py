"""The list of journeys, and the map: stages from left to right, or as a list where that has no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from council_app.domain.journeys import StageCount
from council_app.i18n import Translator
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.journeys.delegates import Ground, JourneyDelegate, StageDelegate
from council_app.ui.screens.insights.journeys.models import JourneyModel, StageModel

_ALT, _NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
_COLUMN = 176
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COUNTS = {"-": StageCount.FRICTION, "+": StageCount.PRAISE, "!": StageCount.SEVERE}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _List(QListView):
    """What both lists have in common.

    Signals:
        removing: Delete.
        opened: Enter.
    """

    removing = Signal()
    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "canvas")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(name)

    def _dress(self, delegate: Ground) -> None:
        self.setItemDelegate(delegate)

    def go_to(self, row: int) -> None:
        """Have a row at hand."""
        index = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def event(self, event: QEvent) -> bool:
        """F2 is for what has the keyboard, before any command of the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F2:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes, Enter opens."""
        if event.key() == Qt.Key.Key_Delete and event.modifiers() == _NONE:
            self.removing.emit()
        elif event.key() in _ENTER:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Something is at hand wherever the keyboard comes."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.go_to(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes rows of another height."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class JourneyList(_List):
    """The journeys.

    Signals:
        renaming: F2: the name is to be written over.
    """

    renaming = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(t("Journeys"))
        self.model_ = JourneyModel(t, self)
        self.setModel(self.model_)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._dress(JourneyDelegate(theme, self))

    @property
    def key(self) -> str:
        """The journey at hand; "" when there is none."""
        row = self.currentIndex().row()
        return self.model_.lines[row].key if 0 <= row < len(self.model_.lines) else ""

    def minimumSizeHint(self) -> QSize:
        """Two of them."""
        return QSize(120, 72)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 renames."""
        if event.key() == Qt.Key.Key_F2:
            self.renaming.emit()
        else:
            super().keyPressEvent(event)


class MapView(_List):
    """The stages of one journey.

    Signals:
        moved: Alt and an arrow: the stage at hand goes a step that way (-1 or 1).
        marking: C: a moment of truth, or no longer.
        adding: Insert: a new stage.
        written: a name is no longer being written.
        counted: the notes behind a count of the stage at hand are wanted (a `StageCount`): a click on it, or its key.
    """

    moved = Signal(int)
    marking = Signal()
    adding = Signal()
    written = Signal()
    counted = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(t("Stages"))
        self.model_ = StageModel(t, self)
        self.setModel(self.model_)
        keys = (
            t("Alt and an arrow moves a stage, F2 renames it, C marks a moment of truth."),
            t("− and + show the notes behind friction and praise."),
        )
        self.setAccessibleDescription(" ".join(keys))
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self._stages = StageDelegate(theme, t, self, _COLUMN)
        self._dress(self._stages)
        self.setMouseTracking(True)
        self.itemDelegate().closeEditor.connect(self.written, Qt.ConnectionType.QueuedConnection)
        self.fold(folded=False)

    @property
    def key(self) -> str:
        """The stage at hand; "" when there is none."""
        row = self.currentIndex().row()
        return self.model_.lines[row].key if 0 <= row < len(self.model_.lines) else ""

    def fold(self, *, folded: bool) -> None:
        """A list from top to bottom, or columns from left to right."""
        self.setFlow(QListView.Flow.TopToBottom if folded else QListView.Flow.LeftToRight)
        never, maybe = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(never if folded else maybe)
        self.scheduleDelayedItemsLayout()

    @property
    def editing(self) -> bool:
        """True while a name is being written."""
        return self.state() is QAbstractItemView.State.EditingState

    def rename(self) -> None:
        """Write over the name of the stage at hand."""
        if self.currentIndex().isValid():
            self.setFocus()
            self.edit(self.currentIndex())

    def minimumSizeHint(self) -> QSize:
        """One stage."""
        return QSize(160, 100)

    def _count_at(self, place: QPoint) -> StageCount | None:
        index = self.indexAt(place)
        return self._stages.count_at(self.model_.lines[index.row()], self.visualRect(index), place) if index.isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what leads to notes."""
        super().mouseMoveEvent(event)
        over = self._count_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a count asks for its notes."""
        super().mouseReleaseEvent(event)
        count = self._count_at(event.position().toPoint())
        if count is not None and event.button() is Qt.MouseButton.LeftButton:
            self.counted.emit(count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk either way round, with Alt they carry."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and modifiers == _ALT:
            self.moved.emit(step)
        elif step is not None and modifiers == _NONE:
            row = self.currentIndex().row() + step
            if 0 <= row < self.model_.rowCount():
                self.go_to(row)
        elif (count := _COUNTS.get(event.text())) is not None and modifiers & ~Qt.KeyboardModifier.ShiftModifier == _NONE:
            self.counted.emit(count)
        elif event.key() in _ENTER and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.counted.emit(StageCount.NOTES)
        elif event.key() == Qt.Key.Key_C and modifiers == _NONE:
            self.marking.emit()
        elif event.key() == Qt.Key.Key_Insert and modifiers == _NONE:
            self.adding.emit()
        elif event.key() == Qt.Key.Key_F2 and modifiers == _NONE:
            self.rename()
        else:
            super().keyPressEvent(event)
