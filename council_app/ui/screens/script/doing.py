"""What can be done to a script from the keys, the palette and the buttons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from council_app.domain.scripts import PartKind, ScriptFacts
from council_app.ui.core.context import AppContext
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.screens.script.adding import new_question, new_section, new_task
from council_app.ui.screens.script.desk import Desk
from council_app.ui.screens.script.editor import Editor
from council_app.ui.screens.script.forms import TaskForm
from council_app.ui.screens.script.rows import Row


class ScriptDoing(Screen):
    """The commands; what they are about is what is at hand.

    Signals:
        probe_begun: the form is to be typed into.
    """

    probe_begun = Signal()

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self.editor = Editor(self.theme, self.t)
        self.desk = Desk(ctx, self)
        self._rehearsal = ""
        self.desk.rehearsal_made.connect(self._await_rehearsal)
        ctx.sessions_changed.connect(self._to_rehearsal)

    @property
    def row(self) -> Row | None:
        """The row at hand."""
        return self.editor.row

    @property
    def script(self) -> ScriptFacts | None:
        """The version at hand."""
        return self.row.script if self.row is not None else None

    # -- writing

    def _open_row(self) -> Row | None:
        """The row at hand, when its script can be changed; else say what to do first."""
        row = self.row
        if row is not None and row.script.frozen:
            self.ctx.noticed.emit(self.t("This version was used and stays as it is. Alt+V makes the next one."), False)
            return None
        if row is not None:
            self.editor.form.keep()
        return row

    def new_script(self) -> None:
        """Begin a script."""
        self.desk.create(self.t("New script"))

    def add_section(self) -> None:
        """A section behind the one at hand."""
        row = self._open_row()
        if row is not None:
            self.desk.add(row.script.id, *new_section(row, self.t))

    def add_task(self) -> None:
        """A task behind the one at hand."""
        row = self._open_row()
        if row is not None:
            self.desk.add(row.script.id, *new_task(row, self.t))

    def add_question(self) -> None:
        """A question behind what is at hand."""
        row = self._open_row()
        if row is not None:
            self.desk.add(row.script.id, *new_question(row, self.t))

    def add_probe(self) -> None:
        """The keyboard to a new line of the task's probes."""
        row, form = self._open_row(), self.editor.form
        if row is not None and isinstance(form, TaskForm):
            self.probe_begun.emit()
            form.begin_probe()

    def move_up(self) -> None:
        """One place up."""
        self._move(-1)

    def move_down(self) -> None:
        """One place down."""
        self._move(1)

    def _move(self, step: int) -> None:
        row = self._open_row()
        if row is not None and row.line is not None:
            self.desk.move(row.script.id, row.line.part, step)

    def ask_behind(self, moved: Row, target: Row) -> None:
        """Ask a question that was dragged, behind what it was dropped on; dropped on its script's line it comes last."""
        if moved.line is None or moved.line.part.kind is not PartKind.QUESTION:
            return
        if moved.script.id != target.script.id:
            self.ctx.noticed.emit(self.t("A question stays in its script. Nothing was changed."), False)
            return
        if self._open_row() is not None:
            self.desk.ask_elsewhere(moved.script.id, moved.line.part.key, None if target.line is None else target.line.part)

    def delete_part(self) -> None:
        """Take the part at hand out; of a script, the version."""
        row = self.row
        if row is None:
            return
        if row.line is None:
            self.desk.delete(row.script.id)
        elif self._open_row() is not None:
            self.desk.remove(row.script.id, row.line.part)

    def make_version(self) -> None:
        """The version after the one at hand."""
        if self.script is not None:
            self.desk.make_version(self.script.id)

    def copy_script(self) -> None:
        """Another script that holds the same."""
        if self.script is not None:
            self.desk.copy(self.script.id)

    def use_here(self) -> None:
        """Let the session at hand use the version at hand."""
        if self.script is not None and self.ctx.session is not None:
            self.desk.use(self.ctx.session.key, self.script.id)

    # -- rehearsing

    def rehearse(self) -> None:
        """Play the session at hand without a trace."""
        if self.ctx.session is not None:
            self.desk.rehearse(self.ctx.session.key)

    def _await_rehearsal(self, session: str) -> None:
        self._rehearsal = session
        self._to_rehearsal()

    def _to_rehearsal(self) -> None:
        """Into the room, as soon as the window knows the session."""
        if self._rehearsal and any(each.key == self._rehearsal for each in self.ctx.sessions):
            key, self._rehearsal = self._rehearsal, ""
            self.ctx.choose_session(key)
            self.ctx.go(Place.ROOM)

    # -- files

    def import_script(self) -> None:
        """Ask for a file."""
        label = self.t("Scripts")
        chosen, _ = QFileDialog.getOpenFileName(self, self.t("Import a script"), str(Path.home()), f"{label} (*.yaml *.yml)")
        if chosen:
            self.desk.take(Path(chosen))

    def export_script(self) -> None:
        """Ask where to, and write the version at hand."""
        script = self.script
        if script is not None:
            name = str(Path.home() / f"{script.key}.yaml")
            chosen, _ = QFileDialog.getSaveFileName(self, self.t("Save this script as a file"), name, f"{self.t('Scripts')} (*.yaml)")
            if chosen:
                self.desk.save(script, Path(chosen))

    def print_guide(self) -> None:
        """Ask where to, and print the version at hand."""
        script = self.script
        if script is not None:
            name = str(Path.home() / f"{script.key}-{script.version}.pdf")
            chosen, _ = QFileDialog.getSaveFileName(self, self.t("Print this script as a guide"), name, f"{self.t('PDF files')} (*.pdf)")
            if chosen:
                self.desk.guide(script, Path(chosen))
