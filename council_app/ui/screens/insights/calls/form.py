"""What is written down about a call; half a call stays with its person until it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from council_app.domain.calls import OUTCOMES, SOLVED, Call
from council_app.domain.enums import CallOutcome, Solved
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.field import Field, line_edit, text_edit
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.page import action_row
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

_LETTERS = {Solved.YES: "Y", Solved.PARTLY: "P", Solved.NO: "N"}
_WIDE = 480


@dataclass(frozen=True, slots=True)
class Draft:
    """The form as it stands; `call` is the call being put right, "" for a new one."""

    outcome: CallOutcome | None = None
    solved: Solved | None = None
    said: str = ""
    follow_up: str = ""
    call: str = ""


class CallForm(QWidget):
    """Outcome, solved or not, words, when to call again.

    Signals:
        kept: keep this (the `Draft`, its day).
    """

    kept = Signal(object, object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._t, self._call = t, ""
        self._groups = (QButtonGroup(self), QButtonGroup(self))
        self.outcomes = {each: Segment(theme, f"{n} {t.say(word)}") for n, (each, word) in enumerate(OUTCOMES.items(), start=1)}
        self.solved = {each: Segment(theme, f"{_LETTERS[each]} {t.say(word)}") for each, word in SOLVED.items()}
        segments = (list(self.outcomes.values()), list(self.solved.values()))
        for group, made in zip(self._groups, segments, strict=True):
            for segment in made:
                group.addButton(segment)
        self.said, self.day = text_edit(theme, 3), line_edit(theme, placeholder="2026-05-31")
        self.day_field = Field(theme, t("Call again on"), self.day, t("Year-month-day; empty for never."))
        self.keep_button = Button(theme, t("Keep the call"), Role.PRIMARY, key="Ctrl+Return")
        self.drop_button = Button(theme, t("Clear"), Role.QUIET)
        self.wrong = Text(theme, "", "small", "state.bad.text", wrap=True)
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for label, made in zip((t("What became of it"), t("Solved?")), segments, strict=True):
            column.addWidget(Text(theme, label, "body", weight=600))
            row = QWidget()
            row.setAccessibleName(label)
            flow = FlowLayout(row, gap=4, line_gap=4)
            for segment in made:
                flow.addWidget(segment)
            column.addWidget(row)
        column.addWidget(Field(theme, t("What was said"), self.said, width=_WIDE))
        column.addWidget(self.day_field)
        column.addWidget(self.wrong)
        column.addLayout(action_row(self.keep_button, self.drop_button))
        self.keep_button.clicked.connect(self.keep)
        self.drop_button.clicked.connect(lambda: self.show_draft(Draft()))

    @property
    def draft(self) -> Draft:
        """What is chosen and typed."""
        outcome = next((each for each, segment in self.outcomes.items() if segment.isChecked()), None)
        solved = next((each for each, segment in self.solved.items() if segment.isChecked()), None)
        return Draft(outcome, solved, self.said.toPlainText(), self.day.text(), self._call)

    def show_draft(self, draft: Draft) -> None:
        """Put the form as it was left."""
        self._call = draft.call
        for group in self._groups:
            group.setExclusive(False)
        for outcome, segment in self.outcomes.items():
            segment.setChecked(outcome is draft.outcome)
        for solved, segment in self.solved.items():
            segment.setChecked(solved is draft.solved)
        for group in self._groups:
            group.setExclusive(True)
        self.said.setPlainText(draft.said)
        self.day.setText(draft.follow_up)
        self.day_field.wrong("")
        self.refuse("")

    def edit(self, call: Call) -> None:
        """Put a call right."""
        day = call.follow_up.isoformat() if call.follow_up is not None else ""
        self.show_draft(Draft(call.outcome, call.solved, call.said, day, call.id))
        self.said.setFocus()

    def take_key(self, text: str) -> bool:
        """A digit says the outcome, a letter whether it is solved; False where the key says nothing."""
        digits = {str(n): segment for n, segment in enumerate(self.outcomes.values(), start=1)}
        letters = {_LETTERS[each]: segment for each, segment in self.solved.items()}
        found = (digits | letters).get(text.upper())
        if found is not None:
            found.setChecked(True)
        return found is not None

    def refuse(self, sentence: str) -> None:
        """Say why it is not kept; what was typed stays."""
        self.wrong.say(sentence)
        self.wrong.setVisible(bool(sentence))

    def keep(self) -> None:
        """Ask for it to be kept, where it says enough."""
        draft, text = self.draft, self.day.text().strip()
        if draft.outcome is None:
            self.refuse(self._t("Say what became of the call: keys 1 to 5."))
            next(iter(self.outcomes.values())).setFocus()
            return
        try:
            day = date.fromisoformat(text) if text else None
        except ValueError:
            self.day_field.wrong(self._t("This is no date: write 2026-05-31."))
            self.day.setFocus()
            return
        self.day_field.wrong("")
        self.refuse("")
        self.kept.emit(draft, day)
