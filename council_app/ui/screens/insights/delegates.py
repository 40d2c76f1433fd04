"""An insight in the list: rank, title, how many people, and how far through the gate."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from council_app.domain.gate import Gate
from council_app.i18n import Translator
from council_app.services.insights import InsightCard
from council_app.ui.core.rowground import RowDelegate
from council_app.ui.core.text import Block, Run, advance, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.models import CardRole, NumberRole

Index = QModelIndex | QPersistentModelIndex
_LEFT, _TITLE, _RIGHT, _PAD = 16, 38, 16, 10
_BOX, _STEP = 7, 9
_MOST_LINES = 3
_KEPT = 4_000


class InsightDelegate(RowDelegate):
    """Two lines or more: the title as long as it is, then people and gate. How high a title is, is measured once."""

    def __init__(self, theme: Theme, t: Translator, view: QListView) -> None:
        super().__init__(theme, view)
        self._t = t
        self._heights: dict[tuple[str, int], int] = {}

    def _title(self, title: str, width: int, *, chosen: bool) -> Block:
        return Block(self._theme, (Run(title, 600 if chosen else 400),), "body", self._room(width), lines=_MOST_LINES)

    def _room(self, width: int) -> int:
        return max(60, width - _TITLE - _RIGHT)

    def _height(self, title: str, width: int) -> int:
        """Measured in the heavier weight, so that choosing a row does not move the others."""
        if (title, width) not in self._heights:
            if len(self._heights) >= _KEPT:
                self._heights.clear()
            fits = advance(self._theme, title, "body", 600) <= self._room(width)
            self._heights[title, width] = self._theme.line("body") if fits else int(self._title(title, width, chosen=True).height)
        return self._heights[title, width]

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the title needs, three lines at most."""
        width = self._view.viewport().width()
        return QSize(width, self._height(str(index.data()), width) + 20 + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, rank, title, people, gate."""
        card: InsightCard = index.data(CardRole)
        theme, box = self._theme, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option)
        soft = "ink2" if chosen else "ink3"
        said = self._t.number(index.data(NumberRole))
        draw_line(painter, theme, said, "body" if len(said) < 3 else "small", box.left() + _LEFT - 2, box.top() + _PAD, soft)
        title = self._title(str(index.data()), box.width(), chosen=chosen)
        title.paint(painter, box.left() + _TITLE, box.top() + _PAD)
        self._paint_foot(painter, box, card, soft)
        painter.restore()

    def _paint_foot(self, painter: QPainter, box: QRect, card: InsightCard, soft: str) -> None:
        theme, foot = self._theme, box.bottom() - _PAD - 18
        count = f"{card.gate.met}/{len(card.gate.criteria)}"
        right = box.right() - _RIGHT - advance(theme, count, "small")
        draw_line(painter, theme, count, "small", right, foot, soft)
        boxes = right - 11 - len(card.gate.criteria) * _STEP
        draw_gate(painter, theme, card.gate, boxes, foot + 5)
        people = self._t.n("{count} person", "{count} people", card.evidence.people)
        draw_line(painter, theme, elided(theme, people, "small", boxes - box.left() - _TITLE - 8), "small", box.left() + _TITLE, foot, soft)


def draw_gate(painter: QPainter, theme: Theme, gate: Gate, x: float, y: float) -> None:
    """One small box per requirement, filled when met."""
    for index, met in enumerate(sorted((criterion.met for criterion in gate.criteria), reverse=True)):
        painter.setPen(QPen(theme.colour("ink2" if met else "line2"), 1))
        painter.setBrush(theme.colour("ink2") if met else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(x + index * _STEP + 0.5, y + 0.5, _BOX - 1, _BOX - 1), 1.5, 1.5)
