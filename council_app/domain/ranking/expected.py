"""Expected value per effort: what an insight is worth a year × how likely customers have it ÷ days of work, or why that is not said."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from council_app.domain.likelihood import Likelihood, Verdict
from council_app.domain.records import Impact, InsightFacts
from council_app.errors import Message, m_

_A_YEAR: Mapping[str, int] = {"year": 1, "quarter": 4, "month": 12}
_RECKONED = (Verdict.KNOWN, Verdict.WIDE, Verdict.EVERYBODY)
"""A wide interval is too wide to say, but not to reckon with: its width shows in how firm the rank is."""

SHAPE = 4
"""How strongly a PERT distribution leans to its likely value."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Amounts a year, in whole units of `currency`; `low` ≤ `likely` ≤ `high`, and `high` is above zero."""

    low: int
    likely: int
    high: int
    currency: str

    @property
    def mean(self) -> float:
        """(Low + 4 × likely + high) ÷ 6, the mean of the PERT distribution (Malcolm et al. 1959, Operations Research 7:646)."""
        return (self.low + SHAPE * self.likely + self.high) / (SHAPE + 2)


@dataclass(frozen=True, slots=True)
class Case:
    """What the ranking reads of one insight.

    Attributes:
        heard, attendees: distinct attendees who said it, of those who were there.
        population: how many customers there are at all, where those who were there are a noticeable part of them; else None.
    """

    key: str
    worth: Worth
    effort: float
    heard: int
    attendees: int
    population: int | None = None

    @property
    def posterior(self) -> tuple[float, float]:
        """Jeffreys: Beta(heard + ½, silent + ½), what the share among customers who were not there may be after this council."""
        return self.heard + 0.5, self.attendees - self.heard + 0.5

    @property
    def known(self) -> tuple[float, float]:
        """What is known of the share of all customers: the part that those who said it are, and the part of those who were not there.

        Of many customers those who were there are next to nothing: (0, 1). Where everybody was there, nothing is left to estimate.
        """
        if self.population is None:
            return 0.0, 1.0
        everybody = max(self.population, self.attendees)
        return self.heard / everybody, (everybody - self.attendees) / everybody

    @property
    def share(self) -> float:
        """The mean of the share of customers who have it, 0 to 1."""
        above, below = self.posterior
        told, elsewhere = self.known
        return told + elsewhere * above / (above + below)

    @property
    def value(self) -> float:
        """Expected value a year for each day of work. Impact and likelihood are drawn apart, so the mean is the product of means."""
        return self.worth.mean * self.share / self.effort


def yearly(impact: Impact | None) -> Worth | Message:
    """The amounts a year, or why there are none to reckon with."""
    if impact is None or impact.low is None or impact.likely is None or impact.high is None:
        return m_("no amounts yet: low, likely and high")
    if not 0 <= impact.low <= impact.likely <= impact.high:
        return m_("low, likely and high are not in order")
    if impact.high <= 0:
        return m_("the high amount is not above zero")
    if not impact.currency:
        return m_("no currency is named")
    times = _A_YEAR.get(impact.per)
    if times is None:
        return m_("its amounts are not per year")
    return Worth(impact.low * times, impact.likely * times, impact.high * times, impact.currency)


def case_of(facts: InsightFacts, likelihood: Likelihood) -> Case | Message:
    """What can be ranked of an insight, or the reason why it cannot: the sentence is shown in place of a rank."""
    worth = yearly(facts.impact)
    if isinstance(worth, Message):
        return worth
    days = facts.effort_days
    if days is None:
        return m_("no effort yet")
    if not (math.isfinite(days) and days > 0):
        return m_("the effort is not above zero")
    if likelihood.verdict is Verdict.NOBODY:
        return m_("nobody said it yet")
    if likelihood.verdict is Verdict.PROMPTED:
        return m_("everybody was asked, so it has no likelihood")
    if likelihood.verdict not in _RECKONED:
        return likelihood.reach()
    return Case(facts.key, worth, days, likelihood.heard, likelihood.attendees, _customers(likelihood))


def _customers(likelihood: Likelihood) -> int | None:
    return likelihood.attendees if likelihood.verdict is Verdict.EVERYBODY else likelihood.population


def written(case: Case) -> str:
    """The case as one line that is the same for the same data on every machine: what its draws are seeded by."""
    worth = case.worth
    numbers = (worth.low, worth.likely, worth.high, Fraction(case.effort), case.heard, case.attendees, case.population)
    return "\n".join([case.key, worth.currency, *map(str, numbers)])
