"""The quiet strip under the line: one sentence about what was typed, and what can be done about it. Nothing to say, nothing there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.feedback import Icon
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

_MOST, _GAP = 4, 6


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of the strip."""

    label: str
    act: Callable[[], None]


class LineStrip(QWidget):
    """Says something about the line; Tab from the line reaches its buttons.

    Signals:
        left: a button was pressed, or Escape: the keyboard goes back to the line.
    """

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self._acts: tuple[Callable[[], None], ...] = ()
        self._measure = Button(theme, "", Role.PLAIN, height=32)
        self._measure.setParent(self)
        self._measure.hide()
        self._icon = Icon(theme, "triangle-alert", "state.warn.text", 14)
        self._text = Text(theme, "", "small", "ink2", elide=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        self.buttons = tuple(Button(theme, "", Role.PLAIN, height=32) for _ in range(_MOST))
        for place, button in enumerate(self.buttons):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, at=place: self._press(at))
            row.addWidget(button)
        self.setFixedHeight(32)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now; "" when it is not there."""
        return self._text.text() if not self.isHidden() else ""

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be done about it, as written on the buttons."""
        return tuple(button.text() for button in self.buttons[: len(self._acts)])

    def say(self, sentence: str, choices: Sequence[Choice], *, warns: bool = False) -> None:
        """Show a sentence with its choices."""
        said_before = self.sentence
        self._choices = (*choices[: min(_MOST, len(choices)) - 1], *choices[-1:])
        self._icon.setVisible(warns)
        self._text.say(sentence)
        self._text.use_ink("state.warn.text" if warns else "ink2")
        self._text.setToolTip(sentence)
        self.setAccessibleName(sentence)
        self._fit()
        self.show()
        if sentence != said_before:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _fit(self) -> None:
        """The sentence and the last choice always; of those before it, the likeliest, as many as there is room for."""
        *meant, last = self._choices
        room = self.width() - self._text.block().width - (20 if self._icon.isVisibleTo(self) else 0)
        room -= self._width_of(last) if self.width() > 0 else 0
        kept: list[Choice] = []
        for choice in meant:
            room -= self._width_of(choice)
            if room < 0 and kept:
                break
            kept.append(choice)
        shown = (*kept, last)
        if [button.text() for button in self.buttons if not button.isHidden()] != [choice.label for choice in shown]:
            for place, button in enumerate(self.buttons):
                button.setVisible(place < len(shown))
                button.rename(shown[place].label if place < len(shown) else "")
        self._acts = tuple(choice.act for choice in shown)

    def _width_of(self, choice: Choice) -> int:
        self._measure.setText(choice.label)
        return self._measure.sizeHint().width() + _GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What fits is another number of choices."""
        super().resizeEvent(event)
        if self._acts:
            self._fit()

    def clear(self) -> None:
        """Nothing to say any more; the keyboard does not go with it."""
        if any(button.hasFocus() for button in self.buttons):
            self.left.emit()
        self._acts = ()
        self.hide()

    def _press(self, place: int) -> None:
        act = self._acts[place]
        self.left.emit()
        act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the line; Enter presses, as Space does; arrows walk."""
        key = event.key()
        focused = next((place for place, button in enumerate(self.buttons) if button.hasFocus()), None)
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif focused is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press(focused)
        elif focused is not None and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self.buttons[(focused + step) % len(self._acts)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
