"""A session from start to close: what the room does is on disk, named, undoable, and gone with a person who is erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from council_app.domain.clock import Cut, current_block
from council_app.domain.enums import SessionState, SessionStep
from council_app.domain.room import RoomFacts
from council_app.errors import CouncilError
from council_app.services import agenda, capture, room
from council_app.services.hearing import Candour, heard, record_turn
from council_app.services.history import next_undo, undo
from council_app.services.merging import merge_people
from council_app.services.plan import dump_workspace
from council_app.services.stats import statistics
from council_app.services.workspace import Workspace, check
from tests import factories as given
from tests.program import rows

NINE = datetime(2026, 5, 12, 8, 30, tzinfo=UTC)  # 09:30 in London
AGENDA = """
council: 1
councils:
  - key: bristol
    sessions:
      - key: bristol-am
        agenda:
          - {title: Welcome, minutes: 10, prompt: What brought you here?}
          - {title: Fees, minutes: 30, task: pick, must_ask: [Which fee did you not expect?]}
          - {title: Wrap-up, minutes: 20, must_ask: [What is the one thing?]}
scripts: [{key: pay, tasks: [{key: pick, text: Pick a date, must_ask: [Who reads the letter?]}]}]
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(tmp_path, AGENDA, given.people(count=4)) as made:
        yield made


def look(workspace: Workspace) -> RoomFacts:
    return room.room(workspace=workspace, session=given.SESSION)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def start(workspace: Workspace) -> None:
    room.start_session(workspace=workspace, session=given.SESSION, at=NINE)


def test_a_session_goes_live_with_its_first_block_and_closes_with_its_last(held: Workspace) -> None:
    assert (look(held).state, current_block(look(held).blocks)) == (SessionState.PLANNED, None)
    start(held)
    block = current_block(look(held).blocks)
    assert block is not None
    assert (look(held).state, block.title, block.prompt, block.running_since) == (
        SessionState.LIVE,
        "Welcome",
        "What brought you here?",
        NINE,
    )
    agenda.next_block(workspace=held, session=given.SESSION, at=at(12))
    room.close_session(workspace=held, session=given.SESSION, at=at(40))
    facts = look(held)
    assert (facts.state, facts.started_at, facts.closed_at) == (SessionState.CLOSED, NINE, at(40))
    assert [(each.spent, each.ended_at, each.running) for each in facts.blocks] == [
        (720, at(12), False),
        (1680, at(40), False),
        (0, None, False),
    ]


def test_a_closed_session_is_reopened_for_a_reason_and_its_last_block_comes_back_paused(held: Workspace) -> None:
    start(held)
    room.close_session(workspace=held, session=given.SESSION, at=at(5))
    with pytest.raises(CouncilError, match="for a reason"):
        room.reopen_session(workspace=held, session=given.SESSION, reason="  ")
    room.reopen_session(workspace=held, session=given.SESSION, reason="Two guests came back", at=at(9))
    facts = look(held)
    block = current_block(facts.blocks)
    assert block is not None
    assert (facts.state, facts.reopened, facts.events[-1].reason) == (SessionState.LIVE, True, "Two guests came back")
    assert (block.title, block.running, block.spent) == ("Welcome", False, 300)


def test_steps_are_taken_in_order_only(held: Workspace) -> None:
    with pytest.raises(CouncilError, match="not begun"):
        room.close_session(workspace=held, session=given.SESSION)
    with pytest.raises(CouncilError, match="not live"):
        agenda.next_block(workspace=held, session=given.SESSION)
    start(held)
    with pytest.raises(CouncilError, match="is live"):
        room.start_session(workspace=held, session=given.SESSION)
    room.close_session(workspace=held, session=given.SESSION, at=at(1))
    with pytest.raises(CouncilError, match="is closed"):
        room.start_session(workspace=held, session=given.SESSION)
    with pytest.raises(CouncilError, match="not live"):
        agenda.add_minutes(workspace=held, session=given.SESSION, minutes=5)


