"""The right side: the part at hand in its form; what was used is only to be read, and says how to go on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.domain.scripts import PartKind, QuestionFacts, ScriptFacts, SectionFacts, TaskFacts
from council_app.i18n import Translator
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.script.form import PartForm
from council_app.ui.screens.script.forms import QuestionForm, ScriptForm, SectionForm, TaskForm
from council_app.ui.screens.script.rows import Row
from council_app.ui.screens.script.verbs import Part

_LEAST = 320


class Editor(Surface):
    """One form of four; `form` is the one in front.

    Signals:
        part_typed: a part is to be kept (the script's id, the part).
        title_typed: that of the script (the script, the text).
        prototype_typed: what is tested (the script, the key of the section that tests it or "", the name).
        left: back to the outline.
    """

    part_typed = Signal(str, object)
    title_typed = Signal(object, str)
    prototype_typed = Signal(object, str, str)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet")
        self._t = t
        self.row: Row | None = None
        self._part: Part | None = None
        self._follows = ""
        self.frozen = Text(theme, "", "body", "ink2", wrap=True)
        self.script, self.section = ScriptForm(theme, t), SectionForm(theme, t)
        self.task, self.question = TaskForm(theme, t), QuestionForm(theme, t)
        self.form: PartForm = self.script
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        column.addWidget(self.frozen)
        forms: tuple[PartForm, ...] = (self.script, self.section, self.task, self.question)
        for form in forms:
            column.addWidget(form)
            form.setHidden(form is not self.form)
            form.typed.connect(self._keep)
            form.left.connect(self.left)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll_of(inside))
        self.setMinimumWidth(_LEAST)

    def show_row(self, row: Row, named: Mapping[str, str], uses: str) -> None:
        """Show what a row of the outline is about; `named` has the names of prototypes by key."""
        other = self.row is None or row.id not in (self.row.id, self._follows)
        self._follows = ""
        if other and self.row is not None:
            self.form.keep()
        self.row, self._part = row, part_of(row)
        form = self._form_of(row)
        if other:
            form.forget()
        self._fill(form, row.script, named, uses)
        form.freeze(frozen=row.script.frozen)
        self.frozen.say(self._why_frozen(row.script))
        self.frozen.setVisible(row.script.frozen)
        self.form = form
        for each in (self.script, self.section, self.task, self.question):
            each.setVisible(each is form)

    def follow(self, row: str) -> None:
        """The part at hand has another id from now on: what is being typed into it stays."""
        self._follows = row

    def _form_of(self, row: Row) -> PartForm:
        if row.line is None:
            return self.script
        kinds: dict[PartKind, PartForm] = {
            PartKind.SECTION: self.section,
            PartKind.TASK: self.task,
            PartKind.QUESTION: self.question,
        }
        return kinds[row.line.part.kind]

    def _fill(self, form: PartForm, script: ScriptFacts, named: Mapping[str, str], uses: str) -> None:
        part = self._part
        if isinstance(part, SectionFacts):
            self.section.show_section(part, named.get(part.prototype or "", ""))
        elif isinstance(part, TaskFacts):
            self.task.show_part(part)
        elif isinstance(part, QuestionFacts):
            self.question.show_part(part)
        elif form is self.script:
            self.script.show_script(script, named.get(script.prototype or "", ""), uses)

    def _why_frozen(self, script: ScriptFacts) -> str:
        days = [self._t.date(use.date, style="medium") for use in script.uses if use.begun and not use.rehearsal]
        if not days:
            return self._t("Version {number} was used and stays as it is.", number=script.version)
        return self._t("Version {number} was used on {days} and stays as it is.", number=script.version, days=self._t.items(days))

    def _keep(self) -> None:
        row = self.row
        if row is None or row.script.frozen:
            return
        if row.line is None:
            self._keep_script(row.script)
            return
        try:
            part = self._read()
        except ValueError:
            return  # the field says what is wrong
        if part is not None and part != self._part:
            self.part_typed.emit(row.script.id, part)
        if isinstance(part, SectionFacts) and "prototype" in self.section.changed():
            self.prototype_typed.emit(row.script, part.key, self.section.value("prototype"))

    def _read(self) -> Part | None:
        part = self._part
        if isinstance(part, SectionFacts):
            return self.section.read(part)
        if isinstance(part, TaskFacts):
            return self.task.read(part)
        return self.question.read(part) if isinstance(part, QuestionFacts) else None

    def _keep_script(self, script: ScriptFacts) -> None:
        changed = self.script.changed()
        if "title" in changed:
            self.title_typed.emit(script, self.script.value("title"))
        if "prototype" in changed:
            self.prototype_typed.emit(script, "", self.script.value("prototype"))


def part_of(row: Row) -> Part | None:
    """What a row is about; None for a script as a whole."""
    if row.line is None:
        return None
    key = row.line.part.key
    if row.line.part.kind is PartKind.SECTION:
        return row.script.section(key)
    return row.script.task(key) if row.line.part.kind is PartKind.TASK else row.script.question(key)
