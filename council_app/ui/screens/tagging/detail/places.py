"""Places in a text as Python counts them (characters) and as Qt does (UTF-16): an emoji is one to the one and two to the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Spanning(Protocol):
    """Something that lies on a stretch of a text."""

    @property
    def starts(self) -> int:
        """Its first character."""

    @property
    def ends(self) -> int:
        """The character behind its last."""


def to_qt(text: str, at: int) -> int:
    """Where Qt counts the character `at` of a text."""
    return at + sum(letter > "\uffff" for letter in text[:at])


def from_qt(text: str, at: int) -> int:
    """The character that Qt counts at `at`; the one it is a half of, where it lies within one."""
    if text.isascii():
        return min(max(0, at), len(text))
    counted = 0
    for place, letter in enumerate(text):
        if counted >= at:
            return place
        counted += 2 if letter > "\uffff" else 1
    return len(text)


def lanes(spans: Sequence[Spanning]) -> tuple[int, ...]:
    """For each span the line under the text that it is drawn on, from 0: the first on which nothing lies beside it already."""
    taken: list[list[Spanning]] = []
    chosen: dict[int, int] = {}
    for place in sorted(range(len(spans)), key=lambda place: (spans[place].starts, -spans[place].ends)):
        span = spans[place]
        free = (
            number for number, others in enumerate(taken) if all(other.ends <= span.starts or span.ends <= other.starts for other in others)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append(span)
        chosen[place] = lane
    return tuple(chosen[place] for place in range(len(spans)))
