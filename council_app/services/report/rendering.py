"""The report as a file: built, rendered in a process of its own, put in place whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from council_app.atomic import require_place, write_whole
from council_app.db.workspace import Workspace
from council_app.domain.enums import Audience
from council_app.domain.report import ReportAbout
from council_app.errors import Progress
from council_app.i18n import Translator
from council_app.reporting.html import print_html, screen_html
from council_app.reporting.process import PdfPrinter
from council_app.services.publications import Quoting, quoting_report
from council_app.services.report.building import build_report


class ReportFormat(StrEnum):
    """What a report can be written as."""

    PDF = "pdf"
    HTML = "html"


def render_report(
    *,
    workspace: Workspace,
    about: ReportAbout,
    audience: Audience,
    t: Translator,
    out: Path,
    format: ReportFormat = ReportFormat.PDF,  # noqa: A002 - the contract's word
    brand: str = "",
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Quoting:
    """Write a report to `out`; returns whose words it holds, for `publications.remember`.

    Raises:
        CouncilError: nothing of that key, `out` cannot be written, or a system library is missing.
        Cancelled: `cancelled` said so; nothing is left behind.
    """
    require_place(out)
    if format is ReportFormat.HTML:
        report = build_report(workspace=workspace, about=about, audience=audience, t=t, brand=brand)
        write_whole(out, screen_html(report, t).encode())
        return quoting_report(report)
    # The printing process loads while the report is built here.
    with PdfPrinter() as printer:
        report = build_report(workspace=workspace, about=about, audience=audience, t=t, brand=brand)
        printer.print(print_html(report, t), out, progress=progress, cancelled=cancelled)
    return quoting_report(report)
