"""The door: who is meant by two letters, an address or a badge, and what is said to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from council_app.domain.enums import AttendanceStatus
from council_app.domain.text import fold, folded_words

FEWEST_LETTERS = 2
"""One letter finds half the list; two find a handful."""

SECRET_LENGTH = 16
"""Letters and digits in a badge code."""

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
    """Somebody on one session's list, as the door sees them.

    Attributes:
        id: of the attendance.
        secret: what their badge's QR code holds.
        notes: how many things the host should know (access, diet); what they are is read only when the host asks.
        guests: how many others they said they would bring.
        waits: where they stand on the waiting list, counted from 1; 0 when they do not.
    """

    id: str
    seat: str | None
    secret: str | None
    name: str
    email: str
    status: AttendanceStatus
    notes: int = 0
    guests: int = 0
    waits: int = 0

    @property
    def first_name(self) -> str:
        """What they are greeted by."""
        parts = self.name.split()
        return parts[0] if parts else self.seat or ""


class GuestBook:
    """One session's list, folded once, so that every letter typed is answered at once however long the list is.

    `find` answers as `find_guests` does; `badge` finds the code of a badge in what a scanner left in a box, beside leftover letters.
    """

    def __init__(self, guests: Iterable[Guest] = ()) -> None:
        self._guests: dict[str, Guest] = {}
        self._place: dict[str, int] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._exact: dict[tuple[str, str], list[str]] = {}
        self._begin: dict[str, set[str]] = {}
        for guest in guests:
            self.put(guest)

    def __len__(self) -> int:
        return len(self._guests)

    def __iter__(self) -> Iterator[Guest]:
        return iter(self._guests.values())

    def get(self, guest: str) -> Guest | None:
        """The guest of this attendance."""
        return self._guests.get(guest)

    def put(self, guest: Guest) -> None:
        """Add somebody, or replace what was known of them."""
        known = self._guests.get(guest.id)
        if known is not None:
            for sign in _signs(known):
                self._exact[sign].remove(known.id)
            for part in self._parts[known.id]:
                self._begin[part[:FEWEST_LETTERS]].discard(known.id)
        self._guests[guest.id] = guest
        self._place.setdefault(guest.id, len(self._place))
        self._parts[guest.id] = folded_words(guest.name)
        for sign in _signs(guest):
            self._exact.setdefault(sign, []).append(guest.id)
        for part in self._parts[guest.id]:
            self._begin.setdefault(part[:FEWEST_LETTERS], set()).add(guest.id)

    def find(self, typed: str) -> tuple[Guest, ...]:
        """Who `typed` may mean, in the order of the list.

        A badge code, a seat code, an e-mail address or the whole name decides at once. Otherwise every word typed must begin a name
        part of its own, case and diacritics folded, and the longest has at least two letters: `li an` finds Anna Lind. Somebody whose
        whole first name is typed is *not* preferred to others whose name begins the same: the wrong guest would be greeted.
        """
        wanted = typed.strip()
        words = folded_words(wanted)
        for sign in _asked(wanted, words):
            if found := self._exact.get(sign):
                return self._in_order(found)
        longest = max(words, key=len, default="")
        if len(longest) < FEWEST_LETTERS:
            return ()
        near = self._begin.get(longest[:FEWEST_LETTERS], set())
        return self._in_order(guest for guest in near if _begins(words, self._parts[guest]))

    def badge(self, typed: str) -> Guest | None:
        """Whose badge was scanned, also when letters of an earlier search stand before or behind its code."""
        for start in range(len(typed) - SECRET_LENGTH, -1, -1):
            if found := self._exact.get(("secret", typed[start : start + SECRET_LENGTH])):
                return self._guests[found[0]]
        return None

    def namesakes(self, guest: Guest) -> bool:
        """Whether others on the list are called the same."""
        return len(self._exact.get(("name", fold(guest.name)), ())) > 1

    def _in_order(self, found: Iterable[str]) -> tuple[Guest, ...]:
        return tuple(self._guests[guest] for guest in sorted(found, key=self._place.__getitem__))


def badge_code(typed: str) -> str | None:
    """The badge code at the end of what was typed, where there can be one: letters and digits of the length a badge has."""
    code = typed.strip()[-SECRET_LENGTH:]
    return code if len(code) == SECRET_LENGTH and code.isascii() and code.isalnum() else None


def looks_like_badge(code: str) -> bool:
    """Whether a word as long as a badge code is one and no name: it has a digit, or capitals and small letters mixed behind its first."""
    rest = code[1:]
    return any(character.isdigit() for character in code) or (rest != rest.lower() and rest != rest.upper())


def find_guests(typed: str, guests: Sequence[Guest]) -> tuple[Guest, ...]:
    """Who `typed` may mean among `guests`; as `GuestBook.find`, for a list that is read once."""
    return GuestBook(guests).find(typed)


def answer(found: Sequence[Guest]) -> DoorResult:
    """What to say about those found; one person still expected is let in."""
    if not found:
        return DoorResult.UNKNOWN
    if len(found) > 1:
        return DoorResult.AMBIGUOUS
    if found[0].status.was_there:
        return DoorResult.ALREADY
    return DoorResult.WAITLISTED if found[0].status is AttendanceStatus.WAITING else DoorResult.ARRIVED


def _signs(guest: Guest) -> Iterator[tuple[str, str]]:
    """What belongs to one guest alone, mostly: each sign finds them without further letters."""
    if guest.secret:
        yield "secret", guest.secret
    if guest.seat:
        yield "seat", fold(guest.seat)
    if guest.email:
        yield "email", fold(guest.email)
    if guest.name:
        yield "name", fold(guest.name)


def _asked(wanted: str, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The signs that `wanted` may be, the surest first."""
    folded = fold(wanted)
    yield "secret", wanted
    if _SEAT.fullmatch(folded):
        yield "seat", folded
    if "@" in wanted:
        yield "email", folded
    if len(words) > 1:
        yield "name", folded


def _begins(words: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether each word begins a part of its own; the longest words choose first, so that `an anna` needs two parts."""
    left = list(parts)
    for word in sorted(words, key=len, reverse=True):
        part = next((part for part in sorted(left, key=len) if part.startswith(word)), None)
        if part is None:
            return False
        left.remove(part)
    return True
