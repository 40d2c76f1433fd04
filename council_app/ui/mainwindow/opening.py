"""Opening, making and closing workspaces off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from council_app.errors import Cancelled, CouncilError, Progress
from council_app.paths import data_dir
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control, Turn
from council_app.ui.mainwindow import verbs

if TYPE_CHECKING:
    from council_app.domain.records import SessionRef
    from council_app.services.workspace import Workspace

SAMPLE_FILE = "vinga.council"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open workspace and what the header needs of it."""

    workspace: Workspace
    sessions: tuple[SessionRef, ...]


class Opener(QObject):
    """Opens files on the worker that will own their connection.

    Signals:
        opened: a workspace is open (carries `Opened`).
        locked: a file needs its passphrase (carries its path).
        failed: it could not be opened (carries the `CouncilError`).
        progressed: how far it is.
        stopped: long work was cancelled.
    """

    opened = Signal(object)
    locked = Signal(object)
    failed = Signal(object)
    progressed = Signal(object)
    stopped = Signal()

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self._ctx = ctx

    def open(self, path: Path, passphrase: str) -> None:
        """Open a file; asks for its passphrase when it has one and none was given."""

        def work(_control: Control) -> Opened | Path:
            if not passphrase and verbs.is_locked(path):
                return path
            return _opened(verbs.open_file(path, passphrase or None))

        self._ctx.jobs.submit(work, owner=self, done=self._answer, failed=self.failed.emit, turn=Turn.END)

    def create(self, path: Path, passphrase: str) -> None:
        """Make a new file and open it."""
        self._ctx.jobs.submit(
            lambda _control: _opened(verbs.create_file(path, passphrase)),
            owner=self,
            done=self._answer,
            failed=self.failed.emit,
            turn=Turn.END,
        )

    def open_sample(self) -> Control:
        """Build the sample council where it is kept, or open it as it was left."""
        place = data_dir() / SAMPLE_FILE

        def work(control: Control) -> Opened:
            if place.exists():
                return _opened(verbs.open_sample(place))
            return _opened(verbs.create_sample(place, lambda step: _step(control, step)))

        return self._ctx.jobs.submit(
            work,
            owner=self,
            done=self._answer,
            failed=self.failed.emit,
            cancelled=self.stopped.emit,
            progress=self.progressed.emit,
            turn=Turn.END,
        )

    def close(self, workspace: Workspace) -> None:
        """Let go of a file, after everything queued before."""
        self._ctx.jobs.submit(lambda _control: workspace.close(), owner=self, done=lambda _: None, failed=self.failed.emit, turn=Turn.END)

    def _answer(self, answer: Opened | Path) -> None:
        if isinstance(answer, Opened):
            self.opened.emit(answer)
        else:
            self.locked.emit(answer)


def _opened(workspace: Workspace) -> Opened:
    try:
        return Opened(workspace, verbs.sessions(workspace))
    except CouncilError:
        workspace.close()
        raise


def _step(control: Control, step: Progress) -> None:
    """Between two steps the sample can be given up; what was made of it is removed."""
    if control.cancelled():
        raise Cancelled
    control.report(step)


def latest(sessions: tuple[SessionRef, ...]) -> SessionRef | None:
    """The session to start with: the last one that has notes, else the first to come."""
    held = [session for session in sessions if not session.rehearsal] or sessions
    heard = [session for session in held if session.notes]
    return heard[-1] if heard else held[0] if held else None
