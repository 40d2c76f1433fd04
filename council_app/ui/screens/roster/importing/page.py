"""The import of a roster: file, columns, preview, result. Until “Import” is pressed nothing is kept, and one Ctrl+Z takes it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.errors import CouncilError
from council_app.services.roster_import import (
    CellProblem,
    Draft,
    Fate,
    Reading,
    RosterImport,
    add_corrected,
    carry_out,
    check_row,
    open_roster,
    rehearse,
    save_rejected,
    with_corrections,
)
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import LongWork, in_words
from council_app.ui.core.page import Page
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.roster.importing.columns_step import ColumnsStep
from council_app.ui.screens.roster.importing.file_step import FileStep
from council_app.ui.screens.roster.importing.preview_step import PreviewStep, Rehearsed
from council_app.ui.screens.roster.importing.result_step import ResultStep
from council_app.ui.screens.roster.importing.rows import CellRow, preview_rows
from council_app.ui.screens.roster.importing.steps import Step, Steps
from council_app.ui.screens.roster.importing.work import Told, Work

_FOLD_STEPS_BELOW = 720


class ImportPage(Page):
    """Four steps over the roster of the session at hand."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self.draft: Draft | None = None
        self.step = Step.FILE
        self._merge = self._again = False
        self._rehearsed: Rehearsed | None = None
        self.steps = Steps(self.theme, self.t)
        self.bar = LongWork(self.theme, self.t)
        self.work = Work(ctx, self.bar, self._tell)
        self.file = FileStep(ctx)
        self.columns = ColumnsStep(ctx)
        self.preview = PreviewStep(ctx, self._check)
        self.result = ResultStep(ctx, self._check)
        self.before = Button(self.theme, self.t("Previous"), Role.QUIET)
        self.next = Button(self.theme, "", Role.PRIMARY, key="Ctrl+Return")
        self._hint = Text(self.theme, "", "small", "ink3", elide=True)
        self._connect()
        self._lay_out()
        self._show_step(Step.FILE)

    def _connect(self) -> None:
        self.file.asked.connect(self.open_file)
        self.columns.changed.connect(self._take_columns)
        self.preview.merge_chosen.connect(self._choose_merge)
        self.preview.pane.corrected.connect(self._correct)
        self.result.add_asked.connect(self._add_corrected)
        self.result.save_asked.connect(self.save_rejected)
        self.result.undo.clicked.connect(lambda: self.ctx.asked.emit("edit.undo"))
        self.before.clicked.connect(lambda: self._show_step(Step(self.step - 1)))
        self.next.clicked.connect(self.go_on)
        forward = QShortcut(QKeySequence("Ctrl+Return"), self)
        forward.activated.connect(self._go_on_by_key)
        self.ctx.session_changed.connect(self._session_changed)
        self.ctx.changed.connect(self._list_changed)

    def _lay_out(self) -> None:
        body = QWidget()
        self._layers = QStackedLayout(body)
        for step in (self.file, self.columns, self.preview, self.result):
            self._layers.addWidget(step)
        foot = Surface(self.theme, "canvas", "t")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(12)
        row.addWidget(self._hint, 1)
        row.addWidget(self.before)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(self.t("Import a roster"), self.steps))
        column.addWidget(body, 1)
        column.addWidget(self.bar)
        column.addWidget(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names of the steps leave where room is short."""
        self.steps.fold(folded=self.width() < _FOLD_STEPS_BELOW)
        super().resizeEvent(event)

    def first_focus(self) -> QWidget | None:
        """What the step at hand begins with."""
        return {
            Step.FILE: self.file.choose,
            Step.COLUMNS: self.columns.first_focus(),
            Step.PREVIEW: self.preview.pane.table,
            Step.RESULT: self.result.pane.table if self.result.open_lines else self.next,
        }[self.step]

    def may_close(self) -> bool:
        """Work under way is stopped first; a second Escape leaves."""
        if self.work.busy:
            self.work.stop()
            return False
        return True

    # -- going through the steps

    def go_on(self) -> None:
        """The next step; on the preview that is the import itself."""
        if self.step is Step.FILE and self.draft is not None:
            self.columns.show_draft(self.draft)
            self._show_step(Step.COLUMNS)
        elif self.step is Step.COLUMNS:
            self._rehearse(begin=True)
        elif self.step is Step.PREVIEW:
            self._carry_out()
        elif self.step is Step.RESULT:
            self.leave()

    def _go_on_by_key(self) -> None:
        """What is being typed into a cell is taken first; the list is read again before it can be imported."""
        self.next.setFocus()
        self.next.click()

    def _show_step(self, step: Step) -> None:
        self.step = step
        self._layers.setCurrentIndex(step)
        self.steps.show_step(step)
        self._tell()
        target = self.first_focus()
        if self.isVisible() and target is not None:
            target.setFocus()

    def _tell(self) -> None:
        """What the buttons say now, and why they cannot be pressed."""
        t, draft = self.t, self.draft
        labels = {Step.FILE: t("Next"), Step.COLUMNS: t("Preview"), Step.PREVIEW: t("Import"), Step.RESULT: t("Done")}
        self.next.rename(labels[self.step])
        self.before.setVisible(self.step in (Step.COLUMNS, Step.PREVIEW))
        found = self._rehearsed.found if self._rehearsed is not None else None
        reason = ""
        if self.work.busy:
            reason = t("Something is under way.")
        elif self.step is Step.FILE and draft is None:
            reason = t("Choose a file first.")
        elif self.step is Step.COLUMNS and draft is not None and not draft.ready:
            reason = t("Say which column holds the name or the e-mail address.")
        elif self.step is Step.PREVIEW and found is not None and not (found.added or found.updated):
            reason = t("No row would be added.")
        self.next.refuse(reason)
        self.before.setEnabled(not self.work.busy)
        self._hint.say(reason or ("" if self.step is Step.RESULT else t("Nothing is kept until you import.")))

    # -- file and columns

    def open_file(self, path: Path, reading: Reading) -> None:
        """Read a file, or read it otherwise."""
        session = self.ctx.session
        if session is None:
            return
        key = session.key

        def read(workspace: Workspace, _told: Told) -> Draft:
            return open_roster(workspace=workspace, session=key, path=path, reading=reading)

        self.work.read(self.t("Reading the file"), read, self._opened, failed=self._not_opened)

    def _opened(self, draft: Draft) -> None:
        self.draft, self._rehearsed = draft, None
        self.file.show_draft(draft)
        self._tell()
        self.next.setFocus()

    def _not_opened(self, error: CouncilError) -> None:
        self.file.fail(in_words(self.t, error))

    def _take_columns(self, draft: Draft) -> None:
        self.draft = draft
        self._tell()

    # -- preview

    def _check(self, line: int, changed: Mapping[str, str]) -> Sequence[CellProblem]:
        draft = self.result.draft if self.step is Step.RESULT else self.draft
        return check_row(draft, line, changed) if draft is not None else ()

    def _choose_merge(self, merge: bool) -> None:
        self._merge = merge
        self._rehearse()

    def _correct(self, line: int, header: str, value: str) -> None:
        if self.draft is not None:
            self.draft = with_corrections(self.draft, {line: {header: value}})
            self._rehearse()

    def _rehearse(self, *, begin: bool = False) -> None:
        """Do the import and keep nothing: what the preview shows is what the import will do."""
        draft, merge, t = self.draft, self._merge, self.t
        if draft is None:
            return
        if self.work.busy:
            self._again = True  # something was corrected while the list was being read: read it once more
            return
        self._again = False

        def rehearsed(workspace: Workspace, told: Told) -> Rehearsed:
            found = rehearse(workspace=workspace, draft=draft, merge_duplicates=merge, told=told)
            return Rehearsed(found, preview_rows(draft, found, t, merged=merge))

        def done(rehearsed: Rehearsed) -> None:
            self._rehearsed = rehearsed
            if begin:
                self.preview.begin(draft)
            self.preview.show_rehearsed(rehearsed)
            if begin:
                self._show_step(Step.PREVIEW)
            self._tell()
            if self._again:
                self._rehearse()

        self.work.read(t("Reading the list"), rehearsed, done, failed=self.ctx.refused.emit)

    # -- the import

    def _carry_out(self) -> None:
        draft, merge, t = self.draft, self._merge, self.t
        if draft is None:
            return
        rejected: list[CellRow] = []

        def imported(workspace: Workspace, told: Told) -> RosterImport:
            found = carry_out(workspace=workspace, draft=draft, merge_duplicates=merge, told=told)
            rejected.extend(row for row in preview_rows(draft, found, t, merged=merge) if row.fate is Fate.REJECTED)
            return found

        def done(found: RosterImport) -> None:
            self.result.show_result(draft, found, rejected)
            self._show_step(Step.RESULT)

        self.work.write(
            t("Importing"),
            imported,
            done,
            stopped=lambda: self.ctx.noticed.emit(t("Stopped; the roster is as it was."), False),
        )

    def _add_corrected(self, corrections: Mapping[int, Mapping[str, str]]) -> None:
        draft, merge = self.draft, self._merge
        if draft is None or not corrections:
            return

        def done(found: RosterImport) -> None:
            self.result.added(found)
            self._tell()

        self.work.write(
            self.t("Importing"),
            lambda workspace, _told: add_corrected(workspace=workspace, draft=draft, corrections=corrections, merge_duplicates=merge),
            done,
            stopped=lambda: None,
        )

    def save_rejected(self, out: Path) -> None:
        """Write the rejected rows with their reasons."""
        draft, rejected, t = self.draft, self.result.rejected(), self.t
        if draft is None:
            return
        self.ctx.side.submit(
            lambda _control: save_rejected(draft=draft, rejected=rejected, out=out, t=t),
            owner=self,
            done=lambda _: self.ctx.noticed.emit(t("Saved as {name}.", name=out.name), False),
            failed=self.ctx.refused.emit,
        )

    def _session_changed(self) -> None:
        session = self.ctx.session
        if self.draft is not None and (session is None or session.key != self.draft.session):
            self.work.stop()
            self.closed.emit()

    def _list_changed(self, changes: Changes) -> None:
        """What is told here is no longer so, because the import was undone: back to the list."""
        if self.step is Step.RESULT and not self.work.busy and "attendance" in changes.entities:
            self.closed.emit()
