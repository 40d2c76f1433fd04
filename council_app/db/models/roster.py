"""People, their attendances and what they allowed. The only tables that hold names."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import SyncedRow
from council_app.db.types import Items, Moment, Word
from council_app.domain.enums import AttendanceStatus, ConsentMethod, Purpose


class Person(SyncedRow):
    """A human; `email` is folded to lower case, `key` names those who gave none."""

    __tablename__ = "person"

    key: Mapped[str | None] = mapped_column(String(64), unique=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(32), default="", index=True)


class Attendance(SyncedRow):
    """A person at one session. Without a person it is a seat known from a workspace that was shared without people."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("session_id", "seat"), UniqueConstraint("session_id", "person_id"))

    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    seat: Mapped[str | None] = mapped_column(String(8))
    status: Mapped[AttendanceStatus] = mapped_column(Word(AttendanceStatus), default=AttendanceStatus.CONFIRMED)
    segments: Mapped[tuple[str, ...]] = mapped_column(Items)
    access_needs: Mapped[str] = mapped_column(Text, default="")
    dietary: Mapped[str] = mapped_column(Text, default="")
    invited_by: Mapped[str] = mapped_column(Text, default="")
    guests: Mapped[int] = mapped_column(Integer, default=0)
    queued: Mapped[str] = mapped_column(String(32), default="")
    """Order of the waiting list: the id of the registration, which sorts by the time it was made."""


class Consent(SyncedRow):
    """One answer to one purpose. A later answer replaces an earlier one; a withdrawal is kept on the answer it ends."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_attendance_id_purpose", "attendance_id", "purpose"),)

    attendance_id: Mapped[str] = mapped_column(ForeignKey("attendance.id"))
    purpose: Mapped[Purpose] = mapped_column(Word(Purpose))
    wording: Mapped[str] = mapped_column(String(32))
    method: Mapped[ConsentMethod] = mapped_column(Word(ConsentMethod))
    at: Mapped[datetime] = mapped_column(Moment)
    granted: Mapped[bool] = mapped_column(Boolean)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
