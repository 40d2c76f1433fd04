"""Questionnaires in the room: what somebody is to be asked, their answers, and correcting one. What was left out is never made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Answer as AnswerRow
from council_app.db.models import Attendance, Council, CouncilSession, Market, Person
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import questions as reads
from council_app.db.queries.notes import who_refused_notes
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import QuestionKind
from council_app.domain.limits import TEXT_LIMIT
from council_app.domain.questionnaires import Answer, Questionnaire, ScriptQuestion
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.exchange.questionnaires import questionnaires
from council_app.exchange.text import cleaned
from council_app.i18n import LANGUAGES
from council_app.services import half_answers

__all__ = ["Answer", "AnswerSheet", "ScriptQuestion", "answer_sheet", "answers_given", "correct_answer", "questions_due", "record_answers"]


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """Everything one person is shown while they answer: nobody else's data, and no answer given before.

    Attributes:
        first_name: what they are thanked by; "" where only the seat is known.
        languages: every language there is, those of the market first; `of_market` says how many those are.
        words: by kind, the questionnaires that are asked.
        begun: what they answered here before the laptop went off, by id of the question; never what is on record.
        begun_in: the language they answered that in; "" when there is none.
    """

    session: str
    attendance: str
    first_name: str
    seat: str
    questions: tuple[ScriptQuestion, ...]
    words: Mapping[QuestionKind, Questionnaire]
    languages: tuple[str, ...]
    of_market: int
    begun: Mapping[str, Answer] = field(default_factory=dict)
    begun_in: str = ""


def questions_due(*, workspace: Workspace, attendance: str, after: str | None = None) -> tuple[ScriptQuestion, ...]:
    """What somebody has not answered yet, in the script's order; an answer of which a part was left out counts as given.

    Args:
        workspace: where from.
        attendance: id of the attendance.
        after: only what is asked after the task of this key; "" for what is asked at the end of a section or of the script; None for all.

    Raises:
        CouncilError: they are not on the list (any more).
    """
    with workspace.read() as reading:
        return tuple(each for each in _open(reading, _place(reading, attendance)) if after in (None, each.after))


def answers_given(*, workspace: Workspace, session: str) -> Mapping[tuple[str, str], Answer]:
    """Every answer of a session, by id of the attendance and of the question.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.read() as reading:
        return reads.answers_at(reading, programme_reads.session_id(reading, session))


def answer_sheet(*, workspace: Workspace, attendance: str, questions: Sequence[str] | None = None) -> AnswerSheet:
    """What to show somebody who is handed the laptop.

    Args:
        workspace: where from.
        attendance: id of the attendance.
        questions: ids of the questions; all that were not answered, when not given.

    Raises:
        CouncilError: they are not in or not on the list (any more), allow nothing to be written down, or there is nothing to ask.
    """
    with workspace.read() as reading:
        place = _place(reading, attendance)
        _require_willing(reading, place)
        wanted = {each.id for each in _open(reading, place)} if questions is None else set(questions)
        asked = tuple(each for each in reads.questions_for(reading, attendance) if each.id in wanted)
        if not asked:
            raise CouncilError(place.seat or "", m_("there is nothing to ask"), m_("The script has no questions left for this seat."))
        person = reading.get(Person, place.person_id) if place.person_id else None
        names = person.name.split() if person is not None else []
        spoken, of_market, session = _languages(reading, place.session_id)
        first = names[0] if names else ""
        halves, begun_in = half_answers.begun(reading, attendance)
        begun = {question.id: halves[question.id] for question in asked if question.id in halves}
        language = begun_in if begun else ""
        return AnswerSheet(session, attendance, first, place.seat or "", asked, questionnaires(), spoken, of_market, begun, language)


def record_answers(*, workspace: Workspace, attendance: str, given: Mapping[str, Answer | None], locale: str = "") -> Changes:
    """Keep what somebody answered, all of it or nothing; an earlier answer to the same question gives way, and so do halves.

    Args:
        workspace: where.
        attendance: id of the attendance.
        given: by id of the question; None where nothing was answered, which takes an earlier answer away.
        locale: the language they were asked in; "" when nobody knows.

    Raises:
        CouncilError: they are not in or not on the list (any more), allow nothing to be written down, the script has no such question,
            or it does not take this answer.
    """
    with workspace.read() as reading:
        seat = _place(reading, attendance).seat or ""
    return _record(workspace, attendance, given, m_("Keep the answers of {seat}", seat=seat), locale)


