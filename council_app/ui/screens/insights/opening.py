"""Pages that lie over the insights, and the commands that open them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal

from council_app.ui.core.actions import Command
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page


class InsightPage(Page):
    """A page about insights.

    Signals:
        insight_asked: this insight is wanted in the list (its key); the page is closed for it.
    """

    insight_asked = Signal(str)

    def take_insight(self, key: str) -> None:
        """The insight at hand in the list below, "" when there is none."""

    def count_everywhere(self, *, everywhere: bool) -> None:
        """Whether the list below counts all councils, or the session at hand alone: a page that counts does the same."""

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Words that somebody typed here and never sent off; they would be gone with the window."""
        return ()

    def notice_area(self) -> QRect | None:
        """Where the undo bar may lie, in the page's coordinates; None is its foot."""
        return None


@dataclass(frozen=True, slots=True)
class Opening:
    """A page and the command that opens it: the command's handler is `open_page`, its argument its own id."""

    command: Command
    make: Callable[[AppContext], InsightPage]
