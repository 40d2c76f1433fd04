"""The door at work: seats, undo with its reason, the waiting list, and what was learned from earlier sessions."""

from pathlib import Path

import pytest

from council_app.errors import CouncilError
from council_app.services import door
from council_app.services.door import DoorResult
from council_app.services.history import history
from council_app.services.roster import roster_lines
from council_app.services.workspace import Workspace
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
    made = given.workspace(folder, plan=plan)
    given.apply(made, folder, EXPECTED)
    return made


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
