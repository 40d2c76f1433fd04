"""Letters made beside the window: read on the one worker, written and printed on the other, consent looked at again at the end."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from council_app.domain.letters import Letters, Mailing
from council_app.domain.records import Changes
from council_app.errors import CouncilError
from council_app.services import letters as services
from council_app.services.letters import Made
from council_app.services.publications import remember
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control
from council_app.ui.screens.progress.letters.wanted import Wanted


def read_mailing(workspace: Workspace, wanted: Wanted) -> Mailing:
    """What these letters are written from."""
    return services.gather(
        workspace=workspace,
        market=wanted.market,
        as_of=wanted.as_of,
        locale=wanted.locale,
        shipped_since=wanted.since,
        contact=wanted.contact,
        again=wanted.again,
    )


class Exporter(QObject):
    """One folder at a time; it outlives the page, so that nothing half-made stays behind when that is left.

    Signals:
        began: making them began (the `Control`); advanced: how far it is.
        ended: it is over, however it ended; written: they lie in a folder (the folder, how many).
        refused: nothing was written (the `CouncilError`).
    """

    began = Signal(object)
    advanced = Signal(object)
    ended = Signal()
    written = Signal(object, int)
    refused = Signal(object)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self._ctx = ctx
        self._control: Control | None = None
        self.busy = self._leaving = False

    def export(self, wanted: Wanted, out: Path) -> None:
        """Read everything anew, write the letters, and put them into the folder `out`."""
        workspace = self._ctx.workspace
        if self.busy or workspace is None:
            return
        self.busy = True

        def read(_control: Control) -> Mailing:
            return read_mailing(workspace, wanted)

        control = self._ctx.jobs.submit(
            read, owner=self, done=lambda mailing: self._make(mailing, out), failed=self._fail, cancelled=self._end
        )
        self._follow(control)

    def cancel(self) -> None:
        """Stop, and leave nothing behind."""
        if self._control is not None:
            self._control.cancel()

    def let_go(self) -> None:
        """The page goes: stop, and go as well."""
        self._leaving = True
        self.cancel()
        if not self.busy:
            self.deleteLater()

    def _follow(self, control: Control) -> None:
        self._control = control
        self.began.emit(control)

    def _make(self, mailing: Mailing, out: Path) -> None:
        t = self._ctx.t
        if self._control is not None and self._control.cancelled():  # stopped while it was read
            self._end()
            return

        def work(control: Control) -> tuple[Letters, Made]:
            letters = services.write_letters(mailing, progress=control.report, stopped=control.cancelled)
            return letters, services.make_letters(letters=letters, out=out, t=t, progress=control.report, stopped=control.cancelled)

        control = self._ctx.side.submit(
            work,
            owner=self,
            done=lambda found: self._put(*found, out),
            failed=self._fail,
            cancelled=self._end,
            progress=self.advanced.emit,
        )
        self._follow(control)

    def _put(self, letters: Letters, made: Made, out: Path) -> None:
        workspace = self._ctx.workspace
        if self._leaving or workspace is None or (self._control is not None and self._control.cancelled()):
            services.throw_away(made=made)
            self._end()
            return

        def work(_control: Control) -> None:
            try:
                services.require_still_allowed(workspace=workspace, letters=letters)
            except BaseException:
                services.throw_away(made=made)
                raise
            services.put_in_place(made=made, out=out)

        self._control = None  # too late to stop: it is a moment's work
        self._ctx.jobs.submit(work, owner=self, done=lambda _: self._written(letters, made, out), failed=self._fail)

    def _written(self, letters: Letters, made: Made, out: Path) -> None:
        workspace, quoting = self._ctx.workspace, services.quoting_letters(letters, out)
        if workspace is not None and not workspace.read_only:  # so that nobody is told twice that something shipped
            self._ctx.write(
                self._ctx,
                lambda workspace: remember(workspace=workspace, documents=[quoting]),
                lambda _: None,
                changes=lambda _: Changes(frozenset({"publication"})),
            )
        caution = services.unprintable(made)
        if caution is not None:
            self._ctx.noticed.emit(self._ctx.t.say(caution), False)
        self._end()
        self.written.emit(out, len(letters.ready))

    def _fail(self, error: CouncilError) -> None:
        self._end()
        self.refused.emit(error)

    def _end(self) -> None:
        self.busy, self._control = False, None
        self.ended.emit()
        if self._leaving:
            self.deleteLater()
