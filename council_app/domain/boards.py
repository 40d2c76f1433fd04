"""An affinity board: notes as cards that are laid together by what they have in common, until a group can be given a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from council_app.domain.records import NoteLine, TagLabel

CARD_WIDTH, CARD_HEIGHT, GAP = 216, 96, 16
"""Of a card, in px at 100 %; between two."""
_ACROSS = 6


@dataclass(frozen=True, slots=True)
class Card:
    """A note on a board: in a group (by its id) in the order of `y`, or on its own at (`x`, `y`) px."""

    note: NoteLine
    group: str | None
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under a name, from its upper left corner (`x`, `y`) px downwards; `tag` once it was made one."""

    id: str
    name: str
    colour: str
    x: float
    y: float
    tag: TagLabel | None = None


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A board as a list shows it; `loose` cards are in no group yet."""

    key: str
    name: str
    at: datetime
    cards: int
    groups: int
    loose: int


@dataclass(frozen=True, slots=True)
class Board:
    """A board with everything on it; groups by their place from the left, cards of a group in their order."""

    key: str
    name: str
    groups: tuple[Group, ...]
    cards: tuple[Card, ...]

    def of(self, group: str | None) -> tuple[Card, ...]:
        """The cards of a group, or the loose ones."""
        return tuple(card for card in self.cards if card.group == group)


@dataclass(frozen=True, slots=True)
class Laid:
    """Where a card is laid: in a group, in the order of `y`, or loose at (`x`, `y`) px."""

    note: str
    group: str | None = None
    x: float = 0.0
    y: float = 0.0


def free_places(taken: Sequence[tuple[float, float]], count: int) -> list[tuple[float, float]]:
    """Places for `count` loose cards on a grid below what is taken, row by row."""
    below = max((y + CARD_HEIGHT + GAP for _, y in taken), default=0.0)
    return [((number % _ACROSS) * (CARD_WIDTH + GAP), below + (number // _ACROSS) * (CARD_HEIGHT + GAP)) for number in range(count)]


def free_column(groups: Sequence[Group]) -> float:
    """Where a new group begins: to the right of all others."""
    return max((group.x + CARD_WIDTH + 2 * GAP for group in groups), default=0.0)
