"""Reading for the page, off the window's thread: the notes once for each filter, and every picture of them from that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from council_app.domain.note_filter import NoteFilter
from council_app.domain.sayings import Said
from council_app.domain.theme_grids import Grid, grid
from council_app.domain.theme_views import ThemesAsked, ThemesFound
from council_app.errors import CouncilError
from council_app.services.theme_views import draw_themes, find_themes
from council_app.services.themes import what_was_said
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control, Turn
from council_app.ui.core.page import Page


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as the page shows it: `svg` in the window's colours."""

    said: Said
    found: ThemesFound
    svg: str
    grid: Grid


class ThemesReader:
    """Answers the newest question; older ones are given up."""

    def __init__(self, ctx: AppContext, page: Page) -> None:
        self._ctx, self._page = ctx, page
        self._kept: tuple[NoteFilter, Said] | None = None
        self._control: Control | None = None
        self.begun: Callable[[Control], None] = lambda _: None
        self.done: Callable[[Shown], None] = lambda _: None
        self.failed: Callable[[CouncilError | None], None] = lambda _: None

    def forget(self) -> None:
        """Something was written: read the notes again."""
        self._kept = None

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._control is not None

    def stop(self) -> None:
        """Nobody waits any more."""
        if self._control is not None:
            self._control.cancel()

    def ask(self, asked: ThemesAsked, progress: Callable[..., None]) -> None:
        """Read, count and draw."""
        workspace, ctx = self._ctx.workspace, self._ctx
        if workspace is None:
            return
        self.stop()
        kept = self._kept[1] if self._kept is not None and self._kept[0] == asked.narrowed else None
        dark, t = ctx.theme.dark, ctx.t

        def work(control: Control) -> Shown:
            said = kept or what_was_said(workspace=workspace, wanted=asked.narrowed, progress=control.report, cancelled=control.cancelled)
            found = find_themes(workspace=workspace, asked=asked, said=said, progress=control.report, cancelled=control.cancelled)
            return Shown(said, found, draw_themes(found=found, t=t, dark=dark), grid(found))

        def done(shown: Shown) -> None:
            if self._control is control:
                self._control = None
                self._kept = (asked.narrowed, shown.said)
                self.done(shown)

        def ended(error: CouncilError | None = None) -> None:
            if self._control is control:
                self._control = None
                self.failed(error)

        control = ctx.jobs.submit(work, owner=self._page, done=done, failed=ended, cancelled=ended, progress=progress, turn=Turn.READ)
        self._control = control
        self.begun(control)
