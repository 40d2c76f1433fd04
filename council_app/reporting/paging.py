"""Where findings begin and how tall their pictures are, so that no opening is torn from what it opens and no page is left half empty.

CSS cannot ask how much of a page is left. `laying` measures the parts of each finding; here every way of setting them is gone through,
finding by finding, and the one with the least empty paper is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

PICTURES = (240, 200, 164)
"""Heights in CSS px that a picture may have at most; the style sheet calls the smaller ones `shown-200` and `shown-164`."""

_SMALLER = {240: 0.0, 200: 1.0, 164: 3.0}
"""What a smaller picture costs, beside `_empty`."""

_SNUG, _SNUG_GAP = 1.5, 8
"""What smaller distances cost, and how many px of each distance of `_DISTANCE` or more they save, as in the style sheet."""

_DISTANCE = 22
_TORN = 1000.0
_WIDE, _HOLE = 0.3, 40.0
"""From which share of a page empty paper looks like a mistake, and what that costs besides."""

_ALIKE = 4
"""Ways that end within so many px of each other go on alike."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a finding that stays whole.

    Attributes:
        gap: px between it and the piece before.
        height: px.
        picture: px of it that are a picture, shown as tall as it may be; it can be shown smaller.
        spare: px of it that smaller distances save.
        opening: it is what a finding opens with, and must not stand alone at the foot of a page.
    """

    gap: float
    height: float
    picture: float = 0
    spare: float = 0
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """How one finding is set: on a new page or after the one before, its pictures at most so many px tall, with smaller distances."""

    opens_page: bool
    pictures: int
    snug: bool

    @property
    def classes(self) -> str:
        """For the style sheet."""
        smaller = f" shown-{self.pictures}" if self.pictures != PICTURES[0] else ""
        return f"finding{' opens-page' if self.opens_page else ''}{smaller}{' drawn-in' if self.snug else ''}"


@dataclass(frozen=True, slots=True)
class _Way:
    """The findings so far, set in one way: where on its page the last one ended, what that cost, and what was chosen."""

    end: float
    cost: float
    choices: tuple[Choice, ...]


def chosen(findings: Sequence[Sequence[Part]], *, start: float, room: float) -> tuple[Choice, ...]:
    """How each finding is set, with the least empty paper.

    Args:
        findings: the parts of each, in order.
        start: px of the page that are taken when the first begins, its distance included; 0 on an empty page.
        room: px of a page.
    """
    ways = [_Way(start, 0.0, ())]
    for parts in findings:
        found: dict[int, _Way] = {}
        for way in (_set(each, parts, choice, room) for each in ways for choice in _choices(parts, each)):
            place = round(way.end / _ALIKE)
            if place not in found or way.cost < found[place].cost:
                found[place] = way
        ways = list(found.values())
    return min(ways, key=lambda way: way.cost).choices


def _choices(parts: Sequence[Part], way: _Way) -> Iterator[Choice]:
    tallest = max((part.picture for part in parts), default=0)
    heights = [height for height in PICTURES if height == PICTURES[0] or tallest > height]
    places = (False, True) if way.end else (False,)
    return (Choice(*each) for each in product(places, heights, (False, True)))


def _set(way: _Way, parts: Sequence[Part], choice: Choice, room: float) -> _Way:
    end, cost = way.end, way.cost + _SMALLER[choice.pictures] + (_SNUG if choice.snug else 0)
    if choice.opens_page:
        end, cost = 0.0, cost + _empty(room - end, room)
    after_opening = False
    for number, part in enumerate(parts):
        gap, height = _size(part, choice, first=number == 0)
        if end and end + gap + height > room:
            cost += _empty(room - end, room) + (_TORN if after_opening else 0)
            end = 0.0
        end += height + (gap if end else 0)
        # What is taller than a page goes on over as many as it needs.
        end = end % room if height > room else end
        after_opening = part.opening
    return _Way(end, cost, (*way.choices, choice))


def _size(part: Part, choice: Choice, *, first: bool) -> tuple[float, float]:
    """The distance above a piece and its height, set that way."""
    height = part.height - max(0, part.picture - choice.pictures)
    if not choice.snug:
        return part.gap, height
    return part.gap - (_SNUG_GAP if part.gap >= _DISTANCE and not first else 0), height - part.spare


def _empty(left: float, room: float) -> float:
    """What an empty foot of a page costs: next to nothing when it is small, a lot when it is a good third of the page."""
    share = max(0.0, left) / room
    return 100 * share**2 + (_HOLE if share > _WIDE else 0.0)
