"""The door at work: seats, undo with its reason, the waiting list, and what was learned from earlier sessions."""

import shutil
from pathlib import Path

import pytest

from council_app.domain.enums import ConsentMethod, Purpose
from council_app.errors import CouncilError
from council_app.services import consent, door, door_list
from council_app.services.cells import CellRefused
from council_app.services.door import DoorResult
from council_app.services.history import history
from council_app.services.roster import roster_lines
from council_app.services.workspace import Workspace, open_workspace
from tests import factories as given

ROOM = given.SESSION
EXPECTED = """
council: 1
people:
  - {email: ada@example.org, name: Ada Lind, session: bristol-am, status: confirmed}
  - {email: ben@example.org, name: Ben Moss, session: bristol-am, status: confirmed}
  - {email: cleo@example.org, name: Cleo Hart, session: bristol-am, status: waiting}
  - {email: dev@example.org, name: Dev Rao, session: bristol-am, status: waiting}
  - {email: eva@example.org, name: Eva Stone, session: bristol-am, status: cancelled}
"""
EARLIER = """
council: 1
councils: [{key: leeds, market: gb, city: Leeds, date: 2026-01-10, timezone: Europe/London,
  sessions: [{key: leeds-am, starts: "09:00", ends: "11:00"}]}]
seats: [%s]
"""


def expecting(folder: Path, plan: str = given.PLAN) -> Workspace:
    return given.workspace(folder, EXPECTED, plan=plan)


def statuses(workspace: Workspace) -> dict[str, str]:
    return {line.name.split()[0]: line.status.value for line in roster_lines(workspace=workspace, session=ROOM)}


def test_an_arrival_is_taken_back_to_what_it_was_and_the_reason_is_kept(tmp_path: Path) -> None:
    with expecting(tmp_path) as workspace:
        for who, was in (("ada", "confirmed"), ("eva", "cancelled"), ("cleo", "waiting")):
            done = door.let_in(workspace=workspace, session=ROOM, who=who)
            assert (done.result, statuses(workspace)[who.title()]) == (DoorResult.ARRIVED, "arrived")
            undone = door.undo_check_in(workspace=workspace, session=ROOM, who=who, reason="wrong\nperson")
            assert (statuses(workspace)[who.title()], undone.matches[0].seat) == (was, done.matches[0].seat)
        assert str(history(workspace=workspace, limit=1)[0].label) == "Take back a check-in: wrong person"
        for who, reason in (("ada", "not in"), ("ben", " "), ("nobody", "x")):
            with pytest.raises(CouncilError):
                door.undo_check_in(workspace=workspace, session=ROOM, who=who, reason=reason)


def test_a_walk_in_taken_back_is_off_the_list_and_may_come_back(tmp_path: Path) -> None:
    with expecting(tmp_path) as workspace:
        first = door.walk_in(workspace=workspace, session=ROOM, name="  Finn   Oake ", email="Finn@Example.org")
        assert (first.result, first.matches[0].name, first.matches[0].email) == (DoorResult.ARRIVED, "Finn Oake", "finn@example.org")
        door.undo_check_in(workspace=workspace, session=ROOM, who="finn", reason="left at once")
        assert statuses(workspace)["Finn"] == "cancelled"
        again = door.check_in(workspace=workspace, session=ROOM, who="finn")
        assert (again.result, again.matches[0].seat) == (DoorResult.ARRIVED, first.matches[0].seat)
        with pytest.raises(CouncilError):
            door.walk_in(workspace=workspace, session=ROOM, name="Finn", email="finn@example.org")
        with pytest.raises(CouncilError):
            door.walk_in(workspace=workspace, session=ROOM, name=" ")


