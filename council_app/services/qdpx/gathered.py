"""What of a workspace goes into a project: read in a few passes over whole tables, because it may be a hundred thousand notes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import (
    Attendance,
    Council,
    CouncilSession,
    Highlight,
    Journey,
    Market,
    Note,
    NoteTag,
    Source,
    SourcePart,
    Stage,
    Tag,
    Task,
)
from council_app.db.queries.notes import all_who_refused_notes
from council_app.domain.enums import Channel, NoteKind, Raised, SessionKind, Severity
from council_app.errors import CouncilError, m_


class GivenNote(NamedTuple):
    """A note as it goes out; `stage` and `task` are keys."""

    id: str
    session_id: str
    attendance_id: str | None
    key: str | None
    at: dt.datetime
    author: str
    text: str
    kind: NoteKind
    severity: Severity | None
    verbatim: bool
    raised: Raised
    channel: Channel | None
    starred: bool
    reply_to: str | None
    stage: str | None
    task: str | None


class GivenSession(NamedTuple):
    """A session with what another program is told about it."""

    id: str
    key: str
    kind: SessionKind
    starts: str
    ends: str
    venue: str
    council: str
    city: str
    date: dt.date
    timezone: str
    title: str
    market: str
    country: str


class GivenTag(NamedTuple):
    """A tag on a whole note."""

    id: str
    tag: str
    coder: str


class GivenHighlight(NamedTuple):
    """A highlight, without its note."""

    id: str
    tag: str
    coder: str
    starts: int
    ends: int
    selection: str
    at: dt.datetime | None


class GivenSource(NamedTuple):
    """A text that was imported, with its notes and the white space before each."""

    id: str
    session_id: str
    name: str
    author: str
    at: dt.datetime | None
    tail: str
    parts: Sequence[tuple[str, str]]


class GivenAttendee(NamedTuple):
    """Somebody who was heard: a seat."""

    id: str
    session_id: str
    seat: str
    segments: tuple[str, ...]


@dataclass(slots=True)
class Gathered:
    """Everything that goes out, by id."""

    sessions: Mapping[str, GivenSession]
    notes: Mapping[str, GivenNote]
    tags: Sequence[Tag]
    whole: Mapping[str, Sequence[GivenTag]]
    highlights: Mapping[str, Sequence[GivenHighlight]]
    sources: Sequence[GivenSource]
    attendees: Sequence[GivenAttendee]
    withheld: int = 0
    in_sources: frozenset[str] = field(default_factory=frozenset)


def gather(session: Session, keys: Iterable[str]) -> Gathered:
    """What of these sessions goes out, of all when none is named; nothing of rehearsals, and no words of who refused notes.

    Raises:
        CouncilError: there is no such session, or it is a rehearsal.
    """
    sessions = _sessions(session, list(keys))
    silent = all_who_refused_notes(session)
    notes = _notes(session)
    kept = {row.id: row for row in notes if row.session_id in sessions and row.attendance_id not in silent}
    sources = _sources(session, sessions)
    return Gathered(
        sessions=sessions,
        notes=kept,
        tags=tuple(session.scalars(select(Tag).order_by(Tag.path))),
        whole=_whole(session, kept),
        highlights=_highlights(session, kept),
        sources=sources,
        attendees=_attendees(session, sessions, silent),
        withheld=sum(1 for row in notes if row.session_id in sessions and row.attendance_id in silent),
        in_sources=frozenset(note for source in sources for note, _ in source.parts),
    )


def codebook(session: Session) -> Sequence[Tag]:
    """Every tag, those above before those below."""
    return tuple(session.scalars(select(Tag).order_by(Tag.path)))


def _sessions(session: Session, keys: Sequence[str]) -> dict[str, GivenSession]:
    statement = (
        select(
            CouncilSession.id,
            CouncilSession.key,
            CouncilSession.kind,
            CouncilSession.starts,
            CouncilSession.ends,
            CouncilSession.venue,
            Council.key,
            Council.city,
            Council.date,
            Council.timezone,
            Council.title,
            Market.key,
            Market.country,
        )
        .join(Council, CouncilSession.council_id == Council.id)
        .join(Market, Council.market_id == Market.id)
        .where(~CouncilSession.rehearsal)
        .order_by(Council.date, CouncilSession.starts, CouncilSession.key)
    )
    rows = [GivenSession._make(row) for row in session.execute(statement)]
    known = {row.key for row in rows}
    for key in keys:
        if key not in known:
            raise CouncilError(key, m_("there is no session of this key, or it is a rehearsal"), m_("Name a session that was held."))
    return {row.id: row for row in rows if not keys or row.key in keys}


def _notes(session: Session) -> list[GivenNote]:
    statement = (
        select(
            Note.id,
            Note.session_id,
            Note.attendance_id,
            Note.key,
            Note.at,
            Note.author,
            Note.text,
            Note.kind,
            Note.severity,
            Note.verbatim,
            Note.raised,
            Note.channel,
            Note.starred,
            Note.reply_to_id,
            Journey.key + "/" + Stage.key,
            Task.key,
        )
        .outerjoin(Stage, Note.stage_id == Stage.id)
        .outerjoin(Journey, Stage.journey_id == Journey.id)
        .outerjoin(Task, Note.task_id == Task.id)
        .order_by(Note.session_id, Note.at, Note.id)
    )
    return [GivenNote._make(row) for row in session.connection().execute(statement)]


def _whole(session: Session, notes: Mapping[str, GivenNote]) -> dict[str, list[GivenTag]]:
    found: dict[str, list[GivenTag]] = defaultdict(list)
    statement = select(NoteTag.note_id, NoteTag.id, NoteTag.tag_id, NoteTag.coder).where(NoteTag.whole).order_by(NoteTag.id)
    for note, row, tag, coder in session.connection().execute(statement):
        if note in notes:
            found[note].append(GivenTag(row, tag, coder))
    return found


def _highlights(session: Session, notes: Mapping[str, GivenNote]) -> dict[str, list[GivenHighlight]]:
    found: dict[str, list[GivenHighlight]] = defaultdict(list)
    statement = select(
        Highlight.note_id,
        Highlight.id,
        Highlight.tag_id,
        Highlight.coder,
        Highlight.starts,
        Highlight.ends,
        Highlight.selection,
        Highlight.at,
    ).order_by(Highlight.id)
    for row in session.connection().execute(statement):
        if row[0] in notes:
            found[row[0]].append(GivenHighlight._make(row[1:]))
    return found


def _sources(session: Session, sessions: Mapping[str, GivenSession]) -> tuple[GivenSource, ...]:
    parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    lying = select(SourcePart.source_id, SourcePart.note_id, SourcePart.lead).order_by(SourcePart.source_id, SourcePart.position)
    for source, note, lead in session.connection().execute(lying):
        parts[source].append((note, lead))
    statement = select(Source.id, Source.session_id, Source.name, Source.author, Source.at, Source.tail)
    rows = session.connection().execute(statement.order_by(Source.session_id, Source.position, Source.id))
    return tuple(GivenSource(*row, parts[row[0]]) for row in rows if row[1] in sessions)


def _attendees(session: Session, sessions: Mapping[str, GivenSession], silent: frozenset[str]) -> tuple[GivenAttendee, ...]:
    statement = select(Attendance.id, Attendance.session_id, Attendance.seat, Attendance.segments).where(Attendance.seat.is_not(None))
    rows = session.connection().execute(statement.order_by(Attendance.session_id, Attendance.seat))
    return tuple(GivenAttendee(row[0], row[1], row[2] or "", row[3]) for row in rows if row[1] in sessions and row[0] not in silent)
