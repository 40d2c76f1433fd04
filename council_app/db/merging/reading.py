"""Reads the log as merging needs it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import Connection

from council_app.domain.merge.changes import Change, Op, RowKey
from council_app.domain.merge.knowledge import Knowledge, Vector
from council_app.domain.merge.taking_back import Reverses

AT_ONCE = 2_000
_COLUMNS = 'device, seq, hlc, operation, entity, row_id, op, "values"'
_GIVEN = "(SELECT value FROM json_each(?))"


def chunks(ids: Collection[str]) -> Iterator[str]:
    """Any number of ids, as few bound values: JSON lists of them."""
    every = list(ids)
    return (json.dumps(every[start : start + AT_ONCE]) for start in range(0, len(every), AT_ONCE))


def holds(connection: Connection) -> dict[str, int]:
    """How far this file knows every device; those that wrote nothing yet are left out."""
    found: dict[str, int] = {}
    for (device,) in connection.exec_driver_sql("SELECT id FROM device"):
        last = connection.exec_driver_sql("SELECT max(seq) FROM change WHERE device = ?", (device,)).scalar()
        if last:
            found[device] = last
    return found


def last_said(connection: Connection, device: str) -> Vector:
    """What this device last said that it knows of the others."""
    # Its `merge` changes are few, and lie together in the index of them.
    said = connection.exec_driver_sql(
        "SELECT \"values\" FROM change WHERE op = 'merge' AND device = ? ORDER BY seq DESC LIMIT 1", (device,)
    ).scalar()
    return {} if said is None else json.loads(said)["knows"][1]


def knowledge(connection: Connection) -> Knowledge:
    """What every device knew, by the log."""
    return Knowledge(_changes(connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM change WHERE op = 'merge'")))  # noqa: S608 - our own names


def reversals(connection: Connection) -> Reverses:
    """Every undo and redo: operation -> what it took back."""
    found = connection.exec_driver_sql("SELECT id, reverses FROM operation WHERE reverses IS NOT NULL")
    return {str(operation): str(taken) for operation, taken in found}


def changes_of(connection: Connection, keys: Iterable[RowKey]) -> dict[RowKey, list[Change]]:
    """All changes of these rows."""
    wanted = set(keys)
    found: dict[RowKey, list[Change]] = defaultdict(list)
    for ids in chunks([row for _, row in wanted]):
        rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM change WHERE row_id IN {_GIVEN}", (ids,))  # noqa: S608 - our own names
        for change in _changes(rows):
            if change.key in wanted:
                found[change.key].append(change)
    return found


def every_change(connection: Connection) -> Iterator[Change]:
    """The whole log, but for what devices said they knew."""
    return _changes(connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM change WHERE op <> 'merge'"))  # noqa: S608 - our own names


def rows_of_operations(connection: Connection, operations: Collection[str]) -> set[RowKey]:
    """The rows that these operations wrote."""
    statement = f"SELECT entity, row_id FROM change WHERE op <> 'merge' AND operation IN {_GIVEN}"  # noqa: S608 - our own names
    return {(entity, row) for ids in chunks(operations) for entity, row in connection.exec_driver_sql(statement, (ids,))}


def seen_before(connection: Connection, rows: Collection[str]) -> set[str]:
    """Those of these ids of which the log says anything."""
    statement = f"SELECT DISTINCT row_id FROM change WHERE row_id IN {_GIVEN}"  # noqa: S608 - our own names
    return {row for ids in chunks(rows) for (row,) in connection.exec_driver_sql(statement, (ids,))}


def erased_rows(connection: Connection) -> set[RowKey]:
    """Every row that is erased."""
    return {(entity, row) for entity, row in connection.exec_driver_sql("SELECT entity, row_id FROM change WHERE op = 'erase'")}


def _changes(rows: Iterable[Sequence[object]]) -> Iterator[Change]:
    for device, seq, hlc, operation, entity, row, op, values in rows:
        yield Change(str(device), int(str(seq)), str(hlc), str(operation), str(entity), str(row), Op(str(op)), json.loads(str(values)))
