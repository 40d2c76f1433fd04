"""Who came: people, their attendances and consents, and seats without a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from council_app.db.models import Attendance, Consent, Person
from council_app.domain.attending import queue_place
from council_app.domain.enums import Purpose
from council_app.exchange import plan as files
from council_app.services import half_answers
from council_app.services.plan.known import called
from council_app.services.plan.putting import CHANGED, CREATED, UNCHANGED, Putting, given


def put_people(putting: Putting, plan: files.Plan) -> None:
    """Create or update people, attendances and seats."""
    if not plan.people and not plan.seats:
        return
    session = putting.session
    by_email = {row.email: row for row in session.scalars(select(Person).where(Person.email.is_not(None)))}
    keyed = select(Person).where(Person.email.is_(None) | Person.key.is_not(None))
    by_key: dict[str | None, Person] = {row.key or called(row.id): row for row in session.scalars(keyed)}
    _free_moving_seats(putting, plan)
    for entry in plan.people:
        email = entry.email.casefold() if entry.email else None
        person = by_email.get(email) if email else by_key.get(entry.key)
        values = given(entry, "name", "phone", "key") | ({"email": email} if email else {})
        if person is not None and person.key is None and entry.key == called(person.id):
            del values["key"]  # their name in dumps, which they go by without having it
        person, what = putting.put(Person, person, values)
        by_email[person.email], by_key[person.key] = person, person
        if entry.session is not None and _attendance(putting, entry, person) and what == UNCHANGED:
            what = CHANGED
        putting.count("people", what)
    for seat in plan.seats:
        _seat(putting, seat)


def _attendance_rows(putting: Putting, session_id: str) -> list[Attendance]:
    return list(putting.session.scalars(select(Attendance).where(Attendance.session_id == session_id)))


def _free_moving_seats(putting: Putting, plan: files.Plan) -> None:
    """People who swap seats in one plan would meet on the same seat on the way: their old seats are given up first."""
    wanted = {
        (entry.session, (entry.email or entry.key or "").casefold()): entry.seat for entry in plan.people if entry.session and entry.seat
    }
    for key in {session for session, _ in wanted}:
        statement = select(Attendance, Person).join(Person, Attendance.person_id == Person.id)
        for row, person in putting.session.execute(statement.where(Attendance.session_id == putting.sessions[key].id)):
            seat = wanted.get((key, (person.email or person.key or called(person.id)).casefold()))
            if seat is not None and row.seat is not None and row.seat != seat:
                putting.seats.pop((row.session_id, row.seat), None)
                row.seat = None
    putting.session.flush()


def _attendance(putting: Putting, entry: files.Person, person: Person) -> bool:
    """One person at one session; a seat that was known without a name becomes theirs."""
    session = putting.sessions[entry.session or ""]
    statement = select(Attendance).where(Attendance.session_id == session.id)
    row = putting.session.scalar(statement.where(Attendance.person_id == person.id))
    if row is None and entry.seat is not None:
        row = putting.session.scalar(statement.where(Attendance.seat == entry.seat, Attendance.person_id.is_(None)))
    values = given(entry, "seat", "status", "segments", "access_needs", "dietary", "invited_by", "guests", arrived_at="arrived")
    row, what = putting.put(Attendance, row, values | {"session_id": session.id, "person_id": person.id})
    if what == CREATED:
        row.queued = queue_place(None, row.id)
    if row.seat is not None:
        putting.seats[(session.id, row.seat)] = row.id
    return _consents(putting, row, entry.consents) or what != UNCHANGED


def _seat(putting: Putting, entry: files.SeatEntry) -> None:
    session = putting.sessions[entry.session]
    row = putting.session.scalar(select(Attendance).where(Attendance.session_id == session.id, Attendance.seat == entry.seat))
    row, what = putting.put(Attendance, row, given(entry, "seat", "status", arrived_at="arrived") | {"session_id": session.id})
    putting.seats[(session.id, entry.seat)] = row.id
    if _consents(putting, row, entry.consents) and what == UNCHANGED:
        what = CHANGED
    putting.count("seats", what)


def _consents(putting: Putting, attendance: Attendance, entries: Sequence[files.Consent]) -> bool:
    """Add answers that are new and end those that were withdrawn; an answer once given is never removed by a plan."""
    if not entries:
        return False
    rows = putting.session.scalars(select(Consent).where(Consent.attendance_id == attendance.id).order_by(Consent.at, Consent.id))
    existing: dict[tuple[Purpose, datetime], list[Consent]] = defaultdict(list)
    for row in rows:
        existing[row.purpose, row.at].append(row)
    changed = False
    for entry in entries:
        at = entry.granted or entry.refused
        assert isinstance(at, datetime)  # the model insists on one of the two
        values = {"attendance_id": attendance.id, "purpose": entry.purpose, "wording": entry.wording, "method": entry.method, "at": at}
        values |= {"granted": entry.granted is not None, "withdrawn_at": entry.withdrawn} | given(entry, "locale", "signature")
        known = _same_answer(existing[entry.purpose, at], entries, entry)
        if known is not None:
            existing[entry.purpose, at].remove(known)  # one that is as good as the next, as after a merge, is the next entry's
        _, what = putting.put(Consent, known, values)
        changed = changed or what != UNCHANGED
        if what != UNCHANGED and entry.purpose is Purpose.NOTES and (entry.refused or entry.withdrawn):
            half_answers.forget(putting.session, attendance.id)
    return changed


def _same_answer(rows: list[Consent], entries: Sequence[files.Consent], entry: files.Consent) -> Consent | None:
    """The row an entry is about. Of two that contradict each other at one moment, as after a merge, each keeps its own."""
    granted, at = entry.granted is not None, entry.granted or entry.refused
    own = next((row for row in rows if row.granted == granted), None)
    beside = sum(each.purpose is entry.purpose and at in (each.granted, each.refused) for each in entries)
    return own or (rows[0] if rows and beside == 1 else None)
