"""Puts what came from a partner into the log: only what is not there, without gaps, and nothing of what is erased."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from council_app.db.merging.checking import Unreadable, checked, checked_operation
from council_app.db.merging.reading import AT_ONCE, changes_of, chunks, erased_rows, holds, knowledge
from council_app.db.models import ChangeRow, Operation
from council_app.db.shapes import insert_into, table_of
from council_app.domain.merge.cargo import Cargo, ForeignChange
from council_app.domain.merge.changes import Change, Op, RowKey
from council_app.domain.steps import Steps
from council_app.errors import CouncilError, m_

_CHANGE = insert_into(table_of(ChangeRow), ("id", "device", "seq", "hlc", "actor", "operation", "entity", "row_id", "op", "values"))
_OPERATION = insert_into(table_of(Operation), ("id", "device", "at", "actor", "label", "fields", "reverses")).replace(
    "INSERT", "INSERT OR IGNORE", 1
)


class Gap(CouncilError):
    """Something must be merged before this."""


@dataclass(slots=True)
class Taken:
    """What was new.

    Attributes:
        changes: as merging reads them.
        erased: rows that an erasure among them names; dropped: changes of erased rows as they came, to be forgotten with this.
        already_known: how many were not new.
    """

    changes: list[Change] = field(default_factory=list)
    erased: set[RowKey] = field(default_factory=set)
    dropped: list[Change] = field(default_factory=list)
    already_known: int = 0


def take_in(connection: Connection, cargo: Cargo, steps: Steps) -> Taken:
    """Append to the log what it does not hold yet.

    Raises:
        CouncilError: the cargo is damaged or made up, of a newer Council, another workspace's, or leaves something out that is
            not known here.
        Cancelled: somebody stopped it.
    """
    known = holds(connection)
    _refuse_other_histories(connection, cargo.changes, known)
    new = [change for change in cargo.changes if change.seq > known.get(change.device, 0)]
    _refuse_gaps(new, known)
    taken = Taken(already_known=len(cargo.changes) - len(new))
    try:
        for part in steps.over(new):
            taken.changes += [checked(change) for change in part]
        _take_operations(connection, cargo, {change.operation for change in new})
    except Unreadable as error:
        raise _damaged() from error
    gone = erased_rows(connection)
    taken.erased = {change.key for change in taken.changes if change.op is Op.ERASE} - gone
    gone |= taken.erased
    taken.dropped = [change for change in taken.changes if change.key in gone and change.values]
    if gone:
        taken.changes = [_emptied(change) if change.key in gone else change for change in taken.changes]
    _write(connection, new, gone)
    return taken


def empty_log(connection: Connection, rows: Iterable[RowKey]) -> None:
    """Take the values of these rows out of the log; their changes keep their numbers."""
    for given in chunks([row for _, row in rows]):
        statement = "UPDATE change SET \"values\" = '{}' WHERE op <> 'merge' AND row_id IN (SELECT value FROM json_each(?))"
        connection.exec_driver_sql(statement, (given,))


def take_names_out(connection: Connection, taken: Sequence[Change]) -> None:
    """Where a partner took a name out of a text, the log here must not say the older text either."""
    texts: dict[RowKey, dict[str, object]] = defaultdict(dict)
    until: dict[RowKey, Change] = {}
    for change in taken:
        if change.automatic and change.values:
            texts[change.key] |= {name: sides[1] for name, sides in change.values.items()}
            until[change.key] = change
    knew = knowledge(connection).knew if until else None
    for key, own in changes_of(connection, until).items():
        for change in own:
            found = change.values.keys() & texts[key].keys()
            if knew is not None and found and knew(until[key], change):
                said = {name: list(sides) for name, sides in change.values.items()}
                said |= {name: [None if side is None else texts[key][name] for side in said[name]] for name in found}
                values = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
                connection.exec_driver_sql(
                    'UPDATE change SET "values" = ? WHERE device = ? AND seq = ?', (values, change.device, change.seq)
                )


def _refuse_other_histories(connection: Connection, changes: Iterable[ForeignChange], known: dict[str, int]) -> None:
    """One number of one device is one change everywhere; where it is two, a file was copied behind Council's back."""
    overlap: dict[str, ForeignChange] = {}
    for change in changes:
        if change.seq <= known.get(change.device, 0) and (change.device not in overlap or change.seq > overlap[change.device].seq):
            overlap[change.device] = change
    for change in overlap.values():
        here = connection.exec_driver_sql("SELECT id FROM change WHERE device = ? AND seq = ?", (change.device, change.seq)).scalar()
        if here != change.id:
            todo = m_("Open both files with Council once each, where they lie now, and make the pack again; nothing was changed.")
            raise CouncilError("merge", m_("two files wrote under one number: one is a copy of the other"), todo)


def _refuse_gaps(new: Iterable[ForeignChange], known: dict[str, int]) -> None:
    last = dict(known)
    for change in new:
        if change.seq != last.get(change.device, 0) + 1:
            raise Gap(
                "merge",
                m_("the pack begins behind what is known here"),
                m_("Ask for a whole pack, or merge the earlier ones first; nothing was changed."),
            )
        last[change.device] = change.seq


def _take_operations(connection: Connection, cargo: Cargo, wanted: set[str]) -> None:
    rows: list[tuple[object, ...]] = []
    devices = {change.device for change in cargo.changes}
    for one in cargo.operations:
        if one.id in wanted:
            checked_operation(one)
            rows.append((one.id, one.device, one.at, one.actor, one.label, one.fields, one.reverses))
    if len(rows) < len(wanted):
        raise Unreadable("operation")
    devices |= {one.device for one in cargo.operations if one.id in wanted}
    # Where another file lies is nobody's business here: its own id stands for its place.
    connection.exec_driver_sql("INSERT OR IGNORE INTO device (id, place) VALUES (?, ?)", [(device, device) for device in sorted(devices)])
    for start in range(0, len(rows), AT_ONCE):
        connection.exec_driver_sql(_OPERATION, rows[start : start + AT_ONCE])


def _write(connection: Connection, new: Sequence[ForeignChange], gone: set[RowKey]) -> None:
    rows: list[tuple[object, ...]] = [
        (
            *(one.id, one.device, one.seq, one.hlc, one.actor, one.operation, one.entity, one.row_id, one.op),
            "{}" if (one.entity, one.row_id) in gone else one.values,
        )
        for one in new
    ]
    for start in range(0, len(rows), AT_ONCE):
        connection.exec_driver_sql(_CHANGE, rows[start : start + AT_ONCE])


def _emptied(change: Change) -> Change:
    return Change(change.device, change.seq, change.hlc, change.operation, change.entity, change.row, change.op, {})


def _damaged() -> CouncilError:
    why = m_("it holds lines that are damaged, or that a newer Council wrote")
    return CouncilError("merge", why, m_("Ask for the pack again, or install the newest Council; nothing was changed."))
