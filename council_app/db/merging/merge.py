"""One merge: into the log, worked out, into the tables."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from council_app.db.erasure import redact
from council_app.db.journal import ERASE, Entry, JournalledSession
from council_app.db.merging.forgetting import forget_half_typed, names_of_erased
from council_app.db.merging.gathering import Gathering
from council_app.db.merging.log import empty_log, take_in, take_names_out
from council_app.db.merging.reading import holds, knowledge, reversals, rows_of_operations, seen_before
from council_app.db.merging.saying import A_DAY, JOIN, keep_unsaid
from council_app.db.merging.schema import merge_schema
from council_app.db.merging.writing import Logged, Writing
from council_app.domain.hlc import Stamp
from council_app.domain.merge.cargo import Cargo, Disputed, Merged
from council_app.domain.merge.changes import Change, Op, RowKey
from council_app.domain.merge.rows import Conflict
from council_app.domain.merge.seating import SEAT
from council_app.domain.merge.state import finished
from council_app.domain.merge.world import Settled
from council_app.domain.steps import Steps
from council_app.errors import m_

_FORGET_CONFLICTS = "DELETE FROM conflict WHERE entity = ? AND row_id = ?"
_KEEP_CONFLICT = 'INSERT INTO conflict (entity, row_id, kind, "column", locale, winner, others) VALUES (?, ?, ?, ?, ?, ?, ?)'


def merge(session: JournalledSession, cargo: Cargo, steps: Steps) -> Merged:
    """Take in what a partner sent.

    Raises:
        CouncilError: the cargo cannot be merged; nothing may be kept of the transaction.
        Cancelled: somebody stopped it.
    """
    session.flush()
    connection = session.connection()
    steps.expect(2 * len(cargo.changes))
    ids = {change.row_id for change in cargo.changes}
    # What an earlier merge made is in the tables, though the log does not say so yet.
    seen = seen_before(connection, ids) | {row for (row,) in connection.exec_driver_sql("SELECT row_id FROM unsaid")}
    taken = take_in(connection, cargo, steps)
    _keep_blobs(connection, cargo.blobs)
    fresh: dict[RowKey, list[Change]] = defaultdict(list)
    for change in taken.changes:
        if change.row not in seen:
            fresh[change.key].append(change)
    reversing = {one.id for one in cargo.operations if one.reverses is not None} & {change.operation for change in taken.changes}
    touched = {change.key for change in taken.changes if change.op is not Op.MERGE} | _taken_back(connection, reversing)
    touched |= {
        (entity, one) for change in taken.changes if change.op is Op.MERGE for entity, *all_ids in _joined(change) for one in all_ids
    }
    redactions = names_of_erased(session, taken)
    forget_half_typed(session, redactions, taken)
    empty_log(connection, taken.erased)
    take_names_out(connection, taken.changes)
    result = _settle(session, touched, fresh, steps)
    for redaction in redactions:
        redact(session, redaction)
    return Merged(
        new=len(taken.changes),
        already_known=taken.already_known,
        rows=dict(result.counts),
        conflicts=tuple(sorted(result.conflicts)),
        by_time=sum(state.by_time for state in result.found.rows.values()),
        joined=len(result.found.joined),
        seats=sum(SEAT in one.values for one in result.found.said if one.op is Op.UPDATE),
        erased=len(taken.erased | result.found.fell),
        ahead=_ahead(taken.changes),
    )


def refresh(session: JournalledSession, operation: str) -> bool:
    """Work out anew the rows that an undo touched, where others wrote to them, too: what it took back no longer hides their words.

    Returns whether there were any.
    """
    session.flush()
    connection = session.connection()
    touched = rows_of_operations(connection, [operation])
    several = "SELECT count(DISTINCT device) FROM change WHERE row_id = ? AND entity = ?"
    if len(holds(connection)) < 2:
        return False
    # The paths of a tree follow from rows that the undo did not touch.
    trees = {entity for entity, shape in merge_schema().items() if shape.tree is not None}
    shared = {key for key in touched if key[0] in trees or connection.exec_driver_sql(several, (key[1], key[0])).scalar() != 1}
    if shared:
        _settle(session, shared, {}, Steps(m_("Taking back")))
    return bool(shared)


class _Result:
    def __init__(self, found: Settled, counts: Mapping[str, int], conflicts: set[Disputed]) -> None:
        self.found, self.counts, self.conflicts = found, counts, conflicts


def _settle(session: JournalledSession, touched: set[RowKey], fresh: Mapping[RowKey, list[Change]], steps: Steps) -> _Result:
    connection = session.connection()
    gathering = Gathering(connection, knowledge(connection), reversals(connection), fresh)
    work = gathering.gather(touched | _unsaid_rows(connection, gathering))
    found = finished(work, gathering.world())
    made = {(one.entity, one.row) for one in found.said if one.op is Op.INSERT} - gathering.changes.keys()
    if made:  # what merging adds may have been here before
        found = finished(gathering.gather(made), gathering.world())
    wanted: dict[RowKey, Logged | None] = dict.fromkeys(gathering.changes, None)
    wanted |= {key: state.values for key, state in found.rows.items()}
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # rows come in the order of tables, not of who needs whom
    writing = Writing(connection)
    writing.want(wanted, fresh)
    writing.write()
    steps.look()
    conflicts = _keep_conflicts(connection, wanted, found)
    keep_unsaid(connection, found)
    session.expire_all()
    if found.fell:
        fell = sorted(found.fell)
        session.begin_operation()
        empty_log(connection, fell)
        session.journal(Entry(entity, row, ERASE, {}) for entity, row in fell)
    return _Result(found, writing.counts, conflicts)


def _taken_back(connection: Connection, operations: set[str]) -> set[RowKey]:
    """Rows of what was taken back, and of what taking it back had hidden before."""
    found: set[RowKey] = set()
    statement = "SELECT reverses FROM operation WHERE reverses IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
    while operations:
        found |= rows_of_operations(connection, operations)
        operations = {row for (row,) in connection.exec_driver_sql(statement, (json.dumps(sorted(operations)),))}
    return found


def _joined(change: Change) -> Iterable[list[str]]:
    sides = change.values.get("joined", (None, []))
    return sides[1] if isinstance(sides[1], list) else []


def _unsaid_rows(connection: Connection, gathering: Gathering) -> set[RowKey]:
    """Rows that an earlier merge made something of that nobody built on yet: that is worked out anew."""
    found: set[RowKey] = set()
    roots: dict[str, set[str]] = defaultdict(set)
    for entity, row, op, values in connection.exec_driver_sql('SELECT entity, row_id, op, "values" FROM unsaid'):
        found.add((entity, row))
        said = json.loads(values)
        if op == JOIN:
            found |= {(entity, one) for one in said}
            roots[entity].add(row)
        elif "note_id" in said:
            # A tag that merging put on a note for a highlight stands in no change: the note leads to what carries it.
            found |= {("note", str(side)) for side in said["note_id"] if side is not None}
    return found | gathering.referring_to(roots)


def _keep_conflicts(connection: Connection, wanted: Iterable[RowKey], found: Settled) -> set[Disputed]:
    """The conflicts of these rows, as they are now; returns those that are new."""
    keys = list(wanted)
    before = {Disputed(*row) for row in connection.exec_driver_sql('SELECT entity, row_id, kind, "column", locale FROM conflict')}
    if before and keys:
        connection.exec_driver_sql(_FORGET_CONFLICTS, keys)
    rows = [(*key, *_kept(conflict)) for key, state in found.rows.items() for conflict in state.conflicts]
    if rows:
        connection.exec_driver_sql(_KEEP_CONFLICT, rows)
    return {Disputed(*row[:5]) for row in rows} - before


def _kept(conflict: Conflict) -> tuple[str, str, str, str, str]:
    winner = None if conflict.winner is None else [conflict.winner.device, conflict.winner.seq]
    others = [[one.device, one.seq] for one in conflict.others]
    return conflict.kind.value, conflict.column, conflict.locale or "", json.dumps(winner), json.dumps(others)


def _keep_blobs(connection: Connection, blobs: Mapping[str, tuple[str, bytes]]) -> None:
    rows = [(digest, media_type, data) for digest, (media_type, data) in blobs.items()]
    if rows:
        connection.exec_driver_sql("INSERT OR IGNORE INTO blob (hash, media_type, bytes) VALUES (?, ?, ?)", rows)


def _ahead(changes: Iterable[Change]) -> int:
    newest = max((Stamp.parse(change.hlc).millis for change in changes), default=0)
    ahead = newest - time.time_ns() // 1_000_000
    return ahead if ahead > A_DAY else 0
