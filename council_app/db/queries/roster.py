"""Reads of people: the roster, who can be named in the capture line, and what each of them allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from council_app.db.models import Answer, Attendance, Consent, Council, CouncilSession, Market, Note, Person, Trial, TrialClock
from council_app.domain.consent import ConsentRecord, may
from council_app.domain.enums import AttendanceStatus, Purpose
from council_app.domain.records import RosterLine, Speaker

# Built once: the capture line asks for it with every note.
_NAMEABLE = (
    select(Attendance.id, Attendance.seat, Person.name)
    .outerjoin(Person, Attendance.person_id == Person.id)
    .where(Attendance.session_id == bindparam("session"))
    .order_by(Attendance.seat)
)
# Counted in the index of who said what: the notes of a session are thousands, and none of them is read.
_HEARD = _NAMEABLE.add_columns(select(func.count()).where(Note.attendance_id == Attendance.id).scalar_subquery())
_SEATS = select(Attendance.seat).where(Attendance.session_id == bindparam("session"), Attendance.seat.is_not(None))

_ROSTER = (
    select(
        Attendance.id,
        Attendance.person_id,
        Attendance.seat,
        Person.name,
        Person.email,
        Person.phone,
        Attendance.status,
        Attendance.segments,
        Attendance.access_needs,
        Attendance.dietary,
        Attendance.invited_by,
        Attendance.guests,
        Attendance.queued,
    )
    .outerjoin(Person, Attendance.person_id == Person.id)
    .where(Attendance.session_id == bindparam("session"))
)


class _Registered(NamedTuple):
    """The columns of `_ROSTER`."""

    id: str
    person_id: str | None
    seat: str | None
    name: str | None
    email: str | None
    phone: str | None
    status: AttendanceStatus
    segments: tuple[str, ...]
    access_needs: str
    dietary: str
    invited_by: str
    guests: int
    queued: str


class Nameable(NamedTuple):
    """Somebody who can be meant by what is typed after `@`; `id` is of the attendance."""

    id: str
    seat: str | None
    name: str


def roster(session: Session, session_id: str) -> tuple[RosterLine, ...]:
    """Everybody registered for one session, by name."""
    # Plain values: a list of thousands is read again after every change, and mapped rows cost four times as much.
    rows = [_Registered._make(row) for row in session.connection().execute(_ROSTER, {"session": session_id})]
    allowed = consents(session, (row.id for row in rows))
    places = _places(rows)
    others = _elsewhere(session, session_id)
    lines = [_line(row, allowed[row.id], places.get(row.id), others.get(row.person_id or "", ())) for row in rows]
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.seat or "", line.id)))


def _places(rows: Sequence[_Registered]) -> Mapping[str, int]:
    """Where everybody who waits stands, from 1: in the order of registering."""
    waiting = sorted((row.queued, row.id) for row in rows if row.status is AttendanceStatus.WAITING)
    return {row: place for place, (_queued, row) in enumerate(waiting, start=1)}


def _elsewhere(session: Session, session_id: str) -> Mapping[str, tuple[str, ...]]:
    """Per person, the other sessions of the same council whose list they are on, without those they cancelled or missed."""
    here = aliased(CouncilSession)
    rows = session.execute(
        select(Attendance.person_id, Attendance.status, CouncilSession.key)
        .join(CouncilSession, Attendance.session_id == CouncilSession.id)
        .join(here, here.council_id == CouncilSession.council_id)
        .where(here.id == session_id, CouncilSession.id != session_id, Attendance.person_id.is_not(None), ~CouncilSession.rehearsal)
        .order_by(CouncilSession.starts, CouncilSession.key)
    )
    found: dict[str, tuple[str, ...]] = {}
    for person, status, key in rows:
        if person is not None and status not in (AttendanceStatus.CANCELLED, AttendanceStatus.NO_SHOW):
            found[person] = (*found.get(person, ()), key)
    return found


def attendances(session: Session, ids: Iterable[str]) -> tuple[Attendance, ...]:
    """The registrations of these ids that are there, in the order of `ids`."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Attendance] = {}
    for start in range(0, len(wanted), 500):
        rows = session.scalars(select(Attendance).where(Attendance.id.in_(wanted[start : start + 500])))
        found |= {row.id: row for row in rows}
    return tuple(found[each] for each in wanted if each in found)


def waiting(session: Session, session_id: str) -> tuple[str, ...]:
    """Ids of the registrations that wait, in their order."""
    statement = select(Attendance.id).where(Attendance.session_id == session_id, Attendance.status == AttendanceStatus.WAITING)
    return tuple(session.scalars(statement.order_by(Attendance.queued, Attendance.id)))


def heard(session: Session, ids: Sequence[str]) -> frozenset[str]:
    """Those registrations to which a note, a trial or a questionnaire belongs."""
    return _named_in(session, ids, (Note.attendance_id, Trial.attendance_id, TrialClock.attendance_id, Answer.attendance_id))


def with_traces(session: Session, ids: Sequence[str]) -> frozenset[str]:
    """Those that were heard or said what they allow: they cannot be taken off a list as if they never were."""
    return heard(session, ids) | _named_in(session, ids, (Consent.attendance_id,))


def _named_in(
    session: Session, ids: Sequence[str], columns: Iterable[InstrumentedAttribute[str] | InstrumentedAttribute[str | None]]
) -> frozenset[str]:
    found: set[str] = set()
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        for column in columns:
            found |= {row for row in session.scalars(select(column).where(column.in_(chunk)).distinct()) if row is not None}
    return frozenset(found)


def country_of(session: Session, session_id: str) -> str:
    """The country a session is held in, as ISO 3166 has it."""
    statement = (
        select(Market.country)
        .join(Council, Council.market_id == Market.id)
        .join(CouncilSession, CouncilSession.council_id == Council.id)
        .where(CouncilSession.id == session_id)
    )
    return session.scalars(statement).one()


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
    rows = session.connection().execute(_HEARD, {"session": session_id})
    return tuple(Speaker(id=found, seat=seat, name=name or "", heard=heard) for found, seat, name, heard in rows)


def nameable(session: Session, session_id: str) -> tuple[Nameable, ...]:
    """Everybody registered, by seat; as `speakers`, without counting what may be a hundred thousand notes."""
    rows = session.connection().execute(_NAMEABLE, {"session": session_id})
    return tuple(Nameable(found, seat, name or "") for found, seat, name in rows)


def seats_taken(session: Session, session_id: str) -> set[str]:
    """Seat codes in use at one session."""
    session.flush()  # what was given out a moment ago is taken, too
    return {seat for (seat,) in session.connection().execute(_SEATS, {"session": session_id}).all() if seat}


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


def _line(row: _Registered, records: tuple[ConsentRecord, ...], place: int | None, elsewhere: tuple[str, ...]) -> RosterLine:
    answered = {record.purpose for record in records}
    granted = tuple(purpose for purpose in Purpose if records and may(purpose, records))
    return RosterLine(
        id=row.id,
        person_id=row.person_id,
        seat=row.seat,
        name=row.name or "",
        email=row.email or "",
        phone=row.phone or "",
        status=row.status,
        segments=row.segments,
        access_needs=row.access_needs,
        dietary=row.dietary,
        invited_by=row.invited_by,
        consents=granted,
        refused=tuple(purpose for purpose in Purpose if purpose in answered and purpose not in granted),
        guests=row.guests,
        place=place,
        elsewhere=elsewhere,
    )
