"""What a council may say about customers who were not there: an exact interval and a tail statement, never a point estimate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from council_app.domain.evidence import Evidence
from council_app.domain.intervals import chance, exact_interval, share, tail
from council_app.errors import Message, m_, mn_

TOO_WIDE = 0.60
"""An interval wider than 60 points is not drawn as knowledge: “too wide to say”."""

_RARE = 0.05
_RATES = (20, 100)


class Verdict(StrEnum):
    """What the interval may be used for."""

    KNOWN = "known"
    WIDE = "wide"
    PROMPTED = "prompted"
    EVERYBODY = "everybody"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How far what was heard reaches beyond the room.

    Attributes:
        heard: distinct attendees who said it, of `attendees`.
        low: lower exact 95% limit as a share 0–1; None when no interval is due (see `verdict`).
        high: upper limit.
        one_in: the reference rate of the tail statement, 1 in `one_in`.
        tail: probability of hearing it from `heard` or more if the rate were 1 in `one_in`; None when withheld.
    """

    verdict: Verdict
    heard: int
    attendees: int
    unprompted: int
    prompted: int
    agreed_seats: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    one_in: int | None = None
    tail: float | None = None

    def people(self) -> Message:
        """“3 of 18 attendees, unprompted 2”."""
        if self.heard == 0:
            return mn_("nobody of {count} attendee", "nobody of {count} attendees", self.attendees)
        heard = mn_("{heard} of {count} attendee", "{heard} of {count} attendees", self.attendees, heard=self.heard)
        return m_("{heard}, {how}", heard=heard, how=self._how())

    def _how(self) -> Message:
        if self.unprompted == self.heard:
            return mn_("unprompted", "all unprompted", self.heard)
        if self.unprompted == 0:
            return mn_("prompted", "all prompted", self.heard)
        return m_("unprompted {number}", number=self.unprompted)

    def reach(self) -> Message:
        """“consistent with 4%–41% of customers like them (95%, exact)”, or why that is not said."""
        if self.verdict is Verdict.NOBODY:
            return m_("nothing to conclude")
        if self.verdict is Verdict.PROMPTED:
            return m_("no interval, because everybody was asked")
        if self.verdict is Verdict.EVERYBODY:
            return m_("no interval, because everybody concerned was there")
        if self.verdict is Verdict.WIDE or self.low is None or self.high is None:
            return m_("too wide to say how many customers like them (95%, exact)")
        return m_("consistent with {low}–{high} of customers like them (95%, exact)", low=share(self.low), high=share(self.high))

    def surprise(self) -> Message | None:
        """“If only 1 in 100 had this, hearing it from 3 of 18 would happen in 0.1% of councils”; None when withheld."""
        if self.tail is None:
            return None
        return m_(
            "If only 1 in {rate} had this, hearing it from {heard} of {attendees} would happen in {chance} of councils",
            rate=self.one_in,
            heard=self.heard,
            attendees=self.attendees,
            chance=chance(self.tail),
        )

    def cautions(self) -> tuple[Message, ...]:
        """What weakens the numbers: prompting, nods along, and that nobody was drawn at random."""
        said: list[Message] = []
        if self.prompted:
            said.append(mn_("{count} of them said it only when asked", "{count} of them said it only when asked", self.prompted))
        if self.agreed_seats:
            seats = ", ".join(self.agreed_seats)
            nods = len(self.agreed_seats)
            said.append(
                mn_("{count} nod along ({seats}) is not counted", "{count} nods along ({seats}) are not counted", nods, seats=seats)
            )
        if self.low is not None:
            said.append(m_("Attendees are invited, not drawn at random"))
        return tuple(said)

    def sentences(self) -> tuple[Message, ...]:
        """Everything in reading order, without full stops; the first is the line for a list."""
        first = m_("{people}; {reach}", people=self.people(), reach=self.reach())
        surprise = self.surprise()
        return (first, *((surprise,) if surprise else ()), *self.cautions())


def population(customers: Mapping[str, int | None], evidence: Evidence) -> int | None:
    """How many customers the markets of `evidence` have at all; None when that is not known of each."""
    numbers = [customers.get(market) for market in evidence.markets]
    return sum(number for number in numbers if number is not None) if numbers and None not in numbers else None


def likelihood(evidence: Evidence, *, population: int | None = None) -> Likelihood:
    """The honest reach of `evidence`; `population` is how many customers there are at all, when known.

    The interval is over everybody heard. It is withheld when all were prompted, when nobody was heard, and when the council is the
    population. The tail statement uses 1 in 20, which a reader can picture, where hearing this would already be rare (under 5%)
    at that rate, and 1 in 100 otherwise.
    """
    verdict = _verdict(evidence, population)
    base = Likelihood(verdict, evidence.people, evidence.attendees, evidence.unprompted, evidence.prompted, evidence.agreed_seats)
    if verdict is not Verdict.KNOWN:
        return base
    low, high = exact_interval(evidence.people, evidence.attendees)
    tails = {one_in: tail(evidence.people, evidence.attendees, 1 / one_in) for one_in in _RATES}
    one_in = next((rate for rate in _RATES if tails[rate] < _RARE), _RATES[-1])
    return Likelihood(
        Verdict.WIDE if high - low > TOO_WIDE else Verdict.KNOWN,
        base.heard,
        base.attendees,
        base.unprompted,
        base.prompted,
        base.agreed_seats,
        low,
        high,
        one_in,
        tails[one_in],
    )


def _verdict(evidence: Evidence, population: int | None) -> Verdict:
    if evidence.people == 0 or evidence.attendees == 0:
        return Verdict.NOBODY
    if population is not None and evidence.attendees >= population:
        return Verdict.EVERYBODY
    return Verdict.PROMPTED if evidence.unprompted == 0 else Verdict.KNOWN
