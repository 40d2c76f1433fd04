"""Who is meant when somebody asks for their rights: those who are there, and those of whom only the change log still speaks.

A person who was added and then taken back whole has no row, but their name, address and number stand in the log until they are
erased there too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, ChangeRow, CouncilSession, Operation, Person
from council_app.db.queries.person import matching, merges
from council_app.domain.text import fold
from council_app.errors import CouncilError, m_

_MARKS = ("name", "email", "phone", "key")


@dataclass(frozen=True, slots=True)
class Somebody:
    """One human who may be named.

    Attributes:
        gone_at: when their row went; None while they are there.
        also: ids of rows that went and were the same human: of the same address, or of the same name and number.
    """

    id: str
    name: str
    email: str
    phone: str
    gone_at: datetime | None = None
    also: tuple[str, ...] = ()


def somebody_named(session: Session, who: str) -> Somebody:
    """The one human of this e-mail address, telephone number, key, whole name, id, or `SESSION/SEAT`, be they there or only in the log.

    Raises:
        CouncilError: nobody is, or several are; then it says how each can be named.
    """
    wanted = who.strip()
    gone = _Gone(session)
    there = matching(session, wanted)
    found = {row.id: row for row in (there if _is_sign(there, wanted) else (*there, *gone.named(wanted)))}
    alone = gone.without_same(list(found.values()))
    if not alone:
        raise CouncilError(who, m_("there is nobody of this name"), m_("Use their e-mail address, or SESSION/SEAT; nothing was changed."))
    if len(alone) > 1:
        ways = "; ".join(_way_to_name(session, each) for each in alone)
        raise CouncilError(who, m_("several people have this name"), m_("Name one of them as: {ways}; nothing was changed.", ways=ways))
    return gone.somebody(alone[0])


def somebody_there(session: Session, person: Person) -> Somebody:
    """Somebody who is there, with the rows that were the same human."""
    return _Gone(session).somebody(person)


def left_in_log(session: Session) -> tuple[Somebody, ...]:
    """Everybody of whom only the log still speaks, the last one gone first; who was added again goes with the one who is there."""
    gone = _Gone(session)
    last = dict.fromkeys(map(gone.survivor, gone.rows))
    rows = [row for each in last if (row := gone.rows.get(each)) is not None and not gone.is_there_again(row)]
    found = [gone.somebody(each) for each in gone.without_same(rows)]
    return tuple(sorted(found, key=lambda each: (str(each.gone_at), each.id), reverse=True))


@dataclass(frozen=True, slots=True)
class _GoneRow:
    """What the log says of a person without a row: everything each column ever held."""

    id: str
    at: datetime
    held: Mapping[str, tuple[str, ...]]

    def last(self, column: str) -> str:
        """What the column held in the end."""
        return next(iter(reversed(self.held.get(column, ()))), "")

    def is_called(self, who: str) -> bool:
        """Whether this names them."""
        exact = self.id == who or any(who.casefold() == each.casefold() for column in _MARKS[1:] for each in self.held.get(column, ()))
        return exact or any(fold(who) == fold(each) for each in self.held.get("name", ()))


class _Gone:
    """Everybody without a row that the log still tells of."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.rows = {row.id: row for row in _rows(session)}
        self._into = {gone: kept for gone, (_operation, kept) in merges(session).items()}

    def named(self, who: str) -> Iterator[Person | _GoneRow]:
        """Those of this name; who was made one with somebody else is that one."""
        for row in self.rows.values():
            if row.is_called(who):
                last = self.survivor(row.id)
                yield self.living(last) or self.rows.get(last, row)

    def survivor(self, row: str) -> str:
        """The id of the one that somebody was merged into, and that one, and so on; their own where they were not."""
        seen = {row}
        while (into := self._into.get(row, "")) and into not in seen:
            row = into
            seen.add(row)
        return row

    def living(self, row: str) -> Person | None:
        """The person of this id, where there is one."""
        return self._session.get(Person, row)

    def same_as(self, one: Person | _GoneRow) -> tuple[str, ...]:
        """Ids of the other rows that were the same human."""
        return tuple(row.id for row in self.rows.values() if row.id != one.id and _same(one, row))

    def is_there_again(self, row: _GoneRow) -> bool:
        """Whether somebody who is there is the same human."""
        marks = or_(Person.email.in_(row.held.get("email", ())), Person.phone.in_(row.held.get("phone", ())))
        return any(_same(person, row) for person in self._session.scalars(select(Person).where(marks)))

    def without_same(self, people: Sequence[Person | _GoneRow]) -> list[Person | _GoneRow]:
        """Each human once: those who are there first, then those who went last."""
        order = sorted(people, key=lambda each: (isinstance(each, Person), each.at.isoformat() if isinstance(each, _GoneRow) else ""))
        alone: list[Person | _GoneRow] = []
        for each in reversed(order):
            if not any(each.id == other.id or each.id in self.same_as(other) for other in alone):
                alone.append(each)
        return alone

    def somebody(self, one: Person | _GoneRow) -> Somebody:
        """The record of one of them."""
        also = self.same_as(one)
        if isinstance(one, Person):
            return Somebody(one.id, one.name, one.email or "", one.phone, also=also)
        return Somebody(one.id, one.last("name"), one.last("email"), one.last("phone"), one.at, also)


