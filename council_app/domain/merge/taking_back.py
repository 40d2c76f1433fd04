"""Undo across laptops: what was taken back does not count, and the undo hides nothing but that.

An undo writes the opposite of what it takes back. Counted as an ordinary edit, that opposite would win over what others wrote
meanwhile; so both are left out, cell by cell, and what else an undo wrote counts as it is. A redo takes an undo back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from council_app.domain.merge.changes import Change, Op

WHOLE = ""
"""The cell that says whether the row is there."""

Reverses: TypeAlias = Mapping[str, str]
"""Operation -> the operation that it took back."""


class TakenBack:
    """Which changes of one row count."""

    def __init__(self, changes: Iterable[Change], reverses: Reverses) -> None:
        self._reverses = reverses
        self._touched: dict[str, set[str]] = defaultdict(set)
        self._by: dict[str, list[str]] = defaultdict(list)
        for change in changes:
            self._touched[change.operation] |= {WHOLE} if change.op is not Op.UPDATE else set(change.values)
        for operation in self._touched:
            taken = reverses.get(operation)
            if taken is not None:
                self._by[taken].append(operation)
        self.plain = not self._by

    def counts(self, change: Change, column: str) -> bool:
        """Whether this change of this column counts; `WHOLE` asks for the row itself."""
        if self.plain:
            return True
        taken = self._reverses.get(change.operation)
        compensates = taken is not None and self._touches(taken, column)
        return not compensates and not self._taken_back(change.operation, column)

    def _touches(self, operation: str, column: str) -> bool:
        touched = self._touched.get(operation, ())
        return column in touched or WHOLE in touched

    def _taken_back(self, operation: str, column: str) -> bool:
        return any(self._touches(undo, column) and not self._taken_back(undo, column) for undo in self._by.get(operation, ()))
