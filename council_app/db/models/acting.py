"""What is done with insights: leadership workshops, tickets in other teams' trackers, calls to people who complained."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import SyncedRow
from council_app.db.types import Day, Moment, Value, Word
from council_app.domain.enums import CallOutcome, Decision, Solved, TicketState, Tracker


class Workshop(SyncedRow):
    """A meeting of those who decide, going through insights one by one."""

    __tablename__ = "workshop"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)


class WorkshopItem(SyncedRow):
    """An insight before a workshop, in its order.

    Attributes:
        impact_votes, effort_votes: how many hands went up for 1, 2, 3, 4 and 5: five whole numbers each.
    """

    __tablename__ = "workshop_item"
    __table_args__ = (UniqueConstraint("workshop_id", "insight_id"),)

    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id"))
    insight_id: Mapped[str] = mapped_column(ForeignKey("insight.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    impact_votes: Mapped[object] = mapped_column(Value, default=lambda: [0] * 5)
    effort_votes: Mapped[object] = mapped_column(Value, default=lambda: [0] * 5)
    decision: Mapped[Decision | None] = mapped_column(Word(Decision))
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(Moment)


class Delegation(SyncedRow):
    """An insight handed to a team's tracker; what became of it there is typed in or read from a CSV file.

    Attributes:
        reference: the ticket's key there, such as `PAY-412`; "" until somebody says it.
        status: the tracker's own word; `state` is ours for it, since `state_at`.
        remind: when to ask again.
    """

    __tablename__ = "delegation"
    __table_args__ = (UniqueConstraint("insight_id", "tracker"),)

    insight_id: Mapped[str] = mapped_column(ForeignKey("insight.id"))
    tracker: Mapped[Tracker] = mapped_column(Word(Tracker))
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[str] = mapped_column(Text, default="")
    reference: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[TicketState] = mapped_column(Word(TicketState), default=TicketState.OPEN)
    state_at: Mapped[datetime] = mapped_column(Moment)
    remind: Mapped[date | None] = mapped_column(Day)


class PhoneCall(SyncedRow):
    """One call to somebody who complained and allowed contact; `said` is what was talked about, in the caller's words."""

    __tablename__ = "phone_call"

    attendance_id: Mapped[str] = mapped_column(ForeignKey("attendance.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[CallOutcome] = mapped_column(Word(CallOutcome))
    solved: Mapped[Solved | None] = mapped_column(Word(Solved))
    said: Mapped[str] = mapped_column(Text, default="")
    follow_up: Mapped[date | None] = mapped_column(Day)


class CallScript(SyncedRow):
    """What a caller says, in one language."""

    __tablename__ = "call_script"

    locale: Mapped[str] = mapped_column(String(16), unique=True)
    text: Mapped[str] = mapped_column(Text)
