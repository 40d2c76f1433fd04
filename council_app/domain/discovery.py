"""How much of what there is to hear a council hears: the chance to meet a problem, and how many themes there are at least.

People are the sample: a problem is found by a person or not, however often they speak of it. All of this supposes that people say
what they have independently of one another. In a room they do not, so every number here is a hope from above or a bound from below.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from council_app.domain.intervals import chance, share
from council_app.errors import Message, m_, mn_

MOST = 0.95
"""The share of themes that the number of people needed is said for."""

_HAIR = 1e-12
"""Below this a share reached is a matter of floating point: 1 − 0.9² is 0.18999999999999995."""


def discovered(rate: float, people: int) -> float:
    """1 − (1 − p)ⁿ: how probable it is that at least one of `people` has what each has with probability `rate`.

    It is also the share of such problems that so many people find. Source: Virzi 1992; Nielsen & Landauer 1993.

    Raises:
        ValueError: a rate outside 0 to 1, or fewer than nobody.
    """
    if not 0 <= rate <= 1 or people < 0:
        raise ValueError(f"{rate} of {people}")
    return 1.0 if rate == 1 and people else -math.expm1(people * math.log1p(-rate)) if people else 0.0


def people_for(rate: float, goal: float) -> int:
    """The fewest people with whom a problem that each has with probability `rate` is found with probability `goal`.

    n ≥ ln(1 − goal) ÷ ln(1 − p). Source: as `discovered`; Sauro & Lewis 2016, chapter 7.

    Raises:
        ValueError: a rate that finds nothing (0), or a goal outside 0 to 1 (certainty is never reached).
    """
    if not 0 < rate <= 1 or not 0 <= goal < 1:
        raise ValueError(f"{goal} at {rate}")
    if rate == 1:
        return 1 if goal else 0
    return max(0, math.ceil(math.log1p(-goal) / math.log1p(-rate) - _HAIR))


def discovered_of_many(above: float, below: float, people: int) -> float:
    """The share of problems found by `people` when problems differ: p itself follows Beta(`above`, `below`).

    1 − B(a, b + n) ÷ B(a, b). It is never more than `discovered` says of the mean a ÷ (a + b): one p for all is optimistic.
    Source: the beta-binomial model of Schmettow 2008.

    Raises:
        ValueError: a parameter that is not above zero, or fewer than nobody.
    """
    if above <= 0 or below <= 0 or people < 0:
        raise ValueError(f"Beta({above}, {below}), {people}")
    missed = math.lgamma(below + people) + math.lgamma(above + below) - math.lgamma(below) - math.lgamma(above + below + people)
    return -math.expm1(missed)


@dataclass(frozen=True, slots=True)
class Found:
    """How often problems were found.

    Attributes:
        counts: of each problem, by how many distinct people it was found: one or more.
        people: how many took part, those who found nothing included.

    Raises:
        ValueError: a problem that nobody found, or that more found than took part.
    """

    counts: tuple[int, ...]
    people: int

    def __post_init__(self) -> None:
        """Refuse what cannot have been counted."""
        if any(not 0 < count <= self.people for count in self.counts):
            raise ValueError(f"{self.counts} of {self.people}")

    @classmethod
    def by_person(cls, matrix: Sequence[Sequence[int]]) -> Found:
        """From a row for each person and a column for each problem, 1 where they met; problems nobody met are none."""
        counts = (sum(1 for met in column if met) for column in zip(*matrix, strict=True))
        return cls(tuple(count for count in counts if count), len(matrix))

    def by_exactly(self, people: int) -> int:
        """How many problems so many people found."""
        return self.counts.count(people)


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The mean chance of a person to find a problem, and what it is once the problems nobody found are thought of.

    Attributes:
        seen: the plain mean p over the problems that were found: too high, because those nobody found are not in it.
        deflated: (p − 1/n)(1 − 1/n).
        good_turing: p ÷ (1 + singletons / problems).
        rate: the mean of both.
        share: of all problems, how many so many people have found, with that rate: 0 to 1.
        total: how many problems that makes, found or not; `unfound` of them are left.
    """

    seen: float
    deflated: float
    good_turing: float
    rate: float
    share: float
    total: int
    unfound: int


def adjusted(found: Found) -> Adjusted | None:
    """The adjusted rate of Turner, Lewis & Nielsen 2006, made for small tests (n ≥ 4); None where nothing was found.

    Source: Hertzum & Jacobsen 2001 (deflation), Lewis 2001 (both together).
    """
    problems, people = len(found.counts), found.people
    if not problems:
        return None
    seen = sum(found.counts) / (people * problems)
    deflated = (seen - 1 / people) * (1 - 1 / people)
    good_turing = seen / (1 + found.by_exactly(1) / problems)
    rate = (deflated + good_turing) / 2
    share = discovered(rate, people)
    total = round(problems / share)
    return Adjusted(seen, deflated, good_turing, rate, share, total, total - problems)


@dataclass(frozen=True, slots=True)
class Richness:
    """How many themes there are at least, heard or not.

    Attributes:
        heard: how many were heard.
        people: how many could have said them.
        once, twice: how many of them exactly one person said, and exactly two.
        estimate: Chao2. A lower bound of all there are, not a guess at them.
        low, high: its interval; never below what was heard.
    """

    heard: int
    people: int
    once: int
    twice: int
    estimate: float
    low: float
    high: float


