"""The report for looking at: read in one step, printed in another, so that nobody who writes notes waits for the printer."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from council_app.atomic import write_whole
from council_app.db.workspace import Workspace
from council_app.domain.enums import Audience
from council_app.domain.report import ReportAbout
from council_app.errors import Progress
from council_app.i18n import Translator
from council_app.reporting.html import PrintHtml, print_html
from council_app.reporting.process import PdfPrinter
from council_app.services.publications import Quoting, quoting_report
from council_app.services.report.building import build_report


@dataclass(frozen=True, slots=True)
class PreparedReport:
    """A report as pages to print; needs the workspace no more. `quoting` is for `publications.remember`, once it is saved."""

    pages: PrintHtml
    quoting: Quoting


def prepare_report(*, workspace: Workspace, about: ReportAbout, audience: Audience, t: Translator, brand: str = "") -> PreparedReport:
    """Read everything a report shows; as `build_report`.

    Raises:
        CouncilError: there is nothing of that key.
    """
    report = build_report(workspace=workspace, about=about, audience=audience, t=t, brand=brand)
    return PreparedReport(print_html(report, t), quoting_report(report))


def print_preview(
    *, prepared: PreparedReport, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> bytes:
    """The PDF in memory. It passes through a folder that only this person can read and that is gone when this returns.

    Raises:
        CouncilError: a system library is missing, or there is no room.
        Cancelled: `cancelled` said so.
    """
    # The session's own folder lies in memory where the system has one: the words of a note should not reach a disk in the clear.
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    with tempfile.TemporaryDirectory(prefix="council-", dir=runtime if runtime and Path(runtime).is_dir() else None) as folder:
        out = Path(folder) / "report.pdf"
        with PdfPrinter() as printer:
            printer.print(prepared.pages, out, progress=progress, cancelled=cancelled)
        return out.read_bytes()


def save_report(*, pdf: bytes, out: Path) -> None:
    """Put a printed report in place, whole or not at all.

    Raises:
        CouncilError: `out` is a folder or cannot be written.
    """
    write_whole(out, pdf)
