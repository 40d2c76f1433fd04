"""What a researcher does to notes: tags, stars and marks, on one note or on thousands at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from council_app.db.journal import JournalledSession
from council_app.db.models import Highlight, Journey, Note, NoteTag, Stage
from council_app.db.stopping import stopping
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import Channel, NoteKind, Raised, Severity
from council_app.domain.records import Changes, TagLabel
from council_app.domain.steps import Asking, Steps, Told, never, untold
from council_app.errors import CouncilError, Message, m_, mn_
from council_app.exchange.text import one_line
from council_app.services.chosen import Chosen, ids_of
from council_app.services.codebook import tags_for, tags_named

_NOTES = select(func.json_each(bindparam("notes")).table_valued("value").c.value)
_TAGS = select(func.json_each(bindparam("tags")).table_valued("value").c.value)
_CARRIED = select(NoteTag.note_id, NoteTag.tag_id, NoteTag.id, NoteTag.whole).where(NoteTag.note_id.in_(_NOTES), NoteTag.tag_id.in_(_TAGS))
_LAID = select(Highlight.id).where(Highlight.note_id.in_(_NOTES), Highlight.tag_id.in_(_TAGS))


@dataclass(frozen=True, slots=True)
class Tagged:
    """What tagging did.

    Attributes:
        notes: how many notes were meant.
        added, removed: how many times a tag was put on a note, or taken off one.
        tags: those that were put on, whole labels.
        new_tags: paths that were added to the codebook on the way.
    """

    notes: int
    added: int
    removed: int
    tags: tuple[TagLabel, ...]
    new_tags: tuple[str, ...]
    changes: Changes


def tag_notes(
    *,
    workspace: Workspace,
    notes: Chosen,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    typed: Sequence[str] = (),
    coder: str = "",
    told: Told = untold,
    cancelled: Asking = never,
) -> Tagged:
    """Put tags on notes and take tags off them, one note or a million in one transaction.

    Args:
        workspace: where.
        notes: which.
        add, remove: ids of tags. What is taken off a note goes with its highlights on that note.
        typed: tags to put on as somebody typed them; those that are unknown are added to the codebook.
        coder: who says so.
        told, cancelled: hear how far it is, and say whether to stop.

    Raises:
        CouncilError: a tag is gone.
        Cancelled: somebody stopped it; nothing was changed.
    """
    steps = Steps(m_("Tagging notes"), told, cancelled)
    with workspace.write(m_("Tag notes")) as writing, stopping(writing, cancelled):
        ids = ids_of(writing, notes, steps)
        chosen, off = tags_named(writing, add), tags_named(writing, remove)
        writing.name(_label(len(ids), [*(tag.path for tag in chosen), *typed], [tag.path for tag in off]))
        grown, created = tags_for(writing, typed)
        on = tuple({tag.id: tag for tag in (*chosen, *grown)}.values())
        steps.expect(len(ids) * (bool(on) + bool(off)))
        removed = sum(_take_off(writing, part, [tag.id for tag in off]) for part in steps.over(ids if off else ()))
        added = sum(put_on(writing, part, [tag.id for tag in on], one_line(coder)) for part in steps.over(ids if on else ()))
        return Tagged(len(ids), added, removed, on, created, changes(writing))


def _label(count: int, on: Sequence[str], off: Sequence[str]) -> Message:
    tags = ", ".join(on or off)
    if on and off:
        return mn_("Change the tags of one note", "Change the tags of {count} notes", count)
    if on:
        return mn_("Tag one note with {tags}", "Tag {count} notes with {tags}", count, tags=tags)
    return mn_("Take {tags} off one note", "Take {tags} off {count} notes", count, tags=tags)


def put_on(writing: JournalledSession, notes: Sequence[str], tags: Sequence[str], coder: str) -> int:
    """The tags are on the whole notes after this."""
    if not tags or not notes:
        return 0
    rows = writing.connection().execute(_CARRIED, {"notes": json.dumps(notes), "tags": json.dumps(tags)}).all()
    carried = {(note, tag) for note, tag, _, _ in rows}
    writing.update_many(NoteTag, {row: {"whole": True} for _, _, row, whole in rows if not whole})
    new: list[dict[str, object]] = [
        {"note_id": note, "tag_id": tag, "coder": coder} for note in notes for tag in tags if (note, tag) not in carried
    ]
    writing.insert_many(NoteTag, new)
    return len(new)


def _take_off(writing: JournalledSession, notes: Sequence[str], tags: Sequence[str]) -> int:
    if not tags or not notes:
        return 0
    given = {"notes": json.dumps(notes), "tags": json.dumps(tags)}
    rows = [row for _, _, row, _ in writing.connection().execute(_CARRIED, given)]
    writing.delete_many(Highlight, writing.connection().execute(_LAID, given).scalars().all())
    return writing.delete_many(NoteTag, rows)


def star_notes(*, workspace: Workspace, notes: Chosen, starred: bool, told: Told = untold, cancelled: Asking = never) -> Changes:
    """Star notes to come back to, or take their stars away.

    Raises:
        Cancelled: `cancelled` said so; nothing was changed.
    """

    def label(count: int) -> Message:
        if starred:
            return mn_("Star one note", "Star {count} notes", count)
        return mn_("Take the star off one note", "Take the stars off {count} notes", count)

    return _set(workspace, notes, {"starred": starred}, label, Steps(m_("Changing notes"), told, cancelled))


def mark_verbatim(*, workspace: Workspace, notes: Chosen, verbatim: bool, told: Told = untold, cancelled: Asking = never) -> Changes:
    """Mark notes as what was said word for word, or as retold. Raises as `star_notes`."""

    def label(count: int) -> Message:
        if verbatim:
            return mn_("Mark one note as a quote", "Mark {count} notes as quotes", count)
        return mn_("Mark one note as retold", "Mark {count} notes as retold", count)

    return _set(workspace, notes, {"verbatim": verbatim}, label, Steps(m_("Changing notes"), told, cancelled))


def set_kind(*, workspace: Workspace, notes: Chosen, kind: NoteKind) -> Changes:
    """Say of what kind notes are."""
    return _set(workspace, notes, {"kind": kind}, lambda n: mn_("Set the kind of one note", "Set the kind of {count} notes", n))


def set_severity(*, workspace: Workspace, notes: Chosen, severity: Severity | None) -> Changes:
    """Say how bad it is, or that nobody knows."""
    return _set(
        workspace, notes, {"severity": severity}, lambda n: mn_("Set the severity of one note", "Set the severity of {count} notes", n)
    )


def set_raised(*, workspace: Workspace, notes: Chosen, raised: Raised) -> Changes:
    """Say how it came up."""
    return _set(workspace, notes, {"raised": raised}, lambda n: mn_("Say how one note was raised", "Say how {count} notes were raised", n))


def set_channel(*, workspace: Workspace, notes: Chosen, channel: Channel | None) -> Changes:
    """Say where it happened, or that nobody knows."""
    return _set(workspace, notes, {"channel": channel}, lambda n: mn_("Set the channel of one note", "Set the channel of {count} notes", n))


def set_stage(*, workspace: Workspace, notes: Chosen, stage: str | None) -> Changes:
    """Lay notes to a stage of a journey (by its id, or `journey/stage` as filters name it), or to none.

    Raises:
        CouncilError: the stage is gone.
    """
    return _set(workspace, notes, {"stage_id": stage}, lambda n: mn_("Set the stage of one note", "Set the stage of {count} notes", n))


def _set(
    workspace: Workspace, notes: Chosen, values: Mapping[str, object], label: Callable[[int], Message], steps: Steps | None = None
) -> Changes:
    steps = steps or Steps(m_("Changing notes"))
    with workspace.write(label(1)) as writing, stopping(writing, steps.cancelled):
        ids = ids_of(writing, notes, steps)
        stage = values.get("stage_id")
        if isinstance(stage, str):
            values = {**values, "stage_id": _stage_id(writing, stage)}
        writing.name(label(len(ids)))
        steps.expect(len(ids))
        for part in steps.over(ids):
            writing.update_many(Note, dict.fromkeys(part, values))
        return changes(writing)


def _stage_id(writing: JournalledSession, stage: str) -> str:
    """The id of a stage, by that or by `journey/stage`; one that is gone is refused."""
    named = select(Stage.id).join(Journey, Journey.id == Stage.journey_id).where(Journey.key + "/" + Stage.key == stage)
    found = writing.scalar(select(Stage.id).where(Stage.id == stage)) or writing.scalar(named)
    if found is None:
        raise CouncilError(stage, m_("there is no such stage"), m_("Choose another one; nothing was changed."))
    return found
