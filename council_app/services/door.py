"""The door of one session: letting people in by two letters or a badge, taking it back, walk-ins, and the waiting list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, Person
from council_app.db.queries import door as reads
from council_app.db.queries import programme as programme_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.attending import Cell
from council_app.domain.door import DoorResult, Guest, answer, badge_code, find_guests
from council_app.domain.enums import AttendanceStatus, Purpose
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.services.cells import read_cell
from council_app.services.door_list import DoorCounts, door_counts
from council_app.services.seats import give_seat

__all__ = [
    "CheckedIn",
    "DoorCounts",
    "DoorResult",
    "Guest",
    "Let",
    "bring",
    "check_in",
    "door_counts",
    "let_in",
    "look_up",
    "promote",
    "undo_check_in",
    "walk_in",
]


@dataclass(frozen=True, slots=True)
class Let:
    """Somebody let in, or found in already.

    Attributes:
        at: when they came in; None when nobody wrote it down (an attendance out of a plan file).
        by: the person whose laptop let them in.
        elsewhere: that was another laptop, or a copy of this file.
        missing: purposes they were not asked about yet.
    """

    guest: Guest
    at: datetime | None
    by: str
    elsewhere: bool
    missing: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """The door's answer.

    Attributes:
        matches: all who may be meant; `let` is there when exactly one is and is in now.
        badge_of: key of the other session whose badge was scanned; `matches` is then whoever of this list it belongs to.
    """

    result: DoorResult
    matches: tuple[Guest, ...]
    let: Let | None
    changes: Changes
    badge_of: str | None = None


def look_up(*, workspace: Workspace, session: str, who: str) -> CheckedIn:
    """What `check_in` would answer, with nothing changed: for showing matches while somebody types.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.read() as reading:
        session_id = programme_reads.session_id(reading, session)
        matches = _meant(reading, session_id, who)
        return _foreign_badge(reading, session_id, who) if not matches else CheckedIn(answer(matches), matches, None, _NOTHING)


