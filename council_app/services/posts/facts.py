"""What the window and the command line are told about posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from council_app.domain.draft import LeftOut
from council_app.domain.enums import CorrectionCause, DeliveryStatus, SaidKind
from council_app.domain.held import Rule
from council_app.domain.posts import Clash, Rewritten, Written
from council_app.domain.records import Changes
from council_app.errors import Message


class PostState(StrEnum):
    """How far a post is: being written, signed off as it stands, out in public, or taken down again."""

    DRAFT = "draft"
    SIGNED = "signed"
    OUT = "out"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class PostRef:
    """A post as lists name it.

    Attributes:
        bundle: the same for every locale of one post.
        market: key of its market.
        as_of: the day its statuses were true.
    """

    id: str
    bundle: str
    market: str
    locale: str
    title: str
    as_of: date
    state: PostState


@dataclass(frozen=True, slots=True)
class OverrideFacts:
    """A point of the gate somebody answers for: `words` as they stand in `sentence`, nowhere else."""

    id: str
    rule: Rule
    words: str
    sentence: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SignoffFacts:
    """A second person's word for a post; `live` until the post is changed."""

    by: str
    wrote: str
    at: datetime
    live: bool


@dataclass(frozen=True, slots=True)
class OutClaim:
    """What a published sentence stood on: `source` is the id of a delivery, an insight or a note.

    Attributes:
        due: of something planned, the day or month that was given then.
        taken: these words were erased since; `words` holds none of them.
    """

    kind: SaidKind
    source: str
    words: str
    status: DeliveryStatus | None = None
    due: str = ""
    taken: bool = False


@dataclass(frozen=True, slots=True)
class OutFacts:
    """What was said in public, when and where; `down_on` is the day it was taken down."""

    id: str
    post: str
    day: date
    place: str
    title: str
    text: str
    claims: tuple[OutClaim, ...]
    approved_by: str
    down_on: date | None


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post as it stands.

    Attributes:
        written: its Markdown with the spans that stand on something.
        country: ISO 3166-1 alpha-2 of its market; `councils` are the keys of the councils held there.
        edited: somebody changed what the program wrote.
        newer: the data would write it otherwise now, on the same day.
        seal: of everything that is signed off; another one where anything of it is changed.
    """

    ref: PostRef
    written: Written
    description: str
    slug: str
    contact: str
    country: str = ""
    councils: tuple[str, ...] = ()
    overrides: tuple[OverrideFacts, ...] = ()
    signoff: SignoffFacts | None = None
    outs: tuple[OutFacts, ...] = ()
    edited: bool = False
    newer: bool = False
    seal: str = ""

    @property
    def approved_by(self) -> str:
        """Who signed it off as it stands; empty while nobody did."""
        return self.signoff.by if self.signoff is not None and self.signoff.live else ""


@dataclass(frozen=True, slots=True)
class Begun:
    """Posts that were begun, one per locale, with the notes each does not quote and why."""

    ids: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A post written again beside what somebody made of it; nothing is stored yet.

    Attributes:
        base: what the program writes now, for the next time to compare with.
        seen: the seal of the post as it was read.
    """

    rewritten: Rewritten
    base: Written
    title: str
    description: str
    slug: str
    base_title: str
    base_description: str
    base_slug: str
    as_of: date
    seen: str

    @property
    def post(self) -> Written:
        """The post as it would stand, with everything that somebody changed in it."""
        return self.rewritten.post

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Paragraphs that changed on both sides; what stands stays unless somebody chooses the new one."""
        return self.rewritten.clashes

    @property
    def taken(self) -> int:
        """How many paragraphs are written anew or added."""
        return self.rewritten.taken

    @property
    def dropped(self) -> int:
        """How many paragraphs go."""
        return self.rewritten.dropped


@dataclass(frozen=True, slots=True)
class DeliveryName:
    """A delivery a sentence may stand on; `standing` is its status in words, in the language asked for."""

    id: str
    insight: str
    title: str
    status: DeliveryStatus
    standing: str


@dataclass(frozen=True, slots=True)
class QuoteChoice:
    """A note that may be quoted, in its speaker's words."""

    note: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class CorrectionDue:
    """Something a published post says that is no longer so.

    Attributes:
        post, out: ids of the post and of what was said in public.
        source: id of the delivery or the note it is about.
        words: what the post says there; empty where nobody may read it any more.
        text: what to say instead, in the post's language; as somebody left it where `drafted`.
    """

    post: str
    out: str
    cause: CorrectionCause
    source: str
    market: str
    locale: str
    title: str
    day: date
    place: str
    why: Message
    words: str
    text: str
    drafted: bool = False
    settled_on: date | None = None
