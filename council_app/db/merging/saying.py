"""What is said before the first thing somebody does after a merge: what was known, and what merging had made of it.

A merge by itself writes nothing: two laptops would answer each other's merges forever. But whatever is written afterwards was written
knowing what came in, and in the sight of rows that merging had joined, seated elsewhere or brought back.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable

from sqlalchemy import Connection

from council_app.db.entries import MERGE, Entry
from council_app.db.journal import Recorder
from council_app.db.merging.reading import holds, last_said
from council_app.domain.hlc import Stamp
from council_app.domain.merge.knowledge import JOINED, KNOWS
from council_app.domain.merge.world import Saying, Settled
from council_app.errors import m_

JOIN = "join"
"""In the table of what is not said: the ids of rows that are one thing."""

A_DAY = 24 * 60 * 60 * 1_000
"""Milliseconds that another clock may be ahead before ours stops following it."""


def catch_up(recorder: Recorder, connection: Connection) -> None:
    """Say what this file came to know since its device said so last; nothing where that is nothing."""
    known = holds(connection)
    others = {device: seq for device, seq in sorted(known.items()) if device != recorder.device}
    waiting = connection.exec_driver_sql('SELECT entity, row_id, op, "values" FROM unsaid ORDER BY id').all()
    if others == last_said(connection, recorder.device) and not waiting:
        return
    recorder.follow(_newest(connection, others))
    joined = [[entity, *json.loads(values)] for entity, _, op, values in waiting if op == JOIN]
    said = Entry("device", recorder.device, MERGE, {KNOWS: [None, others], JOINED: [None, joined]})
    made = [Entry(entity, row, op, json.loads(values)) for entity, row, op, values in waiting if op != JOIN]
    recorder.aside(connection, m_("Take in what others wrote"), [said, *made])
    connection.exec_driver_sql("DELETE FROM unsaid")


def keep_unsaid(connection: Connection, found: Settled) -> None:
    """Remember what merging made, until somebody does something."""
    rows = [(entity, ids[0], JOIN, json.dumps(ids)) for entity, ids in sorted(found.joined)]
    rows += [(one.entity, one.row, one.op.value, _as_json(one)) for one in found.said]
    connection.exec_driver_sql("DELETE FROM unsaid")
    if rows:
        connection.exec_driver_sql('INSERT INTO unsaid (entity, row_id, op, "values") VALUES (?, ?, ?, ?)', rows)


def _as_json(one: Saying) -> str:
    return json.dumps({name: list(sides) for name, sides in one.values.items()}, ensure_ascii=False, separators=(",", ":"))


def _newest(connection: Connection, devices: Iterable[str]) -> Stamp:
    """The newest stamp that came in: ours are behind it from now on. A clock that is days ahead is followed for one day only."""
    statement = "SELECT hlc FROM change WHERE device = ? ORDER BY seq DESC LIMIT 1"
    found = [Stamp.parse(hlc) for device in devices if (hlc := connection.exec_driver_sql(statement, (device,)).scalar())]
    latest = Stamp(time.time_ns() // 1_000_000 + A_DAY, 0)
    return min(max(found, default=Stamp(0, 0)), latest)
