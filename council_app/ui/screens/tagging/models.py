"""The list of notes as Qt sees it: as many rows as the filter finds, of which a few hundred around what is on show are in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from council_app.domain.note_list import ListedNote
from council_app.i18n import Translator
from council_app.ui.core.markers import KIND_WORDS, SEVERITY_WORDS

Index = QModelIndex | QPersistentModelIndex
NoteRole = Qt.ItemDataRole.UserRole
ChosenRole = Qt.ItemDataRole.UserRole + 1
_NO_INDEX = QModelIndex()


class NotesModel(QAbstractListModel):
    """Rows of a list that may have a million; a row outside the stretch in memory has no note until it is read.

    Attributes:
        start: the row of the first note in memory.
    """

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._t = t
        self._notes: list[ListedNote] = []
        self._rows = 0
        self.start = 0
        self.is_chosen: Callable[[str], bool] = lambda _note: False

    # -- what is in memory

    @property
    def notes(self) -> tuple[ListedNote, ...]:
        """The notes in memory, in their order."""
        return tuple(self._notes)

    @property
    def end(self) -> int:
        """The row behind the last note in memory."""
        return self.start + len(self._notes)

    def note(self, row: int) -> ListedNote | None:
        """The note of a row, where it is in memory."""
        return self._notes[row - self.start] if self.start <= row < self.end else None

    def row_of(self, note: str) -> int | None:
        """The row of a note, where it is in memory."""
        return next((row for row, each in enumerate(self._notes, start=self.start) if each.id == note), None)

    def near(self, row: int, count: int) -> tuple[str, ...]:
        """Ids of the note of a row and of those that follow it, then of the one before."""
        place = row - self.start
        return tuple(note.id for note in (*self._notes[place : place + count], *self._notes[max(0, place - 1) : place]))

    def restart(self, notes: Sequence[ListedNote], start: int, rows: int) -> None:
        """Show another list: so many rows, these notes of it in memory."""
        self.beginResetModel()
        self._notes, self.start = list(notes), start
        self._rows = max(rows, start + len(notes))
        self.endResetModel()

    def jump(self, notes: Sequence[ListedNote], start: int) -> None:
        """The same list, another stretch of it in memory; no row moves."""
        self._grow(start + len(notes))
        old = (self.start, self.end)
        self._notes, self.start = list(notes), start
        for first, behind in (old, (self.start, self.end)):
            self._changed(first, behind)

    def add_behind(self, notes: Sequence[ListedNote]) -> None:
        """The notes that follow."""
        self._grow(self.end + len(notes))
        first = self.end
        self._notes += notes
        self._changed(first, self.end)

    def add_before(self, notes: Sequence[ListedNote]) -> None:
        """The notes that come before."""
        self._notes[:0] = notes
        self.start -= len(notes)
        self._changed(self.start, self.start + len(notes))

    def push_down(self, rows: int) -> None:
        """So many more notes lie before those in memory than there were rows for."""
        self.beginInsertRows(_NO_INDEX, 0, rows - 1)
        self.start += rows
        self._rows += rows
        self.endInsertRows()

    def forget(self, *, first: int = 0, last: int = 0) -> None:
        """So many of the first and last notes leave memory; their rows stay."""
        del self._notes[:first]
        del self._notes[len(self._notes) - last :]
        self.start += first

    def count_rows(self, rows: int) -> None:
        """How many notes the filter finds, once that is counted."""
        rows = max(rows, self.end)
        if rows < self._rows:
            self.beginRemoveRows(_NO_INDEX, rows, self._rows - 1)
            self._rows = rows
            self.endRemoveRows()
        else:
            self._grow(rows)

    def refresh(self, notes: Iterable[ListedNote]) -> None:
        """Show these as they are now, where they are in memory."""
        fresh = {note.id: note for note in notes}
        for place, note in enumerate(self._notes):
            now = fresh.get(note.id, note)
            if now != note._replace(marks=now.marks):
                self._notes[place] = now._replace(marks=note.marks) if now.text == note.text else now
                self._changed(self.start + place, self.start + place + 1)

    def take_out(self, note: str) -> None:
        """A note that the filter does not find any more."""
        row = self.row_of(note)
        if row is not None:
            self.beginRemoveRows(_NO_INDEX, row, row)
            del self._notes[row - self.start]
            self._rows -= 1
            self.endRemoveRows()

    def put_in(self, row: int, notes: Sequence[ListedNote]) -> None:
        """Notes that came since, before the one of this row."""
        if notes:
            self.beginInsertRows(_NO_INDEX, row, row + len(notes) - 1)
            self._notes[row - self.start : row - self.start] = notes
            self._rows += len(notes)
            self.endInsertRows()

    def choice_changed(self) -> None:
        """Other notes are chosen."""
        self._changed(self.start, self.end, [ChosenRole])

    def _grow(self, rows: int) -> None:
        if rows > self._rows:
            self.beginInsertRows(_NO_INDEX, self._rows, rows - 1)
            self._rows = rows
            self.endInsertRows()

    def _changed(self, first: int, behind: int, roles: Sequence[int] = ()) -> None:
        if behind > first:
            self.dataChanged.emit(self.index(first, 0), self.index(behind - 1, 0), list(roles))

    # -- what Qt asks

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many notes the filter finds, as far as that is known."""
        return 0 if parent.isValid() else self._rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The note, its words, whether it is chosen, and all of it in words for a screen reader."""
        if not index.isValid():
            return None
        note = self.note(index.row())
        if note is None:
            return None
        if role == NoteRole:
            return note
        if role == ChosenRole:
            return self.is_chosen(note.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return note.text
        return self._spoken(note) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _spoken(self, note: ListedNote) -> str:
        t = self._t
        parts = [t.say(KIND_WORDS[note.kind]), note.seat or "", note.city]
        parts += [t.say(SEVERITY_WORDS[note.severity])] if note.severity else []
        parts += [note.text, *(tag.path for tag in note.tags)] if note.tags else [note.text, t("no tag yet")]
        parts += [t("disputed")] if note.disputed else []
        parts += [t("starred")] if note.starred else []
        return ", ".join(filter(None, parts))
