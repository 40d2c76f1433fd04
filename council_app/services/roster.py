"""The list of who is to come: reading it from files, and showing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, Person, new_id, new_secret
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import roster as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import AttendanceStatus
from council_app.domain.memory import uncollected
from council_app.domain.records import Changes, RosterLine
from council_app.domain.text import fold
from council_app.errors import mn_
from council_app.exchange.roster import RosterFile, RosterRow, map_columns, read_roster
from council_app.exchange.tables import Reading, read_table
from council_app.exchange.tables.model import Rejected

_COMING = (AttendanceStatus.CONFIRMED, AttendanceStatus.ARRIVED, AttendanceStatus.WALK_IN)


__all__ = ["Duplicate", "Rejected", "RosterImport", "import_roster", "roster_lines"]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row about somebody who is there already: on line `same_as` of the file, or in the workspace when that is None."""

    line: int
    by: str
    same_as: int | None
    merged: bool


@dataclass(frozen=True, slots=True)
class RosterImport:
    """What an import did, or would do.

    Attributes:
        rows: rows read, bad ones included.
        added: new on this session's list; `waitlisted` of them wait, because the session is full or they already did.
        updated: rows merged into somebody who was there.
        mapping: which column was taken for what.
    """

    rows: int
    added: int
    updated: int
    waitlisted: int
    duplicates: tuple[Duplicate, ...]
    rejected: tuple[Rejected, ...]
    warnings: tuple[Rejected, ...]
    mapping: Mapping[str, str]
    changes: Changes


def roster_lines(*, workspace: Workspace, session: str) -> tuple[RosterLine, ...]:
    """Everybody registered for a session, by name. The only list that carries names."""
    with workspace.read() as reading:
        return reads.roster(reading, programme_reads.session_id(reading, session))


def import_roster(
    *,
    workspace: Workspace,
    session: str,
    path: Path,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    merge_duplicates: bool = False,
    dry_run: bool = False,
) -> RosterImport:
    """Add everybody in a table to a session's list; bad rows are listed and left out, good ones are added.

    Args:
        workspace: where to.
        session: key of the session.
        path: a CSV, TSV, XLSX or ODS file.
        mapping: column -> field, where the guess is wrong.
        sheet: name of the sheet; the first with data, when not given.
        merge_duplicates: fill in what a repeated person's row adds, instead of only listing it.
        dry_run: do all of it, count, and keep nothing.

    Raises:
        CouncilError: not a table, a column that does not exist, no such session.
    """
    table = read_table(path, Reading(sheet=sheet))
    label = mn_("Import a roster of one row", "Import a roster of {count} rows", len(table.rows))
    with uncollected(), workspace.write(label, rehearsed=dry_run) as writing:
        place = programme_reads.session_named(writing, session)
        file = read_roster(table, map_columns(table, mapping or {}, path.name), place.country)
        importing = _Importing(writing, place.id, place.capacity, merge=merge_duplicates)
        for row in file.rows:
            importing.take(row)
        importing.store()
        return _told(file, importing, changes(writing))


def _told(file: RosterFile, importing: _Importing, written: Changes) -> RosterImport:
    return RosterImport(
        rows=len(file.rows) + len({rejected.line for rejected in file.rejected}),
        added=len(importing.attendances),
        updated=importing.updated,
        waitlisted=sum(row["status"] is AttendanceStatus.WAITING for row in importing.attendances),
        duplicates=tuple(importing.duplicates),
        rejected=file.rejected,
        warnings=file.warnings,
        mapping={column: field.value for column, field in file.mapping.items()},
        changes=written,
    )


