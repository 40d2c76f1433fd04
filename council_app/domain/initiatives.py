"""One initiative as a business case: what its insights say together, in people, money, days and the organisation's own drag."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from council_app.domain.enums import Horizon
from council_app.domain.evidence import Evidence, not_counted
from council_app.domain.gate import Gate, Requirement
from council_app.domain.likelihood import Likelihood
from council_app.domain.ownership import not_one_owner
from council_app.domain.ranking.expected import Case, case_of
from council_app.domain.records import InsightFacts
from council_app.errors import Message, m_, mn_

_PER_YEAR = {"year": 1, "quarter": 4, "month": 12}
_YEAR = "year"


@dataclass(frozen=True, slots=True)
class InitiativeFacts:
    """An initiative's own words.

    Attributes:
        case, customer_value, internal_impact: the business case, and what changes for customers and inside the company.
        horizon: when it is meant to happen; None while nobody has said.
        position: its place among those of its horizon, from 0.
    """

    id: str
    key: str
    title: str
    case: str
    customer_value: str
    internal_impact: str
    segments: tuple[str, ...]
    owner: str
    horizon: Horizon | None
    position: int


@dataclass(frozen=True, slots=True)
class Amount:
    """Money of one currency, whole units a `per`, summed over `insights` of them."""

    currency: str
    per: str
    low: int
    likely: int
    high: int
    insights: int


@dataclass(frozen=True, slots=True)
class Rate:
    """Expected value a year for each day of work, whole units of `currency`, over the `insights` that can be reckoned with."""

    currency: str
    value: float
    insights: int


@dataclass(frozen=True, slots=True)
class Part:
    """One insight of an initiative, judged."""

    facts: InsightFacts
    gate: Gate
    likelihood: Likelihood


@dataclass(frozen=True, slots=True)
class BusinessCase:
    """What the insights of an initiative say together.

    Attributes:
        segments: the initiative's own, then those of its insights.
        evidence: distinct people, sessions and markets over all notes; who is behind two insights counts once.
        amounts: one sum per currency, never added across; by currency.
        without_amount: how many insights have no estimate that could be added.
        rates: expected value per day of work, one per currency: the sum of what is expected of each insight over the sum of their efforts.
        effort_days: summed; None while no insight has an effort.
        without_effort: how many insights have none.
        ready: how many of its `insights` pass the gate.
        teams, approvals: distinct, over all insights: the organisational drag.
    """

    segments: tuple[str, ...]
    evidence: Evidence
    amounts: tuple[Amount, ...]
    rates: tuple[Rate, ...]
    without_amount: int
    effort_days: float | None
    without_effort: int
    ready: int
    insights: int
    teams: tuple[str, ...]
    approvals: tuple[str, ...]

    def cautions(self) -> tuple[Message, ...]:
        """How the sums came about, where there is something to say."""
        return tuple(self._cautions())

    def _cautions(self) -> Iterator[Message]:
        if any(amount.insights > 1 for amount in self.amounts):
            yield m_(
                "Estimates are added as if they were independent, low to low and high to high. That is cautious: "
                "seldom do all of them come out low, or all high"
            )
        if len(self.amounts) > 1:
            yield m_("Amounts of different currencies are not added")
        if self.evidence.withheld:
            yield not_counted(self.evidence.withheld)


def business_case(facts: InitiativeFacts, parts: Sequence[Part], evidence: Evidence) -> BusinessCase:
    """Sum up an initiative; `evidence` is counted over the notes of all its insights together.

    An estimate of a quarter or a month is taken as a year of the same, so that one currency has one sum.
    """
    amounts = [amount for part in parts if (amount := amount_of(part)) is not None]
    efforts = [days for part in parts if (days := part.facts.effort_days) is not None and math.isfinite(days) and days > 0]
    return BusinessCase(
        segments=_distinct((*facts.segments, *(segment for part in parts for segment in part.facts.segments))),
        evidence=evidence,
        amounts=_sums(amounts),
        rates=_rates(parts),
        without_amount=len(parts) - len(amounts),
        effort_days=sum(efforts) if efforts else None,
        without_effort=len(parts) - len(efforts),
        ready=sum(part.gate.ready for part in parts),
        insights=len(parts),
        teams=_distinct(team for part in parts for team in part.facts.teams),
        approvals=_distinct(approval for part in parts for approval in part.facts.approvals),
    )


def amount_of(part: Part) -> Amount | None:
    """An insight's estimate, a year, if the gate takes it; a half one, or one whose low is above its high, is not added to anything."""
    sound = next(criterion.met for criterion in part.gate.criteria if criterion.requirement is Requirement.IMPACT)
    impact = part.facts.impact
    if not sound or impact is None or impact.low is None or impact.likely is None or impact.high is None:
        return None
    times, per = (_PER_YEAR[impact.per], _YEAR) if impact.per in _PER_YEAR else (1, impact.per)
    return Amount(impact.currency, per, impact.low * times, impact.likely * times, impact.high * times, 1)


