"""What stands on one person's words: their notes, the insights that rest on them, and what was written with them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Highlight, Insight, Note, Publication
from council_app.db.queries import insights as insight_reads


def same_person(session: Session, attendance: Attendance) -> tuple[Attendance, ...]:
    """Every attendance of the human behind one; only itself when nobody knows who that is."""
    if attendance.person_id is None:
        return (attendance,)
    return tuple(session.scalars(select(Attendance).where(Attendance.person_id == attendance.person_id).order_by(Attendance.id)))


def notes_of(session: Session, attendances: Iterable[str]) -> tuple[str, ...]:
    """Ids of what was said by these attendances, oldest first."""
    return tuple(session.scalars(select(Note.id).where(Note.attendance_id.in_(list(attendances))).order_by(Note.at, Note.id)))


def highlights_on(session: Session, notes: Collection[str]) -> int:
    """How many spans of these notes carry a tag."""
    given = select(func.json_each(json.dumps(list(notes))).table_valued("value").c.value)
    return session.scalar(select(func.count()).select_from(Highlight).where(Highlight.note_id.in_(given))) or 0


def insights_on(session: Session, notes: Collection[str]) -> tuple[str, ...]:
    """Keys of the insights that any of these notes speaks for or against, or would if its speaker had not taken consent back."""
    wanted = set(notes)
    keys = dict(session.execute(select(Insight.id, Insight.key)).all())
    voices = insight_reads.voices(session)
    return tuple(sorted(keys[found] for found, sides in voices.items() if any(voice.note in wanted for voice in sides.every())))


def titles_of(session: Session, keys: Collection[str]) -> tuple[str, ...]:
    """The titles of insights, in the order of their keys as given."""
    titles = dict(session.execute(select(Insight.key, Insight.title).where(Insight.key.in_(keys))).all())
    return tuple(titles[key] for key in keys)


def publications_with(session: Session, notes: Collection[str]) -> Sequence[Publication]:
    """What was written to files here and quotes any of these notes, oldest first."""
    wanted = set(notes)
    rows = session.scalars(select(Publication).order_by(Publication.at, Publication.id))
    return [row for row in rows if wanted.intersection(row.notes)]
