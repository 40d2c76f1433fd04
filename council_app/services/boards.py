"""Affinity boards: making them, and laying notes together on them. Their groups are in `board_groups`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Board as BoardRow
from council_app.db.models import BoardCard, BoardGroup
from council_app.db.queries import boards as reads
from council_app.db.queries import note_list
from council_app.db.workspace import Workspace, changes
from council_app.domain.board_layout import free_places, tidied
from council_app.domain.boards import Board, BoardLine, Laid
from council_app.domain.note_filter import Selection
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_, mn_
from council_app.services.board_rows import cards_of, group_blocks, group_of, loose_places, no_such_group, proper_name
from council_app.services.chosen import Chosen, ids_of
from council_app.services.free_keys import free_key

MOST_CARDS = 20_000
"""A board is for looking at; beyond this a filter serves better."""


@dataclass(frozen=True, slots=True)
class MadeBoard:
    """A board that was made."""

    key: str
    cards: int
    changes: Changes


def make_board(*, workspace: Workspace, name: str, notes: Chosen = ()) -> MadeBoard:
    """A new board with a card for each of these notes, on a grid.

    Raises:
        CouncilError: no name, or more notes than a board holds.
    """
    name = proper_name(name)
    with workspace.write(m_("Make the board “{name}”", name=name)) as writing:
        row = BoardRow(key=free_key(writing, BoardRow.key, name), name=name, at=datetime.now(UTC))
        writing.add(row)
        writing.flush()
        added = _lay_out(writing, row, notes) if notes else 0
        return MadeBoard(row.key, added, changes(writing))


def boards(*, workspace: Workspace) -> tuple[BoardLine, ...]:
    """All boards, the newest first."""
    with workspace.read() as reading:
        return reads.every(reading)


def board(*, workspace: Workspace, key: str) -> Board:
    """A board with everything on it.

    Raises:
        CouncilError: there is none of this key.
    """
    with workspace.read() as reading:
        return reads.whole(reading, reads.saved(reading, key))


def add_cards(*, workspace: Workspace, key: str, notes: Chosen) -> MadeBoard:
    """More notes on a board, below what lies there; those that are on it already stay where they are.

    Raises:
        CouncilError: no such board, or it would hold too many.
    """
    with workspace.write(m_("Put notes on a board")) as writing:
        row = reads.saved(writing, key)
        return MadeBoard(key, _lay_out(writing, row, notes), changes(writing))


def take_cards(*, workspace: Workspace, key: str, notes: Sequence[str]) -> Changes:
    """Take cards off a board; the notes stay as they are."""
    with workspace.write(mn_("Take a card off a board", "Take {count} cards off a board", len(notes))) as writing:
        row = reads.saved(writing, key)
        for card in cards_of(writing, row, notes):
            writing.delete(card)
        return changes(writing)


def lay_cards(*, workspace: Workspace, key: str, laid: Sequence[Laid]) -> Changes:
    """Lay cards somewhere else, in one step that one undo takes back.

    Raises:
        CouncilError: no such board, or a group that is not on it.
    """
    with workspace.write(mn_("Move a card", "Move {count} cards", len(laid))) as writing:
        row = reads.saved(writing, key)
        known = set(writing.scalars(select(BoardGroup.id).where(BoardGroup.board_id == row.id)))
        if not {each.group for each in laid if each.group is not None} <= known:
            raise no_such_group()
        places = {each.note: each for each in laid}
        for card in cards_of(writing, row, list(places)):
            place = places[card.note_id]
            card.group_id, card.x, card.y = place.group, place.x, place.y
        return changes(writing)


def tidy_board(*, workspace: Workspace, key: str) -> Changes:
    """Lay loose cards on a grid and groups in a row beside it, in one step that one undo takes back; what belongs together stays so.

    Raises:
        CouncilError: no such board.
    """
    with workspace.write(m_("Tidy up a board")) as writing:
        row = reads.saved(writing, key)
        groups, loose = tidied(reads.whole(writing, row))
        for group, (x, y) in groups.items():
            block = group_of(writing, key, group)
            block.x, block.y = x, y
        places = {each.note: each for each in loose}
        for card in cards_of(writing, row, list(places)):
            card.x, card.y = places[card.note_id].x, places[card.note_id].y
        return changes(writing)


def rename_board(*, workspace: Workspace, key: str, name: str) -> Changes:
    """Give a board another name; its key stays."""
    name = proper_name(name)
    with workspace.write(m_("Rename a board to “{name}”", name=name)) as writing:
        reads.saved(writing, key).name = name
        return changes(writing)


def delete_board(*, workspace: Workspace, key: str) -> Changes:
    """Remove a board; no note and no tag is touched."""
    with workspace.read() as reading:
        name = reads.saved(reading, key).name
    with workspace.write(m_("Delete the board “{name}”", name=name)) as writing:
        row = reads.saved(writing, key)
        writing.delete_many(BoardCard, writing.scalars(select(BoardCard.id).where(BoardCard.board_id == row.id)).all())
        writing.delete_many(BoardGroup, writing.scalars(select(BoardGroup.id).where(BoardGroup.board_id == row.id)).all())
        writing.delete(row)
        return changes(writing)


def _lay_out(writing: JournalledSession, row: BoardRow, notes: Chosen) -> int:
    there = set(writing.scalars(select(BoardCard.note_id).where(BoardCard.board_id == row.id)))
    # Through the list, so that rehearsals and words of who refused notes never come onto a board.
    wanted = notes if isinstance(notes, Selection) else Selection(ids=frozenset(notes))
    readable = {note for batch in note_list.ids_of(writing, wanted) for note in batch}
    new = [note for note in ids_of(writing, notes) if note in readable and note not in there]
    if len(there) + len(new) > MOST_CARDS:
        raise CouncilError(
            row.name, m_("a board holds at most {count} cards", count=MOST_CARDS), m_("Narrow the notes with a filter first.")
        )
    places = free_places(loose_places(writing, row), len(new), group_blocks(writing, row))
    writing.insert_many(
        BoardCard,
        [{"board_id": row.id, "note_id": note, "group_id": None, "x": x, "y": y} for note, (x, y) in zip(new, places, strict=True)],
    )
    return len(new)
