"""The agenda clock's verbs: the next block, a pause, minutes given, and later blocks made shorter as was proposed.

`spent` is what the room's own stopwatch counted for the block under way; without it, the wall clock says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from council_app.db.journal import JournalledSession
from council_app.db.models import AgendaItem
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import room as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.clock import Block, Cut, current_block
from council_app.domain.clock import next_block as following
from council_app.domain.enums import SessionState
from council_app.domain.records import Changes
from council_app.domain.room import state_after
from council_app.errors import CouncilError, m_

_MOST_MINUTES = 1440


def next_block(*, workspace: Workspace, session: str, spent: float | None = None, at: datetime | None = None) -> Changes:
    """End the block under way and begin the one after it.

    Raises:
        CouncilError: the session is not live, or there is no block left.
    """
    with workspace.write(m_("Go to the next block")) as writing:
        blocks, moment = _live(writing, session), _moment(at)
        block, after = current_block(blocks), following(blocks)
        if after is None:
            raise CouncilError(session, m_("this is the last block"), m_("Close the session when it is over."))
        if block is not None:
            row = writing.get_one(AgendaItem, block.id)
            row.spent = block.spent_at(moment) if spent is None else spent
            row.running_since, row.ended_at = None, moment
        begun = writing.get_one(AgendaItem, after.id)
        begun.started_at = begun.running_since = moment
        return changes(writing)


def pause_block(*, workspace: Workspace, session: str, spent: float | None = None, at: datetime | None = None) -> Changes:
    """Stop the time of the block under way; nothing happens when it stands already.

    Raises:
        CouncilError: the session is not live, or no block is under way.
    """
    with workspace.write(m_("Pause the clock")) as writing:
        block, moment = _under_way(writing, session), _moment(at)
        row = writing.get_one(AgendaItem, block.id)
        if block.running:
            row.spent = block.spent_at(moment) if spent is None else spent
            row.running_since = None
        return changes(writing)


def resume_block(*, workspace: Workspace, session: str, at: datetime | None = None) -> Changes:
    """Let the time of the block under way run on; nothing happens when it runs already.

    Raises:
        CouncilError: the session is not live, or no block is under way.
    """
    with workspace.write(m_("Let the clock run on")) as writing:
        block = _under_way(writing, session)
        if not block.running:
            writing.get_one(AgendaItem, block.id).running_since = _moment(at)
        return changes(writing)


def add_minutes(*, workspace: Workspace, session: str, minutes: int) -> Changes:
    """Give the block under way more time.

    Raises:
        CouncilError: the session is not live, no block is under way, or it would take longer than a day.
    """
    with workspace.write(m_("Give a block more time")) as writing:
        block = _under_way(writing, session)
        if not 0 < block.length + minutes <= _MOST_MINUTES:
            raise CouncilError(block.title, m_("a block takes between a minute and a day"), m_("Go to the next block instead."))
        writing.get_one(AgendaItem, block.id).extra += minutes
        return changes(writing)


def shrink_later(*, workspace: Workspace, session: str, cuts: Sequence[Cut]) -> Changes:
    """Make later blocks shorter, exactly as was said before.

    Raises:
        CouncilError: the session is not live, or a block is not what it was when that was said.
    """
    with workspace.write(m_("Shrink later blocks")) as writing:
        blocks = {block.id: block for block in _live(writing, session)}
        for cut in cuts:
            block = blocks.get(cut.block)
            if block is None or not block.to_come or block.length != cut.before or not 0 <= cut.after <= cut.before:
                raise CouncilError(cut.title, m_("the agenda was changed since"), m_("Look at the new proposal; nothing was changed."))
            writing.get_one(AgendaItem, cut.block).extra += cut.after - cut.before
        return changes(writing)


def _moment(at: datetime | None) -> datetime:
    return (at or datetime.now(UTC)).astimezone(UTC)


def _live(writing: JournalledSession, session: str) -> tuple[Block, ...]:
    place = programme_reads.session_id(writing, session)
    if state_after(reads.events(writing, place)) is not SessionState.LIVE:
        raise CouncilError(session, m_("the session is not live"), m_("Start or reopen it first; nothing was changed."))
    return reads.blocks(writing, place)


def _under_way(writing: JournalledSession, session: str) -> Block:
    block = current_block(_live(writing, session))
    if block is None:
        raise CouncilError(session, m_("no block is under way"), m_("Begin the next one; nothing was changed."))
    return block
