"""What was written is remembered where that can be; where it cannot, the document is made all the same and the gap is said."""

from pathlib import Path

import pytest

from tests.program import SESSION, Ran, asked, make, opened, run

pytestmark = pytest.mark.usefixtures("passphrase")
REMEMBERED = "SELECT kind, about, audience FROM publication ORDER BY at"
NO_NOTES = "No notes were taken there; the report says so.\n"


def written(capsys: pytest.CaptureFixture[str], path: Path, out: Path) -> Ran:
    return run(capsys, "report", path, "--session", SESSION, "--format", "html", "--audience", "external", "--out", out)


def test_a_report_is_remembered_and_is_nothing_to_undo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = make(tmp_path / "leeds.council")
    before = asked(path, "SELECT count(*) FROM operation")
    told = written(capsys, path, tmp_path / "report.html")
    assert (told.code, told.err) == (0, NO_NOTES)
    assert asked(path, REMEMBERED) == [("report", SESSION, "external")]
    assert asked(path, "SELECT count(*) FROM operation") == before


def test_a_report_is_made_beside_an_open_window_and_says_that_it_is_not_remembered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = make(tmp_path / "leeds.council"), tmp_path / "report.html"
    with opened(path):
        told = written(capsys, path, out)
    assert (told.code, NO_NOTES in told.err, "withdrawal" in told.err, out.is_file()) == (0, True, True, True)
    assert asked(path, REMEMBERED) == []


def test_a_report_that_cannot_be_written_is_not_remembered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = make(tmp_path / "leeds.council")
    assert written(capsys, path, tmp_path / "nowhere" / "report.html").refused_clearly
    assert asked(path, REMEMBERED) == []
