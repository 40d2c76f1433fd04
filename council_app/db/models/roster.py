"""People, their attendances and what they allowed. The only tables that hold names."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import SyncedRow, new_secret
from council_app.db.types import Items, Moment, Word
from council_app.domain.enums import AttendanceStatus, ConsentMethod, Purpose

NOTES_IN_DOUBT = "purpose = 'notes' AND (NOT granted OR withdrawn_at IS NOT NULL OR trim(wording, char(9, 10, 11, 12, 13, 32)) = '')"
"""Answers that are no plain yes to being written down: hardly anybody's, so that every list can ask. In SQL, word for word as indexed."""


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
    __table_args__ = (
        UniqueConstraint("session_id", "seat"),
        UniqueConstraint("session_id", "person_id"),
        Index("ix_attendance_seat_secret", "seat_secret", unique=True, sqlite_where=text("seat_secret IS NOT NULL")),
    )

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
    arrived_at: Mapped[datetime | None] = mapped_column(Moment)
    seat_secret: Mapped[str | None] = mapped_column(String(16), default=new_secret)
    """What the badge says instead of a name. None on rows from before there were badges, until one is needed."""


class Consent(SyncedRow):
    """One answer to one purpose. A later answer replaces an earlier one; a withdrawal is kept on the answer it ends.

    `locale` is the language the wording was read in, where that is known; `signature` the strokes of a signature, each a list of
    x, y between 0 and 1, None when nothing was signed on the screen.
    """

    __tablename__ = "consent"
    __table_args__ = (
        Index("ix_consent_attendance_id_purpose", "attendance_id", "purpose"),
        Index("ix_consent_refused", "attendance_id", sqlite_where=text(NOTES_IN_DOUBT)),
        CheckConstraint("trim(wording) <> ''", name="names_its_wording"),
    )

    attendance_id: Mapped[str] = mapped_column(ForeignKey("attendance.id"))
    purpose: Mapped[Purpose] = mapped_column(Word(Purpose))
    wording: Mapped[str] = mapped_column(String(32))
    method: Mapped[ConsentMethod] = mapped_column(Word(ConsentMethod))
    at: Mapped[datetime] = mapped_column(Moment)
    granted: Mapped[bool] = mapped_column(Boolean)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    locale: Mapped[str] = mapped_column(String(16), default="")
    signature: Mapped[str | None] = mapped_column(Text)


class ConsentRequest(SyncedRow):
    """Somebody was asked about a wording at this moment and has not answered yet; a note for the team, never an answer."""

    __tablename__ = "consent_request"

    attendance_id: Mapped[str] = mapped_column(ForeignKey("attendance.id"), index=True)
    wording: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(Moment)
