"""Putting papers in place: seats first, where somebody needs one, then all pages, off the window's thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from council_app.domain.records import Changes
from council_app.errors import CouncilError
from council_app.services import papers
from council_app.services.calendar import write_calendar
from council_app.services.papers import Seated
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import LongWork
from council_app.ui.core.jobs import Control
from council_app.ui.screens.roster.papers.wanted import Kind, Ready, Wanted, prepare


class Saver(QObject):
    """One save at a time, told in a `LongWork`.

    Signals:
        saved: the file is there (carries its path).
        ended: it is there, was refused, or was stopped: another one may begin.
    """

    saved = Signal(object)
    ended = Signal()

    def __init__(self, ctx: AppContext, work: LongWork) -> None:
        super().__init__(work)
        self._ctx, self._work = ctx, work
        self._control: Control | None = None

    @property
    def busy(self) -> bool:
        """True while a save is under way."""
        return self._control is not None

    def cancel(self) -> None:
        """The save is not wanted any more."""
        if self._control is not None:
            self._control.cancel()

    def save(self, wanted: Wanted, ready: Ready | None, out: Path) -> None:
        """Write what is wanted to `out`; `ready` is what the look before was made of."""
        workspace, session = self._ctx.workspace, self._ctx.session
        if workspace is None or session is None or self.busy:
            return
        if wanted.kind is Kind.CALENDAR:
            council = session.council_key
            self._ctx.read(self, lambda w: write_calendar(workspace=w, council=council, out=out), lambda _count: self._done(out, 0))
        elif ready is not None and wanted.kind.needs_seats and ready.numbers.seatless:
            self._ctx.write(
                self,
                lambda w: papers.give_seats(workspace=w, session=wanted.session, whom=wanted.whom),
                lambda _seated: self._print(workspace, wanted, out),
                changes=_changes,
            )
        else:
            self._print(workspace, wanted, out)

    def _print(self, workspace: Workspace, wanted: Wanted, out: Path) -> None:
        self._control = self._ctx.jobs.submit(
            lambda _control: prepare(workspace, wanted, whole=True),
            owner=self,
            done=lambda ready: self._write(ready, out),
            failed=self._refused,
            cancelled=self._stopped,
        )
        self._work.begin(self._ctx.t("Printing"), self._control)

    def _write(self, ready: Ready, out: Path) -> None:
        def printed(control: Control) -> int:
            return papers.write_papers(papers=ready.papers, out=out, progress=control.report, cancelled=control.cancelled)

        self._control = self._ctx.side.submit(
            printed,
            owner=self,
            done=lambda by_hand: self._done(out, by_hand),
            failed=self._refused,
            cancelled=self._stopped,
            progress=self._work.advance,
        )
        self._work.begin(self._ctx.t("Printing"), self._control)

    def _done(self, out: Path, by_hand: int) -> None:
        lacking = self._ctx.t.n(
            "{count} name has letters that no font here has: write it by hand, or install a font for it.",
            "{count} names have letters that no font here has: write them by hand, or install a font for them.",
            by_hand,
        )
        self._end(lacking if by_hand else "")
        self.saved.emit(out)
        self._ctx.noticed.emit(self._ctx.t("Saved as {file}", file=str(out)), False)

    def _refused(self, error: CouncilError) -> None:
        self._end("")
        self._ctx.refused.emit(error)

    def _stopped(self) -> None:
        self._end(self._ctx.t("Stopped. Nothing was written."))

    def _end(self, sentence: str) -> None:
        self._control = None
        self._work.end(sentence)
        self.ended.emit()


def _changes(seated: Seated) -> Changes:
    return seated.changes
