"""Scoring of the standard questionnaires, and intervals for means; sources in the docstrings."""

from __future__ import annotations

import math
from collections.abc import Sequence

SUS_ITEMS = 10


def sus(answers: Sequence[int]) -> float:
    """System Usability Scale of one person, 0–100 (Brooke 1996): odd items x−1, even items 5−x, sum × 2.5.

    Raises:
        ValueError: not ten answers from 1 to 5.
    """
    if len(answers) != SUS_ITEMS or any(not 1 <= answer <= 5 for answer in answers):
        raise ValueError(answers)
    return 2.5 * sum(answer - 1 if place % 2 == 0 else 5 - answer for place, answer in enumerate(answers))


def mean_interval(values: Sequence[float], low: float, high: float, *, confidence: float = 0.95) -> tuple[float, float, float]:
    """Mean with its t-interval, clipped to the scale's ends.

    Raises:
        ValueError: fewer than two values: no interval exists.
    """
    # scipy takes 200 ms to import and is needed for reports only.
    from scipy import stats  # noqa: PLC0415 - slow start

    if len(values) < 2:
        raise ValueError(values)
    mean = math.fsum(values) / len(values)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1))
    reach = float(stats.t.ppf((1 + confidence) / 2, len(values) - 1)) * spread / math.sqrt(len(values))
    return mean, max(low, mean - reach), min(high, mean + reach)


def geometric_mean(seconds: Sequence[float]) -> float | None:
    """The typical task time (Sauro & Lewis 2010): the geometric mean; None without times."""
    timed = [value for value in seconds if value > 0]
    return math.exp(math.fsum(math.log(value) for value in timed) / len(timed)) if timed else None
