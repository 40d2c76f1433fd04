"""Rewriting rows together with what the log says of them, for words that may not be left anywhere: part of an erasure."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping

from sqlalchemy import select, update

from council_app.db.entries import UPDATE, Entry
from council_app.db.journal import JournalledSession
from council_app.db.models import ChangeRow, SyncedRow
from council_app.db.shapes import table_of

Cleaning = Callable[[str, str, object], object]
"""(entity, column, a value as the log keeps it) -> the value without the words."""


def rewrite(session: JournalledSession, row: SyncedRow, values: Mapping[str, object]) -> None:
    """Set columns of a row as if they had always been so: the log says the new values on both sides."""
    table = table_of(type(row))
    session.connection().execute(update(table).where(table.c.id == row.id).values(**values))
    session.expire(row)
    session.journal([Entry(str(table.name), row.id, UPDATE, {name: [value] * 2 for name, value in values.items()})])


def rewrite_log(session: JournalledSession, entities: Collection[str], cleaned: Cleaning) -> int:
    """Put `cleaned` values into everything the log says of these kinds of rows; returns how many changes it concerned."""
    connection, count = session.connection(), 0
    found = connection.execute(select(ChangeRow.id, ChangeRow.entity, ChangeRow.values).where(ChangeRow.entity.in_(entities))).all()
    for change, entity, text in found:
        values = json.loads(text)
        new = {name: [cleaned(entity, name, side) for side in sides] for name, sides in values.items()}
        if new != values:
            told = json.dumps(new, ensure_ascii=False, separators=(",", ":"))
            connection.execute(update(ChangeRow).where(ChangeRow.id == change).values(values=told))
            count += 1
    return count
