"""Reads of councils as a year shows them: who is expected and came, what was written and tagged, what was reported and posted."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Council, CouncilSession, Market, NoteTally, Post, PostOut, ReportSent
from council_app.db.queries.notes import all_who_refused_notes
from council_app.domain.enums import AttendanceStatus, ReportScope, SessionKind

# Somebody who is on the list of both sittings is one person; who was let in anywhere waits nowhere.
_PEOPLE = """
SELECT council, count(DISTINCT CASE WHEN here THEN who END), count(DISTINCT CASE WHEN yes THEN who END),
    count(DISTINCT CASE WHEN waits THEN who END)
FROM (
    SELECT session.council_id AS council, coalesce(attendance.person_id, attendance.id) AS who,
        max(attendance.status IN ('arrived', 'walk-in')) AS here,
        max(attendance.status IN ('confirmed', 'arrived', 'no-show')) AS yes,
        max(attendance.status = 'waiting') AND NOT max(attendance.status <> 'waiting' AND attendance.status <> 'cancelled') AS waits
    FROM attendance JOIN session ON session.id = attendance.session_id WHERE NOT session.rehearsal GROUP BY 1, 2
) GROUP BY council
"""
_NOTES = """
SELECT session.council_id, sum(note_tally.notes), sum(note_tally.untagged)
FROM note_tally JOIN session ON session.id = note_tally.session_id
WHERE NOT session.rehearsal AND note_tally.attendance_id NOT IN (SELECT value FROM json_each(?)) GROUP BY 1
"""


_HERE = (AttendanceStatus.ARRIVED, AttendanceStatus.WALK_IN)


class CouncilRow(NamedTuple):
    """A council and whose it is."""

    id: str
    key: str
    market: str
    country: str
    city: str
    day: date
    title: str


class SittingRow(NamedTuple):
    """One sitting of a council that counts."""

    key: str
    council: str
    kind: SessionKind
    capacity: int | None
    target: int | None


class HeldSitting(NamedTuple):
    """A sitting that was held: somebody came, or something was written."""

    id: str
    key: str
    council: str
    country: str
    city: str
    day: date


class People(NamedTuple):
    """Distinct people of a council."""

    came: int
    expected: int
    waiting: int


class Written(NamedTuple):
    """Notes of a council that count, and how many of them carry no tag."""

    notes: int
    untagged: int


def councils(session: Session) -> tuple[CouncilRow, ...]:
    """All councils, by day."""
    statement = select(Council.id, Council.key, Market.key, Market.country, Council.city, Council.date, Council.title)
    statement = statement.join(Market, Council.market_id == Market.id).order_by(Council.date, Council.key)
    return tuple(CouncilRow(*row) for row in session.execute(statement))


def sittings(session: Session) -> dict[str, list[SittingRow]]:
    """The sittings of each council (its id), in order; rehearsals are none."""
    statement = select(
        CouncilSession.key, CouncilSession.council_id, CouncilSession.kind, CouncilSession.capacity, CouncilSession.target
    ).where(~CouncilSession.rehearsal)
    found: dict[str, list[SittingRow]] = defaultdict(list)
    for row in session.execute(statement.order_by(CouncilSession.starts, CouncilSession.key)):
        found[row[1]].append(SittingRow(*row))
    return dict(found)


def held(session: Session, market: str, until: date) -> tuple[HeldSitting, ...]:
    """The sittings of a market that were held until a day, in order; rehearsals are none."""
    statement = (
        select(CouncilSession.id, CouncilSession.key, Council.key, Market.country, Council.city, Council.date)
        .join(Council, CouncilSession.council_id == Council.id)
        .join(Market, Council.market_id == Market.id)
        .where(Market.key == market, Council.date <= until, ~CouncilSession.rehearsal)
        .where(
            or_(
                select(NoteTally.session_id).where(NoteTally.session_id == CouncilSession.id, NoteTally.notes > 0).exists(),
                select(Attendance.id).where(Attendance.session_id == CouncilSession.id, Attendance.status.in_(_HERE)).exists(),
            )
        )
    )
    rows = session.execute(statement.order_by(Council.date, CouncilSession.starts, CouncilSession.key))
    return tuple(HeldSitting(*row) for row in rows)


def people(session: Session) -> dict[str, People]:
    """By council (its id), the distinct people who came, said yes, and wait."""
    return {row[0]: People(*row[1:]) for row in session.connection().exec_driver_sql(_PEOPLE)}


def written(session: Session) -> dict[str, Written]:
    """By council (its id), its notes; what who refused notes said is none of them."""
    silent = json.dumps(sorted(all_who_refused_notes(session)))
    return {row[0]: Written(*row[1:]) for row in session.connection().exec_driver_sql(_NOTES, (silent,))}


def sent(session: Session) -> dict[tuple[ReportScope, str], date]:
    """By what a report is about, the day on which it was sent first, to whomever."""
    found: dict[tuple[ReportScope, str], date] = {}
    for scope, about, day in session.execute(select(ReportSent.scope, ReportSent.about, ReportSent.day)):
        found[scope, about] = min(found.get((scope, about), day), day)
    return found


def posts_out(session: Session) -> dict[str, list[date]]:
    """By market key, the days of the posts that are out, in order."""
    statement = select(Market.key, PostOut.day).join(Post, PostOut.post_id == Post.id).join(Market, Post.market_id == Market.id)
    found: dict[str, list[date]] = defaultdict(list)
    for market, day in session.execute(statement.where(PostOut.down_on.is_(None)).order_by(PostOut.day)):
        found[market].append(day)
    return dict(found)
