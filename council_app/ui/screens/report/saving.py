"""Saving the report: asked where to, written from what is on show, remembered, and told where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.services.publications import remember
from council_app.services.report.preview import finished_report
from council_app.services.report.rendering import ReportFormat
from council_app.services.saving import save_made
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control
from council_app.ui.screens.report.maker import Made, Maker


@dataclass(frozen=True, slots=True)
class Form:
    """What a report can be saved as: the command's words, and the file dialog's."""

    label: Message
    files: Message
    icon: str


FORMS: Mapping[ReportFormat, Form] = {
    ReportFormat.PDF: Form(m_("Save as PDF"), m_("PDF files"), "download"),
    ReportFormat.HTML: Form(m_("Save as web page"), m_("Web pages"), "globe"),
    ReportFormat.DOCX: Form(m_("Save as Word document"), m_("Word documents"), "pencil"),
    ReportFormat.XLSX: Form(m_("Save the figures as a workbook"), m_("Workbooks"), "grid-3x3"),
}


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that was written, and what it is a version of."""

    out: Path
    made: Made


class Saver(QObject):
    """One file at a time; asked before the pages are as new as the data, it waits for them.

    Signals:
        saved: the report lies in a file (carries `Saved`).
        remembered: it is in the list of versions.
        waiting: what is asked for comes once the pages are there (True), or it came (False).
        began: another form is being written (carries its `Control`); advanced: how far it is; ended: it is over.
    """

    saved = Signal(object)
    remembered = Signal()
    waiting = Signal(bool)
    began = Signal(object)
    advanced = Signal(object)
    ended = Signal()

    def __init__(self, ctx: AppContext, maker: Maker, owner: QWidget) -> None:
        super().__init__(owner)
        self._ctx, self._maker, self._owner = ctx, maker, owner
        self._folder = Path.home()
        self._asked: tuple[ReportFormat, Path] | None = None
        maker.finished.connect(self._go_on)
        maker.refused.connect(lambda _: self._give_up())
        maker.stopped.connect(self._give_up)

    def ask(self, form: ReportFormat) -> None:
        """Ask where to, and put it there."""
        t, wanted = self._ctx.t, self._maker.wanted
        if wanted is None:
            return
        name = f"{wanted.about.key}-{wanted.audience.value}-{wanted.language}.{form.value}"
        files = f"{t.say(FORMS[form].files)} (*.{form.value})"
        chosen, _ = QFileDialog.getSaveFileName(self._owner, t("Save the report"), str(self._folder / name), files)
        if chosen:
            out = Path(chosen)
            self._folder = out.parent
            self.save_to(form, out if out.suffix else out.with_suffix(f".{form.value}"))

    def save_to(self, form: ReportFormat, out: Path) -> None:
        """Write it as it is now; where pages are being made, once they are there."""
        made = self._maker.made
        if made is not None and self._maker.fresh:
            self._write(made, form, out)
            return
        self._asked = (form, out)
        self.waiting.emit(True)
        if not self._maker.running:
            self._maker.make()

    def _go_on(self, made: Made) -> None:
        asked = self._asked
        if asked is not None and self._maker.fresh:
            self._give_up()
            self._write(made, *asked)

    def _give_up(self) -> None:
        if self._asked is not None:
            self._asked = None
            self.waiting.emit(False)

    def _write(self, made: Made, form: ReportFormat, out: Path) -> None:
        def work(control: Control) -> None:
            pdf, told, asked = made.printed.pdf, control.report, control.cancelled
            data = finished_report(prepared=made.prepared, pdf=pdf, form=form, progress=told, cancelled=asked)
            save_made(content=data, out=out)

        control = self._maker.worker.submit(
            work,
            owner=self,
            done=lambda _: self._written(Saved(out, made), form),
            failed=self._refused,
            cancelled=self.ended.emit,
            progress=self.advanced.emit,
        )
        if form is not ReportFormat.PDF:
            self.began.emit(control)

    def _refused(self, error: CouncilError) -> None:
        self.ended.emit()
        self._ctx.refused.emit(error)

    def _written(self, saved: Saved, form: ReportFormat) -> None:
        self.ended.emit()
        self.saved.emit(saved)
        workspace, quoting = self._ctx.workspace, saved.made.prepared.saved_as(saved.out.name, form)
        if workspace is not None and not workspace.read_only:  # so that a later withdrawal of consent names this file
            self._ctx.write(
                self,
                lambda workspace: remember(workspace=workspace, documents=[quoting]),
                lambda _: self.remembered.emit(),
                changes=lambda _: Changes(frozenset()),
            )
