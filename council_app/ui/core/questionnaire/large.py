"""Two things large type needs: points in rows of equal width, and a choice whose words may take several lines."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayoutItem, QSizePolicy

from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.handover.guest import Joined
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.text import Block, Run
from council_app.ui.core.theme import Theme

NARROWEST = 44
"""Width of a point that a thumb still hits."""
_PADDING, _GAP = 16, 12


class EvenLayout(FlowLayout):
    """As many rows as it takes, each with about as many items, all of one width."""

    def __init__(self, *, gap: int, line_gap: int) -> None:
        super().__init__(gap=gap, line_gap=line_gap)
        self._columns = 1

    def minimumSize(self) -> QSize:
        """One item alone."""
        return QSize(NARROWEST, max((item.sizeHint().height() for item in self._shown()), default=0))

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        items = self._shown()
        most = max(1, (width + self._gap) // (NARROWEST + self._gap))
        rows = max(1, -(-len(items) // most))
        self._columns = max(1, -(-len(items) // rows))
        return [items[at : at + self._columns] for at in range(0, len(items), self._columns)]

    def _place(self, line: list[QLayoutItem], inside: QRect, y: int, height: int) -> None:
        """Edges at whole pixels, so that neither the last column nor a gap is wider."""
        step = (inside.width() + self._gap) / self._columns
        for place, item in enumerate(line):
            left, right = round(place * step), round((place + 1) * step) - self._gap
            item.setGeometry(QRect(QPoint(inside.x() + left, y), QSize(right - left, height)))


class WordsButton(Joined):
    """A choice as wide as its column; its words wrap, so that none is cut off."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, icon="check", left=True, right=True)
        self.setText(words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """A line; in a column it is as wide as that and as high as its words."""
        return QSize(self._size.width(), self._size.height())

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its words, and never lower than a thumb needs."""
        return max(self._size.height(), round(self._block(width, 600).height) + _PADDING)

    def _block(self, width: int, weight: int, ink: str = "ink") -> Block:
        beside = self._theme.size("icon") + _GAP
        return Block(self._theme, (Run(self.text(), weight, ink),), self._style, max(1, width - 2 * _PADDING - beside))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ink when chosen, with a tick; the words stand at the left, so that they do not move."""
        painter, theme = QPainter(self), self._theme
        weight, ink = self._paint_ground(painter)
        size = theme.size("icon")
        if self.isChecked():
            draw_icon(painter, self._icon, theme.colour(ink), _PADDING, (self.height() - size) / 2, size)
        block = self._block(self.width(), weight, ink)
        block.paint(painter, _PADDING + size + _GAP, (self.height() - block.height) / 2, ink)
        self.paint_focus(painter, theme, ink)
