"""The agenda clock: how much of a block is left, how far the session is behind its plan, and what later blocks could give back.

Time that runs is counted by a clock that nobody can set and that goes on while the laptop sleeps; the wall-clock starts that are
stored are only what a restarted program begins from.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LEAST_MINUTES = 5
"""No block is proposed to become shorter than this (one that is shorter already is left alone)."""

_ON_TIME = 60.0
_SAME_OCCASION = timedelta(hours=1)


class Pace(StrEnum):
    """How the session stands against its plan."""

    AHEAD = "ahead"
    ON_TIME = "on-time"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an agenda, as planned and as it went; see `AgendaItem` for the moments.

    Attributes:
        task: what there is to try in it, in words; "" when nothing.
        must_ask: its own questions and those of its task.
    """

    id: str
    title: str
    minutes: int
    extra: int = 0
    must_ask: tuple[str, ...] = ()
    prompt: str = ""
    task: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    running_since: datetime | None = None
    spent: float = 0.0

    @property
    def length(self) -> int:
        """Minutes it may take now."""
        return max(0, self.minutes + self.extra)

    @property
    def done(self) -> bool:
        """Whether it is over."""
        return self.ended_at is not None

    @property
    def to_come(self) -> bool:
        """Whether it has not begun."""
        return self.started_at is None

    @property
    def running(self) -> bool:
        """Whether its time runs."""
        return self.running_since is not None

    def spent_at(self, now: datetime) -> float:
        """Seconds of its time gone by the wall clock; a clock that was set back takes nothing away again."""
        ran = 0.0 if self.running_since is None else (now - self.running_since).total_seconds()
        return self.spent + max(0.0, ran)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clock shows.

    Attributes:
        left: seconds of the block's time that are left; below 0 when it is over its time.
        behind: seconds the session would end after its plan (below 0: before); None when there is no plan to hold it against.
    """

    block: Block
    left: float
    behind: float | None

    @property
    def over(self) -> bool:
        """Whether the block took longer than it may."""
        return self.left < 0

    @property
    def pace(self) -> Pace | None:
        """Ahead, on time (within a minute) or behind; None when there is no plan to hold it against."""
        if self.behind is None:
            return None
        if abs(self.behind) < _ON_TIME:
            return Pace.ON_TIME
        return Pace.BEHIND if self.behind > 0 else Pace.AHEAD

    @property
    def minutes_off(self) -> int:
        """Whole minutes ahead or behind."""
        return round(abs(self.behind or 0.0) / 60)

    @property
    def part(self) -> float:
        """The part of the block's time that is gone, 0–1."""
        whole = self.block.length * 60
        return 1.0 if whole <= 0 else min(1.0, max(0.0, 1 - self.left / whole))


@dataclass(frozen=True, slots=True)
class Cut:
    """A later block proposed to become shorter, in minutes."""

    block: str
    title: str
    before: int
    after: int


def current_block(blocks: Sequence[Block]) -> Block | None:
    """The block that has begun and is not over; the one begun last, should two laptops have begun one each."""
    begun = [block for block in blocks if block.started_at is not None and not block.done]
    return max(begun, key=lambda block: (block.started_at, block.id), default=None)


def next_block(blocks: Sequence[Block]) -> Block | None:
    """The first block after the current one that has not begun."""
    current = current_block(blocks)
    after = blocks[blocks.index(current) + 1 :] if current is not None else blocks
    return next((block for block in after if block.to_come), None)


def later_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Everything still to come."""
    first = next_block(blocks)
    return () if first is None else tuple(block for block in blocks[blocks.index(first) :] if block.to_come)


def late_start(planned: datetime, started: datetime) -> float:
    """Seconds a session began after its plan; 0 when it was held at quite another time than planned."""
    late = started - planned
    return late.total_seconds() if abs(late) <= _SAME_OCCASION else 0.0


def read_clock(blocks: Sequence[Block], *, spent: float, live: float, late: float | None) -> Reading | None:
    """What the clock shows; None when no block is under way.

    Args:
        blocks: the agenda in order.
        spent: seconds of the current block's time that are gone.
        live: seconds since the session began.
        late: seconds it began after its plan; None when there is no plan to hold it against (it was reopened).
    """
    block = current_block(blocks)
    if block is None:
        return None
    left = block.length * 60 - spent
    if late is None:
        return Reading(block, left, None)
    to_come = max(0.0, left) + 60 * sum(each.length for each in later_blocks(blocks))
    planned = 60 * sum(each.minutes for each in blocks)
    return Reading(block, left, late + live + to_come - planned)


def propose_cuts(blocks: Sequence[Block], behind: float) -> tuple[Cut, ...]:
    """How later blocks would make up for `behind` seconds, in whole minutes: each gives in proportion to what it has to give.

    Whole minutes go by largest remainder, ties to the earlier block. When all together have too little to give, all of it is proposed.
    """
    later = later_blocks(blocks)
    spare = [max(0, block.length - LEAST_MINUTES) for block in later]
    wanted = min(math.ceil(behind / 60), sum(spare))
    if wanted <= 0:
        return ()
    shares = [wanted * each / sum(spare) for each in spare]
    given = [math.floor(share) for share in shares]
    for index in sorted(range(len(later)), key=lambda place: given[place] - shares[place])[: wanted - sum(given)]:
        given[index] += 1
    return tuple(
        Cut(block.id, block.title, block.length, block.length - minutes) for block, minutes in zip(later, given, strict=True) if minutes
    )


def steady_seconds() -> float:
    """A clock that nobody can set and that goes on while the laptop sleeps; only differences mean anything."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)  # `monotonic` stands still in sleep here
    elif sys.platform == "darwin":  # noqa: RET505 - mypy takes the branches of other systems for dead code otherwise
        return time.clock_gettime(time.CLOCK_MONOTONIC)  # and here, where this one does not
    else:
        return time.monotonic()


class Stopwatch:
    """Seconds that run from what was known when it began to follow something."""

    def __init__(self, steady: Callable[[], float] = steady_seconds) -> None:
        self._steady = steady
        self._what: Hashable = None
        self._base = 0.0
        self._since: float | None = None

    def follow(self, what: Hashable, seconds: float, *, running: bool) -> None:
        """Count on from `seconds`; told of the same `what` again, it goes on undisturbed."""
        if what == self._what:
            return
        self._what, self._base, self._since = what, seconds, self._steady() if running else None

    @property
    def seconds(self) -> float:
        """How many by now."""
        return self._base if self._since is None else self._base + self._steady() - self._since
