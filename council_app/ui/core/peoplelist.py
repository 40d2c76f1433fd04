"""A list of people beside a page about whoever is at hand: the name, and how it stands with them in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView

from council_app.ui.core.lines import LineRole, LinesModel

T = TypeVar("T")


class PeopleModel(LinesModel[T]):
    """A line for each of them; a screen reader says how it stands, too."""

    def __init__(self, parent: QObject | None, name: Callable[[T], str], stands: Callable[[T], str], person: Callable[[T], str]) -> None:
        super().__init__(parent, self._said, person)
        self._name, self._stands = name, stands

    def _said(self, line: T, role: int) -> str | None:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._name(line)}, {self._stands(line)}"
        return self._name(line) if role == Qt.ItemDataRole.DisplayRole else None


class PeopleList(QListView, Generic[T]):
    """Subclasses bring the delegate that paints a line.

    Args:
        called: what the list is called.
        kind: what a line is.
        name: of a line.
        stands: how it stands, in words.
        person: whom a line is about (the key).

    Signals:
        picked: somebody is at hand.
        opened: Enter on them.
    """

    picked = Signal()
    opened = Signal()

    def __init__(
        self, called: str, kind: type[T], *, name: Callable[[T], str], stands: Callable[[T], str], person: Callable[[T], str]
    ) -> None:
        super().__init__()
        self._kind = kind
        self.people = PeopleModel(self, name, stands, person)
        self.setModel(self.people)
        self.setAccessibleName(called)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda *_: self.picked.emit())

    @property
    def at_hand(self) -> T | None:
        """Who is at hand."""
        found = self.currentIndex().data(LineRole) if self.currentIndex().isValid() else None
        return found if isinstance(found, self._kind) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to what the page says about them."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)
