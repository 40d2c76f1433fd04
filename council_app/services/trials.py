"""Trials while they happen: start, pause, restart and stop a clock, say how it ended, and put right what was said.

`spent` is what the room's own stopwatch counted; without it, the wall clock says. Each step is one transaction with a name of its own.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, CouncilSession, Task, Trial, TrialClock
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import trial_sheet as reads
from council_app.db.queries.notes import who_refused_notes
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import Outcome, Severity
from council_app.domain.records import Changes
from council_app.domain.trials import MOST_SECONDS, Standing, TrialCell, TrialSheet
from council_app.errors import CouncilError, Message, m_

_LABELS: dict[Outcome, Message] = {
    Outcome.SUCCESS: m_("Record a trial as done"),
    Outcome.WITH_HELP: m_("Record a trial as done with help"),
    Outcome.FAIL: m_("Record a trial as failed"),
    Outcome.ABANDONED: m_("Record a trial as given up"),
}


def sheet(*, workspace: Workspace, session: str) -> TrialSheet:
    """One session's trials, seat by task.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.read() as reading:
        return reads.sheet(reading, programme_reads.session_named(reading, session))


# -- the clock


def start(*, workspace: Workspace, attendance: str, task: str, at: datetime | None = None) -> Changes:
    """Let the clock of a trial run: from nothing, or on from where it was paused. Nothing happens when it runs already.

    Raises:
        CouncilError: they are not in, or refused; or the trial has an outcome.
    """
    with workspace.write(m_("Start a trial")) as writing:
        _require(writing, attendance, task)
        if _trial(writing, attendance, task) is not None:
            raise CouncilError("", m_("this trial has an outcome"), m_("Restart it to have it tried once more; nothing was changed."))
        clock = _clock_or_new(writing, attendance, task)
        if clock.running_since is None:
            clock.running_since = _moment(at)
        return changes(writing)


def pause(*, workspace: Workspace, attendance: str, task: str, spent: float | None = None, at: datetime | None = None) -> Changes:
    """Stop the time of a trial; nothing happens when it stands already."""
    with workspace.write(m_("Pause a trial")) as writing:
        clock = _clock(writing, attendance, task)
        if clock is not None and clock.running_since is not None:
            clock.seconds_before = _spent(clock, spent, at)
            clock.running_since = None
        return changes(writing)


def restart(*, workspace: Workspace, attendance: str, task: str, at: datetime | None = None) -> Changes:
    """Try once more from nothing: what was counted, or how it ended, is taken away.

    Raises:
        CouncilError: they are not in, or refused.
    """
    with workspace.write(m_("Restart a trial")) as writing:
        _require(writing, attendance, task)
        ended = _trial(writing, attendance, task)
        if ended is not None:
            writing.delete(ended)
        clock = _clock_or_new(writing, attendance, task)
        clock.seconds_before, clock.running_since = 0.0, _moment(at)
        return changes(writing)


# -- how it ended


def stop(
    *,
    workspace: Workspace,
    attendance: str,
    task: str,
    outcome: Outcome,
    spent: float | None = None,
    severity: Severity | None = None,
    at: datetime | None = None,
) -> Changes:
    """Say how a trial ended. Its clock gives the time; without a clock it is not timed. One that has ended keeps its time.

    Args:
        workspace: where.
        attendance: who tried.
        task: what.
        outcome: how it ended.
        spent: seconds, as the room's stopwatch counted them; by the wall clock, when not given.
        severity: how bad it was, if that was said already; None leaves what was said before.
        at: when; now, when not given.

    Raises:
        CouncilError: they are not in, or refused.
    """
    with workspace.write(_LABELS[outcome]) as writing:
        _require(writing, attendance, task)
        clock, trial = _clock(writing, attendance, task), _trial(writing, attendance, task)
        seconds = None if clock is None else _spent(clock, spent, at)
        if trial is None:
            writing.add(Trial(attendance_id=attendance, task_id=task, outcome=outcome, seconds=seconds, severity=severity))
        else:
            trial.outcome = outcome
            trial.severity = trial.severity if severity is None else severity
        if clock is not None:
            writing.delete(clock)
        return changes(writing)


