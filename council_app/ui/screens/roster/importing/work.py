"""What the wizard asks of the worker: one thing at a time, with its progress and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import shiboken6

from council_app.errors import Cancelled, CouncilError, Progress
from council_app.services.roster_import import RosterImport
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import LongWork
from council_app.ui.core.jobs import Control

T = TypeVar("T")
Told = Callable[[Progress], None]


class Work:
    """Runs one piece of work for a page; the bar at its foot shows it, and Cancel stops it."""

    def __init__(self, ctx: AppContext, bar: LongWork, changed: Callable[[], None]) -> None:
        self._ctx, self._bar, self._changed = ctx, bar, changed
        self._control: Control | None = None

    @property
    def busy(self) -> bool:
        """True while something runs."""
        return self._control is not None

    def stop(self) -> None:
        """Ask it to stop; what it did is taken back."""
        if self._control is not None:
            self._control.cancel()

    def read(
        self, sentence: str, work: Callable[[Workspace, Told], T], done: Callable[[T], None], *, failed: Callable[[CouncilError], None]
    ) -> None:
        """Do something that keeps nothing; not while something else is under way."""
        workspace = self._ctx.workspace
        if workspace is None or self.busy:
            return
        self._control = self._ctx.jobs.submit(
            lambda control: work(workspace, _telling(control)),
            owner=self._bar,
            done=lambda result: self._end(lambda: done(result)),
            failed=lambda error: self._end(lambda: failed(error)),
            cancelled=lambda: self._end(lambda: None),
            progress=self._bar.advance,
        )
        self._bar.begin(sentence, self._control)
        self._changed()

    def write(
        self,
        sentence: str,
        work: Callable[[Workspace, Told], RosterImport],
        done: Callable[[RosterImport], None],
        *,
        stopped: Callable[[], None],
    ) -> None:
        """Import; every screen hears of what was kept, also when the page has gone meanwhile."""
        ctx, workspace = self._ctx, self._ctx.workspace
        if workspace is None or self.busy:
            return

        def kept(found: RosterImport) -> None:
            ctx.saved.emit(datetime.now().astimezone())
            ctx.changed.emit(found.changes)
            self._end(lambda: done(found))

        def lost(error: CouncilError) -> None:
            ctx.tell_lost(error)
            ctx.refused.emit(error)
            self._end(lambda: None)

        def left() -> None:
            ctx.saved.emit(datetime.now().astimezone())
            self._end(stopped)

        ctx.saving.emit()
        self._control = ctx.jobs.submit(
            lambda control: work(workspace, _telling(control)),
            owner=ctx,
            done=kept,
            failed=lost,
            cancelled=left,
            progress=lambda step: self._bar.advance(step) if shiboken6.isValid(self._bar) else None,
        )
        self._bar.begin(sentence, self._control)
        self._changed()

    def _end(self, then: Callable[[], None]) -> None:
        self._control = None
        if shiboken6.isValid(self._bar):
            self._bar.end()
            self._changed()
            then()


def _telling(control: Control) -> Told:
    """Passes progress on, and stops the work once somebody asked for it."""

    def told(progress: Progress) -> None:
        if control.cancelled():
            raise Cancelled
        control.report(progress)

    return told
