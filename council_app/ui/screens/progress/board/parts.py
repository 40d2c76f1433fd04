"""Pieces of the form: a field for a sentence that is kept when it is left, what is to be seen to, and the history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from council_app.domain.deliveries import Remark
from council_app.i18n import Translator
from council_app.services.deliveries import DeliveryChange
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.feedback import Icon
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.progress.board.words import changed_by, turned

_AT_FIRST, _LINES, _ROOM = 8, 3, 20


class SentenceEdit(QPlainTextEdit):
    """A field for a sentence or two; Tab leaves it.

    Signals:
        left: the keyboard went elsewhere.
    """

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFont(theme.font("body"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(_LINES * theme.line("body") + _ROOM)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is done with; a menu of its own does not end it."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class Remarks(Surface):
    """What is missing or looks wrong, each with the button that leads to its field.

    Signals:
        asked: the part whose field is wanted (a `Part`).
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "state.warn.fill")
        self._theme, self._t = theme, t
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 8, 8)
        self._column.setSpacing(4)
        self.buttons: list[Button] = []
        self.setVisible(False)

    def show_remarks(self, needs: Sequence[Remark], doubts: Sequence[Remark]) -> None:
        """Show these, what is missing first."""
        _empty(self._column)
        self.buttons = []
        for remark, label in (*((need, self._t("Add")) for need in needs), *((doubt, self._t("Change")) for doubt in doubts)):
            self._column.addWidget(self._line(remark, label))
        self.setVisible(bool(needs or doubts))

    def _line(self, remark: Remark, label: str) -> QWidget:
        said = self._t.say(remark.says)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon(self._theme, "triangle-alert", "state.warn.text"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(self._theme, said[:1].upper() + said[1:], "body", "state.warn.text", weight=500, wrap=True), 1)
        button = Button(self._theme, label, Role.PLAIN, height=28)
        button.setAccessibleDescription(said)
        button.clicked.connect(lambda: self.asked.emit(remark.part))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.buttons.append(button)
        return line


class HistoryList(QWidget):
    """Every change, newest first: what it turned into what, who and when; one that still stands can be taken back by itself.

    Signals:
        taking_back: a change is to be taken back (its id).
    """

    taking_back = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._changes: tuple[DeliveryChange, ...] = ()
        self._shown, self._refusal = _AT_FIRST, ""
        self.buttons: dict[str, Button] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_changes(self, changes: Sequence[DeliveryChange], *, refusal: str, anew: bool) -> None:
        """Show these; of another delivery (`anew`) only the newest at first."""
        self._changes, self._refusal = tuple(changes), refusal
        self._shown = _AT_FIRST if anew else self._shown
        self._fill()

    def _fill(self) -> None:
        _empty(self._column)
        self.buttons = {}
        for change in self._changes[: self._shown]:
            self._column.addWidget(self._entry(change))
        rest = len(self._changes) - self._shown
        if rest > 0:
            more = Button(self._theme, self._t.n("Show {count} more", "Show {count} more", rest), Role.LINK, height=28)
            more.clicked.connect(self._show_rest)
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_rest(self) -> None:
        self._shown = len(self._changes)
        self._fill()

    def _entry(self, change: DeliveryChange) -> QWidget:
        t, entry = self._t, QWidget()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(self._theme, t.say(change.label), "small", weight=600, wrap=True))
        for turn in change.turns:
            words.addWidget(Text(self._theme, turned(turn, t), "small", wrap=True))
        words.addWidget(Text(self._theme, changed_by(change, t), "small", "ink3", wrap=True))
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        if change.stands:
            button = Button(self._theme, t("Take back"), Role.QUIET, height=28, icon="undo-2")
            button.setAccessibleDescription(t.say(change.label))
            button.refuse(self._refusal)
            button.clicked.connect(lambda: self.taking_back.emit(change.id))
            self.buttons[change.id] = button
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return entry


def _empty(column: QVBoxLayout) -> None:
    """Take everything out of a column."""
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
