"""The strip under the result: what is missing or can be done about it, with its buttons beside it; one at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.feedback import Icon
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme

TOUCH = 44


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be done: its label, its key, and what does it."""

    label: str
    key: str
    act: Callable[[], None]
    primary: bool = False
    icon: str = ""


def touch_button(theme: Theme, choice: Choice) -> Button:
    """A button of 44 px that leaves the keyboard to the box when it is tapped."""
    button = Button(theme, choice.label, Role.PRIMARY if choice.primary else Role.PLAIN, height=TOUCH, icon=choice.icon, key=choice.key)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda: choice.act())
    return button


class Strip(Surface):
    """An icon, a lead, a sentence, and buttons; in one row, or in two where it is narrow."""

    def __init__(self, theme: Theme, *, warns: bool = False) -> None:
        super().__init__(theme, "state.warn.fill" if warns else "canvas", "" if warns else "b")
        ink = "state.warn.text" if warns else "ink"
        self.icon = Icon(theme, "signature", ink, 24)
        self.lead = Text(theme, "", "guest-label", ink, wrap=True)
        self.sentence = Text(theme, "", "lead", "ink2", wrap=True)
        self._theme = theme
        self._choices: tuple[Choice, ...] = ()
        self._buttons: list[Button] = []
        self._words = QHBoxLayout()
        self._words.setSpacing(15)
        self._words.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._words.addWidget(self.lead)
        self._words.addWidget(self.sentence, 1)
        self._words.addStretch(0)
        self.extra = QHBoxLayout()
        self.extra.setSpacing(14)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setSpacing(12)
        self._row.addLayout(self._words, 1)
        self._row.addLayout(self.extra)
        self.fold(narrow=False, margin=40)

    def fold(self, *, narrow: bool, margin: int) -> None:
        """One row or two."""
        self._row.setSpacing(8 if narrow else 12)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(margin, 8 if narrow else 14, margin, 10 if narrow else 14)
        self._words.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(2 if narrow else 15)
        self.icon.setVisible(not narrow)
        self._measure()

    def say(self, icon: str, lead: str, sentence: str, choices: Sequence[Choice] = ()) -> None:
        """Show this, and nothing of what was there before."""
        self.icon.swap(icon, "state.warn.text" if self._colour == "state.warn.fill" else "ink")
        self.lead.say(lead)
        self.sentence.say(sentence)
        self.sentence.setVisible(bool(sentence))
        for button in self._buttons:
            self.extra.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._choices = tuple(choices)
        self._buttons = [touch_button(self._theme, choice) for choice in choices]
        for button in self._buttons:
            self.extra.addWidget(button)
        self.setAccessibleName(f"{lead}. {sentence}" if sentence else lead)
        self._measure()

    def add(self, widget: QWidget) -> None:
        """A widget of its own before the buttons."""
        self.extra.insertWidget(0, widget)

    def primary(self) -> Choice | None:
        """What Enter does in the empty box."""
        return next((choice for choice in self._choices if choice.primary), None)

    def _measure(self) -> None:
        """The lead is as wide as its words while they stand in one row; it wraps rather than push the buttons out."""
        natural = int(self.lead.block().width) + 2
        wide = self._row.direction() is QBoxLayout.Direction.LeftToRight
        self.lead.setMaximumWidth(min(natural, 420) if wide else 16_777_215)
        self.lead.setMinimumWidth(min(natural, 240) if wide else 0)
