"""Reads of a session's trials while it runs: seats, tasks, clocks and outcomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import (
    Answer,
    Attendance,
    CouncilSession,
    Person,
    Prototype,
    Question,
    Script,
    ScriptSection,
    Task,
    Trial,
    TrialClock,
)
from council_app.db.queries.notes import who_refused_notes
from council_app.db.queries.room import under_way
from council_app.domain.records import SessionRef
from council_app.domain.trials import Bar, DueQuestion, OpenTrial, Standing, TrialCell, TrialSeat, TrialSheet, TrialTask


def sheet(session: Session, place: SessionRef) -> TrialSheet:
    """One session's trials; without tasks when it has no script."""
    script = session.scalar(select(Script).join(CouncilSession, CouncilSession.script_id == Script.id).where(CouncilSession.id == place.id))
    if script is None:
        return TrialSheet(place.key)
    _block, current = under_way(session, place.id)
    cells, tasks = _cells(session, place.id), _tasks(session, script)
    return TrialSheet(
        session=place.key,
        prototype=" · ".join(dict.fromkeys(task.prototype for task in tasks)) or _tested(session, script, None),
        tasks=tasks,
        seats=_seats(session, place.id, {attendance for attendance, _task in cells}),
        cells=cells,
        current=current or "",
        questions=_questions(session, script.id),
        answered=_answered(session, place.id),
    )


def _tasks(session: Session, script: Script) -> tuple[TrialTask, ...]:
    rows = session.execute(
        select(Task, ScriptSection)
        .outerjoin(ScriptSection, Task.section_id == ScriptSection.id)
        .where(Task.script_id == script.id)
        .order_by(Task.position, Task.id)
    )
    return tuple(
        TrialTask(
            id=task.id,
            key=task.key,
            text=task.text,
            section=section.title if section is not None else "",
            success=task.success,
            target_seconds=task.target_seconds,
            prototype=_tested(session, script, section),
        )
        for task, section in rows
    )


def _tested(session: Session, script: Script, section: ScriptSection | None) -> str:
    """Name and version of what a section tests, else the script; the script's title where neither names anything."""
    tested = (section.prototype_id if section is not None else None) or script.prototype_id
    found = session.get(Prototype, tested) if tested else None
    return script.title if found is None else f"{found.name} {found.version}".strip()


def _seats(session: Session, session_id: str, tried: Collection[str]) -> tuple[TrialSeat, ...]:
    """Everybody with a seat who is in, or of whom something was recorded; all of them where nobody was checked in."""
    rows = session.execute(
        select(Attendance.id, Attendance.seat, Person.name, Attendance.status)
        .outerjoin(Person, Attendance.person_id == Person.id)
        .where(Attendance.session_id == session_id, Attendance.seat.is_not(None))
    ).all()
    refused = who_refused_notes(session, [row.id for row in rows])
    nobody = not any(row.status.was_there for row in rows)
    found = []
    for row in rows:
        barred = Bar.NO_CONSENT if row.id in refused else None if row.status.was_there else Bar.NOT_IN
        if nobody or row.status.was_there or row.id in tried:
            found.append(TrialSeat(row.id, row.seat or "", row.name or "", barred))
    return tuple(sorted(found, key=lambda each: (len(each.seat), each.seat)))


def _cells(session: Session, session_id: str) -> Mapping[tuple[str, str], TrialCell]:
    """An outcome counts before a clock, should two laptops have brought both."""
    clocks = select(TrialClock).join(Attendance, TrialClock.attendance_id == Attendance.id).where(Attendance.session_id == session_id)
    ended = select(Trial).join(Attendance, Trial.attendance_id == Attendance.id).where(Attendance.session_id == session_id)
    found: dict[tuple[str, str], TrialCell] = {}
    for clock in session.scalars(clocks):
        found[clock.attendance_id, clock.task_id] = _counting(clock)
    for trial in session.scalars(ended):
        cell = TrialCell(Standing.ENDED, outcome=trial.outcome, seconds=trial.seconds, severity=trial.severity)
        found[trial.attendance_id, trial.task_id] = cell
    return found


def _counting(clock: TrialClock) -> TrialCell:
    standing = Standing.PAUSED if clock.running_since is None else Standing.RUNNING
    return TrialCell(standing, clock.running_since, clock.seconds_before)


def open_trials(session: Session, session_id: str) -> tuple[OpenTrial, ...]:
    """The trials of one session that have a clock and no outcome, by seat and in the order of the script."""
    ended = select(Trial.id).where(Trial.attendance_id == TrialClock.attendance_id, Trial.task_id == TrialClock.task_id)
    rows = session.execute(
        select(TrialClock, Attendance.seat, Person.name, Task.text)
        .join(Attendance, TrialClock.attendance_id == Attendance.id)
        .join(Task, TrialClock.task_id == Task.id)
        .outerjoin(Person, Attendance.person_id == Person.id)
        .where(Attendance.session_id == session_id, ~ended.exists())
        .order_by(Task.position, Task.id)
    )
    found = [
        OpenTrial(clock.attendance_id, clock.task_id, seat or "", next(iter((name or "").split()), ""), text, _counting(clock))
        for clock, seat, name, text in rows
    ]
    return tuple(sorted(found, key=lambda each: (len(each.seat), each.seat)))


def _questions(session: Session, script_id: str) -> tuple[DueQuestion, ...]:
    inside: dict[str | None, set[str]] = defaultdict(set)
    for task, section in session.execute(select(Task.id, Task.section_id).where(Task.script_id == script_id)):
        inside[section].add(task)
    rows = session.scalars(select(Question).where(Question.script_id == script_id).order_by(Question.position, Question.id))
    return tuple(
        DueQuestion(row.id, row.kind, row.after_task_id or "", frozenset(inside[row.section_id] if row.section_id else ())) for row in rows
    )


def _answered(session: Session, session_id: str) -> frozenset[tuple[str, str]]:
    rows = session.execute(
        select(Answer.attendance_id, Answer.question_id)
        .join(Attendance, Answer.attendance_id == Attendance.id)
        .where(Attendance.session_id == session_id)
    )
    return frozenset((attendance, question) for attendance, question in rows)
