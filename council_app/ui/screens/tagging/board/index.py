"""Which cards lie in sight, without asking all of them: they are kept by tiles of the board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import floor

from PySide6.QtCore import QRectF

from council_app.domain.board_layout import Box
from council_app.domain.boards import CARD_HEIGHT, CARD_WIDTH, Card
from council_app.domain.enums import NoteKind

_TILE = 2048


@dataclass(slots=True)
class Tile:
    """The cards whose upper left corner lies in one tile; `blocks` are their places by kind, faint ones apart."""

    cards: list[tuple[Card, Box, bool]] = field(default_factory=list)
    blocks: dict[tuple[NoteKind, bool], list[QRectF]] = field(default_factory=lambda: defaultdict(list))


class CardIndex:
    """Built anew when cards lie elsewhere; asked for each frame."""

    def __init__(
        self,
        cards: Mapping[str, Card],
        places: Mapping[str, Box],
        *,
        without: frozenset[str] = frozenset(),
        found: frozenset[str] | None = None,
    ) -> None:
        self._tiles: dict[tuple[int, int], Tile] = defaultdict(Tile)
        for note, box in places.items():
            if note not in without:
                card, faint = cards[note], found is not None and note not in found
                tile = self._tiles[floor(box.x / _TILE), floor(box.y / _TILE)]
                tile.cards.append((card, box, faint))
                tile.blocks[card.note.kind, faint].append(QRectF(*box))

    def tiles(self, sight: QRectF) -> Iterator[Tile]:
        """The tiles that may hold cards in sight."""
        left, top = floor((sight.left() - CARD_WIDTH) / _TILE), floor((sight.top() - CARD_HEIGHT) / _TILE)
        right, bottom = floor(sight.right() / _TILE), floor(sight.bottom() / _TILE)
        for (x, y), tile in self._tiles.items():
            if left <= x <= right and top <= y <= bottom:
                yield tile

    def cards(self, sight: QRectF) -> Iterator[tuple[Card, Box, bool]]:
        """The cards in sight, whether each is faint."""
        for tile in self.tiles(sight):
            for entry in tile.cards:
                box = entry[1]
                if box.x < sight.right() and box.right > sight.left() and box.y < sight.bottom() and box.bottom > sight.top():
                    yield entry

    def at(self, x: float, y: float) -> Card | None:
        """The card at a point; of several the one that was painted last."""
        found = None
        for card, box, _ in self.cards(QRectF(x, y, 1, 1)):
            if box.holds(x, y) and (found is None or found.group is not None or card.group is None):
                found = card
        return found
