"""Markets, councils, their sessions and agendas, and the company's own indicators."""

from __future__ import annotations

import datetime

from sqlalchemy import Boolean, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import SyncedRow
from council_app.db.types import Day, Items, Moment, Word
from council_app.domain.enums import SessionKind


class Market(SyncedRow):
    """A country with its publishing locales and currency.

    Attributes:
        cadence: councils a year that were promised; report_days: days from a council to its report that are aimed at.
    """

    __tablename__ = "market"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    country: Mapped[str] = mapped_column(String(2))
    locales: Mapped[tuple[str, ...]] = mapped_column(Items)
    currency: Mapped[str] = mapped_column(String(3))
    customers: Mapped[int | None] = mapped_column(Integer)
    cadence: Mapped[int | None] = mapped_column(Integer)
    report_days: Mapped[int | None] = mapped_column(Integer)


class Council(SyncedRow):
    """One gathering: market, city, date. `retain_until` is the last day its people are kept, where another than the usual was agreed."""

    __tablename__ = "council"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    market_id: Mapped[str] = mapped_column(ForeignKey("market.id"))
    city: Mapped[str] = mapped_column(Text)
    date: Mapped[datetime.date] = mapped_column(Day)
    timezone: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(Text, default="")
    retain_until: Mapped[datetime.date | None] = mapped_column(Day)


class CouncilSession(SyncedRow):
    """One sitting of a council; `starts` and `ends` are wall-clock `HH:MM` in the council's zone. A rehearsal counts nowhere."""

    __tablename__ = "session"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    council_id: Mapped[str] = mapped_column(ForeignKey("council.id"), index=True)
    kind: Mapped[SessionKind] = mapped_column(Word(SessionKind), default=SessionKind.COUNCIL)
    starts: Mapped[str] = mapped_column(String(5))
    ends: Mapped[str] = mapped_column(String(5))
    venue: Mapped[str] = mapped_column(Text, default="")
    capacity: Mapped[int | None] = mapped_column(Integer)
    target: Mapped[int | None] = mapped_column(Integer)
    script_id: Mapped[str | None] = mapped_column(ForeignKey("script.id"))
    rehearsal: Mapped[bool] = mapped_column(Boolean, default=False)


class AgendaItem(SyncedRow):
    """One block of a session's agenda, in order of `position`; from `started_at` on, how it went in the room.

    Attributes:
        prompt: what the room is asked, as the stage shows it.
        extra: minutes given to it (or, below 0, taken from it) since it was planned.
        started_at, ended_at: wall-clock moments, None before.
        running_since: since when its time runs; None while it is paused, before and after.
        spent: seconds of its time that had run before `running_since`.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (Index("ix_agenda_item_session_id_position", "session_id", "position"),)

    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"))
    position: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int] = mapped_column(Integer)
    must_ask: Mapped[tuple[str, ...]] = mapped_column(Items)
    task_id: Mapped[str | None] = mapped_column(ForeignKey("task.id"))
    prompt: Mapped[str] = mapped_column(Text, default="")
    extra: Mapped[int] = mapped_column(Integer, default=0)
    started_at: Mapped[datetime.datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime.datetime | None] = mapped_column(Moment)
    running_since: Mapped[datetime.datetime | None] = mapped_column(Moment)
    spent: Mapped[float] = mapped_column(Float, default=0.0)


class Indicator(SyncedRow):
    """One month of one of the company's own figures in a market; `month` is `YYYY-MM`."""

    __tablename__ = "indicator"
    __table_args__ = (UniqueConstraint("market_id", "name", "month"),)

    market_id: Mapped[str] = mapped_column(ForeignKey("market.id"))
    name: Mapped[str] = mapped_column(Text)
    month: Mapped[str] = mapped_column(String(7))
    value: Mapped[float] = mapped_column(Float)
