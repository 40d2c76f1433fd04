"""Reads of a script's questions and what was answered to them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Answer, Attendance, CouncilSession, Question, ScriptSection, Task
from council_app.domain import questionnaires
from council_app.domain.questionnaires import Asks, ScriptQuestion


def script_questions(session: Session, script_id: str) -> tuple[ScriptQuestion, ...]:
    """All questions of one version of a script, in its order."""
    statement = (
        select(Question, Task.key, ScriptSection.key)
        .outerjoin(Task, Question.after_task_id == Task.id)
        .outerjoin(ScriptSection, Question.section_id == ScriptSection.id)
        .where(Question.script_id == script_id)
        .order_by(Question.position, Question.key)
    )
    return tuple(
        ScriptQuestion(
            id=row.id,
            key=row.key,
            asks=Asks(row.kind, row.choices, row.scale),
            text=row.text,
            after=task or "",
            section=section or "",
            low=row.low,
            high=row.high,
        )
        for row, task, section in session.execute(statement)
    )


def questions_for(session: Session, attendance: str) -> tuple[ScriptQuestion, ...]:
    """The questions of the script that is used where somebody sits."""
    used = (
        select(CouncilSession.script_id)
        .join(Attendance, Attendance.session_id == CouncilSession.id)
        .where(Attendance.id == attendance)
        .scalar_subquery()
    )
    script = session.scalar(select(used))
    return script_questions(session, script) if script else ()


def answers_at(session: Session, session_id: str) -> dict[tuple[str, str], questionnaires.Answer]:
    """Every answer of one session, by attendance and question."""
    statement = select(Answer).join(Attendance, Answer.attendance_id == Attendance.id).where(Attendance.session_id == session_id)
    return {(row.attendance_id, row.question_id): as_answer(row.value) for row in session.scalars(statement)}


def as_answer(value: object) -> questionnaires.Answer:
    """An answer from the form it is stored in."""
    if isinstance(value, list):
        return tuple(value)
    if not isinstance(value, int | str):
        raise TypeError(f"not an answer: {type(value).__name__}")
    return value
