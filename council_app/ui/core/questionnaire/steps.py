"""One question on a page of its own: statements with their scales, a few to choose from, or room to write."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QVBoxLayout, QWidget

from council_app.domain.limits import TEXT_LIMIT
from council_app.domain.questionnaires import Answer, ScriptQuestion, Spoken
from council_app.domain.scores import Scale
from council_app.i18n import Translator
from council_app.ui.core.questionnaire.large import WordsButton
from council_app.ui.core.questionnaire.points import Points
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

_BY_KEY = Qt.FocusReason.TabFocusReason
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROOM_TO_WRITE = 168


class _Question(QWidget):
    """What stands above every question, and what it tells.

    Signals:
        answered: the answer is another one.
        stepped_on: the keyboard went on past the end.
        showing: the keyboard came to this widget: bring it into sight.
    """

    answered = Signal()
    stepped_on = Signal()
    showing = Signal(QWidget)

    def __init__(self, theme: Theme, question: ScriptQuestion) -> None:
        super().__init__()
        self.question = question
        self._lead = Text(theme, "", "guest-body", "ink2", wrap=True)
        self._instruction = Text(theme, "", "guest-body", "ink3", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(self._lead)
        self.column.addWidget(self._instruction)

    def say_above(self, spoken: Spoken) -> None:
        """What leads to the question, and how to answer it."""
        for line, text in ((self._lead, spoken.lead), (self._instruction, spoken.instruction)):
            line.say(text)
            line.setVisible(bool(text))


class NumbersStep(_Question):
    """One statement or several, each with its scale."""

    def __init__(self, theme: Theme, question: ScriptQuestion, scale: Scale) -> None:
        super().__init__(theme, question)
        self._texts = tuple(Text(theme, "", "guest-label", wrap=True) for _ in range(scale.items))
        self.scales = tuple(Points(theme, scale) for _ in range(scale.items))
        for place, (text, points) in enumerate(zip(self._texts, self.scales, strict=True)):
            self.column.addSpacing(16 if place else 0)
            self.column.addWidget(text)
            self.column.addWidget(points)
            points.answered.connect(self.answered)
            points.stepped.connect(lambda step, at=place: self._step(at + step))

    @property
    def value(self) -> Answer | None:
        """One number alone, several in a list with what is left out as None."""
        values = tuple(points.value for points in self.scales)
        if len(values) == 1:
            return values[0]
        return None if all(value is None for value in values) else values

    @property
    def missing(self) -> int:
        """How many scales have no point."""
        return sum(points.value is None for points in self.scales)

    def clear(self) -> None:
        """No point anywhere."""
        for points in self.scales:
            points.clear()

    @property
    def first(self) -> QWidget:
        """The first scale without a point."""
        return next((points for points in self.scales if points.value is None), self.scales[0]).stop

    def restore(self, answer: Answer) -> None:
        """Choose what was chosen before; a point that the scale has not is left out."""
        for points, value in zip(self.scales, answer if isinstance(answer, tuple) else (answer,), strict=False):
            if isinstance(value, int) and value in points.buttons:
                points.choose(value)

    def speak(self, t: Translator, spoken: Spoken) -> None:
        """Statements in another language, numbered where there are several; the answers stay."""
        self.say_above(spoken)
        for place, (item, text, points) in enumerate(zip(spoken.items, self._texts, self.scales, strict=True), start=1):
            text.say(f"{t.number(place)}. {item}" if len(self.scales) > 1 else item)
            points.speak(t, item, spoken.low, spoken.high)

    def _step(self, place: int) -> None:
        if place >= len(self.scales):
            self.stepped_on.emit()
        elif place >= 0:
            self.scales[place].stop.setFocus(_BY_KEY)
            self.showing.emit(self._texts[place])
            self.showing.emit(self.scales[place])


class ChoiceStep(_Question):
    """One of a few, each on a line of its own."""

    def __init__(self, theme: Theme, question: ScriptQuestion) -> None:
        super().__init__(theme, question)
        self._text = Text(theme, "", "guest-label", wrap=True)
        self.column.insertWidget(0, self._text)
        self._group = QButtonGroup(self)
        self.buttons: list[WordsButton] = []
        for place, choice in enumerate(question.asks.choices):
            button = WordsButton(theme, choice)
            button.clicked.connect(self.answered)
            button.installEventFilter(self)
            self._group.addButton(button, place)
            self.buttons.append(button)
            self.column.addWidget(button)

    @property
    def value(self) -> Answer | None:
        """The words chosen."""
        place = self._group.checkedId()
        return self.question.asks.choices[place] if place >= 0 else None

    @property
    def missing(self) -> int:
        """1 while nothing is chosen."""
        return 0 if self.question.asks.complete(self.value) else 1

    def restore(self, answer: Answer) -> None:
        """Choose what was chosen before."""
        if answer in self.question.asks.choices:
            self.buttons[self.question.asks.choices.index(str(answer))].setChecked(True)
            self.answered.emit()

    def clear(self) -> None:
        """Nothing chosen."""
        self._group.setExclusive(False)
        for button in self.buttons:
            button.setChecked(False)
        self._group.setExclusive(True)
        self.answered.emit()

    @property
    def first(self) -> QWidget:
        """What is chosen, or the first."""
        return self.buttons[max(0, self._group.checkedId())]

    def speak(self, t: Translator, spoken: Spoken) -> None:
        """The script's own question; what was answered stays."""
        self.say_above(spoken)
        self._text.say(spoken.items[0] if spoken.items else "")
        for place, button in enumerate(self.buttons, start=1):
            said = t("{choice}, {place} of {count}", choice=button.text(), place=place, count=len(self.buttons))
            button.setAccessibleName(said)
            button.setAccessibleDescription(self._text.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk, Space chooses, Enter chooses and goes on."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self.buttons:
            key, place = Qt.Key(event.key()), self.buttons.index(watched)
            if key in _ARROWS:
                self.buttons[min(len(self.buttons) - 1, max(0, place + _ARROWS[key]))].setFocus(_BY_KEY)
                return True
            if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.buttons[place].click()
                self.stepped_on.emit()
                return True
        return super().eventFilter(watched, event)


class OpenStep(_Question):
    """Room to write; Tab goes on."""

    def __init__(self, theme: Theme, question: ScriptQuestion) -> None:
        super().__init__(theme, question)
        self._text = Text(theme, "", "guest-label", wrap=True)
        self.column.insertWidget(0, self._text)
        self.edit = QPlainTextEdit()
        self.edit.setFont(theme.font("guest-body"))
        self.edit.setTabChangesFocus(True)
        self.edit.setMinimumHeight(_ROOM_TO_WRITE)
        self.edit.textChanged.connect(self.answered)
        self.column.addWidget(self.edit)

    @property
    def value(self) -> Answer | None:
        """What was written."""
        return self.edit.toPlainText().strip()[:TEXT_LIMIT] or None

    @property
    def missing(self) -> int:
        """1 while nothing is written."""
        return 0 if self.question.asks.complete(self.value) else 1

    def restore(self, answer: Answer) -> None:
        """Write what was written before."""
        self.edit.setPlainText(str(answer))

    def clear(self) -> None:
        """Nothing written."""
        self.edit.clear()

    @property
    def first(self) -> QWidget:
        """Where one writes."""
        return self.edit

    def speak(self, t: Translator, spoken: Spoken) -> None:
        """The script's own question; what was answered stays."""
        self.say_above(spoken)
        self._text.say(spoken.items[0] if spoken.items else "")
        self.edit.setAccessibleName(self._text.text())
        self.edit.setPlaceholderText(t("Your answer"))


Step = NumbersStep | ChoiceStep | OpenStep
"""Each has a `value`, knows how many statements are `missing` and what has the keyboard `first`, and can `clear`, `restore` and `speak`."""


def step_for(theme: Theme, question: ScriptQuestion) -> Step:
    """The page of a question."""
    scale = question.asks.scale
    if scale is not None:
        return NumbersStep(theme, question, scale)
    return ChoiceStep(theme, question) if question.asks.choices else OpenStep(theme, question)
