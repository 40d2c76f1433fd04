"""Pages that lie over the list of notes, and the commands that open them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal

from council_app.domain.note_filter import NoteFilter, Selection
from council_app.ui.core.actions import Command
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page


class NotesPage(Page):
    """A page about notes of the list.

    Signals:
        filter_asked: these notes are wanted in the list (carries the `NoteFilter`); the page is closed for it.
    """

    filter_asked = Signal(object)

    def take_notes(self, selection: Selection | None, wanted: NoteFilter) -> None:
        """What is chosen in the list below, or None, and what its filter finds."""

    def notice_area(self) -> QRect | None:
        """Where the undo bar may lie, in the page's coordinates; None is its foot."""
        return None


@dataclass(frozen=True, slots=True)
class Opening:
    """A page and the command that opens it: the command's handler is `open_page`, its argument its own id."""

    command: Command
    make: Callable[[AppContext], NotesPage]
