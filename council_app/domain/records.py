"""What crosses from the database to the window, the command line and the report: frozen, plain, nothing to load later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from council_app.domain.enums import AttendanceStatus, Channel, DeliveryStatus, Nature, NoteKind, Purpose, Raised, SessionKind, Severity
from council_app.domain.marks import Mark
from council_app.errors import Message


@dataclass(frozen=True, slots=True)
class SessionRef:
    """One session with what a header or a picker needs; times are aware, in the council's zone. A rehearsal counts nowhere."""

    id: str
    key: str
    council_key: str
    council_title: str
    market_key: str
    country: str
    city: str
    kind: SessionKind
    starts: datetime
    ends: datetime
    zone: str
    venue: str
    capacity: int | None
    target: int | None
    confirmed: int
    waiting: int
    attendees: int
    notes: int
    insights: int
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class TagLabel:
    """A tag as shown: its path (`checkout/fees`) and colour (`#rrggbb`, empty when none was chosen)."""

    id: str
    path: str
    colour: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note as a list shows it.

    `first_name` is filled only for the room and the door; everywhere else a person is a seat code. `withheld` is True, and `text` empty,
    where its speaker refused notes or took that consent back.
    """

    id: str
    key: str
    session_key: str
    city: str
    zone: str
    at: datetime
    author: str
    seat: str | None
    text: str
    kind: NoteKind
    severity: Severity | None
    verbatim: bool
    raised: Raised
    channel: Channel | None
    tags: tuple[TagLabel, ...] = ()
    reply_to: str | None = None
    stage: str | None = None
    task: str | None = None
    first_name: str | None = None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One attendance as the roster shows it; the only record that carries names.

    Attributes:
        guests: how many others they bring.
        place: where they stand on the waiting list, from 1; None when they do not wait.
        elsewhere: keys of the council's other sessions where they are expected, wait or were.
    """

    id: str
    person_id: str | None
    seat: str | None
    name: str
    email: str
    phone: str
    status: AttendanceStatus
    segments: tuple[str, ...]
    access_needs: str
    dietary: str
    invited_by: str
    consents: tuple[Purpose, ...] = ()
    refused: tuple[Purpose, ...] = ()
    guests: int = 0
    place: int | None = None
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoLine:
    """A photo on a note; `blob` says which bytes."""

    id: str
    note: str
    blob: str
    caption: str


@dataclass(frozen=True, slots=True)
class Visual:
    """A picture attached to an insight."""

    id: str
    filename: str
    blob: str
    alt: str
    caption: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Impact:
    """A simple estimate of money: whole units of `currency` per `per` (year)."""

    low: int | None
    likely: int | None
    high: int | None
    currency: str
    per: str = "year"


@dataclass(frozen=True, slots=True)
class InsightFacts:
    """Everything the gate and the report read of one insight, apart from its evidence.

    Attributes:
        promise: the promise it breaks: what was written for it, else what its journey promises; `own_promise` is only what was written.
        one_in: the rate of “if only 1 in N had this” that somebody chose; None lets the program choose.
        stage_key: `journey/stage`, or "".
        initiative: key of the initiative it is part of, or "".
    """

    id: str
    key: str
    title: str
    problem: str
    solution: str
    impact: Impact | None
    effort_days: float | None
    owner: str
    teams: tuple[str, ...] = ()
    approvals: tuple[str, ...] = ()
    journey: str = ""
    stage: str = ""
    stage_critical: bool = False
    promise: str = ""
    visuals: tuple[Visual, ...] = ()
    wording: dict[str, str] = field(default_factory=dict)
    own_promise: str = ""
    segments: tuple[str, ...] = ()
    nature: Nature | None = None
    one_in: int | None = None
    stage_key: str = ""
    initiative: str = ""
    initiative_title: str = ""

    def title_in(self, locale: str) -> str:
        """The title as worded for a locale, for another locale of its language, or as it was first written."""
        return in_locale(self.title, self.wording, locale)


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What became of an insight in one market.

    Attributes:
        due: a day, a month, a quarter or a year, as `domain.dues` reads it; "" for none.
        reason: why it is declined; of any other status what it waits for, which stays inside the company.
        owner: who sees to it in this market; "" while nobody was named beside the insight's own owner.
    """

    id: str
    insight_key: str
    insight_title: str
    market_key: str
    country: str
    status: DeliveryStatus
    since: date | None
    with_whom: str
    due: str
    proof: str
    reason: str
    wording: dict[str, str] = field(default_factory=dict)
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the change log as people read it."""

    id: str
    at: datetime
    device: str
    seq: int
    actor: str
    entity: str
    row_id: str
    op: str
    label: Message
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed: entity names, so that screens re-read only what they show."""

    entities: frozenset[str]
    operation: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who can be named in the capture line. Seen in the room and at the door only.

    Attributes:
        heard: how many notes hold their words.
        silent: they refused notes, or took that consent back: what they say is not written down.
        unseen: they refused photos, or took that consent back: no photo is kept with what they say.
        alone: nobody else is in this call: what names nobody is theirs.
    """

    id: str
    seat: str | None
    name: str
    heard: int
    silent: bool = False
    unseen: bool = False
    alone: bool = False

    @property
    def first_name(self) -> str:
        """What is said across a table."""
        return self.name.split()[0] if self.name.split() else ""


def in_locale(text: str, wording: Mapping[str, str], locale: str) -> str:
    """A text as worded for a locale, for another locale of its language, or as it was first written."""
    language = locale.split("-")[0]
    same = (words for tag, words in sorted(wording.items()) if tag.split("-")[0] == language)
    return wording.get(locale) or next(same, text)
