"""What is on the board in hand, where one stands on it, and what is chosen: shared by the canvas and the outline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from council_app.domain.board_layout import Box, Direction, Layout, around, laid_out, nearest
from council_app.domain.boards import Board, Card, Group
from council_app.domain.records import NoteLine
from council_app.domain.text import fold

_EMPTY = Board("", "", (), ())


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one stands: on a card (the id of its note), on a group (its id), or nowhere."""

    note: str = ""
    group: str = ""


class CardWords:
    """What cards are looked for by, folded; kept, because folding thousands takes longer than a key may."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[NoteLine, str]] = {}

    def of(self, note: NoteLine) -> str:
        """Words, seat and tags of a note. Asked by the worker that reads a board, so that the window finds them ready."""
        kept = self._kept.get(note.id)
        if kept is None or (kept[0] is not note and kept[0] != note):
            kept = note, fold(" ".join((note.text, note.seat or "", *(tag.path for tag in note.tags))))
            self._kept[note.id] = kept
        return kept[1]


class BoardState(QObject):
    """Acts on nothing but itself.

    Attributes:
        board, layout: what is shown, and where it lies.
        chosen: ids of the notes that are chosen.
        spot: where one stands.
        found: ids of the notes that match what is looked for; None while nothing is.

    Signals:
        laid: the board, or what is looked for, is another one.
        marked: something else is chosen.
        stepped: one stands somewhere else, by keyboard or by a command (and wants to see it).
    """

    laid = Signal()
    marked = Signal()
    stepped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = _EMPTY
        self._sought = ""
        self._waiting: dict[int, Callable[[Board], Board]] = {}
        self._number = 0
        self.board: Board = _EMPTY
        self.layout: Layout = laid_out(_EMPTY)
        self.cards: dict[str, Card] = {}
        self.groups: dict[str, Group] = {}
        self.chosen: frozenset[str] = frozenset()
        self.spot = Spot()
        self.found: frozenset[str] | None = None
        self.words = CardWords()

    # -- the board

    def show_board(self, board: Board) -> None:
        """Take the board as the file has it; what is not written yet stays as it was put."""
        if board.key != self._read.key:
            self.chosen, self.spot, self._waiting = frozenset(), Spot(), {}
        self._read = board
        for change in self._waiting.values():
            board = change(board)
        self._take(board)

    def expect(self, change: Callable[[Board], Board]) -> int:
        """Show a change before it is written; returns its number, for `settle`."""
        self._number += 1
        self._waiting[self._number] = change
        self._take(change(self.board))
        return self._number

    def settle(self, number: int, *, kept: bool) -> None:
        """A change was written, or could not be and is shown no more."""
        change = self._waiting.pop(number, None)
        if not kept:
            self.show_board(self._read)
        elif change is not None:
            self._read = change(self._read)

    def _take(self, board: Board) -> None:
        before, here = self.layout, self.spot
        self.board, self.layout = board, laid_out(board)
        self.cards = {card.note.id: card for card in board.cards}
        self.groups = {group.id: group for group in board.groups}
        self.chosen = self.chosen & self.cards.keys()
        if here != Spot() and not self._has(here):
            self.spot = self._next_to(before.cards.get(here.note) or before.groups.get(here.group))
        self._look()
        self.laid.emit()
        self.marked.emit()

    def _has(self, spot: Spot) -> bool:
        return spot.note in self.cards or spot.group in self.groups

    def _next_to(self, box: Box | None) -> Spot:
        """What one stood on has gone: the card that lies closest to its place."""
        if box is None or not self.layout.cards:
            return Spot()
        return Spot(note=min(self.layout.cards, key=lambda note: _far(self.layout.cards[note], box)))

    # -- choosing

    def choose(self, notes: Iterable[str]) -> None:
        """Choose these."""
        self.chosen = frozenset(notes) & self.cards.keys()
        self.marked.emit()

    def toggle(self, notes: Iterable[str]) -> None:
        """Choose these too; not any more, where all of them are."""
        given = frozenset(notes)
        self.choose(self.chosen - given if given <= self.chosen else self.chosen | given)

    def in_order(self, notes: Iterable[str]) -> list[str]:
        """Notes as they lie: from the top, then from the left."""
        places = self.layout.cards
        return sorted((note for note in notes if note in places), key=lambda note: (places[note].y, places[note].x))

    @property
    def target(self) -> list[str]:
        """The notes that a command is for: those chosen, or else the card at hand; as they lie."""
        return self.in_order(self.chosen) or ([self.spot.note] if self.spot.note in self.cards else [])

    @property
    def group(self) -> Group | None:
        """The group that a command is for: the one at hand, or that of the card at hand."""
        card = self.cards.get(self.spot.note)
        return self.groups.get(self.spot.group or (card.group or "" if card is not None else ""))

    # -- standing and going

    def stand(self, spot: Spot, *, step: bool = True) -> None:
        """Stand there; `step`: it is to be seen."""
        self.spot = spot
        self.marked.emit()
        if step:
            self.stepped.emit()

    def box(self, spot: Spot) -> Box | None:
        """Where a card or a group lies."""
        return self.layout.cards.get(spot.note) or self.layout.groups.get(spot.group)

    def go(self, direction: Direction, *, extend: bool = False) -> None:
        """An arrow key: to the card that lies there; `extend` chooses on the way."""
        here = self.box(self.spot)
        if here is None:
            self.stand(self._first())
            return
        if self.spot.group and direction is Direction.DOWN and (inside := self.board.of(self.spot.group)):
            found: str | None = inside[0].note.id
        else:
            found = nearest({note: box for note, box in self.layout.cards.items() if note != self.spot.note}, here, direction)
        if found is not None:
            if extend:
                self.chosen |= frozenset({self.spot.note, found}) & self.cards.keys()
            self.stand(Spot(note=found))

    def go_to_group(self, step: int) -> bool:
        """Tab: to the next group, the loose cards behind the last; False when there is none left in that direction."""
        stops = [Spot(group=group.id) for group in sorted(self.board.groups, key=lambda each: self._reading(each.id))]
        loose = self.in_order(card.note.id for card in self.board.of(None))
        stops += [Spot(note=loose[0])] if loose else []
        group = self.group
        here = Spot(group=group.id) if group is not None else stops[-1] if loose and self.spot.note else None
        at = stops.index(here) + step if here is not None else 0 if step > 0 else len(stops) - 1
        if self.spot.note and group is not None and step < 0 and here is not None:
            at += 1  # from a card back to the head of its own group
        if not 0 <= at < len(stops):
            return False
        self.stand(stops[at])
        return True

    def _reading(self, group: str) -> tuple[float, float]:
        box = self.layout.groups[group]
        return box.x, box.y

    def _first(self) -> Spot:
        loose = self.in_order(self.layout.cards)
        return Spot(note=loose[0]) if loose else Spot(group=self.board.groups[0].id) if self.board.groups else Spot()

    # -- looking for words

    def look_for(self, words: str) -> None:
        """Only what holds these words stands out."""
        self._sought = fold(words.strip())
        self._look()
        self.laid.emit()

    def _look(self) -> None:
        words = self._sought.split()
        texts = {note: self.words.of(card.note) for note, card in self.cards.items()} if words else {}
        self.found = frozenset(note for note, text in texts.items() if all(word in text for word in words)) if words else None

    def where(self, notes: Iterable[str]) -> Box:
        """What holds these cards."""
        return around(self.layout.cards[note] for note in notes if note in self.layout.cards)


def _far(one: Box, other: Box) -> float:
    (x, y), (left, top) = one.middle, other.middle
    return abs(x - left) + abs(y - top)
