"""The calm pages around the questions: thank you, on paper then, and stop without answering. None of them shows an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.handover.guest import GuestButton, Loud
from council_app.ui.core.keys import key_text
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme

CONTINUE_KEYS = "Ctrl+Enter"
_MEASURE = 720


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from a calm page; `team` marks the one for the team, which has a key that no guest presses by chance."""

    label: str
    act: Callable[[], None]
    team: bool = False


class Aside(Surface):
    """A sentence in the middle, and the ways on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "sheet")
        self._theme = theme
        self.title = Text(theme, "", "guest-title", wrap=True)
        self._text = Text(theme, "", "welcome-lead", "ink2", wrap=True)
        self.buttons: tuple[GuestButton, ...] = ()
        self._ways: tuple[Way, ...] = ()
        self._row = FlowLayout(gap=12, line_gap=12)
        block = QWidget()
        block.setMaximumWidth(_MEASURE)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self.title)
        column.addSpacing(12)
        column.addWidget(self._text)
        column.addSpacing(40)
        column.addLayout(self._row)
        column.addStretch(3)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(40, 20, 40, 20)
        whole.addStretch(1)
        whole.addWidget(block, 100)
        whole.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_page(self, title: str, text: str, *ways: Way) -> None:
        """Another sentence with other ways on; no button has the keyboard, so that no key of a guest presses one."""
        self.title.say(title)
        self._text.say(text)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._ways = ways
        self.buttons = tuple(self._button(way) for way in ways)
        self.setAccessibleName(f"{title} {text}")
        self.setFocus()

    def _button(self, way: Way) -> GuestButton:
        button = GuestButton(self._theme, Loud.OTHER, height=self._theme.size("guest-control"))
        button.say(f"{way.label}  {key_text(CONTINUE_KEYS)}" if way.team else way.label)
        button.setAccessibleName(way.label)
        button.clicked.connect(lambda: way.act())
        self._row.addWidget(button)
        return button

    def go_on(self) -> None:
        """The team's key was pressed."""
        for way in self._ways:
            if way.team:
                way.act()
                return
