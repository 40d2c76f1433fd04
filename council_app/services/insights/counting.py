"""People over rooms: one way of counting evidence, whoever asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from council_app.db.queries import insights as reads
from council_app.domain.evidence import Crowd, Evidence, Voice, count, notes_in
from council_app.domain.likelihood import Likelihood, likelihood
from council_app.services.cohorts import members_of

_NONE = reads.Voices()


@dataclass(frozen=True, slots=True)
class Rooms:
    """Who could have said something.

    Attributes:
        there: who was there, by the key of the session.
        together: the sessions counted together: the one asked for, or all councils.
        places: of what kind and whose each session is.
        customers: how many each market has, by its key; empty where only some people are looked at, because nobody counts those.
        segments: of everybody who was ever there.
        crowds: who was in which rooms together, kept once it was asked for.
    """

    there: Mapping[str, frozenset[str]]
    together: frozenset[str]
    places: Mapping[str, reads.Place]
    customers: Mapping[str, int | None]
    segments: Mapping[str, frozenset[str]]
    crowds: dict[frozenset[str], Crowd] = field(default_factory=dict, compare=False)

    @classmethod
    def read(cls, reading: Session, session: str | None, members: frozenset[str] | None = None) -> Rooms:
        """For one session, that room; else all councils, because a call or a gemba walk is no room in which others could have spoken."""
        return cls(
            there=reads.attendees(reading, session_keys=None if session is None else [session], members=members),
            together=reads.council_keys(reading) if session is None else frozenset({session}),
            places=reads.places(reading),
            customers=reads.customers(reading) if members is None else {},
            segments=reads.segments(reading),
        )

    def count(self, voices: Sequence[Voice], withheld: Sequence[Voice] = ()) -> Evidence:
        """People over the same rooms above and below the line: in councils, or where none spoke up, in the sessions of the voices.

        What is `withheld` is only numbered.
        """
        rooms = self.drawn_on(voices)
        counted = [voice for voice in voices if voice.session in rooms]
        crowd = self._crowd(rooms)
        return count(
            counted,
            len(crowd.segments),
            crowd=crowd,
            withheld=notes_in(withheld),
            elsewhere=[voice for voice in voices if voice.session not in rooms],
        )

    def reach(self, voices: Sequence[Voice], evidence: Evidence, one_in: int | None) -> Likelihood:
        """What `evidence`, counted from `voices`, says about customers who were not there."""
        return likelihood(evidence, population=self._population(self.drawn_on(voices)), one_in=one_in)

    def _crowd(self, rooms: frozenset[str]) -> Crowd:
        """Everybody who was in these rooms."""
        known = self.crowds.get(rooms)
        if known is None:
            people = frozenset().union(*(self.there.get(key, frozenset()) for key in rooms))
            known = self.crowds[rooms] = Crowd.of({person: self.segments.get(person, frozenset()) for person in people})
        return known

    def drawn_on(self, voices: Sequence[Voice]) -> frozenset[str]:
        """The sessions in which the voices are counted, and those who were silent with them."""
        spoken = {voice.session for voice in voices}
        return self.together if not spoken or spoken & self.together else frozenset(spoken)

    def of_market(self, market: str) -> Rooms:
        """Only what is in one market."""
        return self._within(frozenset(key for key, place in self.places.items() if place.market == market))

    def only(self, session: str) -> Rooms:
        """Only one session, of whatever kind."""
        return replace(self._within(frozenset({session})), together=frozenset({session}), crowds={})

    def _within(self, inside: frozenset[str]) -> Rooms:
        there = {key: people for key, people in self.there.items() if key in inside}
        return replace(self, there=there, together=self.together & inside, crowds={})

    def _population(self, rooms: Collection[str]) -> int | None:
        """How many customers the markets of these rooms have at all; None where that is not known of each."""
        markets = {self.places[key].market for key in rooms if key in self.places and self.there.get(key)}
        numbers = [self.customers.get(market) for market in markets]
        known = [number for number in numbers if number is not None]
        return sum(known) if known and len(known) == len(numbers) else None


@dataclass(frozen=True, slots=True)
class Heard:
    """Voices and the rooms they are counted over, of everybody or of a cohort; the gate always hears everybody."""

    voices: Mapping[str, reads.Voices]
    rooms: Rooms
    everybody: Heard | None = None
    members: frozenset[str] | None = None
    markets: dict[str, Rooms] = field(default_factory=dict, compare=False)

    @classmethod
    def read(cls, reading: Session, session: str | None, cohort: str | None, insight: str | None = None) -> Heard:
        """What was heard in a session, or in all; by members of a cohort, or by everybody; of all insights, or of one (its id)."""
        keys = None if session is None else [session]
        everybody = cls(reads.tallies(reading, session_keys=keys, insight=insight), Rooms.read(reading, session))
        if cohort is None:
            return everybody
        members = members_of(reading, cohort)
        heard = reads.tallies(reading, session_keys=keys, members=members, insight=insight)
        return cls(heard, Rooms.read(reading, session, members), everybody, members)

    def in_market(self, market: str) -> Rooms:
        """The rooms of one market."""
        if market not in self.markets:
            self.markets[market] = self.rooms.of_market(market)
        return self.markets[market]

    def of(self, insight: str) -> reads.Voices:
        """The voices on an insight, by its id."""
        return self.voices.get(insight, _NONE)

    def evidence(self, insight: str) -> Evidence:
        """What speaks for it."""
        voices = self.of(insight)
        return self.rooms.count(voices.supporting, voices.withheld)

    def against(self, insight: str) -> Evidence:
        """What speaks against it."""
        voices = self.of(insight)
        return self.rooms.count(voices.against, voices.withheld_against)

    def judged(self, insight: str) -> Evidence:
        """What the gate looks at: everybody, also where only some people are shown."""
        return (self.everybody or self).evidence(insight)
