"""Growing and tidying the codebook: a tag's id never changes, whatever it is called and wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Cohort, Tag
from council_app.db.workspace import Workspace, changes
from council_app.domain.limits import LINE_LIMIT, TEXT_LIMIT
from council_app.domain.records import Changes, TagLabel
from council_app.domain.text import fold
from council_app.errors import CouncilError, m_
from council_app.exchange.text import cleaned, one_line
from council_app.services.codebook import DEEPEST, tag_key
from council_app.services.tag_colours import free_colour

_LONGEST_SYNONYMS = 50
_COLOUR = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class EditedTag:
    """A tag as it is now."""

    tag: TagLabel
    changes: Changes


def add_tag(
    *,
    workspace: Workspace,
    name: str,
    parent: str | None = None,
    position: int | None = None,
    definition: str = "",
    colour: str = "",
    synonyms: Sequence[str] = (),
) -> EditedTag:
    """Add a tag under `parent` (its id), or at the top; last, when no `position` is given.

    Without a colour it gets the one that stays farthest from those in use.

    Raises:
        CouncilError: no name, a tag of this name is there, or the tree gets too deep.
    """
    words = _name(name)
    with workspace.write(m_("Add the tag {tag}", tag=words)) as writing:
        tag = add_below(writing, words, parent)
        tag.definition, tag.synonyms = _definition(definition), _synonyms(synonyms)
        tag.colour = _colour(colour) or tag.colour
        _place(writing, tag, position)
        return _edited(writing, tag)


def add_below(writing: JournalledSession, name: str, parent: str | None) -> Tag:
    """Within a transaction, a new tag under `parent`, last.

    Raises:
        CouncilError: as `add_tag`.
    """
    words = _name(name)
    above = None if parent is None else tag_of(writing, parent)
    path = _path(above, tag_key(words))
    _free(writing, path, words)
    tag = Tag(path=path, name=words, parent_id=parent, position=len(siblings(writing, parent)), colour=free_colour(writing))
    writing.add(tag)
    writing.flush()
    return tag


def rename_tag(*, workspace: Workspace, tag: str, name: str) -> EditedTag:
    """Call a tag something else; its path, and the paths of all below it, follow.

    Raises:
        CouncilError: the tag is gone, no name, or a tag of this name is there.
    """
    words = _name(name)
    with workspace.write(m_("Rename a tag")) as writing:
        row = tag_of(writing, tag)
        writing.name(m_("Rename the tag {tag} to {name}", tag=row.name, name=words))
        above = None if row.parent_id is None else tag_of(writing, row.parent_id)
        path = _path(above, tag_key(words))
        if path != row.path:
            _free(writing, path, words)
        row.name = words
        writing.flush()
        put_path(writing, row, path)
        return _edited(writing, row)


def move_tag(*, workspace: Workspace, tag: str, parent: str | None, position: int | None = None) -> EditedTag:
    """Hang a tag, with all below it, under another one or at the top.

    Args:
        workspace: where.
        tag: its id.
        parent: id of the tag it hangs under then; None for the top.
        position: its place among its new siblings, from 0, itself not counted; last, when not given.

    Raises:
        CouncilError: a tag is gone, it would hang below itself, a tag of its name is there, or the tree gets too deep.
    """
    with workspace.write(m_("Move a tag")) as writing:
        row = tag_of(writing, tag)
        writing.name(m_("Move the tag {tag}", tag=row.path))
        above = None if parent is None else tag_of(writing, parent)
        if above is not None and (above.id == row.id or above.path.startswith(f"{row.path}/")):
            raise CouncilError(row.path, m_("a tag cannot hang below itself"), m_("Move it elsewhere; nothing was changed."))
        if parent != row.parent_id:
            path = _path(above, row.path.rsplit("/", 1)[-1])
            _free(writing, path, row.name)
            before = row.parent_id
            row.parent_id, row.position = parent, len(siblings(writing, parent))
            writing.flush()
            _renumber(writing, before)
            put_path(writing, row, path)
        _place(writing, row, position)
        return _edited(writing, row)


def define_tag(*, workspace: Workspace, tag: str, definition: str) -> EditedTag:
    """Say what belongs under a tag.

    Raises:
        CouncilError: the tag is gone, or the text too long.
    """
    return _set(workspace, tag, {"definition": _definition(definition)})


def set_synonyms(*, workspace: Workspace, tag: str, synonyms: Sequence[str]) -> EditedTag:
    """Say what else people call it; the tag is found by these words, too.

    Raises:
        CouncilError: the tag is gone, or too many or too long words.
    """
    return _set(workspace, tag, {"synonyms": _synonyms(synonyms)})


def set_shortcut(*, workspace: Workspace, tag: str, letter: str) -> EditedTag:
    """Give a tag the letter that puts it on a note; an empty one takes it away.

    Raises:
        CouncilError: the tag is gone, it is no letter, or another tag has it.
    """
    key = one_line(letter).casefold()
    if key and not (len(key) == 1 and key.isalpha()):
        raise CouncilError(letter, m_("a shortcut is one letter"), m_("Type one letter; nothing was changed."))
    return _set(workspace, tag, {"shortcut": key})


def set_colour(*, workspace: Workspace, tag: str, colour: str) -> EditedTag:
    """Give a tag a colour (`#rrggbb`), or none.

    Raises:
        CouncilError: the tag is gone, or it is no colour.
    """
    return _set(workspace, tag, {"colour": _colour(colour)})


def _set(workspace: Workspace, tag: str, values: Mapping[str, object]) -> EditedTag:
    with workspace.write(m_("Change a tag")) as writing:
        row = tag_of(writing, tag)
        writing.name(m_("Change the tag {tag}", tag=row.path))
        letter = values.get("shortcut")
        if letter:
            other = writing.scalar(select(Tag.path).where(Tag.shortcut == letter, Tag.id != row.id))
            if other is not None:
                raise CouncilError(
                    str(letter), m_("“{tag}” has this letter", tag=other), m_("Take it away there first, or use another one.")
                )
        for name, value in values.items():
            setattr(row, name, value)
        return _edited(writing, row)


def tag_of(writing: Session, tag: str) -> Tag:
    """The tag of this id.

    Raises:
        CouncilError: it is gone.
    """
    found = writing.get(Tag, tag)
    if found is None:
        raise CouncilError(tag, m_("there is no such tag"), m_("It may have been removed on another laptop; nothing was changed."))
    return found


def siblings(writing: JournalledSession, parent: str | None) -> list[Tag]:
    """The tags right below one, or at the top, in their order."""
    return list(writing.scalars(select(Tag).where(Tag.parent_id == parent).order_by(Tag.position, Tag.path)))


def branch(writing: Session, tag: Tag) -> list[Tag]:
    """A tag and all below it, parents first."""
    return list(writing.scalars(select(Tag).where(or_(Tag.id == tag.id, Tag.path.like(f"{tag.path}/%"))).order_by(Tag.path)))


def put_path(writing: JournalledSession, tag: Tag, path: str) -> None:
    """Give a tag its new path, and all below it theirs; what names tags by their paths follows."""
    before = tag.path
    if path == before:
        return
    renamed: dict[str, str] = {}
    for row in branch(writing, tag):
        renamed[row.path] = path + row.path.removeprefix(before)
        if len(renamed[row.path]) > LINE_LIMIT or renamed[row.path].count("/") >= DEEPEST:
            raise _too_deep(path)
    for row in branch(writing, tag):
        row.path = renamed[row.path]
    writing.flush()
    follow_paths(writing, renamed)


def follow_paths(writing: JournalledSession, renamed: Mapping[str, str | None]) -> None:
    """Cohorts are kept as files have them, with paths in their rules: they follow. None takes a tag out."""
    for cohort in writing.scalars(select(Cohort)):
        rules = cohort.rules
        if not isinstance(rules, dict) or not isinstance(rules.get("raised"), list):
            continue
        paths = [renamed.get(path, path) for path in rules["raised"]]
        if paths != rules["raised"]:
            kept = list(dict.fromkeys(path for path in paths if path is not None))
            others = {name: value for name, value in rules.items() if name != "raised"}
            if kept or others:  # a rule of nothing but what is gone stays as it is, and finds nobody
                cohort.rules = {**others, "raised": kept} if kept else others
    writing.flush()


def _place(writing: JournalledSession, tag: Tag, position: int | None) -> None:
    rows = [row for row in siblings(writing, tag.parent_id) if row.id != tag.id]
    rows.insert(len(rows) if position is None else max(0, position), tag)
    for number, row in enumerate(rows):
        row.position = number
    writing.flush()


def _renumber(writing: JournalledSession, parent: str | None) -> None:
    for number, row in enumerate(siblings(writing, parent)):
        row.position = number


def _name(name: str) -> str:
    words = one_line(name)
    if not words or len(words) > LINE_LIMIT:
        raise CouncilError(words[:40] or "tag", m_("a tag needs a short name"), m_("Type what it is called; nothing was changed."))
    return words


def _colour(colour: str) -> str:
    if colour and _COLOUR.fullmatch(colour) is None:
        raise CouncilError(colour, m_("is not a colour"), m_("Choose one of the palette; nothing was changed."))
    return colour.lower()


def _definition(definition: str) -> str:
    words = cleaned(definition)
    if len(words) > TEXT_LIMIT:
        why = m_("a definition holds at most {limit} characters", limit=TEXT_LIMIT)
        raise CouncilError(words[:40], why, m_("Shorten it; nothing was changed."))
    return words


def _synonyms(synonyms: Sequence[str]) -> tuple[str, ...]:
    words = {fold(word): word for word in map(one_line, synonyms) if word}
    if len(words) > _LONGEST_SYNONYMS or any(len(word) > LINE_LIMIT for word in words.values()):
        why = m_("a tag has at most {count} synonyms of {limit} characters", count=_LONGEST_SYNONYMS, limit=LINE_LIMIT)
        raise CouncilError("synonyms", why, m_("Leave some out; nothing was changed."))
    return tuple(words.values())


def _path(above: Tag | None, key: str) -> str:
    path = key if above is None else f"{above.path}/{key}"
    if len(path) > LINE_LIMIT or path.count("/") >= DEEPEST:
        raise _too_deep(path)
    return path


def _too_deep(path: str) -> CouncilError:
    why = m_("tags stand at most {count} deep, with {limit} letters from top to bottom", count=DEEPEST, limit=LINE_LIMIT)
    return CouncilError(path[:80], why, m_("Hang it higher, or shorten a name; nothing was changed."))


def _free(writing: JournalledSession, path: str, name: str) -> None:
    other = writing.scalar(select(Tag.path).where(Tag.path == path))
    if other is not None:
        raise CouncilError(name, m_("there is a tag of this name here already"), m_("Use another name, or merge the two."))


def _edited(writing: JournalledSession, tag: Tag) -> EditedTag:
    written = changes(writing)
    return EditedTag(TagLabel(tag.id, tag.path, tag.colour), written)
