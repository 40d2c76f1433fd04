"""What merging must know of a table: what it refers to, what tells two rows for one thing, which texts are kept beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import TypeAlias


class Choice(StrEnum):
    """Which of several values that did not know of each other stands in the row."""

    NEWEST = auto()
    EARLIEST = auto()
    ANY = auto()


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that holds the id of a row of `entity`.

    Attributes:
        owns: without that row this one cannot be, so an erasure of that row takes this one with it.
    """

    column: str
    entity: str
    owns: bool = False


@dataclass(frozen=True, slots=True)
class Spanned:
    """A row that lies on characters of a text: the columns that lead to its row, and the tables they lead to.

    Attributes:
        vanishes: nothing of it is left when its words are gone; otherwise it stays without a place.
    """

    way: tuple[tuple[str, str], ...]
    text: str = "text"
    vanishes: bool = True


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table.

    Attributes:
        references: which columns hold ids of other rows.
        keys: columns that together are the same in no two rows; where two laptops wrote such rows they are one thing.
        kept: words a person wrote: of two that did not know of each other both are kept, until somebody decides.
        maps: columns that map a locale to a text, each entry on its own.
        arranged: columns the program sets by itself; changing them is no reason to bring a deleted row back.
        choices: columns for which something else than the newest value stands.
        spanned: where its span lies, if it has one.
        tree: the columns with the parent and with the path of keys from the root, where the table is a tree.
        soft: columns that hold ids of rows without the database knowing.
    """

    references: tuple[Reference, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    kept: frozenset[str] = frozenset()
    maps: frozenset[str] = frozenset()
    arranged: frozenset[str] = frozenset()
    choices: Mapping[str, Choice] | None = None
    spanned: Spanned | None = None
    tree: tuple[str, str] | None = None
    soft: tuple[str, ...] = ()


MergeSchema: TypeAlias = Mapping[str, TableShape]
"""Every table that travels."""
