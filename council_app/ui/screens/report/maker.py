"""Makes the pages: at once when another report is asked for, quietly and a little later when something in it changed.

The report is read on the workspace's worker and printed on one of its own, so that neither keys nor the pages on show wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from council_app.errors import Cancelled, CouncilError, Progress, m_
from council_app.i18n import Translator, translator
from council_app.services.report.preview import PreparedReport, PreviewPrinter, prepare_report
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control, Jobs, Turn
from council_app.ui.core.printed import Printed
from council_app.ui.screens.report.wanted import Wanted

_SOON_MS, _REST_MS = 1200, 60_000
_LONGEST = 5.0
"""Seconds that the window waits for the other process to end when it closes; it takes a tenth of one."""
_READING, _PRINTING = m_("Reading what was said"), m_("Laying out the pages")


@dataclass(frozen=True, slots=True)
class Made:
    """The pages of one report, and everything that other forms of it are written from."""

    wanted: Wanted
    prepared: PreparedReport
    printed: Printed


class Maker(QObject):
    """One report at a time.

    Attributes:
        wanted: the report asked for, or None.
        made: the pages on show, which may be older than the data, or of another report while this one is made.
        running: pages are being made.
        control: the handle of what is under way, or None.
        fresh: the pages are those of the report asked for, as the data is now.

    Signals:
        began: pages are being made; True when nobody asked for it.
        advanced: how far it is (carries `Progress`).
        finished: there are other pages (carries `Made`).
        refused: they cannot be made (carries the `CouncilError`).
        stopped: somebody stopped it.
        aged: something changed since the pages were made.
    """

    began = Signal(bool)
    advanced = Signal(object)
    finished = Signal(object)
    refused = Signal(object)
    stopped = Signal()
    aged = Signal()

    def __init__(self, ctx: AppContext, owner: QObject) -> None:
        super().__init__(owner)
        self._ctx = ctx
        self.wanted: Wanted | None = None
        self.made: Made | None = None
        self.running, self.fresh, self._again = False, False, False
        self._number = 0
        self.control: Control | None = None
        self._soon = _timer(self, _SOON_MS, self._remake)
        self._rest = _timer(self, _REST_MS, self._let_go)
        self._printing: Jobs | None = None
        self._printer = PreviewPrinter()

    # -- asking

    def want(self, wanted: Wanted) -> None:
        """This report is asked for; nothing is done where it lies here, or is being made."""
        if wanted != self.wanted or not (self.fresh or self.running):
            self.wanted = wanted
            self.make()

    def make(self, *, quietly: bool = False) -> None:
        """Make the pages now, and stop what is being made."""
        workspace, wanted = self._ctx.workspace, self.wanted
        if workspace is None or wanted is None:
            return
        self._drop()
        self._number += 1
        number, t = self._number, translator_of(self._ctx, wanted.language)
        self.running, self.fresh = True, False
        self._warm_up()
        self.control = self._ctx.jobs.submit(
            lambda control: _prepared(workspace, wanted, t, control),
            owner=self,
            done=lambda prepared: self._print(number, wanted, prepared),
            failed=partial(self._failed, number),
            cancelled=lambda: self._cancelled(number),
            turn=Turn.READ,
        )
        self.began.emit(quietly)
        self.advanced.emit(Progress(0, 0, _READING))

    def touch(self) -> None:
        """Something that shows in it changed: the pages are made again once it has been still for a moment."""
        if self.wanted is None:
            return
        self.fresh = False
        self.aged.emit()
        if self.running:
            self._again = True  # what is under way is nearly there; cut off again and again, it would never be
        else:
            self._soon.start()

    def cancel(self) -> None:
        """Stop; the pages before stay."""
        if self.control is not None:
            self.control.cancel()

    def _drop(self) -> None:
        self._soon.stop()
        self._again = False
        if self.control is not None:
            self.control.cancel()
            self.control = None

    # -- making

    def _warm_up(self) -> None:
        """The other process loads what it needs while the report is read."""
        self._rest.stop()
        self.worker.submit(lambda _control: self._printer.start(), owner=self, done=_nothing, failed=self.refused.emit)

    @property
    def worker(self) -> Jobs:
        """Where pages are printed, and other forms of the report are written; one after the other."""
        if self._printing is None:
            self._printing = jobs = Jobs("report")  # without a parent: its thread holds it until it ends
            jobs.crashed.connect(self._ctx.side.crashed)
            self.destroyed.connect(partial(_end, jobs, self._printer, 0.0))
            self._ctx.ending.connect(partial(_end, jobs, self._printer, _LONGEST))
        return self._printing

    def _print(self, number: int, wanted: Wanted, prepared: PreparedReport) -> None:
        if number != self._number:
            return
        if self.control is not None and self.control.cancelled():  # stopped while the answer was on its way
            self._cancelled(number)
            return
        printer = self._printer
        self.control = self.worker.submit(
            lambda control: Printed(printer.print(prepared, progress=control.report, cancelled=control.cancelled)),
            owner=self,
            done=lambda printed: self._show(number, Made(wanted, prepared, printed)),
            failed=partial(self._failed, number),
            cancelled=lambda: self._cancelled(number),
            progress=self.advanced.emit,
        )
        self.advanced.emit(Progress(0, 0, _PRINTING))

    def _show(self, number: int, made: Made) -> None:
        if number == self._number:
            self.made, self.fresh = made, not self._again
            self._end()
            self.finished.emit(made)

    def _failed(self, number: int, error: CouncilError) -> None:
        if number == self._number:
            self._end()
            self.refused.emit(error)

    def _cancelled(self, number: int) -> None:
        if number == self._number and self.running:
            self._again = False
            self._end()
            self.stopped.emit()

    def _end(self) -> None:
        again, self._again = self._again, False
        self.running, self.control = False, None
        self._rest.start()
        if again:
            self._soon.start()

    def _remake(self) -> None:
        self.make(quietly=True)

    def _let_go(self) -> None:
        """Nothing was printed for a while: the other process is not kept for nothing."""
        if self._printing is not None and not self.running:
            self._printing.submit(lambda _control: self._printer.close(), owner=self, done=_nothing, failed=self.refused.emit)

    @property
    def busy(self) -> bool:
        """Whether anything is being made, or will be in a moment."""
        return self.running or self._soon.isActive()


def translator_of(ctx: AppContext, language: str) -> Translator:
    """The report's words: the window's own where it is in the same language, with its dates and numbers."""
    return translator(ctx.t.tag if language == ctx.t.language else language)


def _prepared(workspace: Workspace, wanted: Wanted, t: Translator, control: Control) -> PreparedReport:
    """Read the report; somebody who stops meanwhile is heeded before it is printed."""
    prepared = prepare_report(workspace=workspace, about=wanted.about, audience=wanted.audience, t=t)
    if control.cancelled():
        raise Cancelled
    return prepared


def _timer(owner: QObject, after: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(act)
    return timer


def _end(jobs: Jobs, printer: PreviewPrinter, wait: float, _gone: object = None) -> None:
    """The place goes, or the window: what is being printed is stopped, and waited for so many seconds."""
    jobs.submit(lambda _control: printer.close(), owner=jobs, done=_nothing, failed=_nothing)
    jobs.stop(wait)


def _nothing(_answer: object) -> None:
    """Nobody waits for it."""
