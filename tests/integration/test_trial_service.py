"""Trials of a session: what the grid records is on disk, named, undoable, outlives a kill, and is what the statistics count."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from council_app.bootstrap import main
from council_app.domain.enums import Outcome, Severity
from council_app.domain.records import Changes
from council_app.domain.trials import Bar, Standing, TrialCell
from council_app.errors import CouncilError
from council_app.services import trials
from council_app.services.erasure import erase_person
from council_app.services.history import next_undo, redo, undo
from council_app.services.merging import merge_people
from council_app.services.stats import statistics
from council_app.services.workspace import Workspace, open_workspace
from tests import factories as given
from tests.program import rows

TEN = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
TASKS = """
council: 1
scripts:
  - key: pay
    tasks: [{key: pick, text: Pick a date}, {key: move, text: Move it}]
    questions: [{key: sus, kind: sus}, {key: seq, kind: seq, after: pick}]
"""
SILENT = """
council: 1
people:
  - email: mum@example.org
    name: Mum Ash
    session: bristol-am
    seat: P05
    status: arrived
    consents:
      - {purpose: notes, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00, withdrawn: 2026-05-12T08:30:00+00:00}
  - {email: late@example.org, name: Late Ash, session: bristol-am, seat: P06, status: confirmed}
"""
RUN_AND_DIE = """
import os, signal, sys
from pathlib import Path
from council_app.services import trials
from council_app.services.workspace import open_workspace
workspace = open_workspace(path=Path(sys.argv[1]), passphrase=None)
trials.start(workspace=workspace, attendance=sys.argv[2], task=sys.argv[3])
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(tmp_path, TASKS, given.people(count=4)) as made:
        yield made


def at(seconds: float) -> datetime:
    return TEN + timedelta(seconds=seconds)


def place(workspace: Workspace, seat: str, task: str) -> tuple[str, str]:
    sheet = trials.sheet(workspace=workspace, session=given.SESSION)
    return (
        next(each.id for each in sheet.seats if each.seat == seat),
        next(each.id for each in sheet.tasks if each.key == task),
    )


def cell(workspace: Workspace, seat: str = "P01", task: str = "pick") -> TrialCell:
    return trials.sheet(workspace=workspace, session=given.SESSION).cell(*place(workspace, seat, task))


def test_the_sheet_has_seats_down_and_tasks_across(held: Workspace) -> None:
    sheet = trials.sheet(workspace=held, session=given.SESSION)
    assert ([each.seat for each in sheet.seats], [each.key for each in sheet.tasks]) == (["P01", "P02", "P03", "P04"], ["pick", "move"])
    assert (sheet.prototype, [each.first_name for each in sheet.seats][:2], sheet.cells) == ("Velvet Slider", ["Ada", "Ben"], {})


def test_a_clock_starts_pauses_goes_on_and_stops_with_an_outcome(held: Workspace) -> None:
    who, what = place(held, "P01", "pick")
    trials.start(workspace=held, attendance=who, task=what, at=at(0))
    assert cell(held) == TrialCell(Standing.RUNNING, at(0), 0.0)
    trials.pause(workspace=held, attendance=who, task=what, at=at(20))
    assert cell(held) == TrialCell(Standing.PAUSED, None, 20.0)
    trials.start(workspace=held, attendance=who, task=what, at=at(100))
    trials.stop(workspace=held, attendance=who, task=what, outcome=Outcome.SUCCESS, at=at(115))
    assert cell(held) == TrialCell(Standing.ENDED, outcome=Outcome.SUCCESS, seconds=35.0)


def test_several_seats_run_at_once_and_each_keeps_its_own_time(held: Workspace) -> None:
    for place_, seat in enumerate(("P01", "P02", "P03", "P04")):
        who, what = place(held, seat, "pick")
        trials.start(workspace=held, attendance=who, task=what, at=at(place_))
    for seat in ("P01", "P02", "P03", "P04"):
        who, what = place(held, seat, "pick")
        trials.stop(workspace=held, attendance=who, task=what, outcome=Outcome.SUCCESS, at=at(60))
    assert [cell(held, seat).seconds for seat in ("P01", "P02", "P03", "P04")] == [60.0, 59.0, 58.0, 57.0]


def test_the_rooms_own_count_goes_before_the_wall_which_was_set_back(held: Workspace) -> None:
    who, what = place(held, "P01", "pick")
    trials.start(workspace=held, attendance=who, task=what, at=at(0))
    trials.pause(workspace=held, attendance=who, task=what, spent=12.34, at=at(-3_600))
    trials.start(workspace=held, attendance=who, task=what, at=at(-3_600))
    trials.stop(workspace=held, attendance=who, task=what, outcome=Outcome.FAIL, at=at(-7_200))
    assert (cell(held).outcome, cell(held).seconds) == (Outcome.FAIL, 12.3)


