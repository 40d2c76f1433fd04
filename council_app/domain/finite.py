"""Exact arithmetic where the council is a noticeable part of everybody there is: drawing without putting back.

With `population` customers of whom `having` have something, the number heard from among `attendees` is hypergeometric.
"""

from __future__ import annotations

import math
from collections.abc import Callable

NOTICEABLE = 0.05
"""From this part of the population on, having drawn somebody makes a difference to the rest (the usual 5% of sampling texts)."""


def is_noticeable(attendees: int, population: int) -> bool:
    """Whether so many are a noticeable part of a population."""
    return attendees >= NOTICEABLE * population


def finite_interval(heard: int, attendees: int, population: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Limits as shares 0–1 of the population: every number of customers having it that is not refuted by `heard` of `attendees`.

    The hypergeometric counterpart of Clopper–Pearson: each tail holds at most half of what confidence leaves.
    Source: Katz 1953; Buonaccorsi 1987.

    Raises:
        ValueError: nobody to count, more heard than were there, or more there than exist.
    """
    _check(heard, attendees, population)
    outside = (1 - confidence) / 2
    least, most = heard, population - (attendees - heard)
    low = _first(least, most, lambda having: finite_tail(heard, attendees, population, having) > outside)
    beyond = _first(low, most + 1, lambda having: 1 - finite_tail(heard + 1, attendees, population, having) <= outside)
    return low / population, (beyond - 1) / population


def finite_tail(heard: int, attendees: int, population: int, having: int) -> float:
    """P(X ≥ `heard`) among `attendees`, when `having` of the `population` have it.

    Raises:
        ValueError: as `finite_interval`.
    """
    _check(min(heard, attendees), attendees, population)
    most, least = min(attendees, having), max(0, attendees - (population - having))
    if heard <= least:
        return 1.0
    if heard > most:
        return 0.0
    below, above = range(least, heard), range(heard, most + 1)
    if len(above) <= len(below):
        return min(1.0, math.fsum(_chance(number, attendees, population, having) for number in above))
    return max(0.0, 1 - math.fsum(_chance(number, attendees, population, having) for number in below))


def _chance(number: int, attendees: int, population: int, having: int) -> float:
    """P(X = `number`), by logarithms: the numbers of ways themselves have thousands of digits."""
    ways = _ways(having, number) + _ways(population - having, attendees - number) - _ways(population, attendees)
    return math.exp(ways)


def _ways(of: int, chosen: int) -> float:
    """The logarithm of how many ways there are to choose."""
    return math.lgamma(of + 1) - math.lgamma(chosen + 1) - math.lgamma(of - chosen + 1)


def _first(start: int, end: int, holds: Callable[[int], bool]) -> int:
    """The first number from `start` for which `holds`, which holds from there on; `end` when it holds for none before."""
    while start < end:
        middle = (start + end) // 2
        if holds(middle):
            end = middle
        else:
            start = middle + 1
    return start


def _check(heard: int, attendees: int, population: int) -> None:
    if not 0 <= heard <= attendees <= population or attendees == 0:
        raise ValueError(f"{heard} of {attendees} of {population}")