def rate(*, workspace: Workspace, attendance: str, task: str, severity: Severity | None) -> Changes:
    """Say how bad it was; None takes that away.

    Raises:
        CouncilError: the trial has no outcome yet.
    """
    with workspace.write(m_("Say how bad a trial was")) as writing:
        _ended(writing, attendance, task).severity = severity
        return changes(writing)


def correct_time(*, workspace: Workspace, attendance: str, task: str, seconds: float | None) -> Changes:
    """Put the time of a trial right by hand; None is not timed.

    Raises:
        CouncilError: the trial has no outcome yet, or that is no time.
    """
    if seconds is not None and not 0 <= seconds <= MOST_SECONDS:
        raise CouncilError("", m_("a trial takes less than a day"), m_("Type minutes and seconds, as 1:23; nothing was changed."))
    with workspace.write(m_("Correct the time of a trial")) as writing:
        _ended(writing, attendance, task).seconds = seconds
        return changes(writing)


def clear(*, workspace: Workspace, attendance: str, task: str) -> Changes:
    """Take a trial away, its clock or how it ended, as if it had not been tried."""
    with workspace.write(m_("Take a trial away")) as writing:
        for row in (_clock(writing, attendance, task), _trial(writing, attendance, task)):
            if row is not None:
                writing.delete(row)
        return changes(writing)


def halt(writing: JournalledSession, session_id: str, moment: datetime) -> None:
    """Stop the time of every clock of a session that closes; how each trial ended is still to be said."""
    running = select(TrialClock).join(Attendance, TrialClock.attendance_id == Attendance.id)
    for clock in writing.scalars(running.where(Attendance.session_id == session_id, TrialClock.running_since.is_not(None))):
        clock.seconds_before = _spent(clock, None, moment)
        clock.running_since = None


# -- what every step asks


def _moment(at: datetime | None) -> datetime:
    return (at or datetime.now(UTC)).astimezone(UTC)


def _require(writing: JournalledSession, attendance: str, task: str) -> None:
    """Only who is in and did not refuse, and only a task of their session's script."""
    row = writing.get(Attendance, attendance)
    if row is None:
        raise CouncilError("", m_("this person is not on the list any more"), m_("They may have been removed on another laptop."))
    seat = row.seat or ""
    if not row.status.was_there:
        raise CouncilError(seat, m_("they are not in"), m_("Let them in at the door first; nothing was changed."))
    if who_refused_notes(writing, [attendance]):
        raise CouncilError(seat, m_("they do not allow that anything is written down"), m_("Nothing was changed."))
    found = writing.get(Task, task)
    if found is None or found.script_id != writing.get_one(CouncilSession, row.session_id).script_id:
        raise CouncilError(
            seat, m_("the session's script does not have this task"), m_("The script may have been changed on another laptop.")
        )


def _clock(writing: JournalledSession, attendance: str, task: str) -> TrialClock | None:
    return writing.scalar(select(TrialClock).where(TrialClock.attendance_id == attendance, TrialClock.task_id == task))


def _clock_or_new(writing: JournalledSession, attendance: str, task: str) -> TrialClock:
    clock = _clock(writing, attendance, task)
    if clock is None:
        clock = TrialClock(attendance_id=attendance, task_id=task, running_since=None, seconds_before=0.0)
        writing.add(clock)
    return clock


def _trial(writing: JournalledSession, attendance: str, task: str) -> Trial | None:
    return writing.scalar(select(Trial).where(Trial.attendance_id == attendance, Trial.task_id == task))


def _ended(writing: JournalledSession, attendance: str, task: str) -> Trial:
    _require(writing, attendance, task)
    trial = _trial(writing, attendance, task)
    if trial is None:
        raise CouncilError("", m_("this trial has no outcome yet"), m_("Say how it ended first; nothing was changed."))
    return trial


def _spent(clock: TrialClock, spent: float | None, at: datetime | None) -> float:
    """Seconds of a clock, to a tenth: as the room counted them, or by the wall, which may have been set back."""
    standing = Standing.PAUSED if clock.running_since is None else Standing.RUNNING
    by_wall = TrialCell(standing, clock.running_since, clock.seconds_before).spent_at(_moment(at))
    return round(by_wall if spent is None else max(0.0, spent), 1)
