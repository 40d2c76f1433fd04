"""How many got through a task: the interval practitioners expect, the others on offer, and the best single guess."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum
from statistics import NormalDist

from council_app.domain.intervals import exact_interval


class Method(StrEnum):
    """How an interval for a share is worked out."""

    ADJUSTED_WALD = "adjusted-wald"
    WILSON = "wilson"
    EXACT = "exact"


def success_interval(
    successes: int, tried: int, *, method: Method = Method.ADJUSTED_WALD, confidence: float = 0.95
) -> tuple[float, float] | None:
    """The interval of a success rate (shares 0–1); None when nobody tried.

    Sources: adjusted Wald after Agresti & Coull 1998 as Sauro & Lewis 2005 recommend it, clipped to 0–1; Wilson 1927; exact after
    Clopper & Pearson 1934.

    Raises:
        ValueError: more successes than tries.
    """
    if not 0 <= successes <= tried:
        raise ValueError(f"{successes} of {tried}")
    return _METHODS[method](successes, tried, confidence) if tried else None


def success_estimate(successes: int, tried: int) -> float | None:
    """The best single guess of a success rate (0–1) from a small test; None when nobody tried.

    Source: Lewis & Sauro 2006: Laplace's (x + 1) / (n + 2) above nine in ten, x / n down to a half, Wilson's centre below.
    """
    if not tried:
        return None
    seen = successes / tried
    if seen > 0.9:
        return (successes + 1) / (tried + 2)
    return seen if seen >= 0.5 else _centre(successes, tried, _z(0.95))


def _adjusted_wald(successes: int, tried: int, confidence: float) -> tuple[float, float]:
    z = _z(confidence)
    centre = _centre(successes, tried, z)
    reach = z * math.sqrt(centre * (1 - centre) / (tried + z**2))
    return max(0.0, centre - reach), min(1.0, centre + reach)


def _wilson(successes: int, tried: int, confidence: float) -> tuple[float, float]:
    z = _z(confidence)
    share, centre = successes / tried, _centre(successes, tried, z)
    reach = z / (tried + z**2) * math.sqrt(tried * share * (1 - share) + z**2 / 4)
    return max(0.0, centre - reach), min(1.0, centre + reach)


def _exact(successes: int, tried: int, confidence: float) -> tuple[float, float]:
    return exact_interval(successes, tried, confidence=confidence)


def _centre(successes: int, tried: int, z: float) -> float:
    return (successes + z**2 / 2) / (tried + z**2)


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


_METHODS: dict[Method, Callable[[int, int, float], tuple[float, float]]] = {
    Method.ADJUSTED_WALD: _adjusted_wald,
    Method.WILSON: _wilson,
    Method.EXACT: _exact,
}
