"""What an import tells: what became of every row, and the counts of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from council_app.domain.records import Changes
from council_app.exchange.roster import CellProblem, RosterRow
from council_app.exchange.tables import Rejected


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    WAITING = "waiting"
    HERE = "here"
    """The person is on this session's list already."""
    REPEATED = "repeated"
    """The person stands on an earlier line of the file."""
    REJECTED = "rejected"


class RowFate(NamedTuple):
    """One row of the file and what becomes of it.

    Attributes:
        person: as read; None when the row is rejected.
        by: by which sign somebody was found to be the same: `email`, `phone` or `name`; "" when nobody was.
        same_as: the earlier line, of a repeated one.
    """

    line: int
    fate: Fate
    person: RosterRow | None = None
    by: str = ""
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row about somebody who is there already: on line `same_as` of the file, or in the workspace when that is None."""

    line: int
    by: str
    same_as: int | None
    merged: bool


@dataclass(frozen=True, slots=True)
class RosterImport:
    """What an import did, or would do.

    Attributes:
        rows: rows read, bad ones included.
        added: new on this session's list; `waitlisted` of them wait, because the session is full or they already did.
        updated: rows merged into somebody who was there.
        fates: every row, in the order of the file.
        problems: everything that is wrong with a row, by its line.
        mapping: which column was taken for what.
        consents: columns that ask for consent; their answers are not taken over.
        remembered: the columns' meaning was known from an earlier import of this layout.
        left_out: columns not read because another of the same header is.
        damaged: in how many places of the file bytes are no letter of its encoding.
    """

    rows: int
    added: int
    updated: int
    waitlisted: int
    duplicates: tuple[Duplicate, ...]
    rejected: tuple[Rejected, ...]
    warnings: tuple[Rejected, ...]
    fates: tuple[RowFate, ...]
    problems: Mapping[int, tuple[CellProblem, ...]]
    mapping: Mapping[str, str]
    consents: tuple[str, ...]
    remembered: bool
    left_out: tuple[str, ...]
    damaged: int
    changes: Changes

    def count(self, fate: Fate) -> int:
        """How many rows share a fate."""
        return sum(row.fate is fate for row in self.fates)
