"""An affinity board: notes as cards that are laid together by what they have in common, until a group can be given a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from council_app.domain.records import NoteLine, TagLabel

CARD_WIDTH, CARD_HEIGHT, GAP = 216, 112, 16
"""Of a card, in px at 100 %; between two."""
_CLOSEST = 1e-6


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


def relaid(board: Board, laid: Sequence[Laid]) -> Board:
    """The board as it is once these cards lie there: what a screen shows while the file is being written."""
    places = {each.note: each for each in laid}
    cards = [_put(card, places.get(card.note.id)) for card in board.cards]
    return replace(board, cards=tuple(sorted(cards, key=lambda card: (card.y, card.x, card.note.id))))


def _put(card: Card, place: Laid | None) -> Card:
    return card if place is None else replace(card, group=place.group, x=place.x, y=place.y)


def moved_group(board: Board, group: str, x: float, y: float) -> Board:
    """The board once a group lies there."""
    groups = [replace(each, x=x, y=y) if each.id == group else each for each in board.groups]
    return replace(board, groups=tuple(sorted(groups, key=lambda each: (each.x, each.id))))


def into_group(board: Board, group: str, notes: Sequence[str], before: str | None = None) -> tuple[Laid, ...]:
    """How cards are laid into a group, in their order: before one of its cards, or behind the last."""
    moving = frozenset(notes)
    rest = [card for card in board.of(group) if card.note.id not in moving]
    at = next((place for place, card in enumerate(rest) if card.note.id == before), len(rest))
    low = rest[at - 1].y if at else (rest[at].y if at < len(rest) else 0.0) - len(notes) - 1
    high = rest[at].y if at < len(rest) else low + len(notes) + 1
    step = (high - low) / (len(notes) + 1)
    if step > _CLOSEST:
        return tuple(Laid(note, group, y=low + step * number) for number, note in enumerate(notes, start=1))
    # Laid into the same place again and again: there is no number left between the two, so all are counted anew.
    order = [*(card.note.id for card in rest[:at]), *notes, *(card.note.id for card in rest[at:])]
    return tuple(Laid(note, group, y=float(number)) for number, note in enumerate(order))


def untagged_since(board: Board, group: Group) -> int:
    """How many cards of a group do not carry the tag that was made of it; 0 while it is no tag."""
    tag = group.tag
    return 0 if tag is None else sum(all(each.id != tag.id for each in card.note.tags) for card in board.of(group.id))
