"""Reads for calls to people who complained: whose complaints they are, who may be called, what was said on the telephone before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, CallScript, CouncilSession, Note, Person, PhoneCall
from council_app.db.queries.rehearsals import REHEARSED
from council_app.db.queries.roster import consents
from council_app.db.queries.somebody import somebody_named
from council_app.domain.consent import may
from council_app.domain.enums import NoteKind, Purpose, Raised
from council_app.errors import CouncilError, m_


class Complainer(NamedTuple):
    """An attendance of somebody with a name or a number, and their complaints (ids of notes, oldest first)."""

    attendance: str
    person: str
    name: str
    email: str
    phone: str
    session: str
    seat: str
    notes: tuple[str, ...]


def complainers(session: Session, *, key: str | None = None) -> tuple[Complainer, ...]:
    """Who said a friction by themselves, nods left out; at one session, or at all that were no rehearsal."""
    statement = (
        select(Attendance, Person, CouncilSession.key, func.json_group_array(Note.id))
        .join(Person, Attendance.person_id == Person.id)
        .join(CouncilSession, Attendance.session_id == CouncilSession.id)
        .join(Note, Note.attendance_id == Attendance.id)
        .where(Note.kind == NoteKind.FRICTION, Note.raised != Raised.AGREED, Attendance.session_id.not_in(REHEARSED))
        .group_by(Attendance.id)
        .order_by(CouncilSession.key, Attendance.seat, Attendance.id)
    )
    if key is not None:
        statement = statement.where(CouncilSession.key == key)
    return tuple(
        Complainer(row.id, who.id, who.name, who.email or "", who.phone, place, row.seat or "", tuple(json.loads(notes)))
        for row, who, place, notes in session.execute(statement)
    )


def callable_ones(session: Session, attendances: Iterable[str]) -> frozenset[str]:
    """Which of these allow contact. Who took it back anywhere later than they gave it is called nowhere."""
    wanted = list(attendances)
    given = select(func.json_each(json.dumps(wanted)).table_valued("value").c.value)
    rows = session.execute(select(Attendance.id, Attendance.person_id).where(Attendance.id.in_(given)))
    people = {attendance: person for attendance, person in rows}  # noqa: C416 - `dict` would not know what a row holds
    same = select(Attendance.id, Attendance.person_id).where(
        Attendance.person_id.in_(select(Attendance.person_id).where(Attendance.id.in_(given))), Attendance.session_id.not_in(REHEARSED)
    )
    everywhere = {attendance: person for attendance, person in session.execute(same) if person is not None}
    answers = consents(session, {*wanted, *everywhere})
    allowed = set[str]()
    for attendance in wanted:
        person = people.get(attendance)
        theirs = [answer for each, who in everywhere.items() if who == person for answer in answers[each]]
        if person is not None and may(Purpose.CONTACT, answers[attendance]) and may(Purpose.CONTACT, theirs):
            allowed.add(attendance)
    return frozenset(allowed)


def calls_of(session: Session, people: Iterable[str]) -> dict[str, list[tuple[PhoneCall, str]]]:
    """Calls by person, the newest first, each with the key of the session they were at."""
    given = select(func.json_each(json.dumps(list(people))).table_valued("value").c.value)
    statement = (
        select(PhoneCall, CouncilSession.key, Attendance.person_id)
        .join(Attendance, PhoneCall.attendance_id == Attendance.id)
        .join(CouncilSession, Attendance.session_id == CouncilSession.id)
        .where(Attendance.person_id.in_(given))
        .order_by(PhoneCall.at.desc(), PhoneCall.id.desc())
    )
    found: dict[str, list[tuple[PhoneCall, str]]] = {}
    for call, key, person in session.execute(statement):
        if person is not None:
            found.setdefault(person, []).append((call, key))
    return found


def call_named(session: Session, call: str) -> PhoneCall:
    """The call of this id.

    Raises:
        CouncilError: there is none.
    """
    found = session.get(PhoneCall, call)
    if found is None:
        raise CouncilError(call, m_("there is no such call"), m_("Nothing was changed."))
    return found


def attendance_to_call(session: Session, who: str) -> str:
    """The attendance meant by an e-mail address, a number, a name or `SESSION/SEAT`: that seat, else the last at which they allow contact.

    Raises:
        CouncilError: nobody or several meant, or the one meant was at no session.
    """
    person = somebody_named(session, who)
    rows = session.execute(
        select(Attendance.id, CouncilSession.key, Attendance.seat)
        .join(CouncilSession, Attendance.session_id == CouncilSession.id)
        .where(Attendance.person_id == person.id, Attendance.session_id.not_in(REHEARSED))
        .order_by(Attendance.id)
    ).all()
    key, slash, seat = who.strip().rpartition("/")
    here = [row for row, place, chair in rows if slash and (place, chair) == (key, seat.upper())]
    there: Sequence[str] = here or [row for row, _, _ in rows]
    allowed = callable_ones(session, there)
    found = [row for row in there if row in allowed] or there
    if not found:
        raise CouncilError(who, m_("they were at no session"), m_("Only who sat at a session is called; nothing was changed."))
    return found[-1]


def seat_code(session: Session, attendance: str) -> str:
    """How somebody is named where names do not belong: `SESSION/SEAT`, or the id of a registration without one."""
    statement = select(CouncilSession.key, Attendance.seat).join(CouncilSession, Attendance.session_id == CouncilSession.id)
    found = session.execute(statement.where(Attendance.id == attendance)).first()
    return f"{found[0]}/{found[1]}" if found is not None and found[1] else attendance


def scripts(session: Session) -> dict[str, CallScript]:
    """The scripts that were written, by their language."""
    return {row.locale: row for row in session.scalars(select(CallScript))}
