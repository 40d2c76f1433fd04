"""Until when each council's people are kept, whose time is over, and erasing them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Council, CouncilSession, Person
from council_app.db.queries.somebody import somebody_there
from council_app.db.workspace import Workspace, changes
from council_app.domain.records import Changes
from council_app.domain.retention import is_due, kept_until
from council_app.errors import Cancelled, CouncilError, Progress, m_
from council_app.services.erasure import compact, copies_of, erase_rows


@dataclass(frozen=True, slots=True)
class Kept:
    """One council.

    Attributes:
        agreed: False for the usual time.
        people: how many are on its lists; `elsewhere` of them are on the list of a council whose time is not over, and stay.
        due: its time is over and somebody is to be erased.
    """

    council: str
    city: str
    held: date
    until: date
    agreed: bool
    people: int
    due: bool
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class ErasedCouncil:
    """What erasing a council's people did.

    Attributes:
        erased: people who are gone; `kept` are on the list of a council whose time is not over; `left` were not come to, because
            somebody stopped it.
        rows, redacted: rows that are gone, and texts of others out of which a name was taken.
        documents: kind and subject of reports and posts written from this file that quote them; they lie outside it.
        copies: names of older copies beside the workspace that still hold them.
    """

    council: str
    erased: int
    kept: int
    left: int
    rows: int
    redacted: int
    documents: tuple[tuple[str, str], ...]
    copies: tuple[str, ...]
    changes: Changes


def retention(*, workspace: Workspace, today: date) -> tuple[Kept, ...]:
    """Every council, the one whose time is over first at the top."""
    with workspace.read() as reading:
        rows = list(reading.scalars(select(Council)))
        lists = _people(reading)
    until = {row.id: kept_until(row.date, row.retain_until) for row in rows}
    later = {person for council, people in lists.items() if not is_due(until[council], today) for person in people}
    kept = (_kept(row, until[row.id], lists[row.id], later, today) for row in rows)
    return tuple(sorted(kept, key=lambda kept: (kept.until, kept.council)))


def keep_until(*, workspace: Workspace, council: str, until: date) -> Changes:
    """Agree on another last day for one council.

    Raises:
        CouncilError: no such council, or a day before it is held.
    """
    with workspace.write(m_("Set a retention date")) as writing:
        row = _council(writing, council)
        if until < row.date:
            raise CouncilError(council, m_("the retention date lies before the council"), m_("Choose a later day; nothing was changed."))
        row.retain_until = until
        return changes(writing)


def erase_council_people(
    *,
    workspace: Workspace,
    council: str,
    today: date,
    progress: Callable[[Progress], None] = lambda _step: None,
    stopped: Callable[[], bool] = lambda: False,
) -> ErasedCouncil:
    """Erase everybody of a council whose time is over. People of a council whose time is not over stay whole. This cannot be undone.

    Each person is one transaction: stopped or failing between two, those before are gone and the others are as they were.

    Args:
        workspace: where from.
        council: its key.
        today: decides whose time is over.
        progress: told after each person.
        stopped: asked before each person.

    Raises:
        CouncilError: no such council, or its time is not over, and nothing was changed; or the disk refuses.
        Cancelled: stopped before anybody was erased.
    """
    with workspace.read() as reading:
        going, kept = _whose_time_is_over(reading, council, today)
    rows = redacted = erased = 0
    documents: dict[tuple[str, str], None] = {}
    entities: set[str] = set()
    try:
        for person in going:
            if stopped():
                break
            with workspace.write(m_("Erase a person")) as writing:
                result = erase_rows(workspace, writing, somebody_there(writing, writing.get_one(Person, person)))
            erased, rows, redacted = erased + 1, rows + sum(result.removed.values()), redacted + result.redacted
            documents |= dict.fromkeys(result.documents)
            entities |= result.changes.entities
            progress(Progress(erased, len(going)))
    finally:
        if erased:
            compact(workspace=workspace)
    if going and not erased:
        raise Cancelled
    left, copies = len(going) - erased, copies_of(workspace)
    return ErasedCouncil(council, erased, kept, left, rows, redacted, tuple(documents), copies, Changes(frozenset(entities)))


def _whose_time_is_over(reading: Session, council: str, today: date) -> tuple[list[str], int]:
    """Ids of those to erase, and how many stay because they are on a later list."""
    row = _council(reading, council)
    until = {each.id: kept_until(each.date, each.retain_until) for each in reading.scalars(select(Council))}
    if not is_due(until[row.id], today):
        raise CouncilError(council, m_("its time is not over"), m_("Set an earlier date first; nothing was changed."))
    lists = _people(reading)
    later = {person for other, people in lists.items() if not is_due(until[other], today) for person in people}
    return sorted(lists[row.id] - later), len(lists[row.id] & later)


def _council(session: Session, key: str) -> Council:
    row = session.scalar(select(Council).where(Council.key == key))
    if row is None:
        raise CouncilError(key, m_("there is no council of this key"), m_("Add it with a plan file."))
    return row


def _people(session: Session) -> dict[str, set[str]]:
    """Ids of the people on each council's lists, by its id."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = select(CouncilSession.council_id, Attendance.person_id).join(Attendance, Attendance.session_id == CouncilSession.id)
    for council, person in session.execute(rows.where(Attendance.person_id.is_not(None)).distinct()):
        if person is not None:
            found[council].add(person)
    return found


def _kept(row: Council, until: date, people: set[str], later: set[str], today: date) -> Kept:
    over = is_due(until, today)
    elsewhere = len(people & later) if over else 0
    due = over and len(people) > elsewhere
    return Kept(row.key, row.city, row.date, until, row.retain_until is not None, len(people), due, elsewhere)
