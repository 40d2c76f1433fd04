"""Giving out seat codes and badge codes: random, so that a code says nothing about the order of a list or a name."""

from __future__ import annotations

import secrets

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, new_secret
from council_app.db.queries import roster as reads
from council_app.errors import CouncilError, m_

_AT_LEAST = 40
_MOST = 999
_DRAWS = 8


def next_seat(taken: set[str]) -> str:
    """A free seat code, drawn at random from the smallest pool that leaves room.

    Raises:
        CouncilError: every code is in use.
    """
    size = min(_MOST, max(_AT_LEAST, 2 * len(taken)))
    # Half of the pool is free in all but the largest sessions: a draw or two find a seat, without spelling out a thousand.
    for _ in range(_DRAWS):
        if (drawn := f"P{secrets.randbelow(size) + 1:02d}") not in taken:
            return drawn
    free = [code for number in range(1, size + 1) if (code := f"P{number:02d}") not in taken]
    if not free:
        raise CouncilError(f"P{_MOST}", m_("every seat code is in use"), m_("Split the session in two."))
    return secrets.choice(free)


def give_seat(writing: JournalledSession, attendance: Attendance, taken: set[str] | None = None) -> str:
    """The seat of somebody who is there; a new one, and a badge code, when they have none yet.

    `taken` are the seats in use, read once by whoever gives many; the new one is added to them.
    """
    if attendance.seat is None:
        taken = reads.seats_taken(writing, attendance.session_id) if taken is None else taken
        attendance.seat = next_seat(taken)
        taken.add(attendance.seat)
    if attendance.seat_secret is None:
        attendance.seat_secret = new_secret()
    return attendance.seat
