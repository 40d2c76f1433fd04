"""The report as a file: built, rendered in a process of its own, put in place whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from council_app.atomic import require_place, write_whole
from council_app.db.workspace import Workspace
from council_app.domain.enums import Audience
from council_app.domain.papers import Sheet
from council_app.domain.report import ReportAbout
from council_app.errors import Cancelled, Progress
from council_app.exchange.spreadsheet import SheetData, xlsx_bytes
from council_app.i18n import Translator
from council_app.reporting.docx.making import document, draft
from council_app.reporting.figures import figures
from council_app.reporting.html import PrintHtml, print_html, refuse_seats, screen_html
from council_app.reporting.model import Report
from council_app.reporting.process import PdfPrinter
from council_app.services.publications import Quoting, quoting_report
from council_app.services.report.building import build_report


class ReportFormat(StrEnum):
    """What a report can be written as."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"


Told = Callable[[Progress], None] | None
Asked = Callable[[], bool] | None


def render_report(
    *,
    workspace: Workspace,
    about: ReportAbout,
    audience: Audience,
    t: Translator,
    out: Path,
    format: ReportFormat = ReportFormat.PDF,  # noqa: A002 - the contract's word
    brand: str = "",
    sheet: Sheet | None = None,
    progress: Told = None,
    cancelled: Asked = None,
) -> Quoting:
    """Write a report to `out`, on `sheet` if given; returns whose words it holds, for `publications.remember`.

    Raises:
        CouncilError: nothing of that key, `out` cannot be written, or a system library is missing.
        Cancelled: `cancelled` said so; nothing is left behind.
    """
    require_place(out)
    if format is not ReportFormat.PDF:
        report = build_report(workspace=workspace, about=about, audience=audience, t=t, brand=brand, sheet=sheet)
        write_whole(out, finished(report=report, t=t, format=format, progress=progress, cancelled=cancelled))
        return quoting_report(report, file=out.name, form=format)
    # The printing process loads while the report is built here.
    with PdfPrinter() as printer:
        report = build_report(workspace=workspace, about=about, audience=audience, t=t, brand=brand, sheet=sheet)
        printer.print(print_html(report, t), out, progress=progress, cancelled=cancelled)
    return quoting_report(report, file=out.name, form=format)


def finished(
    *,
    report: Report,
    t: Translator,
    format: ReportFormat,  # noqa: A002 - the contract's word
    progress: Told = None,
    cancelled: Asked = None,
) -> bytes:
    """A report that was read, in any form: the same report gives the same bytes. Needs the workspace no more.

    Raises:
        CouncilError: a system library is missing, there is no room, or an external report would name a seat.
        Cancelled: `cancelled` said so.
    """
    match format:
        case ReportFormat.PDF:
            made = _printed(print_html(report, t), progress, cancelled)
        case ReportFormat.HTML:
            made = screen_html(report, t).encode()
        case ReportFormat.DOCX:
            unfinished = draft(report, t)
            made = document(unfinished, _printed(unfinished.pages, progress, cancelled))
        case ReportFormat.XLSX:
            made = _workbook(report, t)
    if cancelled is not None and cancelled():
        raise Cancelled
    return made


def _workbook(report: Report, t: Translator) -> bytes:
    tables = figures(report, t)
    if report.audience is Audience.EXTERNAL:
        refuse_seats(" ".join(str(cell) for table in tables for row in table.rows for cell in row), report)
    return xlsx_bytes([SheetData(table.name, table.headers, table.rows) for table in tables])


def _printed(pages: PrintHtml, progress: Told, cancelled: Asked) -> bytes:
    """The PDF in memory. It passes through a folder that only this person can read and that is gone when this returns."""
    # The session's own folder lies in memory where the system has one: the words of a note should not reach a disk in the clear.
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    with tempfile.TemporaryDirectory(prefix="council-", dir=runtime if runtime and Path(runtime).is_dir() else None) as folder:
        out = Path(folder) / "pages.pdf"
        with PdfPrinter() as printer:
            printer.print(pages, out, progress=progress, cancelled=cancelled)
        return out.read_bytes()
