"""Long reading in pieces: whatever else waits for the file goes between two of them, and what was read already is not read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from council_app.errors import Cancelled, CouncilError
from council_app.ui.core.jobs import Control, Jobs, Turn

T = TypeVar("T")


class InTurns(Generic[T]):
    """Reads on while nothing else waits; else one piece, and then it waits for its next turn, behind what came meanwhile.

    So it neither holds up typing for longer than a piece takes, nor starves while somebody types without pause.

    Args:
        jobs: the worker.
        owner: what it goes with.
        pieces: the work; it gives None after each piece, and at the end its result. It holds nothing of the file between two pieces.
        done, failed, cancelled: what follows; `cancelled` after `cancel`.
    """

    def __init__(
        self,
        jobs: Jobs,
        pieces: Iterator[T | None],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[CouncilError], None],
        cancelled: Callable[[], None],
    ) -> None:
        self._jobs, self._pieces, self._owner = jobs, pieces, owner
        self._done, self._failed, self._cancelled = done, failed, cancelled
        self._control = self._take_turn()

    def cancel(self) -> None:
        """Nobody waits any more."""
        self._control.cancel()

    def _take_turn(self) -> Control:
        return self._jobs.submit(
            self._read, owner=self._owner, done=self._answered, failed=self._failed, cancelled=self._cancelled, turn=Turn.READ
        )

    def _read(self, control: Control) -> T | None:
        for piece in self._pieces:
            if piece is not None:
                return piece
            if control.cancelled():
                raise Cancelled
            if self._jobs.others_wait():
                return None
        raise Cancelled  # there is nothing more to come

    def _answered(self, found: T | None) -> None:
        if found is not None:
            self._done(found)
        elif self._control.cancelled():
            self._cancelled()
        else:
            self._control = self._take_turn()