@pytest.mark.parametrize(
    ("name", "email"), [("Finn Oake", "nonsense"), ("Finn Oake", "a@b.org; c@d.org"), ("F" * 201, ""), ("finn@example.org", ""), ("42", "")]
)
def test_a_walk_in_is_read_as_strictly_as_any_cell_of_the_roster(tmp_path: Path, name: str, email: str) -> None:
    with expecting(tmp_path) as workspace:
        before = statuses(workspace)
        with pytest.raises(CellRefused):
            door.walk_in(workspace=workspace, session=ROOM, name=name, email=email)
        assert statuses(workspace) == before


def test_a_walk_ins_name_keeps_no_letter_that_turns_the_others_round(tmp_path: Path) -> None:
    with expecting(tmp_path) as workspace:
        done = door.walk_in(workspace=workspace, session=ROOM, name="Finn \u202ekaO\u0007", email="mailto:Finn@Example.org")
        assert (done.matches[0].name, done.matches[0].email) == ("Finn kaO", "finn@example.org")


def test_whoever_waits_is_not_let_in_by_a_name_alone(tmp_path: Path) -> None:
    with expecting(tmp_path) as workspace:
        assert door.look_up(workspace=workspace, session=ROOM, who="cl").result is DoorResult.WAITLISTED
        assert door.check_in(workspace=workspace, session=ROOM, who="cl").result is DoorResult.WAITLISTED
        assert statuses(workspace)["Cleo"] == "waiting"


def test_the_waiting_list_moves_up_in_its_order_while_there_is_room(tmp_path: Path) -> None:
    with expecting(tmp_path, given.PLAN.replace("capacity: 20", "capacity: 3")) as workspace:
        assert [guest.name for guest in door.promote(workspace=workspace, session=ROOM, number=9)] == ["Cleo Hart"]
        assert statuses(workspace) == {"Ada": "confirmed", "Ben": "confirmed", "Cleo": "confirmed", "Dev": "waiting", "Eva": "cancelled"}
        with pytest.raises(CouncilError):
            door.promote(workspace=workspace, session=ROOM)


def test_the_forecast_learns_from_earlier_sessions_of_the_market(tmp_path: Path) -> None:
    with expecting(tmp_path) as workspace:
        assert door.door_counts(workspace=workspace, session=ROOM).forecast is None
        came = [f"{{session: leeds-am, seat: P{n:02}, status: {'arrived' if n <= 8 else 'no-show'}}}" for n in range(1, 11)]
        given.apply(workspace, tmp_path, EARLIER % ", ".join([*came, "{session: leeds-am, seat: P11, status: walk-in}"]))
        door.check_in(workspace=workspace, session=ROOM, who="ada")
        counts = door.door_counts(workspace=workspace, session=ROOM)
    found = counts.forecast
    assert (counts.arrived, counts.expected, counts.waiting, counts.cancelled, counts.unasked) == (1, 1, 2, 1, 1)
    assert found is not None
    assert (found.sessions, found.said_yes, found.came, found.low, found.likely, found.high) == (1, 10, 8, 1, 2, 2)


TWO_SESSIONS = given.PLAN.replace(
    "agenda: [{title: Welcome, minutes: 10}]}",
    'agenda: [{title: Welcome, minutes: 10}]}\n      - {key: bristol-pm, starts: "18:00", ends: "20:00", capacity: 20}',
)
IN_BOTH = """
council: 1
people:
  - {email: ada@example.org, name: Ada Lind, session: bristol-pm, status: confirmed}
  - {email: zed@example.org, name: Zed Pole, session: bristol-pm, status: confirmed}
"""


def badge(workspace: Workspace, session: str, who: str) -> str:
    return door.look_up(workspace=workspace, session=session, who=who).matches[0].secret or ""