def check_in(*, workspace: Workspace, session: str, who: str, at: datetime | None = None) -> CheckedIn:
    """Let in whoever `who` means, when that is one person who is expected; else say what is in the way and change nothing.

    Args:
        workspace: where to.
        session: key of the session; the other sessions of the day are not touched.
        who: letters of a name, an e-mail address, a seat, a badge code, or the id of an attendance that is on show.
        at: when they came; now, when not given.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.write(m_("Check somebody in")) as writing:
        return _admit(writing, session, who, at, (DoorResult.ARRIVED,))


def let_in(*, workspace: Workspace, session: str, who: str, at: datetime | None = None) -> CheckedIn:
    """As `check_in`, but somebody on the waiting list is let in, too: a person at the door decided so."""
    with workspace.write(m_("Let somebody in from the waiting list")) as writing:
        return _admit(writing, session, who, at, (DoorResult.ARRIVED, DoorResult.WAITLISTED))


def walk_in(*, workspace: Workspace, session: str, name: str, email: str = "", at: datetime | None = None) -> CheckedIn:
    """Add somebody who was not on the list, and let them in; an address that is known makes them that person.

    Raises:
        CellRefused: the name or the address cannot be read as one.
        CouncilError: no such session, no name, or somebody of this address is on the list.
    """
    if not name.strip():
        raise CouncilError(session, m_("a walk-in needs a name"), m_("Type what they are called; nothing was changed."))
    name, email = str(read_cell(Cell.NAME, name, region="")), str(read_cell(Cell.EMAIL, email, region=""))
    with workspace.write(m_("Add a walk-in")) as writing:
        session_id = programme_reads.session_id(writing, session)
        person = writing.scalar(select(Person).where(Person.email == email)) if email else None
        if person is None:
            person = Person(name=name, email=email or None)
            writing.add(person)
            writing.flush()
        elif writing.scalar(select(Attendance.id).where(Attendance.session_id == session_id, Attendance.person_id == person.id)):
            raise CouncilError(email, m_("somebody of this address is on the list"), m_("Check them in instead; nothing was changed."))
        row = Attendance(session_id=session_id, person_id=person.id, status=AttendanceStatus.WALK_IN, segments=())
        writing.add(row)
        writing.flush()
        guest = _enter(writing, row.id, AttendanceStatus.WALK_IN, at)
        return CheckedIn(DoorResult.ARRIVED, (guest,), _let(writing, guest), changes(writing))


def undo_check_in(*, workspace: Workspace, session: str, who: str, reason: str) -> CheckedIn:
    """Take back an arrival: they are what they were before it, a walk-in is off the list. Their seat stays theirs.

    Args:
        workspace: where to.
        session: key of the session.
        who: as for `check_in`.
        reason: why, in a few words; kept in the change log beside the change.

    Raises:
        CouncilError: no such session, no reason, nobody or several meant, or they are not in.
    """
    if not reason.strip():
        raise CouncilError(who, m_("taking back a check-in needs a reason"), m_("Say why in a few words; nothing was changed."))
    with workspace.write(m_("Take back a check-in: {reason}", reason=" ".join(reason.split()))) as writing:
        guest = _only(who, _meant(writing, programme_reads.session_id(writing, session), who))
        if not guest.status.was_there:
            raise CouncilError(who, m_("they are not in"), m_("Only an arrival can be taken back; nothing was changed."))
        row = writing.get_one(Attendance, guest.id)
        row.status, row.arrived_at = _status_before(writing, row), None
        undone = replace(guest, status=row.status)
        return CheckedIn(answer((undone,)), (undone,), None, changes(writing))


def bring(*, workspace: Workspace, session: str, who: str, guests: str) -> CheckedIn:
    """Say how many came along with somebody, as a person types it; they are counted beside the people, not among them.

    Raises:
        CellRefused: that is no number of guests.
        CouncilError: no such session, nobody or several meant, or they are not in.
    """
    number = read_cell(Cell.GUESTS, guests, region="")
    with workspace.write(m_("Change somebody's plus-ones")) as writing:
        guest = _only(who, _meant(writing, programme_reads.session_id(writing, session), who))
        if not guest.status.was_there:
            raise CouncilError(who, m_("they are not in"), m_("Check them in first; nothing was changed."))
        writing.get_one(Attendance, guest.id).guests = int(str(number))
        writing.flush()
        told = reads.guest(writing, guest.id)
        return CheckedIn(answer((told,)), (told,), _let(writing, told), changes(writing))


def promote(*, workspace: Workspace, session: str, number: int = 1) -> tuple[Guest, ...]:
    """Confirm the first `number` people of the waiting list, as far as there is room.

    Raises:
        CouncilError: no such session, nobody waits, or the session is full.
    """
    with workspace.write(m_("Promote from the waiting list")) as writing:
        place = reads.sitting(writing, session)
        waiting = select(Attendance).where(Attendance.session_id == place.id, Attendance.status == AttendanceStatus.WAITING)
        queue = list(writing.scalars(waiting.order_by(Attendance.queued, Attendance.id)))
        if not queue:
            raise CouncilError(session, m_("nobody is on the waiting list"), m_("Nothing was changed."))
        # The write lock is held: nobody else can fill the seat between this look and the commit.
        counts = reads.statuses(writing, place.id)
        taken = sum(counts.get(status, 0) for status in (AttendanceStatus.CONFIRMED, AttendanceStatus.ARRIVED, AttendanceStatus.WALK_IN))
        room = number if place.capacity is None else min(number, place.capacity - taken)
        if room <= 0:
            raise CouncilError(session, m_("the session is full"), m_("Raise its capacity or cancel somebody first; nothing was changed."))
        for row in queue[:room]:
            row.status = AttendanceStatus.CONFIRMED
        writing.flush()
        promoted = {row.id for row in queue[:room]}
        return tuple(guest for guest in reads.guests(writing, place.id) if guest.id in promoted)


def the_one(who: str, guests: tuple[Guest, ...]) -> Guest:
    """The one person meant.

    Raises:
        CouncilError: nobody or several are.
    """
    return _only(who, find_guests(who, guests))


def the_one_at(session: Session, session_id: str, who: str) -> Guest:
    """The one person meant at a session; as for `check_in`, its list is read only for letters of a name.

    Raises:
        CouncilError: nobody or several are.
    """
    return _only(who, _meant(session, session_id, who))


def _only(who: str, found: tuple[Guest, ...]) -> Guest:
    if len(found) == 1:
        return found[0]
    why, todo = _NOBODY if not found else _SEVERAL
    raise CouncilError(who, why, todo)


_NOBODY: tuple[Message, Message] = (
    m_("nobody on this list"),
    m_("Use a seat code, an e-mail address or more of the name; nothing was changed."),
)
_SEVERAL: tuple[Message, Message] = (
    m_("several people may be meant"),
    m_("Use a seat code, an e-mail address or more of the name; nothing was changed."),
)


_NOTHING = Changes(frozenset())


def _meant(reading: Session, session_id: str, who: str) -> tuple[Guest, ...]:
    """Who is meant; the whole list is read only for letters of a name."""
    found = reads.found_by_sign(reading, session_id, who)
    if found is not None:
        return (reads.guest(reading, found),)
    code = badge_code(who)
    is_code = code is not None and code == who.strip() and any(character.isdigit() for character in code)  # nobody's name has one
    return () if is_code else find_guests(who, reads.guests(reading, session_id))


def _foreign_badge(reading: JournalledSession, session_id: str, who: str) -> CheckedIn:
    """Nobody here: but it may be the badge of another session, in which case whoever it belongs to may be on this list, too."""
    code = badge_code(who) or ""
    # With Caps Lock on, a scanner types every letter the other way round.
    badge = reads.badge_elsewhere(reading, session_id, code) or reads.badge_elsewhere(reading, session_id, code.swapcase())
    if badge is None:
        return CheckedIn(DoorResult.UNKNOWN, (), None, _NOTHING)
    key, here = badge
    return CheckedIn(DoorResult.UNKNOWN, (reads.guest(reading, here),) if here else (), None, _NOTHING, badge_of=key)


def _admit(writing: JournalledSession, session: str, who: str, at: datetime | None, welcome: tuple[DoorResult, ...]) -> CheckedIn:
    session_id = programme_reads.session_id(writing, session)
    matches = _meant(writing, session_id, who)
    result = answer(matches)
    if result is DoorResult.UNKNOWN:
        return _foreign_badge(writing, session_id, who)
    if result in welcome:
        result, matches = DoorResult.ARRIVED, (_enter(writing, matches[0].id, AttendanceStatus.ARRIVED, at),)
    inside = result in (DoorResult.ARRIVED, DoorResult.ALREADY)
    return CheckedIn(result, matches, _let(writing, matches[0]) if inside else None, changes(writing))


def _enter(writing: JournalledSession, attendance: str, status: AttendanceStatus, at: datetime | None) -> Guest:
    row = writing.get_one(Attendance, attendance)
    row.status, row.arrived_at = status, (at or datetime.now(UTC)).astimezone(UTC)
    give_seat(writing, row)
    writing.flush()
    return reads.guest(writing, attendance)


def _let(writing: JournalledSession, guest: Guest) -> Let:
    row = writing.get_one(Attendance, guest.id)
    standing = reads.last_standing(writing, guest.id)
    here = writing.recorder.device if writing.recorder is not None else ""
    return Let(
        guest=guest,
        at=row.arrived_at,
        by=standing.actor if standing else "",
        elsewhere=standing is not None and standing.device != here,
        missing=reads.unasked(writing, guest.id),
    )


def _status_before(writing: JournalledSession, row: Attendance) -> AttendanceStatus:
    standing = reads.last_standing(writing, row.id)
    if row.status is AttendanceStatus.WALK_IN:
        return AttendanceStatus.CANCELLED
    was = standing.was if standing else None
    return was if was is not None and not was.was_there else AttendanceStatus.CONFIRMED
