"""A question to the host in place of the strip: one line with the usual answers at hand, and room for another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.door.strip import TOUCH, Choice, touch_button


@dataclass(frozen=True, slots=True)
class Usual:
    """A usual answer: its label, the words it stands for, and the digit that takes it in the empty line ("" for none)."""

    label: str
    words: str
    key: str = ""


class AskLine(QLineEdit):
    """Free words; a digit in the empty line takes the usual answer of that number.

    Signals:
        numbered: a usual answer was taken by its number (counted from 0).
        entered: Enter was pressed.
        escaped: Escape was pressed.
    """

    numbered = Signal(int)
    entered = Signal()
    escaped = Signal()

    def __init__(self, numbers: int) -> None:
        super().__init__()
        self._numbers = numbers

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Enter and Escape first."""
        number = event.key() - Qt.Key.Key_1
        if not self.text() and not event.modifiers() and 0 <= number < self._numbers:
            self.numbered.emit(number)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class Asking(Surface):
    """The line in place of the strip.

    Signals:
        chosen: the answer, in these words.
        left: nothing is to be done after all.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator, usual: Sequence[Usual], *, name: str, other: str, longest: int) -> None:
        super().__init__(theme, "sheet", "b")
        self._usual = tuple(usual)
        self._lead = Text(theme, "", "guest-label", "ink", wrap=True)
        self.buttons = [touch_button(theme, Choice(each.label, each.key, partial(self.chosen.emit, each.words))) for each in usual]
        self.line = AskLine(sum(bool(each.key) for each in usual))
        self.line.setFont(theme.font("body"))
        self.line.setMaxLength(longest)
        self.line.setFixedHeight(TOUCH)
        self.line.setPlaceholderText(other)
        self.line.setAccessibleName(name)
        self.line.numbered.connect(lambda number: self.chosen.emit(self._usual[number].words))
        self.line.entered.connect(self._keep)
        self.line.escaped.connect(self.left)
        self._lay(touch_button(theme, Choice(t("Cancel"), "Esc", self.left.emit)))
        self.fold(narrow=False, margin=40)

    def _lay(self, cancel: QWidget) -> None:
        presets, free = QHBoxLayout(), QHBoxLayout()
        for widget in self.buttons:
            presets.addWidget(widget)
        free.addWidget(self.line, 1)
        free.addWidget(cancel)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(10)
        self._row.addLayout(presets)
        self._row.addLayout(free, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        self._column.addWidget(self._lead)
        self._column.addLayout(self._row)

    def fold(self, *, narrow: bool, margin: int) -> None:
        """One row or two."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._column.setContentsMargins(margin, 8 if narrow else 14, margin, 10 if narrow else 14)

    def ask(self, question: str) -> None:
        """Put the question; the line has the keyboard."""
        self._lead.say(question)
        self.setAccessibleName(question)
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def wrong(self, sentence: str) -> None:
        """Say what is wrong with the answer; it stays, to be put right."""
        self._lead.say(sentence)
        self.line.setAccessibleDescription(sentence)
        self.line.selectAll()

    def _keep(self) -> None:
        if self.line.text().strip():
            self.chosen.emit(self.line.text())
