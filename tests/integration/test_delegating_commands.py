"""`council delegate`, `council delegated` and `council import statuses`, as people and scripts run them."""

import json
from pathlib import Path

import pytest

from council_app.services.workspace import create_workspace
from tests import factories as given
from tests.integration.test_delegating import show
from tests.program import run

TITLE = "The late fee comes without warning"


def file_with(tmp_path: Path, *, shown: bool = True) -> Path:
    """A workspace on disk whose one insight lacks at most a picture."""
    made = given.workspace(tmp_path)
    with made:
        given.apply(made, tmp_path, given.people())
        given.apply(made, tmp_path, given.notes(("P01", "The fee came out of nowhere")))
        given.apply(made, tmp_path, given.INSIGHT)
        if shown:
            show(made, "late-fee")
    return made.path


def test_what_is_missing_is_listed_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file_with(tmp_path, shown=False)
    before = sorted(tmp_path.iterdir())
    ran = run(capsys, "delegate", path, "late-fee", "--to", "azure", "--out", tmp_path / "out", "--json")
    assert ran.code == 1
    assert ran.document == {
        "errors": [
            {"what": "late-fee", "why": "it cannot be delegated yet, “Visual” is missing", "todo": "Add a picture that shows it."},
        ]
    }
    assert ran.reasons == ["council: late-fee: it cannot be delegated yet, “Visual” is missing. Add a picture that shows it."]
    assert sorted(tmp_path.iterdir()) == before


def test_tickets_go_out_and_statuses_come_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file_with(tmp_path)
    out = tmp_path / "out"
    ran = run(capsys, "delegate", path, "late-fee", "--out", out, "--json")
    assert ran.document == {
        "files": [str(out / "tickets-jira.csv"), str(out / "late-fee-evidence.pdf")],
        "to": "jira",
        "insights": ["late-fee"],
    }
    export = given.write(tmp_path, "export.csv", f"Summary,Issue key,Status\n{TITLE},PAY-4,In Moon\nAnother,PAY-5,Done\n")
    tried = run(capsys, "import", "statuses", export, "--into", path, "--dry-run", "--json")
    assert tried.document == {
        "rows": 2,
        "from": "jira",
        "changed": 1,
        "matched": [
            {
                "line": 2,
                "insight": "late-fee",
                "reference": "PAY-4",
                "status": "In Moon",
                "before": "open",
                "after": "open",
                "known": False,
                "changed": True,
            }
        ],
        "asked": ["In Moon"],
        "unmatched": [{"line": 3, "reference": "PAY-5", "title": "Another", "reason": "nothing that was delegated is called so"}],
        "rejected": [],
        "mapping": {"Summary": "title", "Issue key": "reference", "Status": "status"},
        "dry_run": True,
    }
    assert board(capsys, path)["reference"] == ""
    taken = run(capsys, "import", "statuses", export, "--into", path, "--word", "In Moon=doing")
    assert (taken.code, taken.out) == (0, "2 rows: 1 delegated here, 1 changed, 1 about something else\n")
    line = board(capsys, path)
    assert (line["reference"], line["state"], line["status"], line["gate"]) == ("PAY-4", "doing", "In Moon", {"ready": True, "missing": []})


def board(capsys: pytest.CaptureFixture[str], path: Path) -> dict[str, object]:
    found = run(capsys, "delegated", path, "--json").document
    assert isinstance(found, list)
    (line,) = found
    return dict(line)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--word", "In Moon"), "--word In Moon: there is no “=” between two words"),
        (("--word", "In Moon=up"), "In Moon=up: “up” is no state of a ticket"),
        (("--map", "Nowhere=status"), "has no column “Nowhere”"),
        (("--map", "Status=shoe"), "Status=shoe: “shoe” is nothing that a ticket has"),
    ],
)
def test_what_is_told_wrongly_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, str], why: str) -> None:
    path = tmp_path / "w.council"
    create_workspace(path=path, passphrase=None).close()
    export = given.write(tmp_path, "export.csv", "Summary,Status\nA,Done\n")
    ran = run(capsys, "import", "statuses", export, "--into", path, *arguments)
    assert (ran.code, why in ran.err) == (1, True)


def test_a_board_without_tickets_is_an_empty_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "w.council"
    create_workspace(path=path, passphrase=None).close()
    assert json.loads(run(capsys, "delegated", path, "--json").out) == []


def test_the_table_of_a_whole_tracker_names_its_first_rows_and_counts_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file_with(tmp_path)
    run(capsys, "delegate", path, "late-fee", "--out", tmp_path / "out")
    rows = "".join(f"Other {number},PAY-{number},Done\n" for number in range(25))
    export = given.write(tmp_path, "export.csv", f"Summary,Issue key,Status\n{rows}")
    ran = run(capsys, "import", "statuses", export, "--into", path, "--dry-run")
    assert ran.reasons == [
        *(f"{export}:{line}: nothing that was delegated is called so" for line in range(2, 22)),
        f"{export}: 5 more rows like these; --json lists them all",
    ]


def test_a_word_nobody_knows_is_asked_for_as_a_shell_takes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file_with(tmp_path)
    run(capsys, "delegate", path, "late-fee", "--out", tmp_path / "out")
    export = given.write(tmp_path, "export.csv", f"Summary,Issue key,Status\n{TITLE},PAY-4,In\x1b[2J Moon\n")
    ran = run(capsys, "import", "statuses", export, "--into", path, "--dry-run")
    assert ran.reasons == [f'{export}: nobody knows what “In[2J Moon” means here; say it with --word "In[2J Moon=doing"']
