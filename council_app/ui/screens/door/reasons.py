"""Why an arrival is taken back: one line with three reasons at hand, and room for another."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.door.strip import TOUCH, Choice, touch_button

REASONS: tuple[Message, ...] = (m_("wrong person"), m_("left again"), m_("only a test"))
_LONGEST = 120


class ReasonLine(QLineEdit):
    """Free words; a digit in the empty line takes the reason of that number.

    Signals:
        numbered: a reason was taken by its number (counted from 0).
        entered: Enter was pressed.
        escaped: Escape was pressed.
    """

    numbered = Signal(int)
    entered = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Enter and Escape first."""
        number = event.key() - Qt.Key.Key_1
        if not self.text() and not event.modifiers() and 0 <= number < len(REASONS):
            self.numbered.emit(number)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class Reasons(Surface):
    """The line in place of the strip.

    Signals:
        chosen: the arrival of `guest` is to be taken back because of these words.
        left: it stays.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet", "b")
        self._t, self.guest = t, ""
        self._lead = Text(theme, "", "guest-label", "ink", wrap=True)
        self.buttons = [
            touch_button(theme, Choice(_capital(t.say(reason)), str(number), partial(self._take, number - 1)))
            for number, reason in enumerate(REASONS, start=1)
        ]
        self.line = ReasonLine()
        self.line.setFont(theme.font("body"))
        self.line.setMaxLength(_LONGEST)
        self.line.setFixedHeight(TOUCH)
        self.line.setPlaceholderText(t("another reason"))
        self.line.setAccessibleName(t("Reason"))
        self.line.numbered.connect(self._take)
        self.line.entered.connect(self._keep)
        self.line.escaped.connect(self.left)
        cancel = touch_button(theme, Choice(t("Cancel"), "Esc", self.left.emit))
        self._presets, self._free = QHBoxLayout(), QHBoxLayout()
        for widget in self.buttons:
            self._presets.addWidget(widget)
        self._free.addWidget(self.line, 1)
        self._free.addWidget(cancel)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(10)
        self._row.addLayout(self._presets)
        self._row.addLayout(self._free, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        self._column.addWidget(self._lead)
        self._column.addLayout(self._row)
        self.fold(narrow=False, margin=40)

    def fold(self, *, narrow: bool, margin: int) -> None:
        """One row or two."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._column.setContentsMargins(margin, 8 if narrow else 14, margin, 10 if narrow else 14)

    def begin(self, guest: str, name: str) -> None:
        """Ask about the arrival of the attendance `guest`."""
        self.guest = guest
        self._lead.say(self._t("{name} is not in after all? Say why.", name=name))
        self.setAccessibleName(self._lead.text())
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, number: int) -> None:
        self.chosen.emit(self._t.say(REASONS[number]))

    def _keep(self) -> None:
        if self.line.text().strip():
            self.chosen.emit(self.line.text())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
