"""Reads of one human across all sessions: who is meant, and where their rows are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, ScalarSelect, func, literal_column, or_, select
from sqlalchemy.orm import Session, aliased

from council_app.db.journal import DELETE
from council_app.db.models import (
    Answer,
    Attendance,
    BoardCard,
    ChangeRow,
    Consent,
    ConsentRequest,
    CouncilSession,
    DistinctPair,
    Evidence,
    Highlight,
    Marker,
    Note,
    NotePhoto,
    NoteTag,
    Operation,
    Person,
    PhoneCall,
    RoundCoding,
    RoundNote,
    RoundRead,
    SourcePart,
    SyncedRow,
    Tag,
    TalkingTurn,
    Trial,
    TrialClock,
)
from council_app.domain.text import fold
from council_app.errors import CouncilError, m_

MERGED = "Merge two people"
"""What the service calls it in the log to make one person of two; the operation's fields say of whom (`kept`, `merged`)."""


_OF_NOTES: tuple[type[SyncedRow], ...] = (Evidence, Highlight, NoteTag, NotePhoto, Marker, BoardCard, SourcePart)
_OF_ROUNDS: tuple[type[SyncedRow], ...] = (RoundCoding, RoundRead)
_OF_ATTENDANCES: tuple[type[SyncedRow], ...] = (Answer, TrialClock, Trial, TalkingTurn, ConsentRequest, PhoneCall, Consent)


@dataclass(frozen=True, slots=True)
class Traces:
    """Ids of every row that is about one person or holds their words, by table, in the order in which they can be removed.

    Rows that went when this person was made of two stand among them: the log still says what was in them.
    """

    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def of(self, table: str) -> tuple[str, ...]:
        """The ids in one table."""
        return dict(self.rows)[table]


def person_named(session: Session, who: str) -> Person:
    """The one person of this e-mail address, key, whole name, id, or `SESSION/SEAT`.

    Raises:
        CouncilError: nobody is, or several are.
    """
    found = matching(session, who.strip())
    if len(found) == 1:
        return found[0]
    why = m_("several people have this name") if found else m_("there is nobody of this name")
    raise CouncilError(who, why, m_("Use their e-mail address, or SESSION/SEAT; nothing was changed."))


def traces(session: Session, people: Sequence[str]) -> Traces:
    """Where one person is to be found, by their id and those of rows that were the same human."""
    attendances = _of(session, Attendance, "person_id", people)
    notes = _of(session, Note, "attendance_id", attendances)
    pairs = dict.fromkeys((*_of(session, DistinctPair, "person_id", people), *_of(session, DistinctPair, "other_id", people)))
    coded = _of(session, RoundNote, "note_id", notes)
    merged = _merged_away(session, people)
    there: tuple[tuple[str, Iterable[str]], ...] = (
        *((model.__tablename__, _of(session, model, "round_note_id", coded)) for model in _OF_ROUNDS),
        ("round_note", coded),
        *((model.__tablename__, _of(session, model, "note_id", notes)) for model in _OF_NOTES),
        ("note", notes),
        *((model.__tablename__, _of(session, model, "attendance_id", attendances)) for model in _OF_ATTENDANCES),
        ("attendance", attendances),
        ("distinct_pair", pairs),
        ("person", people),
    )
    return Traces(tuple((table, tuple(dict.fromkeys((*ids, *merged.get(table, ()))))) for table, ids in there))


def _of(session: Session, model: type[SyncedRow], column: str, owners: Collection[str]) -> tuple[str, ...]:
    """Rows of these owners: those that are there, and those that are gone (undone, deleted) but still stand in the log with their words.

    A row that is there and was given to somebody else since is theirs.
    """
    given, own = _given(owners), model.__table__.c[column]
    gone = select(ChangeRow.row_id).where(
        ChangeRow.entity == model.__tablename__,
        ChangeRow.op == DELETE,
        func.json_extract(ChangeRow.values, f"$.{column}[0]").in_(given),
        ChangeRow.row_id.not_in(select(model.id)),
    )
    there = select(model.id).where(own.in_(given))
    return tuple(dict.fromkeys((*session.scalars(there), *session.scalars(gone))))


