"""Who the workspace knows, and what they allow: what every check before publishing is held against."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Council, CouncilSession, Person
from council_app.db.queries import roster as roster_reads
from council_app.db.queries.rehearsals import REHEARSED
from council_app.domain.consent import may
from council_app.domain.enums import Purpose, SessionKind
from council_app.domain.publishing_facts import Guest, KnownPerson


def known_people(session: Session) -> tuple[KnownPerson, ...]:
    """Everybody on any roster, with the seats they had; seats of nobody named stand together."""
    seats: dict[str | None, list[str]] = {}
    seated = select(Attendance.person_id, Attendance.seat).where(Attendance.seat.is_not(None), Attendance.session_id.not_in(REHEARSED))
    for person, seat in session.execute(seated):
        seats.setdefault(person, []).append(seat or "")
    named = [KnownPerson(row.name, row.email or "", row.phone, tuple(seats.get(row.id, ()))) for row in session.scalars(select(Person))]
    unnamed = [KnownPerson("", seats=tuple(seats[None]))] if None in seats else []
    return (*named, *unnamed)


def guests_of(session: Session, market: str) -> tuple[Guest, ...]:
    """Everybody who was at a council of the market of this id, once per council, as they could be described; colleagues are no guests."""
    rows = session.execute(
        select(Attendance, Council.key)
        .join(CouncilSession, Attendance.session_id == CouncilSession.id)
        .join(Council, CouncilSession.council_id == Council.id)
        .where(Council.market_id == market, ~CouncilSession.rehearsal, CouncilSession.kind != SessionKind.GEMBA)
        .order_by(Council.date, Attendance.id)
    )
    found: dict[tuple[str, str], Guest] = {}
    for row, council in rows:
        if row.status.was_there:
            who = row.person_id or row.id
            before = found.get((who, council), Guest(who, council))
            needs = {need for need in (row.access_needs, row.dietary) if need.strip()}
            found[who, council] = Guest(who, council, before.segments.union(row.segments), before.needs | needs)
    return tuple(found.values())


def allowing(session: Session, purpose: Purpose) -> Mapping[str, bool]:
    """By attendance id, whether that person allows `purpose`."""
    ids = list(session.scalars(select(Attendance.id)))
    return {attendance: may(purpose, records) for attendance, records in roster_reads.consents(session, ids).items()}
