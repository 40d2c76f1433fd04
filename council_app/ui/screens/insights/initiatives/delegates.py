"""An initiative on the board: its title, its numbers, and how much is still open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from council_app.i18n import Translator
from council_app.services.initiatives import InitiativeCard
from council_app.ui.core.lines import Index, LineRole
from council_app.ui.core.rowground import RowDelegate
from council_app.ui.core.text import Block, Run
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.initiatives.models import figures

_LEFT, _RIGHT, _PAD, _GAP, _BOX = 14, 10, 10, 4, 8
_LINES = 4


class CardDelegate(RowDelegate):
    """As high as its words need at the width of its lane."""

    def __init__(self, theme: Theme, t: Translator, view: QListView) -> None:
        super().__init__(theme, view)
        self._t = t

    def _blocks(self, card: InitiativeCard, width: int) -> list[tuple[Block, str, float]]:
        """What is written, in which ink, and how far in."""
        room = max(60, width - _LEFT - _RIGHT)
        blocks = [(Block(self._theme, (Run(card.facts.title, 600),), "body", room, lines=_LINES), "ink", 0.0)]
        blocks += [(Block(self._theme, (Run(each, 400),), "small", room, lines=3), "ink2", 0.0) for each in figures(card, self._t)]
        if card.undecided:
            words = self._t.n("{count} thing is open", "{count} things are open", len(card.undecided))
            blocks.append((Block(self._theme, (Run(words, 400),), "small", room - 14, lines=2), "state.warn.text", 14.0))
        return blocks

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """All lines and the gaps between them."""
        width = self._view.viewport().width()
        blocks = self._blocks(index.data(LineRole), width)
        return QSize(width, int(sum(block.height + _GAP for block, _, _ in blocks)) - _GAP + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, words, and a dashed box before what is open."""
        theme, box = self._theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option, ground="sheet", ring=True)
        y = float(box.top() + _PAD)
        for block, ink, indent in self._blocks(index.data(LineRole), box.width()):
            block.paint(painter, box.left() + _LEFT + indent, y, ink)
            if indent:
                painter.setPen(QPen(theme.colour(ink), 1, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(box.left() + _LEFT + 0.5, y + 4.5, _BOX, _BOX), 2, 2)
            y += block.height + _GAP
        painter.restore()
