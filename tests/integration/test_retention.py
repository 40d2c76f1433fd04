"""When a council's time is over its people go, in one action; who is on a later list stays, and a full disk is told as it is."""

import resource
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from council_app.errors import Cancelled, CouncilError, Progress
from council_app.services.retention import erase_council_people, keep_until, retention
from council_app.services.roster import roster_lines
from council_app.services.workspace import check
from tests import factories as given
from tests import program
from tests.program import asked, spawn

LATER = """
council: 1
councils: [{key: leeds, market: gb, city: Leeds, date: 2027-09-01, timezone: Europe/London,
  sessions: [{key: leeds-am, starts: "09:30", ends: "12:00"}]}]
people: [{email: ada@example.org, session: leeds-am, seat: P07, status: arrived}]
"""
OVER = date(2028, 5, 13)


def test_people_of_a_due_council_go_and_who_is_on_a_later_list_stays(tmp_path: Path) -> None:
    told: list[Progress] = []
    with given.workspace(
        tmp_path, given.people(count=3), LATER, given.notes(("P01", "the first words"), ("P02", "the other words"))
    ) as workspace:
        due, later = retention(workspace=workspace, today=OVER)
        assert (due.council, due.people, due.elsewhere, due.due) == ("bristol", 3, 1, True)
        assert (later.council, later.people, later.elsewhere, later.due) == ("leeds", 1, 0, False)
        found = erase_council_people(workspace=workspace, council="bristol", today=OVER, progress=told.append)
        assert (found.erased, found.kept, found.left, found.copies) == (2, 1, 0, ())
        assert [(step.done, step.total) for step in told] == [(1, 2), (2, 2)]
        assert [line.name for line in roster_lines(workspace=workspace, session=given.SESSION)] == ["Ada Lind"]
        due, _ = retention(workspace=workspace, today=OVER)
        assert (due.people, due.elsewhere, due.due) == (1, 1, False)  # nobody is left to erase: it is not offered again
        assert check(workspace=workspace).problems == ()
        raw = b"".join(file.read_bytes() for file in tmp_path.glob("w.council*"))
        assert [word for word in (b"Ben Moss", b"Cleo", b"the other words") if word in raw] == []


def test_a_council_whose_time_is_not_over_is_refused(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=2)) as workspace:
        for council in ("bristol", "nowhere"):
            with pytest.raises(CouncilError):
                erase_council_people(workspace=workspace, council=council, today=date(2028, 5, 12))
        assert len(roster_lines(workspace=workspace, session=given.SESSION)) == 2


def test_stopped_between_two_people_the_others_stay_whole(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=3)) as workspace:
        keep_until(workspace=workspace, council="bristol", until=date(2026, 6, 1))
        done: list[Progress] = []
        today = date(2026, 6, 2)
        found = erase_council_people(workspace=workspace, council="bristol", today=today, progress=done.append, stopped=lambda: bool(done))
        assert (found.erased, found.left) == (1, 2)
        assert len(roster_lines(workspace=workspace, session=given.SESSION)) == 2
        with pytest.raises(Cancelled):
            erase_council_people(workspace=workspace, council="bristol", today=today, stopped=lambda: True)
        assert len(roster_lines(workspace=workspace, session=given.SESSION)) == 2


PEOPLE = """
people:
  - {email: zelda@example.org, name: Zelda Quux, session: room, seat: P11, status: arrived}
  - {email: ben@example.org, name: Ben Moss, session: room, seat: P12, status: arrived}
"""


def test_a_full_disk_after_the_erasure_says_that_the_rows_are_gone(tmp_path: Path, home: Path) -> None:
    file = program.make(tmp_path / "w.council", program.PLAN.replace("seats:", PEOPLE.lstrip() + "seats:"))
    size = file.stat().st_size * 9 // 10  # room for the erasure, not for the whole file anew, whatever page it frees
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
    ran = spawn("erase", file, "zelda@example.org", "--yes", before=limit)
    assert ran.refused_clearly
    assert "everything was erased, but the file could not be written anew" in ran.err
    assert asked(file, "SELECT name FROM person") == [("Ben Moss",)]
    assert spawn("compact", file).code == 0
    assert spawn("check", file).code == 0


def test_the_command_line_erases_a_due_council(tmp_path: Path, home: Path) -> None:
    file = program.make(
        tmp_path / "w.council", program.PLAN.replace("seats:", PEOPLE.lstrip() + "seats:").replace("2031-05-06", "2021-05-06")
    )
    assert spawn("retention", file, "--erase", "leeds").refused_clearly
    ran = spawn("retention", file, "--erase", "leeds", "--yes", "--json")
    assert ran.code == 0
    assert isinstance(ran.document, dict)
    assert (ran.document["erased"], ran.document["kept"]) == (2, 0)
    assert asked(file, "SELECT name FROM person") == []


def test_the_command_line_finds_and_merges_the_same_person(tmp_path: Path, home: Path) -> None:
    twice = PEOPLE.replace("Ben Moss", "Quux Zelda")
    file = program.make(tmp_path / "w.council", program.PLAN.replace("seats:", twice.lstrip() + "seats:"))
    ran = spawn("duplicates", file, "--json")
    assert isinstance(ran.document, dict)
    assert [(pair["strength"], pair["one"]["name"], pair["other"]["name"]) for pair in ran.document["pairs"]] == [
        ("possible", "Zelda Quux", "Quux Zelda")
    ]
    merged = spawn("merge-people", file, "zelda@example.org", "room/P12", "--keep", "email", "--json")
    assert (merged.code, asked(file, "SELECT name, email FROM person")) == (0, [("Zelda Quux", "ben@example.org")])
    assert isinstance(merged.document, dict)
    assert [merged.document[name] for name in ("withdrawn", "reports", "posts", "published")] == [[], [], [], []]
    assert spawn("undo", file).code == 0
    assert asked(file, "SELECT name, email FROM person ORDER BY email") == [
        ("Quux Zelda", "ben@example.org"),
        ("Zelda Quux", "zelda@example.org"),
    ]
    assert spawn("merge-people", file, "zelda@example.org", "zelda@example.org").refused_clearly
