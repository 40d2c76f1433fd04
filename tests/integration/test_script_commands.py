"""`council script` and `council guide`: what is refused changes nothing, what is made is said."""

from pathlib import Path

import pypdfium2
import pytest

from tests.program import PLAN, asked, make, run

SCRIPT = """scripts:
  - {key: pay, title: Paying, tasks: [{key: pick, text: Pick a date, minutes: 10}], questions: [{key: sus, kind: sus}]}
"""


@pytest.fixture
def file(tmp_path: Path, passphrase: str) -> Path:
    return make(tmp_path / "w.council", PLAN + SCRIPT)


def test_a_script_goes_out_and_into_another_workspace(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, other = tmp_path / "pay.yaml", make(tmp_path / "other.council", PLAN)
    assert run(capsys, "script", "export", file, "pay", "--out", out, "--json").document == {"file": str(out)}
    counts = {"script": "pay", "version": 1, "created": 1, "changed": 0, "unchanged": 0, "dry_run": False}
    said = run(capsys, "script", "import", out, "--into", other, "--json").document
    assert isinstance(said, dict)
    assert (said["script"], said["version"], said["created"] > 0, said["changed"], set(said)) == ("pay", 1, True, 0, set(counts))
    again = run(capsys, "script", "import", out, "--into", other, "--json").document
    assert isinstance(again, dict)
    assert (again["created"], again["changed"]) == (0, 0)


def test_a_rehearsed_import_keeps_nothing(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other, out = make(tmp_path / "other.council", PLAN), tmp_path / "pay.yaml"
    run(capsys, "script", "export", file, "pay", "--out", out)
    run(capsys, "script", "import", out, "--into", other, "--dry-run")
    assert asked(other, "SELECT count(*) FROM script") == [(0,)]


def test_a_hostile_script_is_refused_in_one_line_with_its_place(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("council: 1\nscripts:\n- key: &x pay\n", encoding="utf-8")
    said = run(capsys, "script", "import", bad, "--into", file)
    assert (said.refused_clearly, f"{bad}:3:8: anchors (&) are not allowed" in said.err) == (True, True)


def test_a_guide_is_printed_on_the_paper_asked_for(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "g.pdf"
    options = ("--script", "pay", "--paper", "letter", "--locale", "de", "--out", out, "--json")
    assert run(capsys, "guide", file, *options).document == {"file": str(out), "paper": "letter"}
    with pypdfium2.PdfDocument(out) as document:
        assert [round(each) for each in document.get_page_size(0)] == [612, 792]


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--session", "room", "--script", "pay"),
        ("--session", "room"),
        ("--script", "none"),
        ("--script", "pay", "--version", "9"),
        ("--script", "pay", "--locale", "xx"),
        ("--script", "pay", "--out", "nowhere/g.pdf"),
    ],
    ids=lambda options: " ".join(options) or "neither",
)
def test_a_refused_guide_writes_nothing(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, wrong: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "guide", file, *(() if "--out" in wrong else ("--out", "g.pdf")), *wrong).refused_clearly
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == []


def test_a_refused_export_writes_nothing(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for options in (("none",), ("pay", "--version", "2")):
        assert run(capsys, "script", "export", file, *options, "--out", tmp_path / "o.yaml").refused_clearly
    assert not (tmp_path / "o.yaml").exists()
