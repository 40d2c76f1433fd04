"""Letters back to the people of a market: to whom, about what, and who gets none and why.

One of the few places with names: a letter is for the one person who raised what it tells about, and holds nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from council_app.domain.draft import Draft, LeftOut
from council_app.domain.enums import DeliveryStatus, SessionKind
from council_app.domain.held import HeldBack
from council_app.domain.publishing_facts import PublishingFacts
from council_app.domain.records import DeliveryFacts, InsightFacts
from council_app.errors import Message, m_


class Without(StrEnum):
    """Why somebody of this market gets no letter."""

    NO_CONTACT = "no-contact"
    ABSENT = "absent"
    UNKNOWN = "unknown"
    SILENT = "silent"
    NOTHING = "nothing"
    NOT_THIS = "not-this"
    TOLD = "told"


WITHOUT: Mapping[Without, Message] = {
    Without.NO_CONTACT: m_("has not allowed contact"),
    Without.ABSENT: m_("was invited and did not come"),
    Without.UNKNOWN: m_("sat there, and nobody knows their name"),
    Without.SILENT: m_("does not want their words written down"),
    Without.NOTHING: m_("raised nothing that was written down"),
    Without.NOT_THIS: m_("raised nothing of what just shipped"),
    Without.TOLD: m_("was written to about this before"),
}
"""What is said of one of them, in the order in which they are asked about."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A note as its speaker said it (`verbatim`) or as somebody wrote it down for them."""

    note: str
    text: str
    verbatim: bool
    lang: str


@dataclass(frozen=True, slots=True)
class Met:
    """A day somebody talked to us, and where; a call has no place."""

    day: date
    city: str
    kind: SessionKind


@dataclass(frozen=True, slots=True)
class Raised:
    """Something they raised: the insight, what became of it in their market (None while nothing is decided), and their words."""

    insight: InsightFacts
    delivery: DeliveryFacts | None
    said: tuple[OwnWords, ...]

    @property
    def status(self) -> DeliveryStatus | None:
        """How far it is."""
        return DeliveryStatus(self.delivery.status) if self.delivery is not None else None


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who allows contact, and everything they raised in this market.

    Attributes:
        person: their id.
        email: "" where none is known, or none that a letter could be sent to.
        language: the tag of the language they read, "" where nobody knows.
        seats: where they sat, as `session/seat`: how they are named where names do not belong.
        raised: what they raised and became an insight; `loose` what they said beside that.
        unsaid: notes of theirs that no letter repeats, and why.
        allowed_by: ids of the attendances that their permission rests on.
    """

    person: str
    name: str
    email: str
    language: str
    seats: tuple[str, ...]
    met: tuple[Met, ...]
    raised: tuple[Raised, ...]
    loose: tuple[OwnWords, ...] = ()
    unsaid: tuple[LeftOut, ...] = ()
    allowed_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mailing:
    """Everything that letters of one market are written from, as it was read.

    Attributes:
        facts: what the gate holds letters against; nobody's words are free in it.
        without: how many get no letter, by reason.
        locale: the language for those whose own nobody knows; `locales` are those of the market.
        shipped_since: only what shipped on this day or later; None for everything.
        company: who writes; "" while nobody has said it.
        moment: the last change of the data.
    """

    facts: PublishingFacts
    people: tuple[Addressee, ...]
    without: Mapping[Without, int]
    locale: str
    locales: tuple[str, ...]
    as_of: date
    moment: datetime
    shipped_since: date | None = None
    company: str = ""


@dataclass(frozen=True)
class Letter:
    """One letter as it would go out.

    Attributes:
        draft: in a post's shape, so that the same gate reads it.
        held: what keeps it here; it is not written while that is anything.
        unsaid: notes of theirs that it does not repeat, and why.
        own: the notes it repeats, by id.
    """

    to: Addressee
    draft: Draft
    held: tuple[HeldBack, ...] = ()
    unsaid: tuple[LeftOut, ...] = ()
    own: Mapping[str, OwnWords] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """Whether it may be written."""
        return not self.held


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that shipped, and who had raised it."""

    delivery: DeliveryFacts
    title: str
    people: tuple[Addressee, ...]


@dataclass(frozen=True)
class Letters:
    """All letters of a mailing, in order of their names."""

    mailing: Mailing
    letters: tuple[Letter, ...]

    @property
    def ready(self) -> tuple[Letter, ...]:
        """Those that may be written."""
        return tuple(letter for letter in self.letters if letter.ready)

    @property
    def held(self) -> tuple[Letter, ...]:
        """Those that stay."""
        return tuple(letter for letter in self.letters if not letter.ready)

    def asked(self, locale: str) -> tuple[Asked, ...]:
        """What shipped since the day asked for, the latest first, and everybody with a letter who raised it."""
        found: dict[str, tuple[DeliveryFacts, InsightFacts, list[Addressee]]] = {}
        for to in (letter.to for letter in self.letters):
            for raised in just_shipped(to.raised, self.mailing):
                if raised.delivery is not None:
                    found.setdefault(raised.delivery.id, (raised.delivery, raised.insight, []))[2].append(to)
        ordered = sorted(found.values(), key=lambda one: (-(one[0].since or date.min).toordinal(), one[0].insight_key))
        return tuple(Asked(delivery, insight.title_in(locale), tuple(people)) for delivery, insight, people in ordered)


def just_shipped(raised: Iterable[Raised], mailing: Mailing) -> Iterator[Raised]:
    """What of this shipped since the day asked for; a date that is still to come has not shipped."""
    since = mailing.shipped_since
    for each in raised:
        day = each.delivery.since if each.delivery is not None and each.status is DeliveryStatus.SHIPPED else None
        if since is not None and day is not None and since <= day <= mailing.facts.known_by(mailing.as_of):
            yield each


_ORDER = (
    DeliveryStatus.SHIPPED,
    DeliveryStatus.IN_TEST,
    DeliveryStatus.PLANNED,
    DeliveryStatus.DECLINED,
    DeliveryStatus.INVESTIGATING,
    DeliveryStatus.HEARD,
)


def in_order(raised: Iterable[Raised]) -> tuple[Raised, ...]:
    """What is furthest first; what is not decided last."""
    return tuple(sorted(raised, key=lambda one: (_ORDER.index(one.status) if one.status else len(_ORDER), one.insight.key)))
