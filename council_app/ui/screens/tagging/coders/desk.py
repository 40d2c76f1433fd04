"""How the words of a note and what is done with them lie: side by side, or one above the other where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface
from council_app.ui.core.theme import Theme

_SIDE, _FOLD, _WIDEST = 320, 720, 760
_NO_LIMIT = 16_777_215


class TwoPanes(QWidget):
    """The note takes what is left; what lies beside it goes below where it is narrow."""

    def __init__(self, theme: Theme, note: QWidget, beside: QWidget) -> None:
        super().__init__()
        self._beside = beside
        self._line = Surface(theme, "line")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(note, 3)
        self._row.addWidget(self._line)
        self._row.addWidget(beside, 2)
        self._fold(folded=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One above the other below 720 px."""
        super().resizeEvent(event)
        self._fold(folded=self.width() < _FOLD)

    def _fold(self, *, folded: bool) -> None:
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if folded else right)
        self._beside.setMinimumWidth(0 if folded else _SIDE)
        self._beside.setMaximumWidth(_NO_LIMIT if folded else _SIDE)
        self._line.setFixedSize(_NO_LIMIT if folded else 1, 1 if folded else _NO_LIMIT)
        self._line.setMinimumSize(1, 1)


def words_pane(theme: Theme, inside: Sequence[QWidget], actions: Sequence[QWidget]) -> Surface:
    """A note on the white sheet, as wide as one reads, with its actions at the foot."""
    pane, page = Surface(theme, "sheet"), QWidget()
    page.setMaximumWidth(_WIDEST)
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 12, 20, 8)
    column.setSpacing(8)
    for widget in inside:
        column.addWidget(widget)
    column.addStretch(1)
    foot = QWidget()
    flow = FlowLayout(foot, gap=8, line_gap=4)
    flow.setContentsMargins(20, 6, 20, 8)
    for widget in actions:
        flow.addWidget(widget)
    whole = QVBoxLayout(pane)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(scroll_of(page), 1)
    whole.addWidget(foot)
    return pane
