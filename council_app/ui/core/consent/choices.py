"""A few possibilities side by side, one of which is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from council_app.ui.core.buttons import Segment
from council_app.ui.core.theme import Theme


class Choice(QWidget):
    """A few that exclude each other, as segments.

    Signals:
        chosen: another one was chosen (its place).
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, words: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self.offer(words)

    @property
    def place(self) -> int:
        """Which is chosen."""
        return self._group.checkedId()

    def offer(self, words: Sequence[str]) -> None:
        """Other ones to choose from; the first is chosen."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.deleteLater()
        for place, word in enumerate(words):
            segment = Segment(self._theme, word)
            segment.setChecked(place == 0)
            self._group.addButton(segment, place)
            self._row.insertWidget(place, segment)
