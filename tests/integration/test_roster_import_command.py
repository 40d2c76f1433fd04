"""`council import roster` keeps its contract, remembers what columns mean, and says what it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import factories as given
from tests.program import SESSION, make, run

pytestmark = pytest.mark.usefixtures("passphrase")

GUESTS = """Who,Nick,E-mail,I consent to photos
Ann Pike,An,ann@example.org,Yes
Bo Quist,B,bo@example,No
"""


def imported(capsys: pytest.CaptureFixture[str], workspace: Path, table: Path, *more: str) -> dict[str, object]:
    ran = run(capsys, "import", "roster", table, "--into", workspace, "--session", SESSION, "--json", *more)
    assert (ran.code, ran.err) == (0, "")
    assert isinstance(ran.document, dict)
    return ran.document


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "w.council"
    make(path)
    return path


def test_the_document_is_what_the_contract_says(capsys: pytest.CaptureFixture[str], workspace: Path, tmp_path: Path) -> None:
    table = given.write(tmp_path, "guests.csv", GUESTS)
    assert imported(capsys, workspace, table, "--map", "Who=name") == {
        "rows": 2,
        "added": 1,
        "updated": 0,
        "waitlisted": 0,
        "duplicates": [],
        "rejected": [{"line": 3, "column": "E-mail", "value": "bo@example", "reason": "not an e-mail address"}],
        "warnings": [],
        "mapping": {"Who": "name", "Nick": "ignore", "E-mail": "email", "I consent to photos": "consent"},
        "remembered": False,
        "consent_columns": ["I consent to photos"],
        "dry_run": False,
    }


def test_what_is_left_out_of_a_row_that_is_taken_is_said(capsys: pytest.CaptureFixture[str], workspace: Path, tmp_path: Path) -> None:
    table = given.write(tmp_path, "guests.csv", "Name,E-mail,Phone,Guests\nAnn,ann@example.org,12,-1\nBo,bo@example.org,,1,more\n")
    ran = run(capsys, "import", "roster", table, "--into", workspace, "--session", SESSION)
    assert (ran.code, ran.err.splitlines()) == (
        0,
        [
            f"{table}:3: the row has more cells than there are headers",
            f"{table}:2: Phone: not a phone number; left out",
            f"{table}:2: Guests: not a number of guests up to 20; left out",
        ],
    )


def test_only_an_import_that_was_kept_is_remembered(capsys: pytest.CaptureFixture[str], workspace: Path, tmp_path: Path) -> None:
    table = given.write(tmp_path, "guests.csv", GUESTS)
    imported(capsys, workspace, table, "--map", "Nick=name", "--dry-run")
    assert imported(capsys, workspace, table, "--dry-run")["remembered"] is False
    imported(capsys, workspace, table, "--map", "Who=name")
    known = imported(capsys, workspace, table, "--dry-run")
    assert (known["remembered"], known["mapping"]) == (
        True,
        {"Who": "name", "Nick": "ignore", "E-mail": "email", "I consent to photos": "consent"},
    )
    other = imported(capsys, workspace, table, "--map", "Nick=name", "--dry-run")
    assert other["mapping"] == {"Who": "ignore", "Nick": "name", "E-mail": "email", "I consent to photos": "consent"}


def test_a_person_is_told_what_was_remembered_and_what_is_not_taken_over(
    capsys: pytest.CaptureFixture[str], workspace: Path, tmp_path: Path
) -> None:
    table = given.write(tmp_path, "guests.csv", GUESTS)
    imported(capsys, workspace, table, "--map", "Who=name")
    ran = run(capsys, "import", "roster", table, "--into", workspace, "--session", SESSION, "--dry-run")
    assert ran.reasons == [
        f"{table}:3: E-mail: not an e-mail address",
        f"{table}:2: this person is on the list already",
        f"{table}: columns read as at the last import of this layout; --map changes that",
        f"{table}: “I consent to photos” asks for consent; its answers are not taken over, each person is asked at the door",
    ]


def test_a_file_with_a_few_bad_bytes_is_read_as_what_it_is_and_said(
    capsys: pytest.CaptureFixture[str], workspace: Path, tmp_path: Path
) -> None:
    table = tmp_path / "guests.csv"
    table.write_bytes("Name,E-mail\nÅsa Öst,asa@example.org\nZo".encode() + b"\xeb,zoe@example.org\n")
    ran = run(capsys, "import", "roster", table, "--into", workspace, "--session", SESSION)
    assert ran.reasons == [
        f"{table}:3: Name: letters in it cannot be read",
        f"{table}: read as UTF-8, but for 1 place that is no letter of it; rows with one are rejected",
    ]
    assert "Åsa Öst" in run(capsys, "roster", workspace, "--session", SESSION).out


def test_columns_of_one_header_are_told_when_one_of_them_is_left_out(
    capsys: pytest.CaptureFixture[str], workspace: Path, tmp_path: Path
) -> None:
    table = given.write(tmp_path, "guests.csv", "Name,name,Email,Email,Shoe,Shoe\nAnn,Ann B,a@example.org,b@example.org,39,40\n")
    ran = run(capsys, "import", "roster", table, "--into", workspace, "--session", SESSION)
    said = "is left out, because another column of this header is read; --map changes that"
    assert ran.reasons == [f"{table}: “name (2)” {said}", f"{table}: “Email (2)” {said}"]


def test_somebody_without_a_name_is_not_blank_on_the_list(capsys: pytest.CaptureFixture[str], workspace: Path, tmp_path: Path) -> None:
    imported(capsys, workspace, given.write(tmp_path, "guests.csv", "Name,E-mail\n,ann@example.org\n"))
    assert "–  ann@example.org  confirmed" in run(capsys, "roster", workspace, "--session", SESSION).out


def test_a_giant_file_is_one_clear_line(capsys: pytest.CaptureFixture[str], workspace: Path, tmp_path: Path) -> None:
    table = tmp_path / "giant.csv"
    with table.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    ran = run(capsys, "import", "roster", table, "--into", workspace, "--session", SESSION)
    assert ran.refused_clearly
    assert ran.err == f"council: {table}: larger than 64 MiB. Split the file.\n"
