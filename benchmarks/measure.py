"""Taking times: ours and the floor in turns, so that whatever else the machine does at the moment hits both."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass

Step = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds (or, of memory, MiB) of one thing done many times, sorted."""

    seconds: tuple[float, ...]

    def quantile(self, share: float) -> float:
        """The time that `share` of them did not exceed."""
        return self.seconds[round(share * (len(self.seconds) - 1))]

    def shown(self, factor: float) -> dict[str, float]:
        """Median and tail, as a document shows them."""
        return {name: round(self.quantile(share) * factor, 3) for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))}


@dataclass(frozen=True, slots=True)
class Pair:
    """Ours and the floor."""

    ours: Times
    floor: Times

    def ratio(self, share: float) -> float:
        """How many times the floor ours takes, at one place of both distributions."""
        return self.ours.quantile(share) / self.floor.quantile(share)

    def more(self, share: float) -> float:
        """How much more than the floor ours takes."""
        return self.ours.quantile(share) - self.floor.quantile(share)


def in_turns(ours: Step, floor: Step, *, times: int, warm: int = 0, tidy: Step = lambda: None) -> Pair:
    """Do both `times` times in turns, after `warm` turns that do not count; `tidy` runs after each, off the clock."""
    mine: list[float] = []
    bare: list[float] = []
    for turn in range(warm + times):
        for step, taken in ((floor, bare), (ours, mine)):
            seconds = _timed(step)
            tidy()
            if turn >= warm:
                taken.append(seconds)
    return Pair(Times(tuple(sorted(mine))), Times(tuple(sorted(bare))))


def _timed(step: Step) -> float:
    # What an earlier step left to collect must not be collected on this one's time; the steps themselves collect as they would in use.
    if gc.get_count()[2]:
        gc.collect()
    start = time.perf_counter()
    step()
    return time.perf_counter() - start
