"""Rounds of blind coding: beginning one over chosen notes, and closing, renaming, deleting it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import CodingRound, Highlight, Note, NoteTag, RoundCoding, RoundNote, RoundRead, Tag, new_id
from council_app.db.queries import notes as note_reads
from council_app.db.queries import rounds as reads
from council_app.db.queries.rehearsals import REHEARSED
from council_app.db.workspace import Workspace, changes
from council_app.domain.records import Changes, TagLabel
from council_app.domain.rounds import RoundLine
from council_app.errors import CouncilError, m_
from council_app.services.free_keys import free_key
from council_app.services.rounds.asking import coder_name, proper_name

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class StartedRound:
    """A round that was begun; `left_out` notes belong to a rehearsal or to somebody who refused notes."""

    key: str
    notes: int
    left_out: int
    changes: Changes


def start_round(
    *, workspace: Workspace, name: str, notes: Sequence[str], tag: str | None = None, tagged_by: str | None = None
) -> StartedRound:
    """Begin a round over these notes, in this order.

    Args:
        workspace: where.
        name: what it is called.
        notes: ids.
        tag: id of a tag: only it and what lies below it is coded; None for the whole codebook.
        tagged_by: the tags that the notes carry already are what this coder saw; None when everybody starts with nothing.

    Raises:
        CouncilError: no name, no note that may be read, or no such tag.
    """
    name = proper_name(name)
    with workspace.write(m_("Begin the coding round “{name}”", name=name)) as writing:
        if tag is not None and writing.get(Tag, tag) is None:
            raise CouncilError(tag, m_("there is no such tag"), m_("Choose one of the codebook."))
        fitting = _fitting(writing, notes)
        if not fitting:
            raise CouncilError(
                name, m_("none of the notes may be read"), m_("Choose notes of people who allow that they are written down.")
            )
        row = CodingRound(key=free_key(writing, CodingRound.key, name), name=name, tag_id=tag, at=datetime.now(UTC))
        writing.add(row)
        writing.flush()
        placed = [{"id": new_id(), "round_id": row.id, "note_id": note, "position": number} for number, note in enumerate(fitting)]
        writing.insert_many(RoundNote, placed)
        if tagged_by is not None:
            _take_tags(writing, {str(each["note_id"]): str(each["id"]) for each in placed}, tag, coder_name(tagged_by))
        return StartedRound(row.key, len(fitting), len(dict.fromkeys(notes)) - len(fitting), changes(writing))


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


def _fitting(writing: JournalledSession, notes: Sequence[str]) -> list[str]:
    """Those that count and may be read, once each."""
    counting = select(Note.id, Note.attendance_id).where(Note.session_id.not_in(REHEARSED))
    speakers: dict[str, str | None] = {}
    wanted = list(dict.fromkeys(notes))
    for start in range(0, len(wanted), 500):
        speakers.update(writing.execute(counting.where(Note.id.in_(wanted[start : start + 500]))).all())
    silent = note_reads.who_refused_notes(writing, {speaker for speaker in speakers.values() if speaker is not None})
    return [note for note in wanted if note in speakers and speakers[note] not in silent]


def _take_tags(writing: JournalledSession, places: dict[str, str], tag: str | None, coder: str) -> None:
    """What the notes carry already becomes what this coder saw: spans where there are highlights, else the whole note."""
    about = {each.id for each in reads.branch(writing, tag)}
    found: list[dict[str, object]] = []
    notes = list(places)
    for start in range(0, len(notes), 500):
        chunk = notes[start : start + 500]
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
