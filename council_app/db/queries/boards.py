"""Reads of affinity boards."""

from __future__ import annotations

import json

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from council_app.db.models import Board, BoardCard, BoardGroup, Note, Tag
from council_app.db.queries import notes as note_reads
from council_app.domain import boards as domain
from council_app.domain.records import TagLabel
from council_app.errors import CouncilError, m_


def saved(session: Session, key: str) -> Board:
    """The row of this key.

    Raises:
        CouncilError: there is none.
    """
    found = session.scalar(select(Board).where(Board.key == key))
    if found is None:
        raise CouncilError(key, m_("there is no board of this key"), m_("It may have been deleted on another laptop."))
    return found


def every(session: Session) -> tuple[domain.BoardLine, ...]:
    """All boards, the newest first; only cards that a board shows are counted."""
    loose = func.sum(case((BoardCard.group_id.is_(None), 1), else_=0))
    silent = func.json_each(json.dumps(sorted(note_reads.all_who_refused_notes(session)))).table_valued("value").c.value
    shown = func.coalesce(Note.attendance_id, "").not_in(select(silent))
    counted = select(BoardCard.board_id, func.count(), loose).join(Note, Note.id == BoardCard.note_id).where(shown)
    cards = {board: (count, free) for board, count, free in session.execute(counted.group_by(BoardCard.board_id))}
    groups = dict(session.execute(select(BoardGroup.board_id, func.count()).group_by(BoardGroup.board_id)).all())
    return tuple(
        domain.BoardLine(row.key, row.name, row.at, cards.get(row.id, (0, 0))[0], groups.get(row.id, 0), cards.get(row.id, (0, 0))[1])
        for row in session.scalars(select(Board).order_by(Board.at.desc(), Board.key))
    )


def whole(session: Session, board: Board) -> domain.Board:
    """A board with its groups and cards; without cards of who refused notes."""
    groups = session.execute(
        select(BoardGroup, Tag).outerjoin(Tag, BoardGroup.tag_id == Tag.id).where(BoardGroup.board_id == board.id)
    ).all()
    cards = session.scalars(select(BoardCard).where(BoardCard.board_id == board.id).order_by(BoardCard.y, BoardCard.x, BoardCard.id)).all()
    lines = {line.id: line for line in note_reads.lines(session, [card.note_id for card in cards]) if not line.withheld}
    return domain.Board(
        key=board.key,
        name=board.name,
        groups=tuple(sorted((_group(row, tag) for row, tag in groups), key=lambda group: (group.x, group.id))),
        cards=tuple(domain.Card(lines[card.note_id], card.group_id, card.x, card.y) for card in cards if card.note_id in lines),
    )


def _group(row: BoardGroup, tag: Tag | None) -> domain.Group:
    label = None if tag is None else TagLabel(tag.id, tag.path, tag.colour)
    return domain.Group(row.id, row.name, row.colour, row.x, row.y, label)
