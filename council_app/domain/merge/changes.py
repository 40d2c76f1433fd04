"""One line of the change log as merging sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

RowKey: TypeAlias = tuple[str, str]
"""A table and the id of a row in it."""

Sides: TypeAlias = Mapping[str, Sequence[object]]
"""Column -> [old, new], as JSON has it."""


class Op(StrEnum):
    """What a change did to its row; as words of the log."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
    ERASE = "erase"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Change:
    """One changed row.

    Attributes:
        device, seq: who wrote it and as which of their changes, without gaps.
        hlc: when, by the hybrid clock; sorts as text.
        operation: of which verb it is a part.
        entity, row: the table and the id.
        values: column -> [old, new].
    """

    device: str
    seq: int
    hlc: str
    operation: str
    entity: str
    row: str
    op: Op
    values: Sides

    @property
    def key(self) -> RowKey:
        """The table and the id."""
        return self.entity, self.row

    @property
    def time(self) -> tuple[str, str]:
        """What decides between changes that did not know of each other."""
        return self.hlc, self.device

    @property
    def automatic(self) -> bool:
        """Nobody's wording: an erasure wrote it to take a name out (old and new are alike)."""
        return self.op is Op.UPDATE and all(old == new for old, new in self.values.values())
