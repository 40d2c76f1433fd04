"""Changing a list by hand: cells, several people at once, the waiting list out of turn, two sittings of one council, and undo of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from council_app.domain.attending import Cell
from council_app.domain.enums import AttendanceStatus
from council_app.domain.records import RosterLine
from council_app.errors import CouncilError
from council_app.services import attending, door, moving
from council_app.services.capacity import set_room
from council_app.services.history import history, undo
from council_app.services.programme import session
from council_app.services.roster import roster_lines
from council_app.services.workspace import Workspace
from tests import factories as given
from tests.program import run

AM, PM = given.SESSION, "bristol-pm"
TWO_SITTINGS = given.PLAN.replace(
    "      - {key: bristol-am",
    '      - {key: bristol-pm, starts: "18:00", ends: "20:00", capacity: 2}\n      - {key: bristol-am',
).replace("capacity: 20", "capacity: 3")
PEOPLE = """
council: 1
people:
  - {email: ada@example.org, name: Ada Lind, session: bristol-am, status: confirmed, segments: [new]}
  - {email: ben@example.org, name: Ben Moss, session: bristol-am, status: confirmed}
  - {email: cleo@example.org, name: Cleo Hart, session: bristol-am, status: waiting}
  - {email: dev@example.org, name: Dev Rao, session: bristol-am, status: waiting}
  - {email: eva@example.org, name: Eva Stone, session: bristol-am, status: cancelled}
  - {email: gia@example.org, name: Gia Pell, session: bristol-am, status: confirmed}
  - {email: gia@example.org, name: Gia Pell, session: bristol-pm, status: confirmed}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return given.workspace(tmp_path, PEOPLE, plan=TWO_SITTINGS)


def lines(workspace: Workspace, key: str = AM) -> dict[str, RosterLine]:
    return {line.name.split()[0]: line for line in roster_lines(workspace=workspace, session=key)}


def ids(workspace: Workspace, *names: str, key: str = AM) -> list[str]:
    here = lines(workspace, key)
    return [here[name].id for name in names]


def standing(workspace: Workspace, key: str = AM) -> dict[str, str]:
    return {name: line.status.value for name, line in lines(workspace, key).items()}


def edit(workspace: Workspace, name: str, cell: Cell, typed: str) -> str:
    return str(attending.edit_cell(workspace=workspace, attendance=ids(workspace, name)[0], cell=cell, typed=typed).label)


def test_every_cell_is_read_as_the_importer_reads_it_and_undone_by_its_name(workspace: Workspace) -> None:
    typed = (
        (Cell.NAME, "  Ada   Lind-Ek ", "name", "Ada Lind-Ek", "Change a name"),
        (Cell.EMAIL, "Ada@Example.ORG ", "email", "ada@example.org", "Change an e-mail address"),
        (Cell.PHONE, "07700 900123", "phone", "+447700900123", "Change a phone number"),
        (Cell.SEGMENTS, "heavy, New; new |complained", "segments", ("heavy", "New", "complained"), "Change somebody's segments"),
        (Cell.ACCESS_NEEDS, " step-free ", "access_needs", "step-free", "Change access needs"),
        (Cell.DIETARY, "no nuts", "dietary", "no nuts", "Change dietary needs"),
        (Cell.INVITED_BY, "Kim", "invited_by", "Kim", "Change who invited somebody"),
        (Cell.GUESTS, "+2", "guests", 2, "Change somebody's plus-ones"),
    )
    for cell, text, field, kept, label in typed:
        ada = lines(workspace)["Ada"].id
        assert edit(workspace, "Ada", cell, text) == label
        assert getattr(next(line for line in lines(workspace).values() if line.id == ada), field) == kept
    assert str(undo(workspace=workspace).label) == "Change somebody's plus-ones"
    assert lines(workspace)["Ada"].guests == 0
    assert lines(workspace)["Ada"].invited_by == "Kim"


def test_what_cannot_stand_in_a_cell_is_said_and_nothing_is_changed(workspace: Workspace) -> None:
    before = lines(workspace)
    wrong = (
        (Cell.NAME, "  ", ": a name is needed. Type what they are called."),
        (Cell.NAME, "x" * 201, f"{'x' * 39}…: the name is longer than 200 characters. Shorten it."),
        (Cell.NAME, "a@b.org", "a@b.org: not a name. Type what they are called."),
        (Cell.EMAIL, "ada@", "ada@: not an e-mail address. Type one address such as name@example.org, or none."),
        (
            Cell.EMAIL,
            "ben@example.org",
            "ben@example.org: somebody else has this address. Two rows of one human can be merged on the page of either.",
        ),
        (Cell.PHONE, "call me", "call me: not a phone number. Type it with its country code, such as +44 20 7946 0000, or none."),
        (Cell.GUESTS, "two", "two: not a number of guests up to 20. Type how many they bring."),
        (Cell.SEGMENTS, "y" * 61, f"{'y' * 39}…: the segment is longer than 60 characters. Put commas between segments."),
    )
    for cell, text, said in wrong:
        with pytest.raises(attending.CellRefused) as refused:
            edit(workspace, "Ada", cell, text)
        assert (str(refused.value), refused.value.cell) == (said, cell)
    assert lines(workspace) == before


