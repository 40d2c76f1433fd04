"""The year on top, two halves below it; where there is no room, one of the three at a time with a switch on top."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from council_app.ui.core.columns import PaneSwitch
from council_app.ui.core.theme import Theme

_LEAST_WIDTH, _LEAST_HEIGHT = 860, 520
_TOP_SHARE = 0.45
YEAR, LOOP, MARKET = range(3)


class Spread(QWidget):
    """Lays three panes out by the room there is."""

    def __init__(self, theme: Theme, names: tuple[str, str, str], panes: tuple[QWidget, QWidget, QWidget]) -> None:
        super().__init__()
        self._panes, self._front, self._one = panes, YEAR, False
        self._switch = PaneSwitch(theme, names)
        self._switch.chosen.connect(self.show_pane)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        for pane, place in zip(panes, ((0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)), strict=True):
            self._grid.addWidget(pane, *place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._switch)
        column.addLayout(self._grid, 1)
        self._lay_out()

    @property
    def one_at_a_time(self) -> bool:
        """True where there is no room for all three."""
        return self._one

    def show_pane(self, index: int) -> None:
        """Bring a pane to the front (matters where one shows at a time)."""
        self._front = index
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold where there is no room."""
        super().resizeEvent(event)
        self._one = self.width() < _LEAST_WIDTH or self.height() < _LEAST_HEIGHT
        self._lay_out()

    def fit(self) -> None:
        """The year has more lines, or fewer."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._switch.setVisible(self._one)
        year = self._panes[YEAR]
        top = min(year.sizeHint().height(), round(self.height() * _TOP_SHARE))
        year.setMaximumHeight(16_777_215 if self._one else max(top, year.minimumSizeHint().height()))
        for index, pane in enumerate(self._panes):
            pane.setVisible(not self._one or index == self._front)
        for row, stretch in enumerate((1, 0) if self._one and self._front == YEAR else (0, 1)):
            self._grid.setRowStretch(row, stretch)
        for place in (0, 1):
            alone = self._one and self._front == (MARKET if place == 0 else LOOP)
            self._grid.setColumnStretch(place, 0 if alone else 1)
        self._switch.press(self._front)
