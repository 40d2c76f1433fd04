"""Exact binomial arithmetic, and how a share is written so that it claims no more than it knows."""

from __future__ import annotations

from council_app.errors import Message, m_


def exact_interval(heard: int, attendees: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Clopper–Pearson limits (shares 0–1) for `heard` of `attendees`.

    Source: Clopper & Pearson 1934, as quantiles of the beta distribution.

    Raises:
        ValueError: nobody to count, or more heard than were there.
    """
    # scipy takes a while to load and most commands need no interval.
    from scipy.special import betaincinv  # noqa: PLC0415

    _check(heard, attendees)
    outside = (1 - confidence) / 2
    low = 0.0 if heard == 0 else float(betaincinv(heard, attendees - heard + 1, outside))
    high = 1.0 if heard == attendees else float(betaincinv(heard + 1, attendees - heard, 1 - outside))
    return low, high


def tail(heard: int, attendees: int, rate: float) -> float:
    """P(X ≥ `heard`) among `attendees` when each has it with probability `rate`: how surprising the council would be.

    Raises:
        ValueError: nobody to count, or more heard than were there.
    """
    # scipy takes a while to load and most commands need no interval.
    from scipy.special import betainc  # noqa: PLC0415

    _check(heard, attendees)
    return 1.0 if heard == 0 else float(betainc(heard, attendees - heard + 1, rate))


def above_half(heard: int, attendees: int) -> float:
    """How probable it is that more than half have it, after `heard` of `attendees`: the posterior under Jeffreys' prior.

    Source: Beta(k + ½, n − k + ½), as in Brown, Cai & DasGupta 2001.

    Raises:
        ValueError: nobody to count, or more heard than were there.
    """
    # scipy takes a while to load and most commands need no posterior.
    from scipy.special import betainc  # noqa: PLC0415

    _check(heard, attendees)
    return float(betainc(attendees - heard + 0.5, heard + 0.5, 0.5))


def share(value: float) -> Message:
    """A share 0–1 as a percentage: whole, but with one decimal within a point of 0% and 100%, where whole numbers would mislead."""
    tenths = round(value * 1000)
    if 0 < tenths < 10 or 990 < tenths < 1000:
        return m_("{whole}.{tenths}%", whole=tenths // 10, tenths=tenths % 10)
    return m_("{whole}%", whole=round(value * 100))


def chance(value: float) -> Message:
    """A probability as a percentage; one that would round to nothing or to certainty is never 0% or 100%."""
    if 0.9995 < value < 1:
        return m_("more than 99.9%")
    return m_("fewer than 0.1%") if 0 < value < 0.0005 else share(value)


def _check(heard: int, attendees: int) -> None:
    if not 0 <= heard <= attendees or attendees == 0:
        raise ValueError(f"{heard} of {attendees}")