def _rows(session: Session) -> Iterator[_GoneRow]:
    """The log's people without a row; who was erased left no word in it."""
    statement = (
        select(ChangeRow.row_id, ChangeRow.values, Operation.at)
        .join(Operation, ChangeRow.operation == Operation.id)
        .where(ChangeRow.entity == Person.__tablename__, ChangeRow.values != "{}", ChangeRow.row_id.not_in(select(Person.id)))
        .order_by(ChangeRow.hlc, ChangeRow.seq)
    )
    held: dict[str, dict[str, list[str]]] = {}
    when: dict[str, datetime] = {}
    for row_id, values, at in session.execute(statement):
        when[row_id] = at
        columns = held.setdefault(row_id, {})
        for column, sides in json.loads(values).items():
            columns.setdefault(column, []).extend(side for side in sides if isinstance(side, str) and side)
    for row_id, columns in held.items():
        yield _GoneRow(row_id, when[row_id], {column: tuple(values) for column, values in columns.items()})


def _same(one: Person | _GoneRow, row: _GoneRow) -> bool:
    if isinstance(one, Person):
        names, emails, phones = {fold(one.name)}, {one.email or ""}, {one.phone}
    else:
        names = {fold(each) for each in one.held.get("name", ())}
        emails, phones = ({*one.held.get(column, ())} for column in ("email", "phone"))
    named = bool((names & {fold(each) for each in row.held.get("name", ())}) - {""})
    return bool((emails & {*row.held.get("email", ())}) - {""}) or (named and bool((phones & {*row.held.get("phone", ())}) - {""}))


def _is_sign(there: Sequence[Person], who: str) -> bool:
    """Whether what was given is one living person's own: an address, key, id or seat, and no name that others may have."""
    return len(there) == 1 and ("/" in who or who in (there[0].id, there[0].key) or who.casefold() == there[0].email)


def _way_to_name(session: Session, one: Person | _GoneRow) -> str:
    """How one of several can be named so that nobody else is meant."""
    if isinstance(one, _GoneRow):
        return one.last("email") or one.id
    if one.email:
        return one.email
    return next(iter(_seats(session, one.id)), one.id)


def _seats(session: Session, person: str) -> Iterable[str]:
    statement = select(CouncilSession.key, Attendance.seat).join(Attendance, Attendance.session_id == CouncilSession.id)
    rows = session.execute(statement.where(Attendance.person_id == person, Attendance.seat.is_not(None)).order_by(CouncilSession.key))
    return (f"{key}/{seat}" for key, seat in rows)
