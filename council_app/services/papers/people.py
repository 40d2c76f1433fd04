"""Who papers are for, and the seats and badge codes they need before anything is printed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance
from council_app.db.queries import door as door_reads
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import roster as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import AttendanceStatus, Purpose
from council_app.domain.papers import EXPECTED
from council_app.domain.records import Changes, RosterLine
from council_app.errors import mn_
from council_app.services.cohorts import members_of
from council_app.services.door import the_one
from council_app.services.seats import give_seat


@dataclass(frozen=True, slots=True)
class ForWhom:
    """Who papers are printed for.

    Attributes:
        statuses: those who stand like this; not asked of `people`.
        people: seats, e-mail addresses or names; when there are any, nobody else.
        attendances: the same by id, for people picked from a list.
        unanswered: only those who have not answered about every purpose.
        cohort: key of a cohort; only those who are in it.
    """

    statuses: tuple[AttendanceStatus, ...] = EXPECTED
    people: tuple[str, ...] = ()
    attendances: tuple[str, ...] = ()
    unanswered: bool = False
    cohort: str | None = None


EVERYBODY = ForWhom()


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many people papers would be for, and how many of them have no seat or no code yet."""

    people: int
    seatless: int


@dataclass(frozen=True, slots=True)
class Seated:
    """How many got a seat or a code."""

    seats: int
    changes: Changes


def numbers(*, workspace: Workspace, session: str, whom: ForWhom = EVERYBODY) -> Numbers:
    """How many papers there would be.

    Raises:
        CouncilError: no such session, or nobody or several meant by one of `whom.people`.
    """
    with workspace.read() as reading:
        found = chosen(reading, programme_reads.session_id(reading, session), whom)
        return Numbers(len(found), sum(_lacks(row) for _, row in found))


def give_seats(*, workspace: Workspace, session: str, whom: ForWhom = EVERYBODY) -> Seated:
    """Give everybody papers are for a seat and a badge code, where they have none.

    Raises:
        CouncilError: as `numbers`; or every seat code is in use, then nothing was changed.
    """
    with workspace.read() as reading:
        session_id = programme_reads.session_id(reading, session)
        lacking = [row.id for _, row in chosen(reading, session_id, whom) if _lacks(row)]
    if not lacking:
        return Seated(0, Changes(frozenset()))
    with workspace.write(mn_("Give one person a seat", "Give {count} people their seats", len(lacking))) as writing:
        taken = reads.seats_taken(writing, session_id)
        for attendance in lacking:
            give_seat(writing, writing.get_one(Attendance, attendance), taken)
        return Seated(len(lacking), changes(writing))


def chosen(reading: Session, session_id: str, whom: ForWhom) -> list[tuple[RosterLine, Attendance]]:
    """Those papers are for, by name."""
    rows = {row.id: row for row in reading.scalars(select(Attendance).where(Attendance.session_id == session_id))}
    lines = reads.roster(reading, session_id)
    if whom.people or whom.attendances:
        guests = door_reads.guests(reading, session_id) if whom.people else ()
        named = {*whom.attendances, *(the_one(who, guests).id for who in whom.people)}
        lines = tuple(line for line in lines if line.id in named)
    else:
        lines = tuple(line for line in lines if line.status in whom.statuses)
    if whom.unanswered:
        lines = tuple(line for line in lines if len(line.consents) + len(line.refused) < len(Purpose))
    if whom.cohort is not None:
        members = members_of(reading, whom.cohort, session_id=session_id)
        lines = tuple(line for line in lines if line.id in members)
    # Those whose name is not known come last: their papers are filled in by hand.
    return sorted(((line, rows[line.id]) for line in lines), key=lambda pair: not pair[0].name)


def _lacks(row: Attendance) -> bool:
    return row.seat is None or row.seat_secret is None