def _given(ids: Collection[str]) -> ScalarSelect[str]:
    """Any number of ids as one bound value: SQLite limits how many there may be."""
    return select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value).scalar_subquery()


def former_names(session: Session, people: Iterable[str]) -> tuple[Mapping[str, frozenset[str]], ...]:
    """What the log says that people who were merged away were called: per person, column -> values."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows = session.execute(select(ChangeRow.row_id, ChangeRow.values).where(ChangeRow.row_id.in_(list(people))))
    for row_id, values in rows:
        for column, sides in json.loads(values).items():
            found[row_id][column] |= {side for side in sides if isinstance(side, str) and side}
    return tuple({column: frozenset(values) for column, values in columns.items()} for columns in found.values())


def spoken_for(session: Session, notes: Iterable[str]) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """By insight id, which of these notes speak for it and which against: by the rules of `insights.voices`, without reading all others."""
    ids = json.dumps(list(notes))
    given = select(func.json_each(ids).table_valued("value").c.value)
    named, carried = aliased(Tag), aliased(Tag)
    by_note = select(Evidence.insight_id, Evidence.against, Evidence.note_id).where(Evidence.note_id.in_(given))
    by_tag = (
        select(Evidence.insight_id, Evidence.against, NoteTag.note_id)
        .join(named, Evidence.tag_id == named.id)
        .join(carried, or_(carried.id == named.id, carried.path.like(named.path.concat("/%"))))
        .join(NoteTag, NoteTag.tag_id == carried.id)
        .where(NoteTag.note_id.in_(given))
    )
    sides: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for insight, against, note in (*session.execute(by_note), *session.execute(by_tag)):
        sides[insight][against].add(note or "")
    return {insight: (frozenset(said - against), frozenset(against)) for insight, (said, against) in sides.items()}


def merges(session: Session) -> dict[str, tuple[str, str]]:
    """By id of each person who was made one with somebody else: the operation that did, and the id of the one who was left."""
    statement = (
        select(ChangeRow.row_id, Operation.label, Operation.id, Operation.fields)
        .join(Operation, ChangeRow.operation == Operation.id)
        .where(ChangeRow.entity == "person", ChangeRow.op == DELETE, ChangeRow.row_id.not_in(select(Person.id)))
        .order_by(literal_column("operation.rowid", Integer))
    )
    # What took the row away last stands: a merge before that was undone, and what was undone made nobody one.
    last = {gone: (label, operation, fields.get("kept", "")) for gone, label, operation, fields in session.execute(statement)}
    return {gone: (operation, kept) for gone, (label, operation, kept) in last.items() if label == MERGED}


def _merged_away(session: Session, people: Sequence[str]) -> dict[str, list[str]]:
    """Rows that went when others were merged into one of these, by table: them, theirs, and so on down."""
    last = merges(session)
    selves, found = list(people), defaultdict[str, list[str]](list)
    for self_ in selves:
        for gone, (operation, kept) in last.items():
            if kept == self_ and gone not in selves:
                selves.append(gone)
                deleted = select(ChangeRow.entity, ChangeRow.row_id).where(ChangeRow.operation == operation, ChangeRow.op == DELETE)
                for entity, row_id in session.execute(deleted):
                    found[entity].append(row_id)
    return found


def matching(session: Session, who: str) -> list[Person]:
    """Everybody who is there and may be meant: one by address, key, id or seat, else all of this name or telephone number."""
    key, slash, seat = who.rpartition("/")
    if slash:
        statement = select(Person).join(Attendance, Attendance.person_id == Person.id)
        statement = statement.join(CouncilSession, Attendance.session_id == CouncilSession.id)
        return list(session.scalars(statement.where(CouncilSession.key == key, Attendance.seat == seat.upper())))
    signs = (Person.email == who.casefold(), Person.key == who, Person.id == who)
    exact = next((found for sign in signs if (found := session.scalar(select(Person).where(sign))) is not None), None)
    if exact is not None or not who:
        return [exact] if exact is not None else []
    return [person for person in session.scalars(select(Person)) if person.phone == who or fold(person.name) == fold(who)]
