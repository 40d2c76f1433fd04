"""A roster on its way in: looked at, rehearsed, imported, corrected, remembered; undone in one step."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import func, select

from council_app.db.models import Attendance, Consent, ImportLayout, Person
from council_app.domain.enums import AttendanceStatus
from council_app.errors import Cancelled, CouncilError, Progress
from council_app.i18n import translator
from council_app.services import door, history
from council_app.services.capacity import set_room
from council_app.services.roster import roster_lines
from council_app.services.roster_import import (
    Draft,
    Fate,
    Field,
    Reading,
    RosterImport,
    add_corrected,
    carry_out,
    check_row,
    import_roster,
    open_roster,
    rehearse,
    save_rejected,
    with_columns,
    with_corrections,
)
from council_app.services.workspace import Workspace
from tests import factories as given

LIST = """Name,Email,Phone,Status,Dietary
Ann Pike,ann@example.org,07700 900101,Attending,
Bo Quist,bo@example,12,Attending,
Cy Rook,cy@example.org,,Not Attending,
Ann Pike,ANN@example.org,,Attending,Vegan
Di Swan,,07700 900104,Waitlisted,
Eve Marsh,eve@example.org,call me,Attending,
Fay Lund,,07700 900101,Attending,
"""


def opened(made: Workspace, folder: Path, text: str = LIST, **mapping: str) -> Draft:
    return open_roster(workspace=made, session=given.SESSION, path=given.write(folder, "list.csv", text), mapping=mapping)


def fates(found: RosterImport) -> list[tuple[int, Fate]]:
    return [(row.line, row.fate) for row in found.fates]


def told(found: RosterImport) -> tuple[object, ...]:
    """Everything an import tells but what it wrote."""
    return (found.rows, found.added, found.updated, found.waitlisted, found.duplicates, found.rejected, found.warnings, fates(found))


def names(made: Workspace) -> list[str]:
    return sorted(line.name for line in roster_lines(workspace=made, session=given.SESSION))


@pytest.mark.parametrize("merge", [False, True])
def test_a_rehearsal_says_exactly_what_the_import_does_and_keeps_nothing(tmp_path: Path, merge: bool) -> None:
    with given.workspace(tmp_path) as made:
        import_roster(workspace=made, session=given.SESSION, path=given.write(tmp_path, "first.csv", "Name,Email\nEve,eve@example.org\n"))
        draft = opened(made, tmp_path)
        before = history.next_undo(workspace=made)
        rehearsed = rehearse(workspace=made, draft=draft, merge_duplicates=merge)
        assert (names(made), history.next_undo(workspace=made)) == (["Eve"], before)
        assert told(rehearsed) == told(carry_out(workspace=made, draft=draft, merge_duplicates=merge))


def test_every_row_has_its_fate(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        import_roster(workspace=made, session=given.SESSION, path=given.write(tmp_path, "first.csv", "Name,Email\nEve,eve@example.org\n"))
        found = rehearse(workspace=made, draft=opened(made, tmp_path))
    assert fates(found) == [
        (2, Fate.NEW),
        (3, Fate.REJECTED),
        (4, Fate.REJECTED),
        (5, Fate.REPEATED),
        (6, Fate.WAITING),
        (7, Fate.HERE),
        (8, Fate.NEW),
    ]
    assert [(row.line, row.by, row.same_as) for row in found.fates if row.by] == [(5, "email", 2), (7, "email", None)]
    assert {line: [problem.column for problem in problems] for line, problems in found.problems.items()} == {
        3: ["Email", "Phone"],
        4: ["Status"],
        7: ["Phone"],
    }


def test_an_import_is_one_step_of_undo_and_takes_its_layout_along(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        carry_out(workspace=made, draft=opened(made, tmp_path))
        label = history.next_undo(workspace=made)
        assert label is not None
        assert str(label) == "Import a roster of 7 rows"
        history.undo(workspace=made)
        with made.read() as view:
            left = [view.scalar(select(func.count()).select_from(model)) for model in (Person, Attendance, ImportLayout)]
    assert left == [0, 0, 0]


def test_stopping_an_import_keeps_nothing(tmp_path: Path) -> None:
    def stop(step: Progress) -> None:
        if step.done == step.total:
            raise Cancelled

    with given.workspace(tmp_path) as made:
        draft = opened(made, tmp_path)
        before = history.next_undo(workspace=made)
        with pytest.raises(Cancelled):
            carry_out(workspace=made, draft=draft, told=stop)
        assert (names(made), history.next_undo(workspace=made)) == ([], before)


def test_a_long_import_says_how_far_it_is(tmp_path: Path) -> None:
    rows = "".join(f"Guest {number},g{number}@example.org\n" for number in range(3_000))
    steps: list[Progress] = []
    with given.workspace(tmp_path) as made:
        carry_out(workspace=made, draft=opened(made, tmp_path, "Name,Email\n" + rows), told=steps.append)
    done = [step.done for step in steps]
    assert (done[0], done[-1], sorted(done) == done, {step.total for step in steps}) == (0, 3_000, True, {3_000})


def test_what_the_columns_meant_is_remembered_with_the_import(tmp_path: Path) -> None:
    text = "Who,Nick,Reach\nAnn Pike,An,ann@example.org\n"
    with given.workspace(tmp_path) as made:
        draft = opened(made, tmp_path, text)
        assert (draft.remembered, draft.mapping["Nick"], draft.mapping["Who"]) == (False, Field.IGNORE, Field.IGNORE)
        chosen = with_columns(draft, {"Who": Field.NAME})
        rehearse(workspace=made, draft=chosen)
        assert not opened(made, tmp_path, text).remembered
        carry_out(workspace=made, draft=chosen)
        again = opened(made, tmp_path, "WHO,nick,Reach\nBo Quist,B,bo@example.org\n")
    assert (again.remembered, list(again.mapping.values())) == (True, [Field.NAME, Field.IGNORE, Field.EMAIL])


def test_the_command_line_uses_what_was_remembered_unless_told_otherwise(tmp_path: Path) -> None:
    path = given.write(tmp_path, "list.csv", "Who,Nick,Reach\nAnn Pike,An,ann@example.org\n")
    with given.workspace(tmp_path) as made:
        import_roster(workspace=made, session=given.SESSION, path=path, mapping={"Nick": "name"})
        known = import_roster(workspace=made, session=given.SESSION, path=path, dry_run=True)
        told_now = import_roster(workspace=made, session=given.SESSION, path=path, mapping={"Who": "name"})
        after = import_roster(workspace=made, session=given.SESSION, path=path, dry_run=True)
    assert [found.mapping["Nick"] for found in (known, told_now, after)] == ["name", "ignore", "ignore"]
    assert (known.remembered, told_now.remembered) == (True, True)


def test_a_layout_without_headers_or_without_anybody_is_not_remembered(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        carry_out(workspace=made, draft=opened(made, tmp_path, "Ann Pike,ann@example.org\n"))
        carry_out(workspace=made, draft=opened(made, tmp_path, "Name,Email\nBo,not an address\n"))
        with made.read() as view:
            assert view.scalar(select(func.count()).select_from(ImportLayout)) == 0
        assert names(made) == ["Ann Pike"]


def test_corrected_rows_are_checked_as_typed_and_added_as_a_step_of_their_own(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        draft = opened(made, tmp_path)
        carry_out(workspace=made, draft=draft)
        assert [str(problem.reason) for problem in check_row(draft, 3, {"Email": "bo@exampl"})] == [
            "not an e-mail address",
            "not a phone number",
        ]
        assert [problem.refuses for problem in check_row(draft, 3, {"Email": "bo@example.org"})] == [False]
        found = add_corrected(workspace=made, draft=draft, corrections={3: {"Email": "bo@example.org", "Phone": ""}})
        label = history.next_undo(workspace=made)
        assert label is not None
        assert (found.added, fates(found), str(label)) == (1, [(3, Fate.NEW)], "Add one corrected row of a roster")
        assert "Bo Quist" in names(made)
        history.undo(workspace=made)
        assert "Bo Quist" not in names(made)


def test_a_correction_before_the_import_counts_like_the_file(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        draft = with_corrections(opened(made, tmp_path), {3: {"Email": "ann@example.org", "Phone": ""}, 4: {"Status": "Attending"}})
        found = rehearse(workspace=made, draft=draft)
    assert fates(found)[1:3] == [(3, Fate.REPEATED), (4, Fate.NEW)]


def test_rejected_rows_are_saved_with_their_reasons_and_no_formula(tmp_path: Path) -> None:
    text = "Name,Email\n=1+1,a@example.org\nBo,bo@example\nCy,cy@example.org\nDi,d@example.org,more\n"
    with given.workspace(tmp_path) as made:
        draft = opened(made, tmp_path, text)
        found = carry_out(workspace=made, draft=draft)
        save_rejected(draft=draft, rejected=found.rejected, out=tmp_path / "out.csv", t=translator("en"))
    rows = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))))
    assert rows == [
        ["Line", "Column", "Reason", "Name", "Email"],
        ["2", "Name", "looks like a spreadsheet formula", "'=1+1", "a@example.org"],
        ["3", "Email", "not an e-mail address", "Bo", "bo@example"],
        ["5", "", "the row has more cells than there are headers", "more"],
    ]


def test_saved_rows_that_were_put_right_come_in_again(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        draft = opened(made, tmp_path)
        found = carry_out(workspace=made, draft=draft)
        out = tmp_path / "out.csv"
        save_rejected(draft=draft, rejected=found.rejected, out=out, t=translator("en"))
        given.write(tmp_path, "out.csv", out.read_text(encoding="utf-8-sig").replace("bo@example,", "bo@example.org,"))
        again = import_roster(workspace=made, session=given.SESSION, path=out)
    assert (again.added, [row.line for row in again.rejected]) == (1, [3])


def test_answers_about_consent_in_somebody_elses_form_are_no_consent(tmp_path: Path) -> None:
    text = "Name,Email,I consent to photos,Photos: I do not agree to be shown\nAnn,ann@example.org,Yes,Yes\n"
    with given.workspace(tmp_path) as made:
        found = carry_out(workspace=made, draft=opened(made, tmp_path, text))
        with made.read() as view:
            assert view.scalar(select(func.count()).select_from(Consent)) == 0
    assert found.consents == ("I consent to photos", "Photos: I do not agree to be shown")
    assert found.added == 1


def test_merging_fills_in_what_somebody_on_the_list_needs(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        carry_out(workspace=made, draft=opened(made, tmp_path, "Name,Email,Access needs\nAnn,ann@example.org,Ramp\n"))
        more = "Name,Email,Access needs,Dietary,Guests\nAnn,ann@example.org,Lift,Vegan,2\n"
        found = carry_out(workspace=made, draft=opened(made, tmp_path, more), merge_duplicates=True)
        (line,) = roster_lines(workspace=made, session=given.SESSION)
    assert (found.updated, found.added) == (1, 0)
    assert (line.access_needs, line.dietary, line.guests) == ("Ramp", "Vegan", 2)


def test_a_file_that_names_nobody_opens_and_is_not_imported(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        draft = opened(made, tmp_path, "Ticket,Price\n1,2\n")
        assert not draft.ready
        with pytest.raises(CouncilError) as caught:
            rehearse(workspace=made, draft=draft)
    assert str(caught.value.why) == "no column looks like a name or an e-mail address"


def test_the_same_file_is_read_as_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Namn;E-post\nŁucja;lucja@example.org\n".encode("cp1250"))
    with given.workspace(tmp_path) as made:
        draft = open_roster(workspace=made, session=given.SESSION, path=path, reading=Reading(encoding="cp1250"))
        carry_out(workspace=made, draft=draft)
        (line,) = roster_lines(workspace=made, session=given.SESSION)
    assert (line.name, line.status) == ("Łucja", AttendanceStatus.CONFIRMED)


def test_a_whole_register_of_customers_is_no_list_of_guests(tmp_path: Path) -> None:
    rows = "".join(f"g{number}@example.org\n" for number in range(100_001))
    with given.workspace(tmp_path) as made:
        with pytest.raises(CouncilError) as caught:
            opened(made, tmp_path, "Email\n" + rows)
        assert (str(caught.value.why), str(caught.value.todo)) == ("has more than 100000 rows", "Keep only those who are invited.")


NEWEST_FIRST = """Name,Email,Registration date,Status
Eve Marsh,eve@example.org,2026-04-05T10:00:00Z,Attending
Di Swan,di@example.org,2026-04-04T10:00:00Z,Attending
Cy Rook,cy@example.org,2026-04-03T10:00:00Z,Waitlisted
Bo Quist,bo@example.org,2026-04-03T09:00:00+02:00,Attending
Ann Pike,ann@example.org,2026-04-01T10:00:00Z,Attending
Fay Lund,fay@example.org,,Attending
Gus Holm,gus@example.org,2099-01-01T10:00:00Z,Attending
"""


def test_whoever_signed_up_first_sits_or_waits_first_whichever_way_the_file_is_sorted(tmp_path: Path) -> None:
    with given.workspace(
        tmp_path,
        "council: 1\npeople: [{email: kay@example.org, name: Kay Moor, session: bristol-am, status: waiting}]\n",
        plan=given.PLAN.replace("capacity: 20", "capacity: 2"),
    ) as made:
        rehearsed = rehearse(workspace=made, draft=opened(made, tmp_path, NEWEST_FIRST))
        found = carry_out(workspace=made, draft=opened(made, tmp_path, NEWEST_FIRST))
        assert told(found) == told(rehearsed)
        assert fates(found) == [(line, Fate.NEW if line in (5, 6) else Fate.WAITING) for line in range(2, 9)]
        lines = roster_lines(workspace=made, session=given.SESSION)
        assert [line.name for line in lines if line.status is AttendanceStatus.CONFIRMED] == ["Ann Pike", "Bo Quist"]
        queue = sorted((line.place, line.name) for line in lines if line.place is not None)
        assert [name for _, name in queue] == ["Cy Rook", "Di Swan", "Eve Marsh", "Kay Moor", "Fay Lund", "Gus Holm"]
        set_room(workspace=made, session=given.SESSION, capacity=3, target=None)
        assert [guest.name for guest in door.promote(workspace=made, session=given.SESSION)] == ["Cy Rook"]
