"""What a partner does not have yet, as it goes into a pack."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, func, select

from council_app.db.merging.reading import chunks, holds
from council_app.db.merging.schema import BLOBS
from council_app.db.models import Blob
from council_app.domain.merge.cargo import Cargo, ForeignChange, ForeignOperation

_CHANGE = ("id", "device", "seq", "hlc", "actor", "operation", "entity", "row_id", "op", '"values"')
_BEHIND = f"SELECT {', '.join(_CHANGE)} FROM change WHERE device = ? AND seq > ? ORDER BY seq"  # noqa: S608 - our own names


def cargo_since(connection: Connection, device: str, has: Mapping[str, int]) -> Cargo:
    """Everything that somebody who `has` so much does not have: changes, their operations, and the attachments they name.

    `device` is this file's own.
    """
    known = holds(connection)
    changes = tuple(
        change for one, last in sorted(known.items()) if last > has.get(one, 0) for change in _behind(connection, one, has.get(one, 0))
    )
    return Cargo(
        device=device,
        has=known,
        operations=tuple(_operations(connection, {change.operation for change in changes})),
        changes=changes,
        blobs=_blobs(connection, changes),
    )


def _behind(connection: Connection, device: str, seq: int) -> Iterator[ForeignChange]:
    return (ForeignChange(*row) for row in connection.exec_driver_sql(_BEHIND, (device, seq)))


def _operations(connection: Connection, ids: set[str]) -> Iterator[ForeignOperation]:
    """In the order in which they were written here, so that they are told in it there."""
    statement = "SELECT id, device, at, actor, label, fields, reverses FROM operation WHERE id IN (SELECT value FROM json_each(?))"
    found = [ForeignOperation(*row) for given in chunks(sorted(ids)) for row in connection.exec_driver_sql(statement, (given,))]
    yield from sorted(found, key=lambda one: (one.at, one.id))


def _blobs(connection: Connection, changes: Iterable[ForeignChange]) -> dict[str, tuple[str, bytes]]:
    """Attachments that the changes name and that are here."""
    wanted: set[str] = set()
    for change in changes:
        column = BLOBS.get(change.entity)
        if column is not None:
            wanted |= {side for side in json.loads(change.values).get(column, ()) if side}
    found: dict[str, tuple[str, bytes]] = {}
    for given in chunks(sorted(wanted)):
        asked = select(Blob.hash, Blob.media_type, Blob.bytes).where(
            Blob.hash.in_(select(func.json_each(given).table_valued("value").c.value))
        )
        found |= {digest: (media_type, data) for digest, media_type, data in connection.execute(asked)}
    return found
