"""The main job end to end, from the command line, as a team would do it: plan, roster, notes, tags, insight, report, blog."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from council_app.bootstrap import main
from tests import factories as given

GUESTS = "Name;E-post\nÅsa Ek;asa@example.org\nBo Dal;bo@example\n"


def run(capfd: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> Any:
    """One command with `--json`; its document."""
    options = [*arguments, "--json"] if "--" not in arguments else [arguments[0], "--json", *arguments[1:]]
    assert main(options) == status
    return json.loads(capfd.readouterr().out)


def test_from_an_empty_file_to_a_draft(
    tmp_path: Path, passphrase: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run(capfd, "new", "w.council")
    given.write(tmp_path, "plan.yaml", given.PLAN)
    assert run(capfd, "apply", "plan.yaml", "--into", "w.council")["created"] == 13
    Path("guests.csv").write_bytes(GUESTS.encode("cp1252"))
    roster = run(capfd, "import", "roster", "guests.csv", "--into", "w.council", "--session", given.SESSION)
    assert (roster["rows"], roster["added"], [row["line"] for row in roster["rejected"]]) == (2, 1, [3])
    given.write(tmp_path, "people.yaml", given.people())
    run(capfd, "apply", "people.yaml", "--into", "w.council")

    note = run(capfd, "note", "w.council", "--session", given.SESSION, "--", '- !!! "Forty pounds for one day" #fees/late @ada')
    assert (note["seat"], note["kind"], note["severity"], note["tags"], note["verbatim"]) == ("P01", "friction", 3, ["fees/late"], True)
    run(capfd, "tag", "w.council", note["id"], "--add", "tone")
    assert [found["id"] for found in run(capfd, "search", "w.council", "pou")] == [note["id"]]

    given.write(tmp_path, "insight.yaml", given.INSIGHT)
    run(capfd, "apply", "insight.yaml", "--into", "w.council")
    (insight,) = run(capfd, "insights", "w.council")
    assert (insight["evidence"]["people"], insight["evidence"]["attendees"], insight["gate"]["ready"]) == (1, 12, False)

    run(capfd, "report", "w.council", "--session", given.SESSION, "--locale", "sv", "--out", "report.pdf")
    checked = subprocess.run(["qpdf", "--check", "report.pdf"], capture_output=True, text=True, check=False)
    assert (checked.returncode, "No syntax or stream encoding errors found" in checked.stdout) == (0, True)

    given.write(tmp_path, "d.yaml", "council: 1\ndeliveries: [{insight: late-fee, market: gb, status: heard, since: 2026-05-12}]\n")
    run(capfd, "apply", "d.yaml", "--into", "w.council")
    files = run(capfd, "blog", "w.council", "--market", "GB", "--out", "site", "--as-of", "2026-06-01")["files"]
    assert files == ["site/content/posts/gb-2026-06-01/index.en.md"]
    assert run(capfd, "check", "w.council") == {"ok": True, "problems": []}
    assert run(capfd, "undo", "w.council") == {"undone": "Apply a plan"}


def test_a_held_draft_exits_1_with_its_reasons_and_writes_nothing(
    tmp_path: Path, passphrase: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run(capfd, "new", "w.council")
    plan = given.PLAN + given.INSIGHT.replace("council: 1\n", "").replace("    evidence: {tags: [fees]}\n", "")
    plan += "deliveries: [{insight: late-fee, market: gb, status: investigating, wording: {en-GB: We will fix this soon.}}]\n"
    given.write(tmp_path, "plan.yaml", plan)
    run(capfd, "apply", "plan.yaml", "--into", "w.council")
    held = run(capfd, "blog", "w.council", "--market", "gb", "--out", "site", status=1)["held_back"]
    assert {entry["rule"] for entry in held} == {"promise", "status"}
    assert not Path("site").exists()


def test_many_lines_are_acknowledged_one_by_one(tmp_path: Path, passphrase: str) -> None:
    made = given.workspace(tmp_path, passphrase=passphrase)
    made.close()
    command = [sys.executable, "-m", "council_app", "note", str(tmp_path / "w.council"), "--session", given.SESSION, "-", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        for words in ("first", "second"):
            writer.stdin.write(f"+ {words}\n")
            writer.stdin.flush()
            assert json.loads(writer.stdout.readline())["text"] == words
        writer.stdin.close()
    assert writer.returncode == 0
