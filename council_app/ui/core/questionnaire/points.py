"""One scale: its points side by side, large enough for a thumb, what the ends mean above them; walked by keyboard like one control."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.scores import Scale
from council_app.i18n import Translator
from council_app.ui.core.handover.guest import Joined
from council_app.ui.core.questionnaire.large import NARROWEST, EvenLayout
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

_BY_KEY = Qt.FocusReason.TabFocusReason
_GAP, _LINE_GAP, _ONE_LETTER = 6, 8, 9
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
_TAKE_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Points(QWidget):
    """Points of which one may be chosen; none is at first. One stop for Tab: arrows and digits do the rest.

    Signals:
        answered: a point was chosen, or taken back.
        stepped: the keyboard wants another scale: -1 the one before, 1 the one after.
    """

    answered = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme, scale: Scale) -> None:
        super().__init__()
        self._scale = scale
        self._low, self._high = (
            Text(theme, "", "guest-body", "ink2"),
            Text(theme, "", "guest-body", "ink2", align=Qt.AlignmentFlag.AlignRight),
        )
        self._group = QButtonGroup(self)
        row = EvenLayout(gap=_GAP, line_gap=_LINE_GAP)
        self.buttons: dict[int, Joined] = {}
        for value in range(scale.low, scale.high + 1):
            button = Joined(theme, left=True, right=True, size=QSize(NARROWEST, theme.size("guest-control")))
            button.setText(str(value))
            button.clicked.connect(lambda _=False, at=value: self.choose(at))
            button.installEventFilter(self)
            self._group.addButton(button, value)
            self.buttons[value] = button
            row.addWidget(button)
        ends = QHBoxLayout()
        ends.setSpacing(16)
        ends.addWidget(self._low)
        ends.addStretch(1)
        ends.addWidget(self._high)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(ends)
        column.addLayout(row)
        self._rove()

    @property
    def value(self) -> int | None:
        """The chosen point; None when nothing is."""
        button = self._group.checkedButton()
        return self._group.id(button) if button is not None else None

    def choose(self, value: int) -> None:
        """Choose a point."""
        self.buttons[value].setChecked(True)
        self._rove()
        self.answered.emit()

    def clear(self) -> None:
        """No point again."""
        self._group.setExclusive(False)
        for button in self.buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)
        self._rove()
        self.answered.emit()

    def speak(self, t: Translator, question: str, low: str, high: str) -> None:
        """What the ends mean, and for screen readers the question with each point."""
        self._low.say(low)
        self._high.say(high)
        ends = {self._scale.low: low, self._scale.high: high}
        for value, button in self.buttons.items():
            point = t("{point} of {last}", point=value, last=self._scale.high)
            button.setAccessibleName(f"{point}: {ends[value]}" if value in ends else point)
            button.setAccessibleDescription(question)
        self.setAccessibleName(question)

    @property
    def stop(self) -> Joined:
        """Where Tab goes: the chosen point, or the first."""
        return self.buttons[self._scale.low if self.value is None else self.value]

    def _rove(self) -> None:
        for button in self.buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is self.stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.stop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, digits and Delete, on whichever point has the keyboard."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, Joined):
            plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
            return plain and self._press(event, self._group.id(watched))
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent, here: int) -> bool:
        key, typed = Qt.Key(event.key()), event.text()
        if key in _SIDEWAYS:
            self._move_to(here if self.value is None and _SIDEWAYS[key] > 0 else here + _SIDEWAYS[key])
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _TAKE_BACK:
            self.clear()
        elif typed.isascii() and typed.isdigit():
            self._type(typed)
        else:
            return False
        return True

    def _move_to(self, value: int) -> None:
        if value in self.buttons:
            self.choose(value)
            self.buttons[value].setFocus(_BY_KEY)

    def _type(self, digit: str) -> None:
        """A digit chooses; where the scale goes beyond nine, one more makes a longer number of it."""
        longer = int(f"{self.value}{digit}") if self.value is not None else -1
        self._move_to(longer if longer in self.buttons else int(digit))
        if self._scale.high <= _ONE_LETTER and int(digit) in self.buttons:
            self.stepped.emit(1)
