"""The form of one cohort: its name, its rules as sentences, and how many people that is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from council_app.domain.cohort_forms import NAME_LIMIT
from council_app.domain.cohorts import RULE_TYPES, Cohort, Rule, RuleKind, sentences
from council_app.i18n import Translator
from council_app.services.cohorts import Counted
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.page import action_row
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Surface, Text, runs
from council_app.ui.core.theme import Theme
from council_app.ui.screens.roster.cohorts.rules import RuleRow
from council_app.ui.screens.roster.cohorts.words import Choices, options


class CohortForm(Surface):
    """What a cohort is called and who is in it.

    Signals:
        edited: another name or other rules.
        save_asked, use_asked, delete_asked: the buttons.
    """

    edited = Signal()
    save_asked = Signal()
    use_asked = Signal()
    delete_asked = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet")
        self._theme, self._t = theme, t
        self._choices: Choices = {}
        self._filling = False
        self.rows: list[RuleRow] = []
        self.name = line_edit(theme)
        self.name.setMaxLength(NAME_LIMIT)
        self.name.textChanged.connect(self._changed)
        self.add = Button(theme, t("Add a condition"), Role.PLAIN, height=32, icon="plus", key="Alt+A")
        self.add.clicked.connect(self.open_kinds)
        self.count = Text(theme, "", "lead", wrap=True)
        self.trouble = Text(theme, "", "body", "state.bad.text", wrap=True)
        self._hint = Text(theme, "", "small", "ink3", wrap=True)
        self.save = Button(theme, t("Save"), Role.PRIMARY, height=36, key="Ctrl+S")
        self.use = Button(theme, t("Show only these"), Role.PLAIN, height=36, icon="users")
        self.delete = Button(theme, t("Delete"), Role.QUIET, height=36, icon="trash-2")
        for button, signal in ((self.save, self.save_asked), (self.use, self.use_asked), (self.delete, self.delete_asked)):
            button.clicked.connect(signal)
        self._lay_out()

    def _lay_out(self) -> None:
        t, theme, inside = self._t, self._theme, QWidget()
        inside.setMaximumWidth(760)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(0)
        column.addWidget(Field(theme, t("Name"), self.name))
        column.addSpacing(20)
        column.addWidget(Text(theme, t("Who is in it"), "body", weight=600))
        column.addSpacing(2)
        column.addWidget(Text(theme, t("People for whom all of this holds."), "small", "ink3", wrap=True))
        column.addSpacing(8)
        column.addWidget(Hairline(theme))
        self._rules = QVBoxLayout()
        self._rules.setSpacing(0)
        column.addLayout(self._rules)
        column.addSpacing(10)
        column.addLayout(action_row(self.add))
        column.addSpacing(20)
        column.addWidget(self.count)
        column.addWidget(self._hint)
        column.addWidget(self.trouble)
        column.addSpacing(14)
        column.addLayout(action_row(self.save, self.use, self.delete))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll_of(inside))
        self.trouble.hide()

    # -- what it says

    def offer(self, choices: Choices) -> None:
        """What the rules can name here."""
        self._choices = choices

    def show_cohort(self, cohort: Cohort | None) -> None:
        """A saved cohort, or None for a new one."""
        self._filling = True
        self.name.setText(cohort.name if cohort is not None else "")
        for row in tuple(self.rows):
            self._take_out(row)
        for rule in cohort.rules if cohort is not None else ():
            self._put_in(rule)
        self.delete.setVisible(cohort is not None)
        self._filling = False
        self._changed()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are whole, in the order of the table."""
        order = list(RULE_TYPES)
        found = [rule for row in self.rows if (rule := row.rule) is not None]
        return tuple(sorted(found, key=lambda rule: order.index(rule.kind)))

    @property
    def called(self) -> str:
        """The name typed, or one made of the rules."""
        return " ".join(self.name.text().split()) or self._made_name()

    @property
    def missing(self) -> str:
        """What it lacks to be saved; "" when it is whole."""
        if not self.rows:
            return self._t("Add a condition: what do these people have in common?")
        open_row = next((row for row in self.rows if row.rule is None), None)
        return self._t("Choose for: {rule}", rule=self._t.say(RULE_TYPES[open_row.kind].name)) if open_row is not None else ""

    def show_count(self, counted: Counted | None) -> None:
        """How many people that is; None when it is not whole yet."""
        t = self._t
        self.count.setVisible(counted is not None)
        self._hint.say(self.missing)
        self._hint.setVisible(bool(self.missing))
        if counted is not None:
            people = t.n("**{count} person**", "**{count} people**", counted.people)
            here = t.n("{count} of them on this session's list", "{count} of them on this session's list", counted.here)
            self.count.show_runs(runs(t("{people}, {here}", people=people, here=here)))

    def say(self, trouble: str) -> None:
        """What went wrong, or is about to."""
        self.trouble.say(trouble)
        self.trouble.setVisible(bool(trouble))

    def _made_name(self) -> str:
        said = sentences(self._t, self.rules, self._word)
        return ", ".join(said)[:NAME_LIMIT].strip()

    def _word(self, kind: RuleKind, word: str) -> str:
        return next((option.words for option in options(self._t, kind, self._choices) if option.value == word), word)

    # -- its rules

    def open_kinds(self) -> QMenu:
        """What a rule can be about, without those that are there."""
        menu, there = QMenu(self), {row.kind for row in self.rows}
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, row in RULE_TYPES.items():
            if kind not in there:
                action = QAction(self._t.say(row.name), menu)
                action.triggered.connect(lambda _=False, kind=kind: self.add_rule(kind))
                menu.addAction(action)
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height() + 2)))
        return menu

    def add_rule(self, kind: RuleKind) -> None:
        """A new rule at the end; its chooser has the keyboard."""
        row = self._put_in(Rule(kind, number=RULE_TYPES[kind].least))
        self._changed()
        row.begin()

    def _put_in(self, rule: Rule) -> RuleRow:
        row = RuleRow(self._theme, self._t, rule, self._choices)
        row.changed.connect(self._changed)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._rules.addWidget(row)
        row.show()
        return row

    def _remove(self, row: RuleRow) -> None:
        self._take_out(row)
        self.add.setFocus(Qt.FocusReason.TabFocusReason)
        self._changed()

    def _take_out(self, row: RuleRow) -> None:
        self.rows.remove(row)
        self._rules.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _changed(self) -> None:
        if self._filling:
            return
        self.name.setPlaceholderText(self._made_name())
        self.add.setVisible(len(self.rows) < len(RULE_TYPES))
        self.say("")
        self.edited.emit()


def same_rules(one: Sequence[Rule], other: Sequence[Rule]) -> bool:
    """Whether two cohorts choose the same people; the order in which words were ticked says nothing."""
    return [(rule.kind, sorted(rule.words), rule.number) for rule in one] == [
        (rule.kind, sorted(rule.words), rule.number) for rule in other
    ]
