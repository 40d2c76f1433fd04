"""Reads of the door: who is on one session's list, who is in, and how many came of those who had said yes before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, ChangeRow, Consent, Council, CouncilSession, Person
from council_app.domain.door import Guest
from council_app.domain.enums import AttendanceStatus, Purpose, SessionKind
from council_app.domain.forecast import Turnout

# Built once: the door asks with every key that is pressed.
_GUESTS = (
    select(Attendance.id, Attendance.seat, Attendance.seat_secret, Person.name, Person.email, Attendance.status)
    .outerjoin(Person, Attendance.person_id == Person.id)
    .where(Attendance.session_id == bindparam("session"))
    .order_by(Person.name, Attendance.seat, Attendance.id)
)
_CAME = (AttendanceStatus.ARRIVED,)
_SAID_YES = (AttendanceStatus.CONFIRMED, AttendanceStatus.ARRIVED, AttendanceStatus.NO_SHOW)


class Standing(NamedTuple):
    """What one change made of somebody's status, and who made it; `was` is None when the row was new."""

    was: AttendanceStatus | None
    now: AttendanceStatus
    actor: str


def guests(session: Session, session_id: str) -> tuple[Guest, ...]:
    """Everybody on one session's list, by name."""
    rows = session.connection().execute(_GUESTS, {"session": session_id})
    return tuple(Guest(row, seat, secret, name or "", email or "", status) for row, seat, secret, name, email, status in rows)


def last_standing(session: Session, attendance: str) -> Standing | None:
    """The newest change of somebody's status; None when the log holds none."""
    changes = (
        select(ChangeRow.values, ChangeRow.actor).where(ChangeRow.row_id == attendance).order_by(ChangeRow.hlc.desc(), ChangeRow.seq.desc())
    )
    for values, actor in session.execute(changes):
        was, now = json.loads(values).get("status", (None, None))
        if now is not None:
            return Standing(None if was is None else AttendanceStatus(was), AttendanceStatus(now), actor)
    return None


def statuses(session: Session, session_id: str) -> Mapping[AttendanceStatus, int]:
    """How many people have each status."""
    counted = select(Attendance.status, func.count()).where(Attendance.session_id == session_id).group_by(Attendance.status)
    return dict(session.execute(counted).all())


def plus_ones(session: Session, session_id: str) -> int:
    """How many others those who are in had said they would bring."""
    rows = select(Attendance.status, func.sum(Attendance.guests)).where(Attendance.session_id == session_id).group_by(Attendance.status)
    return sum(int(number or 0) for status, number in session.execute(rows) if status.was_there)


def unasked(session: Session, attendance: str) -> tuple[Purpose, ...]:
    """The purposes somebody has not answered at all."""
    answered = set(session.scalars(select(Consent.purpose).where(Consent.attendance_id == attendance)))
    return tuple(purpose for purpose in Purpose if purpose not in answered)


def without_all_answers(session: Session, session_id: str) -> int:
    """How many of those who are in have a purpose they were not asked about."""
    answers = (
        select(Attendance.status, func.count(Consent.purpose.distinct()))
        .outerjoin(Consent, Consent.attendance_id == Attendance.id)
        .where(Attendance.session_id == session_id)
        .group_by(Attendance.id, Attendance.status)
    )
    return sum(status.was_there and count < len(Purpose) for status, count in session.execute(answers))


def turnouts(session: Session, *, market_id: str, before: datetime) -> tuple[Turnout, ...]:
    """What became of those who had said yes, per council session of a market on an earlier day at which anybody was checked in."""
    counted = (
        select(CouncilSession.id, Attendance.status, func.count())
        .join(Council, CouncilSession.council_id == Council.id)
        .join(Attendance, Attendance.session_id == CouncilSession.id)
        .where(Council.market_id == market_id, Council.date < before.date(), CouncilSession.kind == SessionKind.COUNCIL)
        .group_by(CouncilSession.id, Attendance.status)
    )
    found: dict[str, dict[AttendanceStatus, int]] = {}
    for sitting, status, count in session.execute(counted):
        found.setdefault(sitting, {})[status] = count
    made = (Turnout(_sum(people, _SAID_YES), _sum(people, _CAME)) for people in found.values())
    return tuple(turnout for turnout in made if turnout.came)


def _sum(people: Mapping[AttendanceStatus, int], statuses: tuple[AttendanceStatus, ...]) -> int:
    return sum(people.get(status, 0) for status in statuses)