def _sums(amounts: Iterable[Amount]) -> tuple[Amount, ...]:
    found: dict[tuple[str, str], list[Amount]] = defaultdict(list)
    for amount in amounts:
        found[amount.currency, amount.per].append(amount)
    return tuple(_sum(currency, per, given) for (currency, per), given in sorted(found.items()))


def _sum(currency: str, per: str, given: Sequence[Amount]) -> Amount:
    low, likely, high = (sum(column) for column in zip(*((each.low, each.likely, each.high) for each in given), strict=True))
    return Amount(currency, per, low, likely, high, len(given))


def _rates(parts: Sequence[Part]) -> tuple[Rate, ...]:
    """By the ranking's own reckoning of each insight; one that it cannot rank is left out of both sums."""
    found: dict[str, list[Case]] = defaultdict(list)
    for part in parts:
        case = case_of(part.facts, part.likelihood)
        if isinstance(case, Case):
            found[case.worth.currency].append(case)
    return tuple(
        Rate(currency, sum(case.value * case.effort for case in cases) / sum(case.effort for case in cases), len(cases))
        for currency, cases in sorted(found.items())
    )


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order of coming, whatever their case; empty ones not at all."""
    found: dict[str, str] = {}
    for word in words:
        if word.strip():
            found.setdefault(" ".join(word.casefold().split()), word.strip())
    return tuple(found.values())


def undecided(facts: InitiativeFacts, case: BusinessCase) -> tuple[Message, ...]:
    """What is still open before the initiative can be decided on, each as a sentence without a full stop."""
    return tuple(_undecided(facts, case))


def _undecided(facts: InitiativeFacts, case: BusinessCase) -> Iterator[Message]:
    if not case.insights:
        yield m_("No insight stands behind it yet")
    if facts.horizon is None:
        yield m_("It is not placed on the roadmap")
    fault = not_one_owner(facts.owner)
    if fault is not None:
        yield m_("Owner: {fault}", fault=fault)
    if case.without_amount:
        yield mn_("{count} insight has no sound amount", "{count} insights have no sound amount", case.without_amount)
    if case.without_effort:
        yield mn_("{count} insight has no effort", "{count} insights have no effort", case.without_effort)
    blocked = case.insights - case.ready
    if blocked:
        yield mn_("{count} insight does not pass the gate", "{count} insights do not pass the gate", blocked)


def money_sentence(amount: Amount) -> Message:
    """“200,000–1,500,000 SEK a year, likely 600,000”."""
    return m_(
        "{low}–{high} {currency} a {period}, likely {likely}",
        low=Decimal(amount.low),
        high=Decimal(amount.high),
        likely=Decimal(amount.likely),
        currency=amount.currency,
        period=_PERIODS.get(amount.per, Message("{text}", fields=(("text", amount.per),))),
    )


def rate_sentence(rate: Rate) -> Message:
    """“12,000 SEK a year for each day of work”."""
    return m_("{value} {currency} a year for each day of work", value=Decimal(round(rate.value)), currency=rate.currency)


_PERIODS = {"year": m_("year")}


def effort_sentence(days: float) -> Message:
    """“13 days”."""
    if days == int(days):
        return mn_("{count} day", "{count} days", int(days))
    return m_("{days} days", days=Decimal(str(round(days, 2))))


def people_sentence(evidence: Evidence) -> Message:
    """“7 people in 3 sessions, 2 markets”."""
    people = mn_("{count} person", "{count} people", evidence.people)
    sessions = mn_("{count} session", "{count} sessions", len(evidence.sessions))
    if len(evidence.markets) < 2:
        return m_("{people} in {sessions}", people=people, sessions=sessions)
    markets = mn_("{count} market", "{count} markets", len(evidence.markets))
    return m_("{people} in {sessions}, {markets}", people=people, sessions=sessions, markets=markets)


def drag_sentence(case: BusinessCase) -> Message | None:
    """“needs 3 teams and 2 approvals”; None where nobody has named any."""
    teams, approvals = len(case.teams), len(case.approvals)
    if not teams and not approvals:
        return None
    of_teams = mn_("{count} team", "{count} teams", teams)
    of_approvals = mn_("{count} approval", "{count} approvals", approvals)
    if not approvals:
        return m_("Needs {things}", things=of_teams)
    if not teams:
        return m_("Needs {things}", things=of_approvals)
    return m_("Needs {teams} and {approvals}", teams=of_teams, approvals=of_approvals)
