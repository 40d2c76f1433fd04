"""Finding and growing the tree of tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Highlight, Note, NoteTag, Tag
from council_app.db.queries import codebook as codebook_reads
from council_app.db.queries import notes as note_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.codebook import KEY_LIMIT as KEY_LIMIT
from council_app.domain.codebook import CodebookTag, Match
from council_app.domain.codebook import found as found_tags
from council_app.domain.codebook import tag_key as tag_key
from council_app.domain.limits import LINE_LIMIT
from council_app.domain.records import Changes, TagLabel
from council_app.errors import Cancelled, CouncilError, m_
from council_app.services.tag_colours import free_colour

DEEPEST = 20
"""Levels of tags that a plan file can nest."""

# Built once: every tag that is typed asks for these. The second finds `checkout/fees` for `fees`; keys hold no LIKE wildcards.
_EXACT = select(Tag.id, Tag.path, Tag.colour).where(Tag.path == bindparam("path"))
_ENDING = select(Tag.id, Tag.path, Tag.colour).where(Tag.path.like(bindparam("ending"))).limit(2)
_LABEL = select(Tag.id, Tag.path, Tag.colour).where(Tag.id == bindparam("tag"))
_LAID = select(Highlight.id)
_STARRED = select(Note.starred).where(Note.id == bindparam("note"))
_LAST_GIVEN = select(NoteTag.tag_id).order_by(NoteTag.id.desc()).limit(2_000)
_CARRIED = select(NoteTag.tag_id, NoteTag.id, NoteTag.whole).where(NoteTag.note_id == bindparam("note"))


def tags_for(writing: JournalledSession, paths: Sequence[str]) -> tuple[list[TagLabel], tuple[str, ...]]:
    """The tags behind typed paths, in order and once each; what is unknown is added to the codebook, with its parents.

    Returns:
        The tags, and the paths that were added.

    Raises:
        CouncilError: one has no name.
    """
    found: dict[str, TagLabel] = {}
    created: list[str] = []
    for path in map(fitting, paths):
        tag = _known(writing, path) or _grow(writing, path, created)
        found[tag.id] = tag
    return list(found.values()), tuple(created)


def tags_named(session: Session, ids: Sequence[str]) -> tuple[TagLabel, ...]:
    """The tags of these ids, in this order.

    Raises:
        CouncilError: one is gone.
    """
    found = []
    for tag in dict.fromkeys(ids):
        row = session.connection().execute(_LABEL, {"tag": tag}).first()
        if row is None:
            raise CouncilError(tag, m_("there is no such tag"), m_("It may have been removed on another laptop; nothing was changed."))
        found.append(TagLabel(*row))
    return tuple(found)


def fitting(path: str) -> str:
    """A path as long and as deep as a plan file can hold; more than that becomes one tag, so that no word of it is lost.

    Raises:
        CouncilError: it has no name.
    """
    names = names_in(path)
    if not names:
        raise CouncilError(path.strip() or "tag", m_("a tag needs a short name"), m_("Type what it is called; nothing was changed."))
    fits = len(names) <= DEEPEST and sum(len(tag_key(name)) + 1 for name in names) <= LINE_LIMIT and len(path) <= LINE_LIMIT
    return path if fits else " ".join(names)[:LINE_LIMIT]


def names_in(path: str) -> list[str]:
    """What stands between the `/` of a path as typed."""
    return [name for name in path.split("/") if name.strip()]


def key_path(path: str) -> str:
    """The path of keys that a path as typed stands for."""
    return "/".join(map(tag_key, names_in(path)))


def _known(writing: JournalledSession, path: str) -> TagLabel | None:
    """A tag by its path, or by the end of its path when only one ends so (`fees` for `checkout/fees`)."""
    wanted = key_path(path)
    connection = writing.connection()
    rows = connection.execute(_EXACT, {"path": wanted}).all() or connection.execute(_ENDING, {"ending": f"%/{wanted}"}).all()
    return TagLabel(*rows[0]) if len(rows) == 1 else None


def _grow(writing: JournalledSession, path: str, created: list[str]) -> TagLabel:
    parent: Tag | None = None
    tag: Tag | None = None
    names = names_in(path)
    for depth, name in enumerate(names):
        so_far = "/".join(tag_key(part) for part in names[: depth + 1])
        tag = writing.scalar(select(Tag).where(Tag.path == so_far))
        if tag is None:
            position = writing.scalar(select(func.count()).select_from(Tag).where(Tag.parent_id == (parent.id if parent else None))) or 0
            above = parent.id if parent else None
            tag = Tag(path=so_far, name=name, parent_id=above, position=position, colour=free_colour(writing))
            writing.add(tag)
            writing.flush()
            created.append(so_far)
        parent = tag
    assert tag is not None  # there is a name
    return TagLabel(id=tag.id, path=tag.path, colour=tag.colour)


def codebook(*, workspace: Workspace) -> tuple[CodebookTag, ...]:
    """The whole codebook in the order of the tree, parents first, without counts: what a picker and a tree show at once."""
    with workspace.read() as reading:
        return codebook_reads.tree(reading)


def counted_codebook(*, workspace: Workspace, cancelled: Callable[[], bool] = lambda: False) -> tuple[CodebookTag, ...]:
    """As `codebook`, with how many notes and highlights each tag has; every note is looked at, so this may take a moment.

    Raises:
        Cancelled: `cancelled` said so.
    """
    for found in codebook_counted(workspace=workspace):
        if cancelled():
            raise Cancelled
        if found is not None:
            return found
    raise AssertionError("counting ends with the codebook")


def codebook_counted(*, workspace: Workspace) -> Iterator[tuple[CodebookTag, ...] | None]:
    """As `counted_codebook`, in pieces of some 30 ms: None after each of them, and the codebook at the end. Between two of them the
    file is free; what is written then may be counted or not, and is counted the next time.
    """
    sets = codebook_reads.Sets()
    while sets.after is not None:
        with workspace.read() as reading:
            sets.count_on(reading)
        yield None
    with workspace.read() as reading:
        found = codebook_reads.counted(reading, codebook_reads.tree(reading), sets)
    yield found


def recent_tags(*, workspace: Workspace, most: int = 9) -> tuple[str, ...]:
    """Ids of the tags given last, newest first, as far as the newest links of tags to notes tell."""
    with workspace.read() as reading:
        return tuple(dict.fromkeys(reading.connection().execute(_LAST_GIVEN).scalars()))[:most]


def find_tags(*, workspace: Workspace, typed: str, recent: Sequence[str] = (), limit: int = 50) -> tuple[Match, ...]:
    """The tags that somebody may mean, best first; `recent` are ids of those used last, newest first."""
    with workspace.read() as reading:
        return found_tags(codebook_reads.tree(reading), typed, recent, limit)


@dataclass(frozen=True, slots=True)
class TaggedNote:
    """The tags of a note as they are now, and whether it is starred."""

    tags: tuple[TagLabel, ...]
    starred: bool
    changes: Changes


def tag_note(
    *,
    workspace: Workspace,
    note: str,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    coder: str = "",
    starred: bool | None = None,
) -> TaggedNote:
    """Put tags on a note and take tags off it, as somebody typed them; unknown tags are added to the codebook.

    What is taken off goes with its highlights on the note; what only highlights carried is on the whole note once it is put on.

    Args:
        workspace: where.
        note: its id or key.
        add, remove: paths of tags, or the ends of paths.
        coder: who says so.
        starred: star the note, or take its star away; None leaves it as it is.

    Raises:
        CouncilError: there is no such note, or a tag to remove is not on it.
    """
    with workspace.write(m_("Tag a note")) as writing:
        note_id = note_reads.id_named(writing, note)
        carried = {tag: (row, whole) for tag, row, whole in writing.connection().execute(_CARRIED, {"note": note_id})}
        for path in remove:
            tag = _known(writing, path)
            if tag is None or tag.id not in carried:
                raise CouncilError(note, m_("the note does not carry the tag “{tag}”", tag=path), m_("Nothing was changed."))
            writing.delete_many(Highlight, writing.scalars(_LAID.where(Highlight.note_id == note_id, Highlight.tag_id == tag.id)).all())
            writing.delete_many(NoteTag, [carried.pop(tag.id)[0]])
        wanted, _ = tags_for(writing, add)
        on_spans = [carried[tag.id][0] for tag in wanted if tag.id in carried and not carried[tag.id][1]]
        writing.update_many(NoteTag, {row: {"whole": True} for row in on_spans})
        new = [tag for tag in wanted if tag.id not in carried]
        writing.insert_many(NoteTag, [{"note_id": note_id, "tag_id": tag.id, "coder": coder} for tag in new])
        if starred is not None:
            writing.update_many(Note, {note_id: {"starred": starred}})
        tags = note_reads.tags_of(writing, [note_id]).get(note_id, ())
        return TaggedNote(tags, bool(writing.connection().execute(_STARRED, {"note": note_id}).scalar()), changes(writing))
