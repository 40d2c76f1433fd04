"""Affinity boards: laying notes together, naming what they have in common, and making a group a tag."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from council_app.db.journal import JournalledSession
from council_app.db.models import Board as BoardRow
from council_app.db.models import BoardCard, BoardGroup, NoteTag, Tag
from council_app.db.queries import boards as reads
from council_app.db.queries import note_list
from council_app.db.workspace import Workspace, changes
from council_app.domain.boards import Board, BoardLine, Laid, free_column, free_places
from council_app.domain.limits import LINE_LIMIT
from council_app.domain.note_filter import Selection
from council_app.domain.records import Changes, TagLabel
from council_app.errors import CouncilError, m_, mn_
from council_app.exchange.text import one_line
from council_app.services.chosen import Chosen, ids_of
from council_app.services.codebook_editing import add_below, tag_of
from council_app.services.free_keys import free_key

MOST_CARDS = 20_000
"""A board is for looking at; beyond this a filter serves better."""


@dataclass(frozen=True, slots=True)
class MadeBoard:
    """A board that was made."""

    key: str
    cards: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class MadeGroup:
    """A group that was made."""

    id: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class TaggedGroup:
    """A group that is a tag now; `notes` of its cards had not carried it before."""

    tag: TagLabel
    notes: int
    changes: Changes


def make_board(*, workspace: Workspace, name: str, notes: Chosen = ()) -> MadeBoard:
    """A new board with a card for each of these notes, on a grid.

    Raises:
        CouncilError: no name, or more notes than a board holds.
    """
    name = _proper(name)
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
        for card in _cards(writing, row, notes):
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
            raise _no_such_group()
        places = {each.note: each for each in laid}
        for card in _cards(writing, row, list(places)):
            place = places[card.note_id]
            card.group_id, card.x, card.y = place.group, place.x, place.y
        return changes(writing)


def add_group(*, workspace: Workspace, key: str, name: str, notes: Sequence[str] = (), at: tuple[float, float] | None = None) -> MadeGroup:
    """A new group, with these cards in it; to the right of all others where no place is given (px).

    Raises:
        CouncilError: no such board, or no name.
    """
    name = _proper(name)
    with workspace.write(m_("Make the group “{name}”", name=name)) as writing:
        row = reads.saved(writing, key)
        x, y = at if at is not None else (free_column(reads.whole(writing, row).groups), 0.0)
        group = BoardGroup(board_id=row.id, name=name, x=x, y=y)
        writing.add(group)
        writing.flush()
        for number, card in enumerate(_cards(writing, row, notes)):
            card.group_id, card.x, card.y = group.id, 0.0, float(number)
        return MadeGroup(group.id, changes(writing))


def rename_group(*, workspace: Workspace, key: str, group: str, name: str) -> Changes:
    """Call a group something else; a tag that was made of it keeps its name."""
    name = _proper(name)
    with workspace.write(m_("Rename a group to “{name}”", name=name)) as writing:
        _group(writing, key, group).name = name
        return changes(writing)


def move_group(*, workspace: Workspace, key: str, group: str, x: float, y: float) -> Changes:
    """Put a group somewhere else (px), its cards with it."""
    with workspace.write(m_("Move a group")) as writing:
        row = _group(writing, key, group)
        row.x, row.y = x, y
        return changes(writing)


def dissolve_group(*, workspace: Workspace, key: str, group: str) -> Changes:
    """Take a group away; its cards lie loose below the others."""
    with workspace.write(m_("Dissolve a group")) as writing:
        row, board_row = _group(writing, key, group), reads.saved(writing, key)
        inside = list(writing.scalars(select(BoardCard).where(BoardCard.group_id == row.id).order_by(BoardCard.y)))
        for card, (x, y) in zip(inside, free_places(_loose(writing, board_row), len(inside)), strict=True):
            card.group_id, card.x, card.y = None, x, y
        writing.flush()
        writing.delete(row)
        return changes(writing)


def tag_group(*, workspace: Workspace, key: str, group: str, parent: str | None = None, coder: str = "") -> TaggedGroup:
    """Make a group a tag of its name under `parent` (its id) and put that on the notes of its cards; again, on those that came since.

    Raises:
        CouncilError: no such group, or there is a tag of this name already.
    """
    with workspace.write(m_("Make a group a tag")) as writing:
        row = _group(writing, key, group)
        tag = add_below(writing, row.name, parent) if row.tag_id is None else tag_of(writing, row.tag_id)
        row.tag_id = tag.id
        inside = writing.scalars(select(BoardCard.note_id).where(BoardCard.group_id == row.id).order_by(BoardCard.y)).all()
        return TaggedGroup(TagLabel(tag.id, tag.path, tag.colour), _carry(writing, inside, tag, coder), changes(writing))


def rename_board(*, workspace: Workspace, key: str, name: str) -> Changes:
    """Give a board another name; its key stays."""
    name = _proper(name)
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
    places = free_places(_loose(writing, row), len(new))
    writing.insert_many(
        BoardCard,
        [{"board_id": row.id, "note_id": note, "group_id": None, "x": x, "y": y} for note, (x, y) in zip(new, places, strict=True)],
    )
    return len(new)


def _carry(writing: JournalledSession, notes: Sequence[str], tag: Tag, coder: str) -> int:
    given = select(func.json_each(json.dumps(list(notes))).table_valued("value").c.value)
    on = {note: (row, whole) for note, row, whole in writing.execute(
        select(NoteTag.note_id, NoteTag.id, NoteTag.whole).where(NoteTag.tag_id == tag.id, NoteTag.note_id.in_(given))
    )}  # fmt: skip
    writing.update_many(NoteTag, {row: {"whole": True} for row, whole in on.values() if not whole})
    new: list[dict[str, object]] = [{"note_id": note, "tag_id": tag.id, "coder": one_line(coder)} for note in notes if note not in on]
    writing.insert_many(NoteTag, new)
    return len(new)


def _loose(writing: JournalledSession, row: BoardRow) -> list[tuple[float, float]]:
    found = writing.execute(select(BoardCard.x, BoardCard.y).where(BoardCard.board_id == row.id, BoardCard.group_id.is_(None)))
    return [(x, y) for x, y in found]


def _cards(writing: JournalledSession, row: BoardRow, notes: Sequence[str]) -> list[BoardCard]:
    """The cards of these notes, in the order given."""
    given = select(func.json_each(json.dumps(list(notes))).table_valued("value").c.value)
    found = {card.note_id: card for card in writing.scalars(
        select(BoardCard).where(BoardCard.board_id == row.id, BoardCard.note_id.in_(given))
    )}  # fmt: skip
    return [found[note] for note in dict.fromkeys(notes) if note in found]


def _group(writing: JournalledSession, key: str, group: str) -> BoardGroup:
    row = reads.saved(writing, key)
    found = writing.get(BoardGroup, group)
    if found is None or found.board_id != row.id:
        raise _no_such_group()
    return found


def _no_such_group() -> CouncilError:
    return CouncilError(
        "board", m_("there is no such group on it"), m_("It may have been dissolved on another laptop; nothing was changed.")
    )


def _proper(name: str) -> str:
    proper = one_line(name)
    if not 0 < len(proper) <= LINE_LIMIT:
        raise CouncilError(name[:LINE_LIMIT], m_("a name of one line is needed"), m_("Type what these notes have in common."))
    return proper
