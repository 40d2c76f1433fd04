"""How many will come of those who said yes, learned from earlier sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_PRIOR = 0.5


@dataclass(frozen=True, slots=True)
class Turnout:
    """One earlier session: how many had said yes, and how many of them came. Walk-ins are neither."""

    said_yes: int
    came: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """Who will be in the room.

    Attributes:
        sessions: earlier sessions this was learned from; `said_yes` and `came` are their sums.
        low, likely, high: people in the room; 95 % of sessions like the earlier ones lie between low and high.
        over_capacity: probability 0–1 that more come than there is room for; None when nobody said how much room there is.
    """

    sessions: int
    said_yes: int
    came: int
    low: int
    likely: int
    high: int
    over_capacity: float | None


def forecast(earlier: Iterable[Turnout], *, expected: int, here: int = 0, capacity: int | None = None) -> Forecast | None:
    """Predict the room from `here` people in it and `expected` who said yes and are not in yet; None without an earlier session.

    The show rate has the Jeffreys posterior Beta(came + ½, stayed away + ½) of all earlier sessions together, and the number of
    people has its posterior predictive, the beta-binomial distribution: it carries both the chance of each guest and what is not
    known about the rate. Quantiles are of equal tails. Source: Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.4; the
    prior: Brown, Cai & DasGupta 2001. Guests who come in pairs make the truth wider than this.

    Raises:
        ValueError: more came than had said yes, or a number is negative.
    """
    known = tuple(turnout for turnout in earlier if turnout.said_yes)
    if any(not 0 <= turnout.came <= turnout.said_yes for turnout in known) or min(expected, here) < 0:
        raise ValueError("more came than said yes, or fewer than nobody is expected")
    if not known:
        return None
    # scipy takes a while to load and only a forecast needs it.
    from scipy.stats import betabinom  # noqa: PLC0415

    said_yes, came = sum(turnout.said_yes for turnout in known), sum(turnout.came for turnout in known)
    coming = betabinom(expected, came + _PRIOR, said_yes - came + _PRIOR)
    return Forecast(
        sessions=len(known),
        said_yes=said_yes,
        came=came,
        low=here + int(coming.ppf(0.025)),
        likely=here + round(float(coming.mean())),
        high=here + int(coming.ppf(0.975)),
        over_capacity=None if capacity is None else float(coming.sf(capacity - here)),
    )
