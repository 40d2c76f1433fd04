"""A row of what was found: a tick where it stands there already, then a tag with its colour or a note with its kind."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from council_app.domain.codebook import CodebookTag
from council_app.domain.note_list import ListedNote
from council_app.ui.core.markers import draw_kind
from council_app.ui.core.picking import FREE, Line, PickRows, ValueRole
from council_app.ui.core.rows import Index
from council_app.ui.core.text import advance, draw_line, elided

ROW = 34
TickRole = FREE
_SIGN, _SQUARE_IN = 26, 4


class FoundRows(PickRows):
    """Paints one row."""

    def draw(self, painter: QPainter, line: Line, index: Index) -> None:
        """Mark, words, and who said it."""
        theme, x, right = self._theme, line.x, line.right
        soft, found = "ink2" if line.here else "ink3", index.data(ValueRole)
        if index.data(TickRole):
            self.draw_sign(painter, line, "check", right - 16, "mark-ink")
            right -= 24
        if isinstance(found, CodebookTag):
            self.draw_colour(painter, line, found.colour, x + _SQUARE_IN)
        elif isinstance(found, ListedNote):
            draw_kind(painter, theme, found.kind, x, line.middle(16), 16)
            where = ", ".join(part for part in (found.seat, found.city) if part)
            right -= advance(theme, where, "small")
            draw_line(painter, theme, where, "small", right, line.middle(theme.line("small")), soft)
            right -= 10
        else:
            self.draw_sign(painter, line, "plus", x)
        x += _SIGN
        words = elided(theme, " ".join(str(index.data()).split()), "body", right - x)
        draw_line(painter, theme, words, "body", x, line.middle(theme.line("body")), soft if index.data(TickRole) else "ink")
