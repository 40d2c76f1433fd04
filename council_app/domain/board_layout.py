"""Where everything on an affinity board lies, in px at 100 %: groups as blocks of columns, loose cards as they were put."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil, floor, sqrt
from typing import NamedTuple

from council_app.domain.boards import CARD_HEIGHT, CARD_WIDTH, GAP, Board, Card, Group, Laid

HEAD = 56
"""Of a group: its name, and how many cards it has."""
PAD = 8
STEP_X, STEP_Y = CARD_WIDTH + GAP, CARD_HEIGHT + GAP
_LONGEST = 12
"""Cards below each other in a group before it grows to the side."""
_FEWEST_ACROSS, _MOST_ACROSS = 4, 64
_SHAPE = 0.9
_WINDOW, _LEAST_ROW = 1.5, 4 * STEP_X


class Direction(Enum):
    """Where an arrow key goes."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


class Box(NamedTuple):
    """A place on a board."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def meets(self, other: Box) -> bool:
        """Whether two places share any room."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, slots=True)
class Layout:
    """Every group's and every card's place, by id, and what holds them all."""

    groups: Mapping[str, Box]
    cards: Mapping[str, Box]
    bounds: Box


def card_box(x: float, y: float) -> Box:
    """The place of a card."""
    return Box(x, y, CARD_WIDTH, CARD_HEIGHT)


def across(count: int) -> int:
    """How many columns a group of so many cards has: one as long as that can be taken in."""
    return max(1, min(ceil(count / _LONGEST), ceil(sqrt(count / 2))))


def group_size(count: int) -> tuple[float, float]:
    """Width and height of a group of so many cards."""
    columns = across(count)
    rows = ceil(max(1, count) / columns)
    return columns * (CARD_WIDTH + PAD) + PAD, HEAD + rows * (CARD_HEIGHT + PAD)


def group_box(x: float, y: float, count: int) -> Box:
    """The place of a group of so many cards."""
    return Box(x, y, *group_size(count))


def laid_out(board: Board) -> Layout:
    """Groups from the left, each moved to the right as far as one before it has grown, with their cards; loose cards where they lie."""
    inside: dict[str, list[Card]] = defaultdict(list)
    cards: dict[str, Box] = {}
    for card in board.cards:
        if card.group is None:
            cards[card.note.id] = card_box(card.x, card.y)
        else:
            inside[card.group].append(card)
    groups = _apart(board.groups, {group: len(found) for group, found in inside.items()})
    for group, found in inside.items():
        if group in groups:
            cards.update((card.note.id, place) for card, place in zip(found, _places(groups[group], len(found)), strict=True))
    return Layout(groups, cards, around((*groups.values(), *cards.values())))


def _apart(groups: Sequence[Group], counts: Mapping[str, int]) -> dict[str, Box]:
    placed: dict[str, Box] = {}
    for group in sorted(groups, key=lambda each: (each.x, each.y, each.id)):
        box = group_box(group.x, group.y, counts.get(group.id, 0))
        while (other := next((each for each in placed.values() if each.meets(box)), None)) is not None:
            box = box._replace(x=other.right + 2 * GAP)
        placed[group.id] = box
    return placed


def _places(group: Box, count: int) -> Iterator[Box]:
    columns = across(count)
    for number in range(count):
        row, column = divmod(number, columns)
        yield card_box(group.x + PAD + column * (CARD_WIDTH + PAD), group.y + HEAD + row * (CARD_HEIGHT + PAD))


def around(boxes: Iterable[Box]) -> Box:
    """The smallest place that holds them all."""
    known = list(boxes)
    if not known:
        return Box(0, 0, 0, 0)
    left, top = min(box.x for box in known), min(box.y for box in known)
    return Box(left, top, max(box.right for box in known) - left, max(box.bottom for box in known) - top)


# -- free room


