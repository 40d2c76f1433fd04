"""One note of several that belong together, written in one transaction: nothing that was said, coded or built on them is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from council_app.db.journal import JournalledSession
from council_app.db.models import (
    BoardCard,
    Evidence,
    Highlight,
    Marker,
    Note,
    NotePhoto,
    NoteTag,
    RoundCoding,
    RoundNote,
    RoundRead,
    SourcePart,
    SyncedRow,
)
from council_app.db.workspace import Workspace, changes
from council_app.domain.limits import TEXT_LIMIT
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_, mn_
from council_app.services.highlighting import note_of
from council_app.services.splitting import refuse_in_open_rounds

# Of two rows that are alike in these, one is enough on the joined note.
_ALIKE: tuple[tuple[type[SyncedRow], tuple[str, ...]], ...] = (
    (NoteTag, ("tag_id",)),
    (Evidence, ("insight_id", "against")),
    (BoardCard, ("board_id",)),
)


@dataclass(frozen=True, slots=True)
class JoinedNote:
    """The note that holds all the words now."""

    note: str
    changes: Changes


def join_notes(*, workspace: Workspace, notes: Sequence[str]) -> JoinedNote:
    """Make one note of several, in the order in which they were said; the first one stays and takes everything of the others.

    Raises:
        CouncilError: fewer than two, of different sessions or people, too long together, or an open coding round has one of them.
    """
    with workspace.write(mn_("Join {count} note", "Join {count} notes", len(notes))) as writing:
        rows = sorted({row.id: row for row in (note_of(writing, note) for note in notes)}.values(), key=lambda row: (row.at, row.id))
        _refuse(rows)
        refuse_in_open_rounds(writing, [row.id for row in rows])
        first, *others = rows
        for other in others:
            _take_in(writing, first, other)
        return JoinedNote(first.id, changes(writing))


def _refuse(rows: Sequence[Note]) -> None:
    why = None
    if len(rows) < 2:
        why = m_("it takes two notes to join them")
    elif len({row.session_id for row in rows}) > 1:
        why = m_("these notes are of different sessions")
    elif len({row.attendance_id for row in rows}) > 1:
        why = m_("these notes are not of the same person")
    elif sum(len(row.text) + 1 for row in rows) > TEXT_LIMIT:
        why = m_("a note holds at most {words} characters", words=TEXT_LIMIT)
    if why is not None:
        raise CouncilError(", ".join(row.key or row.id for row in rows[:3]), why, m_("Choose others; nothing was changed."))


def _take_in(writing: JournalledSession, first: Note, other: Note) -> None:
    between = _between(writing, first, other)
    offset = len(first.text) + len(between)
    with writing.no_autoflush:  # the text and what lies on it change in one go, or one would be moved after the other
        laid = list(writing.scalars(select(Highlight).where(Highlight.note_id == other.id)))
        first.text = f"{first.text}{between}{other.text}"
        for row in laid:
            row.note_id, row.starts, row.ends = first.id, row.starts + offset, row.ends + offset
        writing.flush()
    for model, alike in _ALIKE:
        _hand_over(writing, model, alike, first.id, other.id)
    _hand_rounds_over(writing, first.id, other.id, offset)
    _hand_rest_over(writing, first, other)
    first.verbatim, first.starred = first.verbatim and other.verbatim, first.starred or other.starred
    first.severity = max((each for each in (first.severity, other.severity) if each is not None), default=None)
    writing.delete(other)
    writing.flush()


def _between(writing: JournalledSession, first: Note, other: Note) -> str:
    """What stood between the two in the text they come from; else a space."""
    parts = {part.note_id: part for part in writing.scalars(select(SourcePart).where(SourcePart.note_id.in_([first.id, other.id])))}
    one, two = parts.get(first.id), parts.get(other.id)
    follows = one is not None and two is not None and one.source_id == two.source_id and two.position == one.position + 1
    if two is not None:
        later = writing.scalars(select(SourcePart).where(SourcePart.source_id == two.source_id, SourcePart.position > two.position))
        for part in later:
            part.position -= 1
        writing.delete(two)
        writing.flush()
    return two.lead or " " if follows and two is not None else " "


def _hand_over(writing: JournalledSession, model: type[SyncedRow], alike: tuple[str, ...], first: str, other: str) -> None:
    columns = model.__table__.c
    said = [columns[name] for name in alike]
    there = {tuple(row[1:]): row[0] for row in writing.execute(select(columns.id, *said).where(columns.note_id == first))}
    rows = [(row[0], tuple(row[1:])) for row in writing.execute(select(columns.id, *said).where(columns.note_id == other))]
    doubled = {row: there[key] for row, key in rows if key in there}
    if model is NoteTag:
        whole = set(writing.scalars(select(NoteTag.id).where(NoteTag.id.in_(list(doubled)), NoteTag.whole)))
        writing.update_many(NoteTag, {kept: {"whole": True} for row, kept in doubled.items() if row in whole})
    writing.delete_many(model, list(doubled))
    writing.update_many(model, {row: {"note_id": first} for row, _ in rows if row not in doubled})


def _hand_rounds_over(writing: JournalledSession, first: str, other: str, offset: int) -> None:
    """Of a round that had both, what was decided of the first stands."""
    there = set(writing.scalars(select(RoundNote.round_id).where(RoundNote.note_id == first)))
    for held in list(writing.scalars(select(RoundNote).where(RoundNote.note_id == other))):
        codings = list(writing.scalars(select(RoundCoding).where(RoundCoding.round_note_id == held.id)))
        if held.round_id not in there:
            held.note_id = first
            for coding in codings:
                if coding.starts is not None and coding.ends is not None:
                    coding.starts, coding.ends = coding.starts + offset, coding.ends + offset
            writing.flush()
            continue
        writing.delete_many(RoundCoding, [coding.id for coding in codings])
        writing.delete_many(RoundRead, writing.scalars(select(RoundRead.id).where(RoundRead.round_note_id == held.id)).all())
        writing.delete_many(RoundNote, [held.id])


def _hand_rest_over(writing: JournalledSession, first: Note, other: Note) -> None:
    """Photos behind those that are there, replies, the marker it was typed out of."""
    last = writing.scalar(select(func.max(NotePhoto.position)).where(NotePhoto.note_id == first.id))
    photos = writing.scalars(select(NotePhoto).where(NotePhoto.note_id == other.id).order_by(NotePhoto.position, NotePhoto.id))
    for place, photo in enumerate(photos, start=0 if last is None else last + 1):
        photo.note_id, photo.position = first.id, place
    for reply in writing.scalars(select(Note).where(Note.reply_to_id == other.id)):
        reply.reply_to_id = None if reply.id == first.id else first.id
    if first.reply_to_id is None and other.reply_to_id != first.id:
        first.reply_to_id = other.reply_to_id
    for marker in writing.scalars(select(Marker).where(Marker.note_id == other.id)):
        marker.note_id = first.id
    writing.flush()
