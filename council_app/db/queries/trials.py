"""Reads of prototype tests: who tried what, and what they answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Answer, Attendance, CouncilSession, Prototype, Question, Script, Task, Trial
from council_app.db.queries.cohorts import among
from council_app.domain.enums import Outcome, QuestionKind


@dataclass(frozen=True, slots=True)
class TaskTrials:
    """A task with everybody who tried it; `seconds` of those who did it unaided and were timed."""

    key: str
    text: str
    target_seconds: int | None
    outcomes: tuple[Outcome, ...]
    seconds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class QuestionAnswers:
    """A question with its answers, as stored."""

    key: str
    kind: QuestionKind
    text: str
    answers: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class ScriptResults:
    """What a session's script brought."""

    title: str
    prototype: str
    version: str
    embargo_until: date | None
    tasks: tuple[TaskTrials, ...]
    questions: tuple[QuestionAnswers, ...]


def results(session: Session, session_id: str, members: frozenset[str] | None = None) -> ScriptResults | None:
    """Trials and answers of one session, of `members` only if given; None without a script."""
    row = session.execute(
        select(Script, Prototype)
        .join(CouncilSession, CouncilSession.script_id == Script.id)
        .outerjoin(Prototype, Script.prototype_id == Prototype.id)
        .where(CouncilSession.id == session_id)
    ).first()
    if row is None:
        return None
    script, prototype = row
    return ScriptResults(
        title=script.title,
        prototype=prototype.name if prototype else script.title,
        version=prototype.version if prototype else "",
        embargo_until=prototype.embargo_until if prototype else None,
        tasks=_tasks(session, script.id, session_id, members),
        questions=_questions(session, script.id, session_id, members),
    )


def _tasks(session: Session, script_id: str, session_id: str, members: frozenset[str] | None) -> tuple[TaskTrials, ...]:
    statement = select(Trial).join(Attendance, Trial.attendance_id == Attendance.id).where(Attendance.session_id == session_id)
    trials = list(session.scalars(statement.where(*among(Attendance.id, members))))
    return tuple(_task(task, [trial for trial in trials if trial.task_id == task.id]) for task in _ordered(session, script_id))


def _ordered(session: Session, script_id: str) -> Sequence[Task]:
    return session.scalars(select(Task).where(Task.script_id == script_id).order_by(Task.position)).all()


def _task(task: Task, trials: Sequence[Trial]) -> TaskTrials:
    return TaskTrials(
        key=task.key,
        text=task.text,
        target_seconds=task.target_seconds,
        outcomes=tuple(trial.outcome for trial in trials),
        seconds=tuple(trial.seconds for trial in trials if trial.outcome is Outcome.SUCCESS and trial.seconds is not None),
    )


def _questions(session: Session, script_id: str, session_id: str, members: frozenset[str] | None) -> tuple[QuestionAnswers, ...]:
    statement = select(Answer).join(Attendance, Answer.attendance_id == Attendance.id).where(Attendance.session_id == session_id)
    answers = list(session.scalars(statement.where(*among(Attendance.id, members))))
    rows = session.scalars(select(Question).where(Question.script_id == script_id).order_by(Question.position))
    return tuple(
        QuestionAnswers(
            key=row.key, kind=row.kind, text=row.text, answers=tuple(answer.value for answer in answers if answer.question_id == row.id)
        )
        for row in rows
    )
