"""Reads of one session's room: its life, its agenda as it goes, what was asked, parked and said by whom for how long."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from council_app.db.models import AgendaItem, AskedQuestion, Attendance, CouncilSession, ParkedItem, SessionEvent, TalkingTurn, Task
from council_app.domain.clock import Block
from council_app.domain.manners import MANNERS, only_one
from council_app.domain.records import SessionRef
from council_app.domain.room import Event, MustAsk, Parked, RoomFacts

# Built once: every note that is written asks for it.
_UNDER_WAY = (
    select(AgendaItem.id, AgendaItem.task_id)
    .where(AgendaItem.session_id == bindparam("session"), AgendaItem.started_at.is_not(None), AgendaItem.ended_at.is_(None))
    .order_by(AgendaItem.started_at.desc(), AgendaItem.id.desc())
    .limit(1)
)

_ALONE = (
    select(Attendance.id, Attendance.status)
    .join(CouncilSession, Attendance.session_id == CouncilSession.id)
    .where(CouncilSession.id == bindparam("session"), CouncilSession.kind.in_([kind for kind, manner in MANNERS.items() if manner.alone]))
)


def alone(session: Session, session_id: str) -> str | None:
    """The attendance whose words are written down without `@`: the only one of a call; None in any other session."""
    return only_one((who, status) for who, status in session.connection().execute(_ALONE, {"session": session_id}))


def room(session: Session, place: SessionRef) -> RoomFacts:
    """One session's room."""
    agenda = blocks(session, place.id)
    return RoomFacts(
        session=place.key,
        starts=place.starts,
        ends=place.ends,
        zone=place.zone,
        events=events(session, place.id),
        blocks=agenda,
        asks=_asks(session, place, agenda),
        parked=_parked(session, place.id),
    )


def events(session: Session, session_id: str) -> tuple[Event, ...]:
    """The steps of a session's life, oldest first."""
    statement = select(SessionEvent.at, SessionEvent.step, SessionEvent.reason).where(SessionEvent.session_id == session_id)
    return tuple(Event(*row) for row in session.execute(statement.order_by(SessionEvent.at, SessionEvent.id)))


def blocks(session: Session, session_id: str) -> tuple[Block, ...]:
    """The agenda in order, as planned and as it went."""
    statement = select(AgendaItem, Task).outerjoin(Task, AgendaItem.task_id == Task.id).where(AgendaItem.session_id == session_id)
    return tuple(_block(item, task) for item, task in session.execute(statement.order_by(AgendaItem.position, AgendaItem.id)))


def under_way(session: Session, session_id: str) -> tuple[str | None, str | None]:
    """The ids of the block that is under way and of its task."""
    found = session.connection().execute(_UNDER_WAY, {"session": session_id}).first()
    return (None, None) if found is None else (found[0], found[1])


def task_of(session: Session, item: str | None) -> str | None:
    """The id of the task of a block."""
    return session.scalar(select(AgendaItem.task_id).where(AgendaItem.id == item)) if item else None


def talking(session: Session, session_id: str) -> dict[str, tuple[float, int]]:
    """Per attendance that spoke: seconds in all, and turns."""
    statement = (
        select(TalkingTurn.attendance_id, func.sum(TalkingTurn.seconds), func.count())
        .join(Attendance, TalkingTurn.attendance_id == Attendance.id)
        .where(Attendance.session_id == session_id)
        .group_by(TalkingTurn.attendance_id)
    )
    return {attendance: (float(seconds), turns) for attendance, seconds, turns in session.execute(statement)}


def _block(item: AgendaItem, task: Task | None) -> Block:
    more = [question for question in (task.must_ask if task else ()) if question not in item.must_ask]
    return Block(
        id=item.id,
        title=item.title,
        minutes=item.minutes,
        extra=item.extra,
        must_ask=(*item.must_ask, *more),
        prompt=item.prompt,
        task=task.text if task else "",
        started_at=item.started_at,
        ended_at=item.ended_at,
        running_since=item.running_since,
        spent=item.spent,
    )


def _asks(session: Session, place: SessionRef, agenda: Sequence[Block]) -> tuple[MustAsk, ...]:
    """What the agenda says must be asked; where it says nothing, what is asked in every session of this kind."""
    asked = set(session.scalars(select(AskedQuestion.question).where(AskedQuestion.session_id == place.id)))
    planned = tuple(MustAsk(question, block.id, question in asked) for block in agenda for question in block.must_ask)
    return planned or tuple(MustAsk(probe.text, "", probe.text in asked, probe) for probe in MANNERS[place.kind].probes)


def _parked(session: Session, session_id: str) -> tuple[Parked, ...]:
    rows = session.scalars(select(ParkedItem).where(ParkedItem.session_id == session_id).order_by(ParkedItem.at, ParkedItem.id))
    return tuple(Parked(row.id, row.text, row.owner, row.done_at is not None) for row in rows)
