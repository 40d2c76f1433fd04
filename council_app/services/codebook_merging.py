"""Making one tag of several, several of one, and none: what was coded goes along, in one change that can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import BoardGroup, CodingRound, Evidence, Highlight, NoteTag, RoundCoding, SavedFilter, SyncedRow, Tag
from council_app.db.stopping import stopping
from council_app.db.workspace import Workspace, changes
from council_app.domain.note_filter import Facet
from council_app.domain.records import Changes, TagLabel
from council_app.domain.steps import Asking, Steps, Told, never, untold
from council_app.domain.text import fold
from council_app.errors import CouncilError, m_, mn_
from council_app.services.chosen import Chosen, ids_of
from council_app.services.codebook_editing import (
    EditedTag,
    add_below,
    branch,
    follow_paths,
    put_path,
    siblings,
    tag_of,
)

# Rows that are alike in these say the same: merged, one of two is left.
_ALIKE: Mapping[type[SyncedRow], tuple[str, ...]] = {
    NoteTag: ("note_id",),
    Highlight: ("note_id", "coder", "starts", "ends"),
    Evidence: ("insight_id", "against"),
    RoundCoding: ("round_note_id", "coder", "starts", "ends"),
}


@dataclass(frozen=True, slots=True)
class TagUses:
    """What rests on a tag and on those below it.

    Attributes:
        tags: how many tags hang below it.
        notes: how many notes carry one of them.
        insights: how many insights name one of them as evidence.
    """

    tags: int
    notes: int
    highlights: int
    insights: int


@dataclass(frozen=True, slots=True)
class Deleted:
    """What went with a tag."""

    uses: TagUses
    changes: Changes


def tag_uses(*, workspace: Workspace, tag: str) -> TagUses:
    """What `delete_tag` would take away, or `merge_tags` take along.

    Raises:
        CouncilError: the tag is gone.
    """
    with workspace.read() as reading:
        return _uses(reading, [row.id for row in branch(reading, tag_of(reading, tag))])


def merge_tags(*, workspace: Workspace, tags: Sequence[str], into: str, told: Told = untold, cancelled: Asking = never) -> EditedTag:
    """Make several tags one: what carried any of them carries `into`, once; their names, synonyms and definitions are kept with it.

    Tags below those that go hang below `into` then; where it has one of the same name, the two are merged as well.

    `told` hears how far it is, `cancelled` says whether to stop.

    Raises:
        CouncilError: a tag is gone, or `into` hangs below one of them.
        Cancelled: somebody stopped it; nothing was changed.
    """
    steps = Steps(m_("Merging tags"), told, cancelled)
    with workspace.write(m_("Merge tags")) as writing, stopping(writing, cancelled):
        target = tag_of(writing, into)
        gone = [tag_of(writing, tag) for tag in dict.fromkeys(tags) if tag != into]
        writing.name(m_("Merge {tags} into {tag}", tags=", ".join(tag.path for tag in gone), tag=target.path))
        for tag in gone:
            if target.path.startswith(f"{tag.path}/"):
                why = m_("“{tag}” hangs below it", tag=target.path)
                raise CouncilError(tag.path, why, m_("Move that out first, or merge the other way round; nothing was changed."))
        for tag in gone:
            if writing.get(Tag, tag.id) is not None:  # it may have gone with another one of them
                _merge(writing, tag, target, steps)
        written = changes(writing)
        return EditedTag(TagLabel(target.id, target.path, target.colour), written)


def _merge(writing: JournalledSession, tag: Tag, target: Tag, steps: Steps) -> None:
    there = {row.path.rsplit("/", 1)[-1]: row for row in siblings(writing, target.id)}
    for child in siblings(writing, tag.id):
        twin = there.get(child.path.rsplit("/", 1)[-1])
        if twin is not None and twin.id != tag.id:
            _merge(writing, child, twin, steps)
        else:
            child.parent_id, child.position = target.id, len(siblings(writing, target.id))
            writing.flush()
            put_path(writing, child, f"{target.path}/{child.path.rsplit('/', 1)[-1]}")
    for model in _ALIKE:
        _recode(writing, model, tag.id, target.id, steps)
    _rename_in_rounds(writing, tag.id, target.id)
    _follow_ids(writing, {tag.id: target.id})
    _keep_words(tag, target)
    path = tag.path
    letter, tag.shortcut = tag.shortcut, ""
    target.shortcut = target.shortcut or letter
    writing.delete(tag)
    writing.flush()
    follow_paths(writing, {path: target.path})


def _keep_words(tag: Tag, target: Tag) -> None:
    """Who looks for the old name finds the tag that took its place."""
    words = {fold(word): word for word in (*target.synonyms, tag.name, *tag.synonyms) if fold(word) != fold(target.name)}
    target.synonyms = tuple(words.values())
    if tag.definition and tag.definition not in target.definition:
        target.definition = f"{target.definition}\n{tag.definition}".strip()
    target.colour = target.colour or tag.colour


def _recode(
    writing: JournalledSession, model: type[SyncedRow], tag: str, target: str, steps: Steps, notes: frozenset[str] | None = None
) -> None:
    """What names one tag names the other then; of two rows that would say the same, one is left. Only on `notes`, when given."""
    columns = model.__table__.c
    alike = [columns[name] for name in _ALIKE[model]]
    whole = [columns.whole] if model is NoteTag else []
    there = {tuple(row[1:]): row[0] for row in writing.execute(select(columns.id, *alike).where(columns.tag_id == target))}
    doubled: list[str] = []
    moving: list[str] = []
    grown: list[str] = []
    for row in writing.execute(select(columns.id, *alike, *whole).where(columns.tag_id == tag)):
        if notes is not None and row.note_id not in notes:
            continue
        other = there.get(tuple(row[1 : len(alike) + 1]))
        (moving if other is None else doubled).append(row.id)
        if other is not None and whole and row.whole:
            grown.append(other)
    steps.expect(len(doubled) + len(moving) + len(grown))
    for part in steps.over(doubled):
        writing.delete_many(model, part)
    for part in steps.over(moving):
        writing.update_many(model, {row: {"tag_id": target} for row in part})
    for part in steps.over(grown):
        writing.update_many(model, {row: {"whole": True} for row in part})


def _rename_in_rounds(writing: JournalledSession, tag: str, target: str | None) -> None:
    for model in (CodingRound, BoardGroup):
        ids = writing.scalars(select(model.id).where(model.tag_id == tag)).all()
        writing.update_many(model, {row: {"tag_id": target} for row in ids})


def _follow_ids(writing: JournalledSession, renamed: Mapping[str, str | None]) -> None:
    """Saved filters name tags by their ids; None takes a tag out, and with its last tag a condition goes."""
    for row in writing.scalars(select(SavedFilter)):
        form = row.form
        if not isinstance(form, dict) or not isinstance(form.get("conditions"), list):
            continue
        conditions = [found for each in form["conditions"] if (found := _condition(each, renamed)) is not None]
        if conditions and conditions != form["conditions"]:  # a filter of nothing but what is gone stays as it is, and finds nothing
            row.form = {**form, "conditions": conditions}
    writing.flush()


def _condition(form: object, renamed: Mapping[str, str | None]) -> object:
    if not isinstance(form, dict) or form.get("facet") != Facet.TAG.value:
        return form
    words = [word for each in form.get("words", ()) if (word := renamed.get(each, each)) is not None]
    return {**form, "words": list(dict.fromkeys(words))} if words else None


def split_tag(
    *,
    workspace: Workspace,
    tag: str,
    notes: Chosen,
    name: str,
    parent: str | None = None,
    told: Told = untold,
    cancelled: Asking = never,
) -> EditedTag:
    """Give some of a tag's notes, with their highlights, to a new tag.

    Args:
        workspace: where.
        tag: its id.
        notes: which notes; those that do not carry the tag stay as they are.
        name: what the new tag is called.
        parent: what it hangs under; beside the old one when not given.
        told, cancelled: hear how far it is, and say whether to stop.

    Raises:
        CouncilError: a tag is gone, a tag of this name is there, or none of the notes carries the tag.
        Cancelled: somebody stopped it; nothing was changed.
    """
    steps = Steps(m_("Splitting the tag"), told, cancelled)
    with workspace.write(m_("Split a tag")) as writing, stopping(writing, cancelled):
        row = tag_of(writing, tag)
        writing.name(m_("Split {name} off the tag {tag}", name=name, tag=row.path))
        ids = frozenset(ids_of(writing, notes, steps))
        carriers = writing.scalars(select(NoteTag.note_id).where(NoteTag.tag_id == tag))
        if ids.isdisjoint(carriers):
            raise CouncilError(row.path, m_("none of these notes carries it"), m_("Choose notes with this tag; nothing was changed."))
        new = add_below(writing, name, parent if parent is not None else row.parent_id)
        for model in (NoteTag, Highlight):
            _recode(writing, model, tag, new.id, steps, ids)
        written = changes(writing)
        return EditedTag(TagLabel(new.id, new.path, new.colour), written)


def delete_tag(*, workspace: Workspace, tag: str, told: Told = untold, cancelled: Asking = never) -> Deleted:
    """Delete a tag with all below it, and take them off everything; `tag_uses` says beforehand off how much.

    `told` hears how far it is, `cancelled` says whether to stop.

    Raises:
        CouncilError: the tag is gone.
        Cancelled: somebody stopped it; nothing was changed.
    """
    steps = Steps(m_("Deleting the tag"), told, cancelled)
    with workspace.write(m_("Delete a tag")) as writing, stopping(writing, cancelled):
        row = tag_of(writing, tag)
        rows = branch(writing, row)
        ids = [each.id for each in rows]
        uses = _uses(writing, ids)
        writing.name(
            mn_(
                "Delete the tag {tag} and take it off one note",
                "Delete the tag {tag} and take it off {count} notes",
                uses.notes,
                tag=row.path,
            )
        )
        for model in _ALIKE:
            rows_of = writing.scalars(select(model.id).where(model.__table__.c.tag_id.in_(ids))).all()
            steps.expect(len(rows_of))
            for part in steps.over(rows_of):
                writing.delete_many(model, part)
        for gone in ids:
            _rename_in_rounds(writing, gone, row.parent_id)
        _follow_ids(writing, dict.fromkeys(ids))
        paths: dict[str, str | None] = {each.path: None for each in rows}
        for each in reversed(rows):
            writing.delete(each)
            writing.flush()
        follow_paths(writing, paths)
        return Deleted(uses, changes(writing))


def _uses(session: Session, tags: Sequence[str]) -> TagUses:
    notes = select(func.count(NoteTag.note_id.distinct())).where(NoteTag.tag_id.in_(tags))
    spans = select(func.count()).select_from(Highlight).where(Highlight.tag_id.in_(tags))
    insights = select(func.count(Evidence.insight_id.distinct())).where(Evidence.tag_id.in_(tags))
    return TagUses(len(tags) - 1, session.scalar(notes) or 0, session.scalar(spans) or 0, session.scalar(insights) or 0)
