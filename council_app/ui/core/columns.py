"""Up to three columns side by side, or one at a time with a switch on top where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from council_app.ui.core.buttons import Segment
from council_app.ui.core.text import Surface
from council_app.ui.core.theme import Theme

_LEAST_MIDDLE = 424


@dataclass(frozen=True, slots=True)
class Pane:
    """A column: its name on the switch, its widget, and its width (0 takes what is left)."""

    name: str
    widget: QWidget
    width: int = 0


class PaneSwitch(Surface):
    """A segment for each pane, the one in front pressed.

    Signals:
        chosen: another pane is wanted (its number).
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, names: Sequence[str]) -> None:
        super().__init__(theme, "canvas", "b")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 7)
        row.setSpacing(4)
        for index, name in enumerate(names):
            segment = Segment(theme, name)
            segment.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            segment.clicked.connect(lambda _=False, chosen=index: self.chosen.emit(chosen))
            self._group.addButton(segment, index)
            row.addWidget(segment)

    def press(self, index: int) -> None:
        """Show which pane is in front."""
        button = self._group.button(index)
        if button is not None:
            button.setChecked(True)


class Columns(QWidget):
    """Lays panes out by the room there is.

    Signals:
        folded: True when one column is shown at a time.
    """

    folded = Signal(bool)

    def __init__(self, theme: Theme, panes: Sequence[Pane], front: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._panes = tuple(panes)
        self._front = front
        self._one = False
        self._switch = PaneSwitch(theme, [pane.name for pane in self._panes])
        self._switch.chosen.connect(self.show_pane)
        body = QHBoxLayout()
        body.setSpacing(0)
        for pane in self._panes:
            body.addWidget(pane.widget, 0 if pane.width else 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._switch)
        column.addLayout(body, 1)
        self._lay_out()

    @property
    def one_column(self) -> bool:
        """True while one column is shown at a time."""
        return self._one

    def show_pane(self, index: int) -> None:
        """Bring a pane to the front (matters in the one-column form only)."""
        self._front = index
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold where the middle would get too narrow."""
        super().resizeEvent(event)
        least = sum(pane.width or _LEAST_MIDDLE for pane in self._panes)
        fold = self.width() < least or self.window().width() <= self._theme.size("one-column-at")
        if fold is not self._one:
            self._one = not self._one
            self._lay_out()
            self.folded.emit(self._one)

    def _lay_out(self) -> None:
        self._switch.setVisible(self._one)
        for index, pane in enumerate(self._panes):
            fixed = pane.width if pane.width and not self._one else 0
            pane.widget.setMinimumWidth(fixed)
            pane.widget.setMaximumWidth(fixed or 16_777_215)
            pane.widget.setVisible(not self._one or index == self._front)
        self._switch.press(self._front)
