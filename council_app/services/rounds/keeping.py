"""Rounds of blind coding: beginning one over chosen notes, and closing, renaming, deleting it."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, func, select

from council_app.db.journal import JournalledSession
from council_app.db.models import CodingRound, Highlight, Note, NoteTag, RoundCoding, RoundNote, RoundRead, Tag, new_id
from council_app.db.queries import notes as note_reads
from council_app.db.queries import rounds as reads
from council_app.db.queries.rehearsals import REHEARSED
from council_app.db.workspace import Workspace, changes
from council_app.domain.records import Changes, TagLabel
from council_app.domain.rounds import RoundLine
from council_app.errors import CouncilError, Message, m_
from council_app.services.chosen import Chosen, ids_of
from council_app.services.free_keys import free_key
from council_app.services.rounds.asking import coder_name, proper_name

_CHUNK = 500
_IDS = select(func.json_each(bindparam("ids")).table_valued("value").c.value)


MOST_NOTES = 5_000
"""Notes in one round: more is weeks of reading, and a random sample of some hundred says as much."""


@dataclass(frozen=True, slots=True)
class Draw:
    """So many notes at random. The same seed draws the same ones from the same notes, so that it can be said how they were drawn."""

    size: int
    seed: int


@dataclass(frozen=True, slots=True)
class StartedRound:
    """A round that was begun.

    Attributes:
        left_out: notes that belong to a rehearsal or to somebody who refused notes.
        drawn_from: of so many notes that may be read `notes` were drawn at random; the same number where nothing was drawn.
    """

    key: str
    notes: int
    left_out: int
    drawn_from: int
    changes: Changes


def start_round(
    *, workspace: Workspace, name: str, notes: Chosen, tag: str | None = None, tagged_by: str | None = None, draw: Draw | None = None
) -> StartedRound:
    """Begin a round over these notes: ids in this order, or a selection in the order in which its notes were written.

    Args:
        workspace: where.
        name: what it is called.
        notes: which ones.
        tag: id of a tag: only it and what lies below it is coded; None for the whole codebook.
        tagged_by: the tags that the notes carry already are what this coder saw; None when everybody starts with nothing.
        draw: only some of them, at random; all when there are no more. The change log says with which seed.

    Raises:
        CouncilError: no name, no note that may be read, more than `MOST_NOTES`, or no such tag.
    """
    name = proper_name(name)
    with workspace.write(_label(name, draw)) as writing:
        if tag is not None and writing.get(Tag, tag) is None:
            raise CouncilError(tag, m_("there is no such tag"), m_("Choose one of the codebook."))
        meant = ids_of(writing, notes)
        fitting = _fitting(writing, meant)
        if not fitting:
            raise CouncilError(
                name, m_("none of the notes may be read"), m_("Choose notes of people who allow that they are written down.")
            )
        drawn = _drawn(fitting, draw)
        if len(drawn) > MOST_NOTES:
            why = m_("a round holds {count} notes at most", count=MOST_NOTES)
            raise CouncilError(name, why, m_("Filter them, or draw some at random; nothing was changed."))
        row = CodingRound(key=free_key(writing, CodingRound.key, name), name=name, tag_id=tag, at=datetime.now(UTC))
        _place(writing, row, drawn, tagged_by)
        return StartedRound(row.key, len(drawn), len(meant) - len(fitting), len(fitting), changes(writing))


def _label(name: str, draw: Draw | None) -> Message:
    if draw is None:
        return m_("Begin the coding round “{name}”", name=name)
    return m_("Begin the coding round “{name}” with {size} notes drawn at random, seed {seed}", name=name, size=draw.size, seed=draw.seed)


def _drawn(notes: list[str], draw: Draw | None) -> list[str]:
    """Those drawn, in the order they had."""
    if draw is None or draw.size >= len(notes):
        return notes
    places = random.Random(draw.seed).sample(range(len(notes)), draw.size)
    return [notes[place] for place in sorted(places)]


def _place(writing: JournalledSession, row: CodingRound, notes: Sequence[str], tagged_by: str | None) -> None:
    """The round with its notes, and with what they carry already where that is what somebody saw."""
    writing.add(row)
    writing.flush()
    placed = [{"id": new_id(), "round_id": row.id, "note_id": note, "position": number} for number, note in enumerate(notes)]
    writing.insert_many(RoundNote, placed)
    if tagged_by is not None:
        _take_tags(writing, {str(each["note_id"]): str(each["id"]) for each in placed}, row.tag_id, coder_name(tagged_by))


def rounds(*, workspace: Workspace) -> tuple[RoundLine, ...]:
    """All rounds, the newest first."""
    with workspace.read() as reading:
        return reads.every(reading)


def branch(*, workspace: Workspace, key: str) -> tuple[TagLabel, ...]:
    """The tags a round is about, in order of their paths."""
    with workspace.read() as reading:
        return reads.branch(reading, reads.saved(reading, key).tag_id)


def rename_round(*, workspace: Workspace, key: str, name: str) -> Changes:
    """Give a round another name; its key stays."""
    name = proper_name(name)
    with workspace.write(m_("Rename a coding round to “{name}”", name=name)) as writing:
        reads.saved(writing, key).name = name
        return changes(writing)


def close_round(*, workspace: Workspace, key: str) -> Changes:
    """Nobody codes in it any more; its disagreements can still be decided."""
    with workspace.write(m_("Close a coding round")) as writing:
        reads.saved(writing, key).closed_at = datetime.now(UTC)
        return changes(writing)


def reopen_round(*, workspace: Workspace, key: str) -> Changes:
    """Coders may go on."""
    with workspace.write(m_("Reopen a coding round")) as writing:
        reads.saved(writing, key).closed_at = None
        return changes(writing)


def delete_round(*, workspace: Workspace, key: str) -> Changes:
    """Remove a round with all its codings; the tags that were decided on stay on the notes."""
    with workspace.read() as reading:
        name = reads.saved(reading, key).name
    with workspace.write(m_("Delete the coding round “{name}”", name=name)) as writing:
        row = reads.saved(writing, key)
        for group in reads.rows_of(writing, row.id):
            for each in group:
                writing.delete(each)
            writing.flush()
        writing.delete(row)
        return changes(writing)


def _fitting(writing: JournalledSession, wanted: Sequence[str]) -> list[str]:
    """Those that count and may be read."""
    counting = select(Note.id, Note.attendance_id).where(Note.session_id.not_in(REHEARSED), Note.id.in_(_IDS))
    speakers: dict[str, str | None] = dict(writing.execute(counting, {"ids": json.dumps(wanted)}).all())
    silent = note_reads.who_refused_notes(writing, {speaker for speaker in speakers.values() if speaker is not None})
    return [note for note in wanted if note in speakers and speakers[note] not in silent]


def _take_tags(writing: JournalledSession, places: dict[str, str], tag: str | None, coder: str) -> None:
    """What the notes carry already becomes what this coder saw: spans where there are highlights, else the whole note."""
    about = {each.id for each in reads.branch(writing, tag)}
    found: list[dict[str, object]] = []
    notes = list(places)
    for start in range(0, len(notes), _CHUNK):
        chunk = notes[start : start + _CHUNK]
        spans = writing.execute(
            select(Highlight.note_id, Highlight.tag_id, Highlight.starts, Highlight.ends).where(Highlight.note_id.in_(chunk))
        )
        whole = writing.execute(select(NoteTag.note_id, NoteTag.tag_id).where(NoteTag.note_id.in_(chunk), NoteTag.whole))
        for note, of, starts, ends in (*dict.fromkeys(spans.all()), *((note, of, None, None) for note, of in whole)):
            if of in about:
                found.append({"round_note_id": places[note], "coder": coder, "tag_id": of, "starts": starts, "ends": ends})
    writing.insert_many(RoundCoding, found)
    now = datetime.now(UTC)
    writing.insert_many(RoundRead, [{"round_note_id": place, "coder": coder, "at": now} for place in places.values()])
