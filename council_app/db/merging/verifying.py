"""Whether the tables are what the log makes of them: the whole log worked out anew, beside what stands there."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from council_app.db.merging.reading import every_change, knowledge, reversals
from council_app.db.merging.schema import columns_of, merge_schema, synced_tables
from council_app.db.merging.writing import Logged, filled
from council_app.db.types import to_log
from council_app.domain.merge.changes import RowKey
from council_app.domain.merge.state import settled
from council_app.domain.merge.world import World


def differences(connection: Connection) -> Iterator[tuple[RowKey, Logged | None, Logged | None]]:
    """Rows that are not what the log says: the row, what stands there, and what should."""
    found = settled(every_change(connection), World(merge_schema(), knowledge(connection), reversals(connection)))
    should = {key: filled(*key, state.values) for key, state in found.rows.items()}
    for entity, table in synced_tables().items():
        there = {
            (entity, str(row["id"])): {column.name: to_log(row[column.name]) for column in columns_of(entity)}
            for row in connection.execute(select(table)).mappings()
        }
        for key in sorted(there.keys() | {key for key in should if key[0] == entity}):
            if there.get(key) != should.get(key):
                yield key, there.get(key), should.get(key)