def test_a_registration_that_is_gone_is_said(workspace: Workspace) -> None:
    with pytest.raises(CouncilError) as refused:
        attending.edit_cell(workspace=workspace, attendance="0" * 32, cell=Cell.NAME, typed="Zoe")
    assert str(refused.value) == ": somebody chosen is not on the list any more. Choose again; nothing was changed."


def test_a_segment_is_given_to_several_at_once_and_taken_back_as_one(workspace: Workspace) -> None:
    chosen = ids(workspace, "Ada", "Ben", "Cleo")
    done = attending.add_segment(workspace=workspace, attendances=chosen, segment="New")
    assert str(done.label) == "Add the segment New"
    assert [line.segments for line in lines(workspace).values()][:3] == [("new",), ("New",), ("New",)]
    attending.remove_segment(workspace=workspace, attendances=chosen, segment="NEW")
    assert [line.segments for line in lines(workspace).values()][:3] == [(), (), ()]
    undo(workspace=workspace)
    undo(workspace=workspace)
    assert [line.segments for line in lines(workspace).values()][:3] == [("new",), (), ()]


def test_people_stand_only_where_they_may_and_all_or_none_are_changed(workspace: Workspace) -> None:
    with pytest.raises(CouncilError):
        attending.set_status(workspace=workspace, attendances=ids(workspace, "Ada", "Dev"), status=AttendanceStatus.NO_SHOW)
    assert standing(workspace)["Ada"] == "confirmed"
    done = attending.set_status(workspace=workspace, attendances=ids(workspace, "Ada", "Ben"), status=AttendanceStatus.WAITING)
    assert str(done.label) == "Put 2 people on the waiting list"
    assert {name: line.place for name, line in lines(workspace).items()} == {
        "Ada": 3,
        "Ben": 4,
        "Cleo": 1,
        "Dev": 2,
        "Eva": None,
        "Gia": None,
    }
    door.let_in(workspace=workspace, session=AM, who="gia")
    with pytest.raises(CouncilError) as refused:
        attending.set_status(workspace=workspace, attendances=ids(workspace, "Gia"), status=AttendanceStatus.CANCELLED)
    assert str(refused.value) == ": who is in was let in at the door. Take the arrival back there; nothing was changed."


def test_a_chosen_person_is_promoted_past_others_only_by_name_and_only_into_a_chair(workspace: Workspace) -> None:
    with pytest.raises(CouncilError) as refused:
        attending.set_status(workspace=workspace, attendances=ids(workspace, "Dev"), status=AttendanceStatus.CONFIRMED)
    assert str(refused.value) == ": the session is full. Raise its capacity or cancel somebody first; nothing was changed."
    set_room(workspace=workspace, session=AM, capacity=4, target=3)
    assert (session(workspace=workspace, key=AM).capacity, session(workspace=workspace, key=AM).target) == (4, 3)
    done = attending.set_status(workspace=workspace, attendances=ids(workspace, "Dev"), status=AttendanceStatus.CONFIRMED)
    assert str(done.label) == "Promote one person ahead of others who wait"
    assert (standing(workspace)["Dev"], lines(workspace)["Cleo"].place) == ("confirmed", 1)
    undo(workspace=workspace)
    done = attending.set_status(workspace=workspace, attendances=ids(workspace, "Cleo"), status=AttendanceStatus.CONFIRMED)
    assert str(done.label) == "Promote one person from the waiting list"
    assert lines(workspace)["Dev"].place == 1


def test_whoever_waits_and_cancels_leaves_no_gap(workspace: Workspace) -> None:
    attending.set_status(workspace=workspace, attendances=ids(workspace, "Cleo"), status=AttendanceStatus.CANCELLED)
    assert lines(workspace)["Dev"].place == 1


def test_chairs_are_a_number_that_a_room_can_have(workspace: Workspace) -> None:
    for number in (0, -1, 10_000):
        with pytest.raises(CouncilError):
            set_room(workspace=workspace, session=AM, capacity=number, target=None)
    set_room(workspace=workspace, session=AM, capacity=None, target=None)
    undo(workspace=workspace)
    assert session(workspace=workspace, key=AM).capacity == 3


