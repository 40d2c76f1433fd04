"""Hearing everyone: who is in the room, who spoke for how long, and how candid the room is. Never shown outside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Person, TalkingTurn
from council_app.db.queries import hearing as hearing_reads
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import room as room_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import NoteKind
from council_app.domain.records import Changes
from council_app.domain.talking import Talker, in_room
from council_app.errors import CouncilError, m_


@dataclass(frozen=True, slots=True)
class Candour:
    """Attendees with at least one friction, and with at least one praise."""

    friction: int
    praise: int


@dataclass(frozen=True, slots=True)
class Heard:
    """Who is in the room by seat, its candour in the whole session and in the block under way (None when there is none), and how many
    notes there are.
    """

    talkers: tuple[Talker, ...]
    session: Candour
    block: Candour | None
    notes: int


def heard(*, workspace: Workspace, session: str) -> Heard:
    """Who was heard so far.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.read() as reading:
        place = programme_reads.session_id(reading, session)
        block, _task = room_reads.under_way(reading, place)
        found = hearing_reads.tally(reading, place, block)
        return Heard(
            talkers=_talkers(reading, place, found.spoken),
            session=_candour(found.people),
            block=None if block is None else _candour(found.in_block),
            notes=found.notes,
        )


def talkers_of(session: Session, place: str) -> tuple[Talker, ...]:
    """Who is in the room, by seat."""
    return _talkers(session, place, hearing_reads.spoken_notes(session, place))


def _talkers(session: Session, place: str, notes: Mapping[str, int]) -> tuple[Talker, ...]:
    spoken = room_reads.talking(session, place)
    statement = (
        select(Attendance.id, Attendance.seat, Person.name, Attendance.status)
        .outerjoin(Person, Attendance.person_id == Person.id)
        .where(Attendance.session_id == place, Attendance.seat.is_not(None))
    )
    found = []
    for row, seat, name, status in session.execute(statement):
        seconds, turns = spoken.get(row, (0.0, 0))
        found.append(Talker(row, seat or "", name or "", status.was_there, notes.get(row, 0), seconds, turns))
    return in_room(sorted(found, key=lambda talker: (len(talker.seat), talker.seat)))


def record_turn(*, workspace: Workspace, attendance: str, started_at: datetime, seconds: float) -> Changes:
    """Write down that somebody spoke once.

    Raises:
        CouncilError: they are not on the list any more.
    """
    with workspace.write(m_("Count somebody's turn")) as writing:
        if writing.get(Attendance, attendance) is None:
            raise CouncilError("", m_("this person is not on the list any more"), m_("They may have been removed on another laptop."))
        writing.add(TalkingTurn(attendance_id=attendance, started_at=started_at, seconds=round(seconds, 1)))
        return changes(writing)


def _candour(kinds: Mapping[NoteKind, int]) -> Candour:
    return Candour(kinds.get(NoteKind.FRICTION, 0), kinds.get(NoteKind.PRAISE, 0))
