"""Empty places say what goes there and lead on: a sentence, a line, one button, one quiet link."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme

_WIDTH = 360


class EmptyState(Surface):
    """In the middle, 360 px wide, no picture."""

    def __init__(self, theme: Theme, sentence: str, line: str, *, ground: str = "canvas") -> None:
        super().__init__(theme, ground)
        self._theme = theme
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.sentence = Text(theme, sentence, "place", wrap=True)
        self.line = Text(theme, line, "body", "ink2", wrap=True)
        for widget in (self.sentence, self.line):
            widget.setMaximumWidth(_WIDTH)
            widget.setMinimumWidth(200)
        self._column.addStretch(2)
        self._column.addWidget(self.sentence)
        self._column.addSpacing(8)
        self._column.addWidget(self.line)
        self._column.addSpacing(20)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(16)
        self._buttons.addStretch(1)
        self._column.addLayout(self._buttons)
        self._column.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 20, 20, 20)
        row.addStretch(1)
        row.addLayout(self._column, 4)
        row.addStretch(1)
        self._column.setAlignment(self.sentence, Qt.AlignmentFlag.AlignHCenter)
        self._column.setAlignment(self.line, Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(sentence)

    def offer(self, label: str, act: Callable[[], None], *, quiet: bool = False) -> Button:
        """Add the next step; the first is plain to see, a second one is a quiet link."""
        button = Button(self._theme, label, Role.LINK if quiet else Role.PRIMARY)
        button.clicked.connect(lambda: act())
        if self._buttons.count() == 1:
            self._buttons.addStretch(1)
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button
