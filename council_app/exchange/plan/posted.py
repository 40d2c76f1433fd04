"""Entries of a plan for posts: what is being written, who answered for it, what was said in public, and what was put right."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from council_app.domain.enums import CorrectionCause, DeliveryStatus, SaidKind
from council_app.domain.held import Rule
from council_app.domain.limits import POST_LIMIT
from council_app.domain.second_person import may_be_one
from council_app.domain.text import folded_words
from council_app.exchange.plan.prepared import Entry
from council_app.exchange.plan.types import Date, Items, Key, Line, LocaleTag, Moment, OptDate, OptKey, OptLine, OptText, Text
from council_app.exchange.text import without_hidden

_Place = Annotated[int, Field(ge=0, le=POST_LIMIT)]
_Name = Annotated[Annotated[str, StringConstraints(pattern="^[a-z0-9-]+$", max_length=100)] | None, BeforeValidator(lambda v: v or None)]
_Seal = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
Body = Annotated[str, StringConstraints(max_length=POST_LIMIT), AfterValidator(without_hidden)]
"""Markdown, with its line ends."""


def _answerable(rule: Rule) -> Rule:
    if not rule.overridable:
        raise PydanticCustomError("overridable", "a rule somebody may answer for")
    return rule


class PostClaim(Entry):
    """A span of a post and what it stands on.

    `of` is the key of an insight (of a delivery: of its insight), of a note, or the name of a part the program writes by itself.
    """

    kind: SaidKind
    of: _Name = None
    starts: _Place
    ends: _Place
    status: DeliveryStatus | None = None
    lang: OptLine = None

    @model_validator(mode="after")
    def _in_order(self) -> PostClaim:
        if self.ends <= self.starts:
            raise PydanticCustomError("claim_order", "starts, ends")
        return self


class PostWriting(Entry):
    """A post as the program wrote it last: what the next writing is compared with."""

    title: OptLine = None
    description: OptLine = None
    slug: OptLine = None
    text: Body = ""
    claims: Items[PostClaim] = ()


class PostOverride(Entry):
    """What a named second person answers for: these words in this sentence, under this rule."""

    rule: Annotated[Rule, AfterValidator(_answerable)]
    words: Line
    sentence: Text
    reason: Text
    by: Line
    at: Moment

    @model_validator(mode="after")
    def _answered(self) -> PostOverride:
        if not folded_words(self.by):
            raise PydanticCustomError("nobody_answers", "by")
        if not folded_words(self.reason):
            raise PydanticCustomError("no_reason", "reason")
        return self


class PostSignoff(Entry):
    """A second person's word for a post; it holds while the seal is that of the post."""

    by: Line
    wrote: Line
    at: Moment
    seal: _Seal

    @model_validator(mode="after")
    def _two_people(self) -> PostSignoff:
        if not folded_words(self.by) or not folded_words(self.wrote):
            raise PydanticCustomError("no_name", "by, wrote")
        if may_be_one(self.by, self.wrote):
            raise PydanticCustomError("two_people", "by, wrote")
        return self


class PostOutClaim(Entry):
    """What a published sentence stood on; without `of`, that is not there any more."""

    kind: SaidKind
    of: _Name = None
    words: OptText = None
    status: DeliveryStatus | None = None
    due: OptLine = None
    taken: bool = False
    """The words were erased since."""


class PostCorrection(Entry):
    """What was put right, or is to be: about an insight's delivery or a note."""

    cause: CorrectionCause
    of: _Name = None
    text: OptText = None
    settled: OptDate = None


class PostOut(Entry):
    """What was said in public, when and where."""

    day: Date
    place: Line
    title: Line
    text: Body
    claims: Items[PostOutClaim] = ()
    approved_by: OptLine = None
    down_on: OptDate = None
    corrections: Items[PostCorrection] = ()


class Post(Entry):
    """A post of a market in one language; the languages of one post have the same key."""

    key: Key
    locale: LocaleTag
    market: OptKey = None
    title: OptLine = None
    description: OptLine = None
    slug: OptLine = None
    as_of: OptDate = None
    contact: OptLine = None
    text: Body | None = None
    claims: Items[PostClaim] = ()
    written: PostWriting | None = None
    overrides: Items[PostOverride] = ()
    signoff: PostSignoff | None = None
    out: Items[PostOut] = ()

    @model_validator(mode="after")
    def _within(self) -> Post:
        if self.text is not None and any(claim.ends > len(self.text) for claim in self.claims):
            raise PydanticCustomError("span_outside", "ends")
        return self
