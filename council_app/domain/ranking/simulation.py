"""How firm a rank is: the ranking drawn again and again over what is not known, with the same result for the same data.

Of each insight 10,000 values are drawn, of very many 2,500. Impact comes from a PERT distribution over low, likely and high: a beta
distribution that leans to the likely value. A triangular one would give the two extremes, which people name as just about possible, far
more weight. Likelihood comes from the Jeffreys posterior of people among attendees; of few customers only the share of those who were
not there is drawn, and where everybody was there it is fixed. Effort is taken as given. Each insight has its own stream of draws,
seeded by its own data: another insight in the list moves nobody's numbers.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from council_app.domain.intervals import chance
from council_app.domain.ranking.expected import SHAPE, Case, Worth, written
from council_app.domain.ranking.formulas import in_order
from council_app.errors import Cancelled, Message, m_

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Places = NDArray[np.intp]

DRAWS = 10_000
MANY, DRAWS_OF_MANY = 250, 2_500
"""Of more insights than this so few are drawn: people wait for the list, and shares of runs are still within 2 points (95%)."""
CONFIDENCE = 0.90
"""Ranks and values lie within their intervals in so many of the draws."""

_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an insight stands among those of its currency.

    Attributes:
        rank: its place by expected value per day of work, among `of`.
        value: expected value a year for each day of work, in `currency`; `low` and `high` hold 90% of the draws.
        first: the share of draws in which it ranks first.
        best, worst: the ranks that hold 90% of the draws.
    """

    key: str
    currency: str
    rank: int
    of: int
    value: float
    low: float
    high: float
    first: float
    best: int
    worst: int

    @property
    def draws(self) -> int:
        """How many runs its shares are of."""
        return draws_of(self.of)

    def stability(self) -> Message:
        """“no. 1 in 61% of runs”, or that there is nothing to compare it with."""
        if self.of == 1:
            return m_("the only one in {currency}", currency=self.currency)
        return m_("no. 1 in {share} of runs", share=chance(self.first))


def draws_of(insights: int) -> int:
    """How often each of so many insights, compared with one another, is drawn."""
    return DRAWS if insights <= MANY else DRAWS_OF_MANY


def precision(draws: int) -> float:
    """How far a share of so many runs may be from that of endless ones, in points, at most (95%; normal approximation at one half)."""
    return 100 * 1.96 * math.sqrt(0.25 / draws)


def standings(cases: Iterable[Case], *, cancelled: Callable[[], bool] = lambda: False) -> tuple[Standing, ...]:
    """Everything that can be ranked, each among those of its own currency; by currency and rank.

    Raises:
        Cancelled: `cancelled` said so.
    """
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in sorted(cases, key=lambda case: case.key):
        groups[case.worth.currency].append(case)
    return tuple(standing for currency in sorted(groups) for standing in _group(groups[currency], cancelled))


def _group(cases: Sequence[Case], cancelled: Callable[[], bool]) -> list[Standing]:
    # numpy takes a while to load and most commands need no draws.
    import numpy as np  # noqa: PLC0415

    draws = draws_of(len(cases))
    drawn = np.empty((len(cases), draws))
    for row, case in enumerate(cases):
        if cancelled():
            raise Cancelled
        drawn[row] = _drawn(case, draws)
    places = _places(drawn, cancelled)
    outside = (1 - CONFIDENCE) / 2
    ends = [outside, 1 - outside]
    order = {key: place for place, key in enumerate(in_order({case.key: case.value for case in cases}), start=1)}
    found = []
    for row, case in enumerate(cases):
        low, high = np.quantile(drawn[row], ends)
        best, worst = np.quantile(places[row], ends, method="inverted_cdf")
        first = float(np.mean(places[row] == 1))
        rank, currency = order[case.key], case.worth.currency
        found.append(Standing(case.key, currency, rank, len(cases), case.value, float(low), float(high), first, int(best), int(worst)))
    return sorted(found, key=lambda standing: standing.rank)


def _drawn(case: Case, draws: int) -> Numbers:
    """Values a year for each day of work."""
    import numpy as np  # noqa: PLC0415 - as above

    seed = int.from_bytes(hashlib.sha256(written(case).encode()).digest(), "big")
    # The generator is named, because numpy may choose another default one day.
    source = np.random.Generator(np.random.PCG64(seed))
    impact = _pert(case.worth, source, draws)
    told, elsewhere = case.known
    return impact * (told + elsewhere * source.beta(*case.posterior, draws)) / case.effort


def _pert(worth: Worth, source: np.random.Generator, draws: int) -> Numbers:
    import numpy as np  # noqa: PLC0415 - as above

    wide = worth.high - worth.low
    if wide == 0:
        return np.full(draws, float(worth.likely))
    above = 1 + SHAPE * (worth.likely - worth.low) / wide
    below = 1 + SHAPE * (worth.high - worth.likely) / wide
    return worth.low + wide * source.beta(above, below, draws)


def _places(drawn: Numbers, cancelled: Callable[[], bool]) -> Places:
    """The rank of every row in every draw; equal values keep the order of the rows, which is that of the keys."""
    import numpy as np  # noqa: PLC0415 - as above

    rows, draws = drawn.shape
    places = np.empty((rows, draws), dtype=np.intp)
    ranks = np.arange(1, rows + 1)[:, None]
    step = max(1, _AT_ONCE // rows)
    for start in range(0, draws, step):
        if cancelled():
            raise Cancelled
        part = slice(start, start + step)
        order = np.argsort(-drawn[:, part], axis=0, kind="stable")
        np.put_along_axis(places[:, part], order, ranks, axis=0)
    return places
