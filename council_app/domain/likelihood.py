"""What a council may say about customers who were not there: exact intervals and tail statements, never a point estimate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from council_app.domain.discovery import discovered_of_many
from council_app.domain.enums import SessionKind
from council_app.domain.evidence import Evidence, Shared, not_counted
from council_app.domain.finite import finite_interval, finite_tail, is_noticeable
from council_app.domain.intervals import above_half, chance, exact_interval, share, tail
from council_app.errors import Message, m_, mn_

TOO_WIDE = 0.60
"""An interval wider than 60 points is not drawn as knowledge: “too wide to say”."""

RATES = (20, 100)
"""What the program chooses from, where nobody chose: 1 in so many."""

_RARE = 0.05
_WORTH_SAYING = 0.05
"""“More than half” is said where it is at least so probable; below, the interval has said it."""


class Verdict(StrEnum):
    """What the interval may be used for."""

    KNOWN = "known"
    WIDE = "wide"
    PROMPTED = "prompted"
    EVERYBODY = "everybody"
    STAFF = "staff"
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
        above_half: probability that more than half of customers like them have it (Jeffreys); None when withheld.
        hearing: probability that so many attendees meet a problem that 1 in `one_in` has; None when withheld.
        again: probability that as many others would say this again; None when withheld.
        population: how many customers there are at all, where that changed the interval and the tail; else None.
        nods: how many only nodded along, also where their seats are not told.
        recruited, shared, withheld, outside: as in `Evidence`.
        called: it was heard in calls to people who complained.
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
    above_half: float | None = None
    hearing: float | None = None
    again: float | None = None
    population: int | None = None
    nods: int = 0
    recruited: tuple[str, ...] = ()
    shared: tuple[Shared, ...] = ()
    withheld: int = 0
    outside: int = 0
    called: bool = False

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
        if self.verdict in _WHY_NOT:
            return _WHY_NOT[self.verdict]
        if self.verdict is Verdict.WIDE or self.low is None or self.high is None:
            return m_("too wide to say how many customers like them (95%, exact)")
        low, high = share(self.low), share(self.high)
        if self.population is not None:
            return m_(
                "consistent with {low}–{high} of all {population} customers (95%, exact for so few)",
                low=low,
                high=high,
                population=self.population,
            )
        return m_("consistent with {low}–{high} of customers like them (95%, exact)", low=low, high=high)

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

    def majority(self) -> Message | None:
        """“92% probable that more than half …”; None when withheld, or when the interval has ruled it out already."""
        if self.above_half is None or self.above_half < _WORTH_SAYING:
            return None
        return m_(
            "That more than half the customers like them have this is {chance} probable (Jeffreys)",
            chance=chance(self.above_half),
        )

    def outlook(self) -> tuple[Message, ...]:
        """What a room of this size hears at all, and whether the next one would hear this again; nothing when withheld."""
        return tuple(self._of_other_rooms())

    def _of_other_rooms(self) -> Iterable[Message]:
        if self.hearing is not None:
            yield mn_(
                "With {count} attendee, a problem that 1 in {rate} has is heard with {chance} probability, if those who have it speak up",
                "With {count} attendees, a problem that 1 in {rate} has is heard with {chance} probability, if those who have it speak up",
                self.attendees,
                rate=self.one_in,
                chance=chance(self.hearing),
            )
        if self.again is not None:
            yield m_("As many others like them would bring this up again with {chance} probability", chance=chance(self.again))

    def cautions(self) -> tuple[Message, ...]:
        """What weakens the numbers: prompting, a room that talked along, how people came to be there, and what is not counted."""
        return (*self._of_talk(), *self._of_recruiting(), *self._of_what_is_missing())

    def _of_talk(self) -> Iterable[Message]:
        if self.prompted:
            yield mn_("{count} of them said it only when asked", "{count} of them said it only when asked", self.prompted)
        if self.agreed_seats:
            seats = ", ".join(self.agreed_seats)
            yield mn_("{count} nod along ({seats}) is not counted", "{count} nods along ({seats}) are not counted", self.nods, seats=seats)
        elif self.nods:
            yield mn_("{count} nod along is not counted", "{count} nods along are not counted", self.nods)
        if self.nods and self.nods >= self.heard:
            yield m_("The room talked as a group: those who said it may not have said it independently")

    def _of_recruiting(self) -> Iterable[Message]:
        if self.low is not None:
            yield m_("Attendees are invited, not drawn at random")
        if self.called:
            yield m_("Those called had complained before: this says nothing about other customers")
        for segment in self.recruited:
            yield m_("Everybody there is “{segment}”: this says nothing about other customers", segment=segment)
        for shared in self.shared:
            yield m_(
                "All who said it are “{segment}”, as are {number} of {attendees} attendees",
                segment=shared.segment,
                number=shared.attendees,
                attendees=self.attendees,
            )

    def _of_what_is_missing(self) -> Iterable[Message]:
        if self.withheld:
            yield not_counted(self.withheld)
        if self.outside:
            yield mn_(
                "{count} more person said it outside a council and is not counted",
                "{count} more people said it outside a council and are not counted",
                self.outside,
            )

    def sentences(self) -> tuple[Message, ...]:
        """Everything in reading order, without full stops; the first is the line for a list."""
        first = m_("{people}; {reach}", people=self.people(), reach=self.reach())
        beyond = (said for said in (self.surprise(), self.majority()) if said is not None)
        return (first, *beyond, *self.cautions())


_WHY_NOT = {
    Verdict.NOBODY: m_("nothing to conclude"),
    Verdict.PROMPTED: m_("no interval, because everybody was asked"),
    Verdict.EVERYBODY: m_("no interval, because everybody concerned was there"),
    Verdict.STAFF: m_("no interval, because colleagues are not customers"),
}


def population(customers: Mapping[str, int | None], evidence: Evidence) -> int | None:
    """How many customers the markets of `evidence` have at all; None when that is not known of each."""
    numbers = [customers.get(market) for market in evidence.markets]
    return sum(number for number in numbers if number is not None) if numbers and None not in numbers else None


def likelihood(evidence: Evidence, *, population: int | None = None, one_in: int | None = None) -> Likelihood:
    """The honest reach of `evidence`.

    The interval is over everybody heard. It is withheld when all were prompted, when nobody was heard, when colleagues showed their
    work, and when the council is the population. Where the council is a noticeable part of that, interval and tail are exact for
    drawing without putting back.

    Args:
        evidence: what was heard.
        population: how many customers there are at all, when known.
        one_in: the rate of the tail statement, 1 in so many (2 or more). Without it 1 in 20 is used, which a reader can picture, where
            hearing this would already be rare (under 5%) at that rate, and 1 in 100 otherwise.
    """
    verdict = _verdict(evidence, population)
    base = _counted(verdict, evidence)
    if verdict is not Verdict.KNOWN:
        return base
    heard, attendees = evidence.people, evidence.attendees
    finite = population if population is not None and is_noticeable(attendees, population) else None
    low, high = exact_interval(heard, attendees) if finite is None else finite_interval(heard, attendees, finite)
    rate = _rate(heard, attendees, finite) if one_in is None else one_in
    return replace(
        base,
        verdict=Verdict.WIDE if high - low > TOO_WIDE else Verdict.KNOWN,
        low=low,
        high=high,
        one_in=rate,
        tail=_tail(heard, attendees, rate, finite),
        above_half=above_half(heard, attendees) if finite is None else None,
        hearing=_tail(1, attendees, rate, finite),
        again=_again(heard, attendees) if finite is None else None,
        population=finite,
    )


def _counted(verdict: Verdict, evidence: Evidence) -> Likelihood:
    return Likelihood(
        verdict,
        evidence.people,
        evidence.attendees,
        evidence.unprompted,
        evidence.prompted,
        evidence.agreed_seats,
        nods=evidence.agreed,
        recruited=evidence.recruited,
        shared=evidence.shared,
        withheld=evidence.withheld,
        outside=evidence.outside,
        called=SessionKind.CALL in evidence.beside,
    )


def _rate(heard: int, attendees: int, finite: int | None) -> int:
    return next((rate for rate in RATES if _tail(heard, attendees, rate, finite) < _RARE), RATES[-1])


def _tail(heard: int, attendees: int, one_in: int, finite: int | None) -> float:
    """P(heard or more) at that rate; of few customers, the number who have it is rounded up to a whole one."""
    if finite is None:
        return tail(heard, attendees, 1 / one_in)
    return finite_tail(heard, attendees, finite, -(-finite // one_in))


def _again(heard: int, attendees: int) -> float:
    """Of as many others, drawn from a share that is known as far as Jeffreys' posterior says: not from the one share that was seen."""
    return discovered_of_many(heard + 0.5, attendees - heard + 0.5, attendees)


def _verdict(evidence: Evidence, population: int | None) -> Verdict:
    if evidence.people == 0 or evidence.attendees == 0:
        return Verdict.NOBODY
    if SessionKind.GEMBA in evidence.beside:
        return Verdict.STAFF
    if population is not None and evidence.attendees >= population:
        return Verdict.EVERYBODY
    return Verdict.PROMPTED if evidence.unprompted == 0 else Verdict.KNOWN
