"""The report for looking at: read in one step, printed in another, so that nobody who writes notes waits for the printer."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from council_app.db.workspace import Workspace
from council_app.domain.enums import Audience
from council_app.domain.report import ReportAbout, part_of_finding
from council_app.errors import Message, Progress
from council_app.i18n import Translator
from council_app.reporting.comparing import Difference, Value, differences
from council_app.reporting.html import PrintHtml, print_html
from council_app.reporting.model import Report
from council_app.reporting.process import PdfPrinter
from council_app.services.publications import Quoting, quoting_report
from council_app.services.report.building import build_report
from council_app.services.report.rendering import ReportFormat, finished

__all__ = ["Difference", "FindingPart", "PreparedReport", "PreviewPrinter", "Since", "Value", "finished_report", "prepare_report"]


@dataclass(frozen=True, slots=True)
class FindingPart:
    """A finding that a comment can be written on: the name of that comment, its title, and the place of it among the pages."""

    part: str
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class Since:
    """What is different from the last version that was saved; `day` is that of its data.

    `differences` sets both beside each other, number by number; they are for who has all of them anyway, not for readers outside.
    """

    day: date
    items: tuple[str | Message, ...]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class PreparedReport:
    """A report as it was read; needs the workspace no more. Every form of it is written from this."""

    report: Report
    t: Translator

    @property
    def pages(self) -> PrintHtml:
        """The pages to print.

        Raises:
            CouncilError: an external report would name a seat.
        """
        return print_html(self.report, self.t)

    def saved_as(self, file: str, form: ReportFormat) -> Quoting:
        """For `publications.remember`, once it is saved: under which name, and as what."""
        return quoting_report(self.report, file=file, form=form.value)

    @property
    def findings(self) -> tuple[FindingPart, ...]:
        """Its findings, in their order."""
        found = enumerate(self.report.findings, start=1)
        return tuple(FindingPart(part_of_finding(each.facts.key), each.facts.title, f"finding-{number}") for number, each in found)

    @property
    def lead(self) -> str:
        """What its summary says where nobody wrote one."""
        return self.report.lead

    @property
    def changed(self) -> Since | None:
        """What changed since the last version that was saved; None where there is none."""
        found = self.report.changed
        if found is None:
            return None
        titles = {finding.facts.key: finding.facts.title for finding in self.report.findings}
        return Since(found.since, found.items, differences(titles, found.figures, self.report.figures))


def prepare_report(*, workspace: Workspace, about: ReportAbout, audience: Audience, t: Translator, brand: str = "") -> PreparedReport:
    """Read everything a report shows; as `build_report`.

    Raises:
        CouncilError: there is nothing of that key.
        Refused: a text that the reader would see must not go out.
    """
    return PreparedReport(build_report(workspace=workspace, about=about, audience=audience, t=t, brand=brand), t)


class PreviewPrinter:
    """Prints one report after the other with a process that is kept between them, because loading it takes longer than many a report.

    For one thread.
    """

    def __init__(self) -> None:
        self._printer: PdfPrinter | None = None

    def start(self) -> None:
        """Begin to load, where it is not there yet."""
        if self._printer is None:
            self._printer = PdfPrinter()

    def print(
        self, prepared: PreparedReport, *, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> bytes:
        """The PDF in memory. It passes through a folder that only this person can read and that is gone when this returns.

        Raises:
            CouncilError: a system library is missing, there is no room, or an external report would name a seat.
            Cancelled: `cancelled` said so.
        """
        self.start()
        # The session's own folder lies in memory where the system has one: the words of a note should not reach a disk in the clear.
        runtime = os.environ.get("XDG_RUNTIME_DIR")
        with tempfile.TemporaryDirectory(prefix="council-", dir=runtime if runtime and Path(runtime).is_dir() else None) as folder:
            out, printed = Path(folder) / "report.pdf", False
            try:
                assert self._printer is not None  # just started
                self._printer.print(prepared.pages, out, progress=progress, cancelled=cancelled)
                printed = True
            finally:
                if not printed:  # stopped or failed, it is of no further use
                    self.close()
            return out.read_bytes()

    def close(self) -> None:
        """Let go of the other process; the next report starts another."""
        printer, self._printer = self._printer, None
        if printer is not None:
            printer.__exit__(None, None, None)


def finished_report(
    *,
    prepared: PreparedReport,
    pdf: bytes,
    form: ReportFormat,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """The whole file in one of its forms, from one reading; `pdf` are the pages as they were printed from it.

    Raises:
        CouncilError: a system library is missing, there is no room, or an external report would name a seat.
        Cancelled: `cancelled` said so.
    """
    if form is ReportFormat.PDF:
        return pdf
    return finished(report=prepared.report, t=prepared.t, format=form, progress=progress, cancelled=cancelled)
