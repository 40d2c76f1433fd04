"""Undo and redo as compensating changes: nothing is taken out of the log, the opposite is written behind it.

Only this file's own operations by the same person are offered, newest first, and only while what they wrote still stands: what
somebody else changed since is never overwritten. Works across a restart, because the log is the memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Integer,
    RowMapping,
    Select,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from council_app.db.journal import DELETE, ERASE, INSERT, MERGE, UPDATE, Entry, JournalledSession, model_of, unpack_label
from council_app.db.local import forget_local
from council_app.db.models import ChangeRow, Operation, Row
from council_app.db.restoring import carry, placed_now
from council_app.db.shapes import LOCAL_COLUMNS, Values, table_of
from council_app.db.types import from_log, to_log
from council_app.domain.steps import AT_ONCE, Steps
from council_app.errors import CouncilError, Message, m_

# Spelt out, or SQLite could not know that the index of tombstones holds all it needs: an import writes 100,000 changes in one operation.
_IS_ERASED = ChangeRow.op == literal_column(f"'{ERASE}'")
_IS_MERGED = ChangeRow.op == literal_column(f"'{MERGE}'")


@dataclass(frozen=True, slots=True)
class Step:
    """An operation that can be taken back now."""

    operation: str
    label: Message


def next_undo(session: Session, *, device: str, actor: str) -> Step | None:
    """The newest operation of this person here that still stands."""
    undone, redone = aliased(Operation), aliased(Operation)
    stands_undone = exists().where(undone.reverses == Operation.id, ~exists().where(redone.reverses == undone.id))
    erases = exists().where(ChangeRow.operation == Operation.id, _IS_ERASED)  # what was erased stays erased
    merges = exists().where(ChangeRow.operation == Operation.id, _IS_MERGED)  # nobody's verb
    return _first(session, select(Operation).where(*_own(device, actor), Operation.reverses.is_(None), ~stands_undone, ~erases, ~merges))


def next_redo(session: Session, *, device: str, actor: str) -> Step | None:
    """The newest undo that was not redone, while nothing new was done since."""
    original, redone, newer = aliased(Operation), aliased(Operation), aliased(Operation, name="newer")
    merges = exists().where(ChangeRow.operation == newer.id, _IS_MERGED)
    newest = select(_written("newer")).where(newer.device == device, newer.actor == actor, newer.reverses.is_(None), ~merges)
    # What comes before the newest thing done is not even looked at: it may be every note ever written.
    done = newest.order_by(_written("newer").desc()).limit(1).scalar_subquery()
    statement = select(Operation).where(
        *_own(device, actor),
        _written("operation") > func.coalesce(done, 0),
        exists().where(original.id == Operation.reverses, original.reverses.is_(None)),
        ~exists().where(redone.reverses == Operation.id),
    )
    return _first(session, statement)


def take_back(session: JournalledSession, operation: str, steps: Steps) -> None:
    """Write the opposite of everything `operation` wrote: three steps for each row.

    Raises:
        CouncilError: something of it was changed since, or other things now depend on it.
        Cancelled: somebody stopped it.
    """
    rows = select(ChangeRow.entity, ChangeRow.row_id, ChangeRow.op, ChangeRow.values)
    changes = session.execute(rows.where(ChangeRow.operation == operation).order_by(ChangeRow.seq.desc())).all()
    entries = [Entry(entity, row_id, op, json.loads(values)) for entity, row_id, op, values in changes]
    connection = session.connection()
    placed = placed_now(session, operation, entries)
    entries = placed.entries
    steps.expect(3 * len(entries))
    _still_stands(connection, entries, placed.moved, steps)
    # An operation may write rows that name each other in any order, so taking them back may leave one pointing nowhere for a moment.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    try:
        for (entity, op), group in groupby(entries, key=lambda entry: (entry.entity, entry.op)):
            for part in steps.over(list(group)):
                _reverse(connection, entity, op, part)
    except IntegrityError as error:
        raise _depended_on() from error
    _points_somewhere(connection, entries)
    for part in steps.over(entries):
        session.journal(_opposites(part))
    carry(session, entries, placed.lost)


def _own(device: str, actor: str) -> tuple[ColumnElement[bool], ...]:
    return Operation.device == device, Operation.actor == actor


def _first(session: Session, statement: Select[Operation]) -> Step | None:
    found = session.scalars(statement.order_by(_written("operation").desc()).limit(1)).first()
    return None if found is None else Step(found.id, unpack_label(found.label, found.fields))


def _written(operations: str) -> ColumnElement[int]:
    """The order in which operations were written here. Their ids and times follow the clock, and a clock can be set back."""
    return literal_column(f"{operations}.rowid", Integer)


_OPPOSITE = {INSERT: DELETE, DELETE: INSERT, UPDATE: UPDATE}


def _opposites(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        values: Values = {name: [new, old] for name, (old, new) in entry.values.items()}
        yield Entry(entry.entity, entry.row_id, _OPPOSITE[entry.op], values)


def _reverse(connection: Connection, entity: str, op: str, entries: Sequence[Entry]) -> None:
    table = table_of(model_of(entity))
    if op == INSERT:
        forget_local(connection, table, [entry.row_id for entry in entries])
        connection.execute(delete(table).where(table.c.id == bindparam("row")), [{"row": entry.row_id} for entry in entries])
    elif op == DELETE:
        empty = dict.fromkeys(_columns(entity))
        connection.execute(insert(table), [empty | {"id": entry.row_id} | _olds(entity, entry) for entry in entries])
    else:
        for names, alike in groupby(entries, key=lambda entry: tuple(entry.values)):
            values = {name: bindparam(f"old_{name}", type_=table.c[name].type) for name in names}
            rows = [{"row": entry.row_id, **{f"old_{name}": old for name, old in _olds(entity, entry).items()}} for entry in alike]
            connection.execute(update(table).where(table.c.id == bindparam("row")).values(values), rows)


def _olds(entity: str, entry: Entry) -> dict[str, object]:
    columns = table_of(model_of(entity)).columns
    return {name: from_log(columns[name].type, old) for name, (old, _new) in entry.values.items()}


def _still_stands(connection: Connection, entries: Sequence[Entry], moved: AbstractSet[str], steps: Steps) -> None:
    """Every row is as the operation left it; `entries` are newest first, and one row may be among them several times.

    Of rows that were `moved` with their words it does not matter where they lie.
    """
    left: dict[str, dict[str, dict[str, object]]] = {}
    gone: set[tuple[str, str]] = set()
    for entry in entries:
        rows = left.setdefault(entry.entity, {})
        if entry.op == DELETE and entry.row_id not in rows:
            gone.add((entry.entity, entry.row_id))
        values = rows.setdefault(entry.row_id, {})
        values |= {name: new for name, (_old, new) in entry.values.items() if name not in values}
        if entry.op == INSERT:
            # The log leaves out what was empty; it must still be empty, or somebody filled it since.
            values |= {name: None for name in _columns(entry.entity) if name not in values}
    for entity, expected in left.items():
        for row_id, row in _rows(connection, entity, list(expected), steps):
            there = row is not None
            if there == ((entity, row_id) in gone) or (
                row and any(_logged(row[name]) != _logged(new) for name, new in _told(expected[row_id], row_id in moved))
            ):
                raise CouncilError("undo", m_("it was changed since"), m_("See who changed it with: council history; nothing was changed."))


def _told(values: Mapping[str, object], moved: bool) -> list[tuple[str, object]]:
    return [(name, value) for name, value in values.items() if not (moved and name in ("starts", "ends"))]


@cache
def _columns(entity: str) -> tuple[str, ...]:
    return tuple(column.name for column in table_of(model_of(entity)).columns if column.name not in LOCAL_COLUMNS and column.name != "id")


def _logged(value: object) -> object:
    """A value as the log has it; an empty list or mapping is as good as none, because inserts log neither."""
    logged = to_log(value)
    return None if logged in ([], {}) else logged


def _rows(connection: Connection, entity: str, ids: Sequence[str], steps: Steps) -> Iterator[tuple[str, RowMapping | None]]:
    table = table_of(model_of(entity))
    for chunk in steps.over(ids):
        found = {row["id"]: row for row in connection.execute(select(table).where(table.c.id.in_(_given(chunk)))).mappings()}
        yield from ((row_id, found.get(row_id)) for row_id in chunk)


def _given(ids: Sequence[str]) -> Select[str]:
    return select(func.json_each(json.dumps(ids)).table_valued("value").c.value)


def _points_somewhere(connection: Connection, entries: Sequence[Entry]) -> None:
    """SQLite looks at deferred references when the transaction ends, too late to say what is in the way: looked at here."""
    removed: dict[Table, list[str]] = {}
    restored: dict[Column[object], list[str]] = {}
    for entry in entries:
        table = table_of(model_of(entry.entity))
        if entry.op == INSERT:
            removed.setdefault(table, []).append(entry.row_id)
            continue
        for name in entry.values:
            if table.c[name].foreign_keys:
                restored.setdefault(table.c[name], []).append(entry.row_id)
    for key in (key for table in Row.metadata.tables.values() for key in table.foreign_keys):
        if _dangles(connection, key, key.parent, removed.get(key.column.table, [])):
            raise _depended_on()
        if _dangles(connection, key, key.parent.table.c.get("id"), restored.get(key.parent, [])):
            raise _depended_on()


def _dangles(connection: Connection, key: ForeignKey, column: ColumnElement[str] | None, ids: Sequence[str]) -> bool:
    """Whether a row whose `column` is one of `ids` points to a row that is not there."""
    if column is None:
        return False
    parent = key.column.table.alias()
    there = exists().where(parent.c[key.column.name] == key.parent)
    for start in range(0, len(ids), AT_ONCE):
        dangling = select(column).where(column.in_(_given(ids[start : start + AT_ONCE])), key.parent.is_not(None), ~there)
        if connection.execute(dangling.limit(1)).first() is not None:
            return True
    return False


def _depended_on() -> CouncilError:
    return CouncilError("undo", m_("other things depend on it by now"), m_("Undo or remove those first; nothing was changed."))
