"""Who the workspace knows, and what they allow: what every check before publishing is held against."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Person
from council_app.db.queries import roster as roster_reads
from council_app.db.queries.rehearsals import REHEARSED
from council_app.domain.consent import may
from council_app.domain.enums import Purpose
from council_app.domain.publishing_facts import KnownPerson


def known_people(session: Session) -> tuple[KnownPerson, ...]:
    """Everybody on any roster, with the seats they had; seats of nobody named stand together."""
    seats: dict[str | None, list[str]] = {}
    seated = select(Attendance.person_id, Attendance.seat).where(Attendance.seat.is_not(None), Attendance.session_id.not_in(REHEARSED))
    for person, seat in session.execute(seated):
        seats.setdefault(person, []).append(seat or "")
    named = [KnownPerson(row.name, row.email or "", row.phone, tuple(seats.get(row.id, ()))) for row in session.scalars(select(Person))]
    unnamed = [KnownPerson("", seats=tuple(seats[None]))] if None in seats else []
    return (*named, *unnamed)


def allowing(session: Session, purpose: Purpose) -> Mapping[str, bool]:
    """By attendance id, whether that person allows `purpose`."""
    ids = list(session.scalars(select(Attendance.id)))
    return {attendance: may(purpose, records) for attendance, records in roster_reads.consents(session, ids).items()}
