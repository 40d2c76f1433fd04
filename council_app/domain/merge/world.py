"""What merging is given, and what it finds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from council_app.domain.merge.changes import Op, RowKey
from council_app.domain.merge.knowledge import Knowledge
from council_app.domain.merge.rows import RowState
from council_app.domain.merge.schema import MergeSchema
from council_app.domain.merge.taking_back import Reverses


@dataclass(frozen=True, slots=True)
class World:
    """What changes are read by.

    Attributes:
        schema: the tables.
        knowledge: what was known to whom.
        reverses: which operation took which one back.
        outside: rows that are there without their changes being given.
    """

    schema: MergeSchema
    knowledge: Knowledge
    reverses: Reverses
    outside: Collection[RowKey] = frozenset()


@dataclass(frozen=True, slots=True)
class Saying:
    """What merging made that no change says yet; said with the next thing that somebody does here."""

    entity: str
    row: str
    op: Op
    values: Mapping[str, tuple[object, object]]


@dataclass(slots=True)
class Settled:
    """What there is.

    Attributes:
        rows: every row that is there, by table and smallest id, with references as they lead now.
        alias: ids of rows that are one thing with another -> the id it goes by.
        erased: rows that may never be again; fell: those of them that no erasure names yet.
        joined: rows that are one thing, though no change says so yet.
        said: what else no change says yet.
    """

    rows: dict[RowKey, RowState] = field(default_factory=dict)
    alias: dict[RowKey, str] = field(default_factory=dict)
    erased: set[RowKey] = field(default_factory=set)
    fell: set[RowKey] = field(default_factory=set)
    joined: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    said: list[Saying] = field(default_factory=list)
