"""Yes or No, side by side with equal weight: the pair, the row it stands in, and the rows of a form walked by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.enums import Purpose
from council_app.domain.wording import Asked
from council_app.i18n import Translator
from council_app.ui.core.handover.guest import Joined
from council_app.ui.core.text import Hairline, Text
from council_app.ui.core.theme import Theme

_BY_KEY = Qt.FocusReason.TabFocusReason
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class AnswerPair(QWidget):
    """Two buttons, none chosen at first. Left and Right switch, the first letters of Yes and No answer and go on, Delete takes back.

    Signals:
        answered: an answer was chosen.
        stepped: the keyboard wants another pair: -1 the one before, 1 the one after.
    """

    answered = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme, *, size: QSize | None = None, style: str = "guest-body") -> None:
        super().__init__()
        self.yes = Joined(theme, icon="check", left=True, size=size, style=style)
        self.no = Joined(theme, icon="x", right=True, size=size, style=style)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.yes, self.no):
            self._group.addButton(button)
            button.installEventFilter(self)
            button.clicked.connect(self.answered)
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.yes)

    @property
    def value(self) -> bool | None:
        """True for yes, False for no, None for no answer."""
        return True if self.yes.isChecked() else False if self.no.isChecked() else None

    def choose(self, *, yes: bool) -> None:
        """Answer."""
        button = self.yes if yes else self.no
        button.setChecked(True)
        self.setFocusProxy(button)
        self.answered.emit()

    def clear(self) -> None:
        """No answer again."""
        self._group.setExclusive(False)
        for button in (self.yes, self.no):
            button.setChecked(False)
        self._group.setExclusive(True)
        self.setFocusProxy(self.yes)

    def speak(self, yes: str, no: str, question: str) -> None:
        """The words on the buttons, and for screen readers the question with them."""
        for button, word in ((self.yes, yes), (self.no, no)):
            button.setText(word)
            button.setAccessibleName(f"{question}: {word}")
            button.updateGeometry()
        self.setAccessibleName(question)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and letters, on whichever of the two has the keyboard."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        letter = event.text().casefold()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.choose(yes=key is Qt.Key.Key_Left)
            (self.yes if self.value else self.no).setFocus(_BY_KEY)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
            self.answered.emit()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif letter and letter in (self.yes.text()[:1].casefold(), self.no.text()[:1].casefold()):
            self.choose(yes=letter == self.yes.text()[:1].casefold())
            self.stepped.emit(1)
        else:
            return False
        return True


class AnswerRow(QWidget):
    """A hairline, the purpose in large type with its explanation, and the pair at the right or, where it is narrow, below."""

    def __init__(self, theme: Theme, purpose: Purpose) -> None:
        super().__init__()
        self.purpose = purpose
        self.pair = AnswerPair(theme)
        self._label = Text(theme, "", "guest-label", wrap=True)
        self._explanation = Text(theme, "", "guest-body", "ink2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._label)
        words.addWidget(self._explanation)
        words.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, 11, 0, 11)
        self._row.setSpacing(24)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.pair, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(theme))
        column.addLayout(self._row)

    def speak(self, asked: Asked, yes: str, no: str) -> None:
        """The question in another language; the answer stays."""
        self._label.say(asked.label)
        self._explanation.say(asked.explanation)
        self.pair.speak(yes, no, asked.label)

    def fold(self, *, folded: bool) -> None:
        """The pair below the words, or beside them."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if folded else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(10 if folded else 24)


class Questions(QWidget):
    """All purposes of a wording, in its order.

    Signals:
        answered: some answer changed.
        stepped_on: the keyboard went on past the last question, or the last open one was answered by its letter.
        showing: the keyboard came to this row: bring it into sight.
    """

    answered = Signal()
    stepped_on = Signal()
    showing = Signal(QWidget)

    def __init__(self, theme: Theme, purposes: Sequence[Purpose]) -> None:
        super().__init__()
        self.rows = tuple(AnswerRow(theme, purpose) for purpose in purposes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for place, row in enumerate(self.rows):
            row.pair.answered.connect(self.answered)
            row.pair.stepped.connect(lambda step, at=place: self._step(at, step))
            column.addWidget(row)
        column.addWidget(Hairline(theme))

    def speak(self, t: Translator, asked: Sequence[Asked]) -> None:
        """Everything in another language."""
        by_purpose = {each.purpose: each for each in asked}
        for row in self.rows:
            row.speak(by_purpose[row.purpose], t("Yes"), t("No"))

    def fold(self, *, folded: bool) -> None:
        """Pairs below the words, or beside them."""
        for row in self.rows:
            row.fold(folded=folded)

    def clear(self) -> None:
        """No answer to anything."""
        for row in self.rows:
            row.pair.clear()
        self.answered.emit()

    @property
    def granted(self) -> tuple[Purpose, ...]:
        """What was answered with yes."""
        return tuple(row.purpose for row in self.rows if row.pair.value is True)

    @property
    def refused(self) -> tuple[Purpose, ...]:
        """What was answered with no."""
        return tuple(row.purpose for row in self.rows if row.pair.value is False)

    @property
    def missing(self) -> tuple[Purpose, ...]:
        """What was not answered."""
        return tuple(row.purpose for row in self.rows if row.pair.value is None)

    def _step(self, place: int, step: int) -> None:
        target = place + step
        if target >= len(self.rows):
            self.stepped_on.emit()
        elif target >= 0:
            row = self.rows[target]
            (row.pair.focusProxy() or row.pair.yes).setFocus(_BY_KEY)
            self.showing.emit(row)