def correct_answer(*, workspace: Workspace, attendance: str, question: str, answer: Answer | None) -> Changes:
    """Put one answer right, or take it away (None); it stays in the language it was asked in. Raises as `record_answers`."""
    with workspace.read() as reading:
        seat = _place(reading, attendance).seat or ""
    return _record(workspace, attendance, {question: answer}, m_("Correct an answer of {seat}", seat=seat))


def _record(
    workspace: Workspace, attendance: str, given: Mapping[str, Answer | None], label: Message, locale: str | None = None
) -> Changes:
    with workspace.write(label) as writing:
        row = _place(writing, attendance)
        if any(answer is not None for answer in given.values()):
            _require_willing(writing, row)
        asked = {each.id: each for each in reads.questions_for(writing, attendance)}
        for question, answer in given.items():
            if question not in asked:
                raise CouncilError(
                    question, m_("the session's script has no such question"), m_("Look at the script; nothing was changed.")
                )
            _keep(writing, attendance, asked[question], answer, locale)
        if locale is not None:
            half_answers.forget(writing, attendance, given)
        return changes(writing)


def _keep(writing: JournalledSession, attendance: str, question: ScriptQuestion, answer: Answer | None, locale: str | None) -> None:
    """Write one answer; what is the same as before is left alone. A `locale` of None leaves the language as it was."""
    row = writing.scalar(select(AnswerRow).where(AnswerRow.attendance_id == attendance, AnswerRow.question_id == question.id))
    value = _checked(question, answer)
    if value is None:
        if row is not None:
            writing.delete(row)
        return
    stored = list(value) if isinstance(value, tuple) else value
    if row is None:
        writing.add(AnswerRow(attendance_id=attendance, question_id=question.id, value=stored, locale=locale or ""))
        return
    if row.value != stored:
        row.value = stored
    if locale is not None and row.locale != locale:
        row.locale = locale


def _checked(question: ScriptQuestion, answer: Answer | None) -> Answer | None:
    """The answer as it is kept: words without what cannot be seen; None where nothing is left of it."""
    if answer is None or (isinstance(answer, tuple) and all(each is None for each in answer)):
        return None
    if question.asks.kind is QuestionKind.OPEN and isinstance(answer, str):
        answer = cleaned(answer)
        if not answer:
            return None
        if len(answer) > TEXT_LIMIT:
            raise CouncilError(question.key, m_("the answer is too long"), m_("Shorten it to {limit} characters.", limit=TEXT_LIMIT))
    todo = question.asks.wrong(answer)
    if todo is not None:
        raise CouncilError(question.key, m_("not an answer to “{key}”", key=question.key), todo)
    return answer


def _open(session: Session, row: Attendance) -> tuple[ScriptQuestion, ...]:
    """What they have not answered."""
    answered = {question for who, question in reads.answers_at(session, row.session_id) if who == row.id}
    return tuple(each for each in reads.questions_for(session, row.id) if each.id not in answered)


def _place(session: Session, attendance: str) -> Attendance:
    row = session.get(Attendance, attendance)
    if row is None:
        raise CouncilError(attendance, m_("this person is not on the list any more"), m_("Look at the roster; nothing was changed."))
    return row


def _require_willing(session: Session, row: Attendance) -> None:
    """Only of who is in, and lets something be written down."""
    if not row.status.was_there:
        raise CouncilError(row.seat or "", m_("they are not in"), m_("Let them in at the door first; nothing was changed."))
    if who_refused_notes(session, [row.id]):
        raise CouncilError(row.seat or "", m_("they do not allow that anything is written down"), m_("Nothing was changed."))


def _languages(session: Session, session_id: str) -> tuple[tuple[str, ...], int, str]:
    """Every language, those of the market first; how many those are; and the key of the session."""
    locales, key = session.execute(
        select(Market.locales, CouncilSession.key)
        .join(Council, Council.market_id == Market.id)
        .join(CouncilSession, CouncilSession.council_id == Council.id)
        .where(CouncilSession.id == session_id)
    ).one()
    first = [each for each in dict.fromkeys(locale.split("-")[0] for locale in locales) if each in LANGUAGES]
    return (*first, *(each for each in LANGUAGES if each not in first)), len(first), key