def test_a_clock_set_back_between_two_steps_does_not_turn_them_round(held: Workspace) -> None:
    start(held)
    room.close_session(workspace=held, session=given.SESSION, spent=600, at=at(-60))
    facts = look(held)
    assert ([event.step for event in facts.events], facts.state) == ([SessionStep.START, SessionStep.CLOSE], SessionState.CLOSED)
    assert facts.blocks[0].spent == 600


def test_a_pause_keeps_what_ran_and_midnight_is_like_any_minute(held: Workspace) -> None:
    late = datetime(2026, 5, 12, 23, 50, tzinfo=UTC)
    room.start_session(workspace=held, session=given.SESSION, at=late)
    agenda.pause_block(workspace=held, session=given.SESSION, at=late + timedelta(minutes=20))
    agenda.pause_block(workspace=held, session=given.SESSION, at=late + timedelta(minutes=30))
    assert (look(held).blocks[0].running, look(held).blocks[0].spent) == (False, 1200)
    agenda.resume_block(workspace=held, session=given.SESSION, at=late + timedelta(minutes=40))
    assert look(held).blocks[0].spent_at(late + timedelta(minutes=41)) == 1260
    agenda.pause_block(workspace=held, session=given.SESSION, spent=1234.5)
    assert look(held).blocks[0].spent == 1234.5


def test_minutes_are_given_and_taken_as_was_said(held: Workspace) -> None:
    start(held)
    agenda.add_minutes(workspace=held, session=given.SESSION, minutes=5)
    fees = look(held).blocks[1]
    cut = Cut(fees.id, fees.title, 30, 26)
    agenda.shrink_later(workspace=held, session=given.SESSION, cuts=[cut])
    assert [(each.minutes, each.length) for each in look(held).blocks] == [(10, 15), (30, 26), (20, 20)]
    with pytest.raises(CouncilError, match="changed since"):
        agenda.shrink_later(workspace=held, session=given.SESSION, cuts=[cut])
    with pytest.raises(CouncilError, match="a minute and a day"):
        agenda.add_minutes(workspace=held, session=given.SESSION, minutes=-15)


def test_after_the_last_block_there_is_none(held: Workspace) -> None:
    start(held)
    for minute in (1, 2):
        agenda.next_block(workspace=held, session=given.SESSION, at=at(minute))
    with pytest.raises(CouncilError, match="last block"):
        agenda.next_block(workspace=held, session=given.SESSION)


def test_every_step_is_named_and_taken_back_with_what_it_did(held: Workspace) -> None:
    start(held)
    agenda.next_block(workspace=held, session=given.SESSION, at=at(4))
    assert str(next_undo(workspace=held)) == "Go to the next block"
    undo(workspace=held)
    block = current_block(look(held).blocks)
    assert block is not None
    assert (block.title, block.running_since, look(held).blocks[1].started_at) == ("Welcome", NINE, None)
    undo(workspace=held)
    assert look(held).state is SessionState.PLANNED
    assert check(workspace=held).problems == ()


def test_what_must_be_asked_is_listed_with_its_task_and_ticked(held: Workspace) -> None:
    for _ in range(2):
        room.mark_asked(workspace=held, session=given.SESSION, question="Who reads the letter?")
    assert [(each.question, each.asked) for each in look(held).asks] == [
        ("Which fee did you not expect?", False),
        ("Who reads the letter?", True),
        ("What is the one thing?", False),
    ]
    room.mark_not_asked(workspace=held, session=given.SESSION, question="Who reads the letter?")
    assert [each.asked for each in look(held).asks] == [False, False, False]


def test_what_is_parked_has_an_owner_and_is_settled(held: Workspace) -> None:
    room.park(workspace=held, session=given.SESSION, text="Gift cards and\nrefunds", owner="Sara")
    room.park(workspace=held, session=given.SESSION, text="Credit check wording")
    first, second = look(held).parked
    room.give_owner(workspace=held, item=second.id, owner="Jonas")
    room.settle(workspace=held, item=first.id)
    assert [(each.text, each.owner, each.done) for each in look(held).parked] == [
        ("Gift cards and refunds", "Sara", True),
        ("Credit check wording", "Jonas", False),
    ]
    room.put_back(workspace=held, item=first.id)
    assert [each.done for each in look(held).parked] == [False, False]
    with pytest.raises(CouncilError, match="one line"):
        room.park(workspace=held, session=given.SESSION, text=" ")


