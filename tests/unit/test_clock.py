"""The agenda clock tells the truth whatever the laptop's clock does, and says before it shrinks anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_app.domain.clock import (
    LEAST_MINUTES,
    Block,
    Cut,
    Pace,
    Stopwatch,
    current_block,
    late_start,
    later_blocks,
    next_block,
    propose_cuts,
    read_clock,
    steady_seconds,
)
from council_app.domain.room import read_parked

SIX = datetime(2026, 11, 19, 18, tzinfo=UTC)
DONE = Block("a", "Welcome", 10, started_at=SIX, ended_at=SIX + timedelta(minutes=12), spent=720)
NOW = Block("b", "Fees", 35, started_at=SIX + timedelta(minutes=12), running_since=SIX + timedelta(minutes=12))
NEXT, LAST = Block("c", "Prototype", 35), Block("d", "Wrap-up", 15)
AGENDA = (DONE, NOW, NEXT, LAST)


def test_the_clock_shows_what_is_left_and_how_far_the_session_is_behind() -> None:
    found = read_clock(AGENDA, spent=20 * 60, live=32 * 60, late=60)
    assert found is not None
    assert (found.block, found.left, found.behind, found.pace, found.minutes_off, found.over) == (NOW, 900, 180, Pace.BEHIND, 3, False)


@pytest.mark.parametrize(
    ("spent", "live", "pace", "behind"),
    [(0, 10 * 60, Pace.ON_TIME, 0), (0, 5 * 60, Pace.AHEAD, -300), (0, 11 * 60, Pace.BEHIND, 60), (40 * 60, 52 * 60, Pace.BEHIND, 420)],
    ids=["on time", "ahead", "a minute behind", "over its time"],
)
def test_pace_is_held_against_the_plan(spent: float, live: float, pace: Pace, behind: float) -> None:
    found = read_clock(AGENDA, spent=spent, live=live, late=0)
    assert found is not None
    assert (found.pace, found.behind, found.over) == (pace, behind, spent > 35 * 60)


def test_a_pause_puts_the_session_behind_and_leaves_the_block_its_time() -> None:
    before, after = (read_clock(AGENDA, spent=300, live=15 * 60 + pause, late=0) for pause in (0, 120))
    assert before is not None
    assert after is not None
    assert (after.left - before.left, (after.behind or 0) - (before.behind or 0)) == (0, 120)


def test_a_reopened_session_has_no_plan_to_be_behind() -> None:
    found = read_clock(AGENDA, spent=0, live=90_000, late=None)
    assert found is not None
    assert (found.pace, found.behind) == (None, None)


def test_no_block_under_way_is_no_clock() -> None:
    assert read_clock((DONE, NEXT), spent=0, live=0, late=0) is None
    assert read_clock((), spent=0, live=0, late=0) is None


def test_next_is_the_first_block_behind_the_current_one_that_has_not_begun() -> None:
    assert (current_block(AGENDA), next_block(AGENDA), later_blocks(AGENDA)) == (NOW, NEXT, (NEXT, LAST))
    assert (current_block((NEXT, LAST)), next_block((NEXT, LAST))) == (None, NEXT)
    assert next_block((DONE, NOW)) is None


def test_a_restarted_program_counts_on_from_the_stored_start_and_never_below_it() -> None:
    assert NOW.spent_at(SIX + timedelta(minutes=20)) == 8 * 60
    assert NOW.spent_at(SIX - timedelta(hours=1)) == 0
    paused = replace(NOW, running_since=None, spent=75.0)
    assert paused.spent_at(SIX + timedelta(days=3)) == 75


def test_the_stopwatch_goes_on_undisturbed_when_the_wall_clock_is_set_back() -> None:
    steady = iter([100.0, 160.0, 7300.0])
    watch = Stopwatch(lambda: next(steady))
    watch.follow(("b", 1), 30.0, running=True)
    watch.follow(("b", 1), 0.0, running=True)  # read again after somebody set the clock back: the wall says 0
    assert watch.seconds == 90
    assert watch.seconds == 7230  # two hours of sleep later


def test_the_stopwatch_stands_while_paused_and_begins_anew_with_another_block() -> None:
    steady = iter([10.0, 50.0])
    watch = Stopwatch(lambda: next(steady))
    watch.follow("paused", 42.0, running=False)
    assert (watch.seconds, watch.seconds) == (42, 42)
    watch.follow("next", 0.0, running=True)
    assert watch.seconds == 40


def test_the_steady_clock_goes_forward() -> None:
    first = steady_seconds()
    assert steady_seconds() >= first


def test_a_session_held_at_quite_another_time_is_not_late() -> None:
    assert late_start(SIX, SIX + timedelta(minutes=4)) == 240
    assert late_start(SIX, SIX - timedelta(minutes=4)) == -240
    assert late_start(SIX, SIX + timedelta(days=2)) == 0


def test_shrinking_is_proposed_in_proportion_to_what_blocks_can_give() -> None:
    assert propose_cuts(AGENDA, 170) == (Cut("c", "Prototype", 35, 33), Cut("d", "Wrap-up", 15, 14))
    assert propose_cuts(AGENDA, 60) == (Cut("c", "Prototype", 35, 34),)
    assert propose_cuts(AGENDA, 0) == propose_cuts(AGENDA, -300) == propose_cuts((DONE, NOW), 300) == ()


@given(st.lists(st.integers(0, 90), max_size=9), st.integers(0, 20_000))
def test_no_block_is_proposed_shorter_than_the_minimum_and_the_sum_is_what_was_asked(minutes: list[int], behind: int) -> None:
    blocks = tuple(Block(str(index), "", each) for index, each in enumerate(minutes))
    cuts = propose_cuts((DONE, NOW, *blocks), behind)
    spare = sum(max(0, each - LEAST_MINUTES) for each in minutes)
    assert sum(cut.before - cut.after for cut in cuts) == min(-(-behind // 60), spare)
    assert all(LEAST_MINUTES <= cut.after < cut.before for cut in cuts)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Gift cards @Sara", ("Gift cards", "Sara")),
        ("  Mail a@b.example  ", ("Mail a@b.example", "")),
        ("@Sara", ("@Sara", "")),
        ("Who @ asks @Jo Lee", ("Who @ asks", "Jo Lee")),
    ],
)
def test_who_takes_a_parked_thing_on_is_typed_behind_it(typed: str, meant: tuple[str, str]) -> None:
    assert read_parked(typed) == meant
