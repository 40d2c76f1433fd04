"""A project that leaves opens elsewhere, tells no name, and is the same workspace when it comes back."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sqlalchemy import select

from council_app.db.models import Highlight, Note, NoteTag, Tag
from council_app.db.workspace import Workspace
from council_app.domain.enums import NoteKind, Purpose, Severity
from council_app.errors import Cancelled, CouncilError, m_
from council_app.exchange.qdpx import read_codebook, read_project
from council_app.exchange.qdpx.model import dashed
from council_app.services.plan import dump_workspace
from council_app.services.qdpx_export import export_codebook, export_qdpx
from council_app.services.qdpx_import import import_codebook, import_qdpx
from council_app.services.withdrawal import withdraw
from tests import factories as given
from tests import refi_factory as peer
from tests.program import rows, run
from tests.refi_schema import problems

MORE = """
council: 1
codebook:
  - {key: fees, name: Fees, definition: "What it costs & why <it> does", colour: "#1f6feb", synonyms: [charge, late fee], shortcut: f,
     children: [{key: late, name: Late fee}, {key: odd-key, name: Åsa's “code”}]}
notes:
  - {key: n1, session: bristol-am, at: 2026-05-12T09:31:00.250+00:00, seat: P01, author: Kim, text: "The fee came 🙈 without\\n\\nwarning",
     kind: friction, severity: 3, verbatim: true, raised: prompted, channel: app, tags: [fees, fees/late], stage: buy/pay, task: pick}
  - {key: n2, session: bristol-am, at: 2026-05-12T09:32:00+00:00, seat: P02, author: Lee, text: It is fine, kind: praise, reply_to: n1}
  - {session: bristol-am, key: n3, at: 2026-05-12T09:33:00+00:00, author: Kim, text: "  Nobody said <this> & that\\r\\n"}
"""


def filled(folder: Path) -> Workspace:
    """Two attendees, three notes, tags of two coders on one, and a highlight across two notes."""
    made = given.workspace(folder, given.people(count=3), MORE)
    with made.write(m_("Tag")) as writing:
        tags = dict(rows(writing, "SELECT path, id FROM tag"))
        notes = dict(rows(writing, "SELECT key, id FROM note"))
        writing.insert_many(NoteTag, [{"note_id": notes["n2"], "tag_id": tags["tone"], "coder": "Lee"}])
        writing.insert_many(NoteTag, [{"note_id": notes["n2"], "tag_id": tags["fees"], "coder": "Kim"}])
        writing.insert_many(NoteTag, [{"note_id": notes["n3"], "tag_id": tags["tone"], "coder": "Lee", "whole": False}])
        marked = {"tag_id": tags["tone"], "coder": "Lee", "selection": "c" * 32}
        one = {"note_id": notes["n2"], "starts": 3, "ends": 10} | marked
        writing.insert_many(Highlight, [one, {"note_id": notes["n3"], "starts": 0, "ends": 8} | marked])
        alone = {"tag_id": tags["fees/late"], "coder": "Kim", "selection": "d" * 32}
        writing.insert_many(Highlight, [{"note_id": notes["n1"], "starts": 4, "ends": 14} | alone])
    return made


def kept(workspace: Workspace) -> list[list[tuple[object, ...]]]:
    """Everything of codebook, notes, tags and highlights, by the names that outlive a file."""
    with workspace.read() as reading:
        return [
            rows(reading, "SELECT id, path, position, name, definition, colour, shortcut, synonyms FROM tag ORDER BY id"),
            rows(
                reading,
                "SELECT note.id, note.key, session.key, seat, at, author, note.text, note.kind, note.severity, verbatim, raised, channel, "
                "stage.key, task.key, reply_to_id, starred FROM note JOIN session ON session.id = note.session_id "
                "LEFT JOIN attendance ON attendance.id = attendance_id LEFT JOIN stage ON stage.id = stage_id "
                "LEFT JOIN task ON task.id = note.task_id ORDER BY note.id",
            ),
            rows(reading, "SELECT note_id, tag_id, coder, whole FROM note_tag ORDER BY note_id, tag_id"),
            rows(reading, "SELECT note_id, tag_id, coder, starts, ends, selection FROM highlight ORDER BY 1, 2, 3, 4"),
        ]


def xml_of(path: Path) -> str:
    with zipfile.ZipFile(path) as packed:
        return packed.read("project.qde").decode()


def test_a_project_keeps_to_the_schema(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        export_qdpx(workspace=workspace, out=tmp_path / "w.qdpx")
        export_codebook(workspace=workspace, out=tmp_path / "w.qdc")
    assert problems(ElementTree.fromstring(xml_of(tmp_path / "w.qdpx")), "urn:QDA-XML:project:1.0") == []
    assert problems(ElementTree.parse(tmp_path / "w.qdc").getroot(), "urn:QDA-XML:codebook:1.0") == []


def test_a_project_of_another_program_keeps_to_the_schema_when_it_leaves_again(tmp_path: Path) -> None:
    peer.large(tmp_path / "in.qdpx", codings=300, sources=3)
    with filled(tmp_path) as workspace:
        import_qdpx(workspace=workspace, path=tmp_path / "in.qdpx")
        export_qdpx(workspace=workspace, out=tmp_path / "w.qdpx")
    assert problems(ElementTree.fromstring(xml_of(tmp_path / "w.qdpx")), "urn:QDA-XML:project:1.0") == []


def test_a_workspace_comes_back_as_it_left(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace, given.workspace(tmp_path, name="b.council") as other:
        export_qdpx(workspace=workspace, out=tmp_path / "w.qdpx")
        with other.write(m_("Empty")) as writing:  # the same council, with a codebook of its own to come
            for table in ("tag WHERE parent_id IS NOT NULL", "tag"):
                writing.connection().exec_driver_sql(f"DELETE FROM {table}")
        found = import_qdpx(workspace=other, path=tmp_path / "w.qdpx")
        assert kept(other) == kept(workspace)
        assert (found.lost, found.sessions, found.notes, found.added_cases) == ((), (given.SESSION,), 3, 3)
        export_qdpx(workspace=other, out=tmp_path / "b.qdpx")
    one, two = (read_project(tmp_path / name).project.sources[0].guid for name in ("w.qdpx", "b.qdpx"))
    again = xml_of(tmp_path / "b.qdpx").replace(dashed(two), dashed(one)).replace('name="b"', 'name="w"')
    assert again == xml_of(tmp_path / "w.qdpx")


def test_the_workspace_it_came_from_is_not_changed_by_it(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        export_qdpx(workspace=workspace, out=tmp_path / "w.qdpx")
        found = import_qdpx(workspace=workspace, path=tmp_path / "w.qdpx")
    assert (found.added_codes, found.notes, found.added_codings, found.added_cases, found.changes.operation) == (0, 0, 0, 0, None)


def test_an_empty_workspace_gets_council_session_and_market_too(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace, given.workspace(tmp_path, plan="", name="b.council") as other:
        export_qdpx(workspace=workspace, out=tmp_path / "w.qdpx")
        import_qdpx(workspace=other, path=tmp_path / "w.qdpx")
        sql = "SELECT session.key, starts, council.key, city, date, timezone, title, country FROM session JOIN council JOIN market"
        with workspace.read() as one, other.read() as two:
            assert rows(one, sql) == rows(two, sql)
        assert [kept(other)[part] for part in (0, 2, 3)] == [kept(workspace)[part] for part in (0, 2, 3)]


def test_what_the_team_said_about_an_imported_text_comes_back_with_it(tmp_path: Path) -> None:
    peer.large(tmp_path / "in.qdpx", codings=40, sources=2, paragraphs=12)
    with given.workspace(tmp_path, plan="") as workspace, given.workspace(tmp_path, plan="", name="b.council") as other:
        import_qdpx(workspace=workspace, path=tmp_path / "in.qdpx", market="gb")
        with workspace.write(m_("Look again")) as writing:
            notes = writing.scalars(select(Note).order_by(Note.at)).all()
            notes[3].kind, notes[3].severity, notes[3].starred, notes[3].key = NoteKind.FRICTION, Severity.SERIOUS, True, "n7"
            tag = writing.scalars(select(Tag.id).order_by(Tag.id)).first()
            carried = set(writing.scalars(select(NoteTag.note_id).where(NoteTag.tag_id == tag)))
            bare = next(note.id for note in notes if note.id not in carried)
            writing.add(NoteTag(note_id=bare, tag_id=tag, coder="Kim"))
        export_qdpx(workspace=workspace, out=tmp_path / "w.qdpx")
        import_qdpx(workspace=other, path=tmp_path / "w.qdpx", market="gb")
        assert kept(other) == kept(workspace)


def test_a_highlight_across_two_notes_is_one_selection(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        export_qdpx(workspace=workspace, out=tmp_path / "w.qdpx")
    source = read_project(tmp_path / "w.qdpx").project.sources[0]
    across = next(each for each in source.selections if each.guid == "c" * 32)
    assert source.text[across.start : across.end] == "is fine\n  Nobody"


def test_nobody_is_named_and_who_refused_notes_is_not_in_it(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
        found = export_qdpx(workspace=workspace, out=tmp_path / "w.qdpx")
    project = read_project(tmp_path / "w.qdpx").project
    everything = xml_of(tmp_path / "w.qdpx") + project.sources[0].text
    assert (found.withheld, found.notes, [case.name for case in project.cases]) == (1, 2, ["bristol-am P02", "bristol-am P03"])
    assert not [name for name in given.NAMES if name in everything or name.split()[0] in everything]
    assert "The fee came" not in everything


def test_what_was_said_and_by_which_seat_can_be_read_in_the_file(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        export_qdpx(workspace=workspace, out=tmp_path / "w.qdpx")
    project = read_project(tmp_path / "w.qdpx").project
    source = project.sources[0]
    first = next(each for each in source.selections if each.name == "n1")
    assert source.text[first.start : first.end] == "The fee came 🙈 without\n\nwarning"
    assert first.description.splitlines()[:4] == ["kind: friction", "severity: 3", "raised: prompted", "verbatim: yes"]
    assert [dashed(each) for each in project.cases[0].selections] == [dashed(first.guid)]
    variables = {variable.guid: variable.name for variable in project.variables}
    values = {variables[name]: value for name, value in project.cases[0].values}
    assert values == {"Session": "bristol-am", "Seat": "P01", "Market": "gb"}


def test_it_can_go_to_another_session_with_seats_of_its_own(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace, given.workspace(tmp_path, name="b.council") as other:
        given.apply(other, tmp_path, given.people(count=1))  # seat P01 is somebody else's here
        export_qdpx(workspace=workspace, out=tmp_path / "w.qdpx")
        import_qdpx(workspace=other, path=tmp_path / "w.qdpx", session=given.SESSION)
        sql = "SELECT note.key, seat, person_id IS NULL FROM note JOIN attendance ON attendance.id = attendance_id ORDER BY note.key"
        with other.read() as reading:
            first, second = rows(reading, sql)
    assert (first[1] == "P01", first[2], second) == (False, 1, ("n2", "P02", 1))


def test_one_session_alone_can_leave(tmp_path: Path) -> None:
    peer.large(tmp_path / "in.qdpx", codings=20, sources=2)
    with filled(tmp_path) as workspace:
        import_qdpx(workspace=workspace, path=tmp_path / "in.qdpx")
        found = export_qdpx(workspace=workspace, out=tmp_path / "w.qdpx", sessions=[given.SESSION])
    assert (found.sources, found.notes) == (1, 3)


def test_a_codebook_comes_back_as_it_left(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace, given.workspace(tmp_path, plan="", name="b.council") as other:
        assert export_codebook(workspace=workspace, out=tmp_path / "w.qdc") == 4
        assert import_codebook(workspace=other, path=tmp_path / "w.qdc").added == 4
        assert kept(other)[0] == kept(workspace)[0]
    assert {code.name for code in read_codebook(tmp_path / "w.qdc").project.codes} == {"Fees", "Late fee", "Åsa's “code”", "Tone"}


def test_stopped_halfway_nothing_is_left_behind(tmp_path: Path) -> None:
    with filled(tmp_path) as workspace:
        before = dump_workspace(workspace=workspace)
        export_qdpx(workspace=workspace, out=tmp_path / "w.qdpx")
        (tmp_path / "out").mkdir()
        with pytest.raises(Cancelled):
            export_qdpx(workspace=workspace, out=tmp_path / "out" / "w.qdpx", cancelled=lambda: True)
        with pytest.raises(Cancelled):
            import_qdpx(workspace=workspace, path=tmp_path / "w.qdpx", cancelled=lambda: True)
        assert (list((tmp_path / "out").iterdir()), dump_workspace(workspace=workspace)) == ([], before)


@pytest.mark.parametrize("name", ["w.zip", "missing/w.qdpx"])
def test_a_place_where_nothing_can_stand_is_refused_before_the_work(tmp_path: Path, name: str) -> None:
    with filled(tmp_path) as workspace, pytest.raises(CouncilError):
        export_qdpx(workspace=workspace, out=tmp_path / name)


def test_commands_write_the_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with filled(tmp_path):
        pass  # closed again: the commands open it
    told = run(capsys, "export", "qdpx", "--from", tmp_path / "w.council", "--out", tmp_path / "w.qdpx", "--json")
    assert {key: value for key, value in json.loads(told.out).items() if key != "file"} == {
        "sources": 1, "notes": 3, "codes": 4, "codings": 6, "coders": 3, "cases": 3, "withheld": 0,
    }  # fmt: skip
    assert run(capsys, "export", "codebook", "--from", tmp_path / "w.council", "--out", tmp_path / "w.qdc").code == 0
    assert run(capsys, "import", "codebook", tmp_path / "w.qdc", "--into", tmp_path / "w.council").out == "0 of 4 codes added\n"