def richness(found: Found, *, confidence: float = 0.95) -> Richness | None:
    """Chao2 with its interval; None with fewer than two people, or where nothing was heard: one person repeats nothing.

    Source: `chao2` and `_spread`. Where every theme was said by several the interval is that of the EstimateS user's guide
    (Colwell 2013, appendix B) for an estimate that equals what was seen.
    """
    heard, once, twice = len(found.counts), found.by_exactly(1), found.by_exactly(2)
    if not heard or found.people < 2:
        return None
    estimate = chao2(found.people, heard, once, twice)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    ends = _around(estimate, heard, _spread(found.people, once, twice, estimate), z) if estimate > heard else _all_repeated(found, z)
    return Richness(heard, found.people, once, twice, estimate, *ends)


def chao2(people: int, heard: int, once: int, twice: int) -> float:
    """At least how many there are: S + (T − 1)/T · Q1² ÷ 2·Q2, and S + (T − 1)/T · Q1(Q1 − 1)/2 where nothing was said by two.

    Source: Chao 1987; the second form is the bias-corrected one at Q2 = 0 (Chao 2005).

    Args:
        people: T, the samples.
        heard: S, what was found at all.
        once: Q1, found in exactly one.
        twice: Q2, found in exactly two.
    """
    part = (people - 1) / people
    return heard + part * (once**2 / (2 * twice) if twice else once * (once - 1) / 2)


def _spread(people: int, once: int, twice: int, estimate: float) -> float:
    """The variance of Chao2 (Chao 1987; at Q2 = 0 that of Colwell 2013, appendix B)."""
    part = (people - 1) / people
    if twice:
        ratio = once / twice
        return twice * (part / 2 * ratio**2 + part**2 * ratio**3 + part**2 / 4 * ratio**4)
    return part * once * (once - 1) / 2 + part**2 * once * (2 * once - 1) ** 2 / 4 - part**2 * once**4 / (4 * estimate)


def _around(estimate: float, heard: int, spread: float, z: float) -> tuple[float, float]:
    """What is unheard is taken to be log-normal, so that the interval never falls below what was heard (Chao 1987)."""
    unheard = estimate - heard
    times = math.exp(z * math.sqrt(math.log1p(spread / unheard**2)))
    return heard + unheard / times, heard + unheard * times


def _all_repeated(found: Found, z: float) -> tuple[float, float]:
    """Nothing is estimated beyond what was heard: the chance of a theme to be missed is e to the minus mean count."""
    heard = len(found.counts)
    missed = math.exp(-sum(found.counts) / heard)
    middle, reach = heard / (1 - missed), z * math.sqrt(heard * missed) / (1 - missed)
    return max(float(heard), middle - reach), middle + reach


@dataclass(frozen=True, slots=True)
class Discovery:
    """How far what was heard goes towards what there is to hear."""

    richness: Richness
    adjusted: Adjusted

    @property
    def people_for_most(self) -> int:
        """How many people would bring up 95% of the themes, by the adjusted rate: one rate for all, so it is hardly ever fewer."""
        return people_for(self.adjusted.rate, MOST)

    def sentences(self) -> tuple[Message, ...]:
        """In reading order, without full stops. None of them says that everything was heard.

        How many people it takes is said only while fewer have spoken: after that one rate for all says “enough”, which nobody knows.
        """
        needed = (self._needed(),) if self.people_for_most > self.richness.people else ()
        return (self._heard(), self._there(), *needed, _INDEPENDENT)

    def _heard(self) -> Message:
        found = self.richness
        people = mn_("{count} person", "{count} people", found.people)
        heard = mn_("{count} theme was heard from {people}", "{count} themes were heard from {people}", found.heard, people=people)
        if not found.once:
            return m_("{heard}, each of them from several", heard=heard)
        return mn_("{heard}, {count} of them from one alone", "{heard}, {count} of them from one alone", found.once, heard=heard)

    def _there(self) -> Message:
        found = self.richness
        low, high = round(found.low), round(found.high)
        if found.estimate > found.heard:
            return m_(
                "Probably at least {number} are there to hear (Chao2, a lower bound; 95%: {low} to {high}): {share} were heard, or fewer",
                number=round(found.estimate),
                low=low,
                high=high,
                share=share(found.heard / found.estimate),
            )
        return m_("That goes with {low} to {high} themes (Chao2, a lower bound; 95%); there may be more to hear", low=low, high=high)

    def _needed(self) -> Message:
        return mn_(
            "By the rate of Turner, Lewis and Nielsen ({rate} a person), it takes {count} person or more to hear {most} of the themes",
            "By the rate of Turner, Lewis and Nielsen ({rate} a person), it takes {count} people or more to hear {most} of the themes",
            self.people_for_most,
            rate=chance(self.adjusted.rate),
            most=share(MOST),
        )


_INDEPENDENT = m_("This supposes that people speak independently of one another; what a whole room is silent about stands in no number")


def discovery(found: Found) -> Discovery | None:
    """Both estimates; None with fewer than two people, or where nothing was heard."""
    there, rate = richness(found), adjusted(found)
    return None if there is None or rate is None else Discovery(there, rate)
