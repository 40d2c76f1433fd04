"""Changing who is on a session's list by hand: one verb each for a cell, for several people at once, and for somebody new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, Person, new_id
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import roster as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.attending import NEXT, Cell
from council_app.domain.enums import AttendanceStatus
from council_app.domain.records import Changes
from council_app.domain.text import fold
from council_app.errors import CouncilError, Message, m_, mn_
from council_app.services.capacity import require_room, room_left
from council_app.services.cells import CellRefused, CellValue, read_cell

__all__ = ["CellRefused", "Edited", "Registered", "add_segment", "edit_cell", "register", "remove_segment", "set_status", "take_off"]

_CELL_LABELS: Mapping[Cell, Message] = {
    Cell.NAME: m_("Change a name"),
    Cell.EMAIL: m_("Change an e-mail address"),
    Cell.PHONE: m_("Change a phone number"),
    Cell.SEGMENTS: m_("Change somebody's segments"),
    Cell.ACCESS_NEEDS: m_("Change access needs"),
    Cell.DIETARY: m_("Change dietary needs"),
    Cell.INVITED_BY: m_("Change who invited somebody"),
    Cell.GUESTS: m_("Change somebody's plus-ones"),
}


@dataclass(frozen=True, slots=True)
class Edited:
    """What was done, under the label that undo shows."""

    label: Message
    changes: Changes


@dataclass(frozen=True, slots=True)
class Registered:
    """Somebody new on the list: the id of their registration, and whether they are coming or wait."""

    attendance: str
    status: AttendanceStatus
    changes: Changes


def edit_cell(*, workspace: Workspace, attendance: str, cell: Cell, typed: str) -> Edited:
    """Type over one cell; nothing else of the row is touched.

    Args:
        workspace: where.
        attendance: id of the registration; a name, address or number is its person's, at every session.
        cell: which one.
        typed: as a person types it.

    Raises:
        CellRefused: it cannot stand there.
        CouncilError: the registration is gone, or nobody is behind it.
    """
    label = _CELL_LABELS[cell]
    with workspace.write(label) as writing:
        row = _rows(writing, [attendance])[0]
        value = read_cell(cell, typed, region=reads.country_of(writing, row.session_id))
        if cell.of_the_person:
            _edit_person(writing, row, cell, value)
        else:
            setattr(row, cell.value, value)
        return Edited(label, changes(writing))


def add_segment(*, workspace: Workspace, attendances: Sequence[str], segment: str) -> Edited:
    """Put several people into a segment; whoever is in it already stays as they are.

    Raises:
        CouncilError: no segment was named, or a registration is gone.
    """
    name = _one_segment(segment)
    label = m_("Add the segment {segment}", segment=name)
    with workspace.write(label) as writing:
        for row in _rows(writing, attendances):
            if fold(name) not in map(fold, row.segments):
                row.segments = (*row.segments, name)
        return Edited(label, changes(writing))


def remove_segment(*, workspace: Workspace, attendances: Sequence[str], segment: str) -> Edited:
    """Take several people out of a segment.

    Raises:
        CouncilError: no segment was named, or a registration is gone.
    """
    name = _one_segment(segment)
    label = m_("Remove the segment {segment}", segment=name)
    with workspace.write(label) as writing:
        for row in _rows(writing, attendances):
            if fold(name) in map(fold, row.segments):
                row.segments = tuple(each for each in row.segments if fold(each) != fold(name))
        return Edited(label, changes(writing))


def set_status(*, workspace: Workspace, attendances: Sequence[str], status: AttendanceStatus) -> Edited:
    """Say where people stand: confirmed, waiting (at the end of the list), cancelled, or did not come.

    Confirming who waits is promoting them; where that passes over others, the label says so.

    Raises:
        CouncilError: not everybody can be set so (arriving is the door's), the session is full, or a registration is gone.
    """
    with workspace.read() as reading:
        label = _status_label(reading, attendances, status)
    with workspace.write(label) as writing:
        rows = [row for row in _rows(writing, attendances) if row.status is not status]
        for row in rows:
            _require_next(row.status, status)
        if rows and status is AttendanceStatus.CONFIRMED:
            require_room(writing, rows[0].session_id, len(rows))
        for row in rows:
            row.status = status
            if status is AttendanceStatus.WAITING:
                row.queued = new_id()
        return Edited(label, changes(writing))


def take_off(*, workspace: Workspace, attendances: Sequence[str]) -> Edited:
    """Remove registrations as if they never were. The people stay known to the workspace.

    Raises:
        CouncilError: somebody among them was there, or left a note or an answer; cancelling is for those.
    """
    label = mn_("Take one person off the list", "Take {count} people off the list", len(attendances))
    with workspace.write(label) as writing:
        rows = _rows(writing, attendances)
        traced = reads.with_traces(writing, [row.id for row in rows])
        kept = sum(row.status.was_there or row.id in traced for row in rows)
        if kept:
            why = mn_("one of them was there, or left a note or an answer", "{count} of them were there, or left a note or an answer", kept)
            raise CouncilError("", why, m_("Set who is not coming to cancelled instead; nothing was changed."))
        for row in rows:
            writing.delete(row)
        return Edited(label, changes(writing))


def register(*, workspace: Workspace, session: str, name: str, email: str = "", phone: str = "", segments: str = "") -> Registered:
    """Put somebody on the list by hand; on the waiting list when the session is full. An address that is known makes them that person.

    Raises:
        CellRefused: something typed cannot stand, or somebody of this address is on the list.
        CouncilError: there is no such session.
    """
    with workspace.write(m_("Add somebody to the list")) as writing:
        place = programme_reads.session_named(writing, session)
        typed = {Cell.NAME: name, Cell.EMAIL: email, Cell.PHONE: phone, Cell.SEGMENTS: segments}
        read = {cell: read_cell(cell, text, region=place.country) for cell, text in typed.items()}
        person = _known_or_new(writing, place.id, read)
        full = room_left(writing, place.id) == 0
        row = Attendance(id=new_id(), session_id=place.id, person_id=person.id, segments=read[Cell.SEGMENTS])
        row.status = AttendanceStatus.WAITING if full else AttendanceStatus.CONFIRMED
        row.queued = row.id
        writing.add(row)
        return Registered(row.id, row.status, changes(writing))


def _known_or_new(writing: JournalledSession, session_id: str, read: Mapping[Cell, CellValue]) -> Person:
    """The person of this address, with what was not known of them filled in; or a new one."""
    name, email, phone = str(read[Cell.NAME]), str(read[Cell.EMAIL]), str(read[Cell.PHONE])
    person = writing.scalar(select(Person).where(Person.email == email)) if email else None
    if person is None:
        person = Person(id=new_id(), name=name, email=email or None, phone=phone)
        writing.add(person)
        writing.flush()
        return person
    if writing.scalar(select(Attendance.id).where(Attendance.session_id == session_id, Attendance.person_id == person.id)):
        raise CellRefused(Cell.EMAIL, email, m_("somebody of this address is on the list"), m_("Change them there; nothing was changed."))
    person.name, person.phone = person.name or name, person.phone or phone
    return person


def _rows(session: JournalledSession, attendances: Sequence[str]) -> tuple[Attendance, ...]:
    rows = reads.attendances(session, attendances)
    if not rows or len(rows) < len(set(attendances)):
        raise CouncilError("", m_("somebody chosen is not on the list any more"), m_("Choose again; nothing was changed."))
    return rows


def _edit_person(writing: JournalledSession, row: Attendance, cell: Cell, value: CellValue) -> None:
    person = writing.get(Person, row.person_id) if row.person_id is not None else None
    if person is None:
        todo = m_("Bring in the plan file with its people; nothing was changed.")
        raise CouncilError(row.seat or "", m_("this seat came without a person"), todo)
    if cell is Cell.EMAIL:
        taken = writing.scalar(select(Person.id).where(Person.email == value, Person.id != person.id)) if value else None
        if taken is not None:
            todo = m_("Two rows of one human can be merged on the page of either.")
            raise CellRefused(Cell.EMAIL, str(value), m_("somebody else has this address"), todo)
        person.email = str(value) or None
    else:
        setattr(person, cell.value, value)


def _one_segment(segment: str) -> str:
    value = read_cell(Cell.SEGMENTS, segment, region="")
    if not isinstance(value, tuple) or len(value) != 1:
        raise CellRefused(Cell.SEGMENTS, segment, m_("not one segment"), m_("Type the name of one segment."))
    return value[0]


def _require_next(was: AttendanceStatus, now: AttendanceStatus) -> None:
    if now in NEXT[was]:
        return
    if was.was_there:
        raise CouncilError("", m_("who is in was let in at the door"), m_("Take the arrival back there; nothing was changed."))
    raise CouncilError(
        "", m_("not everybody can be set so from where they stand"), m_("Choose people who stand the same; nothing was changed.")
    )


def _status_label(reading: JournalledSession, attendances: Sequence[str], status: AttendanceStatus) -> Message:
    count = len(attendances)
    if status is AttendanceStatus.WAITING:
        return mn_("Put one person on the waiting list", "Put {count} people on the waiting list", count)
    if status is AttendanceStatus.CANCELLED:
        return mn_("Cancel one registration", "Cancel {count} registrations", count)
    if status is AttendanceStatus.NO_SHOW:
        return mn_("Mark one person as not come", "Mark {count} people as not come", count)
    rows = _rows(reading, attendances)
    if any(row.status is not AttendanceStatus.WAITING for row in rows):
        return mn_("Confirm one person", "Confirm {count} people", count)
    first = reads.waiting(reading, rows[0].session_id)[: len(rows)]
    if set(first) == {row.id for row in rows}:
        return mn_("Promote one person from the waiting list", "Promote {count} people from the waiting list", count)
    return mn_("Promote one person ahead of others who wait", "Promote {count} people ahead of others who wait", count)
