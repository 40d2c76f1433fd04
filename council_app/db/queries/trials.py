"""Reads of prototype tests: who tried what, and what they answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from council_app.db.models import Answer, Attendance, CouncilSession, Prototype, Question, Script, ScriptSection, Task, Trial
from council_app.db.queries.cohorts import among
from council_app.db.queries.notes import who_refused_notes
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
class PrototypeTrials:
    """What a session's script brought about one prototype; `prototype` is the script's title where no prototype is named."""

    prototype: str
    version: str
    embargo_until: date | None
    tasks: tuple[TaskTrials, ...]
    questions: tuple[QuestionAnswers, ...]

    @property
    def label(self) -> str:
        """Name and version."""
        return f"{self.prototype} {self.version}".strip()


def results(session: Session, session_id: str, members: frozenset[str] | None = None) -> tuple[PrototypeTrials, ...]:
    """Trials and answers of one session by prototype, in the order in which they are tried; of `members` only if given.

    Nothing without a script. A part belongs to what its section tests, else to what the script tests.
    """
    script = session.scalar(
        select(Script).join(CouncilSession, CouncilSession.script_id == Script.id).where(CouncilSession.id == session_id)
    )
    if script is None:
        return ()
    tasks = _tasks(session, script, session_id, members)
    questions = _questions(session, script, session_id, members)
    return tuple(
        _of_one(
            session.get(Prototype, tested) if tested else None,
            script.title,
            tuple(found for of, found in tasks if of == tested),
            tuple(found for of, found in questions if of == tested),
        )
        for tested in dict.fromkeys(of for of, _ in (*tasks, *questions))
    )


def _of_one(
    prototype: Prototype | None, title: str, tasks: tuple[TaskTrials, ...], questions: tuple[QuestionAnswers, ...]
) -> PrototypeTrials:
    if prototype is None:
        return PrototypeTrials(title, "", None, tasks, questions)
    return PrototypeTrials(prototype.name, prototype.version, prototype.embargo_until, tasks, questions)


def _tasks(session: Session, script: Script, session_id: str, members: frozenset[str] | None) -> tuple[tuple[str | None, TaskTrials], ...]:
    """Every task with the id of the prototype it tests."""
    tried = select(Trial).join(Attendance, Trial.attendance_id == Attendance.id).where(Attendance.session_id == session_id)
    trials = list(session.scalars(tried.where(*among(Attendance.id, members))))
    rows = session.execute(
        select(Task, ScriptSection.prototype_id)
        .outerjoin(ScriptSection, Task.section_id == ScriptSection.id)
        .where(Task.script_id == script.id)
        .order_by(Task.position, Task.id)
    )
    return tuple(
        (tested or script.prototype_id, _task(task, [trial for trial in trials if trial.task_id == task.id])) for task, tested in rows
    )


def _task(task: Task, trials: Sequence[Trial]) -> TaskTrials:
    return TaskTrials(
        key=task.key,
        text=task.text,
        target_seconds=task.target_seconds,
        outcomes=tuple(trial.outcome for trial in trials),
        seconds=tuple(trial.seconds for trial in trials if trial.outcome is Outcome.SUCCESS and trial.seconds is not None),
    )


def _questions(
    session: Session, script: Script, session_id: str, members: frozenset[str] | None
) -> tuple[tuple[str | None, QuestionAnswers], ...]:
    """Every question with the id of the prototype it is about: that of the task it comes after, else of its section."""
    given = select(Answer).join(Attendance, Answer.attendance_id == Attendance.id).where(Attendance.session_id == session_id)
    found = list(session.scalars(given.where(*among(Attendance.id, members))))
    # Numbers were measured while they were allowed, and stay; words of who does not allow notes (any more) are nowhere to be read.
    silent = who_refused_notes(session, {row.attendance_id for row in found if isinstance(row.value, str)})
    answers = [row for row in found if not (isinstance(row.value, str) and row.attendance_id in silent)]
    rows = session.execute(
        select(Question, ScriptSection.prototype_id)
        .outerjoin(Task, Question.after_task_id == Task.id)
        .outerjoin(ScriptSection, case((Task.id.is_(None), Question.section_id), else_=Task.section_id) == ScriptSection.id)
        .where(Question.script_id == script.id)
        .order_by(Question.position, Question.id)
    )
    return tuple(
        (
            tested or script.prototype_id,
            QuestionAnswers(row.key, row.kind, row.text, tuple(answer.value for answer in answers if answer.question_id == row.id)),
        )
        for row, tested in rows
    )
