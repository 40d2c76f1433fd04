"""Delegating from the window: read beside the notes, printed by the other worker, kept in one step; it can be stopped until then."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from council_app.errors import Cancelled, CouncilError, mn_
from council_app.i18n import translator
from council_app.services.delegating import Delegated, Prepared, Printed, prepare_delegation, print_delegation, record_delegation
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import LongWork
from council_app.ui.core.jobs import Control, Turn
from council_app.ui.screens.insights.delegated.form import Wanted


class Delegating(QObject):
    """One delegation at a time.

    Signals:
        busy: it began (True) or ended (False).
        done: it is kept (carries what was wanted).
    """

    busy = Signal(bool)
    done = Signal(object)

    def __init__(self, ctx: AppContext, work: LongWork, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx, self._work = ctx, work
        self._control: Control | None = None

    @property
    def running(self) -> bool:
        """Whether something is being delegated."""
        return self._control is not None

    def stop(self) -> None:
        """Ask it to stop; nothing is written then."""
        if self._control is not None:
            self._control.cancel()

    def begin(self, wanted: Wanted) -> None:
        """Read, print, keep."""
        workspace, ctx = self._ctx.workspace, self._ctx
        if workspace is None or self.running:
            return
        t = translator(ctx.t.tag if wanted.language == ctx.t.language else wanted.language)

        def read(control: Control) -> Prepared:
            prepared = prepare_delegation(workspace=workspace, insights=wanted.insights, to=wanted.tracker, t=t)
            if control.cancelled():
                raise Cancelled
            return prepared

        self._control = ctx.jobs.submit(
            read,
            owner=self,
            done=lambda prepared: self._print(wanted, prepared),
            failed=self._failed,
            cancelled=self._stopped,
            turn=Turn.READ,
        )
        self._work.begin(ctx.t("Reading the evidence"), self._control)
        self.busy.emit(True)

    def _print(self, wanted: Wanted, prepared: Prepared) -> None:
        self._control = self._ctx.side.submit(
            lambda control: print_delegation(prepared=prepared, progress=control.report, cancelled=control.cancelled),
            owner=self,
            done=lambda printed: self._keep(wanted, printed),
            failed=self._failed,
            cancelled=self._stopped,
            progress=self._work.advance,
        )
        self._work.begin(self._ctx.t("Laying out the pages"), self._control)

    def _keep(self, wanted: Wanted, printed: Printed) -> None:
        count = len(wanted.insights)
        notice = mn_(
            "{count} insight delegated; its files are in {folder}",
            "{count} insights delegated; their files are in {folder}",
            count,
            folder=str(wanted.folder),
        )

        def keep(workspace: Workspace) -> Delegated:
            return record_delegation(workspace=workspace, printed=printed, out=wanted.folder)

        def kept(_delegated: Delegated) -> None:
            self._end()
            self.done.emit(wanted)

        self._ctx.write(self, keep, kept, changes=lambda found: found.changes, failed=self._failed, notice=notice)

    def _stopped(self) -> None:
        self._end(self._ctx.t("Stopped. Nothing was written."))

    def _failed(self, error: CouncilError) -> None:
        self._end()
        self._ctx.refused.emit(error)

    def _end(self, sentence: str = "") -> None:
        self._control = None
        self._work.end(sentence)
        self.busy.emit(False)
