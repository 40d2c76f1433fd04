"""Writing down what is said: one line of the capture grammar becomes one durable note before anything else happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, Draft, Note, NoteTag
from council_app.db.queries import notes as note_reads
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import roster as roster_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.grammar import ParsedLine, parse
from council_app.domain.records import Changes, NoteLine, Speaker, TagLabel
from council_app.domain.speakers import Found, resolve_speaker
from council_app.errors import CouncilError, m_
from council_app.services.codebook import tags_for
from council_app.services.seats import next_seat


@dataclass(frozen=True, slots=True)
class TakenNote:
    """A note that is on disk.

    Attributes:
        note: as the stream shows it.
        not_understood: what stayed in the text because nobody, or more than one person, was meant.
        new_tags: paths that were added to the codebook on the way.
        changes: what screens must read again.
    """

    note: NoteLine
    not_understood: tuple[str, ...]
    new_tags: tuple[str, ...]
    changes: Changes


def take_note(*, workspace: Workspace, session: str, line: str, author: str = "", at: datetime | None = None) -> TakenNote:
    """Store one line of the capture grammar; durable when this returns.

    Args:
        workspace: where to.
        session: key of the session it was said in.
        line: as typed.
        author: who wrote it down.
        at: when it was said; now, when not given.

    Raises:
        CouncilError: an unknown session, or a line without words.
    """
    parsed = parse(line)
    if parsed.problem is not None:
        raise CouncilError(session, parsed.problem, m_("The line was not stored."))
    with workspace.write(m_("Write a note")) as writing:
        session_id = programme_reads.session_id(writing, session)
        speaker, unclear = _speaker(writing, session_id, parsed)
        tags, created = tags_for(writing, parsed.tags)
        row: dict[str, object] = {
            "session_id": session_id,
            "attendance_id": speaker.id if speaker else None,
            "at": at or datetime.now(UTC),
            "author": author,
            "text": " ".join([parsed.text, *unclear]),
            "kind": parsed.kind,
            "severity": parsed.severity,
            "verbatim": parsed.verbatim and not unclear,
            "raised": parsed.raised,
            "reply_to_id": _previous(writing, session_id) if parsed.reply else None,
        }
        writing.insert_many(Note, [row])
        writing.insert_many(NoteTag, [{"note_id": row["id"], "tag_id": tag.id} for tag in tags])
        taken = note_reads.lines(writing, [str(row["id"])], with_names=True)[0]
        return TakenNote(note=taken, not_understood=unclear, new_tags=created, changes=changes(writing))


def _speaker(writing: JournalledSession, session_id: str, parsed: ParsedLine) -> tuple[Speaker | None, tuple[str, ...]]:
    """Who spoke, with a seat; and what was typed after `@` without meaning exactly one person."""
    if not parsed.speakers:
        return None, ()
    people = roster_reads.speakers(writing, session_id)
    # People without a seat yet are told apart by their id in the seat's place.
    by_seat = {speaker.seat or speaker.id: speaker for speaker in people}
    matches = [(raw, resolve_speaker(raw, [(seat, speaker.name) for seat, speaker in by_seat.items()])) for raw in parsed.speakers]
    known = [by_seat[match.people[0][0]] for _, match in matches if match.found is Found.ONE]
    unclear = [f"@{raw}" for raw, match in matches if match.found is not Found.ONE]
    unclear += [f"@{speaker.seat or speaker.first_name}" for speaker in known[1:]]
    if known and known[0].seat is None:
        _seated(writing, session_id, known[0])
    return (known[0] if known else None), tuple(unclear)


def _seated(writing: JournalledSession, session_id: str, speaker: Speaker) -> None:
    """Whoever speaks is there: somebody on the list who was not checked in gets a seat code now."""
    attendance = writing.get_one(Attendance, speaker.id)
    attendance.seat = next_seat(roster_reads.seats_taken(writing, session_id))
    writing.flush()


def _previous(session: Session, session_id: str) -> str | None:
    return session.scalar(select(Note.id).where(Note.session_id == session_id).order_by(Note.at.desc(), Note.id.desc()).limit(1))


def edit_note(*, workspace: Workspace, note: str, text: str) -> Changes:
    """Replace the words of a note.

    Raises:
        CouncilError: the note is gone, or there are no words.
    """
    if not text.strip():
        raise CouncilError(note, m_("a note needs words"), m_("Type what was said; nothing was changed."))
    with workspace.write(m_("Edit a note")) as writing:
        row = writing.get(Note, note)
        if row is None:
            raise CouncilError(note, m_("there is no such note"), m_("It may have been removed on another laptop."))
        row.text = text.strip()
        return changes(writing)


def stream(*, workspace: Workspace, session: str, before: str | None = None, limit: int = 100) -> tuple[NoteLine, ...]:
    """A page of a session's notes, newest first; `before` is the id of the last one already shown."""
    with workspace.read() as reading:
        session_id = programme_reads.session_id(reading, session)
        return note_reads.page(reading, session_id=session_id, before=before, limit=limit, with_names=True)


def speakers(*, workspace: Workspace, session: str) -> tuple[Speaker, ...]:
    """Who can be named after `@`."""
    with workspace.read() as reading:
        return roster_reads.speakers(reading, programme_reads.session_id(reading, session))


def tags(*, workspace: Workspace) -> tuple[TagLabel, ...]:
    """What can be named after `#`."""
    with workspace.read() as reading:
        return note_reads.all_tags(reading)


def save_draft(*, workspace: Workspace, session: str, text: str) -> None:
    """Keep half-typed text, so that a power cut does not take it; empty text forgets it. Not part of the change log."""
    with workspace.write(m_("Keep half-typed text")) as writing:
        session_id = programme_reads.session_id(writing, session)
        if text:
            writing.merge(Draft(session_id=session_id, text=text, at=datetime.now(UTC)))
        else:
            writing.execute(delete(Draft).where(Draft.session_id == session_id))


def load_draft(*, workspace: Workspace, session: str) -> str:
    """The half-typed text of a session, or nothing."""
    with workspace.read() as reading:
        session_id = programme_reads.session_id(reading, session)
        return reading.scalar(select(Draft.text).where(Draft.session_id == session_id)) or ""
