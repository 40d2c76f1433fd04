"""The forms of a script's parts: what stands in each, and what it becomes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QButtonGroup, QWidget

from council_app.domain.enums import QuestionKind
from council_app.domain.scripts import WORDED, QuestionFacts, ScriptFacts, SectionFacts, TaskFacts
from council_app.i18n import Translator
from council_app.ui.core.buttons import Segment
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.script.form import PartForm
from council_app.ui.screens.script.rows import KINDS

_SHORT = 120


class ScriptForm(PartForm):
    """A version's title, what it tests, and who uses it."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, t, t("Script"))
        self.line("title", t("Title"))
        self.line("prototype", t("What it tests"), t("The name of the prototype; leave it empty when nothing is tested."))
        self.uses = Text(theme, "", "body", "ink2", wrap=True)
        self.column.addWidget(self.uses)

    def show_script(self, script: ScriptFacts, prototype: str, uses: str) -> None:
        """Fill it."""
        self.fill({"title": script.title, "prototype": prototype})
        self.uses.say(uses)


class SectionForm(PartForm):
    """A section's title and time, and what it tests where that is not what the script tests."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, t, t("Section"))
        self.line("title", t("Title"))
        self.line("minutes", t("Minutes"), t("Left empty, it takes as long as its tasks."), width=_SHORT)
        self.line("prototype", t("What it tests"), t("The name of a prototype of its own; left empty, what the script tests."))

    def show_section(self, facts: SectionFacts, prototype: str) -> None:
        """Fill it."""
        self.fill({"title": facts.title, "minutes": "" if facts.minutes is None else str(facts.minutes), "prototype": prototype})

    def read(self, facts: SectionFacts) -> SectionFacts:
        """What stands in it, but for the name of what it tests.

        Raises:
            ValueError: a number is none.
        """
        return replace(facts, title=self.value("title"), minutes=self.number("minutes"))


class TaskForm(PartForm):
    """What to do, what counts as success, times, must-asks and probes."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, t, t("Task"))
        self.text("text", t("What to do"), t("Read out as it stands here."))
        self.text("success", t("What counts as success"), lines=2)
        self.line("minutes", t("Minutes"), width=_SHORT)
        self.line("target_seconds", t("Target, in seconds"), width=_SHORT)
        self.text("must_ask", t("Must be asked"), t("One question a line; the room reminds you of those that are left."))
        self.probes = self.text("probes", t("Probes"), t("One a line; asked if there is time."))

    def show_part(self, facts: TaskFacts) -> None:
        """Fill it."""
        self.fill(
            {
                "text": facts.text,
                "success": facts.success,
                "minutes": "" if facts.minutes is None else str(facts.minutes),
                "target_seconds": "" if facts.target_seconds is None else str(facts.target_seconds),
                "must_ask": "\n".join(facts.must_ask),
                "probes": "\n".join(facts.probes),
            }
        )

    def read(self, facts: TaskFacts) -> TaskFacts:
        """What stands in it.

        Raises:
            ValueError: a number is none.
        """
        return replace(
            facts,
            text=self.value("text"),
            success=self.value("success"),
            minutes=self.number("minutes"),
            target_seconds=self.number("target_seconds"),
            must_ask=self.lines("must_ask"),
            probes=self.lines("probes"),
        )

    def begin_probe(self) -> None:
        """The keyboard to a new line of the probes."""
        edit = self.probes
        edit.setFocus()
        edit.moveCursor(QTextCursor.MoveOperation.End)
        if edit.toPlainText().strip():
            edit.insertPlainText("\n")


class QuestionForm(PartForm):
    """Which questionnaire, or the words, answers and ends of one's own question."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, t, t("Question"))
        self._make_kinds()
        self.line("text", t("Question"))
        self.text("choices", t("Answers"), t("One a line, two or more."), lines=4)
        self.line("scale", t("Points"), t("Five when left empty."), width=_SHORT)
        self.line("low", t("What the lowest point means"))
        self.line("high", t("What the highest point means"))
        self.note = Text(theme, "", "body", "ink2", wrap=True)
        self.column.addWidget(self.note)

    def _make_kinds(self) -> None:
        self.chosen = QuestionKind.OPEN
        kinds = QWidget()
        flow = FlowLayout(kinds, gap=4, line_gap=4)
        self.kinds = QButtonGroup(self)
        for number, (kind, name) in enumerate(KINDS.items()):
            segment = Segment(self.theme, self.t.say(name))
            segment.clicked.connect(lambda _=False, kind=kind: self._choose(kind))
            self.kinds.addButton(segment, number)
            flow.addWidget(segment)
        kinds.setAccessibleName(self.t("Kind of question"))
        self.column.addWidget(kinds)

    @property
    def kind(self) -> QuestionKind:
        """The kind chosen."""
        return list(KINDS)[max(0, self.kinds.checkedId())]

    def _choose(self, kind: QuestionKind) -> None:
        own = kind in WORDED
        if not own and self.chosen in WORDED:
            self.fill_one("text", "")  # the words of one's own question are no heading of a published one
        self.chosen = kind
        self._show_kind(kind)
        ready = not own or (bool(self.value("text").strip()) and (kind is not QuestionKind.CHOICE or len(self.lines("choices")) > 1))
        if ready:
            self.typed.emit()
        else:
            self.edits["text" if not self.value("text").strip() else "choices"].setFocus()

    def _show_kind(self, kind: QuestionKind) -> None:
        own, rates = kind in WORDED, kind is QuestionKind.RATING
        self.fields["choices"].setVisible(kind is QuestionKind.CHOICE)
        for name in ("scale", "low", "high"):
            self.fields[name].setVisible(rates)
        self.note.say("" if own else self.t("Left empty, its own words are asked, in the guest's language."))
        self.note.setVisible(not own)

    def show_part(self, facts: QuestionFacts) -> None:
        """Fill it."""
        self.chosen = facts.kind
        self.kinds.button(list(KINDS).index(facts.kind)).setChecked(True)
        self._show_kind(facts.kind)
        scale = "" if facts.scale is None else str(facts.scale)
        self.fill({"text": facts.text, "choices": "\n".join(facts.choices), "scale": scale, "low": facts.low, "high": facts.high})

    def read(self, facts: QuestionFacts) -> QuestionFacts:
        """What stands in it.

        Raises:
            ValueError: a number is none.
        """
        return replace(
            facts,
            kind=self.kind,
            text=self.value("text"),
            choices=self.lines("choices"),
            scale=self.number("scale"),
            low=self.value("low"),
            high=self.value("high"),
        )

    def freeze(self, *, frozen: bool) -> None:
        """Only to be read, or to be written again."""
        super().freeze(frozen=frozen)
        for button in self.kinds.buttons():
            button.setEnabled(not frozen)

    def first_edit(self) -> QWidget:
        """The words of one's own question, else the kind."""
        return super().first_edit() if self.kind in WORDED else self.kinds.button(max(0, self.kinds.checkedId()))
