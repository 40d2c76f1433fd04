"""Rosters and notes out of files, into a workspace."""

from pathlib import Path

from council_app.domain.enums import AttendanceStatus
from council_app.services import capture
from council_app.services.notes import import_notes
from council_app.services.roster import Duplicate, RosterImport, import_roster, roster_lines
from council_app.services.workspace import Workspace
from tests import factories as given

GUESTS = """Name,Email,Phone,Attendee Status
Ann Pike,ann@example.org,07700 900101,Attending
Bo Quist,bo@example,07700 900102,Attending
Cy Rook,cy@example.org,07700 900103,Not Attending
Ann Pike,ANN@example.org,,Attending
Di Swan,,07700 900104,Attending
"""


def guests(made: Workspace, folder: Path, text: str = GUESTS, **options: bool) -> RosterImport:
    return import_roster(workspace=made, session=given.SESSION, path=given.write(folder, "guests.csv", text), **options)


def test_good_rows_are_added_and_bad_ones_listed_with_line_column_value_and_reason(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        found = guests(made, tmp_path)
        names = [line.name for line in roster_lines(workspace=made, session=given.SESSION)]
    assert names == ["Ann Pike", "Di Swan"]
    assert (found.rows, found.added, found.updated, found.waitlisted) == (5, 2, 0, 0)
    assert [(row.line, row.column, row.value) for row in found.rejected] == [
        (3, "Email", "bo@example"),
        (4, "Attendee Status", "Not Attending"),
    ]
    assert found.duplicates == (Duplicate(line=5, by="email", same_as=2, merged=False),)


def test_importing_again_lists_everybody_as_known_and_adds_nobody(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        guests(made, tmp_path)
        before = roster_lines(workspace=made, session=given.SESSION)
        again = guests(made, tmp_path)
        assert roster_lines(workspace=made, session=given.SESSION) == before
    assert (again.added, [duplicate.line for duplicate in again.duplicates]) == (0, [2, 5, 6])


def test_merging_fills_in_and_overwrites_nothing(tmp_path: Path) -> None:
    first = "Name,Email,Phone\nAnn Pike,ann@example.org,\n"
    second = "Name,Email,Phone\nAnnie P,ann@example.org,+447700900101\n"
    with given.workspace(tmp_path) as made:
        guests(made, tmp_path, first)
        found = guests(made, tmp_path, second, merge_duplicates=True)
        (line,) = roster_lines(workspace=made, session=given.SESSION)
    assert (found.added, found.updated) == (0, 1)
    assert (line.name, line.phone) == ("Ann Pike", "+447700900101")


def test_a_family_with_one_phone_is_not_one_person(tmp_path: Path) -> None:
    text = "Name,Email,Phone\nAnn Pike,ann@example.org,07700 900101\nTom Pike,tom@example.org,07700 900101\n"
    with given.workspace(tmp_path) as made:
        found = guests(made, tmp_path, text)
    assert (found.added, found.duplicates) == (2, ())


def test_who_comes_after_the_last_chair_waits(tmp_path: Path) -> None:
    rows = "".join(f"Guest {n},g{n}@example.org\n" for n in range(23))
    with given.workspace(tmp_path) as made:
        found = guests(made, tmp_path, "Name,Email\n" + rows)
        lines = roster_lines(workspace=made, session=given.SESSION)
    assert (found.added, found.waitlisted) == (23, 3)
    assert sum(line.status is AttendanceStatus.WAITING for line in lines) == 3


def test_a_dry_run_keeps_nothing(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        assert guests(made, tmp_path, dry_run=True).added == 2
        assert roster_lines(workspace=made, session=given.SESSION) == ()


def test_notes_with_columns_of_other_names(tmp_path: Path) -> None:
    path = given.write(tmp_path, "calls.csv", "note,issue\nThe fee came as a shock,Late fee\n= not a formula,Late fee\n")
    with given.workspace(tmp_path) as made:
        found = import_notes(workspace=made, session=given.SESSION, path=path, mapping={"note": "text", "issue": "tags"})
        lines = capture.stream(workspace=made, session=given.SESSION)
    assert (found.rows, found.added, found.new_tags) == (2, 2, ("late-fee",))
    assert {(line.text, line.tags[0].path) for line in lines} == {("The fee came as a shock", "late-fee"), ("= not a formula", "late-fee")}


def test_a_note_of_nobody_who_was_there_is_listed_and_the_others_are_added(tmp_path: Path) -> None:
    path = given.write(tmp_path, "notes.csv", "speaker,text\nP01,here\nP77,nowhere\n")
    with given.workspace(tmp_path, given.people(count=1)) as made:
        found = import_notes(workspace=made, session=given.SESSION, path=path)
    assert (found.rows, found.added) == (2, 1)
    assert [(row.line, row.column, row.value) for row in found.rejected] == [(3, "speaker", "P77")]


def test_text_alone_is_read_as_the_capture_grammar(tmp_path: Path) -> None:
    path = given.write(tmp_path, "notes.csv", 'text\n"- !! ""Too late"" #fees/late"\n')
    with given.workspace(tmp_path) as made:
        import_notes(workspace=made, session=given.SESSION, path=path)
        (line,) = capture.stream(workspace=made, session=given.SESSION)
    assert (line.text, line.kind.value, line.severity, line.verbatim) == ("Too late", "friction", 2, True)


def test_a_shared_name_at_another_session_is_listed_and_nobody_loses_an_address(tmp_path: Path) -> None:
    plan = given.PLAN.replace("      - {key: bristol-am", '      - {key: pm, starts: "14:00", ends: "15:00"}\n      - {key: bristol-am')
    with given.workspace(tmp_path, plan=plan) as made:
        guests(made, tmp_path, "Name,Email\nAnna Smith,\n")
        later = given.write(tmp_path, "later.csv", "Name,Email,Phone\nAnna Smith,anna@example.org,07700 900101\n")
        found = import_roster(workspace=made, session="pm", path=later)
        (line,) = roster_lines(workspace=made, session="pm")
    assert (found.added, found.duplicates) == (1, (Duplicate(line=2, by="name", same_as=None, merged=False),))
    assert (line.email, line.phone) == ("anna@example.org", "+447700900101")


def test_the_same_address_at_another_session_is_the_same_person(tmp_path: Path) -> None:
    plan = given.PLAN.replace("      - {key: bristol-am", '      - {key: pm, starts: "14:00", ends: "15:00"}\n      - {key: bristol-am')
    with given.workspace(tmp_path, plan=plan) as made:
        guests(made, tmp_path, "Name,Email\nAnn Pike,ann@example.org\n")
        later = given.write(tmp_path, "later.csv", "Name,Email,Phone\nAnn Pike,ANN@example.org,07700 900101\n")
        found = import_roster(workspace=made, session="pm", path=later)
        (first,), (second,) = (roster_lines(workspace=made, session=key) for key in (given.SESSION, "pm"))
    assert (found.added, found.duplicates) == (1, ())
    assert (first.person_id, first.phone) == (second.person_id, "+447700900101")


def test_the_same_notes_brought_in_twice_are_there_once(tmp_path: Path) -> None:
    path = given.write(tmp_path, "notes.csv", "at,speaker,text\n2026-05-12T10:00:00,P01,here\n2026-05-12T10:01:00,,here\n")
    with given.workspace(tmp_path, given.people(count=1)) as made:
        first = import_notes(workspace=made, session=given.SESSION, path=path)
        second = import_notes(workspace=made, session=given.SESSION, path=path)
        assert len(capture.stream(workspace=made, session=given.SESSION)) == 2
    assert ((first.added, first.already_there), (second.added, second.already_there)) == ((2, 0), (0, 2))
