"""Statements that are asked so often that SQLAlchemy's way of asking would cost more than SQLite's answer: built once, kept as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Row, Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from council_app.domain.enums import Channel, NoteKind, Raised, Severity

Value = str | int | float | None
Found: TypeAlias = Sequence[Row[*tuple[Any, ...]]]
"""Rows as SQLite keeps them: moments, days and words as text, truth as 0 and 1."""

KINDS: dict[object, NoteKind] = {each.value: each for each in NoteKind}
RAISED: dict[object, Raised] = {each.value: each for each in Raised}
CHANNELS: dict[object, Channel | None] = {None: None, **{each.value: each for each in Channel}}
SEVERITIES: dict[object, Severity | None] = {None: None, **{int(each): each for each in Severity}}
"""What is kept of a note, and what it means: a look into a table costs less than making an enumeration's member anew."""

_NAMED = sqlite.dialect(paramstyle="named")


@dataclass(frozen=True, slots=True)
class Bare:
    """A statement as text, and the values that never change."""

    text: str
    given: Mapping[str, Value]

    def all(self, session: Session, values: Mapping[str, Value]) -> Found:
        """Every row it finds; `values` as SQLite keeps them."""
        return session.connection().exec_driver_sql(self.text, {**self.given, **values}).all()


def bare(statement: Select[*tuple[object, ...]]) -> Bare:
    """The text of a statement and its constants; what is bound by name is given later."""
    compiled = statement.compile(dialect=_NAMED)
    return Bare(str(compiled), {name: value for name, value in compiled.params.items() if value is not None})
