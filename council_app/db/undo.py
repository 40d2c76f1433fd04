"""Undo and redo as compensating changes: nothing is taken out of the log, the opposite is written behind it.

Only this file's own operations by the same person are offered, newest first, and only while what they wrote still stands: what
somebody else changed since is never overwritten. Works across a restart, because the log is the memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, exists, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from council_app.db.journal import DELETE, INSERT, LOCAL_COLUMNS, UPDATE, Entry, JournalledSession, Values, model_of, table_of, unpack_label
from council_app.db.models import ChangeRow, Operation
from council_app.db.types import from_log, to_log
from council_app.errors import CouncilError, Message, m_

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Step:
    """An operation that can be taken back now."""

    operation: str
    label: Message


def next_undo(session: Session, *, device: str, actor: str) -> Step | None:
    """The newest operation of this person here that still stands."""
    undone, redone = aliased(Operation), aliased(Operation)
    stands_undone = exists().where(undone.reverses == Operation.id, ~exists().where(redone.reverses == undone.id))
    return _first(session, select(Operation).where(*_own(device, actor), Operation.reverses.is_(None), ~stands_undone))


def next_redo(session: Session, *, device: str, actor: str) -> Step | None:
    """The newest undo that was not redone, while nothing new was done since."""
    original, redone, newer = aliased(Operation), aliased(Operation), aliased(Operation)
    statement = select(Operation).where(
        *_own(device, actor),
        exists().where(original.id == Operation.reverses, original.reverses.is_(None)),
        ~exists().where(redone.reverses == Operation.id),
        ~exists().where(newer.device == device, newer.actor == actor, newer.reverses.is_(None), newer.id > Operation.id),
    )
    return _first(session, statement)


def take_back(session: JournalledSession, operation: str) -> None:
    """Write the opposite of everything `operation` wrote.

    Raises:
        CouncilError: something of it was changed since, or other things now depend on it.
    """
    rows = select(ChangeRow.entity, ChangeRow.row_id, ChangeRow.op, ChangeRow.values)
    changes = session.execute(rows.where(ChangeRow.operation == operation).order_by(ChangeRow.seq.desc())).all()
    entries = [Entry(entity, row_id, op, json.loads(values)) for entity, row_id, op, values in changes]
    connection = session.connection()
    try:
        for (entity, op), group in groupby(entries, key=lambda entry: (entry.entity, entry.op)):
            _reverse(connection, entity, op, list(group))
    except IntegrityError as error:
        raise CouncilError(
            "undo", m_("other things depend on it by now"), m_("Undo or remove those first; nothing was changed.")
        ) from error
    session.journal(_opposites(entries))


def _own(device: str, actor: str) -> tuple[ColumnElement[bool], ...]:
    return Operation.device == device, Operation.actor == actor


def _first(session: Session, statement: Select[Operation]) -> Step | None:
    found = session.scalars(statement.order_by(Operation.id.desc()).limit(1)).first()
    return None if found is None else Step(found.id, unpack_label(found.label, found.fields))


_OPPOSITE = {INSERT: DELETE, DELETE: INSERT, UPDATE: UPDATE}


def _opposites(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        values: Values = {name: [new, old] for name, (old, new) in entry.values.items()}
        yield Entry(entry.entity, entry.row_id, _OPPOSITE[entry.op], values)


def _reverse(connection: Connection, entity: str, op: str, entries: list[Entry]) -> None:
    table = table_of(model_of(entity))
    if op != DELETE:
        _still_stands(connection, entity, entries)
    if op == INSERT:
        connection.execute(delete(table).where(table.c.id == bindparam("row")), [{"row": entry.row_id} for entry in entries])
    elif op == DELETE:
        empty = dict.fromkeys(column.name for column in table.columns if column.name not in LOCAL_COLUMNS)
        connection.execute(insert(table), [empty | {"id": entry.row_id} | _olds(entity, entry) for entry in entries])
    else:
        for entry in entries:
            connection.execute(update(table).where(table.c.id == entry.row_id).values(_olds(entity, entry)))


def _olds(entity: str, entry: Entry) -> dict[str, object]:
    columns = table_of(model_of(entity)).columns
    return {name: from_log(columns[name].type, old) for name, (old, _new) in entry.values.items()}


def _still_stands(connection: Connection, entity: str, entries: list[Entry]) -> None:
    table = table_of(model_of(entity))
    for start in range(0, len(entries), _CHUNK):
        chunk = entries[start : start + _CHUNK]
        rows = connection.execute(select(table).where(table.c.id.in_([entry.row_id for entry in chunk]))).mappings()
        found = {row["id"]: row for row in rows}
        for entry in chunk:
            row = found.get(entry.row_id)
            if row is None or any(to_log(row[name]) != new for name, (_old, new) in entry.values.items()):
                raise CouncilError("undo", m_("it was changed since"), m_("See who changed it with: council history; nothing was changed."))
