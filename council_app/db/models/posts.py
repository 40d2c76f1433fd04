"""Posts of a market's blog: what is being written, who answered for it, what was said in public, and what must be put right."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import SyncedRow
from council_app.db.types import Day, Moment, Value, Word
from council_app.domain.enums import Audience, CorrectionCause, DeliveryStatus, ReportScope, SaidKind


class Post(SyncedRow):
    """A draft for one market in one locale, as somebody left it.

    Attributes:
        bundle: the same for every locale of one post; links the languages and names the page bundle.
        text: the body as Markdown, with what people changed in it.
        written: the post as the program last wrote it from the data, as `domain.posts.kept` keeps it: what the next writing is compared
            with.
        as_of: the day on which its statuses were true.
    """

    __tablename__ = "post"
    __table_args__ = (UniqueConstraint("bundle", "locale"),)

    market_id: Mapped[str] = mapped_column(ForeignKey("market.id"))
    bundle: Mapped[str] = mapped_column(String(64))
    locale: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, default="")
    slug: Mapped[str] = mapped_column(Text, default="")
    as_of: Mapped[date] = mapped_column(Day)
    text: Mapped[str] = mapped_column(Text)
    written: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(Text, default="")


class PostClaim(SyncedRow):
    """A sentence of a post that stands on something, and on what.

    Attributes:
        starts, ends: its span in the post's text, in characters; `ends` lies behind the last.
        source: id of the delivery, the insight or the note it stands on, as `kind` says.
        status: what the delivery was when this was written.
        lang: language of a quote's words, where it is not the post's.
    """

    __tablename__ = "post_claim"

    post_id: Mapped[str] = mapped_column(ForeignKey("post.id"), index=True)
    kind: Mapped[SaidKind] = mapped_column(Word(SaidKind))
    source: Mapped[str] = mapped_column(String(32), index=True)
    starts: Mapped[int] = mapped_column(Integer)
    ends: Mapped[int] = mapped_column(Integer)
    status: Mapped[DeliveryStatus | None] = mapped_column(Word(DeliveryStatus))
    lang: Mapped[str] = mapped_column(String(16), default="")


class PostOverride(SyncedRow):
    """A point of the gate that a named second person answers for; it holds for exactly these words under this rule, nowhere else.

    Attributes:
        words: what is held, and on a second line the sentence it stands in.
    """

    __tablename__ = "post_override"

    post_id: Mapped[str] = mapped_column(ForeignKey("post.id"), index=True)
    rule: Mapped[str] = mapped_column(String(24))
    words: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


class PostSignoff(SyncedRow):
    """A second person's word for a post as it was; `seal` is the SHA-256 of what they read, so that it ends with the next change."""

    __tablename__ = "post_signoff"

    post_id: Mapped[str] = mapped_column(ForeignKey("post.id"), index=True)
    by: Mapped[str] = mapped_column(Text)
    wrote: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Moment)
    seal: Mapped[str] = mapped_column(String(64))


class PostOut(SyncedRow):
    """What was said in public, when and where; kept as it was, whatever becomes of the draft.

    Attributes:
        claims: what it stood on: `[{kind, source, status, due, words, taken}]`; `taken` where the words were erased since.
        down_on: the day it was taken down.
    """

    __tablename__ = "post_out"

    post_id: Mapped[str] = mapped_column(ForeignKey("post.id"), index=True)
    day: Mapped[date] = mapped_column(Day)
    place: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    claims: Mapped[object] = mapped_column(Value, default=list)
    approved_by: Mapped[str] = mapped_column(Text, default="")
    down_on: Mapped[date | None] = mapped_column(Day)


class Correction(SyncedRow):
    """Something a published post says that is no longer so; what is to be said instead, and when that was done.

    Attributes:
        source: id of the delivery or the note it is about.
        text: the correction as drafted, in the post's language; settled_on: the day it stood in public.
    """

    __tablename__ = "correction"
    __table_args__ = (UniqueConstraint("out_id", "cause", "source"),)

    out_id: Mapped[str] = mapped_column(ForeignKey("post_out.id"))
    cause: Mapped[CorrectionCause] = mapped_column(Word(CorrectionCause))
    source: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text, default="")
    settled_on: Mapped[date | None] = mapped_column(Day)


class ReportSent(SyncedRow):
    """A report that went to its readers, as somebody said it: what the days from a council to its report are counted to."""

    __tablename__ = "report_sent"
    __table_args__ = (UniqueConstraint("scope", "about", "audience"),)

    scope: Mapped[ReportScope] = mapped_column(Word(ReportScope))
    about: Mapped[str] = mapped_column(String(64))
    audience: Mapped[Audience] = mapped_column(Word(Audience))
    day: Mapped[date] = mapped_column(Day)
