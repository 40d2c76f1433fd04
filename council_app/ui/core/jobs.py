"""Work off the window's thread: one worker owns one resource (the workspace's connection), answers come back as Qt signals.

The window hands over a function and goes on; `done`, `failed`, `cancelled` and `progress` run on the window's thread, and only while
the widget that asked is still there.
"""

from __future__ import annotations

import logging
import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from itertools import count
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from council_app.errors import Cancelled, CouncilError, Progress

T = TypeVar("T")
_log = logging.getLogger(__name__)
_REPORT_EVERY = 0.05

# Python lets a thread run for 5 ms before another may go on; window and worker hand over to each other many times while a note is kept.
_HAND_OVER = 0.0005


class Turn(IntEnum):
    """Whose turn it is on a worker with more than one job waiting; of one kind, who came first.

    What somebody typed never waits behind lists that are read again because of what they typed before. Closing a file, and opening
    the next one, waits for both.
    """

    WRITE = 0
    READ = 1
    END = 2


class Control:
    """The handle of one job: cancel it, and let it say how far it is."""

    def __init__(self, report: Callable[[Progress], None]) -> None:
        self._stop = threading.Event()
        self._report = report
        self._last = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at the next safe point."""
        self._stop.set()

    def cancelled(self) -> bool:
        """True once somebody asked to stop; long work looks here."""
        return self._stop.is_set()

    def report(self, progress: Progress) -> None:
        """Pass progress to the window, at most twenty times a second (the last step always)."""
        now = time.monotonic()
        if progress.done >= progress.total or now - self._last > _REPORT_EVERY:
            self._last = now
            self._report(progress)


@dataclass(frozen=True, slots=True)
class _Job(Generic[T]):
    work: Callable[[Control], T]
    done: Callable[[T], None]
    failed: Callable[[CouncilError], None]
    cancelled: Callable[[], None] | None
    progress: Callable[[Progress], None] | None
    owner: QObject
    control: Control


class Jobs(QObject):
    """A worker thread with a queue.

    Signals:
        crashed: a job raised something that is no `CouncilError`: a bug, with its exception.
        idle: the queue ran empty.
    """

    crashed = Signal(object)
    idle = Signal()
    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: queue.PriorityQueue[tuple[Turn, int, _Job[object] | None]] = queue.PriorityQueue()
        self._number = count()
        self._waiting: list[_Job[object]] = []
        self._answered.connect(self._run_answer, Qt.ConnectionType.QueuedConnection)
        sys.setswitchinterval(_HAND_OVER)
        self._thread = threading.Thread(target=self._loop, name=name, daemon=True)
        self._thread.start()

    def submit(
        self,
        work: Callable[[Control], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[CouncilError], None],
        cancelled: Callable[[], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        turn: Turn = Turn.WRITE,
    ) -> Control:
        """Queue `work`; its callbacks run on this thread unless `owner` has gone by then. Reads let writes go first."""

        def report(step: Progress) -> None:
            if progress is not None:
                self._answer(owner, lambda: progress(step))

        control = Control(report)
        job = _Job(work, done, failed, cancelled, progress, owner, control)
        self._waiting.append(job)  # type: ignore[arg-type]  # the queue holds jobs of any result
        self._queue.put((turn, next(self._number), job))  # type: ignore[arg-type]
        return control

    @property
    def busy(self) -> bool:
        """True while something is queued or running."""
        return bool(self._waiting)

    def others_wait(self) -> bool:
        """Whether anything waits for its turn: long reading that can be done again makes way for it. Any thread may ask."""
        return not self._queue.empty()

    def stop(self, seconds: float = 10.0) -> None:
        """Cancel long work, do everything else that was asked for, and end the thread.

        What waits may be the last note, half-typed text, or letting go of the file: only work that can be told it was cancelled is.
        """
        for job in self._waiting:
            if job.cancelled is not None:
                job.control.cancel()
        self._queue.put((Turn.END, next(self._number), None))
        self._thread.join(seconds)

    def _loop(self) -> None:
        while (job := self._queue.get()[-1]) is not None:
            self._run(job)

    def _run(self, job: _Job[object]) -> None:
        answer: Callable[[], None] | None = None
        try:
            if job.control.cancelled():
                raise Cancelled
            result = job.work(job.control)
            answer = lambda: job.done(result)  # noqa: E731 - three answers of one shape
        except Cancelled:
            answer = job.cancelled
        except CouncilError as error:
            refusal = error
            answer = lambda: job.failed(refusal)  # noqa: E731
        except Exception as error:  # noqa: BLE001 - the worker must outlive a bug in one job; it is logged and shown
            _log.error("job failed", exc_info=error)
            bug = error
            answer = lambda: self._tell_bug(job, bug)  # noqa: E731
        self._answered.emit((job.owner, answer, job))

    def _tell_bug(self, job: _Job[object], bug: Exception) -> None:
        """The work ended without a result: whoever asked stops waiting, and the window tells."""
        if job.cancelled is not None:
            job.cancelled()
        self.crashed.emit(bug)

    def _answer(self, owner: QObject, answer: Callable[[], None]) -> None:
        self._answered.emit((owner, answer, None))

    def _run_answer(self, parcel: tuple[QObject, Callable[[], None] | None, _Job[object] | None]) -> None:
        owner, answer, job = parcel
        if job is not None:
            self._waiting.remove(job)
        if answer is not None and shiboken6.isValid(owner):
            answer()
        if job is not None and not self._waiting:
            self.idle.emit()
