"""Who may be the same person twice: found by mailbox, telephone number and name, without comparing everybody with everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations, islice
from typing import NamedTuple

from council_app.domain.text import fold, folded_words
from council_app.errors import Message, m_

MOST_ALIKE = 12
"""Of more people than this under one sign each is held against the first only: a number typed for hundreds makes no million pairs."""

_SHORTEST = 5
"""Names of fewer letters are one letter apart too easily."""
_DOTS_MEAN_NOTHING = frozenset({"gmail.com", "googlemail.com"})


class Strength(IntEnum):
    """How sure the signs make it; a person decides always."""

    POSSIBLE = 1
    LIKELY = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be there twice; `rooms` are the sessions they were in the room at."""

    id: str
    name: str
    email: str = ""
    phone: str = ""
    rooms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two people who may be one: `one` was there first, by its id; the signs for and against it, in words."""

    one: str
    other: str
    strength: Strength
    reasons: tuple[Message, ...]


class _Read(NamedTuple):
    """Somebody, with the words of their name folded: once, because folding is most of the work."""

    person: Candidate
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Signs:
    """What two people share and what they do not."""

    mailbox: bool
    phone: bool
    name: bool
    order: bool
    near: bool
    other_email: bool
    other_phone: bool
    together: bool

    def strength(self) -> Strength | None:
        """None when nothing would be gained by asking."""
        named, against = self.name or self.order, self.other_email + self.other_phone
        if self.mailbox or (self.phone and named):
            # Two who were in one room are two, whatever they share; but a seat may have been given out twice.
            return Strength.POSSIBLE if self.together else Strength.SURE
        if self.phone:
            return Strength.LIKELY if self.near and not self.together else Strength.POSSIBLE
        if named and against < 2:
            return Strength.POSSIBLE if against or self.together else Strength.LIKELY
        return Strength.POSSIBLE if self.near and not against and not self.together else None

    def reasons(self) -> Iterator[Message]:
        """Signs for it, then those against it."""
        if self.mailbox:
            yield m_("mail to both goes to the same mailbox")
        if self.phone:
            yield m_("the same telephone number")
        if self.name:
            yield m_("the same name")
        elif self.order:
            yield m_("the same names in another order")
        elif self.near:
            yield m_("names one letter apart")
        else:
            yield m_("different names")
        if self.other_email and not self.mailbox:
            yield m_("different e-mail addresses")
        if self.other_phone:
            yield m_("different telephone numbers")
        if self.together:
            yield m_("both in the room at one session")


def find_duplicates(people: Iterable[Candidate], distinct: Collection[frozenset[str]] = ()) -> tuple[Likeness, ...]:
    """Pairs that may be one person, the surest first.

    Args:
        people: everybody.
        distinct: pairs of ids that somebody said are two people; they are left out.
    """
    known = {person.id: _Read(person, folded_words(person.name)) for person in sorted(people, key=lambda person: person.id)}
    told = frozenset(distinct)
    found = (_likeness(known[one], known[other]) for one, other in _pairs(known) if frozenset((one, other)) not in told)
    return tuple(sorted((pair for pair in found if pair is not None), key=lambda pair: (-pair.strength, pair.one, pair.other)))


def _likeness(one: _Read, other: _Read) -> Likeness | None:
    signs = _signs(one.person, other.person, one.words, other.words)
    strength = signs.strength()
    return None if strength is None else Likeness(one.person.id, other.person.id, strength, tuple(signs.reasons()))


def _signs(one: Candidate, other: Candidate, names: Sequence[str], others: Sequence[str]) -> _Signs:
    name = bool(names) and names == others
    order = bool(names) and sorted(names) == sorted(others)
    near = not order and _is_near(" ".join(names), " ".join(others))
    return _Signs(
        mailbox=bool(one.email) and mailbox(one.email) == mailbox(other.email),
        phone=bool(one.phone) and one.phone == other.phone,
        name=name,
        order=order,
        near=near,
        other_email=bool(one.email and other.email) and one.email != other.email,
        other_phone=bool(one.phone and other.phone) and one.phone != other.phone,
        together=not one.rooms.isdisjoint(other.rooms),
    )


def mailbox(email: str) -> str:
    """Where mail to an address ends up: what follows a `+` is the sender's own, and some mailboxes do not look at dots."""
    local, _, domain = fold(email.strip()).rpartition("@")
    local = local.partition("+")[0]
    return f"{local.replace('.', '') if domain in _DOTS_MEAN_NOTHING else local}@{domain}"


def _pairs(people: Mapping[str, _Read]) -> Iterable[tuple[str, str]]:
    """Everybody who shares a sign with somebody, each pair once, the earlier id first."""
    found: dict[tuple[str, str], None] = {}
    for keys in _SIGNS:
        under: dict[str, list[str]] = defaultdict(list)
        for read in people.values():
            for key in keys(read):
                under[key].append(read.person.id)
        for ids in under.values():
            if len(ids) > 1:
                found |= dict.fromkeys(_within(ids))
    return found


def _within(ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(ids) <= MOST_ALIKE:
        yield from combinations(ids, 2)
    else:
        yield from ((ids[0], other) for other in islice(ids, 1, None))


def _by_mailbox(read: _Read) -> tuple[str, ...]:
    return (mailbox(read.person.email),) if read.person.email else ()


def _by_phone(read: _Read) -> tuple[str, ...]:
    return (read.person.phone,) if read.person.phone else ()


def _by_name(read: _Read) -> tuple[str, ...]:
    return (" ".join(sorted(read.words)),) if read.words else ()


def _by_near_name(read: _Read) -> frozenset[str]:
    """The name with each letter left out once: two names that differ in one letter have one of these in common."""
    name = " ".join(read.words)
    if len(name) < _SHORTEST or " " not in name:
        return frozenset()
    return frozenset({name, *(name[:at] + name[at + 1 :] for at in range(len(name)))})


_SIGNS: tuple[Callable[[_Read], Collection[str]], ...] = (_by_mailbox, _by_phone, _by_name, _by_near_name)


def _is_near(one: str, other: str) -> bool:
    """Whether one letter was changed, added, left out, or swapped with its neighbour."""
    if min(len(one), len(other)) < _SHORTEST or " " not in one or " " not in other or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    if left[1:] == right[1:] or left == right[1:] or left[1:] == right:
        return True
    return left[:2] == right[1::-1] and left[2:] == right[2:]