def test_a_restart_counts_from_nothing_and_takes_an_outcome_away(held: Workspace) -> None:
    who, what = place(held, "P01", "pick")
    trials.start(workspace=held, attendance=who, task=what, at=at(0))
    trials.restart(workspace=held, attendance=who, task=what, at=at(50))
    assert cell(held) == TrialCell(Standing.RUNNING, at(50), 0.0)
    trials.stop(workspace=held, attendance=who, task=what, outcome=Outcome.SUCCESS, at=at(60))
    with pytest.raises(CouncilError, match="has an outcome"):
        trials.start(workspace=held, attendance=who, task=what)
    trials.restart(workspace=held, attendance=who, task=what, at=at(70))
    assert cell(held) == TrialCell(Standing.RUNNING, at(70), 0.0)
    undo(workspace=held)
    assert cell(held) == TrialCell(Standing.ENDED, outcome=Outcome.SUCCESS, seconds=10.0)


def test_outcome_time_and_severity_are_put_right_by_hand(held: Workspace) -> None:
    who, what = place(held, "P01", "pick")
    with pytest.raises(CouncilError, match="no outcome yet"):
        trials.rate(workspace=held, attendance=who, task=what, severity=Severity.SERIOUS)
    trials.stop(workspace=held, attendance=who, task=what, outcome=Outcome.SUCCESS)
    assert cell(held).seconds is None
    trials.stop(workspace=held, attendance=who, task=what, outcome=Outcome.WITH_HELP)
    trials.correct_time(workspace=held, attendance=who, task=what, seconds=83)
    trials.rate(workspace=held, attendance=who, task=what, severity=Severity.SERIOUS)
    assert cell(held) == TrialCell(Standing.ENDED, outcome=Outcome.WITH_HELP, seconds=83.0, severity=Severity.SERIOUS)
    with pytest.raises(CouncilError, match="less than a day"):
        trials.correct_time(workspace=held, attendance=who, task=what, seconds=-1)
    trials.clear(workspace=held, attendance=who, task=what)
    assert cell(held) == TrialCell()


def test_every_step_is_named_and_taken_back_and_done_again(held: Workspace) -> None:
    who, what = place(held, "P01", "pick")
    steps: tuple[Callable[[], Changes], ...] = (
        lambda: trials.start(workspace=held, attendance=who, task=what, at=at(0)),
        lambda: trials.pause(workspace=held, attendance=who, task=what, at=at(5)),
        lambda: trials.restart(workspace=held, attendance=who, task=what, at=at(9)),
        lambda: trials.stop(workspace=held, attendance=who, task=what, outcome=Outcome.ABANDONED, at=at(12)),
        lambda: trials.rate(workspace=held, attendance=who, task=what, severity=Severity.MINOR),
        lambda: trials.correct_time(workspace=held, attendance=who, task=what, seconds=4),
        lambda: trials.clear(workspace=held, attendance=who, task=what),
    )
    stood, names = [cell(held)], []
    for step in steps:
        step()
        stood.append(cell(held))
        label = next_undo(workspace=held)
        names.append(label.text if label else "")
    assert names == [
        "Start a trial",
        "Pause a trial",
        "Restart a trial",
        "Record a trial as given up",
        "Say how bad a trial was",
        "Correct the time of a trial",
        "Take a trial away",
    ]
    for before in reversed(stood[:-1]):
        undo(workspace=held)
        assert cell(held) == before
    for after in stood[1:]:
        redo(workspace=held)
        assert cell(held) == after


def test_only_who_is_in_and_did_not_refuse_is_timed(held: Workspace, tmp_path: Path) -> None:
    given.apply(held, tmp_path, SILENT)
    sheet = trials.sheet(workspace=held, session=given.SESSION)
    assert [(each.seat, each.barred) for each in sheet.seats][3:] == [("P04", None), ("P05", Bar.NO_CONSENT)]
    who, what = place(held, "P05", "pick")
    with pytest.raises(CouncilError, match="do not allow"):
        trials.start(workspace=held, attendance=who, task=what)
    with pytest.raises(CouncilError, match="do not allow"):
        trials.stop(workspace=held, attendance=who, task=what, outcome=Outcome.SUCCESS)
    assert cell(held, "P05") == TrialCell()


def test_where_nobody_was_checked_in_everybody_shows_as_not_in(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=2).replace("arrived", "confirmed")) as workspace:
        sheet = trials.sheet(workspace=workspace, session=given.SESSION)
        assert [each.barred for each in sheet.seats] == [Bar.NOT_IN, Bar.NOT_IN]
        with pytest.raises(CouncilError, match="not in"):
            trials.start(workspace=workspace, attendance=sheet.seats[0].id, task=sheet.tasks[0].id)


