"""Until when each council's people are kept, and whose time is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from council_app.db.models import Attendance, Council, CouncilSession
from council_app.db.workspace import Workspace, changes
from council_app.domain.records import Changes
from council_app.domain.retention import is_due, kept_until
from council_app.errors import CouncilError, m_


@dataclass(frozen=True, slots=True)
class Kept:
    """One council: `agreed` is False for the usual time, `people` counts those on its lists, `due` says that the time is over."""

    council: str
    city: str
    held: date
    until: date
    agreed: bool
    people: int
    due: bool


def retention(*, workspace: Workspace, today: date) -> tuple[Kept, ...]:
    """Every council, the one whose time is over first at the top."""
    named = (
        select(CouncilSession.council_id, func.count(Attendance.person_id.distinct()))
        .join(Attendance, Attendance.session_id == CouncilSession.id)
        .group_by(CouncilSession.council_id)
    )
    with workspace.read() as reading:
        people = dict(reading.execute(named).all())
        rows = list(reading.scalars(select(Council)))
    return tuple(sorted((_kept(row, people.get(row.id, 0), today) for row in rows), key=lambda kept: (kept.until, kept.council)))


def keep_until(*, workspace: Workspace, council: str, until: date) -> Changes:
    """Agree on another last day for one council.

    Raises:
        CouncilError: no such council, or a day before it is held.
    """
    with workspace.write(m_("Set a retention date")) as writing:
        row = writing.scalar(select(Council).where(Council.key == council))
        if row is None:
            raise CouncilError(council, m_("there is no council of this key"), m_("Add it with a plan file."))
        if until < row.date:
            raise CouncilError(council, m_("the retention date lies before the council"), m_("Choose a later day; nothing was changed."))
        row.retain_until = until
        return changes(writing)


def _kept(row: Council, people: int, today: date) -> Kept:
    until = kept_until(row.date, row.retain_until)
    return Kept(row.key, row.city, row.date, until, row.retain_until is not None, people, bool(people) and is_due(until, today))
