"""The room while a session runs: its life from start to close, what must be asked, and what is put off until the wrap-up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import AgendaItem, AskedQuestion, ParkedItem, SessionEvent, new_id
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import room as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.clock import current_block
from council_app.domain.enums import SessionState, SessionStep
from council_app.domain.limits import LINE_LIMIT
from council_app.domain.records import Changes
from council_app.domain.room import RoomFacts, state_after
from council_app.errors import CouncilError, m_
from council_app.exchange.text import one_line
from council_app.services import trials

_TICK = timedelta(microseconds=1)


def room(*, workspace: Workspace, session: str) -> RoomFacts:
    """One session's room.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.read() as reading:
        return reads.room(reading, programme_reads.session_named(reading, session))


# -- the life of a session


def start_session(*, workspace: Workspace, session: str, at: datetime | None = None) -> Changes:
    """Go live: the first block of the agenda begins.

    Raises:
        CouncilError: it is live already, or was closed.
    """
    with workspace.write(m_("Start the session")) as writing:
        place = programme_reads.session_id(writing, session)
        _require(writing, session, place, SessionState.PLANNED)
        moment = _step(writing, place, SessionStep.START, at)
        first = writing.scalar(select(AgendaItem).where(AgendaItem.session_id == place).order_by(AgendaItem.position, AgendaItem.id))
        if first is not None:
            first.started_at = first.running_since = moment
        return changes(writing)


def close_session(*, workspace: Workspace, session: str, spent: float | None = None, at: datetime | None = None) -> Changes:
    """End a live session; the block under way ends with it.

    Args:
        workspace: where.
        session: its key.
        spent: seconds the block under way took, as the room counted them; by the wall clock, when not given.
        at: when; now, when not given.

    Raises:
        CouncilError: it is not live.
    """
    with workspace.write(m_("Close the session")) as writing:
        place = programme_reads.session_id(writing, session)
        _require(writing, session, place, SessionState.LIVE)
        moment = _step(writing, place, SessionStep.CLOSE, at)
        block = current_block(reads.blocks(writing, place))
        if block is not None:
            row = writing.get_one(AgendaItem, block.id)
            row.spent = block.spent_at(moment) if spent is None else spent
            row.running_since, row.ended_at = None, moment
        trials.halt(writing, place, moment)
        return changes(writing)


def reopen_session(*, workspace: Workspace, session: str, reason: str, at: datetime | None = None) -> Changes:
    """Go on with a closed session; the block it was closed in comes back, paused.

    Raises:
        CouncilError: it is not closed, or nobody said why.
    """
    why = one_line(reason)
    if not why or len(why) > LINE_LIMIT:
        raise CouncilError(session, m_("a closed session is reopened for a reason"), m_("Say why, in a line."))
    with workspace.write(m_("Reopen the session")) as writing:
        place = programme_reads.session_id(writing, session)
        _require(writing, session, place, SessionState.CLOSED)
        _step(writing, place, SessionStep.REOPEN, at, why)
        ended = select(AgendaItem).where(AgendaItem.session_id == place, AgendaItem.ended_at.is_not(None))
        last = writing.scalar(ended.order_by(AgendaItem.ended_at.desc(), AgendaItem.position.desc()).limit(1))
        if last is not None:
            last.ended_at = None
        return changes(writing)


def _require(writing: JournalledSession, session: str, place: str, wanted: SessionState) -> None:
    state = state_after(reads.events(writing, place))
    if state is wanted:
        return
    if state is SessionState.PLANNED:
        raise CouncilError(session, m_("the session has not begun"), m_("Start it first; nothing was changed."))
    if state is SessionState.LIVE:
        raise CouncilError(session, m_("the session is live"), m_("Close it first; nothing was changed."))
    raise CouncilError(session, m_("the session is closed"), m_("Reopen it first; nothing was changed."))


def _step(writing: JournalledSession, place: str, step: SessionStep, at: datetime | None, reason: str = "") -> datetime:
    """Add a step behind all others, even where the clock was set back in between; returns its moment."""
    moment = (at or datetime.now(UTC)).astimezone(UTC)
    before = reads.events(writing, place)
    if before and moment <= before[-1].at:
        moment = before[-1].at + _TICK
    writing.add(SessionEvent(session_id=place, at=moment, step=step, reason=reason))
    return moment


# -- what must be asked


def mark_asked(*, workspace: Workspace, session: str, question: str) -> Changes:
    """Tick a must-ask: it was asked."""
    with workspace.write(m_("Tick a question as asked")) as writing:
        place = programme_reads.session_id(writing, session)
        known = select(AskedQuestion.id).where(AskedQuestion.session_id == place, AskedQuestion.question == question)
        if writing.scalar(known.limit(1)) is None:
            writing.add(AskedQuestion(session_id=place, question=question, at=datetime.now(UTC)))
        return changes(writing)


def mark_not_asked(*, workspace: Workspace, session: str, question: str) -> Changes:
    """Take the tick from a must-ask."""
    with workspace.write(m_("Take back that a question was asked")) as writing:
        place = programme_reads.session_id(writing, session)
        for row in writing.scalars(select(AskedQuestion).where(AskedQuestion.session_id == place, AskedQuestion.question == question)):
            writing.delete(row)
        return changes(writing)


# -- the parking lot


def new_parked_id() -> str:
    """An id for something that is about to be parked."""
    return new_id()


def park(*, workspace: Workspace, session: str, text: str, owner: str = "", item: str = "") -> Changes:
    """Put something off until the wrap-up.

    Args:
        workspace: where to.
        session: key of the session.
        text: what.
        owner: who takes it on; "" is nobody yet.
        item: the id it is to have. Tried again under the same id it is not parked twice.

    Raises:
        CouncilError: there are no words, or too many.
    """
    words, who = _fitting(text), one_line(owner)
    with workspace.write(m_("Park something")) as writing:
        place = programme_reads.session_id(writing, session)
        if not item or writing.get(ParkedItem, item) is None:
            writing.add(ParkedItem(id=item or new_id(), session_id=place, at=datetime.now(UTC), text=words, owner=who[:LINE_LIMIT]))
        return changes(writing)


def give_owner(*, workspace: Workspace, item: str, owner: str) -> Changes:
    """Name who takes a parked thing on; "" takes the name away."""
    with workspace.write(m_("Name who takes a parked thing")) as writing:
        _parked(writing, item).owner = one_line(owner)[:LINE_LIMIT]
        return changes(writing)


def settle(*, workspace: Workspace, item: str, at: datetime | None = None) -> Changes:
    """A parked thing was dealt with."""
    with workspace.write(m_("Settle a parked thing")) as writing:
        _parked(writing, item).done_at = at or datetime.now(UTC)
        return changes(writing)


def put_back(*, workspace: Workspace, item: str) -> Changes:
    """A parked thing is open again."""
    with workspace.write(m_("Open a parked thing again")) as writing:
        _parked(writing, item).done_at = None
        return changes(writing)


def _fitting(text: str) -> str:
    words = one_line(text)
    if not words or len(words) > LINE_LIMIT:
        why = m_("what is parked is one line of at most {count} characters", count=LINE_LIMIT)
        raise CouncilError("", why, m_("Say it in a few words; nothing was parked."))
    return words


def _parked(writing: JournalledSession, item: str) -> ParkedItem:
    row = writing.get(ParkedItem, item)
    if row is None:
        raise CouncilError("", m_("this is not in the parking lot any more"), m_("It may have been removed on another laptop."))
    return row
