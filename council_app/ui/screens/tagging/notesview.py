"""The list itself: rows of one height, moved through by keyboard, notes chosen one by one, by stretches, or all that is found."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from council_app.domain.note_filter import NoteFilter, Selection
from council_app.domain.note_list import ListedNote
from council_app.i18n import Translator
from council_app.ui.core.longlist import LongList
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.models import Index, NotesModel
from council_app.ui.screens.tagging.rows import RowDelegate

_DOWN, _UP = (Qt.Key.Key_Down, Qt.Key.Key_J), (Qt.Key.Key_Up, Qt.Key.Key_K)
_NO_MODIFIER, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class NotesView(LongList):
    """A list of notes.

    Attributes:
        selection: what is chosen; nothing while `is_choosing` is False.

    Signals:
        moved: another note is at hand (carries it, or None while it is being read).
        looked: other rows are on show (first and last).
        chose: other notes are chosen (carries the `Selection`, or None when nothing is).
        pressed_key: a plain letter, digit or sign was typed while the list had the keyboard.
        opened: Enter.
        to_end: End: the last rows are wanted.
    """

    moved = Signal(object)
    looked = Signal(int, int)
    chose = Signal(object)
    pressed_key = Signal(str)
    opened = Signal()
    to_end = Signal()

    def __init__(self, theme: Theme, t: Translator, model: NotesModel) -> None:
        super().__init__(theme.size("note-row"), model)
        self._notes = model
        self.selection: Selection | None = None
        self._from: int | None = None
        self._offset: int | None = None
        self.setItemDelegate(RowDelegate(theme, t, self))
        self.setAccessibleName(t("Notes"))
        model.is_chosen = self.is_chosen
        self.verticalScrollBar().valueChanged.connect(self._look)
        model.dataChanged.connect(self._read)

    # -- where one stands

    @property
    def at_hand(self) -> ListedNote | None:
        """The note that one stands on, where it is in memory."""
        return self._notes.note(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def stand_on(self, row: int) -> None:
        """Stand on a row, and show it."""
        row = max(0, min(row, self._notes.rowCount() - 1))
        self.setCurrentIndex(self._notes.index(row, 0))

    def remember_place(self) -> None:
        """The list is read again: the note at hand is to stand where it stands on the screen."""
        self._offset = self.currentIndex().row() * self._height - self.verticalScrollBar().value() if self.at_hand is not None else None

    def come_back(self, row: int) -> None:
        """Stand on a row of the list that was read again, at the same place on the screen."""
        self.stand_on(row)
        if self._offset is not None:
            self.verticalScrollBar().setValue(row * self._height - self._offset)
            self._offset = None
        self._look()

    def step(self, rows: int) -> None:
        """Go so many rows down, or up."""
        self.stand_on(max(0, self.currentIndex().row()) + rows)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another row is at hand."""
        super().currentChanged(current, previous)
        self.moved.emit(self.at_hand)

    def _read(self, first: QModelIndex, last: QModelIndex) -> None:
        """The note at hand came in, or is another one now."""
        if first.row() <= self.currentIndex().row() <= last.row():
            self.moved.emit(self.at_hand)

    # -- what is on show

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer rows are on show."""
        super().resizeEvent(event)
        self._look()

    def _look(self) -> None:
        self.looked.emit(*self.rows_on_show())

    # -- choosing

    def is_chosen(self, note: str) -> bool:
        """Whether a note of the list is chosen."""
        return self.selection is not None and self.selection.holds(note)

    def choose(self, selection: Selection | None) -> None:
        """Choose these."""
        empty = selection is None or (selection.filter is None and not selection.ids)
        self.selection = None if empty else selection
        self._notes.choice_changed()
        self.chose.emit(self.selection)

    def choose_all(self, wanted: NoteFilter) -> None:
        """Choose everything that the filter finds, read or not."""
        self.choose(Selection(filter=wanted))

    def toggle_at_hand(self) -> None:
        """Choose the note at hand, or not any more."""
        note = self.at_hand
        if note is not None:
            self._from = self.currentIndex().row()
            self.choose((self.selection or Selection()).toggled(note.id))

    def _extend(self, step: int) -> None:
        """Shift and an arrow: everything between where that began and here."""
        if self._from is None:
            self._from = self.currentIndex().row()
        self.step(step)
        first, last = sorted((self._from, self.currentIndex().row()))
        between = {note.id for row in range(first, last + 1) if (note := self._notes.note(row)) is not None}
        base = self.selection or Selection()
        self.choose(Selection(ids=base.ids | between) if base.filter is None else Selection(filter=base.filter, but=base.but - between))

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and j/k move, Space chooses, Shift extends; what else is typed is for the screen."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _DOWN + _UP and held in (_NO_MODIFIER, _SHIFT):
            step = 1 if key in _DOWN else -1
            if held == _SHIFT:
                self._extend(step)
            else:
                self._from = None
                self.step(step)
        elif key == Qt.Key.Key_Space and held == _NO_MODIFIER:
            self.toggle_at_hand()
        elif key == Qt.Key.Key_End:
            self.to_end.emit()
            self.stand_on(self._notes.rowCount() - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif held in (_NO_MODIFIER, _SHIFT) and event.text().isprintable() and event.text().strip():
            self.pressed_key.emit(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters tag; they do not look for a row."""
