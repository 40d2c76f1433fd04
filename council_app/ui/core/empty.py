"""Empty places say what goes there and lead on: a sentence, a line, one button, one quiet link."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme

_WIDTH = 360


class EmptyState(Surface):
    """In the middle, 360 px wide, no picture."""

    def __init__(self, theme: Theme, sentence: str, line: str, *, ground: str = "canvas") -> None:
        super().__init__(theme, ground)
        self._theme = theme
        block = QWidget()
        block.setMaximumWidth(_WIDTH)
        self.sentence = Text(theme, sentence, "place", wrap=True)
        self.line = Text(theme, line, "body", "ink2", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(16)
        self._buttons.addStretch(1)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self.sentence)
        column.addSpacing(8)
        column.addWidget(self.line)
        column.addSpacing(20)
        column.addLayout(self._buttons)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 20, 20, 20)
        row.addStretch(1)
        row.addWidget(block, 100)
        row.addStretch(1)
        self.setAccessibleName(sentence)

    def offer(self, label: str, act: Callable[[], None], *, quiet: bool = False) -> Button:
        """Add the next step; the first is plain to see, a second one is a quiet link."""
        button = Button(self._theme, label, Role.LINK if quiet else Role.PRIMARY)
        button.clicked.connect(lambda: act())
        button.setAutoDefault(True)  # Enter presses it, as Space does: there is nothing else to do here
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button
