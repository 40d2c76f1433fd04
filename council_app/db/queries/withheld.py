"""Which rows hold words of people who refused notes, for what reads rows whole: the change log and the plan file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, ChangeRow, Note
from council_app.db.queries import posts
from council_app.db.queries.notes import who_refused_notes

WORDS = {"note": "text", "answer": "value", "note_photo": "caption", "phone_call": "said"}
"""The tables that hold what somebody said, and in which column."""


POST_WORDS = {"post": ("text", "written"), "post_out": ("text", "claims"), "post_override": ("words",)}
"""The tables that may repeat words of notes, and in which columns."""


def silent(session: Session) -> frozenset[str]:
    """Every attendance whose words are not to be read."""
    return who_refused_notes(session, session.scalars(select(Attendance.id)).all())


def notes_of(session: Session, attendances: Collection[str]) -> frozenset[str]:
    """Ids of what these attendances said."""
    given = select(func.json_each(json.dumps(list(attendances))).table_valued("value").c.value)
    return frozenset(session.scalars(select(Note.id).where(Note.attendance_id.in_(given))))


def logged_words(session: Session, rows: Iterable[str]) -> frozenset[str]:
    """Which of these rows hold words of somebody who refused notes: of whoever they were ever said to be of, deleted ones included."""
    speakers = _sides(session, rows, "attendance_id")
    on_notes = _sides(session, rows, "note_id")
    said_by = _sides(session, set().union(*on_notes.values()), "attendance_id")
    for row, notes in on_notes.items():
        speakers[row] |= set().union(*(said_by[note] for note in notes))
    refused = who_refused_notes(session, set().union(*speakers.values()))
    return frozenset(row for row, who in speakers.items() if who & refused)


def posts_with_refused(session: Session, rows: Collection[str]) -> frozenset[str]:
    """Which of these posts, published records and answers for sentences quote, or ever quoted, somebody who refused notes."""
    owners = {row: row for row in rows}
    for row, values in _logged(session, POST_WORDS, rows):
        owners.update((row, side) for side in values.get("post_id", ()) if side)
    notes = posts.ever_quoted(session, owners.values())
    said_by = _sides(session, set().union(*notes.values()), "attendance_id")
    refused = who_refused_notes(session, set().union(*said_by.values()))
    return frozenset(row for row, post in owners.items() if any(said_by[note] & refused for note in notes.get(post, ())))


def _logged(session: Session, entities: Iterable[str], rows: Iterable[str]) -> Iterator[tuple[str, dict[str, list[str | None]]]]:
    given = select(func.json_each(json.dumps(list(rows))).table_valued("value").c.value)
    statement = select(ChangeRow.row_id, ChangeRow.values).where(ChangeRow.entity.in_(entities), ChangeRow.row_id.in_(given))
    yield from ((row, json.loads(values)) for row, values in session.execute(statement))


def _sides(session: Session, rows: Iterable[str], column: str) -> defaultdict[str, set[str]]:
    """What stood in a column of these rows, now or earlier, by the log."""
    found = defaultdict[str, set[str]](set)
    for row, values in _logged(session, WORDS, rows):
        found[row].update(side for side in values.get(column, ()) if side)
    return found
