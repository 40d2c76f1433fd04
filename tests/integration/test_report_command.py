"""`council report`: of a session, a council or a market; one clear line for what cannot be."""

import json
from pathlib import Path

import pytest

from tests import factories as given
from tests.program import run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with given.workspace(tmp_path) as made:
        for plan in (
            given.people(),
            given.notes(("P01", "I found the fee on my doormat"), ("P02", "Forty pounds for one day late")),
            given.INSIGHT,
        ):
            given.apply(made, tmp_path, plan)
    return tmp_path / "w.council"


@pytest.mark.parametrize(("option", "key"), [("--session", given.SESSION), ("--council", "bristol"), ("--market", "gb")])
def test_the_document_says_what_was_written_and_how_much_can_be_checked(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, key: str
) -> None:
    out = tmp_path / "r.xlsx"
    ran = run(capsys, "report", file, option, key, "--format", "xlsx", "--out", out, "--json")
    told = json.loads(ran.out)
    assert {name: told[name] for name in ("report", "scope", "about", "audience", "format", "quotes", "changed")} == {
        "report": str(out),
        "scope": option.strip("-"),
        "about": key,
        "audience": "internal",
        "format": "xlsx",
        "quotes": 2,
        "changed": [],
    }
    assert told["figures"] > 0
    assert out.exists()


def test_the_next_one_says_what_changed(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("report", file, "--council", "bristol", "--format", "xlsx", "--json", "--out", tmp_path / "r.xlsx")
    first = json.loads(run(capsys, *asked).out)
    plan = given.write(tmp_path, "more.yaml", given.notes(("P03", "It came by post")).replace("key: n1", "key: n3"))
    run(capsys, "apply", plan, "--into", file)
    second = json.loads(run(capsys, *asked).out)
    assert first["changed"] == []
    assert "“The late fee comes without warning”: heard from 3 of 12, and not from 2 of 12." in second["changed"]


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--session", "x", "--council", "y"), "choose one of --session, --council, --market"),
        ((), "choose one of --session, --council, --market"),
        (("--market", "xx"), "council: xx: there is no market of this key. Choose one of those in the programme."),
        (("--council", "xx"), "council: xx: there is no council of this key. Choose one of those in the programme."),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], line: str
) -> None:
    out = tmp_path / "r.html"
    ran = run(capsys, "report", file, *options, "--format", "html", "--out", out)
    assert line in " ".join(ran.err.split())
    assert not out.exists()


def test_without_notes_a_report_comes_out_and_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given.workspace(tmp_path).close()
    ran = run(capsys, "report", tmp_path / "w.council", "--session", given.SESSION, "--format", "xlsx", "--out", tmp_path / "r.xlsx")
    assert ran.err.strip() == "No notes were taken there; the report says so."
    assert (tmp_path / "r.xlsx").exists()
