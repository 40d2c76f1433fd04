"""How the words of a note and what is done with them lie: side by side, or one above the other where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme

_SIDE, _FOLD, _WIDEST = 320, 720, 760
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
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


def name_in(bar: PanelHeader, theme: Theme, name: str) -> PanelHeader:
    """A page's bar with the round's name behind its title, cut where there is no room."""
    row = bar.layout()
    if isinstance(row, QHBoxLayout):
        row.insertWidget(1, Text(theme, name, "body", "ink2", elide=True), 100)
    return bar


def press_at_hand(page: QWidget, event: QKeyEvent) -> bool:
    """Enter on a button presses it, as Space does; True when there was one."""
    at_hand = QApplication.focusWidget()
    if event.key() not in ENTER or not isinstance(at_hand, QAbstractButton) or not page.isAncestorOf(at_hand):
        return False
    at_hand.click()
    return True


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
