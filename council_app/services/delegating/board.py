"""What was delegated, how long ago, and how it stands; and the verbs by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Delegation, Insight
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import TicketState, Tracker
from council_app.domain.gate import Gate
from council_app.domain.records import Changes, InsightFacts
from council_app.errors import CouncilError, Message, m_
from council_app.services.delegating.gates import judged

_AGEING, _OLD = 14, 45
"""Days without a change of state after which a ticket that is still open counts as ageing, and as old."""
_LONGEST = 200
_LONGEST_ADDRESS = 2_000


class Age(StrEnum):
    """How long a ticket that is not finished has stood as it stands."""

    FRESH = "fresh"
    AGEING = "ageing"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class DelegatedLine:
    """One delegated insight on the board.

    Attributes:
        id: of the delegation.
        insight, title, owner: the insight's key, its title and its owner.
        reference, url: the ticket's key and address there, "" while nobody has said them.
        status: the tracker's own word; `state` is ours for it.
        days: since it was delegated; `state_days` since its state changed.
        age: told of open work only; what is done or dropped is `FRESH`.
        remind: when to ask again; `reminder_due` when that day has come and work has not ended.
        passes: whether the insight still passes its gate; `missing` says what it lacks now.
    """

    id: str
    insight: str
    title: str
    owner: str
    tracker: Tracker
    reference: str
    url: str
    status: str
    state: TicketState
    by: str
    at: datetime
    days: int
    state_days: int
    age: Age
    remind: date | None
    reminder_due: bool
    passes: bool
    missing: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class BoardRead:
    """The board and what can still come onto it, read in one go.

    Attributes:
        lines: as of `delegations`.
        ready: keys of the insights that pass their gate and stand in no tracker yet.
        at_hand: title and gate of the insight asked about; None when there is none.
    """

    lines: tuple[DelegatedLine, ...]
    ready: tuple[str, ...]
    at_hand: tuple[str, Gate] | None = None


def read_board(*, workspace: Workspace, insight: str = "", locale: str = "", today: date | None = None) -> BoardRead:
    """Everything delegated, what can be, and the gate of one insight.

    Args:
        workspace: where from.
        insight: key of the insight at hand, or "".
        locale: titles as worded for it; as first written, when not given.
        today: the day ages are counted to; today, when not given.
    """
    day = today or datetime.now(UTC).date()
    with workspace.read() as reading:
        known = judged(reading)
        rows = reading.execute(select(Delegation, Insight.key).join(Insight, Delegation.insight_id == Insight.id)).all()
        lines = [_line(row, *known[key], day, locale) for row, key in rows]
    delegated = {line.insight for line in lines}
    at_hand = known.get(insight)
    return BoardRead(
        lines=tuple(sorted(lines, key=_urgency)),
        ready=tuple(key for key, (_, gate) in sorted(known.items()) if gate.ready and key not in delegated),
        at_hand=(at_hand[0].title_in(locale), at_hand[1]) if at_hand is not None else None,
    )


def _urgency(line: DelegatedLine) -> tuple[bool, int, int, str, Tracker]:
    return not line.reminder_due, list(TicketState).index(line.state), -line.state_days, line.insight, line.tracker


def delegations(*, workspace: Workspace, today: date | None = None) -> tuple[DelegatedLine, ...]:
    """Everything delegated: reminders that are due first, then by state, the longest in it first.

    Args:
        workspace: where from.
        today: the day ages are counted to; today, when not given.
    """
    return read_board(workspace=workspace, today=today).lines


def _line(row: Delegation, insight: InsightFacts, gate: Gate, day: date, locale: str) -> DelegatedLine:
    days, ended = max(0, (day - row.state_at.date()).days), row.state in (TicketState.DONE, TicketState.DROPPED)
    return DelegatedLine(
        id=row.id,
        insight=insight.key,
        title=insight.title_in(locale),
        owner=insight.owner,
        tracker=row.tracker,
        reference=row.reference,
        url=row.url,
        status=row.status,
        state=row.state,
        by=row.by,
        at=row.at,
        days=max(0, (day - row.at.date()).days),
        state_days=days,
        age=Age.FRESH if ended else age_of(days),
        remind=row.remind,
        reminder_due=row.remind is not None and row.remind <= day and not ended,
        passes=gate.ready,
        missing=gate.missing,
    )


def age_of(days: int) -> Age:
    """How old work is that has stood still for so many days."""
    return Age.OLD if days >= _OLD else Age.AGEING if days >= _AGEING else Age.FRESH


def set_status(*, workspace: Workspace, delegation: str, state: TicketState, status: str = "") -> Changes:
    """Say by hand how a ticket stands; `status` is the tracker's own word, where somebody wants to keep it.

    Raises:
        CouncilError: there is no such delegation.
    """
    with workspace.write(m_("Set the status of a ticket")) as writing:
        put_state(delegation_of(writing, delegation), state, status)
        return changes(writing)


def put_state(row: Delegation, state: TicketState, status: str) -> None:
    """The same within a write. Days are counted from a change of state, not of a word."""
    word = " ".join(status.split())[:_LONGEST]
    if row.state is not state:
        row.state, row.state_at = state, datetime.now(UTC)
    if row.status != word:
        row.status = word


def set_reminder(*, workspace: Workspace, delegation: str, on: date | None) -> Changes:
    """Ask again on a day; None takes the reminder away.

    Raises:
        CouncilError: there is no such delegation.
    """
    with workspace.write(m_("Set a reminder") if on is not None else m_("Take a reminder away")) as writing:
        delegation_of(writing, delegation).remind = on
        return changes(writing)


def set_reference(*, workspace: Workspace, delegation: str, reference: str, url: str | None = None) -> Changes:
    """Say what the ticket is called in its tracker, and where it lies; an address stays where none is given.

    Raises:
        CouncilError: there is no such delegation, or the address is none of the web.
    """
    name = " ".join(reference.split())
    address = url.strip() if url is not None else None
    if len(name) > _LONGEST:
        raise CouncilError(name[:20] + "…", m_("no ticket is called so"), m_("Give its key, such as PAY-412; nothing was changed."))
    if address and (not address.startswith(("https://", "http://")) or len(address) > _LONGEST_ADDRESS or " " in address):
        raise CouncilError(address[:60], m_("this is no address of the web"), m_("Copy it from the browser; nothing was changed."))
    with workspace.write(m_("Name a ticket")) as writing:
        row = delegation_of(writing, delegation)
        row.reference = name
        row.url = row.url if address is None else address
        return changes(writing)


def delegation_of(session: Session, key: str) -> Delegation:
    """The delegation of this id.

    Raises:
        CouncilError: there is none.
    """
    row = session.get(Delegation, key)
    if row is None:
        raise CouncilError("", m_("this ticket is not there any more"), m_("It may have been taken back on another laptop."))
    return row
