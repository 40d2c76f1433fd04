"""A list that leaves as a table comes back the same, and no cell of it is a formula."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from council_app.domain.records import RosterLine
from council_app.errors import CouncilError, m_
from council_app.exchange.tables import parse_table
from council_app.services.exports import export_roster
from council_app.services.roster import import_roster, roster_lines
from council_app.services.workspace import Workspace
from tests import factories as given
from tests.program import PLAN, make, run

PEOPLE = """
council: 1
people:
  - {email: ada@example.org, name: "Ada O'Lind, née Ek", session: bristol-am, seat: P01, status: arrived, phone: "+441234567890",
     segments: [new, heavy user], dietary: "No nuts, no fish", access_needs: "Lift; wide door", invited_by: "Kim"}
  - {email: bo@example.org, name: "Bo 王小明 🎉", session: bristol-am, phone: "+46701740607", status: waiting}
  - {key: nour, name: "نور الدين", session: bristol-am}
  - {email: max@example.org, name: Max Nord, session: bristol-am, status: walk-in}
"""
HOSTILE = ("=cmd|' /C calc'!A0", "+1+1", "-2-2", "@SUM(A1)", "\u200b=1+1", "%x")


def filled(folder: Path, people: str = PEOPLE) -> Workspace:
    return given.workspace(folder, people)


def person(line: RosterLine) -> tuple[object, ...]:
    return (line.name, line.email, line.phone, line.segments, line.access_needs, line.dietary, line.invited_by, line.guests)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_exported_list_imports_as_the_same_people(tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"roster.{kind}"
    with filled(tmp_path) as workspace:
        assert export_roster(workspace=workspace, session=given.SESSION, out=out) == 4
        before = roster_lines(workspace=workspace, session=given.SESSION)
    with given.workspace(tmp_path, name="empty.council") as empty:
        found = import_roster(workspace=empty, session=given.SESSION, path=out)
        after = roster_lines(workspace=empty, session=given.SESSION)
    assert (found.added, found.waitlisted, found.rejected, found.warnings, found.duplicates) == (4, 1, (), (), ())
    assert [person(line) for line in after] == [person(line) for line in before]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_can_start_a_formula(tmp_path: Path, kind: str) -> None:
    listed = "\n".join(f'  - {{key: h{number}, name: "x", session: bristol-am}}' for number in range(len(HOSTILE)))
    out = tmp_path / f"roster.{kind}"
    with filled(tmp_path, "council: 1\npeople:\n" + listed + "\n") as workspace:
        with workspace.write(m_("Rename")) as writing:
            for number, name in enumerate(HOSTILE):
                writing.connection().exec_driver_sql("UPDATE person SET name = ? WHERE key = ?", (name, f"h{number}"))
        export_roster(workspace=workspace, session=given.SESSION, out=out)
    names = [" ".join(row.cells[1:3]).strip() for row in parse_table(out.read_bytes(), str(out)).rows]
    assert sorted(names) == sorted("'" + name.replace("\u200b", "") for name in HOSTILE)
    if kind == "xlsx":
        with zipfile.ZipFile(out) as book:
            assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_the_csv_is_utf_8_with_its_mark_and_phone_numbers_stay_numbers_to_dial(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        export_roster(workspace=workspace, session=given.SESSION, out=tmp_path / "r.csv")
    raw = (tmp_path / "r.csv").read_bytes()
    assert raw[:3] == b"\xef\xbb\xbf"
    table = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [row["phone"] for row in table] == ["(+44) 1234 567890", "(+46) 70 174 06 07", "", ""]
    assert (table[0]["segments"], table[0]["status"], table[3]["status"]) == ("new; heavy user", "arrived", "confirmed")


def test_an_empty_list_or_another_kind_of_file_is_one_clear_refusal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], passphrase: str
) -> None:
    file = make(tmp_path / "w.council", PLAN)
    for arguments in (
        ("--session", "hall", "--out", "x.csv"),
        ("--session", "room", "--out", "x.pdf"),
        ("--session", "none", "--out", "x.csv"),
    ):
        options = [*arguments[:-1], str(tmp_path / arguments[-1])]
        assert run(capsys, "export", "roster", "--from", file, *options).refused_clearly
    assert [path.name for path in tmp_path.iterdir() if path.suffix in {".csv", ".pdf"}] == []


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace, pytest.raises(CouncilError):
        export_roster(workspace=workspace, session=given.SESSION, out=tmp_path / "nowhere" / "x.csv")
    assert not (tmp_path / "nowhere").exists()
