"""The list as a table for other programs: CSV or XLSX, saved where somebody says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from council_app.errors import Message, m_
from council_app.services.exports import export_roster
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page, action_row
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Text

_FORMATS: tuple[tuple[str, str, Message], ...] = (
    ("xlsx", "Excel (XLSX)", m_("Opens in every spreadsheet program as it is.")),
    ("csv", "CSV", m_("Text with commas, for other systems.")),
)
_WIDEST = 560


class ExportPage(Page):
    """One choice and one button."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._format = _FORMATS[0][0]
        self.formats = {ending: Segment(theme, name) for ending, name, _ in _FORMATS}
        self._help = Text(theme, "", "small", "ink3", wrap=True)
        self.save_as = Button(theme, t("Save as"), Role.PRIMARY, icon="download")
        self.save_as.clicked.connect(self.save)
        self.done = Text(theme, "", "body", wrap=True)
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for ending, segment in self.formats.items():
            group.addButton(segment)
            segment.clicked.connect(lambda _=False, picked=ending: self._choose(picked))
            row.addWidget(segment)
        row.addStretch(1)
        self._lay_out(row)
        self._choose(self._format)

    def _lay_out(self, formats: QHBoxLayout) -> None:
        t = self.t
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(14)
        whole_list = t("Everybody on the list of this session: names, contacts, needs, segments and what they allowed.")
        column.addWidget(Text(self.theme, whole_list, "body", wrap=True))
        column.addLayout(formats)
        column.addWidget(self._help)
        caution = t("The file lies in the clear on this disk. Delete it when it has been used.")
        column.addWidget(Text(self.theme, caution, "body", "ink2", wrap=True))
        column.addLayout(action_row(self.save_as))
        column.addWidget(self.done)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(t("Export the list")))
        whole.addWidget(scroll_of(inside), 1)

    def first_focus(self) -> QWidget | None:
        """The button that saves."""
        return self.save_as

    def _choose(self, ending: str) -> None:
        self._format = ending
        self.formats[ending].setChecked(True)
        self._help.say(self.t.say(next(text for each, _, text in _FORMATS if each == ending)))

    def save(self) -> None:
        """Ask where to."""
        session = self.ctx.session
        if session is None:
            return
        name = str(Path.home() / f"{session.key}-roster.{self._format}")
        label = self.t("Tables")
        chosen, _ = QFileDialog.getSaveFileName(self, self.t("Save the list"), name, f"{label} (*.{self._format})")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, out: Path) -> None:
        """Write the table; a name without an ending gets the one that is chosen."""
        session = self.ctx.session
        if session is None:
            return
        target = out if out.suffix else out.with_suffix(f".{self._format}")
        self.ctx.read(
            self, lambda w: export_roster(workspace=w, session=session.key, out=target), lambda people: self._saved(target, people)
        )

    def _saved(self, out: Path, people: int) -> None:
        said = self.t.n("{count} person in {file}", "{count} people in {file}", people, file=out.name)
        self.done.say(said)
        self.ctx.noticed.emit(self.t("Saved as {file}", file=str(out)), False)
