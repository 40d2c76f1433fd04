"""What one laptop keeps beside a row (half-typed text, a waiting photo, half a questionnaire) goes when the row goes.

Such tables are not in the log, so nobody who deletes a row, undoes its making or merges it away can be asked to know them all.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, Connection, Table, delete, event
from sqlalchemy.orm import Mapper

from council_app.db.models import Draft, HalfAnswer, Row, SyncedRow, WaitingPhoto
from council_app.db.shapes import table_of

_CHUNK = 500
_LOCAL: tuple[type[Row], ...] = (Draft, HalfAnswer, WaitingPhoto)


def _hanging() -> dict[Table, list[Column[str]]]:
    found: dict[Table, list[Column[str]]] = {}
    for table in map(table_of, _LOCAL):
        for key in table.foreign_keys:
            found.setdefault(key.column.table, []).append(table.c[key.parent.name])
    return found


_ON = _hanging()


def forget_local(connection: Connection, table: Table, ids: Sequence[str]) -> None:
    """Delete what hangs on these rows of `table`."""
    for column in _ON.get(table, ()):
        for start in range(0, len(ids), _CHUNK):
            connection.execute(delete(column.table).where(column.in_(ids[start : start + _CHUNK])))


@event.listens_for(SyncedRow, "before_delete", propagate=True)
def _forget(_mapper: Mapper[SyncedRow], connection: Connection, row: SyncedRow) -> None:
    forget_local(connection, table_of(type(row)), [row.id])
