"""Reads of the door: who is on one session's list, who is in, and how many came of those who had said yes before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import BindParameter, Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, ChangeRow, Consent, Council, CouncilSession, Person
from council_app.db.queries.programme import no_such_session
from council_app.domain.door import Guest
from council_app.domain.enums import AttendanceStatus, Purpose, SessionKind
from council_app.domain.forecast import Turnout

# Built once: the door asks with everybody who comes.
_SHOWN = (
    Attendance.id,
    Attendance.seat,
    Attendance.seat_secret,
    Person.name,
    Person.email,
    Attendance.status,
    (Attendance.access_needs != "").label("access"),
    (Attendance.dietary != "").label("diet"),
    Attendance.guests,
    Attendance.queued,
)
_GUESTS = (
    select(*_SHOWN)
    .outerjoin(Person, Attendance.person_id == Person.id)
    .where(Attendance.session_id == bindparam("session"))
    .order_by(Person.name, Attendance.seat, Attendance.id)
)
_GUEST = select(*_SHOWN).outerjoin(Person, Attendance.person_id == Person.id).where(Attendance.id == bindparam("attendance"))
_HERE = Attendance.session_id == bindparam("session")
_ASKED: BindParameter[str] = bindparam("asked")
# The signs that belong to one person of a session, the surest first; every one of them has an index.
_SIGNS: tuple[Select[str], ...] = (
    select(Attendance.id).where(_HERE, Attendance.id == _ASKED),
    select(Attendance.id).where(_HERE, Attendance.seat_secret == _ASKED),
    select(Attendance.id).where(_HERE, Attendance.seat == func.upper(_ASKED)),
    select(Attendance.id).join(Person, Attendance.person_id == Person.id).where(_HERE, Person.email == func.lower(_ASKED)),
)
_COUNTED = select(Attendance.status, func.count(), func.coalesce(func.sum(Attendance.guests), 0)).where(_HERE).group_by(Attendance.status)
_CHANGES = (
    select(ChangeRow.values, ChangeRow.actor, ChangeRow.device)
    .where(ChangeRow.row_id == bindparam("attendance"))
    .order_by(ChangeRow.hlc.desc(), ChangeRow.seq.desc())
)
_ANSWERED = select(Consent.purpose).where(Consent.attendance_id == bindparam("attendance"))
_IN = (AttendanceStatus.ARRIVED, AttendanceStatus.WALK_IN)
_CAME = (AttendanceStatus.ARRIVED,)
_SAID_YES = (AttendanceStatus.CONFIRMED, AttendanceStatus.ARRIVED, AttendanceStatus.NO_SHOW)


class Standing(NamedTuple):
    """What one change made of somebody's status, who made it and on which device; `was` is None when the row was new."""

    was: AttendanceStatus | None
    now: AttendanceStatus
    actor: str
    device: str


class Sitting(NamedTuple):
    """What the door needs to know of a session."""

    id: str
    key: str
    capacity: int | None
    target: int | None
    market_id: str
    date: date


def sitting(session: Session, key: str) -> Sitting:
    """The session with this key.

    Raises:
        CouncilError: there is none.
    """
    found = session.execute(
        select(CouncilSession.id, CouncilSession.key, CouncilSession.capacity, CouncilSession.target, Council.market_id, Council.date)
        .join(Council, CouncilSession.council_id == Council.id)
        .where(CouncilSession.key == key)
    ).first()
    if found is None:
        raise no_such_session(key)
    return Sitting(*found)


def guests(session: Session, session_id: str) -> tuple[Guest, ...]:
    """Everybody on one session's list, by name."""
    rows = session.connection().execute(_GUESTS, {"session": session_id}).all()
    queue = sorted((row.queued, row.id) for row in rows if row.status is AttendanceStatus.WAITING)
    waits = {attendance: place for place, (_, attendance) in enumerate(queue, start=1)}
    return tuple(_guest(row, waits.get(row.id, 0)) for row in rows)


def guest(session: Session, attendance: str) -> Guest:
    """One of them, by the id of the attendance."""
    row = session.connection().execute(_GUEST, {"attendance": attendance}).one()
    if row.status is not AttendanceStatus.WAITING:
        return _guest(row, 0)
    same = select(Attendance.session_id).where(Attendance.id == attendance).scalar_subquery()
    queue = select(Attendance.queued, Attendance.id).where(Attendance.session_id == same, Attendance.status == AttendanceStatus.WAITING)
    return _guest(row, sum((queued, found) <= (row.queued, row.id) for queued, found in session.execute(queue)))


