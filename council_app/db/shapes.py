"""Rows in the form SQLite keeps them and in the form the log keeps them, worked out once per table: what makes bulk writes cheap."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TypeAlias

from sqlalchemy import Column, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from council_app.db.models import Row, SyncedRow
from council_app.db.types import Day, Degree, Items, Moment, Word

LOCAL_COLUMNS = frozenset({"num", "noted_at"})

Values: TypeAlias = dict[str, list[object]]
_Column: TypeAlias = tuple[str, object, Callable[[object], object] | None, bool, str, Callable[[object], str]]

DIALECT = sqlite.dialect()
"""How values are made ready for SQLite."""
# What these store is also what the log writes; every other value is JSON as it is.
_SAME_IN_LOG = (Day, Degree, Moment, Word)
_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Shape:
    """How new rows of one table are written.

    Attributes:
        insert: the statement; it takes the first part of what `take` returns.
        columns: name, default, how to store a value, whether the log writes it as it is stored, what the log writes before
            it, and how it becomes JSON.
    """

    insert: str
    columns: tuple[_Column, ...]

    def take(self, row: Mapping[str, object]) -> tuple[tuple[object, ...], str]:
        """The values to insert, and as JSON what the log says of them; a column that the row leaves out gets its default."""
        stored: list[object] = [row["id"]]
        logged: list[str] = []
        for name, default, store, same_in_log, before, as_json in self.columns:
            value = row.get(name, default)
            kept = value if store is None else store(value)
            stored.append(kept)
            if value is not None:
                # Piece by piece: to build the lists and encode them all at once takes twice as long, and an import has 100,000 rows.
                logged.append(f"{before}{as_json(kept if same_in_log else value)}]")
        return tuple(stored), f"{{{','.join(logged)}}}"


def table_of(model: type[Row]) -> Table:
    """The table behind a mapped class."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


def insert_into(table: Table, names: tuple[str, ...]) -> str:
    """The bare statement that inserts these columns."""
    quoted = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{table.name}" ({quoted}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608 - names of our own schema


@lru_cache
def shape_of(model: type[SyncedRow]) -> Shape:
    """The shape of a model's table; columns that are local to this laptop are SQLite's to fill."""
    table = table_of(model)
    columns = tuple(_column(column) for column in table.columns if column.name not in LOCAL_COLUMNS and column.name != "id")
    return Shape(insert_into(table, ("id", *(name for name, *_ in columns))), columns)


def _column(column: Column[object]) -> _Column:
    default = column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
    store = column.type.dialect_impl(DIALECT).bind_processor(DIALECT)
    stored_as_json = isinstance(column.type, Items)
    same_in_log = stored_as_json or isinstance(column.type, _SAME_IN_LOG)
    return column.name, default, store, same_in_log, f"{_AS_JSON(column.name)}:[null,", str if stored_as_json else _json


def _json(value: object) -> str:
    """Texts and whole numbers, which are nearly all values, without going through the encoder."""
    if type(value) is str:
        return encode_basestring(value)
    return str(value) if type(value) is int else _AS_JSON(value)
