"""Reads of one human across all sessions: who is meant, and where their rows are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from council_app.db.models import (
    Answer,
    Attendance,
    Consent,
    CouncilSession,
    DistinctPair,
    Evidence,
    Note,
    NoteTag,
    Person,
    TalkingTurn,
    Trial,
)
from council_app.domain.text import fold
from council_app.errors import CouncilError, m_


@dataclass(frozen=True, slots=True)
class Traces:
    """Ids of every row that is about one person or holds their words, by table, in the order in which they can be removed."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def of(self, table: str) -> tuple[str, ...]:
        """The ids in one table."""
        return dict(self.rows)[table]


def person_named(session: Session, who: str) -> Person:
    """The one person of this e-mail address, key, whole name, id, or `SESSION/SEAT`.

    Raises:
        CouncilError: nobody is, or several are.
    """
    found = _named(session, who.strip())
    if len(found) == 1:
        return found[0]
    why = m_("several people have this name") if found else m_("there is nobody of this name")
    raise CouncilError(who, why, m_("Use their e-mail address, or SESSION/SEAT; nothing was changed."))


def traces(session: Session, person: Person) -> Traces:
    """Where one person is to be found."""
    attendances = tuple(session.scalars(select(Attendance.id).where(Attendance.person_id == person.id)))
    notes = tuple(session.scalars(select(Note.id).where(Note.attendance_id.in_(attendances))))
    pairs = or_(DistinctPair.person_id == person.id, DistinctPair.other_id == person.id)
    return Traces(
        (
            ("evidence", tuple(session.scalars(select(Evidence.id).where(Evidence.note_id.in_(notes))))),
            ("note_tag", tuple(session.scalars(select(NoteTag.id).where(NoteTag.note_id.in_(notes))))),
            ("note", notes),
            ("answer", tuple(session.scalars(select(Answer.id).where(Answer.attendance_id.in_(attendances))))),
            ("trial", tuple(session.scalars(select(Trial.id).where(Trial.attendance_id.in_(attendances))))),
            ("talking_turn", tuple(session.scalars(select(TalkingTurn.id).where(TalkingTurn.attendance_id.in_(attendances))))),
            ("consent", tuple(session.scalars(select(Consent.id).where(Consent.attendance_id.in_(attendances))))),
            ("attendance", attendances),
            ("distinct_pair", tuple(session.scalars(select(DistinctPair.id).where(pairs)))),
            ("person", (person.id,)),
        )
    )


def _named(session: Session, who: str) -> list[Person]:
    key, slash, seat = who.rpartition("/")
    if slash:
        statement = select(Person).join(Attendance, Attendance.person_id == Person.id)
        statement = statement.join(CouncilSession, Attendance.session_id == CouncilSession.id)
        return list(session.scalars(statement.where(CouncilSession.key == key, Attendance.seat == seat.upper())))
    signs = (Person.email == who.casefold(), Person.key == who, Person.id == who)
    exact = next((found for sign in signs if (found := session.scalar(select(Person).where(sign))) is not None), None)
    if exact is not None or not who:
        return [exact] if exact is not None else []
    return [person for person in session.scalars(select(Person)) if fold(person.name) == fold(who)]