def test_a_note_belongs_to_the_block_and_the_task_it_was_said_in(held: Workspace) -> None:
    def where() -> list[tuple[object, ...]]:
        with held.read() as reading:
            found = "SELECT agenda_item.title, task.key FROM note LEFT JOIN agenda_item ON agenda_item.id = agenda_item_id"
            return rows(reading, f"{found} LEFT JOIN task ON task.id = note.task_id ORDER BY note.num")

    capture.take_note(workspace=held, session=given.SESSION, line="before it began")
    start(held)
    capture.take_note(workspace=held, session=given.SESSION, line="in the welcome")
    agenda.next_block(workspace=held, session=given.SESSION, at=at(5))
    capture.take_note(workspace=held, session=given.SESSION, line="at the task")
    room.close_session(workspace=held, session=given.SESSION, at=at(9))
    capture.take_note(workspace=held, session=given.SESSION, line="remembered later")
    assert where() == [(None, None), ("Welcome", None), ("Fees", "pick"), (None, None)]


def test_a_plan_brings_prompts_in_and_out_and_leaves_live_timing_where_it_is(held: Workspace, tmp_path: Path) -> None:
    start(held)
    dumped = dump_workspace(workspace=held)
    assert ("What brought you here?" in dumped, "running_since" in dumped) == (True, False)
    given.apply(held, tmp_path, dumped)
    assert (look(held).state, look(held).blocks[0].running_since) == (SessionState.LIVE, NINE)


def test_live_rows_are_in_the_change_log(held: Workspace) -> None:
    start(held)
    room.mark_asked(workspace=held, session=given.SESSION, question="Who reads the letter?")
    room.park(workspace=held, session=given.SESSION, text="Gift cards")
    with held.read() as reading:
        found = rows(
            reading,
            "SELECT entity, json_extract(\"values\", '$.step[1]') FROM change WHERE entity IN "
            "('session_event', 'asked_question', 'parked_item') ORDER BY seq",
        )
    assert found == [("session_event", "start"), ("asked_question", None), ("parked_item", None)]


def test_two_people_made_one_keep_the_turns_of_both(held: Workspace) -> None:
    ada, ben = heard(workspace=held, session=given.SESSION).talkers[:2]
    for talker, seconds in ((ada, 30), (ben, 12.34)):
        record_turn(workspace=held, attendance=talker.id, started_at=NINE, seconds=seconds)
    with held.read() as reading:
        one, other = [str(row) for (row,) in rows(reading, "SELECT id FROM person WHERE name IN ('Ada Lind', 'Ben Moss') ORDER BY name")]
    merge_people(workspace=held, one=one, other=other)
    assert [(each.seat, each.seconds, each.turns) for each in heard(workspace=held, session=given.SESSION).talkers][:1] == [
        ("P01", 42.3, 2)
    ]


def test_candour_in_the_room_is_what_the_statistics_say(held: Workspace) -> None:
    def count() -> tuple[Candour, Candour | None]:
        found = heard(workspace=held, session=given.SESSION)
        return found.session, found.block

    for line in ("- @1 fee", "- @1 again", "- @2 fee", "+ @2 fast", "~- @3 me too"):
        capture.take_note(workspace=held, session=given.SESSION, line=line)
    assert count() == (Candour(2, 1), None)
    start(held)
    capture.take_note(workspace=held, session=given.SESSION, line="+ @3 kind")
    assert count() == (Candour(2, 2), Candour(0, 1))
    (numbers,) = statistics(workspace=held, session=given.SESSION).sessions
    assert (numbers.friction, numbers.praise) == (2, 2)
