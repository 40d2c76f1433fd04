"""One file on its way into one session's list: who is new, who is known, who waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, Person, new_id, new_secret
from council_app.domain.attending import queue_place
from council_app.domain.enums import AttendanceStatus
from council_app.domain.records import SessionRef
from council_app.domain.text import fold
from council_app.exchange.roster import RosterRow
from council_app.services.roster_import.model import Duplicate, Fate, RowFate

_COMING = (AttendanceStatus.CONFIRMED, AttendanceStatus.ARRIVED, AttendanceStatus.WALK_IN)
_CHUNK = 2_000
_BY = ("email", "phone", "name")
_ADDED_TO_ATTENDANCE = ("access_needs", "dietary", "invited_by", "segments", "guests")

Marks = tuple[str, str, str]


class Placing:
    """Takes rows one by one; new ones are gathered and written at the end, because a roster may have 10,000."""

    def __init__(self, writing: JournalledSession, session: SessionRef, *, merge: bool) -> None:
        self.fates: list[RowFate] = []
        self.duplicates: list[Duplicate] = []
        self.updated = 0
        self._people: dict[str, dict[str, object]] = {}
        self._attendances: dict[str, dict[str, object]] = {}
        self._writing = writing
        self._session_id, self._capacity = session.id, session.capacity
        self._merge = merge
        self._known: tuple[dict[str, str], ...] = ({}, {}, {})
        self._named: dict[str, tuple[str, str]] = {}
        for person, email, phone, name in writing.execute(select(Person.id, Person.email, Person.phone, Person.name)):
            self._know(person, _marks(email or "", phone, name))
        self._here = _here(writing, session.id)
        self._coming = sum(status in _COMING for status in self._here.values())
        self._wanting: list[tuple[str, str, str, int]] = []
        self._first_lines: dict[str, int] = {}

    @property
    def added(self) -> int:
        """How many are new on the list."""
        return len(self._attendances)

    def take(self, row: RosterRow) -> None:
        """One row: somebody new, somebody known by their address who comes to this session too, or somebody on the list already."""
        marks = _marks(row.email, row.phone, row.name)
        person, by = self._same_person(marks)
        if person is not None and person in self._here:
            self._repeat(row, person, by)
            return
        if person is not None and (by == "email" or self._merge):
            self._fill_in(row, person)
        else:
            if person is not None:
                # A shared name or number is no proof: two people until somebody says otherwise, and said to be looked at.
                self.duplicates.append(Duplicate(line=row.line, by=by, same_as=None, merged=False))
            person = self._new_person(row, marks)
        self._first_lines.setdefault(person, row.line)
        self._attend(row, person)
        self.fates.append(RowFate(row.line, Fate.WAITING if row.status is AttendanceStatus.WAITING else Fate.NEW, row, by))

    def store(self, stored: Callable[[int], None]) -> None:
        """Write what was gathered, and tell every now and then how many rows are through."""
        self._give_chairs()
        people, attendances = list(self._people.values()), list(self._attendances.values())
        for model, rows, before in ((Person, people, 0), (Attendance, attendances, len(people))):
            for start in range(0, len(rows), _CHUNK):
                self._writing.insert_many(model, rows[start : start + _CHUNK])
                stored((before + start) // 2)

    def _same_person(self, marks: Marks) -> tuple[str | None, str]:
        """Who this row is about, and by which sign; what families share (a number, a name) counts only where addresses do not differ."""
        for by, known, mark in zip(_BY, self._known, marks, strict=True):
            person = known.get(mark) if mark else None
            if person is not None and (by == "email" or self._may_be(marks, person)):
                return person, by
        return None, ""

    def _may_be(self, marks: Marks, person: str) -> bool:
        email, name = self._named[person]
        return (not marks[0] or not email) and (not marks[2] or not name or marks[2] == name)

    def _know(self, person: str, marks: Marks) -> None:
        self._named[person] = (marks[0], marks[2])
        for known, mark in zip(self._known, marks, strict=True):
            if mark:
                known.setdefault(mark, person)

    def _new_person(self, row: RosterRow, marks: Marks) -> str:
        person = new_id()
        self._people[person] = {"id": person, "email": row.email or None, "name": row.name, "phone": row.phone}
        self._know(person, marks)
        return person

    def _attend(self, row: RosterRow, person: str) -> None:
        self._here[person] = row.status
        attendance = new_id()
        queued = queue_place(row.registered_at, attendance)
        if row.status is AttendanceStatus.CONFIRMED:
            self._wanting.append((queued, attendance, person, len(self.fates)))
        self._attendances[person] = {
            "id": attendance,
            "session_id": self._session_id,
            "person_id": person,
            "status": row.status,
            "segments": row.segments,
            "access_needs": row.access_needs,
            "dietary": row.dietary,
            "invited_by": row.invited_by,
            "guests": row.guests,
            "queued": queued,
            "seat_secret": new_secret(),
        }

    def _give_chairs(self) -> None:
        """Whoever signed up first sits, whichever way the file is sorted; who finds no chair waits."""
        if self._capacity is None:
            return
        for _queued, _id, person, fate in sorted(self._wanting)[max(0, self._capacity - self._coming) :]:
            self._attendances[person]["status"] = AttendanceStatus.WAITING
            self.fates[fate] = self.fates[fate]._replace(fate=Fate.WAITING)

    def _repeat(self, row: RosterRow, person: str, by: str) -> None:
        line = self._first_lines.get(person)
        self.duplicates.append(Duplicate(line=row.line, by=by, same_as=line, merged=self._merge))
        self.fates.append(RowFate(row.line, Fate.HERE if line is None else Fate.REPEATED, row, by, line))
        if self._merge:
            self.updated += 1
            self._fill_in(row, person)
            self._fill_in_attendance(row, person)

    @cached_property
    def _kept_people(self) -> dict[str, Person]:
        """Everybody the workspace knew before, read at once: asking for each took ten times as long."""
        return {person.id: person for person in self._writing.scalars(select(Person))}

    @cached_property
    def _kept_attendances(self) -> dict[str | None, Attendance]:
        there = select(Attendance).where(Attendance.session_id == self._session_id)
        return {attendance.person_id: attendance for attendance in self._writing.scalars(there)}

    def _fill_in(self, row: RosterRow, person: str) -> None:
        """What the row knows of somebody and the workspace did not; nothing that is there is overwritten."""
        gathered = self._people.get(person)
        if gathered is None:
            found = self._kept_people[person]
            found.name, found.phone, found.email = found.name or row.name, found.phone or row.phone, found.email or row.email or None
        else:
            gathered |= {"name": gathered["name"] or row.name, "phone": gathered["phone"] or row.phone}
            gathered["email"] = gathered["email"] or row.email or None

    def _fill_in_attendance(self, row: RosterRow, person: str) -> None:
        gathered = self._attendances.get(person)
        if gathered is not None:
            gathered |= {name: gathered[name] or getattr(row, name) for name in _ADDED_TO_ATTENDANCE}
            return
        found = self._kept_attendances[person]
        for name in _ADDED_TO_ATTENDANCE:
            setattr(found, name, getattr(found, name) or getattr(row, name))


def _marks(email: str, phone: str, name: str) -> Marks:
    """The signs by which two rows may be one person, the surest first."""
    return email.casefold(), phone, fold(name)


def _here(session: Session, session_id: str) -> dict[str, AttendanceStatus]:
    rows: Sequence[tuple[str | None, AttendanceStatus]] = [
        (person, status)
        for person, status in session.execute(select(Attendance.person_id, Attendance.status).where(Attendance.session_id == session_id))
    ]
    return {person: status for person, status in rows if person is not None}
