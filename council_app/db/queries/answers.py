"""Reads of answers with the text they were given to: who read which wording, in which language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Consent, Council, CouncilSession, Market, Person
from council_app.domain.consent import ConsentRecord
from council_app.domain.enums import AttendanceStatus


class Attendee(NamedTuple):
    """Somebody at a session, with what is needed to ask them."""

    attendance: str
    session: str
    council: str
    city: str
    seat: str
    name: str
    status: AttendanceStatus
    spoken: str
    """The first language of the market, for answers that do not say in which they were read."""


class Given(NamedTuple):
    """An answer, and the language its wording was read in."""

    record: ConsentRecord
    locale: str


def attendees(session: Session) -> tuple[Attendee, ...]:
    """Everybody on any list, by date of the council, session and name."""
    columns = (Attendance.id, CouncilSession.key, Council.key, Council.city, Attendance.seat, Person.name, Attendance.status)
    statement = (
        select(*columns, Market.locales)
        .join(CouncilSession, Attendance.session_id == CouncilSession.id)
        .join(Council, CouncilSession.council_id == Council.id)
        .join(Market, Council.market_id == Market.id)
        .outerjoin(Person, Attendance.person_id == Person.id)
        .where(~CouncilSession.rehearsal)
        .order_by(Council.date.desc(), CouncilSession.key, Person.name, Attendance.seat, Attendance.id)
    )
    return tuple(
        Attendee(found, sitting, council, city, seat or "", name or "", status, locales[0] if locales else "en")
        for found, sitting, council, city, seat, name, status, locales in session.execute(statement)
    )


def given_answers(session: Session, attendances: Iterable[str]) -> Mapping[str, tuple[Given, ...]]:
    """Every answer, per attendance."""
    wanted, found = set(attendances), defaultdict[str, list[Given]](list)
    columns = (Consent.attendance_id, Consent.purpose, Consent.wording, Consent.method, Consent.at, Consent.granted)
    statement = select(*columns, Consent.withdrawn_at, Consent.locale)
    for attendance, purpose, wording, method, at, granted, withdrawn, locale in session.execute(statement):
        if attendance in wanted:
            found[attendance].append(Given(ConsentRecord(purpose, wording, method, at, granted, withdrawn), locale))
    return {attendance: tuple(answers) for attendance, answers in found.items()}