class _Importing:
    """One file on its way into one session's list; new rows are gathered and written at once, because a roster may have 10,000."""

    def __init__(self, writing: JournalledSession, session_id: str, capacity: int | None, *, merge: bool) -> None:
        self.people: list[dict[str, object]] = []
        self.attendances: list[dict[str, object]] = []
        self.duplicates: list[Duplicate] = []
        self.updated = 0
        self._writing = writing
        self._session_id = session_id
        self._capacity = capacity
        self._merge = merge
        self._known, self._named = _known_people(writing)
        self._here = _here(writing, session_id)
        self._coming = sum(status in _COMING for status in self._here.values())
        self._lines: dict[int, str] = {}
        self._first_lines: dict[str, int] = {}

    def take(self, row: RosterRow) -> None:
        """One row: somebody new, somebody known by their address who comes to this session too, or somebody on the list already."""
        person, by = self._same_person(row)
        if person is None:
            person = self._new_person(row)
        elif person in self._here:
            self._duplicate(row, person, by)
            return
        elif by == "email" or self._merge:
            self._fill_in(row, person)
        else:
            # A shared name or number is no proof: two people until somebody says otherwise, and said to be looked at.
            self.duplicates.append(Duplicate(line=row.line, by=by, same_as=None, merged=False))
            person = self._new_person(row)
        self._lines[row.line] = person
        self._first_lines.setdefault(person, row.line)
        self._attend(row, person)

    def store(self) -> None:
        """Write what was gathered."""
        self._writing.insert_many(Person, self.people)
        self._writing.insert_many(Attendance, self.attendances)

    def _same_person(self, row: RosterRow) -> tuple[str | None, str]:
        """Who this row is about, and by which sign; what families share (a number, a name) counts only where addresses do not differ."""
        for by, value in _marks(row.email, row.phone, row.name):
            person = self._known.get((by, value)) if value else None
            if person is not None and (by == "email" or self._may_be(row, person)):
                return person, by
        return None, ""

    def _may_be(self, row: RosterRow, person: str) -> bool:
        email, name = self._named[person]
        return (not row.email or not email) and (not row.name or not name or fold(row.name) == fold(name))

    def _new_person(self, row: RosterRow) -> str:
        person = new_id()
        self.people.append({"id": person, "email": row.email or None, "name": row.name, "phone": row.phone})
        self._named[person] = (row.email, row.name)
        for mark in _marks(row.email, row.phone, row.name):
            if mark[1]:
                self._known.setdefault(mark, person)
        return person

    def _attend(self, row: RosterRow, person: str) -> None:
        status = row.status
        full = self._capacity is not None and self._coming >= self._capacity
        if status is AttendanceStatus.CONFIRMED and full:
            status = AttendanceStatus.WAITING
        self._coming += status in _COMING
        self._here[person] = status
        attendance = new_id()
        self.attendances.append(
            {
                "id": attendance,
                "session_id": self._session_id,
                "person_id": person,
                "status": status,
                "segments": row.segments,
                "access_needs": row.access_needs,
                "dietary": row.dietary,
                "invited_by": row.invited_by,
                "guests": row.guests,
                "queued": attendance,
                "seat_secret": new_secret(),
            }
        )

    def _duplicate(self, row: RosterRow, person: str, by: str) -> None:
        self.duplicates.append(Duplicate(line=row.line, by=by, same_as=self._first_lines.get(person), merged=self._merge))
        if self._merge:
            self.updated += 1
            self._fill_in(row, person)

    def _fill_in(self, row: RosterRow, person: str) -> None:
        """What the repeated row knows and the first did not; nothing that is there is overwritten."""
        gathered = next((new for new in self.people if new["id"] == person), None)
        attending = next((new for new in self.attendances if new["person_id"] == person), None)
        if gathered is None:
            found = self._writing.get_one(Person, person)
            found.name, found.phone, found.email = found.name or row.name, found.phone or row.phone, found.email or row.email or None
        else:
            gathered |= {"name": gathered["name"] or row.name, "phone": gathered["phone"] or row.phone}
            gathered["email"] = gathered["email"] or row.email or None
        if attending is not None:
            for name in ("access_needs", "dietary", "invited_by", "segments", "guests"):
                attending[name] = attending[name] or getattr(row, name)


def _marks(email: str, phone: str, name: str) -> tuple[tuple[str, str], ...]:
    """The signs by which two rows may be one person, the surest first."""
    return ("email", email.casefold()), ("phone", phone), ("name", fold(name))


def _known_people(session: Session) -> tuple[dict[tuple[str, str], str], dict[str, tuple[str, str]]]:
    """Person ids by sign, and (e-mail, name) by person id."""
    known: dict[tuple[str, str], str] = {}
    named: dict[str, tuple[str, str]] = {}
    for person, email, phone, name in session.execute(select(Person.id, Person.email, Person.phone, Person.name)):
        named[person] = (email or "", name)
        for mark in _marks(email or "", phone, name):
            if mark[1]:
                known.setdefault(mark, person)
    return known, named


def _here(session: Session, session_id: str) -> dict[str, AttendanceStatus]:
    rows = session.execute(select(Attendance.person_id, Attendance.status).where(Attendance.session_id == session_id))
    return {person: status for person, status in rows if person is not None}
