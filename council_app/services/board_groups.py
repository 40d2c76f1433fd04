"""Groups of an affinity board: naming what notes have in common, and making that a tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from council_app.db.models import BoardCard, BoardGroup
from council_app.db.queries import boards as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.board_layout import free_places, right_of_all
from council_app.domain.note_filter import Selection
from council_app.domain.records import Changes, TagLabel
from council_app.errors import CouncilError, m_
from council_app.exchange.text import one_line
from council_app.services.board_rows import cards_of, group_blocks, group_of, loose_places, proper_name
from council_app.services.codebook_editing import add_below, tag_of
from council_app.services.coding import put_on
from council_app.services.tag_colours import palette


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


def add_group(*, workspace: Workspace, key: str, name: str, notes: Sequence[str] = (), at: tuple[float, float] | None = None) -> MadeGroup:
    """A new group, with these cards in it; to the right of everything where no place is given (px).

    Raises:
        CouncilError: no such board, or no name.
    """
    name = proper_name(name)
    with workspace.write(m_("Make the group “{name}”", name=name)) as writing:
        row = reads.saved(writing, key)
        x, y = at if at is not None else (right_of_all(loose_places(writing, row), group_blocks(writing, row)), 0.0)
        group = BoardGroup(board_id=row.id, name=name, x=x, y=y)
        writing.add(group)
        writing.flush()
        for number, card in enumerate(cards_of(writing, row, notes)):
            card.group_id, card.x, card.y = group.id, 0.0, float(number)
        return MadeGroup(group.id, changes(writing))


def notes_of_group(*, workspace: Workspace, key: str, group: str) -> Selection:
    """The notes of a group's cards, chosen one by one: what is made of them does not change when the group does.

    Raises:
        CouncilError: no such group, or nothing lies in it.
    """
    with workspace.read() as reading:
        row = group_of(reading, key, group)
        inside = frozenset(reading.scalars(select(BoardCard.note_id).where(BoardCard.group_id == row.id)))
    if not inside:
        raise CouncilError(row.name, m_("there is no note in the group"), m_("Put cards into it first."))
    return Selection(ids=inside)


def rename_group(*, workspace: Workspace, key: str, group: str, name: str) -> Changes:
    """Call a group something else; a tag that was made of it keeps its name."""
    name = proper_name(name)
    with workspace.write(m_("Rename a group to “{name}”", name=name)) as writing:
        group_of(writing, key, group).name = name
        return changes(writing)


def move_group(*, workspace: Workspace, key: str, group: str, x: float, y: float) -> Changes:
    """Put a group somewhere else (px), its cards with it."""
    with workspace.write(m_("Move a group")) as writing:
        row = group_of(writing, key, group)
        row.x, row.y = x, y
        return changes(writing)


def colour_group(*, workspace: Workspace, key: str, group: str, colour: str) -> Changes:
    """Give a group a colour of the codebook (`#rrggbb`), or none; of one that is a tag, the tag's colour is what shows.

    Raises:
        CouncilError: no such group, or no such colour.
    """
    known = {light for light, _ in palette()}
    if colour and colour.lower() not in known:
        raise CouncilError(colour, m_("is no colour of the codebook"), m_("Choose one of the palette; nothing was changed."))
    with workspace.write(m_("Colour a group")) as writing:
        group_of(writing, key, group).colour = colour.lower()
        return changes(writing)


def dissolve_group(*, workspace: Workspace, key: str, group: str) -> Changes:
    """Take a group away; its cards lie loose below the others."""
    with workspace.write(m_("Dissolve a group")) as writing:
        row, board_row = group_of(writing, key, group), reads.saved(writing, key)
        inside = list(writing.scalars(select(BoardCard).where(BoardCard.group_id == row.id).order_by(BoardCard.y)))
        others = group_blocks(writing, board_row, but=row.id)
        for card, (x, y) in zip(inside, free_places(loose_places(writing, board_row), len(inside), others), strict=True):
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
        row = group_of(writing, key, group)
        tag = add_below(writing, row.name, parent) if row.tag_id is None else tag_of(writing, row.tag_id)
        row.tag_id = tag.id
        inside = writing.scalars(select(BoardCard.note_id).where(BoardCard.group_id == row.id).order_by(BoardCard.y)).all()
        return TaggedGroup(TagLabel(tag.id, tag.path, tag.colour), put_on(writing, inside, [tag.id], one_line(coder)), changes(writing))