def test_the_badge_of_another_session_is_named_and_lets_nobody_in(tmp_path: Path) -> None:
    with expecting(tmp_path, TWO_SESSIONS) as workspace:
        given.apply(workspace, tmp_path, IN_BOTH)
        both, other = (badge(workspace, "bristol-pm", who) for who in ("ada", "zed"))
        for scan, here in ((both, ["Ada Lind"]), (f"le{other}", [])):
            done = door.check_in(workspace=workspace, session=ROOM, who=scan)
            assert (done.result, done.badge_of, done.let) == (DoorResult.UNKNOWN, "bristol-pm", None)
            assert [guest.name for guest in done.matches] == here
        assert statuses(workspace)["Ada"] == "confirmed"
        assert {line.status.value for line in roster_lines(workspace=workspace, session="bristol-pm")} == {"confirmed"}


def test_every_sign_of_a_guest_finds_them_without_the_list(tmp_path: Path) -> None:
    with expecting(tmp_path) as workspace:
        done = door.check_in(workspace=workspace, session=ROOM, who="ada")
        guest = done.matches[0]
        for sign in (guest.id, guest.secret, f" {(guest.seat or '').lower()} ", "ADA@example.org"):
            again = door.check_in(workspace=workspace, session=ROOM, who=sign or "")
            assert (again.result, again.matches, again.let and again.let.elsewhere) == (DoorResult.ALREADY, (guest,), False)


def test_an_arrival_kept_on_another_laptop_is_told_apart(tmp_path: Path) -> None:
    with expecting(tmp_path) as workspace:
        door.check_in(workspace=workspace, session=ROOM, who="ada")
    elsewhere = Path(shutil.copy(tmp_path / "w.council", tmp_path / "copied.council"))
    with open_workspace(path=elsewhere, passphrase=None) as copied:
        again = door.check_in(workspace=copied, session=ROOM, who="ada")
        assert again.let is not None
        assert (again.result, again.let.elsewhere, again.let.by) == (DoorResult.ALREADY, True, "kim")


def test_whoever_waits_knows_their_place(tmp_path: Path) -> None:
    with expecting(tmp_path) as workspace:
        (dev,) = door.check_in(workspace=workspace, session=ROOM, who="dev@example.org").matches
        sheet = door_list.door_sheet(workspace=workspace, session=ROOM)
        assert (dev.waits, [guest.waits for guest in sheet.book], sheet.counts.waiting) == (2, [0, 0, 1, 2, 0], 2)


def test_the_newest_arrivals_say_what_is_missing_and_how_it_was_answered(tmp_path: Path) -> None:
    with expecting(tmp_path) as workspace:
        for who in ("ada", "ben"):
            door.check_in(workspace=workspace, session=ROOM, who=who)
        refused = (Purpose.PHOTO, Purpose.CONTACT)
        granted = tuple(purpose for purpose in Purpose if purpose not in refused)
        consent.record_answers(
            workspace=workspace, session=ROOM, person="ada", granted=granted, refused=refused, method=ConsentMethod.PAPER, locale="en"
        )
        newest, counts = door_list.latest_arrivals(workspace=workspace, session=ROOM)
        assert [(each.guest.name, each.missing, each.refused, each.on_paper) for each in newest] == [
            ("Ben Moss", tuple(Purpose), (), False),
            ("Ada Lind", (), refused, True),
        ]
        assert (counts.arrived, counts.unasked) == (2, 1)
        door.undo_check_in(workspace=workspace, session=ROOM, who="ada", reason="left")
        back = door.check_in(workspace=workspace, session=ROOM, who="ada")
        assert back.let is not None
        assert back.let.missing == ()


def test_what_only_the_host_reads_is_read_when_asked(tmp_path: Path) -> None:
    with expecting(tmp_path) as workspace:
        line = "people: [{email: ada@example.org, name: Ada Lind, session: bristol-am, access_needs: step-free, segments: [new]}]"
        given.apply(workspace, tmp_path, f"council: 1\n{line}\n")
        (ada,) = door.look_up(workspace=workspace, session=ROOM, who="ada").matches
        assert ada.notes == 1
        told = door_list.host_notes(workspace=workspace, session=ROOM, attendance=ada.id)
        assert told == door_list.HostNotes("step-free", "", ("new",), "", 0, "a…@example.org")
