"""When little new was heard any more: new themes in a run of sessions beside the themes of the first ones.

Guest, Namey & Chen 2020 (doi 10.1371/journal.pone.0232076), with runs that overlap. It says that little new came from these people under
these questions, never that everything was heard.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

BASE, RUN, THRESHOLD = 4, 2, 0.05
"""Sessions in the base and in a run, and the share of new themes at which a run counts as saturated."""


@dataclass(frozen=True, slots=True)
class Saturation:
    """Reached.

    Attributes:
        reached_at: how many sessions it took, those of the run not counted.
        run: sessions of the run.
        ratio: new themes of the run as a share of those of the base.
    """

    reached_at: int
    run: int
    ratio: float

    @property
    def notation(self) -> str:
        """As the paper writes it: `5+2`."""
        return f"{self.reached_at}+{self.run}"


def new_themes(sessions: Iterable[Iterable[Hashable]]) -> tuple[int, ...]:
    """How many themes of each session none before it had."""
    known = set[Hashable]()
    counts: list[int] = []
    for themes in sessions:
        fresh = set(themes) - known
        known |= fresh
        counts.append(len(fresh))
    return tuple(counts)


def saturation(new: Sequence[int], *, base: int = BASE, run: int = RUN, threshold: float = THRESHOLD) -> Saturation | None:
    """The first run behind the base that brings at most `threshold` of the base's themes; None while there is none.

    Args:
        new: new themes of each session, in order.
        base: sessions that the themes are counted against.
        run: sessions in a run.
        threshold: a share, 0 to 1.
    """
    themes = sum(new[:base])
    if not themes:
        return None
    for start in range(base, len(new) - run + 1):
        ratio = sum(new[start : start + run]) / themes
        if ratio <= threshold:
            return Saturation(start, run, ratio)
    return None
