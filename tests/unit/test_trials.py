"""How long a trial took: no clock that was set, slept or died takes time away, and what is typed by hand is a time or refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from council_app.domain.clock import Stopwatch
from council_app.domain.enums import Outcome, QuestionKind
from council_app.domain.trials import DueQuestion, Standing, TrialCell, TrialSeat, TrialSheet, TrialTask, read_time, time_text

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


def running(since: datetime, before: float = 0.0) -> TrialCell:
    return TrialCell(Standing.RUNNING, since, before)


@pytest.mark.parametrize(
    ("cell", "now", "seconds"),
    [
        (running(NOON), NOON + timedelta(seconds=95), 95.0),
        (running(NOON, 30.0), NOON + timedelta(seconds=95), 125.0),
        (running(NOON, 30.0), NOON - timedelta(hours=1), 30.0),
        (running(datetime(2026, 5, 12, 23, 59, 50, tzinfo=UTC)), datetime(2026, 5, 13, 0, 0, 20, tzinfo=UTC), 30.0),
        (TrialCell(Standing.PAUSED, None, 41.5), NOON, 41.5),
        (TrialCell(), NOON, 0.0),
    ],
    ids=["runs", "runs-on", "set-back", "midnight", "paused", "untried"],
)
def test_the_wall_gives_the_time_and_never_less_than_had_run(cell: TrialCell, now: datetime, seconds: float) -> None:
    assert cell.spent_at(now) == seconds


def test_a_stopwatch_goes_on_whatever_is_read_again_and_begins_anew_on_a_restart() -> None:
    steady = [1000.0]
    watch = Stopwatch(lambda: steady[0])
    watch.follow((NOON, 0.0), 10.0, running=True)
    steady[0] += 5
    watch.follow((NOON, 0.0), 4_000.0, running=True)  # read again after the wall clock was set forward
    assert watch.seconds == 15.0
    steady[0] += 3_600  # asleep
    assert watch.seconds == 3_615.0
    watch.follow((NOON + timedelta(hours=1), 0.0), 0.0, running=True)
    steady[0] += 2
    assert watch.seconds == 2.0
    watch.follow((None, 2.0), 2.0, running=False)
    steady[0] += 50
    assert watch.seconds == 2.0


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("1:23", 83.0), ("0:05", 5.0), ("75", 75.0), (" 12:00 ", 720.0), ("", None), ("999:59", 59_999.0), ("86399", 86_399.0)],
)
def test_a_time_is_minutes_and_seconds_or_seconds_or_none(typed: str, seconds: float | None) -> None:
    assert read_time(typed) == seconds


@pytest.mark.parametrize("typed", ["1:60", "1:2:3", "-4", "abc", "1.5", "86400", "٣", ":30"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_time(typed)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (59.9, "0:59"), (60, "1:00"), (3_599.4, "59:59"), (4_500, "75:00"), (-3, "0:00")]
)
def test_a_second_shows_once_it_is_over(seconds: float, words: str) -> None:
    assert time_text(seconds) == words


def test_what_is_due_is_what_follows_the_task_and_at_the_very_end_what_ends_the_script() -> None:
    seq, sus = DueQuestion("q1", QuestionKind.SEQ, "t1"), DueQuestion("q2", QuestionKind.SUS, "")
    tasks = (TrialTask("t1", "pick", "Pick"), TrialTask("t2", "pay", "Pay"))
    done = TrialCell(Standing.ENDED, outcome=Outcome.SUCCESS)
    one = TrialSheet("s", tasks=tasks, cells={("a", "t1"): done}, questions=(seq, sus))
    both = TrialSheet("s", tasks=tasks, cells={("a", "t1"): done, ("a", "t2"): done}, questions=(seq, sus))
    answered = TrialSheet("s", tasks=tasks, cells=both.cells, questions=(seq, sus), answered=frozenset({("a", "q1")}))
    assert (one.due("a", "t1"), one.due("a", "t2")) == ((seq,), ())
    assert (both.due("a", "t1"), both.due("a", "t2"), answered.due("a", "t1")) == ((seq, sus), (sus,), (sus,))


def test_all_that_is_due_is_what_is_due_at_each_trial_that_has_ended() -> None:
    questions = (DueQuestion("q1", QuestionKind.SEQ, "t1"), DueQuestion("q2", QuestionKind.SUS, ""))
    tasks = (TrialTask("t1", "pick", "Pick"), TrialTask("t2", "pay", "Pay"))
    seats = tuple(TrialSeat(each, each, each) for each in "abc")
    done = TrialCell(Standing.ENDED, outcome=Outcome.SUCCESS)
    cells = {("a", "t1"): done, ("a", "t2"): done, ("b", "t1"): done, ("c", "t2"): done}
    sheet = TrialSheet("s", tasks=tasks, seats=seats, cells=cells, questions=questions, answered=frozenset({("a", "q1")}))
    each = {place for place in cells if sheet.due(*place)}
    assert sheet.all_due() == each == {("a", "t1"), ("a", "t2"), ("b", "t1")}