def test_a_running_clock_outlives_a_kill(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=1)) as workspace:
        who, what = place(workspace, "P01", "pick")
    before = datetime.now(UTC)
    done = subprocess.run([sys.executable, "-c", RUN_AND_DIE, str(tmp_path / "w.council"), who, what], check=False, env=dict(os.environ))
    assert done.returncode == -signal.SIGKILL
    with open_workspace(path=tmp_path / "w.council", passphrase=None) as workspace:
        found = cell(workspace)
        assert found.standing is Standing.RUNNING
        assert found.running_since is not None
        assert before <= found.running_since <= datetime.now(UTC)
        trials.stop(workspace=workspace, attendance=who, task=what, outcome=Outcome.SUCCESS, at=found.running_since + timedelta(seconds=90))
        assert cell(workspace).seconds == 90.0


def test_what_the_grid_records_is_what_stats_counts(held: Workspace, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = (("P01", 40, Outcome.SUCCESS), ("P02", 90, Outcome.SUCCESS), ("P03", 200, Outcome.WITH_HELP), ("P04", 15, Outcome.FAIL))
    for seat, seconds, outcome in said:
        who, what = place(held, seat, "pick")
        trials.start(workspace=held, attendance=who, task=what, at=at(0))
        trials.stop(workspace=held, attendance=who, task=what, outcome=outcome, at=at(seconds))
    who, other = place(held, "P01", "move")
    trials.start(workspace=held, attendance=who, task=other, at=at(0))  # a clock that runs is no trial yet
    (measured,) = statistics(workspace=held, session=given.SESSION).sessions
    pick, move = measured.tasks
    assert (pick.success, pick.with_help, pick.tried, pick.estimate, round(pick.seconds or 0, 6)) == (2, 1, 4, 0.5, 60.0)
    assert (round(pick.low or 0, 4), round(pick.high or 0, 4)) == (0.15, 0.85)
    assert (move.tried, move.estimate, move.low, move.high, move.seconds) == (0, None, None, None, None)
    held.close()
    assert main(["stats", str(tmp_path / "w.council"), "--session", given.SESSION]) == 0
    words = capfd.readouterr().out
    assert "pick: 2 of 4 unaided, 95% 15% to 85%; typical time 60 s" in words
    assert "move: 0 of 0 unaided, 95% n/a to n/a; typical time n/a s" in words
    assert main(["stats", str(tmp_path / "w.council"), "--json"]) == 0
    tasks = json.loads(capfd.readouterr().out)["sessions"][0]["tasks"]
    assert [(task["key"], task["success"], task["tried"], task["low"] is None) for task in tasks] == [
        ("pick", 2, 4, False),
        ("move", 0, 0, True),
    ]


def test_erasing_somebody_takes_their_running_clock_along(held: Workspace) -> None:
    who, what = place(held, "P01", "pick")
    trials.start(workspace=held, attendance=who, task=what, at=at(0))
    erase_person(workspace=held, who="ada@example.org")
    with held.read() as reading:
        assert rows(reading, "SELECT count(*) FROM trial_clock") == [(0,)]


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        (None, "clock", TrialCell(Standing.RUNNING, at(0), 0.0)),
        ("clock", "clock", TrialCell(Standing.RUNNING, at(0), 0.0)),
        ("clock", "outcome", TrialCell(Standing.ENDED, outcome=Outcome.SUCCESS)),
        ("outcome", "clock", TrialCell(Standing.ENDED, outcome=Outcome.SUCCESS)),
    ],
)
def test_two_people_made_one_keep_one_trial_at_each_task(held: Workspace, one: str | None, other: str, left: TrialCell) -> None:
    for seat, has in (("P01", one), ("P02", other)):
        who, what = place(held, seat, "pick")
        if has == "clock":
            trials.start(workspace=held, attendance=who, task=what, at=at(0))
        elif has == "outcome":
            trials.stop(workspace=held, attendance=who, task=what, outcome=Outcome.SUCCESS)
    with held.read() as reading:
        known = {str(name): str(row) for row, name in rows(reading, "SELECT id, name FROM person")}
    merge_people(workspace=held, one=known["Ada Lind"], other=known["Ben Moss"])
    (cell_left,) = trials.sheet(workspace=held, session=given.SESSION).cells.values()
    with held.read() as reading:
        clocks = rows(reading, "SELECT count(*) FROM trial_clock")
    assert (cell_left, clocks) == (left, [(1 if left.outcome is None else 0,)])
    undo(workspace=held)
    assert cell(held, "P02").outcome is (Outcome.SUCCESS if other == "outcome" else None)


def test_how_bad_it_was_may_be_said_with_the_outcome_and_stays_when_the_outcome_is_put_right(held: Workspace) -> None:
    who, what = place(held, "P01", "pick")
    trials.stop(workspace=held, attendance=who, task=what, outcome=Outcome.FAIL, severity=Severity.SERIOUS)
    assert cell(held).severity is Severity.SERIOUS
    trials.stop(workspace=held, attendance=who, task=what, outcome=Outcome.WITH_HELP)
    assert (cell(held).outcome, cell(held).severity) == (Outcome.WITH_HELP, Severity.SERIOUS)
