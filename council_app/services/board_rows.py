"""Rows of affinity boards that several verbs need, inside a transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import func, select

from council_app.db.journal import JournalledSession
from council_app.db.models import Board as BoardRow
from council_app.db.models import BoardCard, BoardGroup
from council_app.db.queries import boards as reads
from council_app.domain.board_layout import Box, group_box
from council_app.domain.limits import LINE_LIMIT
from council_app.errors import CouncilError, m_
from council_app.exchange.text import one_line


def loose_places(writing: JournalledSession, row: BoardRow) -> list[tuple[float, float]]:
    """Where the loose cards lie."""
    found = writing.execute(select(BoardCard.x, BoardCard.y).where(BoardCard.board_id == row.id, BoardCard.group_id.is_(None)))
    return [(x, y) for x, y in found]


def group_blocks(writing: JournalledSession, row: BoardRow, but: str = "") -> list[Box]:
    """The room that groups take, without one of them."""
    inside = func.count(BoardCard.id)
    found = writing.execute(
        select(BoardGroup.x, BoardGroup.y, inside)
        .outerjoin(BoardCard, BoardCard.group_id == BoardGroup.id)
        .where(BoardGroup.board_id == row.id, BoardGroup.id != but)
        .group_by(BoardGroup.id)
    )
    return [group_box(x, y, count) for x, y, count in found]


def cards_of(writing: JournalledSession, row: BoardRow, notes: Sequence[str]) -> list[BoardCard]:
    """The cards of these notes, in the order given."""
    given = select(func.json_each(json.dumps(list(notes))).table_valued("value").c.value)
    found = {card.note_id: card for card in writing.scalars(
        select(BoardCard).where(BoardCard.board_id == row.id, BoardCard.note_id.in_(given))
    )}  # fmt: skip
    return [found[note] for note in dict.fromkeys(notes) if note in found]


def group_of(writing: JournalledSession, key: str, group: str) -> BoardGroup:
    """A group of this board.

    Raises:
        CouncilError: no such board, or the group is not on it.
    """
    row = reads.saved(writing, key)
    found = writing.get(BoardGroup, group)
    if found is None or found.board_id != row.id:
        raise no_such_group()
    return found


def no_such_group() -> CouncilError:
    """What is said of a group that is not on the board."""
    return CouncilError(
        "board", m_("there is no such group on it"), m_("It may have been dissolved on another laptop; nothing was changed.")
    )


def proper_name(name: str) -> str:
    """A name on one line.

    Raises:
        CouncilError: there is none, or it is too long.
    """
    proper = one_line(name)
    if not 0 < len(proper) <= LINE_LIMIT:
        raise CouncilError(name[:LINE_LIMIT], m_("a name of one line is needed"), m_("Type what these notes have in common."))
    return proper
