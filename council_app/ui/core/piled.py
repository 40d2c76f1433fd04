"""What places have in common that lay pages over themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from council_app.ui.core.page import Pile
from council_app.ui.core.screen import Screen

if TYPE_CHECKING:
    from council_app.domain.records import Changes


class PiledScreen(Screen):
    """A place that reads what changed below a page once the last page is closed.

    Attributes:
        pile: the place's own view and the pages on it; who makes it connects its `emptied` with `_back`.
    """

    pile: Pile

    def _maybe_reload(self, changes: Changes) -> None:
        if not self.shows.isdisjoint(changes.entities):
            if self.isVisible() and self.pile.top is None:
                self.reload()
            else:
                self._stale = True

    def _back(self) -> None:
        """The last page was closed: the keyboard goes back to the place."""
        if self._stale:  # changed under a page that lay over it
            self._stale = False
            self.reload()
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
