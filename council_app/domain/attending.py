"""What of a registration can be changed by hand, and from which standing to which: arriving is the door's alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from council_app.domain.enums import AttendanceStatus


class Cell(StrEnum):
    """What can be typed over in the roster; values are the names of the columns that hold it."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    SEGMENTS = "segments"
    ACCESS_NEEDS = "access_needs"
    DIETARY = "dietary"
    INVITED_BY = "invited_by"
    GUESTS = "guests"

    @property
    def of_the_person(self) -> bool:
        """True when it belongs to the human, wherever they come to; the others belong to one registration."""
        return self in (Cell.NAME, Cell.EMAIL, Cell.PHONE)


_CONFIRMED, _WAITING = AttendanceStatus.CONFIRMED, AttendanceStatus.WAITING
_CANCELLED, _NO_SHOW = AttendanceStatus.CANCELLED, AttendanceStatus.NO_SHOW

# Who is in is let in, and out again, at the door: it gives the seat, keeps the time and asks for the reason.
NEXT: Mapping[AttendanceStatus, tuple[AttendanceStatus, ...]] = {
    _CONFIRMED: (_WAITING, _CANCELLED, _NO_SHOW),
    _WAITING: (_CONFIRMED, _CANCELLED),
    _CANCELLED: (_CONFIRMED, _WAITING),
    _NO_SHOW: (_CONFIRMED, _CANCELLED),
    AttendanceStatus.ARRIVED: (),
    AttendanceStatus.WALK_IN: (),
}

TAKES_A_CHAIR = (_CONFIRMED, AttendanceStatus.ARRIVED, AttendanceStatus.WALK_IN)
"""Who counts against the capacity."""

SAID_YES = (_CONFIRMED, AttendanceStatus.ARRIVED, _NO_SHOW)
"""Who was confirmed, whatever they did then."""

MAY_MOVE = (_CONFIRMED, _WAITING)
"""Who can be moved to another session of the council: whoever was there, or said no, stays where that was so."""


def queue_place(registered: datetime | None, made: str) -> str:
    """Where somebody stands on a waiting list, as text that sorts: by when they signed up, else by when they were put on the list.

    `made` is the id of their registration, whose first twelve digits are the milliseconds it was made at. A moment after that is no
    moment of signing up, and does not count.
    """
    millis = f"{max(0, int(registered.timestamp() * 1000)):012x}" if registered is not None else made
    return min(millis, made)
