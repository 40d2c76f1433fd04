"""A list that holds what it shows: lines in their order, replaced as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
LineRole = Qt.ItemDataRole.UserRole


class LinesModel(QAbstractListModel, Generic[T]):
    """Lines for a list; a line goes out whole under `LineRole`.

    Args:
        says: the words of a line for a role, None where it has none.
        identity: what a line is known by.
    """

    def __init__(self, parent: QObject | None, says: Callable[[T, int], str | None], identity: Callable[[T], str]) -> None:
        super().__init__(parent)
        self._says, self._identity = says, identity
        self.lines: tuple[T, ...] = ()

    def show_lines(self, lines: Sequence[T]) -> None:
        """Show these, in this order."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Where the line known by `key` stands, or -1."""
        return next((row for row, line in enumerate(self.lines) if self._identity(line) == key), -1)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line, or what it says."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        return line if role == LineRole else self._says(line, role)
