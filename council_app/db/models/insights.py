"""Journeys, insights with their evidence, initiatives, and what became of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, CheckConstraint, Float, ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import Row, SyncedRow
from council_app.db.types import Day, Items, Pairs, Value, Word
from council_app.domain.enums import DeliveryStatus, Horizon, Nature, RankMethod


class Journey(SyncedRow):
    """The customer's path, with an owner and what the brand promises on it."""

    __tablename__ = "journey"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text, default="")
    promise: Mapped[str] = mapped_column(Text, default="")


class Stage(SyncedRow):
    """A step of a journey; a critical one is a moment of truth."""

    __tablename__ = "stage"
    __table_args__ = (UniqueConstraint("journey_id", "key"),)

    journey_id: Mapped[str] = mapped_column(ForeignKey("journey.id"))
    key: Mapped[str] = mapped_column(String(64))
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(Text)
    critical: Mapped[bool] = mapped_column(Boolean, default=False)


class Initiative(SyncedRow):
    """Insights that are one business case; `position` orders those of one horizon on the roadmap.

    Attributes:
        case: the business case in words.
        customer_value, internal_impact: what it changes for customers, and inside the company, in words.
    """

    __tablename__ = "initiative"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(Text)
    case: Mapped[str] = mapped_column(Text, default="")
    customer_value: Mapped[str] = mapped_column(Text, default="")
    internal_impact: Mapped[str] = mapped_column(Text, default="")
    segments: Mapped[tuple[str, ...]] = mapped_column(Items)
    owner: Mapped[str] = mapped_column(Text, default="")
    horizon: Mapped[Horizon | None] = mapped_column(Word(Horizon))
    position: Mapped[int] = mapped_column(Integer, default=0)


class Insight(SyncedRow):
    """A statement on its way through the actionable gate.

    Money is in whole units of `impact_currency`; `wording` maps a locale to the title in that language, for reports and posts.

    Attributes:
        promise: the promise of the brand that it breaks, or "".
        one_in: the rate, 1 in so many customers, of “if only 1 in N had this”; None lets the program choose.
    """

    __tablename__ = "insight"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(Text)
    problem: Mapped[str] = mapped_column(Text, default="")
    solution: Mapped[str] = mapped_column(Text, default="")
    impact_low: Mapped[int | None] = mapped_column(Integer)
    impact_likely: Mapped[int | None] = mapped_column(Integer)
    impact_high: Mapped[int | None] = mapped_column(Integer)
    impact_currency: Mapped[str] = mapped_column(String(3), default="")
    impact_per: Mapped[str] = mapped_column(String(8), default="year")
    effort_days: Mapped[float | None] = mapped_column(Float)
    owner: Mapped[str] = mapped_column(Text, default="")
    teams: Mapped[tuple[str, ...]] = mapped_column(Items)
    approvals: Mapped[tuple[str, ...]] = mapped_column(Items)
    stage_id: Mapped[str | None] = mapped_column(ForeignKey("stage.id"))
    initiative_id: Mapped[str | None] = mapped_column(ForeignKey("initiative.id"), index=True)
    segments: Mapped[tuple[str, ...]] = mapped_column(Items)
    nature: Mapped[Nature | None] = mapped_column(Word(Nature))
    promise: Mapped[str] = mapped_column(Text, default="")
    one_in: Mapped[int | None] = mapped_column(Integer)
    wording: Mapped[dict[str, str]] = mapped_column(Pairs)


class ScoreInput(SyncedRow):
    """One number that RICE, ICE or WSJF is worked out from, as somebody judged it for an insight."""

    __tablename__ = "score_input"
    __table_args__ = (UniqueConstraint("insight_id", "method", "part"),)

    insight_id: Mapped[str] = mapped_column(ForeignKey("insight.id"))
    method: Mapped[RankMethod] = mapped_column(Word(RankMethod))
    part: Mapped[str] = mapped_column(String(24))
    value: Mapped[float] = mapped_column(Float)


class Evidence(SyncedRow):
    """A note, or all notes under a tag, that speaks for an insight, or `against` it."""

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("insight_id", "note_id", "against"),
        UniqueConstraint("insight_id", "tag_id", "against"),
        CheckConstraint("(note_id IS NULL) <> (tag_id IS NULL)", name="one_source"),
    )

    insight_id: Mapped[str] = mapped_column(ForeignKey("insight.id"))
    note_id: Mapped[str | None] = mapped_column(ForeignKey("note.id"), index=True)
    tag_id: Mapped[str | None] = mapped_column(ForeignKey("tag.id"))
    against: Mapped[bool] = mapped_column(Boolean, default=False)


class InsightVisual(SyncedRow):
    """A picture of the problem; `blob` is the SHA-256 of its bytes.

    Attributes:
        alt: what it shows, for who cannot see it.
        caption: the line under it.
        marks: arrows and boxes drawn over it, as the domain's marks write themselves. What was blurred is blurred in the bytes.
    """

    __tablename__ = "insight_visual"
    __table_args__ = (UniqueConstraint("insight_id", "filename"),)

    insight_id: Mapped[str] = mapped_column(ForeignKey("insight.id"))
    position: Mapped[int] = mapped_column(Integer, default=0)
    filename: Mapped[str] = mapped_column(Text)
    alt: Mapped[str] = mapped_column(Text, default="")
    caption: Mapped[str] = mapped_column(Text, default="")
    marks: Mapped[object] = mapped_column(Value, default=list)
    blob: Mapped[str] = mapped_column(String(64))


class Delivery(SyncedRow):
    """What became of an insight in one market; `wording` maps a locale to the sentence a team wrote for its blog."""

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("insight_id", "market_id"),)

    insight_id: Mapped[str] = mapped_column(ForeignKey("insight.id"))
    market_id: Mapped[str] = mapped_column(ForeignKey("market.id"))
    status: Mapped[DeliveryStatus] = mapped_column(Word(DeliveryStatus))
    since: Mapped[date | None] = mapped_column(Day)
    with_whom: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[str] = mapped_column(String(10), default="")
    proof: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    wording: Mapped[dict[str, str]] = mapped_column(Pairs)
    owner: Mapped[str] = mapped_column(Text, default="")


class Blob(Row):
    """The bytes of an attachment, addressed by their SHA-256; scaled and stripped of metadata on the way in."""

    __tablename__ = "blob"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(64))
    bytes: Mapped[bytes] = mapped_column(LargeBinary)
