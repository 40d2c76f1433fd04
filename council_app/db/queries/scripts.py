"""Reads of scripts: which versions there are, which sessions use them, and which were used already and stay as they are."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, func, or_, select, union
from sqlalchemy.orm import Session

from council_app.db.models import (
    Answer,
    Attendance,
    CouncilSession,
    Note,
    Prototype,
    Question,
    Script,
    ScriptSection,
    SessionEvent,
    Task,
    Trial,
    TrialClock,
)
from council_app.domain.scripts import QuestionFacts, SectionFacts, TaskFacts


def begun(session: Session) -> frozenset[str]:
    """Ids of the sessions in which something happened: they were started, or something was heard or tried in them."""
    tried = (select(Attendance.session_id).join(model, model.attendance_id == Attendance.id) for model in (Trial, Answer, TrialClock))
    noted = select(CouncilSession.id).where(select(Note.num).where(Note.session_id == CouncilSession.id).exists())
    return frozenset(session.scalars(union(select(SessionEvent.session_id), noted, *tried)))


def used(session: Session) -> frozenset[str]:
    """Ids of the scripts that stay as they are: somebody was asked by them, and not in a rehearsal."""
    real = select(Attendance.id).join(CouncilSession, Attendance.session_id == CouncilSession.id).where(~CouncilSession.rehearsal)
    asked = union(
        select(Task.script_id).join(Trial, Trial.task_id == Task.id).where(Trial.attendance_id.in_(real)),
        select(Task.script_id).join(TrialClock, TrialClock.task_id == Task.id).where(TrialClock.attendance_id.in_(real)),
        select(Question.script_id).join(Answer, Answer.question_id == Question.id).where(Answer.attendance_id.in_(real)),
        _tasks_noted(),
    )
    happened = begun(session)
    rows = session.execute(select(CouncilSession.id, CouncilSession.script_id).where(~CouncilSession.rehearsal)).all()
    return frozenset(session.scalars(asked)) | {script for place, script in rows if script is not None and place in happened}


def _tasks_noted() -> Select[str]:
    """The scripts of tasks in which something was noted."""
    there = (
        select(Note.num)
        .join(CouncilSession, Note.session_id == CouncilSession.id)
        .where(Note.task_id == Task.id, ~CouncilSession.rehearsal)
        .exists()
    )
    return select(Task.script_id).where(there)


def newest_version(session: Session, key: str) -> int:
    """The highest version there is of a script; 0 when there is none."""
    return session.scalar(select(func.max(Script.version)).where(Script.key == key)) or 0


def sections(session: Session, script_id: str) -> tuple[SectionFacts, ...]:
    """The sections of one script in order."""
    statement = select(ScriptSection, Prototype.key).outerjoin(Prototype, ScriptSection.prototype_id == Prototype.id)
    rows = session.execute(statement.where(ScriptSection.script_id == script_id).order_by(ScriptSection.position, ScriptSection.key))
    return tuple(SectionFacts(key=row.key, title=row.title, minutes=row.minutes, prototype=tested) for row, tested in rows)


def tasks(session: Session, script_id: str) -> tuple[TaskFacts, ...]:
    """The tasks of one script in order."""
    statement = select(Task, ScriptSection.key).outerjoin(ScriptSection, Task.section_id == ScriptSection.id)
    rows = session.execute(statement.where(Task.script_id == script_id).order_by(Task.position, Task.key))
    return tuple(
        TaskFacts(
            key=row.key,
            section=section,
            text=row.text,
            success=row.success,
            target_seconds=row.target_seconds,
            minutes=row.minutes,
            must_ask=row.must_ask,
            probes=row.probes,
        )
        for row, section in rows
    )


def questions(session: Session, script_id: str) -> tuple[QuestionFacts, ...]:
    """The questions of one script in order."""
    statement = (
        select(Question, ScriptSection.key, Task.key)
        .outerjoin(ScriptSection, Question.section_id == ScriptSection.id)
        .outerjoin(Task, Question.after_task_id == Task.id)
        .where(Question.script_id == script_id)
    )
    return tuple(
        QuestionFacts(
            key=row.key,
            section=section,
            after=after,
            kind=row.kind,
            text=row.text,
            choices=row.choices,
            scale=row.scale,
            wording=row.wording,
            low=row.low,
            high=row.high,
        )
        for row, section, after in session.execute(statement.order_by(Question.position, Question.key))
    )


def rehearsed_rows(session: Session, tasks: Iterable[str], questions: Iterable[str]) -> list[Trial | TrialClock | Answer]:
    """What rehearsals made of these tasks and questions: it goes when they go."""
    wanted, asked = list(tasks), list(questions)
    return [
        *session.scalars(select(Trial).where(Trial.task_id.in_(wanted))),
        *session.scalars(select(TrialClock).where(TrialClock.task_id.in_(wanted))),
        *session.scalars(select(Answer).where(or_(Answer.question_id.in_(asked)))),
    ]
