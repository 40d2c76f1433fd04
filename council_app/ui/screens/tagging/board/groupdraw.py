"""How a group looks: a block with its name, how many cards it has, and the tag that was made of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from council_app.domain.boards import Board, Group, untagged_since
from council_app.i18n import Translator
from council_app.ui.core.markers import draw_tag, tag_colour
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.board.sight import READABLE

_PAD, _SQUARE, _ROUND = 14, 10, 10
_LEAST = 44
"""px below which a name far away is left out: it would be an ellipsis."""


class GroupPainter:
    """Paints groups; what it counts is kept until the board is another one."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        self._theme, self._t = theme, t
        self._board: Board | None = None
        self._counts: dict[str, tuple[int, int]] = {}

    def colour(self, group: Group) -> QColor | None:
        """A group's colour: that of its tag, or its own; None where it has none."""
        if group.tag is not None:
            return tag_colour(self._theme, group.tag)
        return self._theme.codebook(group.colour) if group.colour else None

    def counts(self, board: Board, group: Group) -> tuple[int, int]:
        """How many cards it has, and how many of them came since it was made a tag."""
        if board is not self._board:
            self._board, self._counts = board, {}
        if group.id not in self._counts:
            self._counts[group.id] = len(board.of(group.id)), untagged_since(board, group)
        return self._counts[group.id]

    def paint(self, painter: QPainter, place: QRectF, zoom: float, board: Board, group: Group, *, onto: bool) -> None:
        """Paint the block; from where words can be read, its head as well."""
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ink" if onto else "line2"), 2 if onto else 1))
        painter.setBrush(theme.colour("mark-tint" if onto else "sunk"))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND * zoom, _ROUND * zoom)
        if zoom >= READABLE:
            painter.translate(place.topLeft())
            painter.scale(zoom, zoom)
            self._paint_head(painter, place.width() / zoom, board, group)
        painter.restore()

    def _paint_head(self, painter: QPainter, width: float, board: Board, group: Group) -> None:
        theme, t, x = self._theme, self._t, float(_PAD)
        colour = self.colour(group)
        if colour is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(x, 13, _SQUARE, _SQUARE), 2, 2)
            x += _SQUARE + 8
        draw_line(painter, theme, elided(theme, group.name, "note", width - x - _PAD, 600), "note", x, 7, weight=600)
        cards, since = self.counts(board, group)
        said = t.n("{count} card", "{count} cards", cards)
        x = _PAD + draw_line(painter, theme, said, "small", _PAD, 31, "ink2") + 8
        if since:
            new = t.n("{count} new", "{count} new", since)
            wide = advance(theme, new, "small", 600)
            draw_line(painter, theme, new, "small", width - _PAD - wide, 31, "mark-ink", weight=600)
            width -= wide + 8
        if group.tag is not None:
            draw_tag(painter, theme, group.tag, x, 29, max(40.0, width - _PAD - x))

    def paint_name(self, painter: QPainter, place: QRectF, group: Group) -> None:
        """From far away: the name as large as ever, on a plate of its own."""
        theme = self._theme
        if place.width() < _LEAST:
            return
        name = elided(theme, group.name, "small", place.width() - 12, 600)
        plate = QRectF(place.left(), place.top() - 1, advance(theme, name, "small", 600) + 12, theme.line("small") + 4)
        painter.fillRect(plate, theme.colour("sheet"))
        colour = self.colour(group)
        painter.fillRect(QRectF(plate.left(), plate.top(), 3, plate.height()), colour if colour is not None else theme.colour("line2"))
        draw_line(painter, theme, name, "small", plate.left() + 6, plate.top() + 2, weight=600)
