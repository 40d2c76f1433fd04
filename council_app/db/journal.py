"""The change log: every write of a synced row leaves one `change` row in the same transaction.

ORM writes are seen by a flush hook. Hot paths (capture, imports) write with `insert_many`, which journals by itself; a statement that
would go round both is refused. One transaction is one `operation`: it carries the label that undo shows.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Connection, Table, bindparam, event, insert, inspect, select
from sqlalchemy.orm import InstanceState, ORMExecuteState, Session, UOWTransaction
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from council_app.db.models import ChangeRow, Operation, Row, SyncedRow, new_id
from council_app.db.types import to_log
from council_app.domain.hlc import ZERO, Stamp, tick
from council_app.errors import Message

INSERT, UPDATE, DELETE = "insert", "update", "delete"

LOCAL_COLUMNS = frozenset({"num"})
_BATCH = 2_000

Values = dict[str, list[object]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One changed row on its way into the log; `values` is column -> [old, new]."""

    entity: str
    row_id: str
    op: str
    values: Values


def table_of(model: type[Row]) -> Table:
    """The table behind a mapped class."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


_INSERT_CHANGE = insert(table_of(ChangeRow))
_INSERT_OPERATION = insert(table_of(Operation))
_LAST_CHANGE = select(ChangeRow.seq, ChangeRow.hlc).where(ChangeRow.device == bindparam("device")).order_by(ChangeRow.seq.desc()).limit(1)
_SYNCED = {table_of(mapper.class_).name: mapper.class_ for mapper in Row.registry.mappers if issubclass(mapper.class_, SyncedRow)}


def utc_now() -> datetime:
    """This moment, aware."""
    return datetime.now(UTC)


def model_of(entity: str) -> type[SyncedRow]:
    """The mapped class of an entity named in the log."""
    return _SYNCED[entity]


@dataclass(slots=True)
class Recorder:
    """Writes the log of one transaction.

    Attributes:
        device: who writes, as a laptop; actor: who writes, as a person.
        label: the verb, untranslated.
        reverses: the operation that this one takes back, when it is an undo or a redo.
        operation: the id of this operation once something was written.
        changed: the entities written so far.
    """

    device: str
    actor: str
    label: Message
    reverses: str | None = None
    now: Callable[[], datetime] = utc_now
    operation: str | None = None
    changed: set[str] = field(default_factory=set)
    _seq: int = 0
    _stamp: Stamp = ZERO

    def record(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Append `entries` to the log, numbered without gaps."""
        stream = iter(entries)
        while batch := list(islice(stream, _BATCH)):
            if self.operation is None:
                self._begin(connection)
            connection.execute(_INSERT_CHANGE, [self._row(entry) for entry in batch])

    def _begin(self, connection: Connection) -> None:
        last = connection.execute(_LAST_CHANGE, {"device": self.device}).first()
        if last is not None:
            self._seq, self._stamp = last.seq, Stamp.parse(last.hlc)
        self.operation = new_id()
        values = {"id": self.operation, "device": self.device, "at": self.now(), "actor": self.actor, "reverses": self.reverses}
        connection.execute(_INSERT_OPERATION, values | pack_label(self.label))

    def _row(self, entry: Entry) -> dict[str, object]:
        self._seq += 1
        self._stamp = tick(self._stamp, time.time_ns() // 1_000_000)
        self.changed.add(entry.entity)
        return {
            "id": new_id(),
            "device": self.device,
            "seq": self._seq,
            "hlc": str(self._stamp),
            "actor": self.actor,
            "operation": self.operation,
            "entity": entry.entity,
            "row_id": entry.row_id,
            "op": entry.op,
            "values": json.dumps(entry.values, ensure_ascii=False, separators=(",", ":")),
        }


def pack_label(label: Message) -> dict[str, object]:
    """A label as the `operation` row keeps it: msgid and fields, to be said in whatever language the window speaks later."""
    fields = {name: str(value) for name, value in label.fields}
    if label.plural is not None:
        fields["__plural"] = label.plural
    return {"label": label.text, "fields": fields}


def unpack_label(text: str, fields: Mapping[str, str]) -> Message:
    """The label behind `pack_label`."""
    rest = dict(fields)
    plural = rest.pop("__plural", None)
    count = int(rest["count"]) if plural is not None else None
    return Message(text, plural=plural, count=count, fields=tuple(rest.items()))


class JournalledSession(Session):
    """A session whose flushes are journalled by the `Recorder` it was given; without one it may only read."""

    def __init__(self, connection: Connection, recorder: Recorder | None) -> None:
        super().__init__(bind=connection, autoflush=True, expire_on_commit=False)
        self.recorder = recorder

    def insert_many(self, model: type[SyncedRow], rows: Sequence[dict[str, object]]) -> None:
        """Insert many rows at once, journalled; every row gets an `id` when it has none, and the model's plain defaults."""
        if not rows:
            return
        defaults = _defaults(model)
        for row in rows:
            row.setdefault("id", new_id())
            for name, value in defaults:
                row.setdefault(name, value)
        connection = self.connection()
        connection.execute(insert(table_of(model)), rows)
        self._recorder().record(connection, (Entry(table_of(model).name, str(row["id"]), INSERT, _inserted(row)) for row in rows))

    def journal(self, entries: Iterable[Entry]) -> None:
        """Log rows that were written by other means than the ORM: undo and merge replay raw values."""
        self._recorder().record(self.connection(), entries)

    def _recorder(self) -> Recorder:
        if self.recorder is None:
            raise RuntimeError("a write outside Workspace.write()")
        return self.recorder


def _defaults(model: type[SyncedRow]) -> list[tuple[str, object]]:
    return [
        (column.name, column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None)
        for column in table_of(model).columns
        if column.name not in LOCAL_COLUMNS and column.name != "id"
    ]


def _inserted(row: Mapping[str, object]) -> Values:
    return {name: [None, to_log(value)] for name, value in row.items() if value is not None and name not in LOCAL_COLUMNS and name != "id"}


@event.listens_for(JournalledSession, "after_flush")
def _journal_flush(session: JournalledSession, _context: UOWTransaction) -> None:
    entries = list(_flushed(session))
    if entries:
        session._recorder().record(session.connection(), entries)


def _flushed(session: Session) -> Iterator[Entry]:
    for op, rows in ((INSERT, session.new), (UPDATE, session.dirty), (DELETE, session.deleted)):
        for row in rows:
            if isinstance(row, SyncedRow):
                values = _values(inspect(row), op)
                if values or op != UPDATE:
                    yield Entry(row.__tablename__, row.id, op, values)


def _values(state: InstanceState[SyncedRow], op: str) -> Values:
    values: Values = {}
    for attribute in state.mapper.column_attrs:
        name = attribute.key
        if name in LOCAL_COLUMNS or name == "id":
            continue
        current = to_log(state.attrs[name].value)
        if op == INSERT:
            if current is not None:
                values[name] = [None, current]
        elif op == DELETE:
            if current is not None:
                values[name] = [current, None]
        else:
            history = state.attrs[name].history
            old = to_log(history.deleted[0]) if history.deleted else None
            if history.has_changes() and old != current:
                values[name] = [old, current]
    return values


@event.listens_for(JournalledSession, "do_orm_execute")
def _refuse_unjournalled(state: ORMExecuteState) -> None:
    """A bulk statement on a synced table would leave no trace in the log: a bug, never a user's error."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    target = getattr(state.statement, "table", None)
    if isinstance(target, Table) and target.name in _SYNCED:
        raise RuntimeError(f"unjournalled write to {target.name}: use the ORM or insert_many")
