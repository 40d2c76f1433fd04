"""Long work in steps: how far it is, and whether somebody stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from council_app.errors import Cancelled, Message, Progress

Told: TypeAlias = Callable[[Progress], None]
"""Hears how far long work is."""
Asking: TypeAlias = Callable[[], bool]
"""Says whether to stop."""
T = TypeVar("T")

AT_ONCE = 2_000
"""Rows between two looks: some 100 ms of writing."""
MANY = 20_000
"""From so many notes on, a change of all of them at once takes so long that it is said before it begins."""


_EACH = 50e-6
"""Seconds for one row, as measured on a laptop of two processor cores."""


def seconds_for(count: int) -> int:
    """About how long a change of so many notes takes, in which the file takes nothing else; 0 where it is not worth telling."""
    return round(count * _EACH) if count >= MANY else 0


def untold(_progress: Progress) -> None:
    """Nobody asked how far it is."""


def never() -> bool:
    """Nobody stops this."""
    return False


@dataclass(slots=True)
class Steps:
    """Counts the steps of one piece of work.

    Attributes:
        doing: what it is, for whoever watches.
        told: hears how far it is.
        cancelled: is asked before each stretch of steps.
        done, total: how far it is; 0 of 0 while nobody knows how much there is.
    """

    doing: Message
    told: Told = untold
    cancelled: Asking = never
    done: int = 0
    total: int = 0

    def expect(self, count: int) -> None:
        """So many steps more are to come.

        Raises:
            Cancelled: somebody stopped it.
        """
        self.total += count
        self.look()

    def look(self) -> None:
        """Say how far it is.

        Raises:
            Cancelled: somebody stopped it.
        """
        if self.cancelled():
            raise Cancelled
        self.told(Progress(self.done, self.total, self.doing))

    def over(self, rows: Sequence[T], at_once: int = AT_ONCE) -> Iterator[Sequence[T]]:
        """The rows, stretch by stretch; each is a step that was expected. Raises as `look`."""
        for start in range(0, len(rows), at_once):
            part = rows[start : start + at_once]
            yield part
            self.done += len(part)
            self.look()
