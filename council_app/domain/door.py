"""The door: who is meant by two letters, an address or a badge, and what is said to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from council_app.domain.enums import AttendanceStatus
from council_app.domain.text import fold, folded_words

FEWEST_LETTERS = 2
"""One letter finds half the list; two find a handful."""

_SEAT = re.compile(r"p\d{2,3}")


class DoorResult(StrEnum):
    """What the door answers."""

    ARRIVED = "arrived"
    ALREADY = "already"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    WAITLISTED = "waitlisted"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody on one session's list, as the door sees them; `secret` is what their badge's QR code holds."""

    id: str
    seat: str | None
    secret: str | None
    name: str
    email: str
    status: AttendanceStatus


def find_guests(typed: str, guests: Sequence[Guest]) -> tuple[Guest, ...]:
    """Who `typed` may mean among `guests`, in their order.

    A badge code, a seat code, an e-mail address or the whole name decides at once. Otherwise every word typed must begin a name part
    of its own, case and diacritics folded, and the longest has at least two letters: `li an` finds Anna Lind. Somebody whose whole
    first name is typed is *not* preferred to others whose name begins the same: the wrong guest would be greeted.
    """
    wanted = typed.strip()
    for exactly in (_by_code(wanted), _by_seat(wanted), _by_email(wanted), _by_whole_name(wanted)):
        found = tuple(guest for guest in guests if exactly is not None and exactly(guest))
        if found:
            return found
    words = folded_words(wanted)
    if max((len(word) for word in words), default=0) < FEWEST_LETTERS:
        return ()
    return tuple(guest for guest in guests if _begins(words, folded_words(guest.name)))


def answer(found: Sequence[Guest]) -> DoorResult:
    """What to say about those found; one person still expected is let in."""
    if not found:
        return DoorResult.UNKNOWN
    if len(found) > 1:
        return DoorResult.AMBIGUOUS
    if found[0].status.was_there:
        return DoorResult.ALREADY
    return DoorResult.WAITLISTED if found[0].status is AttendanceStatus.WAITING else DoorResult.ARRIVED


class _Exactly:
    """A sign that belongs to one person: `field` of a guest, folded, equals what was typed."""

    def __init__(self, field: str, wanted: str) -> None:
        self._field, self._wanted = field, wanted

    def __call__(self, guest: Guest) -> bool:
        value = getattr(guest, self._field) or ""
        return bool(value) and (value if self._field in ("secret", "id") else fold(value)) == self._wanted


def _by_code(wanted: str) -> _Exactly | None:
    return _Exactly("secret", wanted) if wanted else None


def _by_seat(wanted: str) -> _Exactly | None:
    folded = fold(wanted)
    return _Exactly("seat", folded) if _SEAT.fullmatch(folded) else None


def _by_email(wanted: str) -> _Exactly | None:
    return _Exactly("email", fold(wanted)) if "@" in wanted else None


def _by_whole_name(wanted: str) -> _Exactly | None:
    return _Exactly("name", fold(wanted)) if len(folded_words(wanted)) > 1 else None


def _begins(words: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether each word begins a part of its own; the longest words choose first, so that `an anna` needs two parts."""
    left = list(parts)
    for word in sorted(words, key=len, reverse=True):
        part = next((part for part in sorted(left, key=len) if part.startswith(word)), None)
        if part is None:
            return False
        left.remove(part)
    return True
