"""The change log: every write of a synced row leaves one `change` row in the same transaction.

ORM writes are seen by a flush hook. Hot paths (capture, imports) write with `insert_many`, which journals by itself; a statement that
would go round both is refused. One transaction is one `operation`: it carries the label that undo shows.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Column, Connection, Select, Table, delete, event, func, inspect, select
from sqlalchemy.orm import InstanceState, ORMExecuteState, Session, UOWTransaction
from sqlalchemy.orm.util import identity_key

from council_app.db.anchoring import Texts, followed, placed_in, texts_in
from council_app.db.entries import DELETE, ERASE, INSERT, MERGE, UPDATE, Entry
from council_app.db.models import ChangeRow, Operation, Row, SyncedRow, new_id
from council_app.db.shapes import DIALECT, LOCAL_COLUMNS, Values, insert_into, shape_of, table_of
from council_app.db.types import moment_text, to_log
from council_app.domain.hlc import ZERO, Stamp, tick
from council_app.errors import Message

__all__ = [
    "DELETE",
    "ERASE",
    "INSERT",
    "MERGE",
    "UPDATE",
    "Entry",
    "JournalledSession",
    "Recorder",
    "model_of",
    "pack_label",
    "unpack_label",
]

_BATCH = 2_000


# Every keystroke that matters passes here: bare statements cost a quarter of what building them each time does.
_INSERT_CHANGE = insert_into(table_of(ChangeRow), ("id", "device", "seq", "hlc", "actor", "operation", "entity", "row_id", "op", "values"))
_INSERT_OPERATION = insert_into(table_of(Operation), ("id", "device", "at", "actor", "label", "fields", "reverses"))
_LAST_CHANGE = "SELECT seq, hlc FROM change WHERE device = ? ORDER BY seq DESC LIMIT 1"
_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
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
        catch_up: says what came in from others, before anything is written; None when nothing did.
    """

    device: str
    actor: str
    label: Message
    reverses: str | None = None
    now: Callable[[], datetime] = utc_now
    operation: str | None = None
    changed: set[str] = field(default_factory=set)
    catch_up: Callable[[Recorder, Connection], None] | None = None
    _seq: int = 0
    _stamp: Stamp = ZERO

    def record(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Append `entries` to the log, numbered without gaps."""
        stream = iter(entries)
        while batch := list(islice(stream, _BATCH)):
            self._append(connection, [(entry.entity, entry.row_id, entry.op, _AS_JSON(entry.values)) for entry in batch])

    def record_new(self, connection: Connection, entity: str, rows: Iterable[tuple[str, str]]) -> None:
        """Append new rows of one table: the id of each, and its values as JSON."""
        self._append(connection, [(entity, row_id, INSERT, values) for row_id, values in rows])

    def begin(self, connection: Connection) -> None:
        """Begin the operation, if nothing has been written yet: what came in from others is said first."""
        if self.operation is not None:
            return
        last = connection.exec_driver_sql(_LAST_CHANGE, (self.device,)).first()
        if last is not None:
            self._seq, self._stamp = last.seq, Stamp.parse(last.hlc)
        if self.catch_up is not None:
            self.catch_up(self, connection)
        self.operation = self._operate(connection, self.label, self.reverses)

    def follow(self, stamp: Stamp) -> None:
        """Never stamp anything behind `stamp` from now on."""
        self._stamp = max(self._stamp, stamp)

    def aside(self, connection: Connection, label: Message, entries: Iterable[Entry]) -> None:
        """Append entries as an operation of their own, before this one begins."""
        self.operation = self._operate(connection, label, None)
        self.record(connection, entries)
        self.operation = None
        self.changed.clear()

    def _append(self, connection: Connection, changes: Iterable[tuple[str, str, str, str]]) -> None:
        self.begin(connection)
        device, actor, operation, stamp = self.device, self.actor, self.operation, self._stamp
        now = time.time_ns() // 1_000_000
        rows: list[tuple[object, ...]] = []
        for number, (entity, row_id, op, values) in enumerate(changes, start=self._seq + 1):
            stamp = tick(stamp, now)
            self.changed.add(entity)
            rows.append((new_id(), device, number, str(stamp), actor, operation, entity, row_id, op, values))
        self._seq, self._stamp = self._seq + len(rows), stamp
        connection.exec_driver_sql(_INSERT_CHANGE, rows)

    def _operate(self, connection: Connection, message: Message, reverses: str | None) -> str:
        operation = new_id()
        label, fields = pack_label(message)
        row = (operation, self.device, moment_text(self.now()), self.actor, label, _AS_JSON(fields), reverses)
        connection.exec_driver_sql(_INSERT_OPERATION, row)
        return operation


def pack_label(label: Message) -> tuple[str, dict[str, str]]:
    """A label as the `operation` row keeps it: msgid and fields, to be said in whatever language the window speaks later."""
    fields = {name: str(value) for name, value in label.fields}
    if label.plural is not None:
        fields["__plural"] = label.plural
    return label.text, dict(sorted(fields.items()))


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

    def name(self, label: Message) -> None:
        """Say what this transaction does, once that is known; before it writes anything."""
        self._recorder().label = label

    def begin_operation(self) -> None:
        """Say what came in from others, and begin: whoever empties the log must not have anything said behind it."""
        self._recorder().begin(self.connection())

    def insert_many(self, model: type[SyncedRow], rows: Sequence[dict[str, object]]) -> None:
        """Insert many rows at once, journalled; every row gets an `id` when it has none, and the model's plain defaults."""
        if not rows:
            return
        shape, connection, recorder = shape_of(model), self.connection(), self._recorder()
        entity = str(table_of(model).name)  # a plain one: SQLite asks any other kind of text how to store it, row by row
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            for row in batch:
                row.setdefault("id", new_id())
            taken = [shape.take(row) for row in batch]
            connection.exec_driver_sql(shape.insert, [stored for stored, _ in taken])
            recorder.record_new(connection, entity, [(str(stored[0]), logged) for stored, logged in taken])

    def update_many(self, model: type[SyncedRow], rows: Mapping[str, Mapping[str, object]]) -> int:
        """Set columns of many rows at once, journalled; `rows` is id -> column -> value. Returns how many were changed.

        Rows that are gone, and values that are so already, are left out.
        """
        self.flush()
        table, written = table_of(model), 0
        for chunk in _chunks(list(rows)):
            entries: list[Entry] = []
            sets: dict[tuple[str, ...], list[tuple[object, ...]]] = {}
            for row in self.connection().execute(select(table).where(table.c.id.in_(_given(chunk)))).mappings():
                new = {name: value for name, value in rows[row["id"]].items() if row[name] != value}
                if new:
                    stored = [_stored(table.c[name], value) for name, value in new.items()]
                    sets.setdefault(tuple(new), []).append((*stored, row["id"]))
                    values: Values = {name: [to_log(row[name]), to_log(value)] for name, value in new.items()}
                    entries.append(Entry(table.name, row["id"], UPDATE, values))
            for names, values_of in sets.items():
                self.connection().exec_driver_sql(_update(table, names), values_of)
            self._forget(entries)
            self.journal(entries)
            written += len(entries)
        return written

    def delete_many(self, model: type[SyncedRow], ids: Iterable[str]) -> int:
        """Delete many rows at once, journalled; returns how many there were."""
        self.flush()
        table, written = table_of(model), 0
        for chunk in _chunks(list(ids)):
            entries: list[Entry] = []
            for row in self.connection().execute(select(table).where(table.c.id.in_(_given(chunk)))).mappings():
                kept = {name: to_log(value) for name, value in row.items() if name not in LOCAL_COLUMNS and name != "id"}
                entries.append(Entry(table.name, row["id"], DELETE, {name: [old, None] for name, old in kept.items() if old is not None}))
            self.connection().execute(delete(table).where(table.c.id.in_(_given(chunk))))
            self._forget(entries)
            self.journal(entries)
            written += len(entries)
        return written

    def journal(self, entries: Iterable[Entry]) -> None:
        """Log rows that were written by other means than the ORM, and move what lies on the texts that were changed."""
        told = list(entries)
        self._recorder().record(self.connection(), told)
        self.follow(texts_in(told), placed_in(told))

    def follow(self, texts: Texts, but: Collection[str] = frozenset()) -> None:
        """Move what lies on notes whose texts were changed, except rows that were placed already."""
        moved = followed(self.connection(), texts, but)
        if moved:
            self._forget(moved)
            self._recorder().record(self.connection(), moved)

    def _forget(self, entries: Iterable[Entry]) -> None:
        """What was written past the ORM is not what it remembers."""
        for entry in entries:
            row = self.identity_map.get(identity_key(model_of(entry.entity), entry.row_id))
            if row is not None and entry.op == DELETE:
                self.expunge(row)
            elif row is not None:
                self.expire(row)

    def _recorder(self) -> Recorder:
        if self.recorder is None:
            raise RuntimeError("a write outside Workspace.write()")
        return self.recorder


@event.listens_for(JournalledSession, "after_flush")
def _journal_flush(session: JournalledSession, _context: UOWTransaction) -> None:
    entries = list(_flushed(session))
    if entries:
        session.journal(entries)


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _given(ids: Sequence[str]) -> Select[str]:
    """Any number of ids as one bound value: SQLite limits how many there may be."""
    return select(func.json_each(json.dumps(ids)).table_valued("value").c.value)


def _stored(column: Column[object], value: object) -> object:
    """A value in the form that SQLite keeps it in."""
    store = column.type.dialect_impl(DIALECT).bind_processor(DIALECT)
    return value if store is None else store(value)


def _update(table: Table, names: Sequence[str]) -> str:
    sets = ", ".join(f'"{name}" = ?' for name in names)
    return f'UPDATE "{table.name}" SET {sets} WHERE id = ?'  # noqa: S608 - names of our own schema


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
