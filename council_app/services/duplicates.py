"""The same person twice: finding pairs, seeing both side by side, and saying that they are two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, CouncilSession, DistinctPair, Note, Person
from council_app.db.workspace import Workspace, changes
from council_app.domain.duplicates import Candidate, Likeness, Strength, find_duplicates
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.services.people import Sitting, sittings_of


class Pick(StrEnum):
    """Whose value stands: the one's, the other's, or both together."""

    ONE = "one"
    OTHER = "other"
    BOTH = "both"


class What(StrEnum):
    """What two people may differ in and somebody decides: the first three are theirs, the rest belongs to a session both are listed at."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    ACCESS_NEEDS = "access_needs"
    DIETARY = "dietary"
    INVITED_BY = "invited_by"
    GUESTS = "guests"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to decide; `session` is "" for what belongs to the person."""

    what: What
    session: str = ""


@dataclass(frozen=True, slots=True)
class Differing:
    """A choice with both values, what stands when nobody decides, and what may be picked."""

    choice: Choice
    one: str
    other: str
    usual: Pick
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """One of a pair, as a list shows them."""

    id: str
    name: str
    email: str
    phone: str
    sessions: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who may be one."""

    one: Brief
    other: Brief
    strength: Strength
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two people side by side; `notes` counts what they said per session."""

    id: str
    name: str
    email: str
    phone: str
    sittings: tuple[Sitting, ...]
    notes: Mapping[str, int] = field(default_factory=dict)

    def at(self, session: str) -> Sitting | None:
        """Where they stand at one session."""
        return next((sitting for sitting in self.sittings if sitting.session == session), None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two people side by side, and what has to be decided to make one of them."""

    one: Side
    other: Side
    reasons: tuple[Message, ...]
    differing: tuple[Differing, ...]

    @property
    def shared(self) -> tuple[str, ...]:
        """Sessions both are listed at."""
        return tuple(sitting.session for sitting in self.one.sittings if self.other.at(sitting.session) is not None)


def duplicates(*, workspace: Workspace) -> tuple[Pair, ...]:
    """Everybody who may be in the workspace twice, the surest pairs first."""
    with workspace.read() as reading:
        found = _likenesses(reading)
        named = {each for likeness in found for each in (likeness.one, likeness.other)}
        briefs = _briefs(reading, named)
    return tuple(Pair(briefs[each.one], briefs[each.other], each.strength, each.reasons) for each in found)


def compare(*, workspace: Workspace, one: str, other: str) -> Comparison:
    """Two people, by their ids, side by side.

    Raises:
        CouncilError: one of them is not there, or both are the same.
    """
    with workspace.read() as reading:
        rows = two_people(reading, one, other)
        sides = [_side(reading, row) for row in rows]
        alike = find_duplicates([_candidate(row, frozenset()) for row in rows])
    left, right = sides
    return Comparison(left, right, alike[0].reasons if alike else (), tuple(differing(left, right)))


def say_distinct(*, workspace: Workspace, one: str, other: str) -> Changes:
    """Remember that these are two people: they are not offered again.

    Raises:
        CouncilError: one of them is not there, or both are the same.
    """
    with workspace.write(m_("Tell two people apart")) as writing:
        two_people(writing, one, other)
        first, second = sorted((one, other))
        said = select(DistinctPair.id).where(DistinctPair.person_id == first, DistinctPair.other_id == second)
        if writing.scalar(said) is None:
            writing.add(DistinctPair(person_id=first, other_id=second))
        return changes(writing)


def two_people(session: Session, one: str, other: str) -> tuple[Person, Person]:
    """Both rows.

    Raises:
        CouncilError: one of them is not there, or both are the same.
    """
    if one == other:
        raise CouncilError("", m_("this is one person already"), m_("Choose two people; nothing was changed."))
    found = session.get(Person, one), session.get(Person, other)
    if found[0] is None or found[1] is None:
        raise CouncilError("", m_("one of the two is not in the workspace any more"), m_("Look at the list again; nothing was changed."))
    return found[0], found[1]


def differing(one: Side, other: Side) -> list[Differing]:
    """What somebody has to decide: values that are not the same on both sides; what only one side has stands by itself."""
    found = [_decide(Choice(what), str(getattr(one, what)), str(getattr(other, what))) for what in (What.NAME, What.EMAIL, What.PHONE)]
    for sitting in one.sittings:
        beside = other.at(sitting.session)
        if beside is not None:
            found += [
                _decide(Choice(what, sitting.session), _text(sitting, what), _text(beside, what))
                for what in (What.ACCESS_NEEDS, What.DIETARY, What.INVITED_BY, What.GUESTS)
            ]
    return [each for each in found if each is not None]


def _decide(choice: Choice, one: str, other: str) -> Differing | None:
    if one == other or not one or not other:
        return None
    if choice.what in (What.ACCESS_NEEDS, What.DIETARY):
        return Differing(choice, one, other, Pick.BOTH, (Pick.ONE, Pick.OTHER, Pick.BOTH))
    return Differing(choice, one, other, Pick.ONE, (Pick.ONE, Pick.OTHER))


def _text(sitting: Sitting, what: What) -> str:
    return str(sitting.guests or "") if what is What.GUESTS else str(getattr(sitting, what))


def _likenesses(session: Session) -> tuple[Likeness, ...]:
    rooms: dict[str, set[str]] = defaultdict(set)
    there = select(Attendance.person_id, Attendance.session_id, Attendance.status).where(Attendance.person_id.is_not(None))
    for person, sitting, status in session.execute(there):
        if person is not None and status.was_there:
            rooms[person].add(sitting)
    rows = session.execute(select(Person.id, Person.name, Person.email, Person.phone))
    people = [Candidate(row, name, email or "", phone, frozenset(rooms[row])) for row, name, email, phone in rows]
    apart = {frozenset((one, other)) for one, other in session.execute(select(DistinctPair.person_id, DistinctPair.other_id))}
    return find_duplicates(people, apart)


def _briefs(session: Session, ids: set[str]) -> dict[str, Brief]:
    counted = select(Attendance.person_id, func.count()).group_by(Attendance.person_id)
    sessions = {person: count for person, count in session.execute(counted) if person is not None}
    rows = session.execute(select(Person.id, Person.name, Person.email, Person.phone))
    return {row: Brief(row, name, email or "", phone, sessions.get(row, 0)) for row, name, email, phone in rows if row in ids}


def _side(session: Session, person: Person) -> Side:
    said = (
        select(CouncilSession.key, func.count())
        .join(Attendance, Attendance.session_id == CouncilSession.id)
        .join(Note, Note.attendance_id == Attendance.id)
        .where(Attendance.person_id == person.id)
        .group_by(CouncilSession.key)
    )
    notes = dict(session.execute(said).all())
    return Side(person.id, person.name, person.email or "", person.phone, tuple(sittings_of(session, person.id)), notes)


def _candidate(person: Person, rooms: frozenset[str]) -> Candidate:
    return Candidate(person.id, person.name, person.email or "", person.phone, rooms)
