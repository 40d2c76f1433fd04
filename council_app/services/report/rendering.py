"""The report as a file: built, rendered in a process of its own, put in place whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from council_app.db.workspace import Workspace
from council_app.domain.enums import Audience
from council_app.errors import CouncilError, Progress, m_
from council_app.i18n import Translator
from council_app.reporting.html import print_html, screen_html
from council_app.reporting.process import PdfPrinter
from council_app.services.publications import record_report
from council_app.services.report.building import build_report


class ReportFormat(StrEnum):
    """What a report can be written as."""

    PDF = "pdf"
    HTML = "html"


def render_report(
    *,
    workspace: Workspace,
    session: str,
    audience: Audience,
    t: Translator,
    out: Path,
    format: ReportFormat = ReportFormat.PDF,  # noqa: A002 - the contract's word
    brand: str = "",
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the report of one session to `out`, and remember whose words it holds where the workspace can be written.

    Raises:
        CouncilError: no such session, `out` cannot be written, or a system library is missing.
        Cancelled: `cancelled` said so; nothing is left behind.
    """
    if not out.parent.is_dir():
        raise CouncilError(str(out), m_("its folder does not exist"), m_("Make the folder first."))
    if format is ReportFormat.HTML:
        report = build_report(workspace=workspace, session=session, audience=audience, t=t, brand=brand)
        _write(out, screen_html(report, t))
        record_report(workspace=workspace, report=report)
        return
    # The printing process loads while the report is built here.
    with PdfPrinter() as printer:
        report = build_report(workspace=workspace, session=session, audience=audience, t=t, brand=brand)
        printer.print(print_html(report, t), out, progress=progress, cancelled=cancelled)
    record_report(workspace=workspace, report=report)


def _write(out: Path, html: str) -> None:
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        part.write_text(html, encoding="utf-8")
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        why = m_("the file cannot be written ({reason})", reason=error.strerror or "")
        raise CouncilError(str(out), why, m_("Choose a folder you may write to.")) from error
