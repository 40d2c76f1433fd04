"""The tables as merging sees them: from the models, and from the domain's policies where the models do not say it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from sqlalchemy import Column, Table, UniqueConstraint
from sqlalchemy.engine.interfaces import ExecutionContext
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from council_app.db.models import Row, SyncedRow
from council_app.db.shapes import LOCAL_COLUMNS, table_of
from council_app.db.types import Pairs, to_log
from council_app.domain.merge import policy
from council_app.domain.merge.schema import MergeSchema, Reference, TableShape

BLOBS = {"note_photo": "blob", "insight_visual": "blob", "brand": "logo"}
"""Columns that hold the hash of an attachment."""


@cache
def merge_schema() -> MergeSchema:
    """Every table that travels."""
    return {table.name: _shape(table) for table in synced_tables().values()}


@cache
def synced_tables() -> dict[str, Table]:
    """The tables that travel, by name."""
    found = (table_of(mapper.class_) for mapper in Row.registry.mappers if issubclass(mapper.class_, SyncedRow))
    return {table.name: table for table in sorted(found, key=lambda table: table.name)}


@cache
def columns_of(entity: str) -> tuple[Column[object], ...]:
    """The columns that travel, without the id."""
    return tuple(column for column in synced_tables()[entity].columns if column.name not in LOCAL_COLUMNS and column.name != "id")


def unique_in(table: Table) -> list[tuple[str, ...]]:
    """Columns that together are the same in no two rows."""
    constraints = [tuple(column.name for column in one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)]
    indexes = [tuple(column.name for column in one.columns) for one in table.indexes if one.unique]
    return sorted(set(constraints + indexes) - {("id",)})


def default_of(column: Column[object], row: str) -> object:
    """What stands in a column that is younger than a row, in the form of the log; None where nothing has to."""
    default = column.default
    if column.nullable or default is None:
        return None
    if isinstance(default, ScalarElementColumnDefault):
        return to_log(default.arg)
    assert isinstance(default, CallableColumnDefault)
    made = default.arg(cast(ExecutionContext, None))  # factories of ours look at no context
    return row if isinstance(made, str) else to_log(made)  # an id of its own: the row's, so that every laptop gives the same


def _shape(table: Table) -> TableShape:
    name = table.name
    return TableShape(
        references=tuple(_references(table)),
        keys=tuple(key for key in unique_in(table) if key not in policy.NO_KEYS.get(name, ())),
        kept=frozenset(policy.KEPT.get(name, ())),
        maps=frozenset(column.name for column in table.columns if isinstance(column.type, Pairs)),
        arranged=frozenset(policy.ARRANGED.get(name, ())),
        choices=policy.CHOICES.get(name),
        spanned=policy.SPANNED.get(name),
        tree=policy.TREES.get(name),
        soft=policy.SOFT.get(name, ()),
    )


def _references(table: Table) -> Iterator[Reference]:
    for column in table.columns:
        for key in column.foreign_keys:
            owns = not column.nullable or column.name in policy.OWNS.get(table.name, ())
            yield Reference(column.name, key.column.table.name, owns)
