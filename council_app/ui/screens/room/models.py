"""The note stream as a window of a few hundred rows over however many there are: oldest on top, newest at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from council_app.domain.records import NoteLine
from council_app.i18n import Translator
from council_app.ui.core.markers import KIND_WORDS, SEVERITY_WORDS
from council_app.ui.core.spoken import words_of

Index = QModelIndex | QPersistentModelIndex
NoteRole = Qt.ItemDataRole.UserRole
PAGE, LIVE, MOST = 100, 150, 400
_NO_INDEX = QModelIndex()


class StreamModel(QAbstractListModel):
    """Notes in order of time. Older pages come in at the top; beyond `MOST` rows the newest leave and come back on demand.

    While notes are written the oldest leave, beyond `LIVE` rows: every row is laid out again for a new one at the foot.
    """

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._t = t
        self._notes: list[NoteLine] = []
        self.photos_on: Callable[[str], int] = lambda _note: 0
        self.at_start = False
        self.at_end = True

    def restart(self, newest_first: Sequence[NoteLine]) -> None:
        """Show the newest page alone."""
        self.beginResetModel()
        self._notes = list(reversed(newest_first))
        self.at_start = len(newest_first) < PAGE
        self.at_end = True
        self.endResetModel()

    def add_older(self, newest_first: Sequence[NoteLine]) -> None:
        """Put a page of older notes on top; what no longer fits leaves at the foot."""
        self.at_start = len(newest_first) < PAGE
        if newest_first:
            self.beginInsertRows(_NO_INDEX, 0, len(newest_first) - 1)
            self._notes[:0] = reversed(newest_first)
            self.endInsertRows()
        if len(self._notes) > MOST:
            self.beginRemoveRows(_NO_INDEX, MOST, len(self._notes) - 1)
            del self._notes[MOST:]
            self.at_end = False
            self.endRemoveRows()

    def add_newest(self, note: NoteLine) -> bool:
        """Put a note just written where its time belongs. False when that is not on show."""
        place = len(self._notes)
        while place and (self._notes[place - 1].at, self._notes[place - 1].id) > (note.at, note.id):
            place -= 1
        if not self.at_end or (place == 0 and not self.at_start):
            return False
        self.beginInsertRows(_NO_INDEX, place, place)
        self._notes.insert(place, note)
        self.endInsertRows()
        return True

    def drop_oldest(self) -> None:
        """Beyond `LIVE` rows, let the oldest leave; a page of them stays."""
        over = len(self._notes) - PAGE
        if self.at_end and over > LIVE - PAGE:
            self.beginRemoveRows(_NO_INDEX, 0, over - 1)
            del self._notes[:over]
            self.at_start = False
            self.endRemoveRows()

    def merge(self, oldest_first: Sequence[NoteLine], editing: str = "") -> None:
        """Show these notes instead, touching only rows that differ; the one being edited is left alone until it is done."""
        old, new = [note.id for note in self._notes], [note.id for note in oldest_first]
        for tag, start, end, first, last in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
            if tag in ("delete", "replace"):
                self._take_out(start, end, editing)
            if tag in ("insert", "replace"):
                self.beginInsertRows(_NO_INDEX, start, start + last - first - 1)
                self._notes[start:start] = oldest_first[first:last]
                self.endInsertRows()
        fresh = {note.id: note for note in oldest_first}
        for row, note in enumerate(self._notes):
            now = fresh.get(note.id, note)
            if now != note and note.id != editing:
                self._notes[row] = now
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def _take_out(self, start: int, end: int, editing: str) -> None:
        for row in range(end - 1, start - 1, -1):
            if self._notes[row].id != editing:
                self.beginRemoveRows(_NO_INDEX, row, row)
                del self._notes[row]
                self.endRemoveRows()

    @property
    def ids(self) -> tuple[str, ...]:
        """The notes on show, oldest first."""
        return tuple(note.id for note in self._notes)

    @property
    def oldest(self) -> str | None:
        """The id to page on from."""
        return self._notes[0].id if self._notes else None

    def note(self, index: Index) -> NoteLine:
        """The note of a row."""
        return self._notes[index.row()]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Rows in memory."""
        return 0 if parent.isValid() else len(self._notes)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen and edited in place."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags if self._notes[index.row()].withheld else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words, their accessible form, or the note itself."""
        if not index.isValid():
            return None
        note = self._notes[index.row()]
        if role == NoteRole:  # asked for most: by every row's height
            return note
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return words_of(self._t, note) if note.withheld else note.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._aloud(note)
        return None

    def _aloud(self, note: NoteLine) -> str:
        words = words_of(self._t, note) if note.withheld else note.text
        parts = [self._t.say(KIND_WORDS[note.kind]), note.seat or "", words, ", ".join(tag.path for tag in note.tags)]
        if note.severity:
            parts.insert(1, self._t.say(SEVERITY_WORDS[note.severity]))
        photos = self.photos_on(note.id)
        parts.append(self._t.n("{count} photo", "{count} photos", photos) if photos else "")
        return ", ".join(part for part in parts if part)
