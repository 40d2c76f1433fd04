"""One rule to read and to change: its sentence, with a chooser where its words or its number stand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from council_app.domain.cohorts import RULE_TYPES, Rule, RuleKind, Takes
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.chips import ChoiceChip
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.roster.cohorts.words import Choices, degree, options

_HOLE = "\ufffc"


class Stepper(QWidget):
    """A number with less and more beside it.

    Signals:
        changed: another number.
    """

    changed = Signal()

    def __init__(self, theme: Theme, t: Translator, kind: RuleKind) -> None:
        super().__init__()
        self._t, self._kind, row_type = t, kind, RULE_TYPES[kind]
        self._least, self._most = row_type.least, row_type.most
        self.value = row_type.least
        self.less = Button(theme, "", Role.PLAIN, height=32, icon="minus")
        self.more = Button(theme, "", Role.PLAIN, height=32, icon="plus")
        self._text = Text(theme, "", "body", weight=600)
        for button, name, step in ((self.less, t("Less"), -1), (self.more, t("More"), 1)):
            button.setFixedWidth(32)
            button.setAccessibleName(name)
            button.clicked.connect(lambda _=False, step=step: self.set_value(self.value + step))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.less, self._text, self.more):
            row.addWidget(widget)
        self.set_value(self.value)

    def set_value(self, value: int) -> None:
        """Show a number, within what the rule takes."""
        self.value = max(self._least, min(self._most, value))
        self._text.say(degree(self._t, self._kind, self.value))
        self.less.setEnabled(self.value > self._least)
        self.more.setEnabled(self.value < self._most)
        self.changed.emit()


class RuleRow(Surface):
    """A rule as a sentence.

    Signals:
        changed: it says something else.
        removed: it is to go.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, t: Translator, rule: Rule, choices: Choices) -> None:
        super().__init__(theme, "sheet", "b")
        self._t, self._type, self._choices, self._held = t, RULE_TYPES[rule.kind], choices, rule.words
        self._before, self._after = _piece(theme), _piece(theme)
        self.words: ChoiceChip | None = None
        self.stepper: Stepper | None = None
        if self._type.takes is Takes.WORDS:
            self.words = ChoiceChip(theme, t, t("Choose"), lambda: options(t, rule.kind, choices, rule.words))
            self.words.choose(rule.words)
            self.words.changed.connect(self._say)
        elif self._type.takes is Takes.NUMBER:
            self.stepper = Stepper(theme, t, rule.kind)
            self.stepper.set_value(rule.number)
            self.stepper.changed.connect(self._say)
        self.remove = Button(theme, "", Role.QUIET, height=32, icon="x")
        self.remove.setFixedWidth(32)
        name = t("Remove: {rule}", rule=t.say(self._type.name))
        self.remove.setAccessibleName(name)
        self.remove.setToolTip(name)
        self.remove.clicked.connect(self.removed)
        self._lay_out()
        self._say()

    def _lay_out(self) -> None:
        sentence = QWidget()
        flow = FlowLayout(sentence, gap=8, line_gap=4)
        flow.setContentsMargins(0, 4, 0, 4)  # room for the ring around what has the keyboard
        for widget in (self._before, self.words or self.stepper, self._after):
            if widget is not None:
                flow.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 3)
        row.setSpacing(8)
        row.addWidget(sentence, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def kind(self) -> RuleKind:
        """What it is about."""
        return self._type.kind

    @property
    def rule(self) -> Rule | None:
        """What it says now; None while its words are not chosen."""
        if self.words is not None:
            return Rule(self.kind, words=tuple(sorted(self.words.values))) if self.words.values else None
        return Rule(self.kind, number=self.stepper.value if self.stepper is not None else 0)

    def begin(self) -> None:
        """Take the keyboard: Enter or Space offers the words."""
        target = self.words or (self.stepper.more if self.stepper is not None else self.remove)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self) -> None:
        """The sentence of the language, with the chooser in the place of what it chooses."""
        number = self.stepper.value if self.stepper is not None else 0
        whole = self._t.say(self._type.said(_HOLE, number))
        hole = _HOLE if self.words is not None else self._t.number(number)
        before, _, after = whole.partition(hole) if self.stepper is None or number else (whole, "", "")
        for text, part in ((self._before, before), (self._after, after)):
            text.say(part.strip())
            text.setToolTip(whole if self.words is None else "")
            text.setVisible(bool(part.strip()))
        chosen: list[str] = []
        if self.words is not None:
            known = options(self._t, self.kind, self._choices, self._held)
            chosen = [option.words for option in known if option.value in self.words.values]
            self.words.say(", ".join(chosen) or self._t("Choose"), on=bool(chosen))
        said = self._t.say(self._type.said(", ".join(chosen) or "…", number))
        self.setAccessibleName(said)
        for chooser in (self.words, self.stepper):
            if chooser is not None:
                chooser.setAccessibleDescription(said)
        self.changed.emit()


def _piece(theme: Theme) -> Text:
    """A part of the sentence, as high as the chooser beside it; cut only where a line has no room for it."""
    text = Text(theme, "", "body", elide=True)
    text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    text.setFixedHeight(32)
    return text
