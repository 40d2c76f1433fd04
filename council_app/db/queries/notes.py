"""Reads of notes: pages of a stream or a list, newest first, by keyset so that a page costs the same at a hundred and a million."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Row as ResultRow
from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Council, CouncilSession, Journey, Note, NoteTag, Person, Stage, Tag, Task
from council_app.domain.records import NoteLine, TagLabel
from council_app.errors import CouncilError, m_

_CHUNK = 500

NoteRow = ResultRow[Note, str, str, str, str | None, str | None, str | None, str | None, str | None]


def page(session: Session, *, session_id: str | None, before: str | None, limit: int, with_names: bool = False) -> tuple[NoteLine, ...]:
    """Up to `limit` notes older than the note `before`, newest first.

    Args:
        session: the read.
        session_id: only this session's notes; None for all.
        before: id of the last note already shown; None for the first page.
        limit: at most so many.
        with_names: fill `first_name`, for the room only.
    """
    statement = _lines().order_by(Note.at.desc(), Note.id.desc()).limit(limit)
    if session_id is not None:
        statement = statement.where(Note.session_id == session_id)
    if before is not None:
        last = session.execute(select(Note.at, Note.id).where(Note.id == before)).one()
        statement = statement.where(or_(Note.at < last.at, and_(Note.at == last.at, Note.id < last.id)))
    return _built(session, session.execute(statement).all(), with_names=with_names)


def lines(session: Session, ids: Iterable[str], *, with_names: bool = False) -> tuple[NoteLine, ...]:
    """The notes with these ids, oldest first."""
    wanted = list(ids)
    found: list[NoteLine] = []
    for start in range(0, len(wanted), _CHUNK):
        rows = session.execute(_lines().where(Note.id.in_(wanted[start : start + _CHUNK]))).all()
        found.extend(_built(session, rows, with_names=with_names))
    return tuple(sorted(found, key=lambda line: (line.at, line.id)))


def session_notes(session: Session, session_id: str) -> tuple[NoteLine, ...]:
    """All notes of one session, oldest first."""
    rows = session.execute(_lines().where(Note.session_id == session_id).order_by(Note.at, Note.id)).all()
    return _built(session, rows, with_names=False)


def tags_of(session: Session, ids: Sequence[str]) -> dict[str, tuple[TagLabel, ...]]:
    """Tags per note, in order of their path."""
    found: dict[str, list[TagLabel]] = defaultdict(list)
    for start in range(0, len(ids), _CHUNK):
        statement = (
            select(NoteTag.note_id, Tag.id, Tag.path, Tag.colour)
            .join(Tag, NoteTag.tag_id == Tag.id)
            .where(NoteTag.note_id.in_(ids[start : start + _CHUNK]))
            .order_by(Tag.path)
        )
        for note, tag, path, colour in session.execute(statement):
            found[note].append(TagLabel(id=tag, path=path, colour=colour))
    return {note: tuple(tags) for note, tags in found.items()}


def all_tags(session: Session) -> tuple[TagLabel, ...]:
    """The codebook as a flat list, in order of its paths."""
    rows = session.execute(select(Tag.id, Tag.path, Tag.colour).order_by(Tag.path))
    return tuple(TagLabel(id=tag, path=path, colour=colour) for tag, path, colour in rows)


def _lines() -> Select[Note, str, str, str, str | None, str | None, str | None, str | None, str | None]:
    return (
        select(Note, CouncilSession.key, Council.city, Council.timezone, Attendance.seat, Person.name, Journey.key, Stage.key, Task.key)
        .join(CouncilSession, Note.session_id == CouncilSession.id)
        .join(Council, CouncilSession.council_id == Council.id)
        .outerjoin(Attendance, Note.attendance_id == Attendance.id)
        .outerjoin(Person, Attendance.person_id == Person.id)
        .outerjoin(Stage, Note.stage_id == Stage.id)
        .outerjoin(Journey, Stage.journey_id == Journey.id)
        .outerjoin(Task, Note.task_id == Task.id)
    )


def _built(session: Session, rows: Sequence[NoteRow], *, with_names: bool) -> tuple[NoteLine, ...]:
    tags = tags_of(session, [row[0].id for row in rows])
    return tuple(_lines_of(rows, tags, with_names=with_names))


def _lines_of(rows: Sequence[NoteRow], tags: dict[str, tuple[TagLabel, ...]], *, with_names: bool) -> Iterator[NoteLine]:
    for note, session_key, city, zone, seat, name, journey, stage, task in rows:
        yield NoteLine(
            id=note.id,
            key=note_key(note),
            session_key=session_key,
            city=city,
            zone=zone,
            at=note.at,
            author=note.author,
            seat=seat,
            text=note.text,
            kind=note.kind,
            severity=note.severity,
            verbatim=note.verbatim,
            raised=note.raised,
            channel=note.channel,
            tags=tags.get(note.id, ()),
            reply_to=note.reply_to_id,
            stage=f"{journey}/{stage}" if stage else None,
            task=task,
            first_name=name.split()[0] if with_names and name and name.split() else None,
        )


def note_key(note: Note) -> str:
    """The name of a note in plan files: its own key, or `n-` and its id."""
    return note.key or f"n-{note.id}"


def id_named(session: Session, name: str) -> str:
    """The id of a note named by its id, its key, or `n-` and its id.

    Raises:
        CouncilError: there is no such note.
    """
    found = session.scalar(select(Note.id).where(or_(Note.id == name.removeprefix("n-"), Note.key == name)))
    if found is None:
        raise CouncilError(name, m_("there is no such note"), m_("Note ids are printed by: council note, council history"))
    return found
