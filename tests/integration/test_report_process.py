"""Printing in another process: progress is told, a file is whole or not there, and what fails is one clear line."""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from council_app.errors import Cancelled, CouncilError, Progress
from council_app.i18n import translator
from council_app.reporting import pdf, process
from council_app.reporting.html import PrintHtml, print_html
from council_app.reporting.model import Section
from council_app.reporting.process import PdfPrinter
from tests import report_factory as factory


@pytest.fixture(autouse=True)
def started_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it starts for people, and not as for most tests."""
    monkeypatch.setattr(process, "STARTING", multiprocessing.get_context("spawn"))


@pytest.fixture(scope="module")
def short() -> PrintHtml:
    return print_html(factory.report(sections=(Section.SUMMARY,)), translator("en"))


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder


def render_pdf(
    page: PrintHtml, out: Path, *, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> None:
    with PdfPrinter() as printer:
        printer.print(page, out, progress=progress, cancelled=cancelled)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_the_other_process_prints_the_same_bytes(short: PrintHtml, shelf: Path) -> None:
    render_pdf(short, shelf / "report.pdf")
    assert (shelf / "report.pdf").read_bytes() == pdf.write(short)
    assert names(shelf) == ["report.pdf"]


def test_progress_is_told_page_by_page(short: PrintHtml, shelf: Path) -> None:
    told: list[Progress] = []
    render_pdf(short, shelf / "report.pdf", progress=told.append)
    assert {progress.total for progress in told} == {7}
    assert "Laying out page 2" in {str(progress.doing) for progress in told}
    assert str(told[-1].doing) == "Writing the PDF"


def test_one_printer_prints_many(short: PrintHtml, shelf: Path) -> None:
    with PdfPrinter() as printer:
        printer.print(short, shelf / "one.pdf")
        printer.print(short, shelf / "two.pdf")
    assert (shelf / "one.pdf").read_bytes() == (shelf / "two.pdf").read_bytes()


def test_cancelling_leaves_nothing(short: PrintHtml, shelf: Path) -> None:
    told: list[Progress] = []
    with pytest.raises(Cancelled):
        render_pdf(short, shelf / "report.pdf", progress=told.append, cancelled=lambda: len(told) > 2)
    assert names(shelf) == []


def test_no_temporary_file_outlives_the_printing(short: PrintHtml, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    litter = tmp_path / "litter"
    litter.mkdir()
    monkeypatch.setenv("TMPDIR", str(litter))
    monkeypatch.setattr("tempfile.tempdir", None)
    render_pdf(short, shelf / "report.pdf")
    assert names(litter) == []


def test_cancelling_leaves_the_earlier_report_alone(short: PrintHtml, shelf: Path) -> None:
    (shelf / "report.pdf").write_bytes(b"earlier")
    with pytest.raises(Cancelled):
        render_pdf(short, shelf / "report.pdf", cancelled=lambda: True)
    assert names(shelf) == ["report.pdf"]
    assert (shelf / "report.pdf").read_bytes() == b"earlier"


def test_a_folder_that_is_not_there_is_one_clear_line(short: PrintHtml, shelf: Path) -> None:
    with pytest.raises(CouncilError) as caught:
        render_pdf(short, shelf / "nowhere" / "report.pdf")
    where = shelf / "nowhere" / "report.pdf"
    assert str(caught.value) == f"{where}: its folder does not exist. Make the folder first."


def test_missing_libraries_are_one_line_that_installs_them(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libgobject-2.0-0'\")\n")
    script = (
        "import sys; sys.platform = 'linux'\n"
        "from council_app.errors import CouncilError\n"
        "from council_app.reporting.pdf import require_libraries\n"
        "try:\n    require_libraries()\nexcept CouncilError as error:\n    print(error)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=True
    ).stdout
    assert said == (
        "PDF: the text-layout libraries (Pango) are missing on this machine. "
        "On Debian or Ubuntu run: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )


@pytest.mark.logs_warnings
def test_a_mistake_in_the_other_process_is_logged_with_its_place_and_without_its_words(
    short: PrintHtml, shelf: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(short, identifier="Ada said \udcff")  # its message would quote what could not be encoded
    with pytest.raises(RuntimeError, match=r"^the printing process made a mistake$"):
        render_pdf(broken, shelf / "report.pdf")
    (record,) = caplog.records
    said = record.getMessage()
    assert (record.name, said.splitlines()[0]) == ("council_app", "a bug in the printing process: UnicodeEncodeError")
    assert ("in write\n" in said, "page.identifier.encode()" in said, "Ada" in said) == (True, True, False)
    assert names(shelf) == []


@pytest.mark.logs_warnings
def test_a_printing_process_that_dies_is_logged_with_its_status(
    short: PrintHtml, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "weasyprint.py").write_text("import os\nos._exit(9)\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(RuntimeError, match="the printing process ended"):
        render_pdf(short, shelf / "report.pdf")
    assert [record.getMessage() for record in caplog.records] == ["the printing process ended with status 9"]
    assert names(shelf) == []
