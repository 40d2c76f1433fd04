"""What every place is: a widget with header content, commands and a first place for the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from council_app.ui.core.actions import Command
from council_app.ui.core.buttons import Button
from council_app.ui.core.context import AppContext

if TYPE_CHECKING:
    from council_app.domain.note_filter import NoteFilter
    from council_app.domain.records import Changes


class Screen(QWidget):
    """A place. Subclasses say which entities they show, re-read when those change, and offer header actions.

    Attributes:
        shows: names of the entities on show; a write to one of them makes the screen re-read.
        commands: rows for the palette while the screen is in front.
        whole_council: True when the place is not about one session (no session picker in the header).
        by_cohort: True when its lists show only the chosen cohort (it can be chosen in the header).
    """

    shows: frozenset[str] = frozenset()
    commands: tuple[Command, ...] = ()
    whole_council = False
    by_cohort = False

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self.ctx, self.t, self.theme = ctx, ctx.t, ctx.theme
        ctx.changed.connect(self._maybe_reload)
        ctx.session_changed.connect(self._session_changed)
        ctx.cohort_changed.connect(self._cohort_changed)
        self._stale = True

    def header_actions(self) -> tuple[Button, ...]:
        """At most three, the primary one first."""
        return ()

    def first_focus(self) -> QWidget | None:
        """Who gets the keyboard when the place opens."""
        return None

    def notice_area(self) -> QRect | None:
        """Where the undo bar may lie, in the screen's coordinates; None is the foot of the place."""
        return None

    def show_note(self, note: str) -> None:
        """Go to a note (its id), where the place has notes."""

    def show_found(self, wanted: NoteFilter) -> None:
        """Show the notes that a filter finds, where the place has notes."""

    def show_insight(self, key: str) -> None:
        """Go to an insight, where the place has insights."""

    def reload(self) -> None:
        """Read again what the place shows."""

    def enter(self) -> None:
        """The place comes to the front."""
        if self._stale:
            self._stale = False
            self.reload()
        target = self.first_focus()
        if target is not None:
            target.setFocus()

    def leave(self) -> None:
        """Another place comes to the front."""

    @property
    def is_keeping(self) -> bool:
        """Whether words are at the disk right now."""
        return False

    @property
    def unkept(self) -> tuple[str, ...]:
        """Words that somebody typed and the disk has not taken; they would be gone with the window."""
        return ()

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Words that somebody typed and never sent off; they would be gone with the window."""
        return ()

    def keep_now(self) -> None:
        """Try once more to put them on disk."""

    def _maybe_reload(self, changes: Changes) -> None:
        if not self.shows.isdisjoint(changes.entities):
            self._reload_or_mark()

    def _session_changed(self) -> None:
        self._reload_or_mark()

    def _cohort_changed(self) -> None:
        if self.by_cohort:
            self._reload_or_mark()

    def _reload_or_mark(self) -> None:
        if self.isVisible():
            self.reload()
        else:
            self._stale = True