def test_a_registration_is_taken_off_unless_it_left_something(workspace: Workspace, tmp_path: Path) -> None:
    attending.take_off(workspace=workspace, attendances=ids(workspace, "Ben", "Eva"))
    assert sorted(lines(workspace)) == ["Ada", "Cleo", "Dev", "Gia"]
    undo(workspace=workspace)
    assert sorted(lines(workspace)) == ["Ada", "Ben", "Cleo", "Dev", "Eva", "Gia"]
    door.let_in(workspace=workspace, session=AM, who="ada")
    with pytest.raises(CouncilError) as refused:
        attending.take_off(workspace=workspace, attendances=ids(workspace, "Ada", "Ben"))
    assert str(refused.value).startswith(": one of them was there, or left a note or an answer.")
    assert sorted(lines(workspace)) == ["Ada", "Ben", "Cleo", "Dev", "Eva", "Gia"]


def test_somebody_is_added_by_hand_and_waits_when_the_session_is_full(workspace: Workspace) -> None:
    added = attending.register(
        workspace=workspace, session=AM, name="Zoe Ek", email="Zoe@example.org", phone="07700900124", segments="new, vip"
    )
    zoe = lines(workspace)["Zoe"]
    assert (added.status, zoe.place, zoe.email, zoe.phone, zoe.segments) == (
        AttendanceStatus.WAITING,
        3,
        "zoe@example.org",
        "+447700900124",
        ("new", "vip"),
    )
    again = attending.register(workspace=workspace, session=PM, name="Somebody Else", email="zoe@example.org")
    assert (again.status, lines(workspace, PM)["Zoe"].person_id) == (AttendanceStatus.CONFIRMED, zoe.person_id)
    with pytest.raises(attending.CellRefused) as refused:
        attending.register(workspace=workspace, session=AM, name="Zoe", email="zoe@example.org")
    assert refused.value.cell is Cell.EMAIL
    undo(workspace=workspace)
    undo(workspace=workspace)
    assert "Zoe" not in lines(workspace)


def test_whoever_is_on_both_lists_is_marked_and_keeps_one_chair_when_moved(workspace: Workspace) -> None:
    assert {name: line.elsewhere for name, line in lines(workspace).items() if line.elsewhere} == {"Gia": (PM,)}
    assert lines(workspace, PM)["Gia"].elsewhere == (AM,)
    moving.move(workspace=workspace, attendances=ids(workspace, "Gia"), to=PM)
    assert (standing(workspace)["Gia"], standing(workspace, PM)) == ("cancelled", {"Gia": "confirmed"})
    assert lines(workspace, PM)["Gia"].elsewhere == ()


def test_people_move_into_free_chairs_and_wait_where_there_is_none(workspace: Workspace) -> None:
    done = moving.move(workspace=workspace, attendances=ids(workspace, "Dev", "Cleo", "Ada"), to=PM)
    assert str(done.label) == "Move 3 people to another session"
    assert standing(workspace, PM) == {"Ada": "confirmed", "Cleo": "waiting", "Dev": "waiting", "Gia": "confirmed"}
    assert [lines(workspace, PM)[name].place for name in ("Cleo", "Dev")] == [1, 2]
    assert sorted(standing(workspace)) == ["Ben", "Eva", "Gia"]
    undo(workspace=workspace)
    assert sorted(standing(workspace)) == ["Ada", "Ben", "Cleo", "Dev", "Eva", "Gia"]
    moving.move(workspace=workspace, attendances=ids(workspace, "Cleo"), to=PM)
    assert standing(workspace, PM)["Cleo"] == "confirmed"


def test_nobody_is_moved_who_came_or_said_no_or_to_another_council(workspace: Workspace) -> None:
    door.let_in(workspace=workspace, session=AM, who="ada")
    for name, to in (("Ada", PM), ("Eva", PM), ("Ben", AM), ("Ben", "nowhere")):
        with pytest.raises(CouncilError):
            moving.move(workspace=workspace, attendances=ids(workspace, name), to=to)
    newest = history(workspace=workspace, limit=1)[0]
    assert str(newest.label) == "Let somebody in from the waiting list"


def test_list_and_chairs_are_told_and_set_on_the_command_line(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attending.edit_cell(workspace=workspace, attendance=ids(workspace, "Cleo")[0], cell=Cell.GUESTS, typed="1")
    workspace.close()
    file = str(tmp_path / "w.council")
    ran = run(capsys, "chairs", file, "--session", AM, "--number", "4")
    assert (ran.code, ran.out) == (0, "Chairs: 4. Target: not said.\n")
    listed = run(capsys, "roster", file, "--session", AM)
    assert listed.out.splitlines()[:4] == [
        "–  Ada Lind  confirmed  new",
        "–  Ben Moss  confirmed",
        "–  Cleo Hart  waiting 1  +1",
        "–  Dev Rao  waiting 2",
    ]
    told = run(capsys, "roster", file, "--session", AM, "--json").document
    assert isinstance(told, list)
    assert (told[2]["email"], told[2]["place"], told[2]["guests"]) == ("cleo@example.org", 1, 1)
