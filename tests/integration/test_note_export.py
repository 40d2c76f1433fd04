"""Notes as a table: one quote in each row, untagged ones included, nobody's words who refused, and no cell a formula."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from council_app.db.models import Highlight, NoteTag
from council_app.db.workspace import Workspace
from council_app.domain.enums import Purpose
from council_app.domain.note_filter import Facet, NoteFilter, filter_of, where
from council_app.errors import Cancelled, CouncilError, m_
from council_app.services.note_export import COLUMNS, export_notes, filter_asked
from council_app.services.notes import import_notes
from council_app.services.withdrawal import withdraw
from tests import factories as given
from tests.program import rows, run

MORE = """
council: 1
people:
  - {email: ada@example.org, name: Ada Lind, session: bristol-am, seat: P01, status: arrived, segments: [new, heavy user],
     consents: [{purpose: notes, wording: "1", method: screen, granted: 2026-05-12T08:00:00+00:00}]}
  - {email: ben@example.org, name: Ben Moss, session: bristol-am, seat: P02, status: arrived}
notes:
  - {key: n1, session: bristol-am, at: 2026-05-12T09:31:00+00:00, seat: P01, author: Kim, text: "=Late 🙈 fee, again", kind: friction,
     severity: 3, verbatim: true, raised: prompted, channel: app, tags: [fees/late], stage: buy/pay, task: pick}
  - {key: n2, session: bristol-am, at: 2026-05-12T09:32:00+00:00, seat: P02, author: Lee, text: Not tagged at all}
"""


def filled(folder: Path) -> Workspace:
    made = given.workspace(folder, MORE)
    with made.write(m_("Tag")) as writing:
        tags = dict(rows(writing, "SELECT path, id FROM tag"))
        note = rows(writing, "SELECT id FROM note WHERE key = 'n1'")[0][0]
        writing.insert_many(NoteTag, [{"note_id": note, "tag_id": tags["tone"], "coder": "Lee", "whole": False}])
        span = {"note_id": note, "starts": 6, "ends": 11, "coder": "Lee"}
        writing.insert_many(Highlight, [span | {"tag_id": tags[path], "selection": "c" * 32} for path in ("tone", "fees")])
    return made


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_each_quote_has_a_row_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        found = export_notes(workspace=workspace, out=tmp_path / "n.csv")
    whole, span, bare = table(tmp_path / "n.csv")
    assert (found.notes, found.rows) == (2, 3)
    assert whole == {
        "key": "n1", "session": "bristol-am", "council": "bristol", "market": "gb", "city": "Bristol", "at": "2026-05-12T10:31:00+01:00",
        "seat": "P01", "segments": "new; heavy user", "kind": "friction", "severity": "3", "raised": "prompted", "verbatim": "TRUE",
        "channel": "app", "stage": "buy/pay", "task": "pick", "author": "Kim", "starred": "FALSE", "quote": "'=Late 🙈 fee, again",
        "tags": "fees/late", "coder": "", "starts": "", "ends": "", "text": "'=Late 🙈 fee, again",
    }  # fmt: skip
    assert [span[name] for name in ("key", "quote", "tags", "coder", "starts", "ends")] == ["n1", "🙈 fee", "fees; tone", "Lee", "6", "11"]
    assert [bare[name] for name in ("key", "seat", "quote", "tags", "coder", "starts")] == ["n2", "P02", "Not tagged at all", "", "", ""]


def test_a_workbook_holds_the_same_and_no_formula(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        export_notes(workspace=workspace, out=tmp_path / "n.xlsx")
    head, whole, *_ = CalamineWorkbook.from_path(str(tmp_path / "n.xlsx")).get_sheet_by_index(0).to_python()
    assert (tuple(head), whole[COLUMNS.index("quote")], whole[COLUMNS.index("severity")]) == (COLUMNS, "'=Late 🙈 fee, again", 3)


def test_a_filter_narrows_the_table(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        wanted = filter_of([where(Facet.UNTAGGED)])
        assert export_notes(workspace=workspace, out=tmp_path / "n.csv", filter=wanted).notes == 1
        assert filter_asked(workspace=workspace, conditions=["untagged="]) == wanted
        under = filter_asked(workspace=workspace, conditions=["tag=fees", "kind=friction,praise", "seat!=P02"])
        assert export_notes(workspace=workspace, out=tmp_path / "n.csv", filter=under).rows == 2
        assert filter_asked(workspace=workspace, conditions=[]) == NoteFilter()


def narrowed(workspace: Workspace, condition: str, out: Path) -> None:
    export_notes(workspace=workspace, out=out, filter=filter_asked(workspace=workspace, conditions=[condition]))


@pytest.mark.parametrize("condition", ["colour=red", "tag=nowhere", "kind=anger", "market=gb!", "session="])
def test_a_condition_that_means_nothing_is_refused_or_finds_nothing(tmp_path: Path, condition: str) -> None:
    with filled(tmp_path) as workspace, pytest.raises(CouncilError):
        narrowed(workspace, condition, tmp_path / "n.csv")
    assert not (tmp_path / "n.csv").exists()


def test_nothing_leaves_of_who_refused_notes(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
        assert export_notes(workspace=workspace, out=tmp_path / "n.csv").notes == 1
    assert [row["key"] for row in table(tmp_path / "n.csv")] == ["n2"]
    assert "Late" not in (tmp_path / "n.csv").read_text(encoding="utf-8-sig")


def test_the_table_comes_back_in_as_notes(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace, given.workspace(tmp_path, name="b.council") as other:
        given.apply(other, tmp_path, MORE.split("notes:\n  - {key")[0])
        export_notes(workspace=workspace, out=tmp_path / "n.csv", filter=filter_of([where(Facet.UNTAGGED)]))
        found = import_notes(workspace=other, session=given.SESSION, path=tmp_path / "n.csv", mapping={"seat": "speaker"})
        sql = "SELECT note.key, seat, at, author, text, kind FROM note JOIN attendance ON attendance.id = attendance_id WHERE seat = 'P02'"
        with workspace.read() as one, other.read() as two:
            assert (rows(two, sql), found.added, found.rejected) == (rows(one, sql), 1, ())


def test_stopped_halfway_nothing_is_left_behind(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace, pytest.raises(Cancelled):
        export_notes(workspace=workspace, out=tmp_path / "n.csv", cancelled=lambda: True)
    assert not (tmp_path / "n.csv").exists()


def test_the_command_writes_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with filled(tmp_path):
        pass  # closed again: the command opens it
    asked = ("export", "notes", "--from", tmp_path / "w.council", "--out", tmp_path / "n.csv")
    told = json.loads(run(capsys, *asked, "--session", given.SESSION, "--where", "kind=friction", "--json").out)
    assert (told["notes"], told["rows"], len(table(tmp_path / "n.csv"))) == (1, 2, 2)
    assert run(capsys, *asked, "--where", "colour=red").refused_clearly
