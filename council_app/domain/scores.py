"""Scoring of the standard questionnaires, and intervals for means; sources in the docstrings. What is undefined is None, never 0."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Scale:
    """What an answer consists of: so many whole numbers, each from `low` to `high`."""

    items: int
    low: int
    high: int

    def holds(self, values: Sequence[int]) -> bool:
        """Whether these are all the numbers of one answer."""
        return len(values) == self.items and all(self.low <= value <= self.high for value in values)


SUS_SCALE = Scale(10, 1, 5)
UMUX_LITE_SCALE = Scale(2, 1, 7)
SEQ_SCALE = Scale(1, 1, 7)
NPS_SCALE = Scale(1, 0, 10)
CSAT_SCALE = Scale(1, 1, 5)

SUS_ITEMS = SUS_SCALE.items
SUS_MIDDLE = 68.0
SEQ_BENCHMARK = 5.5

# Lower ends of the curved grading scale (Sauro & Lewis 2016), to one decimal.
_GRADES: tuple[tuple[float, str], ...] = (
    (0.0, "F"),
    (51.7, "D"),
    (62.7, "C-"),
    (65.0, "C"),
    (71.1, "C+"),
    (72.6, "B-"),
    (74.1, "B"),
    (77.2, "B+"),
    (78.9, "A-"),
    (80.8, "A"),
    (84.1, "A+"),
)
# Points of the same norm table; between them a straight line.
_PERCENTILES: tuple[tuple[float, float], ...] = (
    (0.0, 0.0),
    (51.7, 15.0),
    (62.7, 35.0),
    (65.0, 41.0),
    (68.0, 50.0),
    (71.1, 60.0),
    (72.6, 65.0),
    (74.1, 70.0),
    (77.2, 80.0),
    (78.9, 85.0),
    (80.8, 90.0),
    (84.1, 96.0),
    (100.0, 100.0),
)


def sus(answers: Sequence[int]) -> float:
    """System Usability Scale of one person, 0–100 (Brooke 1996): odd items x−1, even items 5−x, sum × 2.5.

    Raises:
        ValueError: not ten answers from 1 to 5.
    """
    if not SUS_SCALE.holds(answers):
        raise ValueError(answers)
    return 2.5 * sum(answer - 1 if place % 2 == 0 else 5 - answer for place, answer in enumerate(answers))


def straight_lined(answers: Sequence[int]) -> bool:
    """Whether one answer was given to every statement: half of them are negative, so all fives contradict themselves and score 50."""
    return len(answers) == SUS_ITEMS and len(set(answers)) == 1


def sus_grade(mean: float) -> str:
    """The letter of a mean SUS, rounded to one decimal, on the curved scale of Sauro & Lewis."""
    return _GRADES[bisect_right([low for low, _ in _GRADES], round(mean, 1)) - 1][1]


def sus_percentile(mean: float) -> float:
    """Which share of measured systems (0–100) has a lower mean SUS, by the norm table of Sauro & Lewis; 68 is the middle."""
    upper = min(bisect_right([score for score, _ in _PERCENTILES], mean), len(_PERCENTILES) - 1)
    (left, low), (right, high) = _PERCENTILES[upper - 1], _PERCENTILES[upper]
    return low + (high - low) * (mean - left) / (right - left)


def umux_lite(capable: int, easy: int) -> float:
    """UMUX-Lite of one person, 0–100 (Lewis, Utesch & Maher 2013): (a + b − 2) · 100 / 12 of two answers from 1 to 7.

    Raises:
        ValueError: an answer outside 1 to 7.
    """
    if not UMUX_LITE_SCALE.holds((capable, easy)):
        raise ValueError((capable, easy))
    return (capable + easy - 2) * 100 / 12


def sus_equivalent(umux: float) -> float:
    """The SUS that goes with a UMUX-Lite (same source): 0.65 · U + 22.9, so that it spans 22.9 to 87.9 only."""
    return 0.65 * umux + 22.9


def nps(ratings: Sequence[int]) -> float | None:
    """Net promoter score, −100 to 100: the share of 9 and 10 less the share of 0 to 6; None without ratings.

    Raises:
        ValueError: a rating outside 0 to 10.
    """
    if any(not NPS_SCALE.holds((rating,)) for rating in ratings):
        raise ValueError(ratings)
    return 100 * (_promoters(ratings) - _detractors(ratings)) / len(ratings) if ratings else None


def nps_interval(ratings: Sequence[int], *, confidence: float = 0.95) -> tuple[float, float] | None:
    """Adjusted-Wald interval of a net promoter score, −100 to 100; None without ratings.

    Source: Rocks 2016: three ratings are added, ¾ promoters and ¾ detractors among them, and the variance p + d − (p − d)² keeps
    the covariance of the two shares. It never shrinks to nothing, as the plain one does for five promoters of five.
    """
    return net_interval(_promoters(ratings) + 0.75, _detractors(ratings) + 0.75, len(ratings) + 3, confidence) if ratings else None


def net_interval(promoters: float, detractors: float, ratings: float, confidence: float) -> tuple[float, float]:
    """Wald interval of the difference of two shares of the same people, −100 to 100, with their covariance: p + d − (p − d)².

    Leaving the covariance out gives an interval that is too narrow. With counts as they are it shrinks to nothing where all agree.
    """
    for_it, against = promoters / ratings, detractors / ratings
    net = for_it - against
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * math.sqrt((for_it + against - net**2) / ratings)
    return 100 * max(-1.0, net - reach), 100 * min(1.0, net + reach)


def csat(ratings: Sequence[int]) -> float | None:
    """Customer satisfaction, 0–100: the share of 4 and 5 on a scale to 5; None without ratings.

    Raises:
        ValueError: a rating outside 1 to 5.
    """
    if any(not CSAT_SCALE.holds((rating,)) for rating in ratings):
        raise ValueError(ratings)
    return 100 * sum(rating >= 4 for rating in ratings) / len(ratings) if ratings else None


def mean_interval(values: Sequence[float], low: float, high: float, *, confidence: float = 0.95) -> tuple[float, float, float]:
    """Mean with its t-interval, clipped to the scale's ends.

    Raises:
        ValueError: fewer than two values: no interval exists.
    """
    if len(values) < 2:
        raise ValueError(values)
    mean, reach = _mean_and_reach(values, confidence)
    return mean, max(low, mean - reach), min(high, mean + reach)


def geometric_mean(seconds: Sequence[float]) -> float | None:
    """The typical task time (Sauro & Lewis 2010): the geometric mean; None without times."""
    timed = [value for value in seconds if value > 0]
    return math.exp(math.fsum(math.log(value) for value in timed) / len(timed)) if timed else None


def time_interval(seconds: Sequence[float], *, confidence: float = 0.95) -> tuple[float, float] | None:
    """The t-interval of the geometric mean, worked out on logarithms (Sauro & Lewis 2010); None for fewer than two times."""
    logs = [math.log(value) for value in seconds if value > 0]
    if len(logs) < 2:
        return None
    mean, reach = _mean_and_reach(logs, confidence)
    return math.exp(mean - reach), math.exp(mean + reach)


def _mean_and_reach(values: Sequence[float], confidence: float) -> tuple[float, float]:
    # scipy takes 200 ms to import and is needed for reports and statistics only.
    from scipy import stats  # noqa: PLC0415 - slow start

    mean = math.fsum(values) / len(values)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1))
    return mean, float(stats.t.ppf((1 + confidence) / 2, len(values) - 1)) * spread / math.sqrt(len(values))


def _promoters(ratings: Sequence[int]) -> int:
    return sum(rating >= 9 for rating in ratings)


def _detractors(ratings: Sequence[int]) -> int:
    return sum(rating <= 6 for rating in ratings)
