"""Moving people between the sessions of one council: from the morning to the evening, from two lists to one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, CouncilSession, new_id
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import roster as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.attending import MAY_MOVE
from council_app.domain.enums import AttendanceStatus
from council_app.domain.records import SessionRef
from council_app.errors import CouncilError, m_, mn_
from council_app.services.attending import Edited
from council_app.services.capacity import room_left

_GONE = (AttendanceStatus.CANCELLED, AttendanceStatus.NO_SHOW)


def move(*, workspace: Workspace, attendances: Sequence[str], to: str) -> Edited:
    """Move registrations to another session of the same council, with their answers and needs.

    Whoever had a chair has one there while there is room, and else waits there last; whoever waited gets one only where nobody waits.
    Somebody who is on that list already is cancelled here: they keep one chair.

    Raises:
        CouncilError: no such session or another council's, somebody was there or was heard, or a registration is gone.
    """
    label = mn_("Move one person to another session", "Move {count} people to another session", len(attendances))
    with workspace.write(label) as writing:
        there = programme_reads.session_named(writing, to)
        rows = reads.attendances(writing, attendances)
        _require_movable(writing, rows, attendances, there)
        moving = _Moving(writing, there)
        for row in sorted(rows, key=lambda row: (row.status is AttendanceStatus.WAITING, row.queued, row.id)):
            moving.take(row)
        return Edited(label, changes(writing))


class _Moving:
    """The session that people are moved to: its chairs, its queue, who is on its list."""

    def __init__(self, writing: JournalledSession, there: SessionRef) -> None:
        self._there = there.id
        self._room = room_left(writing, there.id)
        self._queue = there.waiting
        self._seats = reads.seats_taken(writing, there.id)
        listed = writing.scalars(select(Attendance).where(Attendance.session_id == there.id))
        self._listed = {row.person_id: row for row in listed if row.person_id is not None}

    def take(self, row: Attendance) -> None:
        """One person."""
        other = self._listed.get(row.person_id or "")
        if other is None:
            self._seat(row, row.status)
            row.session_id = self._there
            if row.seat in self._seats:
                row.seat = None  # a seat code is one person's at one session; a new one is given at the door
            elif row.seat is not None:
                self._seats.add(row.seat)
            return
        if other.status in _GONE:
            self._seat(other, row.status)
        row.status = AttendanceStatus.CANCELLED

    def _seat(self, row: Attendance, was: AttendanceStatus) -> None:
        free = self._room is None or self._room > 0
        if free and (was is AttendanceStatus.CONFIRMED or not self._queue):
            row.status = AttendanceStatus.CONFIRMED
            self._room = None if self._room is None else self._room - 1
        else:
            row.status, row.queued = AttendanceStatus.WAITING, new_id()
            self._queue += 1


def _require_movable(writing: JournalledSession, rows: Sequence[Attendance], attendances: Sequence[str], there: SessionRef) -> None:
    if not rows or len(rows) < len(set(attendances)):
        raise CouncilError("", m_("somebody chosen is not on the list any more"), m_("Choose again; nothing was changed."))
    councils = writing.scalars(
        select(CouncilSession.council_id).where(CouncilSession.id.in_({there.id, *(row.session_id for row in rows)}))
    )
    if len(set(councils)) != 1 or any(row.session_id == there.id for row in rows):
        raise CouncilError(there.key, m_("not another session of the same council"), m_("Choose one of its sessions; nothing was changed."))
    if any(row.status not in MAY_MOVE for row in rows) or reads.heard(writing, [row.id for row in rows]):
        why = m_("only people who are expected or wait can be moved")
        raise CouncilError("", why, m_("Leave out whoever came, cancelled or was heard; nothing was changed."))
