"""An insight in the list: rank, title, how many people, and how far through the gate."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from council_app.domain.gate import Gate
from council_app.i18n import Translator
from council_app.services.insights import InsightCard
from council_app.ui.core.text import Block, Run, advance, draw_line
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.models import CardRole

Index = QModelIndex | QPersistentModelIndex
_LEFT, _TITLE, _RIGHT, _PAD = 16, 38, 16, 10
_BOX, _STEP = 7, 9
_MOST_LINES = 3


class InsightDelegate(QStyledItemDelegate):
    """Two lines or more: the title as long as it is, then people and gate."""

    def __init__(self, theme: Theme, t: Translator, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._t, self._view = theme, t, view

    def _title(self, index: Index, width: int, *, chosen: bool) -> Block:
        run = Run(str(index.data()), 600 if chosen else 400)
        return Block(self._theme, (run,), "body", max(60, width - _TITLE - _RIGHT), lines=_MOST_LINES)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Measured in the heavier weight, so that choosing a row does not move the others."""
        width = self._view.viewport().width()
        return QSize(width, int(self._title(index, width, chosen=True).height) + 20 + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, rank, title, people, gate."""
        card: InsightCard = index.data(CardRole)
        theme, box = self._theme, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(box, theme.colour("mark-tint"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line"))
        soft = "ink2" if chosen else "ink3"
        draw_line(painter, theme, self._t.number(index.row() + 1), "body", box.left() + _LEFT, box.top() + _PAD, soft)
        title = self._title(index, box.width(), chosen=chosen)
        title.paint(painter, box.left() + _TITLE, box.top() + _PAD)
        foot = box.bottom() - _PAD - 18
        people = self._t.n("{count} person", "{count} people", card.evidence.people)
        draw_line(painter, theme, people, "small", box.left() + _TITLE, foot, soft)
        count = f"{card.gate.met}/{len(card.gate.criteria)}"
        right = box.right() - _RIGHT - advance(theme, count, "small")
        draw_line(painter, theme, count, "small", right, foot, soft)
        draw_gate(painter, theme, card.gate, right - 11 - len(card.gate.criteria) * _STEP, foot + 5)
        painter.restore()


def draw_gate(painter: QPainter, theme: Theme, gate: Gate, x: float, y: float) -> None:
    """One small box per requirement, filled when met."""
    for index, met in enumerate(sorted((criterion.met for criterion in gate.criteria), reverse=True)):
        painter.setPen(QPen(theme.colour("ink2" if met else "line2"), 1))
        painter.setBrush(theme.colour("ink2") if met else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(x + index * _STEP + 0.5, y + 0.5, _BOX - 1, _BOX - 1), 1.5, 1.5)