def _guest(row: Row[str, str | None, str | None, str, str | None, AttendanceStatus, bool, bool, int, str], waits: int) -> Guest:
    return Guest(
        id=row.id,
        seat=row.seat,
        secret=row.seat_secret,
        name=row.name or "",
        email=row.email or "",
        status=row.status,
        notes=int(row.access) + int(row.diet),
        guests=row.guests,
        waits=waits,
    )


def found_by_sign(session: Session, session_id: str, who: str) -> str | None:
    """The attendance of an id, a badge code, a seat or an address, found without reading the list; None when `who` is none of these."""
    asked = who.strip()
    for sign in _SIGNS:
        found = session.connection().execute(sign, {"session": session_id, "asked": asked}).scalar()
        if found is not None:
            return found
    return None


def badge_elsewhere(session: Session, session_id: str, code: str) -> tuple[str, str | None] | None:
    """The key of another session whose badge this is, and the attendance its person has at this session, if any."""
    found = session.execute(
        select(CouncilSession.key, Attendance.person_id)
        .join(CouncilSession, Attendance.session_id == CouncilSession.id)
        .where(Attendance.seat_secret == code, Attendance.session_id != session_id)
    ).first()
    if found is None:
        return None
    key, person = found
    return key, session.scalar(select(Attendance.id).where(Attendance.session_id == session_id, Attendance.person_id == person))


def arrivals(session: Session, session_id: str, limit: int) -> tuple[tuple[str, datetime], ...]:
    """Who came in last, newest first: attendance and when."""
    statement = select(Attendance.id, Attendance.arrived_at).where(
        Attendance.session_id == session_id,
        Attendance.arrived_at.is_not(None),
        Attendance.status.in_(_IN),
    )
    rows = session.execute(statement.order_by(Attendance.arrived_at.desc(), Attendance.id.desc()).limit(limit))
    return tuple((attendance, at) for attendance, at in rows if at is not None)


def last_standing(session: Session, attendance: str) -> Standing | None:
    """The newest change of somebody's status; None when the log holds none."""
    for values, actor, device in session.execute(_CHANGES, {"attendance": attendance}):
        was, now = json.loads(values).get("status", (None, None))
        if now is not None:
            return Standing(None if was is None else AttendanceStatus(was), AttendanceStatus(now), actor, device)
    return None


def statuses(session: Session, session_id: str) -> Mapping[AttendanceStatus, int]:
    """How many people have each status."""
    return heads(session, session_id)[0]


def heads(session: Session, session_id: str) -> tuple[Mapping[AttendanceStatus, int], int]:
    """How many people have each status, and how many others those who are in had said they would bring."""
    counted = session.connection().execute(_COUNTED, {"session": session_id}).all()
    return {status: count for status, count, _ in counted}, sum(guests for status, _, guests in counted if status.was_there)


def unasked(session: Session, attendance: str) -> tuple[Purpose, ...]:
    """The purposes somebody has not answered at all."""
    answered = set(session.scalars(_ANSWERED, {"attendance": attendance}))
    return tuple(purpose for purpose in Purpose if purpose not in answered)


def without_all_answers(session: Session, session_id: str) -> int:
    """How many of those who are in have a purpose they were not asked about."""
    answers = (
        select(Attendance.id)
        .outerjoin(Consent, Consent.attendance_id == Attendance.id)
        .where(Attendance.session_id == session_id, Attendance.status.in_(_IN))
        .group_by(Attendance.id)
        .having(func.count(Consent.purpose.distinct()) < len(Purpose))
    )
    return session.scalar(select(func.count()).select_from(answers.subquery())) or 0


def turnouts(session: Session, *, market_id: str, before: date) -> tuple[Turnout, ...]:
    """What became of those who had said yes, per council session of a market on an earlier day at which anybody was checked in."""
    counted = (
        select(CouncilSession.id, Attendance.status, func.count())
        .join(Council, CouncilSession.council_id == Council.id)
        .join(Attendance, Attendance.session_id == CouncilSession.id)
        .where(Council.market_id == market_id, Council.date < before, CouncilSession.kind == SessionKind.COUNCIL)
        .where(~CouncilSession.rehearsal)
        .group_by(CouncilSession.id, Attendance.status)
    )
    found: dict[str, dict[AttendanceStatus, int]] = {}
    for sitting, status, count in session.execute(counted):
        found.setdefault(sitting, {})[status] = count
    made = (Turnout(_sum(people, _SAID_YES), _sum(people, _CAME)) for people in found.values())
    return tuple(turnout for turnout in made if turnout.came)


def _sum(people: Mapping[AttendanceStatus, int], statuses: tuple[AttendanceStatus, ...]) -> int:
    return sum(people.get(status, 0) for status in statuses)
