"""Reads of a session's trials while it runs: seats, tasks, clocks and outcomes."""

from __future__ import annotations

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
from council_app.domain.trials import Bar, DueQuestion, Standing, TrialCell, TrialSeat, TrialSheet, TrialTask


def sheet(session: Session, place: SessionRef) -> TrialSheet:
    """One session's trials; without tasks when it has no script."""
    script = session.execute(
        select(Script.id, Script.title, Prototype.name, Prototype.version)
        .join(CouncilSession, CouncilSession.script_id == Script.id)
        .outerjoin(Prototype, Script.prototype_id == Prototype.id)
        .where(CouncilSession.id == place.id)
    ).first()
    if script is None:
        return TrialSheet(place.key)
    _block, current = under_way(session, place.id)
    cells = _cells(session, place.id)
    return TrialSheet(
        session=place.key,
        prototype=" ".join(part for part in (script.name or script.title, script.version or "") if part),
        tasks=_tasks(session, script.id),
        seats=_seats(session, place.id, {attendance for attendance, _task in cells}),
        cells=cells,
        current=current or "",
        questions=_questions(session, script.id),
        answered=_answered(session, place.id),
    )


def _tasks(session: Session, script_id: str) -> tuple[TrialTask, ...]:
    rows = session.execute(
        select(Task, ScriptSection.title)
        .outerjoin(ScriptSection, Task.section_id == ScriptSection.id)
        .where(Task.script_id == script_id)
        .order_by(Task.position, Task.id)
    )
    return tuple(TrialTask(task.id, task.key, task.text, title or "", task.success, task.target_seconds) for task, title in rows)


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
        standing = Standing.PAUSED if clock.running_since is None else Standing.RUNNING
        found[clock.attendance_id, clock.task_id] = TrialCell(standing, clock.running_since, clock.seconds_before)
    for trial in session.scalars(ended):
        cell = TrialCell(Standing.ENDED, outcome=trial.outcome, seconds=trial.seconds, severity=trial.severity)
        found[trial.attendance_id, trial.task_id] = cell
    return found


def _questions(session: Session, script_id: str) -> tuple[DueQuestion, ...]:
    rows = session.scalars(select(Question).where(Question.script_id == script_id).order_by(Question.position, Question.id))
    return tuple(DueQuestion(row.id, row.kind, row.after_task_id or "") for row in rows)


def _answered(session: Session, session_id: str) -> frozenset[tuple[str, str]]:
    rows = session.execute(
        select(Answer.attendance_id, Answer.question_id)
        .join(Attendance, Answer.attendance_id == Attendance.id)
        .where(Attendance.session_id == session_id)
    )
    return frozenset((attendance, question) for attendance, question in rows)
