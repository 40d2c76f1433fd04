"""What a list of notes shows: lines, pages, counts, and everything about one note. Frozen, plain, nothing to load later.

Lines are named tuples and not dataclasses: a page holds a hundred, and is built while somebody waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from council_app.domain.enums import Channel, NoteKind, Raised, SessionKind, Severity
from council_app.domain.note_filter import Facet, Sort
from council_app.domain.records import PhotoLine, TagLabel

Span: TypeAlias = tuple[int, int]
"""Start and end (behind the last) of a stretch of a text, in characters."""


class ListedNote(NamedTuple):
    """One note as the list shows it.

    Attributes:
        key: its key, or `n-` and its id.
        marks: where the words searched for stand in `text`.
        disputed: coders of a round disagree about it and nobody has decided.
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
    starred: bool
    reply_to: str | None
    stage: str | None
    task: str | None
    tags: tuple[TagLabel, ...] = ()
    disputed: bool = False
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list of this order, beside a note; it stays one when that note is changed or gone."""

    sort: Sort
    keys: tuple[str | int | float, ...]


@dataclass(frozen=True, slots=True)
class NotePage:
    """Some notes of a list, in its order.

    Attributes:
        first, last: to page on from, towards the start and the end; None when the page is empty.
        more_before, more_after: whether there may be notes on either side.
    """

    notes: tuple[ListedNote, ...]
    first: Cursor | None
    last: Cursor | None
    more_before: bool
    more_after: bool


@dataclass(frozen=True, slots=True)
class NoteCounts:
    """How much a filter finds: notes, of how many that can be read at all, of how many distinct people, and what is left to do."""

    notes: int
    of_all: int
    attendees: int
    untagged: int
    disputed: int


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A word that a condition can have, with what it is called.

    Attributes:
        word: for the condition.
        name: as people call it: a city, a title, a tag's path; the word itself where it has no other name.
        day, time: of a session or council.
        country: of a market (ISO 3166-1).
        colour: of a tag.
        depth: of a tag in the codebook; 0 is a root.
    """

    facet: Facet
    word: str
    name: str
    day: date | None = None
    time: str = ""
    country: str = ""
    colour: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag on a note: who put it there ("" when nobody said), when, and whether the note itself carries it or only a span of it."""

    tag: TagLabel
    name: str
    coder: str
    at: datetime
    whole: bool


@dataclass(frozen=True, slots=True)
class Highlighted:
    """A highlight: `note.text[starts:ends]` carries `tag`. Highlights made as one share a `selection`."""

    id: str
    tag: TagLabel
    name: str
    coder: str
    at: datetime
    starts: int
    ends: int
    selection: str


@dataclass(frozen=True, slots=True)
class Who:
    """Who said it, without a name.

    Attributes:
        first_council: they were at no earlier one; None when nobody can say it.
        inside, public: may they be quoted inside the company, and in public.
    """

    attendance: str
    seat: str | None
    segments: tuple[str, ...]
    first_council: bool | None
    inside: bool
    public: bool


@dataclass(frozen=True, slots=True)
class NoteDetail:
    """One note with all that stands beside it.

    Attributes:
        who: None when it is nobody's words.
        council_title, day, starts: of the session it was said in, in the council's zone.
        agenda_item, task: during what it was said; `task` is its text.
        agreed: seats of those who nodded along.
        answers: the note it answers, as far as it can be read.
    """

    note: ListedNote
    who: Who | None
    market_key: str
    country: str
    council_key: str
    council_title: str
    session_kind: SessionKind
    day: date
    starts: str
    agenda_item: str
    task: str
    stage_name: str
    agreed: tuple[str, ...]
    answers: ListedNote | None
    photos: tuple[PhotoLine, ...]
    tagged: tuple[Tagged, ...]
    highlights: tuple[Highlighted, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What was said before and after a note in its session, in order of time."""

    before: tuple[ListedNote, ...]
    after: tuple[ListedNote, ...]
