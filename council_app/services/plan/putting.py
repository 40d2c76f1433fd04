"""Create or update one row, and count which it was: what all parts of applying a plan share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy import Column, select

from council_app.db.journal import JournalledSession
from council_app.db.models import (
    Attendance,
    Council,
    CouncilSession,
    Initiative,
    Insight,
    Journey,
    Market,
    Prototype,
    Script,
    Stage,
    SyncedRow,
    Tag,
    Task,
    new_id,
)
from council_app.db.shapes import table_of
from council_app.db.types import Items, Pairs
from council_app.exchange.plan import Session
from council_app.exchange.plan.versions import Parts, used_by

R = TypeVar("R", bound=SyncedRow)
CREATED, CHANGED, UNCHANGED = "created", "changed", "unchanged"


def given(entry: BaseModel, *columns: str, **renamed: str) -> dict[str, object]:
    """What the plan file says of an entry, as column -> value; what it does not mention is left out.

    `renamed` maps a column to the field it comes from.
    """
    names = {column: column for column in columns} | renamed
    return {column: getattr(entry, field) for column, field in names.items() if field in entry.model_fields_set}


def filled(model: type[SyncedRow], values: Mapping[str, object]) -> dict[str, object]:
    """`values` with “nothing” in the form each column keeps it: an empty text or list where NULL is not allowed."""
    columns = table_of(model).columns
    return {name: _nothing(columns[name]) if value is None else value for name, value in values.items()}


def _nothing(column: Column[object]) -> object:
    if column.nullable:
        return None
    if isinstance(column.type, Items):
        return ()
    if isinstance(column.type, Pairs):
        return {}
    default = getattr(column.default, "arg", None)
    return "" if default is None else default


class Putting:
    """One plan on its way into one transaction.

    Attributes:
        session: the transaction.
        counts: per kind of entry: created, changed, unchanged.
    """

    def __init__(self, session: JournalledSession) -> None:
        self.session = session
        self.counts: dict[str, dict[str, int]] = {}

    def count(self, kind: str, what: str, number: int = 1) -> None:
        """Add to the counts."""
        self.counts.setdefault(kind, {CREATED: 0, CHANGED: 0, UNCHANGED: 0})[what] += number

    def put(self, model: type[R], row: R | None, values: Mapping[str, object]) -> tuple[R, str]:
        """Create the row, or set what differs; returns it and `CREATED`, `CHANGED` or `UNCHANGED`."""
        ready = filled(model, values)
        if row is None:
            row = model(id=new_id(), **_with_empty(model, ready))
            self.session.add(row)
            self.session.flush()
            return row, CREATED
        what = UNCHANGED
        for name, value in ready.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
                what = CHANGED
        return row, what

    @cached_property
    def markets(self) -> dict[str, Market]:
        """By key."""
        return {row.key: row for row in self.session.scalars(select(Market))}

    @cached_property
    def councils(self) -> dict[str, Council]:
        """By key."""
        return {row.key: row for row in self.session.scalars(select(Council))}

    @cached_property
    def sessions(self) -> dict[str, CouncilSession]:
        """By key."""
        return {row.key: row for row in self.session.scalars(select(CouncilSession))}

    @cached_property
    def prototypes(self) -> dict[str, Prototype]:
        """By key."""
        return {row.key: row for row in self.session.scalars(select(Prototype))}

    @cached_property
    def scripts(self) -> dict[tuple[str, int], Script]:
        """By key and version."""
        return {(row.key, row.version): row for row in self.session.scalars(select(Script))}

    @cached_property
    def tasks(self) -> dict[tuple[str, str], Task]:
        """By script id and key."""
        return {(row.script_id, row.key): row for row in self.session.scalars(select(Task))}

    @cached_property
    def tags(self) -> dict[str, Tag]:
        """By path."""
        return {row.path: row for row in self.session.scalars(select(Tag))}

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """By `journey/stage`."""
        rows = self.session.execute(select(Journey.key, Stage).join(Stage, Stage.journey_id == Journey.id))
        return {f"{journey}/{stage.key}": stage for journey, stage in rows}

    @cached_property
    def initiatives(self) -> dict[str, Initiative]:
        """By key."""
        return {row.key: row for row in self.session.scalars(select(Initiative))}

    @cached_property
    def insights(self) -> dict[str, Insight]:
        """By key."""
        return {row.key: row for row in self.session.scalars(select(Insight))}

    @cached_property
    def seats(self) -> dict[tuple[str, str], str]:
        """Attendance id by session id and seat."""
        rows = self.session.execute(select(Attendance.session_id, Attendance.seat, Attendance.id).where(Attendance.seat.is_not(None)))
        return {(session, seat): attendance for session, seat, attendance in rows if seat is not None}

    def forget_parts(self) -> None:
        """A new version brought tasks of its own."""
        self.__dict__.pop("tasks", None)

    def script_of(self, entry: Session, before: CouncilSession | None) -> str | None:
        """The id of the script a session of the plan uses; the plan was checked, so it is there."""
        known = {row.id: (row.key, row.version) for row in self.scripts.values()}
        versions: dict[str, dict[int, Parts]] = {}
        for key, version in self.scripts:
            versions.setdefault(key, {})[version] = Parts()
        use = used_by(entry, known.get((before.script_id if before else None) or ""), versions)
        return None if use is None else self.scripts[use].id

    def task_of(self, session: CouncilSession, key: str) -> Task:
        """A task of the session's script; the plan was checked, so it is there."""
        return self.tasks[(session.script_id or "", key)]


def _with_empty(model: type[SyncedRow], values: Mapping[str, object]) -> dict[str, object]:
    """What a new entry leaves out is empty, not missing: texts and lists that may not be NULL and have no default of their own."""
    empty = {
        column.name: _nothing(column)
        for column in table_of(model).columns
        if not column.nullable and column.default is None and not column.primary_key and not column.foreign_keys
    }
    return empty | dict(values)
