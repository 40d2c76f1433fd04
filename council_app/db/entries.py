"""One line of the change log on its way there."""

from __future__ import annotations

from dataclasses import dataclass

from council_app.db.shapes import Values

INSERT, UPDATE, DELETE = "insert", "update", "delete"
ERASE = "erase"
"""A tombstone: the row is gone for good, with everything the log said of it."""

MERGE = "merge"
"""No row changed: the device (its id is the row's) says what it knew of the others from here on."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One changed row on its way into the log; `values` is column -> [old, new]."""

    entity: str
    row_id: str
    op: str
    values: Values
