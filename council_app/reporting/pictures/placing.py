"""Places for numbered dots: each where it belongs if it can, else as near as it can, none on another one and none on a word."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

RADIUS, APART = 11.0, 25.0
"""Of a dot, and from the middle of one to that of the next."""

_FULL = 0.6
"""Beyond this share of the room no gap is searched for any more: dots then lie where they belong, on one another."""

Place = tuple[float, float]
Span = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(slots=True)
class Placing:
    """Dots within a rectangle, one after the other; the first one is never moved by a later one."""

    room: Span
    words: Sequence[Span]
    _cells: dict[tuple[int, int], list[Place]] = field(default_factory=lambda: defaultdict(list))
    _count: int = 0

    def put(self, x: float, y: float) -> Place:
        """The place for the next dot, which belongs to `x`, `y`."""
        left, top, right, bottom = self.room
        searching = self._count * APART**2 < _FULL * (right - left) * (bottom - top)
        candidates = self._candidates(x, y) if searching else iter(())
        place = next((each for each in candidates if self._is_free(each)), self.held(x, y))
        self._cells[_cell(place)].append(place)
        self._count += 1
        return place

    def held(self, x: float, y: float) -> Place:
        """The nearest place at which a whole dot is within the room."""
        left, top, right, bottom = self.room
        inset = RADIUS + 2
        return min(max(x, left + inset), right - inset), min(max(y, top + inset), bottom - inset)

    def _candidates(self, x: float, y: float) -> Iterator[Place]:
        left, top, right, bottom = self.room
        yield self.held(x, y)
        for ring in range(1, int(max(right - left, bottom - top) / APART) + 1):
            steps = 8 * ring
            for step in range(steps):
                # From the right, and by turns below and above.
                angle = 2 * math.pi * ((step + 1) // 2 * (1 if step % 2 else -1)) / steps
                away = ring * (APART + 2)
                found = x + away * math.cos(angle), y + away * math.sin(angle)
                if found == self.held(*found):
                    yield found

    def _is_free(self, place: Place) -> bool:
        column, row = _cell(place)
        near = (other for x in (-1, 0, 1) for y in (-1, 0, 1) for other in self._cells.get((column + x, row + y), ()))
        return all(math.dist(place, other) >= APART for other in near) and not any(_covers(place, word) for word in self.words)


def _cell(place: Place) -> tuple[int, int]:
    return int(place[0] // APART), int(place[1] // APART)


def _covers(place: Place, word: Span) -> bool:
    left, top, right, bottom = word
    return left - RADIUS < place[0] < right + RADIUS and top - RADIUS < place[1] < bottom + RADIUS
