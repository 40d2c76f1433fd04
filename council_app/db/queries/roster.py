"""Reads of people: the roster, who can be named in the capture line, and what each of them allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Consent, CouncilSession, Note, Person
from council_app.domain.consent import ConsentRecord, may
from council_app.domain.enums import Purpose
from council_app.domain.records import RosterLine, Speaker

# Built once: the capture line asks for it with every note.
_NAMEABLE = (
    select(Attendance.id, Attendance.seat, Person.name)
    .outerjoin(Person, Attendance.person_id == Person.id)
    .where(Attendance.session_id == bindparam("session"))
    .order_by(Attendance.seat)
)


class Nameable(NamedTuple):
    """Somebody who can be meant by what is typed after `@`; `id` is of the attendance."""

    id: str
    seat: str | None
    name: str


def roster(session: Session, session_id: str) -> tuple[RosterLine, ...]:
    """Everybody registered for one session, by name."""
    rows = session.execute(
        select(Attendance, Person).outerjoin(Person, Attendance.person_id == Person.id).where(Attendance.session_id == session_id)
    ).all()
    allowed = consents(session, (attendance.id for attendance, _ in rows))
    lines = [_line(attendance, person, allowed[attendance.id]) for attendance, person in rows]
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.seat or "", line.id)))


def consents(session: Session, attendances: Iterable[str]) -> dict[str, tuple[ConsentRecord, ...]]:
    """What was answered, per attendance; an attendance without an answer has an empty tuple."""
    found: dict[str, list[ConsentRecord]] = defaultdict(list)
    ids = list(attendances)
    for start in range(0, len(ids), 500):
        statement = select(Consent).where(Consent.attendance_id.in_(ids[start : start + 500])).order_by(Consent.at, Consent.id)
        for row in session.scalars(statement):
            found[row.attendance_id].append(_record(row))
    return defaultdict(tuple, {key: tuple(records) for key, records in found.items()})


def speakers(session: Session, session_id: str) -> tuple[Speaker, ...]:
    """Who can be named while capturing: everybody registered, with how often each was heard."""
    spoken = (
        select(Note.attendance_id, func.count())
        .where(Note.session_id == session_id, Note.attendance_id.is_not(None))
        .group_by(Note.attendance_id)
    )
    heard = {attendance: count for attendance, count in session.execute(spoken) if attendance is not None}
    return tuple(Speaker(id=found, seat=seat, name=name, heard=heard.get(found, 0)) for found, seat, name in nameable(session, session_id))


def nameable(session: Session, session_id: str) -> tuple[Nameable, ...]:
    """Everybody registered, by seat; as `speakers`, without counting what may be a hundred thousand notes."""
    rows = session.connection().execute(_NAMEABLE, {"session": session_id})
    return tuple(Nameable(found, seat, name or "") for found, seat, name in rows)


def seats_taken(session: Session, session_id: str) -> set[str]:
    """Seat codes in use at one session."""
    return {seat for seat in session.scalars(select(Attendance.seat).where(Attendance.session_id == session_id)) if seat}


def names(session: Session) -> tuple[Person, ...]:
    """Every person of the workspace: for the gate that keeps names out of what is published."""
    return tuple(session.scalars(select(Person)))


def everyone_at(session: Session, keys: Iterable[str]) -> tuple[str, ...]:
    """Ids of those who were in the room at the sessions named `keys`."""
    statement = (
        select(Attendance).join(CouncilSession, Attendance.session_id == CouncilSession.id).where(CouncilSession.key.in_(list(keys)))
    )
    return tuple(row.id for row in session.scalars(statement) if row.status.was_there)


def _record(row: Consent) -> ConsentRecord:
    return ConsentRecord(
        purpose=row.purpose, wording=row.wording, method=row.method, at=row.at, granted=row.granted, withdrawn_at=row.withdrawn_at
    )


def _line(attendance: Attendance, person: Person | None, records: tuple[ConsentRecord, ...]) -> RosterLine:
    answered = {record.purpose for record in records}
    granted = tuple(purpose for purpose in Purpose if may(purpose, records))
    return RosterLine(
        id=attendance.id,
        person_id=attendance.person_id,
        seat=attendance.seat,
        name=person.name if person else "",
        email=(person.email or "") if person else "",
        phone=person.phone if person else "",
        status=attendance.status,
        segments=attendance.segments,
        access_needs=attendance.access_needs,
        dietary=attendance.dietary,
        invited_by=attendance.invited_by,
        consents=granted,
        refused=tuple(purpose for purpose in Purpose if purpose in answered and purpose not in granted),
    )
