"""The wrap-up lists what is open, and nothing that is settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from council_app.domain.enums import NoteKind, Outcome, Purpose
from council_app.errors import CouncilError
from council_app.services import trials
from council_app.services.capture import take_note
from council_app.services.history import next_undo, undo
from council_app.services.room import close_session, reopen_session, start_session
from council_app.services.workspace import Workspace
from council_app.services.wrap_up import set_kind, wrap_up
from tests import factories as given

MORE = """
council: 1
people:
  - {email: zed@example.org, name: Zed Hill, session: bristol-am, seat: P09, status: arrived}
  - {email: yan@example.org, name: Yan Pike, session: bristol-am, seat: P10, status: no-show}
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(tmp_path) as made:
        everything = tuple(purpose.value for purpose in Purpose)
        given.apply(made, tmp_path, given.people(count=2, allow=everything))
        given.apply(made, tmp_path, MORE)
        yield made


def test_the_wrap_up_lists_the_silent_the_unasked_and_what_has_no_kind(held: Workspace) -> None:
    for line in ("- @1 too late", "@9 looks at the ceiling", "@1 nods"):
        take_note(workspace=held, session=given.SESSION, line=line)
    found = wrap_up(workspace=held, session=given.SESSION)
    assert [talker.seat for talker in found.silent] == ["P02"]
    assert [(gap.talker.seat, gap.unasked, gap.noted) for gap in found.gaps] == [("P09", tuple(Purpose), True)]
    assert ([note.text for note in found.kindless], found.kindless_count) == (["looks at the ceiling", "nods"], 2)


def test_a_note_is_given_its_kind_and_undo_takes_it_back(held: Workspace) -> None:
    note = take_note(workspace=held, session=given.SESSION, line="could be larger").note
    set_kind(workspace=held, note=note.id, kind=NoteKind.SUGGESTION)
    assert wrap_up(workspace=held, session=given.SESSION).kindless_count == 0
    assert str(next_undo(workspace=held)) == "Say what kind a note is"
    undo(workspace=held)
    assert wrap_up(workspace=held, session=given.SESSION).kindless_count == 1


def test_an_unknown_note_or_session_is_one_clear_refusal(held: Workspace) -> None:
    with pytest.raises(CouncilError, match="no such note"):
        set_kind(workspace=held, note="nothing", kind=NoteKind.PRAISE)
    with pytest.raises(CouncilError, match="no session"):
        wrap_up(workspace=held, session="nothing")


NINE = datetime(2026, 5, 12, 8, 30, tzinfo=UTC)


def clocks(held: Workspace) -> list[tuple[str, str, bool, float]]:
    """Seat, first name, whether it runs, and what it had counted when it last stood."""
    found = wrap_up(workspace=held, session=given.SESSION).clocks
    return [(each.seat, each.first_name, each.runs, each.cell.before) for each in found]


def running(held: Workspace) -> list[tuple[str, str]]:
    """A session in which two clocks run, and one that was paused; (attendance, task) of each."""
    sheet = trials.sheet(workspace=held, session=given.SESSION)
    places = [(seat.id, sheet.tasks[0].id) for seat in sheet.seats]
    start_session(workspace=held, session=given.SESSION, at=NINE)
    for who, task in places:
        trials.start(workspace=held, attendance=who, task=task, at=NINE)
    trials.pause(workspace=held, attendance=places[0][0], task=places[0][1], spent=12.0)
    return places


def test_clocks_without_an_outcome_are_listed_and_stop_with_the_session(held: Workspace) -> None:
    running(held)
    assert clocks(held) == [("P01", "Ada", False, 12.0), ("P02", "Ben", True, 0.0), ("P09", "Zed", True, 0.0)]
    close_session(workspace=held, session=given.SESSION, at=NINE + timedelta(seconds=90))
    stopped = [("P01", "Ada", False, 12.0), ("P02", "Ben", False, 90.0), ("P09", "Zed", False, 90.0)]
    assert clocks(held) == stopped
    reopen_session(workspace=held, session=given.SESSION, reason="They came back", at=NINE + timedelta(hours=1))
    assert clocks(held) == stopped


def test_undoing_the_close_lets_the_clocks_run_again(held: Workspace) -> None:
    running(held)
    before = clocks(held)
    close_session(workspace=held, session=given.SESSION, at=NINE + timedelta(seconds=90))
    assert str(undo(workspace=held).label) == "Close the session"
    assert clocks(held) == before


def test_a_clock_is_settled_as_given_up_or_taken_away(held: Workspace) -> None:
    (ada, task), (ben, _), _ = running(held)
    close_session(workspace=held, session=given.SESSION, at=NINE + timedelta(seconds=90))
    trials.stop(workspace=held, attendance=ben, task=task, outcome=Outcome.ABANDONED)
    trials.clear(workspace=held, attendance=ada, task=task)
    assert clocks(held) == [("P09", "Zed", False, 90.0)]
    sheet = trials.sheet(workspace=held, session=given.SESSION)
    assert (sheet.cell(ben, task).outcome, sheet.cell(ben, task).seconds, (ada, task) in sheet.cells) == (Outcome.ABANDONED, 90.0, False)
