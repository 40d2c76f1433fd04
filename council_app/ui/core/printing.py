"""Papers that one button saves as a PDF: asked where to, read on the one worker, printed on the other, told in the undo bar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from council_app.services import papers
from council_app.services.papers import Papers
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control


def save_as_pdf(
    ctx: AppContext, owner: QWidget, *, name: str, prepare: Callable[[Workspace], Papers], button: Button | None = None
) -> None:
    """Ask where the papers go, and write them there.

    Args:
        ctx: the window's context.
        owner: what they belong to; when it goes, nobody is told any more.
        name: what the file is called unless somebody says otherwise.
        prepare: reads what is printed; runs on the worker.
        button: what asked for them; it rests while they are printed.
    """
    chosen, _ = QFileDialog.getSaveFileName(owner, ctx.t("Save the papers"), str(Path.home() / name), f"{ctx.t('PDF files')} (*.pdf)")
    if chosen:
        write_pdf(ctx, owner, out=Path(chosen), prepare=prepare, button=button)


def write_pdf(ctx: AppContext, owner: QWidget, *, out: Path, prepare: Callable[[Workspace], Papers], button: Button | None = None) -> None:
    """Write papers to a file, as `save_as_pdf` does once it knows where."""
    rest = button.refuse if button is not None else _nobody_rests

    def printed(ready: Papers) -> None:
        def work(control: Control) -> int:
            return papers.write_papers(papers=ready, out=out, progress=control.report, cancelled=control.cancelled)

        ctx.side.submit(work, owner=owner, done=lambda _: told(), failed=refused)

    def told() -> None:
        rest("")
        ctx.noticed.emit(ctx.t("Saved as {file}", file=str(out)), False)

    def refused(error: Exception) -> None:
        rest("")
        ctx.refused.emit(error)

    workspace = ctx.workspace
    if workspace is None:
        return
    rest(ctx.t("Printing"))
    ctx.jobs.submit(lambda _control: prepare(workspace), owner=owner, done=printed, failed=refused)


def _nobody_rests(_reason: str) -> None:
    """Nothing was pressed."""
