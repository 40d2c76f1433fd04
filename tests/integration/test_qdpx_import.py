"""A project of another program comes in whole: what it holds is kept, and what cannot be kept is said."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from xml.sax.saxutils import escape

import hypothesis
import pytest
from hypothesis import HealthCheck, example, settings
from hypothesis import strategies as st

from council_app.db.workspace import Workspace
from council_app.errors import CouncilError
from council_app.exchange.qdpx import read_project
from council_app.exchange.qdpx.model import dashed
from council_app.services.history import undo
from council_app.services.plan import dump_workspace
from council_app.services.qdpx_export import export_qdpx
from council_app.services.qdpx_import import QdpxImport, import_codebook, import_qdpx
from tests import factories as given
from tests import refi_factory as peer
from tests.program import rows, run

A, B, C, D, E = (f"{digit * 8}-aaaa-4aaa-8aaa-{digit * 12}" for digit in "12345")
KIM, LEE = (f"{digit * 8}-bbbb-4bbb-8bbb-{digit * 12}" for digit in "12")
USERS = f'<User guid="{KIM}" name="Kim"/><User guid="{LEE}" name="Lee"/>'
TEXT = "First line.\r\n\r\nSecond 🙈 line.\r\n  Third.  \r\n"


def asked(workspace: Workspace, sql: str) -> list[tuple[object, ...]]:
    with workspace.read() as reading:
        return rows(reading, sql)


def made(path: Path) -> frozenset[peer.Made]:
    """Every coding of a project file."""
    project = read_project(path).project
    users = {user.guid: user.name for user in project.users}
    return frozenset(
        peer.Made(dashed(source.guid), each.start, each.end, dashed(each.guid), dashed(one.guid), dashed(one.code), users.get(one.user, ""))
        for source in project.sources
        for each in source.selections
        for one in each.codings
    )


def brought(workspace: Workspace, folder: Path, inside: str, *, text: str = TEXT, more: str = "", cases: str = "") -> QdpxImport:
    xml = peer.project(
        users=USERS, codes=peer.code("Fees", A) + peer.code("Tone", B), sources=peer.source(C, inside), more=more, cases=cases
    )
    return import_qdpx(workspace=workspace, path=peer.pack(folder / "p.qdpx", xml, {C: text}))


def lost(found: QdpxImport) -> dict[str, int]:
    return {loss.value: count for loss, count in found.lost}


def test_fifteen_thousand_codings_come_out_as_they_went_in(tmp_path: Path) -> None:
    before = peer.large(tmp_path / "in.qdpx", codings=15_000, sources=30, paragraphs=60)
    with given.workspace(tmp_path, plan="") as workspace:
        found = import_qdpx(workspace=workspace, path=tmp_path / "in.qdpx")
        export_qdpx(workspace=workspace, out=tmp_path / "out.qdpx")
    assert (found.lost, found.warnings, found.coders) == ((), (), ("Kim", "Lee", "Åke Öst"))
    assert made(tmp_path / "out.qdpx") == before
    went, came = read_project(tmp_path / "in.qdpx").project, read_project(tmp_path / "out.qdpx").project
    assert came.codes == went.codes
    assert [(each.guid, each.text, each.name) for each in came.sources] == [(each.guid, each.text, each.name) for each in went.sources]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    peer.large(tmp_path / "in.qdpx", codings=200, sources=3)
    with given.workspace(tmp_path) as workspace:
        first = import_qdpx(workspace=workspace, path=tmp_path / "in.qdpx")
        again = import_qdpx(workspace=workspace, path=tmp_path / "in.qdpx")
    assert (first.added_sources, first.added_codings, again.codings) == (3, first.codings, first.codings)
    assert (again.added_sources, again.notes, again.added_codes, again.added_codings, again.added_cases) == (0, 0, 0, 0, 0)
    assert (again.changes.entities, again.changes.operation, again.sessions) == (frozenset(), None, first.sessions)


def test_one_undo_takes_a_whole_import_back(tmp_path: Path) -> None:
    peer.large(tmp_path / "in.qdpx", codings=50, sources=2)
    with given.workspace(tmp_path) as workspace:
        before = dump_workspace(workspace=workspace)
        import_qdpx(workspace=workspace, path=tmp_path / "in.qdpx")
        undo(workspace=workspace)
        assert dump_workspace(workspace=workspace) == before


def test_a_rehearsed_import_counts_and_keeps_nothing(tmp_path: Path) -> None:
    peer.large(tmp_path / "in.qdpx", codings=50, sources=2)
    with given.workspace(tmp_path) as workspace:
        before = dump_workspace(workspace=workspace)
        found = import_qdpx(workspace=workspace, path=tmp_path / "in.qdpx", dry_run=True)
        assert (found.added_sources, found.codings, dump_workspace(workspace=workspace)) == (2, found.added_codings, before)


def test_paragraphs_become_notes_and_selections_highlights(tmp_path: Path) -> None:
    second = TEXT.index("Second")
    inside = peer.selection(0, 5, peer.coding(A, by=KIM)) + peer.selection(
        second, second + 8, peer.coding(A, by=KIM) + peer.coding(B, by=LEE)
    )
    with given.workspace(tmp_path) as workspace:
        found = brought(workspace, tmp_path, inside)
        notes = asked(workspace, "SELECT text FROM note ORDER BY at")
        marked = asked(
            workspace,
            "SELECT note.text, starts, ends, tag.name, highlight.coder FROM highlight JOIN note ON note.id = note_id "
            "JOIN tag ON tag.id = tag_id ORDER BY note.at, tag.name",
        )
        whole = asked(workspace, "SELECT DISTINCT whole FROM note_tag")
    assert notes == [("First line.",), ("Second 🙈 line.",), ("Third.",)]
    assert marked == [
        ("First line.", 0, 5, "Fees", "Kim"),
        ("Second 🙈 line.", 0, 8, "Fees", "Kim"),
        ("Second 🙈 line.", 0, 8, "Tone", "Lee"),
    ]
    assert (whole, found.sessions, found.coders) == ([(0,)], ("fees",), ("Kim", "Lee"))


ENDS = [(0, len(TEXT)), (5, 30), (11, 12), (11, 15), (12, 30), (13, 15), (29, 31), (30, 40), (len(TEXT) - 3, len(TEXT))]


@pytest.mark.parametrize(("start", "end"), ENDS)
def test_a_selection_with_white_space_at_its_ends_comes_out_exactly(tmp_path: Path, start: int, end: int) -> None:
    with given.workspace(tmp_path, plan="") as workspace:
        brought(workspace, tmp_path, peer.selection(start, end, peer.coding(A, by=KIM)) + peer.selection(14, 16, peer.coding(B, by=LEE)))
        export_qdpx(workspace=workspace, out=tmp_path / "out.qdpx")
    assert made(tmp_path / "out.qdpx") == made(tmp_path / "p.qdpx")
    assert read_project(tmp_path / "out.qdpx").project.sources[0].text == TEXT


def test_codes_nest_as_deep_as_a_plan_can_and_no_deeper(tmp_path: Path) -> None:
    nested = ""
    for depth in range(60, 0, -1):
        nested = peer.code(f"A code with quite a long name at level {depth}", f"{depth:08x}-aaaa-4aaa-8aaa-aaaaaaaaaaaa", nested)
    peer.pack(tmp_path / "p.qdpx", peer.project(codes=nested))
    with given.workspace(tmp_path, plan="") as workspace, given.workspace(tmp_path, plan="", name="copy.council") as copy:
        found = import_qdpx(workspace=workspace, path=tmp_path / "p.qdpx")
        depths = asked(workspace, "SELECT max(length(path) - length(replace(path, '/', ''))), max(length(path)), count(*) FROM tag")
        given.apply(copy, tmp_path, dump_workspace(workspace=workspace))
        assert dump_workspace(workspace=copy) == dump_workspace(workspace=workspace)
    assert (found.added_codes, lost(found)) == (60, {"flattened": 40})
    assert depths[0][0] == 19
    assert depths[0][1] <= 500


def test_codes_of_one_name_stay_two_and_a_tag_that_was_there_is_the_code(tmp_path: Path) -> None:
    codes = peer.code("Fees", A, peer.code("Late fee", B) + peer.code("Early fee", C)) + peer.code("New", D) + peer.code("New", E)
    with given.workspace(tmp_path) as workspace:
        found = import_qdpx(workspace=workspace, path=peer.pack(tmp_path / "p.qdpx", peer.project(codes=codes)))
        paths = [path for (path,) in asked(workspace, "SELECT path FROM tag ORDER BY path")]
    assert found.added_codes == 3
    assert paths == ["fees", "fees/early-fee", "fees/late", "new", "new-2", "tone"]


CASE = f"""<Variables><Variable guid="{D}" name="Age" typeOfVariable="Text"/></Variables><Cases><Case guid="{E}" name="Anna Example">
<VariableValue><VariableRef targetGUID="{D}"/><TextValue>20-29</TextValue></VariableValue><SourceRef targetGUID="{C}"/></Case></Cases>"""


def test_the_name_of_a_case_stands_on_the_roster_only(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        xml = peer.project(codes=peer.code("Fees", A), cases=CASE, sources=peer.source(C, name="Anna Example, London"))
        found = import_qdpx(workspace=workspace, path=peer.pack(tmp_path / "p.qdpx", xml, {C: "One.\nTwo.\n"}))
        seat = asked(workspace, "SELECT seat, segments FROM attendance")
        said = asked(workspace, "SELECT count(*) FROM note JOIN attendance ON attendance.id = attendance_id")
        names = asked(workspace, "SELECT name FROM person")
        sources = asked(workspace, "SELECT name FROM source")
        export_qdpx(workspace=workspace, out=tmp_path / "out.qdpx")
        assert "Anna" not in dump_workspace(workspace=workspace)
    assert (found.added_cases, said, names, seat[0][1]) == (1, [(2,)], [("Anna Example",)], '["Age: 20-29"]')
    assert sources == [(f"{seat[0][0]}, London",)]
    case = read_project(tmp_path / "out.qdpx").project.cases[0]
    assert (case.name, dashed(case.sources[0])) == (f"fees {seat[0][0]}", C)


def test_a_case_that_is_a_code_too_is_no_tag(tmp_path: Path) -> None:
    inside = peer.selection(0, 11, peer.coding(E)) + peer.selection(0, 5, peer.coding(A))
    codes = peer.code("Fees", A) + peer.code("Anna Example", E)
    xml = peer.project(codes=codes, cases=f'<Cases><Case guid="{E}" name="Anna Example"/></Cases>', sources=peer.source(C, inside))
    with given.workspace(tmp_path) as workspace:
        import_qdpx(workspace=workspace, path=peer.pack(tmp_path / "p.qdpx", xml, {C: TEXT}))
        assert asked(workspace, "SELECT text FROM note WHERE attendance_id IS NOT NULL") == [("First line.",)]
        assert asked(workspace, "SELECT count(*) FROM tag WHERE name LIKE '%Anna%'") == [(0,)]


def test_a_text_of_several_cases_is_nobodys(tmp_path: Path) -> None:
    both = "".join(f'<Case guid="{own}" name="{name}"><SourceRef targetGUID="{C}"/></Case>' for own, name in ((D, "Anna"), (E, "Bo")))
    with given.workspace(tmp_path) as workspace:
        found = brought(workspace, tmp_path, "", cases=f"<Cases>{both}</Cases>")
        assert asked(workspace, "SELECT count(*) FROM note WHERE attendance_id IS NOT NULL") == [(0,)]
    assert lost(found) == {"case-shared": 1}


def test_what_cannot_be_kept_is_counted_by_kind(tmp_path: Path) -> None:
    spans = ((0, 999), (9, 3), (4, 4), ("x", 3), (-1, 3))
    inside = "".join(peer.selection(start, end, peer.coding(A)) for start, end in spans)
    inside += peer.selection(0, 3) + peer.selection(0, 3, peer.coding(E))
    inside += peer.selection(1, 2, f"<Description>Why?</Description>{peer.coding(A)}{peer.coding(A)}")
    media = "".join(f'<{kind} guid="{D}"><{kind[:5]}Selection/></{kind}>' for kind in ("AudioSource", "VideoSource"))
    xml = peer.project(
        codes=peer.code("Fees", A) + peer.code("Group", B, codable="false"),
        sources=peer.source(C, inside) + peer.source(D) + f'<TextSource guid="{E}" plainTextPath="relative:///x.txt"/>' + media,
        more=f'<Links><Link guid="{A}"/></Links><Sets><Set guid="{A}" name="s"/></Sets><Graphs><Graph guid="{A}"/></Graphs>'
        "<Description>About it</Description>",
    )
    with given.workspace(tmp_path) as workspace:
        found = import_qdpx(workspace=workspace, path=peer.pack(tmp_path / "p.qdpx", xml, {C: TEXT}))
    assert lost(found) == {
        "audio": 1, "videos": 1, "missing-texts": 1, "outside-texts": 1, "sound-spans": 2, "beyond-the-text": 2, "reversed": 1, "empty": 1,
        "no-numbers": 1, "uncoded": 2, "unknown-codes": 1, "twice": 1, "comments": 1, "links": 1, "sets": 1, "graphs": 1, "description": 1,
        "uncodable": 1,
    }  # fmt: skip


def test_a_small_file_cannot_lay_millions_of_highlights_on_us(tmp_path: Path) -> None:
    text = "a\n" * 2_000
    inside = "".join(peer.selection(0, len(text), peer.coding(A)) for _ in range(600))
    with given.workspace(tmp_path) as workspace, pytest.raises(CouncilError, match="more than 1000000 notes and passages"):
        brought(workspace, tmp_path, inside, text=text)


@pytest.mark.parametrize("option", ["--session", "--market"])
def test_a_place_that_is_not_there_is_refused_and_nothing_kept(tmp_path: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    peer.large(tmp_path / "in.qdpx", codings=5, sources=1)
    with given.workspace(tmp_path) as workspace:
        before = dump_workspace(workspace=workspace)
    told = run(capsys, "import", "qdpx", tmp_path / "in.qdpx", "--into", tmp_path / "w.council", option, "nowhere")
    assert (told.code, len(told.err.splitlines())) == (1, 1)
    assert run(capsys, "dump", tmp_path / "w.council").out == before


POSED = (
    *("session: new-one", "session: ../x", "session: bristol-am", f"session: {'k' * 99}", "council: other", "council: bristol"),
    *("country: GB", "country: XX", "date: 2026-05-01", "date: 0001-01-01", "date: never", "timezone: UTC", "timezone: ../../etc"),
    *("timezone: ", "starts: 09:00", "starts: 99:99", "ends: 10:00", "kind: gemba", "kind: =1", "severity: 9", "imported: yes"),
    *(f"reply_to: {'1' * 32}", f"author: {'a' * 999}", "council key: Ö", "council synonyms: a | | b", "\x85", f"city: {'c' * 999}"),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(
    facts=["session: new-one", "council: other", "country: GB", "date: 2026-05-01", "timezone: UTC", "starts: 09:00", "ends: 10:00"], at=""
)
@hypothesis.given(
    facts=st.lists(st.sampled_from(POSED), max_size=14),
    at=st.sampled_from(["", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "2026-05-01T10:00:00", "soon"]),
)
def test_a_file_that_poses_as_councils_own_is_read_or_refused(tmp_path: Path, facts: list[str], at: str) -> None:
    said = f"<Description>{escape(chr(10).join(facts))}</Description>"
    inside = "".join(
        peer.selection(start, end, said + peer.coding(A), own=own, more=f' name="{name}" creationDateTime="{at}"')
        for start, end, own, name in ((0, 5, "1" * 32, "n1"), (0, 5, "2" * 32, "n1"), (3, 9, "3" * 32, "k" * 99), (6, 9, "1" * 32, "../x"))
    )
    codes = peer.code("Fees", A, description="\n".join(facts))
    cases = f'<Cases><Case guid="{E}" name="P01"><SelectionRef targetGUID="{"1" * 32}"/></Case></Cases>'
    xml = peer.project(codes=codes, cases=cases, sources=peer.source(C, said + inside)).replace("Peer 1", "Council")
    path = peer.pack(tmp_path / "p.qdpx", xml, {C: "Said here.\n"})
    name = f"{uuid.uuid4()}.council"
    with given.workspace(tmp_path, plan="", name=name) as workspace, given.workspace(tmp_path, plan="", name=f"copy-{name}") as copy:
        first = import_qdpx(workspace=workspace, path=path)
        assert (first.codes, import_qdpx(workspace=workspace, path=path).changes.operation) == (1, None)
        given.apply(copy, tmp_path, dump_workspace(workspace=workspace))


def test_positions_in_utf_16_units_are_seen_and_read_so(tmp_path: Path) -> None:
    text = "🙈🙈 too dear"
    with given.workspace(tmp_path) as workspace:
        found = brought(workspace, tmp_path, peer.selection(5, 13, peer.coding(A)), text=text)
        assert asked(workspace, "SELECT substr(text, starts + 1, ends - starts) FROM highlight JOIN note ON note.id = note_id") == [
            ("too dear",)
        ]
    assert [str(each) for each in found.warnings] == ["Positions in a text count UTF-16 units; they were read so."]


def test_a_colleagues_codings_join_a_text_that_is_here(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        brought(workspace, tmp_path, peer.selection(0, 5, peer.coding(A, by=KIM)))
        found = brought(workspace, tmp_path, peer.selection(0, 5, peer.coding(A, by=KIM)) + peer.selection(6, 10, peer.coding(B, by=LEE)))
        coders = asked(workspace, "SELECT coder, starts FROM highlight ORDER BY starts")
    assert (found.added_sources, found.added_codings, coders) == (0, 1, [("Kim", 0), ("Lee", 6)])


@pytest.mark.parametrize("market", ["gb", "GB", "SE"])
def test_a_market_is_named_by_key_or_country(tmp_path: Path, market: str) -> None:
    with given.workspace(tmp_path) as workspace:
        peer.large(tmp_path / "in.qdpx", codings=5, sources=1)
        import_qdpx(workspace=workspace, path=tmp_path / "in.qdpx", market=market)
        sql = "SELECT market.country, council.key FROM council JOIN market ON market.id = market_id WHERE council.title = 'Fees'"
        assert asked(workspace, sql) == [(market.upper(), "fees")]


def test_an_empty_workspace_takes_a_project_without_being_told_anything(tmp_path: Path) -> None:
    peer.large(tmp_path / "in.qdpx", codings=5, sources=1)
    with given.workspace(tmp_path, plan="") as workspace, given.workspace(tmp_path, plan="", name="copy.council") as copy:
        found = import_qdpx(workspace=workspace, path=tmp_path / "in.qdpx")
        given.apply(copy, tmp_path, dump_workspace(workspace=workspace))
        assert dump_workspace(workspace=copy) == dump_workspace(workspace=workspace)
    assert (found.sessions, found.added_sources) == (("fees",), 1)


def test_a_codebook_comes_in_with_the_empty_sets_of_its_program(tmp_path: Path) -> None:
    xml = (
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.5"><Codes>{peer.code("Fees", A.upper())}</Codes><Sets/></CodeBook>'
    )
    with given.workspace(tmp_path, plan="") as workspace:
        found = import_codebook(workspace=workspace, path=given.write(tmp_path, "c.qdc", xml))
        assert import_codebook(workspace=workspace, path=tmp_path / "c.qdc").added == 0
    assert (found.added, found.lost, len(found.warnings)) == (1, (), 1)


def test_the_command_says_what_came_in_and_what_stayed_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with given.workspace(tmp_path):
        pass  # closed again: the command opens it
    xml = peer.project(codes=peer.code("Fees", A), sources=peer.source(C, peer.selection(0, 99, peer.coding(A))))
    file = peer.pack(tmp_path / "p.qdpx", xml, {C: "Short."}, qde="Fees.qde")
    told = run(capsys, "import", "qdpx", file, "--into", tmp_path / "w.council", "--dry-run")
    assert (told.code, told.out) == (0, "1 of 1 texts, 1 notes, 0 of 1 codes, 0 of 0 codings, 0 of 0 cases added\n")
    assert told.err.splitlines() == [
        f"{file}: The project inside is not called project.qde; it was read all the same.",
        f"{file}: left out: one selection beyond its text",
    ]
    document = json.loads(run(capsys, "import", "qdpx", file, "--into", tmp_path / "w.council", "--session", given.SESSION, "--json").out)
    assert (document["sessions"], document["left_out"][0]["kind"], len(document["warnings"])) == ([given.SESSION], "beyond-the-text", 1)
