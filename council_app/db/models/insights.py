"""Journeys, insights with their evidence, and what became of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, CheckConstraint, Float, ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import Row, SyncedRow
from council_app.db.types import Day, Items, Pairs, Word
from council_app.domain.enums import DeliveryStatus


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


class Insight(SyncedRow):
    """A statement on its way through the actionable gate.

    Money is in whole units of `impact_currency`; `wording` maps a locale to the title in that language, for reports and posts.
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
    wording: Mapped[dict[str, str]] = mapped_column(Pairs)


class Evidence(SyncedRow):
    """A note, or all notes under a tag, that speaks for an insight, or `against` it."""

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("insight_id", "note_id", "against"),
        UniqueConstraint("insight_id", "tag_id", "against"),
        CheckConstraint("(note_id IS NULL) <> (tag_id IS NULL)", name="one_source"),
    )

    insight_id: Mapped[str] = mapped_column(ForeignKey("insight.id"))
    note_id: Mapped[str | None] = mapped_column(ForeignKey("note.id"))
    tag_id: Mapped[str | None] = mapped_column(ForeignKey("tag.id"))
    against: Mapped[bool] = mapped_column(Boolean, default=False)


class InsightVisual(SyncedRow):
    """A picture of the problem; `blob` is the SHA-256 of its bytes."""

    __tablename__ = "insight_visual"
    __table_args__ = (UniqueConstraint("insight_id", "filename"),)

    insight_id: Mapped[str] = mapped_column(ForeignKey("insight.id"))
    position: Mapped[int] = mapped_column(Integer, default=0)
    filename: Mapped[str] = mapped_column(Text)
    alt: Mapped[str] = mapped_column(Text, default="")
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


class Blob(Row):
    """The bytes of an attachment, addressed by their SHA-256; scaled and stripped of metadata on the way in."""

    __tablename__ = "blob"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(64))
    bytes: Mapped[bytes] = mapped_column(LargeBinary)
