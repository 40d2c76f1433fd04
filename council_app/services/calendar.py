"""The calendar file of one council, for the invitation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council_app.atomic import write_whole
from council_app.db.models import ChangeRow, Council, Operation
from council_app.db.queries import programme as reads
from council_app.db.workspace import Workspace
from council_app.domain.records import SessionRef
from council_app.errors import CouncilError, m_
from council_app.exchange.calendar import CalendarEvent, calendar_file


def write_calendar(*, workspace: Workspace, council: str, out: Path) -> int:
    """Write a council's sessions to `out`, whole or not at all; returns how many.

    Raises:
        CouncilError: no such council, one without sessions, or the file cannot be written.
    """
    with workspace.read() as reading:
        row = reading.scalar(select(Council).where(Council.key == council))
        if row is None:
            raise CouncilError(council, m_("there is no council of this key"), m_("Add it with a plan file."))
        sessions = [ref for ref in reads.sessions(reading) if ref.council_key == council and not ref.rehearsal]
        touched = select(func.max(Operation.at)).join(ChangeRow, ChangeRow.operation == Operation.id)
        stamp = reading.scalar(touched.where(ChangeRow.row_id.in_([row.id, *(ref.id for ref in sessions)])))
        revisions = _revisions(reading, [row.id, *(ref.id for ref in sessions)])
        title = row.title or row.city
    if not sessions:
        raise CouncilError(council, m_("the council has no sessions"), m_("Add them with a plan file; nothing was written."))
    events = [_event(ref, title, revisions[row.id] + revisions[ref.id]) for ref in sessions]
    write_whole(out, calendar_file(events, name=title, stamp=stamp if isinstance(stamp, datetime) else datetime.now(UTC)))
    return len(events)


def _revisions(reading: Session, ids: Sequence[str]) -> Counter[str]:
    """How often each row was changed after it was made; it only ever grows, undo included."""
    changed = select(ChangeRow.row_id, func.count()).where(ChangeRow.row_id.in_(ids), ChangeRow.op != "insert").group_by(ChangeRow.row_id)
    return Counter({str(row): count for row, count in reading.execute(changed)})


def _event(ref: SessionRef, title: str, sequence: int) -> CalendarEvent:
    place = ", ".join(part for part in (ref.venue, ref.city) if part)
    return CalendarEvent(uid=f"{ref.id}@council", title=title, place=place, starts=ref.starts, ends=_end(ref), sequence=sequence)


def _end(ref: SessionRef) -> datetime:
    """A session that ends before it begins on the clock ends on the next day."""
    return ref.ends if ref.ends > ref.starts else ref.ends + timedelta(days=1)
