"""The trials grid: arrows walk, one key each for every step, and a bar of the same steps for a finger."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QHeaderView, QLineEdit, QTableView

from council_app.domain.enums import Outcome, Severity
from council_app.domain.trials import is_time
from council_app.i18n import Translator
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.trialdesk import TrialDesk
from council_app.ui.screens.room.trialdraw import ROW, SeatHead, TaskHead, TrialDelegate
from council_app.ui.screens.room.trialmodel import TrialModel

LEAST_COLUMN = 112
OUTCOME_KEYS = {
    Qt.Key.Key_Return: Outcome.SUCCESS,
    Qt.Key.Key_Enter: Outcome.SUCCESS,
    Qt.Key.Key_H: Outcome.WITH_HELP,
    Qt.Key.Key_F: Outcome.FAIL,
    Qt.Key.Key_G: Outcome.ABANDONED,
}
_DIGITS = {Qt.Key(Qt.Key.Key_0 + each.value): each for each in Severity}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class TrialGrid(QTableView):
    """Seats down, tasks across, one cell at hand.

    Signals:
        left: Escape: the keyboard goes back to the line.
        widened: W: the whole width, or back.
        moved: another cell is at hand, or it stands otherwise.
    """

    left = Signal()
    widened = Signal()
    moved = Signal()

    def __init__(self, theme: Theme, t: Translator, desk: TrialDesk) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self.trials = TrialModel(t, desk, self)
        self.setModel(self.trials)
        self.setItemDelegate(TrialDelegate(theme, t, self, self.trials))
        self.setHorizontalHeader(TaskHead(theme, self.trials, self))
        self.setVerticalHeader(SeatHead(theme, self.trials, self))
        self.setAccessibleName(t("Trials"))
        self.setAccessibleDescription(t("Arrows walk, Space starts and pauses, Enter is done, Escape goes back to the notes."))
        self._set_manners()
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        self.trials.dataChanged.connect(self._cell_changed)
        self.trials.modelAboutToBeReset.connect(self._remember)
        self.trials.modelReset.connect(self._recall)
        self._was: tuple[str, str] = ("", "")
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        """The corner above the seats is Qt's own button: it is given the ground of the heads, and so is what lies beyond them."""
        canvas, edge = (self._theme.colour(name).name() for name in ("canvas", "line2"))
        corner = f"background: {canvas}; border: none; border-right: 1px solid {edge}; border-bottom: 1px solid {edge};"
        ground = f"QTableView, QHeaderView {{ background: {canvas}; }}"
        self.setStyleSheet(f"{ground} QTableCornerButton::section {{ {corner} }}")
        self.viewport().update()

    def _set_manners(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a tap leaves the keyboard with the line: the next word typed is a note's
        self.setProperty("ownFocus", True)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)

    # -- the cell at hand

    @property
    def place(self) -> tuple[str, str] | None:
        """Seat and task at hand, by id; None in an empty grid."""
        index = self.currentIndex()
        return (self.trials.seat(index).id, self.trials.task(index).id) if index.isValid() else None

    def take(self, seat: str, task: str) -> None:
        """Take a cell in hand."""
        index = self.trials.where(seat, task)
        if index.isValid():
            self.setCurrentIndex(index)

    def _remember(self) -> None:
        self._was = self.place or ("", "")

    def _recall(self) -> None:
        """The cell that was at hand, or the first seat at the task of the block under way."""
        self._lay_out()
        self.horizontalHeader().updateGeometry()
        index = self.trials.where(*self._was)
        if not index.isValid():
            column = self.trials.where(self.trials.sheet.seats[0].id, self.trials.sheet.current).column() if self.trials.sheet.seats else -1
            index = self.trials.index(0, max(0, column))
        if index.isValid():
            self.setCurrentIndex(index)
        self.moved.emit()

    def _cell_changed(self, first: QModelIndex, _last: QModelIndex) -> None:
        if first == self.currentIndex():
            self.moved.emit()

    # -- size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tasks share the width; where they have too little each, they scroll."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        tasks = self.trials.columnCount()
        if tasks:
            wide = self.viewport().width()
            shown = min(tasks, max(1, wide // LEAST_COLUMN))  # no half columns
            self.horizontalHeader().setDefaultSectionSize(wide // shown)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key, one step; what is no step goes on to the window."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.modifiers() in _PLAIN and self._step(key):
            event.accept()
        elif event.text().isprintable() and event.text():
            event.ignore()  # never the view's own search by letter
        else:
            super().keyPressEvent(event)

    def _step(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_W:
            self.widened.emit()
            return True
        place = self.place
        if place is None:
            return False
        verbs: dict[Qt.Key, Callable[[str, str], None]] = {
            Qt.Key.Key_Space: self._desk.start_or_pause,
            Qt.Key.Key_R: self._desk.restart,
            Qt.Key.Key_Q: self._desk.hand_over,
            Qt.Key.Key_Delete: self._desk.clear,
        }
        if key in OUTCOME_KEYS:
            self._desk.stop(*place, OUTCOME_KEYS[key])
        elif key in _DIGITS:
            self._desk.rate(*place, _DIGITS[key])
        elif key == Qt.Key.Key_T:
            self.type_time()
        elif key in verbs:
            verbs[key](*place)
        else:
            return False
        return True

    def type_time(self) -> None:
        """Type a time over the one that was counted."""
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        elif index.isValid():
            self._desk.say_outcome_first()

    @property
    def _editor(self) -> QLineEdit | None:
        return next((line for line in self.viewport().findChildren(QLineEdit) if not line.isHidden()), None)

    @property
    def unread(self) -> str:
        """A time that is being typed and cannot be read, behind its seat; "" otherwise."""
        editor = self._editor
        if editor is None or is_time(editor.text()):
            return ""
        return f"{self.trials.seat(self.currentIndex()).seat} {editor.text().strip()}".strip()

    def keep_typed(self) -> bool:
        """A time that is being typed counts as typed; one that cannot be read is told, stays to be put right, and makes this False."""
        editor, place = self._editor, self.place
        if editor is not None and place is not None and self.unread:
            self._desk.correct(*place, editor.text())
            return False
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring shows."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()
