"""Dumping what was said and done: people or seats, notes, trials, answers; never the words of who refused notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import (
    AgendaItem,
    Answer,
    Attendance,
    Consent,
    CouncilSession,
    Journey,
    Note,
    Person,
    Question,
    Stage,
    Task,
    Trial,
)
from council_app.db.queries import photos as photo_reads
from council_app.db.queries.notes import who_refused_notes
from council_app.exchange import plan as files
from council_app.services.plan.dumped_coding import Codings
from council_app.services.plan.known import called
from council_app.services.plan.photos import dumped_photos


class Heard(TypedDict):
    """These parts of a plan."""

    people: tuple[files.Person, ...]
    seats: tuple[files.SeatEntry, ...]
    notes: tuple[files.Note, ...]
    trials: tuple[files.Trial, ...]
    answers: tuple[files.AnswerEntry, ...]


def heard_of(session: Session, *, with_people: bool) -> Heard:
    """Everything from the room; names, arrivals and signatures only `with_people`, badge codes never: they open the door."""
    seats = _Seats(session, with_people=with_people)
    named = tuple(_people(session, seats)) if with_people else ()
    answers, after_tasks = _answers(session, seats)
    return Heard(
        people=tuple(sorted(named, key=lambda person: (person.session or "", person.email or person.key or ""))),
        seats=tuple(_bare_seats(session, seats, everybody=not with_people)),
        notes=tuple(_notes(session, seats)),
        trials=tuple(_trials(session, seats, after_tasks)),
        answers=answers,
    )


class _Seats:
    """Where everybody sat: session key and seat per attendance; `silent` are those whose words stay here."""

    def __init__(self, session: Session, *, with_people: bool) -> None:
        rows = session.execute(
            select(Attendance.id, CouncilSession.key, Attendance.seat).join(CouncilSession, Attendance.session_id == CouncilSession.id)
        )
        self.of = {attendance: (key, seat) for attendance, key, seat in rows}
        self.silent = who_refused_notes(session, self.of)
        self.consents: dict[str, list[files.Consent]] = defaultdict(list)
        for row in session.scalars(select(Consent).order_by(Consent.at, Consent.purpose, Consent.id)):
            self.consents[row.attendance_id].append(_consent(row, with_people=with_people))


def _consent(row: Consent, *, with_people: bool) -> files.Consent:
    return files.Consent(
        purpose=row.purpose,
        wording=row.wording,
        method=row.method,
        granted=row.at if row.granted else None,
        refused=None if row.granted else row.at,
        withdrawn=row.withdrawn_at,
        locale=row.locale or None if with_people else None,
        signature=row.signature if with_people else None,
    )


def _people(session: Session, seats: _Seats) -> Iterator[files.Person]:
    rows = session.execute(select(Person, Attendance).outerjoin(Attendance, Attendance.person_id == Person.id))
    for person, attendance in rows:
        values: dict[str, object] = {"email": person.email, "name": person.name or None, "phone": person.phone or None}
        values["key"] = person.key or (None if person.email else called(person.id))
        if attendance is not None:
            values |= _attendance(attendance, seats)
        yield files.Person.model_validate(values)


def _attendance(row: Attendance, seats: _Seats) -> dict[str, object]:
    return {
        "session": seats.of[row.id][0],
        "seat": row.seat,
        "status": row.status,
        "arrived": row.arrived_at,
        "segments": row.segments,
        "access_needs": row.access_needs or None,
        "dietary": row.dietary or None,
        "invited_by": row.invited_by or None,
        "guests": row.guests or None,
        "consents": tuple(seats.consents[row.id]),
    }


def _bare_seats(session: Session, seats: _Seats, *, everybody: bool) -> Iterator[files.SeatEntry]:
    statement = select(Attendance).where(Attendance.seat.is_not(None))
    if not everybody:
        statement = statement.where(Attendance.person_id.is_(None))
    rows = sorted(session.scalars(statement), key=lambda row: seats.of[row.id])
    for row in rows:
        key, seat = seats.of[row.id]
        arrived = None if everybody else row.arrived_at
        yield files.SeatEntry(session=key, seat=seat or "", status=row.status, arrived=arrived, consents=tuple(seats.consents[row.id]))


def note_keys(session: Session, silent: AbstractSet[str]) -> dict[str, str]:
    """What a plan calls each note, by its id; those of whose words stay here are not in it."""
    known = session.execute(select(Note.id, Note.key, Note.attendance_id))
    return {note_id: key or f"n-{note_id}" for note_id, key, who in known if who not in silent}


def _notes(session: Session, seats: _Seats) -> Iterator[files.Note]:
    codings = Codings(session)
    stages = {
        stage: f"{journey}/{key}"
        for stage, journey, key in session.execute(select(Stage.id, Journey.key, Stage.key).join(Journey, Stage.journey_id == Journey.id))
    }
    tasks = dict(session.execute(select(Task.id, Task.key)).all())
    agenda = dict(session.execute(select(AgendaItem.id, AgendaItem.title)).all())
    keys = note_keys(session, seats.silent)
    photos = photo_reads.photos_on(session, keys, outside=True)
    statement = select(Note, CouncilSession.key).join(CouncilSession, Note.session_id == CouncilSession.id)
    rows = session.execute(statement.order_by(CouncilSession.key, Note.at, Note.key, Note.id).execution_options(yield_per=2_000))
    for row, session_key in rows:
        if row.id not in keys:
            continue
        yield files.Note(
            key=keys[row.id],
            session=session_key,
            at=row.at,
            seat=seats.of[row.attendance_id][1] if row.attendance_id else None,
            author=row.author or None,
            text=row.text,
            kind=row.kind,
            severity=row.severity,
            verbatim=row.verbatim or None,
            raised=row.raised,
            channel=row.channel,
            tags=codings.tags(row.id),
            coders=codings.coders(row.id),
            highlights=codings.highlights(row.id, row.text),
            starred=row.starred or None,
            stage=stages.get(row.stage_id or ""),
            task=tasks.get(row.task_id or ""),
            agenda=agenda.get(row.agenda_item_id or ""),
            reply_to=keys.get(row.reply_to_id or ""),
            photos=dumped_photos(session, photos.get(row.id, ())),
        )


def _answers(session: Session, seats: _Seats) -> tuple[tuple[files.AnswerEntry, ...], dict[tuple[str, str], dict[str, files.Answer]]]:
    """Answers on their own; and those that were asked after a task which the attendee tried, to stand with that trial.

    An answer of which the language is known stands on its own, because a trial says none. Of those whose words stay here only numbers are
    dumped, as the report counts them: `notes` is about what somebody says, and what was measured while it was allowed has no name on it.
    """
    tried = {(row.attendance_id, row.task_id) for row in session.scalars(select(Trial))}
    alone: list[files.AnswerEntry] = []
    with_trial: dict[tuple[str, str], dict[str, files.Answer]] = defaultdict(dict)
    rows = session.execute(
        select(Answer, Question).join(Question, Answer.question_id == Question.id).order_by(Question.position, Question.key)
    )
    for answer, question in rows:
        value = _value(answer.value)
        if isinstance(value, str) and answer.attendance_id in seats.silent:
            continue
        place = (answer.attendance_id, question.after_task_id or "")
        if place in tried and not answer.locale:
            with_trial[place][question.key] = value
        else:
            key, seat = seats.of[answer.attendance_id]
            locale = answer.locale or None
            alone.append(files.AnswerEntry(session=key, seat=seat or "", question=question.key, value=value, locale=locale))
    return tuple(sorted(alone, key=lambda entry: (entry.session, entry.seat, entry.question))), with_trial


def _value(value: object) -> files.Answer:
    if isinstance(value, list):
        return tuple(value)
    assert isinstance(value, int | str)  # the only other things a plan or a questionnaire can store
    return value


def _trials(session: Session, seats: _Seats, answers: dict[tuple[str, str], dict[str, files.Answer]]) -> list[files.Trial]:
    tasks = dict(session.execute(select(Task.id, Task.key)).all())
    trials = [
        files.Trial(
            session=seats.of[row.attendance_id][0],
            seat=seats.of[row.attendance_id][1] or "",
            task=tasks[row.task_id],
            outcome=row.outcome,
            seconds=row.seconds,
            severity=row.severity,
            answers=answers.get((row.attendance_id, row.task_id), {}),
        )
        for row in session.scalars(select(Trial))
    ]
    return sorted(trials, key=lambda trial: (trial.session, trial.seat, trial.task))
