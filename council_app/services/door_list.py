"""What the door shows of one session: who is on the list, who came in last, how full it is, and what the host should know of one guest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, Person
from council_app.db.queries import door as reads
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import roster as roster_reads
from council_app.db.workspace import Workspace
from council_app.domain.consent import ConsentRecord, may
from council_app.domain.door import Guest, GuestBook
from council_app.domain.enums import AttendanceStatus, ConsentMethod, Purpose
from council_app.domain.forecast import Forecast, forecast

JUST_NOW = 12
"""Arrivals that the door keeps on show."""


@dataclass(frozen=True, slots=True)
class DoorCounts:
    """How full a session is.

    Attributes:
        expected: said yes and are not in yet; `waiting` stand on the waiting list.
        arrived: were on the list and are in; `walk_ins` were not and are in; `plus_ones` were announced by both.
        unasked: of those in, how many have consents missing.
        forecast: None when there is no earlier session in this market to learn from.
    """

    session: str
    capacity: int | None
    target: int | None
    expected: int
    waiting: int
    arrived: int
    walk_ins: int
    plus_ones: int
    cancelled: int
    unasked: int
    forecast: Forecast | None


@dataclass(frozen=True, slots=True)
class JustIn:
    """Somebody who came in.

    Attributes:
        at: when; None when nobody wrote it down.
        missing: purposes they were not asked about.
        refused: purposes they do not allow, or not any more; behind the host's key, because guests see the door's screen.
        on_paper: their newest answer was given on paper.
    """

    guest: Guest
    at: datetime | None
    missing: tuple[Purpose, ...] = ()
    refused: tuple[Purpose, ...] = ()
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class DoorSheet:
    """All that the door's screen shows of one session."""

    book: GuestBook
    just_in: tuple[JustIn, ...]
    counts: DoorCounts


@dataclass(frozen=True, slots=True)
class HostNotes:
    """What only the host reads of one guest, and only when asked for; `email` has all but its first letter and its provider hidden."""

    access_needs: str
    dietary: str
    segments: tuple[str, ...]
    invited_by: str
    guests: int
    email: str


def door_sheet(*, workspace: Workspace, session: str) -> DoorSheet:
    """Who is on the list, who came in last, and how full it is, in one view.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.read() as reading:
        place = reads.sitting(reading, session)
        book = GuestBook(reads.guests(reading, place.id))
        return DoorSheet(book, _just_in(reading, place.id, JUST_NOW), _counts(reading, place))


def latest_arrivals(*, workspace: Workspace, session: str, limit: int = JUST_NOW) -> tuple[tuple[JustIn, ...], DoorCounts]:
    """Who came in last and how full it is, without reading the whole list.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.read() as reading:
        place = reads.sitting(reading, session)
        return _just_in(reading, place.id, limit), _counts(reading, place)


def arrival_of(*, workspace: Workspace, session: str, attendance: str) -> JustIn | None:
    """How one guest stands now; None when they are not in, or not on the list any more.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.read() as reading:
        programme_reads.session_id(reading, session)
        row = reading.get(Attendance, attendance)
        if row is None or not row.status.was_there:
            return None
        return _came(reading, attendance, row.arrived_at, roster_reads.consents(reading, [attendance])[attendance])


def host_notes(*, workspace: Workspace, session: str, attendance: str) -> HostNotes:
    """What the host should know of one guest.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.read() as reading:
        programme_reads.session_id(reading, session)
        row = reading.get_one(Attendance, attendance)
        person = reading.get(Person, row.person_id) if row.person_id else None
        return HostNotes(row.access_needs, row.dietary, row.segments, row.invited_by, row.guests, _hidden((person and person.email) or ""))


def door_counts(*, workspace: Workspace, session: str) -> DoorCounts:
    """How full the session is now and will be.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.read() as reading:
        return _counts(reading, reads.sitting(reading, session))


def _counts(reading: JournalledSession, place: reads.Sitting) -> DoorCounts:
    people, plus_ones = reads.heads(reading, place.id)
    arrived, walk_ins = people.get(AttendanceStatus.ARRIVED, 0), people.get(AttendanceStatus.WALK_IN, 0)
    expected = people.get(AttendanceStatus.CONFIRMED, 0)
    return DoorCounts(
        session=place.key,
        capacity=place.capacity,
        target=place.target,
        expected=expected,
        waiting=people.get(AttendanceStatus.WAITING, 0),
        arrived=arrived,
        walk_ins=walk_ins,
        plus_ones=plus_ones,
        cancelled=people.get(AttendanceStatus.CANCELLED, 0),
        unasked=reads.without_all_answers(reading, place.id),
        forecast=_forecast(reading, place, expected, arrived + walk_ins),
    )


def _forecast(reading: JournalledSession, place: reads.Sitting, expected: int, here: int) -> Forecast | None:
    earlier = reads.turnouts(reading, market_id=place.market_id, before=place.date)
    return forecast(earlier, expected=expected, here=here, capacity=place.capacity)


def _just_in(reading: JournalledSession, session_id: str, limit: int) -> tuple[JustIn, ...]:
    came = reads.arrivals(reading, session_id, limit)
    answers = roster_reads.consents(reading, (attendance for attendance, _ in came))
    return tuple(_came(reading, attendance, at, answers[attendance]) for attendance, at in came)


def _came(reading: JournalledSession, attendance: str, at: datetime | None, records: tuple[ConsentRecord, ...]) -> JustIn:
    asked = {record.purpose for record in records}
    return JustIn(
        guest=reads.guest(reading, attendance),
        at=at,
        missing=tuple(purpose for purpose in Purpose if purpose not in asked),
        refused=tuple(purpose for purpose in Purpose if purpose in asked and not may(purpose, records)),
        on_paper=bool(records) and max(records, key=lambda record: record.at).method is ConsentMethod.PAPER,
    )


def _hidden(email: str) -> str:
    name, at, provider = email.partition("@")
    return f"{name[:1]}…{at}{provider}" if at else ""
