"""The state of the data: when anything that counts was changed last. What happens in a rehearsal does not count."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.journal import INSERT
from council_app.db.models import ChangeRow, CouncilSession, Operation

_CHUNK = 500
_PLACES = ("session_id", "attendance_id", "note_id")
"""What a row of a session points to, on the way to the session."""


def last_change(reading: Session) -> datetime:
    """The moment of the last change that counts, aware, so that the same data gives the same pages; now, where nothing ever changed."""
    rehearsed = _Rehearsed(reading)
    counting = (at for operation, at in _newest_first(reading) if rehearsed.counts(operation))
    return next(counting, datetime.now(UTC)).astimezone(UTC)


def _newest_first(reading: Session) -> Iterator[tuple[str, datetime]]:
    """Every operation with its moment; a few hundred at a time, for nearly always the first is the one."""
    newest = select(Operation.id, Operation.at).order_by(Operation.at.desc(), Operation.id.desc()).limit(_CHUNK)
    start = 0
    while rows := reading.execute(newest.offset(start)).all():
        yield from ((operation, at) for operation, at in rows)
        start += _CHUNK


class _Rehearsed:
    """Which rows are a rehearsal's, also of one that was cleared: the log remembers what a row pointed to when it was made."""

    def __init__(self, reading: Session) -> None:
        self._reading = reading
        self._known: dict[str, bool] = {}

    def counts(self, operation: str) -> bool:
        """Whether an operation touched anything outside rehearsals. A tag that came with a rehearsal's note is the rehearsal's, too."""
        rows = self._reading.execute(select(ChangeRow.entity, ChangeRow.row_id).where(ChangeRow.operation == operation)).all()
        places = [row for entity, row in rows if entity != "tag"]
        # The first row that counts is enough: one step may have brought twenty thousand notes.
        return not places or any(not self._is_rehearsed(row) for row in places)

    def _is_rehearsed(self, row: str) -> bool:
        if row not in self._known:
            self._known[row] = False  # a row that points to itself ends here
            self._known[row] = self._look(row)
        return self._known[row]

    def _look(self, row: str) -> bool:
        made = select(ChangeRow.entity, ChangeRow.values).where(ChangeRow.row_id == row, ChangeRow.op == INSERT).limit(1)
        found = self._reading.execute(made).first()
        if found is None:
            return False
        entity, values = found[0], json.loads(found[1])
        if entity == "session":
            now = self._reading.scalar(select(CouncilSession.rehearsal).where(CouncilSession.id == row))
            return bool(values.get("rehearsal", (None, False))[-1]) if now is None else now
        parents = (values[name][-1] for name in _PLACES if name in values)
        return any(self._is_rehearsed(parent) for parent in parents if isinstance(parent, str))
