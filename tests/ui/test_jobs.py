"""The worker: answers on the window's thread, refusals, bugs, stopping, and askers that have gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from council_app.errors import Cancelled, CouncilError, Progress, m_
from council_app.ui.core.jobs import Control, Jobs, Turn
from council_app.ui.core.turns import InTurns

REFUSAL = CouncilError("plan.yaml", m_("it is broken"), m_("Mend it."))


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    worker = Jobs("test")
    yield worker
    worker.stop()


def never(error: object = None) -> None:
    raise AssertionError(error)


def fails(_control: Control) -> int:
    raise REFUSAL


def breaks(_control: Control) -> int:
    raise ZeroDivisionError


def test_work_is_done_elsewhere_and_answered_here(jobs: Jobs, qtbot: QtBot) -> None:
    answered: list[tuple[str, threading.Thread]] = []
    with qtbot.waitSignal(jobs.idle):
        jobs.submit(
            lambda _: threading.current_thread().name,
            owner=jobs,
            done=lambda name: answered.append((name, threading.current_thread())),
            failed=never,
        )
        assert jobs.busy
    assert answered == [("test", threading.main_thread())]
    assert not jobs.busy


def test_jobs_run_one_after_the_other(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[int] = []
    with qtbot.waitSignal(jobs.idle):
        for number in range(20):
            jobs.submit(lambda _, n=number: n, owner=jobs, done=done.append, failed=never)
    assert done == list(range(20))


def test_a_refusal_goes_to_whoever_asked(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[CouncilError] = []
    with qtbot.waitSignal(jobs.idle):
        jobs.submit(fails, owner=jobs, done=never, failed=told.append)
    assert told == [REFUSAL]


@pytest.mark.logs_warnings
def test_a_bug_is_told_to_the_window_and_the_worker_goes_on(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[int] = []
    with qtbot.waitSignal(jobs.crashed) as crashed:
        jobs.submit(breaks, owner=jobs, done=never, failed=never)
    assert isinstance(crashed.args[0], ZeroDivisionError)
    with qtbot.waitSignal(jobs.idle):
        jobs.submit(lambda _: 1, owner=jobs, done=done.append, failed=never)
    assert done == [1]


def test_stopped_work_says_so(jobs: Jobs, qtbot: QtBot) -> None:
    started, told = threading.Event(), []

    def long(control: Control) -> int:
        started.set()
        while not control.cancelled():
            pass
        raise Cancelled

    with qtbot.waitSignal(jobs.idle):
        control = jobs.submit(long, owner=jobs, done=never, failed=never, cancelled=lambda: told.append("stopped"))
        started.wait()
        control.cancel()
    assert told == ["stopped"]


def test_work_stopped_before_it_began_never_begins(jobs: Jobs, qtbot: QtBot) -> None:
    hold, told = threading.Event(), []
    with qtbot.waitSignal(jobs.idle):
        jobs.submit(lambda _: hold.wait(), owner=jobs, done=lambda _: None, failed=never)
        jobs.submit(breaks, owner=jobs, done=never, failed=never, cancelled=lambda: told.append("stopped")).cancel()
        hold.set()
    assert told == ["stopped"]


def test_the_last_step_of_progress_always_arrives(jobs: Jobs, qtbot: QtBot) -> None:
    steps: list[int] = []

    def work(control: Control) -> None:
        for number in range(1, 101):
            control.report(Progress(number, 100))

    with qtbot.waitSignal(jobs.idle):
        jobs.submit(work, owner=jobs, done=lambda _: None, failed=never, progress=lambda step: steps.append(step.done))
    assert steps[-1] == 100


def test_nobody_is_called_who_has_gone(jobs: Jobs, qtbot: QtBot) -> None:
    hold, asker = threading.Event(), QObject()
    with qtbot.waitSignal(jobs.idle):
        jobs.submit(lambda _: hold.wait(), owner=asker, done=never, failed=never)
        asker.deleteLater()
        qtbot.wait(1)
        hold.set()


def test_what_is_written_goes_ahead_of_what_is_read_again_and_the_end_waits_for_both(jobs: Jobs, qtbot: QtBot) -> None:
    began, goes_on, done = threading.Event(), threading.Event(), list[str]()

    def long(_control: Control) -> str:
        began.set()
        goes_on.wait()
        return "running"

    with qtbot.waitSignal(jobs.idle):
        jobs.submit(long, owner=jobs, done=done.append, failed=never)
        began.wait()
        for name, turn in (("end", Turn.END), ("read", Turn.READ), ("read again", Turn.READ), ("note", Turn.WRITE), ("draft", Turn.WRITE)):
            jobs.submit(lambda _, n=name: n, owner=jobs, done=done.append, failed=never, turn=turn)
        goes_on.set()
    assert done == ["running", "note", "draft", "read", "read again", "end"]


def test_reading_in_pieces_comes_to_its_end_while_others_never_rest(jobs: Jobs, qtbot: QtBot) -> None:
    """Each piece is read once; between two of them whoever waits has a turn."""
    order: list[str] = []
    done: list[str] = []

    def pieces() -> Iterator[str | None]:
        for number in range(5):
            order.append(f"piece {number}")
            yield None
        yield "read"

    def write(_: object = None) -> None:
        if not done:
            for _number in range(2):
                jobs.submit(lambda _: order.append("write"), owner=jobs, done=write if _number else never_mind, failed=never)

    write()
    InTurns(jobs, pieces(), owner=jobs, done=done.append, failed=never, cancelled=never)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["read"]
    assert [step for step in order if step != "write"] == [f"piece {number}" for number in range(5)]
    assert "write" in order[: order.index("piece 4")]


def never_mind(_: object) -> None:
    """Nothing follows."""


def test_reading_in_pieces_is_given_up_between_two_of_them(jobs: Jobs, qtbot: QtBot) -> None:
    stopped: list[bool] = []
    read: list[int] = []
    may_stop = threading.Event()

    def pieces() -> Iterator[str | None]:
        read.append(1)
        may_stop.wait(10)
        yield None
        read.append(2)
        yield "read"

    reading = InTurns(jobs, pieces(), owner=jobs, done=never, failed=never, cancelled=lambda: stopped.append(True))
    reading.cancel()
    may_stop.set()
    qtbot.waitUntil(lambda: bool(stopped))
    assert read in ([], [1])