def free_places(taken: Sequence[tuple[float, float]], count: int, groups: Sequence[Box] = ()) -> list[tuple[float, float]]:
    """Places for `count` loose cards on a grid below the loose ones, row by row, none under a group."""
    columns = max(_FEWEST_ACROSS, min(_MOST_ACROSS, round(_SHAPE * sqrt(len(taken) + count))))
    top = max((y + STEP_Y for _, y in taken), default=0.0)
    covered = {cell for group in groups for cell in _cells(group, top, columns)}
    places: list[tuple[float, float]] = []
    row = 0
    while len(places) < count:
        free = [column for column in range(columns) if (column, row) not in covered]
        places += [(float(column * STEP_X), top + row * STEP_Y) for column in free[: count - len(places)]]
        row += 1
    return places


def _cells(group: Box, top: float, columns: int) -> Iterator[tuple[int, int]]:
    """The cells of the grid that a group covers."""
    first, last = max(0, floor((group.x - CARD_WIDTH) / STEP_X) + 1), min(columns - 1, ceil(group.right / STEP_X) - 1)
    high, low = max(0, floor((group.y - top - CARD_HEIGHT) / STEP_Y) + 1), ceil((group.bottom - top) / STEP_Y) - 1
    return ((column, row) for row in range(high, low + 1) for column in range(first, last + 1))


def right_of_all(loose: Iterable[tuple[float, float]], groups: Iterable[Box]) -> float:
    """Where a new group begins: to the right of everything."""
    edges = [*(x + CARD_WIDTH for x, _ in loose), *(box.right for box in groups)]
    return max(edges) + 2 * GAP if edges else 0.0


def is_free(layout: Layout, box: Box, but: frozenset[str]) -> bool:
    """Whether a new group would cover no group and no loose card except these."""
    if any(box.meets(group) for group in layout.groups.values()):
        return False
    return not any(box.meets(place) for note, place in layout.cards.items() if note not in but)


def tidied(board: Board) -> tuple[dict[str, tuple[float, float]], tuple[Laid, ...]]:
    """Loose cards on a grid at the left, groups in rows at the right of it: the groups' new places, and the loose cards'."""
    loose = board.of(None)
    places = free_places((), len(loose))
    counts = Counter(card.group for card in board.cards)
    groups = _in_rows({group.id: group_size(counts[group.id]) for group in board.groups}, right_of_all(places, ()))
    return groups, tuple(Laid(card.note.id, None, x, y) for card, (x, y) in zip(loose, places, strict=True))


def _in_rows(sizes: Mapping[str, tuple[float, float]], left: float) -> dict[str, tuple[float, float]]:
    """Side by side, in a new row where all together would get wider than a window is to its height."""
    widest = _WINDOW * sqrt(sum((width + 2 * GAP) * (height + 2 * GAP) for width, height in sizes.values()))
    places: dict[str, tuple[float, float]] = {}
    x, y, tallest = left, 0.0, 0.0
    for group, (width, height) in sizes.items():
        if x > left and x + width - left > max(widest, _LEAST_ROW):
            x, y, tallest = left, y + tallest + 2 * GAP, 0.0
        places[group] = x, y
        x, tallest = x + width + 2 * GAP, max(tallest, height)
    return places


# -- going from one to the next


def nearest(boxes: Mapping[str, Box], origin: Box, direction: Direction) -> str | None:
    """The one that an arrow leads to from `origin`: not far, and rather straight on than close by."""
    across_x, across_y = direction.value
    x, y = origin.middle
    best, found = float("inf"), None
    for name, box in boxes.items():
        dx, dy = box.x + box.width / 2 - x, box.y + box.height / 2 - y
        ahead, aside = (dx * across_x, abs(dy)) if across_x else (dy * across_y, abs(dx))
        if ahead > 1 and (weight := ahead + 5 * aside) < best and aside <= 2 * ahead + CARD_HEIGHT:
            best, found = weight, name
    return found
