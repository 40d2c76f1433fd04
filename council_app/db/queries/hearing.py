"""Reads of who was heard: notes per attendee, people per kind, and which session brought a theme first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, NoteTally
from council_app.db.queries.cohorts import among
from council_app.domain.enums import NoteKind, Raised

# Built once: every note that is written asks for it.
_TALLY = select(NoteTally.attendance_id, NoteTally.kind, NoteTally.raised, NoteTally.agenda_item_id, NoteTally.notes).where(
    NoteTally.session_id == bindparam("session")
)


def spoken_notes(session: Session, session_id: str) -> dict[str, int]:
    """By attendance id, how many notes somebody is the speaker of, those with none left out; nods are not speaking."""
    statement = (
        select(NoteTally.attendance_id, func.sum(NoteTally.notes))
        .where(NoteTally.session_id == session_id, NoteTally.attendance_id != "", NoteTally.raised != Raised.AGREED)
        .group_by(NoteTally.attendance_id)
    )
    return dict(session.execute(statement).all())


@dataclass(frozen=True, slots=True)
class Tally:
    """What one session's notes come to for the room.

    Attributes:
        notes: all of them.
        spoken: by attendance id, how many somebody is the speaker of; nods are not speaking.
        people: how many attendees have at least one note of each kind, nods not counted.
        in_block: the same in one agenda item.
    """

    notes: int
    spoken: Mapping[str, int]
    people: Mapping[NoteKind, int]
    in_block: Mapping[NoteKind, int]


def tally(session: Session, session_id: str, block: str | None) -> Tally:
    """What the notes come to, as counted when they were written: the room asks after every note.

    Args:
        session: the read.
        session_id: where.
        block: the agenda item for `in_block`.
    """
    rows = session.connection().execute(_TALLY, {"session": session_id})
    spoken: Counter[str] = Counter()
    people: dict[NoteKind, set[str]] = defaultdict(set)
    in_block: dict[NoteKind, set[str]] = defaultdict(set)
    notes = 0
    for attendance, kind, raised, item, count in rows:
        notes += count
        if not attendance or raised is Raised.AGREED:
            continue
        spoken[attendance] += count
        people[kind].add(attendance)
        if block is not None and item == block:
            in_block[kind].add(attendance)
    return Tally(notes, spoken, _sizes(people), _sizes(in_block))


def _sizes(people: Mapping[NoteKind, set[str]]) -> dict[NoteKind, int]:
    return {kind: len(who) for kind, who in people.items()}


def notes_by_attendee(session: Session, session_id: str, members: frozenset[str] | None = None) -> tuple[int, ...]:
    """How many notes each person who was there is the speaker of, the silent with 0. Of `members` only, if given."""
    counts = spoken_notes(session, session_id)
    everybody = select(Attendance.id, Attendance.status).where(Attendance.session_id == session_id, *among(Attendance.id, members))
    there = session.execute(everybody.order_by(Attendance.id))
    return tuple(counts.get(attendance, 0) for attendance, status in there if status.was_there or attendance in counts)


def people_by_kind(
    session: Session, session_id: str, members: frozenset[str] | None = None, *, block: str | None = None
) -> Mapping[NoteKind, int]:
    """How many attendees have at least one note of each kind; nods are not counted.

    Args:
        session: the read.
        session_id: where.
        members: of these attendances only, if given.
        block: said in this agenda item only, if given.
    """
    statement = (
        select(NoteTally.kind, func.count(NoteTally.attendance_id.distinct()))
        .where(NoteTally.session_id == session_id, NoteTally.attendance_id != "", NoteTally.raised != Raised.AGREED)
        .where(*among(NoteTally.attendance_id, members))
    )
    if block is not None:
        statement = statement.where(NoteTally.agenda_item_id == block)
    return dict(session.execute(statement.group_by(NoteTally.kind)).all())
