"""Who speaks for how long in the room: shares of talking time, who was not heard yet, and what is too long. For the facilitator alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LONG_TURN = 120.0
"""Seconds after which one turn is flagged."""

_HEAVY = 3
_NOT_YET = 120.0
LEAST_TURN = 1.0
"""A tap and its correction within this many seconds are no turn."""


@dataclass(frozen=True, slots=True)
class Talker:
    """Somebody who may speak.

    Attributes:
        here: they are in the room; others stay on show, because a list at the door can be wrong.
        notes: how many notes they are the speaker of, nods not counted.
        seconds, turns: how long and how often they spoke.
    """

    id: str
    seat: str
    name: str
    here: bool
    notes: int = 0
    seconds: float = 0.0
    turns: int = 0

    @property
    def first_name(self) -> str:
        """What is said across a table."""
        return self.name.split()[0] if self.name.split() else ""

    @property
    def heard(self) -> bool:
        """Whether anything was heard from them, by a note or by their turn."""
        return self.notes > 0 or self.seconds > 0


@dataclass(frozen=True, slots=True)
class Heavy:
    """Somebody who has `times` an even share of the talking time."""

    talker: Talker
    times: int


def in_room(talkers: Sequence[Talker]) -> tuple[Talker, ...]:
    """Those who are here or were heard; everybody with a seat, where nobody was checked in."""
    there = tuple(talker for talker in talkers if talker.here or talker.heard)
    return there or tuple(talkers)


def share(talker: Talker, talkers: Sequence[Talker]) -> float | None:
    """The part of all talking time that is theirs, 0–1; None while nobody has spoken."""
    total = math.fsum(each.seconds for each in talkers)
    return talker.seconds / total if total > 0 else None


def even_share(talkers: Sequence[Talker]) -> float | None:
    """What each would have if all in the room spoke equally long; None in an empty room."""
    return 1 / len(talkers) if talkers else None


def silent(talkers: Sequence[Talker]) -> tuple[Talker, ...]:
    """Those nothing was heard from yet."""
    return tuple(talker for talker in talkers if not talker.heard)


def heavy(talkers: Sequence[Talker]) -> tuple[Heavy, ...]:
    """Those with three times an even share and more, the longest first; nobody before they spoke for two minutes."""
    even = even_share(talkers)
    if even is None:
        return ()
    found = []
    for talker in sorted(talkers, key=lambda each: -each.seconds):
        part = share(talker, talkers)
        if part is not None and talker.seconds >= _NOT_YET and part >= _HEAVY * even:
            found.append(Heavy(talker, math.floor(part / even)))
    return tuple(found)
