"""Two notes of one that says two things, written in one transaction: every highlight and tag goes where its words are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import BoardCard, CodingRound, Evidence, Highlight, Note, NoteTag, RoundNote, SourcePart, new_id
from council_app.db.shapes import LOCAL_COLUMNS
from council_app.db.workspace import Workspace, changes
from council_app.domain.records import Changes
from council_app.domain.text import has_words
from council_app.errors import CouncilError, m_
from council_app.services.highlighting import note_of

_SHIFT = 24.0
"""How far beside its first half a second half lies on a board, in px."""


@dataclass(frozen=True, slots=True)
class SplitNote:
    """The ids of both halves; the first half is the note as it was before."""

    first: str
    second: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a text is cut: the first half ends at `ends`, the second begins at `starts`; white space between goes."""

    ends: int
    starts: int


def split_note(*, workspace: Workspace, note: str, at: int) -> SplitNote:
    """Cut a note in two before the character `at`.

    Highlights go where their words are, one that lies across the cut stays on both sides. Tags of the whole note and evidence stay on
    both, replies, photos and what was decided in rounds on the first.

    Raises:
        CouncilError: the note is gone, one half would hold no words, or a coding round that is open has it.
    """
    with workspace.write(m_("Split a note")) as writing:
        row = note_of(writing, note)
        refuse_in_open_rounds(writing, [row.id])
        cut = _cut(row, at)
        second = _second_half(writing, row, cut)
        with writing.no_autoflush:  # the text and what lies on it change in one go, or one would be moved after the other
            laid = list(writing.scalars(select(Highlight).where(Highlight.note_id == row.id)))
            row.text = row.text[: cut.ends]
            extra = _part_highlights(writing, laid, cut, second)
            writing.flush()
        writing.insert_many(Highlight, extra)
        _part_tags(writing, row.id, second)
        _copy_evidence(writing, row.id, second)
        _lay_beside(writing, row.id, second)
        return SplitNote(row.id, second, changes(writing))


def refuse_in_open_rounds(writing: JournalledSession, notes: list[str]) -> None:
    """What several people code at this moment must stay one and the same note for all of them.

    Raises:
        CouncilError: an open round has one of these notes.
    """
    held = select(CodingRound.name).join(RoundNote, RoundNote.round_id == CodingRound.id)
    found = writing.scalar(held.where(RoundNote.note_id.in_(notes), CodingRound.closed_at.is_(None)).limit(1))
    if found is not None:
        raise CouncilError(found, m_("this note is being coded in an open round"), m_("Close the round first; nothing was changed."))


def _cut(note: Note, at: int) -> Cut:
    first, second = note.text[: max(0, at)].rstrip(), note.text[max(0, at) :].lstrip()
    if not (has_words(first) and has_words(second)):
        raise CouncilError(note.key or note.id, m_("both halves need words"), m_("Put the cursor between two words; nothing was changed."))
    return Cut(len(first), len(note.text) - len(second))


def _second_half(writing: JournalledSession, note: Note, cut: Cut) -> str:
    copied = {column.key: getattr(note, column.key) for column in Note.__mapper__.column_attrs if column.key not in LOCAL_COLUMNS}
    second = new_id()
    writing.insert_many(Note, [copied | {"id": second, "key": None, "text": note.text[cut.starts :]}])
    part = writing.scalar(select(SourcePart).where(SourcePart.note_id == note.id))
    if part is not None:
        later = select(SourcePart).where(SourcePart.source_id == part.source_id, SourcePart.position > part.position)
        for each in writing.scalars(later):
            each.position += 1
        lead = note.text[cut.ends : cut.starts]
        writing.flush()
        writing.insert_many(SourcePart, [{"source_id": part.source_id, "note_id": second, "position": part.position + 1, "lead": lead}])
    return second


def _part_highlights(writing: JournalledSession, laid: list[Highlight], cut: Cut, second: str) -> list[dict[str, object]]:
    """Each to its words; returns the new rows, of those that lie across the cut."""
    extra: list[dict[str, object]] = []
    for row in laid:
        before, behind = row.starts < cut.ends, row.ends > cut.starts
        starts, ends = max(row.starts, cut.starts) - cut.starts, row.ends - cut.starts
        if before and behind:
            said = {"tag_id": row.tag_id, "coder": row.coder, "selection": row.selection, "at": row.at}
            extra.append({**said, "note_id": second, "starts": starts, "ends": ends})
        elif behind:
            row.note_id, row.starts, row.ends = second, starts, ends
        elif not before:  # it lay on the white space that went
            writing.delete(row)
        if before:
            row.ends = min(row.ends, cut.ends)
    return extra


def _part_tags(writing: JournalledSession, first: str, second: str) -> None:
    on = {note: set(writing.scalars(select(Highlight.tag_id).where(Highlight.note_id == note))) for note in (first, second)}
    new: list[dict[str, object]] = []
    for row in writing.scalars(select(NoteTag).where(NoteTag.note_id == first)):
        if row.whole or row.tag_id in on[second]:
            new.append({"note_id": second, "tag_id": row.tag_id, "coder": row.coder, "whole": row.whole})
        if not row.whole and row.tag_id not in on[first]:
            writing.delete(row)
    writing.flush()
    writing.insert_many(NoteTag, new)


def _copy_evidence(writing: JournalledSession, first: str, second: str) -> None:
    """People are counted, never notes: two halves of what one person said are no more than the whole."""
    rows = writing.scalars(select(Evidence).where(Evidence.note_id == first))
    writing.insert_many(Evidence, [{"insight_id": row.insight_id, "note_id": second, "against": row.against} for row in rows])


def _lay_beside(writing: JournalledSession, first: str, second: str) -> None:
    cards = writing.scalars(select(BoardCard).where(BoardCard.note_id == first))
    rows: list[dict[str, object]] = [
        {"board_id": card.board_id, "note_id": second, "group_id": card.group_id, "x": card.x + _SHIFT, "y": card.y + _SHIFT}
        for card in cards
    ]
    writing.insert_many(BoardCard, rows)
