"""Brings the tables to what merging found: only what is different is written, and nothing of it goes into the log."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from sqlalchemy import Column, Connection, func, select

from council_app.db.local import forget_local
from council_app.db.merging.reading import chunks
from council_app.db.merging.schema import columns_of, default_of, synced_tables, unique_in
from council_app.db.shapes import DIALECT, insert_into
from council_app.db.types import Items, Pairs, Value, from_log, to_log
from council_app.domain.merge.changes import RowKey

Logged = Mapping[str, object]
"""A row in the form of the log, by column."""

_Row = tuple[object, ...]


class Writing:
    """Collects what has to be written, then writes it: first what goes, then what changes, then what is new."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._gone: dict[str, list[str]] = defaultdict(list)
        self._forgotten: dict[str, list[str]] = defaultdict(list)
        self._changed: dict[tuple[str, tuple[str, ...]], list[_Row]] = defaultdict(list)
        self._new: dict[str, list[_Row]] = defaultdict(list)
        self.counts: Counter[str] = Counter()

    def want(self, wanted: Mapping[RowKey, Logged | None], fresh: Iterable[RowKey]) -> None:
        """These rows, as they shall be; None where there shall be none. Of `fresh` ones it is known that they are not there."""
        unseen = set(fresh)
        by_entity: dict[str, list[str]] = defaultdict(list)
        for (entity, row), values in wanted.items():
            if (entity, row) not in unseen:
                by_entity[entity].append(row)
            elif values is not None:
                self._insert(entity, row, values)
                self.counts[entity] += 1
        for entity, ids in by_entity.items():
            there = self._there(entity, ids)
            for row in ids:
                self._compare(entity, row, there.get(row), wanted[entity, row])

    def write(self) -> None:
        """Do it."""
        tables = synced_tables()
        for entity, ids in self._forgotten.items():
            forget_local(self._connection, tables[entity], ids)
        for entity, ids in self._gone.items():
            for given in chunks(ids):
                self._connection.exec_driver_sql(f'DELETE FROM "{entity}" WHERE id IN (SELECT value FROM json_each(?))', (given,))  # noqa: S608 - our own names
        for (entity, names), rows in self._changed.items():
            sets = ", ".join(f'"{name}" = ?' for name in names)
            self._connection.exec_driver_sql(f'UPDATE "{entity}" SET {sets} WHERE id = ?', rows)  # noqa: S608 - our own names
        for entity, rows in self._new.items():
            names = ("id", *(column.name for column in columns_of(entity)))
            self._connection.exec_driver_sql(insert_into(tables[entity], names), rows)

    def _there(self, entity: str, ids: Sequence[str]) -> dict[str, Logged]:
        table = synced_tables()[entity]
        found: dict[str, Logged] = {}
        for given in chunks(ids):
            wanted = select(func.json_each(given).table_valued("value").c.value)
            for row in self._connection.execute(select(table).where(table.c.id.in_(wanted))).mappings():
                found[row["id"]] = {column.name: to_log(row[column.name]) for column in columns_of(entity)}
        return found

    def _compare(self, entity: str, row: str, there: Logged | None, wanted: Logged | None) -> None:
        if wanted is None:
            if there is not None:
                self._gone[entity].append(row)
                self._forgotten[entity].append(row)
                self.counts[entity] += 1
            return
        if there is None:
            self._insert(entity, row, wanted)
            self.counts[entity] += 1
            return
        full = filled(entity, row, wanted)
        names = tuple(name for name, value in full.items() if value != there[name])
        if not names:
            return
        self.counts[entity] += 1
        if not _telling(entity).isdisjoint(names):
            # Two rows may change what tells them apart into each other's: both go first, then both come.
            self._gone[entity].append(row)
            self._insert(entity, row, wanted)
        else:
            stores = _stores(entity)
            self._changed[entity, names].append((*(stores[name](full[name]) for name in names), row))

    def _insert(self, entity: str, row: str, values: Logged) -> None:
        full = filled(entity, row, values)
        self._new[entity].append((row, *(store(full[name]) for name, store in _stores(entity).items())))


def filled(entity: str, row: str, values: Logged) -> dict[str, object]:
    """Every column of the row, in the form of the log; what the log leaves out is empty, or what the table puts there."""
    found: dict[str, object] = {}
    for name, column, empty in _columns(entity):
        value = values.get(name)
        if value is None:
            value = default_of(column, row) if empty is None else empty
        found[name] = value
    return found


@cache
def _columns(entity: str) -> tuple[tuple[str, Column[object], object], ...]:
    return tuple((column.name, column, _empty(column)) for column in columns_of(entity))


def _empty(column: Column[object]) -> object:
    """Lists and mappings are never nothing: empty ones are left out of the log."""
    if isinstance(column.type, Items):
        return []
    return {} if isinstance(column.type, Pairs) else None


@cache
def _telling(entity: str) -> frozenset[str]:
    return frozenset(name for key in unique_in(synced_tables()[entity]) for name in key)


@cache
def _stores(entity: str) -> dict[str, Callable[[object], object]]:
    return {column.name: _store(column) for column in columns_of(entity)}


def _store(column: Column[object]) -> Callable[[object], object]:
    """How a value of the log is written into the table: most are stored as they are logged."""
    if isinstance(column.type, Items | Pairs):
        bind, kind = column.type.dialect_impl(DIALECT).bind_processor(DIALECT), column.type
        assert bind is not None
        return lambda value: bind(from_log(kind, value))
    if isinstance(column.type, Value):
        return lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _as_it_is


def _as_it_is(value: object) -> object:
    return value
