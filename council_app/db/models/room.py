"""What happens in the room besides notes: how a session began and ended, what was asked and parked, who spoke for how long."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import SyncedRow
from council_app.db.types import Moment, Word
from council_app.domain.enums import SessionStep


class SessionEvent(SyncedRow):
    """One step in a session's life: started, closed, or reopened for a `reason`. The newest says how the session stands."""

    __tablename__ = "session_event"

    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    step: Mapped[SessionStep] = mapped_column(Word(SessionStep))
    reason: Mapped[str] = mapped_column(Text, default="")


class AskedQuestion(SyncedRow):
    """A must-ask that was asked. Known by its words, so that an agenda may be planned anew around it."""

    __tablename__ = "asked_question"

    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    question: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


class ParkedItem(SyncedRow):
    """Something put off in the room: it returns at the wrap-up. `owner` is somebody of the company, "" while nobody took it."""

    __tablename__ = "parked_item"

    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text, default="")
    done_at: Mapped[datetime | None] = mapped_column(Moment)


class TalkingTurn(SyncedRow):
    """One attendee speaking once, from `started_at` for so many `seconds`; written when the turn is over."""

    __tablename__ = "talking_turn"

    attendance_id: Mapped[str] = mapped_column(ForeignKey("attendance.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(Moment)
    seconds: Mapped[float] = mapped_column(Float)


class Marker(SyncedRow):
    """A moment marked by one key while there was no time to write, to be typed out later.

    Attributes:
        letter: the key, from `a` to `z`.
        note_id: what it was typed out as; None until then.
        dropped_at: when it was decided that nothing need be written.
    """

    __tablename__ = "marker"
    __table_args__ = (
        Index("ix_marker_agenda_item_id", "agenda_item_id", sqlite_where=text("agenda_item_id IS NOT NULL")),
        Index("ix_marker_note_id", "note_id", sqlite_where=text("note_id IS NOT NULL")),
    )

    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    letter: Mapped[str] = mapped_column(String(1))
    agenda_item_id: Mapped[str | None] = mapped_column(ForeignKey("agenda_item.id"))
    note_id: Mapped[str | None] = mapped_column(ForeignKey("note.id"))
    dropped_at: Mapped[datetime | None] = mapped_column(Moment)
