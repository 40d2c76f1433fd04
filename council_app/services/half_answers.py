"""Half a questionnaire: what a guest answered so far, kept on this laptop until they are done. Not part of the change log."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, HalfAnswer
from council_app.db.queries.notes import who_refused_notes
from council_app.db.queries.questions import as_answer, questions_for
from council_app.db.workspace import Workspace
from council_app.domain.questionnaires import Answer
from council_app.errors import m_

__all__ = ["forget_half", "keep_half"]


def keep_half(*, workspace: Workspace, attendance: str, given: Mapping[str, Answer | None], locale: str) -> None:
    """Keep what stands on the page now; of whoever is not in, or allows nothing to be written down, nothing is kept.

    Args:
        workspace: where.
        attendance: id of the attendance.
        given: by id of the question; None takes an answer back.
        locale: the language the guest answers in.

    Raises:
        CouncilError: the disk refuses.
    """
    with workspace.write(m_("Keep half a questionnaire")) as writing:
        forget(writing, attendance, given)
        row = writing.get(Attendance, attendance)
        if row is None or not row.status.was_there or who_refused_notes(writing, [attendance]):
            return
        asked = {each.id for each in questions_for(writing, attendance)}
        now = datetime.now(UTC)
        for question, answer in given.items():
            if answer is not None and question in asked:
                value = list(answer) if isinstance(answer, tuple) else answer
                writing.add(HalfAnswer(attendance_id=attendance, question_id=question, value=value, locale=locale, at=now))


def forget_half(*, workspace: Workspace, attendance: str, questions: Collection[str]) -> None:
    """The guest stopped: nothing of these questions is kept."""
    with workspace.write(m_("Forget half a questionnaire")) as writing:
        forget(writing, attendance, questions)


def begun(session: Session, attendance: str) -> tuple[dict[str, Answer], str]:
    """What somebody answered and was not done with, by id of the question, and the language they answered in last; "" where none."""
    rows = list(session.scalars(select(HalfAnswer).where(HalfAnswer.attendance_id == attendance).order_by(HalfAnswer.at)))
    return {row.question_id: as_answer(row.value) for row in rows}, rows[-1].locale if rows else ""


def forget(writing: JournalledSession, attendance: str, questions: Collection[str] | None = None) -> None:
    """Within a transaction; all of somebody's, when no questions are given."""
    gone = delete(HalfAnswer).where(HalfAnswer.attendance_id == attendance)
    if questions is not None:
        gone = gone.where(HalfAnswer.question_id.in_(list(questions)))
    writing.execute(gone)
