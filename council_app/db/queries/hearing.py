"""Reads of who was heard: notes per attendee, people per kind, and which session brought a theme first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Note, NoteTag
from council_app.db.queries.cohorts import among
from council_app.domain.enums import NoteKind, Raised


def spoken_notes(session: Session, session_id: str) -> dict[str, int]:
    """By attendance id, how many notes somebody is the speaker of, those with none left out; nods are not speaking."""
    statement = (
        select(Note.attendance_id, func.count())
        .where(Note.session_id == session_id, Note.attendance_id.is_not(None), Note.raised != Raised.AGREED)
        .group_by(Note.attendance_id)
    )
    return {attendance: count for attendance, count in session.execute(statement) if attendance is not None}


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
        select(Note.kind, func.count(Note.attendance_id.distinct()))
        .where(Note.session_id == session_id, Note.attendance_id.is_not(None), Note.raised != Raised.AGREED)
        .where(*among(Note.attendance_id, members))
    )
    if block is not None:
        statement = statement.where(Note.agenda_item_id == block)
    return dict(session.execute(statement.group_by(Note.kind)).all())


def new_themes(session: Session, session_ids: Sequence[str]) -> tuple[int, ...]:
    """How many tags each of these sessions, in their order, was the first to bring."""
    place = {found: number for number, found in enumerate(session_ids)}
    tagged = select(NoteTag.tag_id, Note.session_id).join(Note, NoteTag.note_id == Note.id)
    pairs = tagged.where(Note.session_id.in_(session_ids)).distinct()
    first: dict[str, int] = {}
    for tag, where in session.execute(pairs):
        first[tag] = min(first.get(tag, len(place)), place[where])
    brought = Counter(first.values())
    return tuple(brought[number] for number in range(len(session_ids)))
