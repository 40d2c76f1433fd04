"""What a researcher does to notes: tags, stars, marks and highlights, on one note or on thousands at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from council_app.db.journal import JournalledSession
from council_app.db.models import Highlight, Journey, Note, NoteTag, Stage, Tag
from council_app.db.queries import notes as note_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import Channel, NoteKind, Raised, Severity
from council_app.domain.records import Changes, TagLabel
from council_app.errors import CouncilError, Message, m_, mn_
from council_app.exchange.text import one_line
from council_app.services.chosen import Chosen, ids_of, no_such_note
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


@dataclass(frozen=True, slots=True)
class Highlighted:
    """A highlight that is there now: its id, and its span without white space at its ends."""

    id: str
    starts: int
    ends: int
    changes: Changes


def tag_notes(
    *,
    workspace: Workspace,
    notes: Chosen,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    typed: Sequence[str] = (),
    coder: str = "",
) -> Tagged:
    """Put tags on notes and take tags off them, one note or thousands in one transaction.

    Args:
        workspace: where.
        notes: which.
        add, remove: ids of tags. What is taken off a note goes with its highlights on that note.
        typed: tags to put on as somebody typed them; those that are unknown are added to the codebook.
        coder: who says so.

    Raises:
        CouncilError: a tag is gone.
    """
    with workspace.write(m_("Tag notes")) as writing:
        ids = ids_of(writing, notes)
        chosen, off = tags_named(writing, add), tags_named(writing, remove)
        writing.name(_label(len(ids), [*(tag.path for tag in chosen), *typed], [tag.path for tag in off]))
        grown, created = tags_for(writing, typed)
        on = tuple({tag.id: tag for tag in (*chosen, *grown)}.values())
        removed = _take_off(writing, ids, [tag.id for tag in off])
        added = put_on(writing, ids, [tag.id for tag in on], one_line(coder))
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


def star_notes(*, workspace: Workspace, notes: Chosen, starred: bool) -> Changes:
    """Star notes to come back to, or take their stars away."""
    if starred:
        return _set(workspace, notes, {"starred": True}, lambda count: mn_("Star one note", "Star {count} notes", count))
    return _set(
        workspace, notes, {"starred": False}, lambda count: mn_("Take the star off one note", "Take the stars off {count} notes", count)
    )


def mark_verbatim(*, workspace: Workspace, notes: Chosen, verbatim: bool) -> Changes:
    """Mark notes as what was said word for word, or as retold."""

    def label(count: int) -> Message:
        if verbatim:
            return mn_("Mark one note as a quote", "Mark {count} notes as quotes", count)
        return mn_("Mark one note as retold", "Mark {count} notes as retold", count)

    return _set(workspace, notes, {"verbatim": verbatim}, label)


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


def _set(workspace: Workspace, notes: Chosen, values: Mapping[str, object], label: Callable[[int], Message]) -> Changes:
    with workspace.write(label(1)) as writing:
        ids = ids_of(writing, notes)
        stage = values.get("stage_id")
        if isinstance(stage, str):
            values = {**values, "stage_id": _stage_id(writing, stage)}
        writing.name(label(len(ids)))
        writing.update_many(Note, dict.fromkeys(ids, values))
        return changes(writing)


def _stage_id(writing: JournalledSession, stage: str) -> str:
    """The id of a stage, by that or by `journey/stage`; one that is gone is refused."""
    named = select(Stage.id).join(Journey, Journey.id == Stage.journey_id).where(Journey.key + "/" + Stage.key == stage)
    found = writing.scalar(select(Stage.id).where(Stage.id == stage)) or writing.scalar(named)
    if found is None:
        raise CouncilError(stage, m_("there is no such stage"), m_("Choose another one; nothing was changed."))
    return found


def highlight(
    *, workspace: Workspace, note: str, starts: int, ends: int, tag: str = "", typed: str = "", coder: str = "", selection: str = ""
) -> Highlighted:
    """Lay a tag on a span of a note; the note carries the tag from then on. The same again changes nothing.

    Args:
        workspace: where.
        note: its id.
        starts, ends: of the span, in characters of the note's text; `ends` lies behind the last. White space at its ends is left out.
        tag: the tag's id.
        typed: or else the tag as somebody typed it; an unknown one is added to the codebook.
        coder: who says so.
        selection: what highlights share that were one selection; its own when left out.

    Raises:
        CouncilError: the note or the tag is gone, or there are no words in the span.
    """
    who = one_line(coder)
    with workspace.write(m_("Highlight words of a note")) as writing:
        row = note_of(writing, note)
        (label,) = tags_for(writing, [typed])[0] if typed else tags_named(writing, [tag])
        tag = label.id
        writing.name(m_("Highlight words with {tag}", tag=label.path))
        starts, ends = _words(row, starts, ends)
        same = select(Highlight.id).where(
            Highlight.note_id == row.id, Highlight.tag_id == tag, Highlight.coder == who, Highlight.starts == starts, Highlight.ends == ends
        )
        found = writing.scalar(same)
        if found is not None:
            return Highlighted(found, starts, ends, changes(writing))
        laid: dict[str, object] = {"note_id": row.id, "tag_id": tag, "coder": who, "starts": starts, "ends": ends}
        made = Highlight(**laid, **({"selection": selection} if selection else {}))
        writing.add(made)
        writing.flush()
        if writing.scalar(select(NoteTag.id).where(NoteTag.note_id == row.id, NoteTag.tag_id == tag)) is None:
            writing.insert_many(NoteTag, [{"note_id": row.id, "tag_id": tag, "coder": who, "whole": False}])
        return Highlighted(made.id, starts, ends, changes(writing))


def _words(note: Note, starts: int, ends: int) -> tuple[int, int]:
    """The span without white space at its ends.

    Raises:
        CouncilError: it lies outside the text, or holds no words.
    """
    span = note.text[starts:ends] if 0 <= starts < ends <= len(note.text) else ""
    if not span.strip():
        raise CouncilError(note.key or note.id, m_("there are no words to highlight"), m_("Select some of the note's words."))
    return starts + len(span) - len(span.lstrip()), ends - len(span) + len(span.rstrip())


def remove_highlight(*, workspace: Workspace, highlight: str) -> Changes:
    """Take a highlight away; the tag goes from the note with its last one, unless it is on the whole note as well.

    Raises:
        CouncilError: it is gone.
    """
    with workspace.write(m_("Remove a highlight")) as writing:
        row = _laid(writing, highlight)
        writing.name(m_("Remove a highlight of {tag}", tag=writing.get_one(Tag, row.tag_id).path))
        writing.delete(row)
        writing.flush()
        _forget_last(writing, row.note_id, row.tag_id)
        return changes(writing)


def retag_highlight(*, workspace: Workspace, highlight: str, tag: str) -> Changes:
    """Give a highlight another tag, by its id; the old one goes with its last. Raises as `remove_highlight`."""
    with workspace.write(m_("Give a highlight another tag")) as writing:
        row = _laid(writing, highlight)
        (label,) = tags_named(writing, [tag])
        before, row.tag_id = row.tag_id, label.id
        writing.name(m_("Highlight words with {tag}", tag=label.path))
        writing.flush()
        if writing.scalar(select(NoteTag.id).where(NoteTag.note_id == row.note_id, NoteTag.tag_id == tag)) is None:
            writing.insert_many(NoteTag, [{"note_id": row.note_id, "tag_id": tag, "coder": row.coder, "whole": False}])
        _forget_last(writing, row.note_id, before)
        return changes(writing)


def _laid(writing: JournalledSession, highlight: str) -> Highlight:
    row = writing.get(Highlight, highlight)
    if row is None:
        raise CouncilError(highlight, m_("there is no such highlight"), m_("It may have been removed already; nothing was changed."))
    return row


def _forget_last(writing: JournalledSession, note: str, tag: str) -> None:
    """A tag that only highlights put on a note goes with the last of them."""
    others = select(Highlight.id).where(Highlight.note_id == note, Highlight.tag_id == tag).limit(1)
    if writing.scalar(others) is None:
        for tagged in writing.scalars(select(NoteTag).where(NoteTag.note_id == note, NoteTag.tag_id == tag, ~NoteTag.whole)):
            writing.delete(tagged)


def note_of(writing: JournalledSession, note: str) -> Note:
    """The note of this id or key.

    Raises:
        CouncilError: it is gone.
    """
    found = writing.get(Note, note) or writing.get(Note, note_reads.id_named(writing, note))
    if found is None:
        raise no_such_note(note)
    return found
