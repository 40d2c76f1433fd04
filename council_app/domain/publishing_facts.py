"""What the publishing gate and the writer of drafts need to know: filled by a service, for one market on one day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from council_app.domain.disclosure import MINIMUM_PUBLIC
from council_app.domain.evidence import Evidence
from council_app.domain.records import DeliveryFacts


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody on any roster of the workspace, so that they can be kept out of what is published."""

    name: str
    email: str = ""
    phone: str = ""
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidNote:
    """A note that somebody may recognise as theirs.

    Attributes:
        insights: keys of the insights it is evidence for.
        lang: BCP 47 tag of the words; empty when not known.
        agreed: its speaker only agreed to it: they are somebody else's words.
        may_quote: the answer of `consent.may(Purpose.QUOTE_PUBLIC, …)` for its speaker; False without a speaker.
    """

    id: str
    text: str
    verbatim: bool
    may_quote: bool
    insights: tuple[str, ...] = ()
    lang: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class PrototypeName:
    """A prototype and the day from which its name is public; a name may hold others: “Pausa (Project Heron)”, “Pausa / Heron”."""

    name: str
    embargo_until: date | None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who was at a council of this market, as others could describe them.

    Attributes:
        who: the same for one person at all of theirs.
        council: key of the council.
        segments, needs: as they were typed; needs are those of access and diet.
    """

    who: str
    council: str
    segments: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EarlierPost:
    """What was said in public before: the day, and everything that readers saw."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class HeldCouncil:
    """A council that was held in this market."""

    key: str
    title: str
    city: str
    day: date
    attendees: int


@dataclass(frozen=True, slots=True)
class RaisedInsight:
    """An insight with its evidence counted in this market alone."""

    key: str
    title: str
    solution: str
    evidence: Evidence


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


@dataclass(frozen=True, slots=True)
class PublishingFacts:
    """Everything known about one market that a post may say or must not say.

    Attributes:
        people, notes, prototypes: of the whole workspace, because a name from elsewhere is still a name.
        councils, insights, deliveries: of this market only.
        other_countries: ISO codes of the workspace's other markets.
        spoken: BCP 47 tag of the language people spoke here.
        contact: where a correction can be asked for; the one address a post may hold.
        guests: everybody who was at these councils, once per council.
        earlier: what this market's published posts said.
        today: the day this was read. A post says of itself of what day it is; what is out by then, nobody moves by saying so.
    """

    market: str
    country: str
    people: tuple[KnownPerson, ...] = ()
    notes: tuple[SaidNote, ...] = ()
    prototypes: tuple[PrototypeName, ...] = ()
    councils: tuple[HeldCouncil, ...] = ()
    insights: tuple[RaisedInsight, ...] = ()
    deliveries: tuple[DeliveryFacts, ...] = ()
    other_countries: tuple[str, ...] = ()
    spoken: str = "en"
    contact: str = ""
    minimum_cell: int = MINIMUM_PUBLIC
    guests: tuple[Guest, ...] = ()
    earlier: tuple[EarlierPost, ...] = ()
    today: date = field(default_factory=_today)

    @property
    def attendees(self) -> int:
        """Everybody who was at the councils of this market."""
        return sum(council.attendees for council in self.councils)

    def known_by(self, as_of: date) -> date:
        """The day up to which something has come true in what is dated `as_of`: a day that is still to come tells nothing yet."""
        return min(as_of, self.today)

    def read_by(self, as_of: date) -> date:
        """The day on which something dated `as_of` is read at the earliest: an old date does not bring a day back that is over."""
        return max(as_of, self.today)

    def is_hidden(self, prototype: PrototypeName, as_of: date) -> bool:
        """Whether a prototype's name is not public yet in what is dated `as_of`."""
        return prototype.embargo_until is not None and self.known_by(as_of) < prototype.embargo_until
