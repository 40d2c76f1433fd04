"""The fields of the gate, one small form per requirement, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from council_app.domain.gate import Requirement
from council_app.domain.records import InsightFacts
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.field import Field, line_edit, text_edit
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

Values = Mapping[str, object]


class Unreadable(Exception):
    """What was typed is no number; carries the sentence to show."""


class GateForm(QWidget):
    """Fields with Save and Cancel; Ctrl+Enter saves, Esc cancels.

    Signals:
        saved: the values to store.
        left: nothing is to be changed.
    """

    saved = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self.theme, self.t = theme, t
        self.first: QWidget = self
        self._read: Callable[[], Values] = dict
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(30, 0, 0, 6)
        self.column.setSpacing(8)
        self._trouble = Text(theme, "", "small", "state.bad.text", wrap=True)
        self._trouble.hide()
        save = Button(theme, t("Save"), Role.PRIMARY, height=28)
        cancel = Button(theme, t("Cancel"), Role.QUIET, height=28)
        save.clicked.connect(self.submit)
        cancel.clicked.connect(self.left)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(save)
        self._buttons.addWidget(cancel)
        self._buttons.addStretch(1)

    def finish(self, first: QWidget, read: Callable[[], Values]) -> None:
        """Fields are in: who gets the keyboard, and how the values are read."""
        self.first, self._read = first, read
        self.column.addWidget(self._trouble)
        self.column.addLayout(self._buttons)
        for edit in (*self.findChildren(QLineEdit), *self.findChildren(QPlainTextEdit)):
            edit.installEventFilter(self)

    def submit(self) -> None:
        """Read the fields; a number that is none is said here."""
        try:
            self.saved.emit(self._read())
        except Unreadable as unreadable:
            self.fail(str(unreadable))

    def fail(self, sentence: str) -> None:
        """Say why it was refused; the fields stay."""
        self._trouble.say(sentence)
        self._trouble.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a line saves, in a text Ctrl+Enter does; Esc leaves."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            wants = isinstance(watched, QLineEdit) or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and wants:
                self.submit()
                return True
        return super().eventFilter(watched, event)


def _text_form(
    name: str, words: Callable[[Translator], tuple[str, str]], current: Callable[[InsightFacts], str]
) -> Callable[[Theme, Translator, InsightFacts], GateForm]:
    def make(theme: Theme, t: Translator, facts: InsightFacts) -> GateForm:
        form = GateForm(theme, t)
        label, help_text = words(t)
        edit = text_edit(theme)
        edit.setPlainText(current(facts))
        form.column.addWidget(Field(theme, label, edit, help_text))
        form.finish(edit, lambda: {name: edit.toPlainText().strip()})
        return form

    return make


def _owner_form(theme: Theme, t: Translator, facts: InsightFacts) -> GateForm:
    form = GateForm(theme, t)
    edit = line_edit(theme)
    edit.setText(facts.owner)
    form.column.addWidget(Field(theme, t("Name"), edit, t("One person, by name; a team is not an owner.")))
    form.finish(edit, lambda: {"owner": edit.text().strip()})
    return form


def _effort_form(theme: Theme, t: Translator, facts: InsightFacts) -> GateForm:
    form = GateForm(theme, t)
    edit = line_edit(theme)
    edit.setText("" if facts.effort_days is None else t.number(facts.effort_days))
    form.column.addWidget(Field(theme, t("Days of work"), edit, t("A first estimate is enough.")))
    form.finish(edit, lambda: {"effort_days": _number(t, edit.text())})
    return form


def _impact_form(theme: Theme, t: Translator, facts: InsightFacts) -> GateForm:
    form, impact = GateForm(theme, t), facts.impact
    amounts = (impact.low, impact.likely, impact.high) if impact else (None, None, None)
    names = (("impact_low", t("Low")), ("impact_likely", t("Likely")), ("impact_high", t("High")))
    edits: dict[str, QLineEdit] = {}
    row = QHBoxLayout()
    row.setSpacing(8)
    for (name, label), amount in zip(names, amounts, strict=True):
        edits[name] = line_edit(theme)
        edits[name].setText("" if amount is None else t.number(amount))
        row.addWidget(Field(theme, label, edits[name]))
    currency = line_edit(theme)
    currency.setMaxLength(3)
    currency.setText(impact.currency if impact else "")
    form.column.addLayout(row)
    form.column.addWidget(Field(theme, t("Currency"), currency, t("Whole amounts per year, and three letters such as SEK."), width=96))

    def read() -> Values:
        values: dict[str, object] = {name: _whole(t, edit.text()) for name, edit in edits.items()}
        return {**values, "impact_currency": currency.text().strip().upper()}

    form.finish(edits["impact_low"], read)
    return form


def _number(t: Translator, typed: str) -> float | None:
    """A number as people of any of the languages type it; None when nothing was."""
    plain = "".join(typed.split()).replace("\u202f", "").replace("\u00a0", "").replace(",", ".")
    if not plain:
        return None
    try:
        return float(plain)
    except ValueError as error:
        raise Unreadable(t("“{typed}” is not a number.", typed=typed.strip())) from error


def _whole(t: Translator, typed: str) -> int | None:
    """A whole amount; separators of thousands of any language are let through."""
    plain = "".join(sign for sign in typed if sign not in " .,'’\u00a0\u202f")
    if not plain:
        return None
    if not plain.isdigit():
        raise Unreadable(t("“{typed}” is not a whole amount.", typed=typed.strip()))
    return int(plain)


FORMS: Mapping[Requirement, Callable[[Theme, Translator, InsightFacts], GateForm]] = {
    Requirement.PROBLEM: _text_form(
        "problem",
        lambda t: (t("What goes wrong, where and for whom"), t("Specific enough to be found again.")),
        lambda facts: facts.problem,
    ),
    Requirement.SOLUTION: _text_form(
        "solution", lambda t: (t("What to build or change"), t("Ctrl+Enter saves.")), lambda facts: facts.solution
    ),
    Requirement.IMPACT: _impact_form,
    Requirement.EFFORT: _effort_form,
    Requirement.OWNER: _owner_form,
}
