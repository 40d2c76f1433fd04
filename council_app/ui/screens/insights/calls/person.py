"""Somebody to call: name and number, what they complained of, the script, the form, earlier calls."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.calls import OUTCOMES, SOLVED, Call, CallLine, filled
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.emptying import empty
from council_app.ui.core.field import Field, text_edit
from council_app.ui.core.page import action_row
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.calls.form import CallForm

_MEASURE = 640


class PersonPanel(Surface):
    """The right side.

    Signals:
        copy_asked: the number goes to the clipboard.
        script_written: the script is to be this.
        removing: an earlier call is to be removed (its id).
    """

    copy_asked = Signal()
    script_written = Signal(str)
    removing = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet", "l")
        self._theme, self._t, self._script = theme, t, ""
        self.name = Text(theme, "", "place", wrap=True)
        self.reach = Text(theme, "", "body", "ink2", wrap=True)
        self.copy = Button(theme, t("Copy the number"), Role.PLAIN, height=28, icon="copy", key="Ctrl+C")
        self.read = QWidget()
        self._paragraphs = QVBoxLayout(self.read)
        self._paragraphs.setContentsMargins(0, 0, 0, 0)
        self.words = ""
        self.script = text_edit(theme, 8)
        fields = t("{name}, {company} and {topic} are filled in.", name="{name}", company="{company}", topic="{topic}")
        self.script_field = Field(theme, t("Script"), self.script, fields, width=_MEASURE)
        self.change = Button(theme, t("Edit the script"), Role.QUIET, height=28, icon="pencil")
        self.form = CallForm(theme, t)
        self._complaints, self._calls = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.copy.clicked.connect(self.copy_asked)
        self.change.clicked.connect(self.turn_script)
        self.script_field.hide()

    def _lay_out(self) -> None:
        page, theme, t = QWidget(), self._theme, self._t
        page.setMaximumWidth(_MEASURE + 48)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(10)
        column.addWidget(self.name)
        column.addWidget(self.reach)
        column.addLayout(action_row(self.copy))
        column.addLayout(self._complaints)
        column.addWidget(Hairline(theme))
        column.addWidget(Text(theme, t("What to say"), "body", weight=600))
        column.addWidget(self.read)
        column.addWidget(self.script_field)
        column.addLayout(action_row(self.change))
        column.addWidget(Hairline(theme))
        column.addWidget(self.form)
        column.addLayout(self._calls)
        column.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 0, 0, 0)
        inside.addWidget(scroll_of(page))

    def show_line(self, line: CallLine, script: str, company: str) -> None:
        """Show somebody; the form is the page's to fill."""
        t = self._t
        self.name.say(line.name or t("No name"))
        self.reach.say(", ".join(part for part in (line.phone, line.email, *(f"{s.session}/{s.seat}" for s in line.seats)) if part))
        self.copy.rename(t("Copy the number") if line.phone else t("Copy the address"))
        self.copy.refuse("" if line.phone or line.email else t("No number and no address is known."))
        self._script = script
        topic = t.quote(line.complaints[-1].text)
        self.words = filled(script, name=line.name, company=company or t("our company"), topic=topic)
        empty(self._paragraphs)
        for each in filter(None, map(str.strip, self.words.split("\n"))):
            self._paragraphs.addWidget(Text(self._theme, each, "body", wrap=True))
        if self.script_field.isHidden():
            self.script.setPlainText(script)
        self._show_complaints(line)
        self._show_calls(line)

    def _show_complaints(self, line: CallLine) -> None:
        empty(self._complaints)
        title = self._t.n("{count} complaint", "{count} complaints", len(line.complaints))
        self._complaints.addWidget(Text(self._theme, title, "body", weight=600))
        for each in line.complaints:
            self._complaints.addWidget(Text(self._theme, self._t.quote(each.text), "body", wrap=True))

    def _show_calls(self, line: CallLine) -> None:
        empty(self._calls)
        if line.calls:
            self._calls.addWidget(Text(self._theme, self._t("Earlier calls"), "body", weight=600))
        for call in line.calls:
            self._calls.addWidget(self._row(call))

    def _row(self, call: Call) -> QWidget:
        t, row_of = self._t, QWidget()
        day = t.date(call.at, style="medium")
        said = [day, call.by, t.say(OUTCOMES[call.outcome]), t.say(SOLVED[call.solved]) if call.solved is not None else ""]
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(self._theme, ", ".join(part for part in said if part), "small", "ink2", wrap=True))
        if call.said:
            words.addWidget(Text(self._theme, " ".join(call.said.split()), "body", wrap=True))
        row = QHBoxLayout(row_of)
        row.setContentsMargins(0, 4, 0, 4)
        row.addLayout(words, 1)
        for icon, label, act in (
            ("pencil", t("Edit the call of {day}", day=day), 0),
            ("trash-2", t("Remove the call of {day}", day=day), 1),
        ):
            button = Button(self._theme, "", Role.QUIET, height=28, icon=icon)
            button.setAccessibleName(label)
            button.setToolTip(label)
            button.clicked.connect(lambda _=False, removes=act: self.removing.emit(call.id) if removes else self.form.edit(call))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row_of

    @property
    def script_typed(self) -> str:
        """A script that is being written and differs from what is kept, or ""."""
        text = self.script.toPlainText()
        return text if not self.script_field.isHidden() and text.strip() != self._script.strip() else ""

    def turn_script(self) -> None:
        """Write the script, or keep what was written."""
        writing = self.script_field.isHidden()
        if not writing and self.script.toPlainText().strip() != self._script.strip():
            self.script_written.emit(self.script.toPlainText())
        self.script_field.setVisible(writing)
        self.read.setVisible(not writing)
        self.change.rename(self._t("Keep the script") if writing else self._t("Edit the script"))
        (self.script if writing else self.change).setFocus()
