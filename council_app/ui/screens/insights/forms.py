"""The fields of an insight, one small form each, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from council_app.domain.gate import Requirement
from council_app.domain.records import InsightFacts
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.field import Field, line_edit, text_edit
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.numbers import Unreadable, read_number, read_whole
from council_app.ui.screens.insights.ranking.typed import plain_number

Values = Mapping[str, object]


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


def _line_form(
    name: str, words: Callable[[Translator], tuple[str, str]], current: Callable[[InsightFacts], str]
) -> Callable[[Theme, Translator, InsightFacts], GateForm]:
    def make(theme: Theme, t: Translator, facts: InsightFacts) -> GateForm:
        form = GateForm(theme, t)
        label, help_text = words(t)
        edit = line_edit(theme)
        edit.setText(current(facts))
        form.column.addWidget(Field(theme, label, edit, help_text))
        form.finish(edit, lambda: {name: edit.text().strip()})
        return form

    return make


def _lines_form(
    name: str, words: Callable[[Translator], str], current: Callable[[InsightFacts], tuple[str, ...]]
) -> Callable[[Theme, Translator, InsightFacts], GateForm]:
    """Any number of names, one on each line."""

    def make(theme: Theme, t: Translator, facts: InsightFacts) -> GateForm:
        form = GateForm(theme, t)
        edit = text_edit(theme)
        edit.setPlainText("\n".join(current(facts)))
        form.column.addWidget(Field(theme, words(t), edit, t("One on each line. Ctrl+Enter saves.")))
        form.finish(edit, lambda: {name: tuple(line.strip() for line in edit.toPlainText().splitlines() if line.strip())})
        return form

    return make


def _effort_form(theme: Theme, t: Translator, facts: InsightFacts) -> GateForm:
    form = GateForm(theme, t)
    edit = line_edit(theme)
    edit.setText("" if facts.effort_days is None else plain_number(t, facts.effort_days))
    form.column.addWidget(Field(theme, t("Days of work"), edit, t("A first estimate is enough.")))
    form.finish(edit, lambda: {"effort_days": read_number(t, edit.text())})
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
    periods = Periods(theme, t, impact.per if impact else "year")
    form.column.addLayout(row)
    form.column.addWidget(Field(theme, t("Currency"), currency, t("Whole amounts, and three letters such as SEK."), width=96))
    form.column.addWidget(periods)

    def read() -> Values:
        values: dict[str, object] = {name: read_whole(t, edit.text()) for name, edit in edits.items()}
        return {**values, "impact_currency": currency.text().strip().upper(), "impact_per": periods.chosen}

    form.finish(edits["impact_low"], read)
    return form


class Periods(QWidget):
    """Per year, quarter or month."""

    def __init__(self, theme: Theme, t: Translator, chosen: str) -> None:
        super().__init__()
        self.setAccessibleName(t("Per"))
        self._group = QButtonGroup(self)
        self._names = (("year", t("Per year")), ("quarter", t("Per quarter")), ("month", t("Per month")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for place, (name, words) in enumerate(self._names):
            segment = Segment(theme, words, height=28)
            segment.setChecked(name == chosen)
            self._group.addButton(segment, place)
            row.addWidget(segment)
        row.addStretch(1)

    @property
    def chosen(self) -> str:
        """The word of the period that is stored."""
        return self._names[max(0, self._group.checkedId())][0]


class About(StrEnum):
    """What is recorded beside the gate, by typing."""

    PROMISE = "promise"
    SEGMENTS = "segments"
    TEAMS = "teams"
    APPROVALS = "approvals"


FORMS: Mapping[Requirement | About, Callable[[Theme, Translator, InsightFacts], GateForm]] = {
    Requirement.PROBLEM: _text_form(
        "problem",
        lambda t: (t("What goes wrong, where and for whom"), t("Specific enough to be found again. Ctrl+Enter saves.")),
        lambda facts: facts.problem,
    ),
    Requirement.SOLUTION: _text_form(
        "solution", lambda t: (t("What to build or change"), t("Ctrl+Enter saves.")), lambda facts: facts.solution
    ),
    Requirement.IMPACT: _impact_form,
    Requirement.EFFORT: _effort_form,
    Requirement.OWNER: _line_form(
        "owner", lambda t: (t("Name"), t("One person, by name; a team is not an owner.")), lambda facts: facts.owner
    ),
    About.PROMISE: _line_form(
        "promise", lambda t: (t("The promise it breaks"), t("As customers were told it.")), lambda facts: facts.own_promise
    ),
    About.SEGMENTS: _lines_form("segments", lambda t: t("Whom it concerns"), lambda facts: facts.segments),
    About.TEAMS: _lines_form("teams", lambda t: t("Which teams have to move"), lambda facts: facts.teams),
    About.APPROVALS: _lines_form("approvals", lambda t: t("Whose approval is needed"), lambda facts: facts.approvals),
}
