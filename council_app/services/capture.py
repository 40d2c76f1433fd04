"""Writing down what is said: one line of the capture grammar becomes one durable note before anything else happens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import bindparam, delete, insert, select

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, Draft, Marker, Note, NoteTag, new_id
from council_app.db.queries import notes as note_reads
from council_app.db.queries import photos as photo_reads
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import room as room_reads
from council_app.db.queries import roster as roster_reads
from council_app.db.queries.roster import Nameable
from council_app.db.workspace import Workspace, changes
from council_app.domain.grammar import ParsedLine, parse
from council_app.domain.limits import LINE_LIMIT, TEXT_LIMIT
from council_app.domain.records import Changes, NoteLine, Speaker, TagLabel
from council_app.domain.speakers import Found, resolve_speaker
from council_app.errors import CouncilError, m_
from council_app.exchange.text import cleaned, one_line
from council_app.services.codebook import tags_for
from council_app.services.cohorts import members_of
from council_app.services.markers import marked
from council_app.services.moments import moment_now
from council_app.services.photos import ReadyPhoto, forget_waiting, put_photos
from council_app.services.seats import give_seat

# Built once: they run with every note.
_FORGET_DRAFT = delete(Draft).where(Draft.session_id == bindparam("session"))
_KEEP_DRAFT = insert(Draft)


@dataclass(frozen=True, slots=True)
class TakenNote:
    """A note that is on disk.

    Attributes:
        note: as the stream shows it.
        not_understood: what stayed in the text because nobody, or more than one person, was meant.
        new_tags: paths that were added to the codebook on the way.
        unseen: its photos were not kept, because whoever spoke refuses photos.
        changes: what screens must read again.
    """

    note: NoteLine
    not_understood: tuple[str, ...]
    new_tags: tuple[str, ...]
    changes: Changes
    unseen: bool = False


def new_note_id() -> str:
    """An id for a note that is about to be written."""
    return new_id()


def take_note(
    *,
    workspace: Workspace,
    session: str,
    line: str,
    author: str = "",
    at: datetime | None = None,
    note: str = "",
    draft: str | None = None,
    marker: str = "",
    photos: Sequence[ReadyPhoto] = (),
) -> TakenNote:
    """Store one line of the capture grammar; durable when this returns.

    Args:
        workspace: where to.
        session: key of the session it was said in.
        line: as typed.
        author: who wrote it down.
        at: when it was said; now, when not given, and behind what is there already, even where the clock was set back.
        note: the id it is to have. Tried again under the same id, a line that is on disk after all is not stored twice.
        draft: what is half-typed once this line is a note; the draft becomes that in the same transaction.
        marker: id of the marker it types out; the note gets the marker's moment and block.
        photos: what goes with it; not kept with the words of somebody who refuses photos.

    Raises:
        CouncilError: an unknown session, a line without words, or words of somebody who refused notes.
        TryLater: the disk refused.
    """
    parsed, author = _readable(session, line, author)
    with workspace.write(m_("Write a note")) as writing:
        place = note_reads.place(writing, session)
        if place is None:
            raise programme_reads.no_such_session(session)
        if draft is not None:
            keep_draft(writing, place.id, draft)
        stored = note_reads.lines(writing, [note], with_names=True) if note else ()
        if stored:
            return TakenNote(stored[0], (), (), Changes(frozenset({"note"})))
        mark = marked(writing, marker) if marker else None
        speaker, unclear = _speaker(writing, place.id, parsed)
        tags, created = tags_for(writing, parsed.tags)
        moment = mark.at if mark else at.astimezone(UTC) if at else moment_now(writing, place.id)
        taken = replace(
            _noted(place, parsed, speaker, unclear, note=note or new_id(), at=moment, author=author),
            tags=tuple(sorted(tags, key=lambda tag: tag.path)),
            reply_to=note_reads.newest(writing, place.id) if parsed.reply else None,
        )
        _store(writing, taken, place.id, speaker, mark)
        unseen = not _seen(writing, taken.id, speaker, photos)
        return TakenNote(taken, unclear, created, changes(writing), unseen)


def _readable(session: str, line: str, author: str) -> tuple[ParsedLine, str]:
    """The line as a note can hold it, and its author.

    Raises:
        CouncilError: there are no words, or more than a plan file holds: it could not be dumped any more.
    """
    parsed, author = parse(cleaned(line)), one_line(author)
    if parsed.problem is not None:
        raise CouncilError(session, parsed.problem, m_("The line was not stored."))
    if len(parsed.text) > TEXT_LIMIT or len(author) > LINE_LIMIT:
        why = m_("a note holds at most {words} characters, the name of who wrote it {name}", words=TEXT_LIMIT, name=LINE_LIMIT)
        raise CouncilError(session, why, m_("Split it into several notes; the line was not stored."))
    return parsed, author


def _noted(
    place: note_reads.Place, parsed: ParsedLine, speaker: Nameable | None, unclear: Sequence[str], *, note: str, at: datetime, author: str
) -> NoteLine:
    """What a line says, as a note without tags; words that could not be understood stay in its text."""
    return NoteLine(
        id=note,
        key=f"n-{note}",
        session_key=place.key,
        city=place.city,
        zone=place.zone,
        at=at,
        author=author,
        seat=speaker.seat if speaker else None,
        text=" ".join([parsed.text, *unclear]),
        kind=parsed.kind,
        severity=parsed.severity,
        verbatim=parsed.verbatim and not unclear,
        raised=parsed.raised,
        channel=None,
        first_name=note_reads.first_name(speaker.name) if speaker else None,
    )


def _seen(writing: JournalledSession, note: str, speaker: Nameable | None, photos: Sequence[ReadyPhoto]) -> bool:
    """Put photos on a note; False when its speaker refuses them: then they go on waiting."""
    seen = not (photos and photo_reads.refuses(writing, speaker.id if speaker else None))
    if photos and seen:
        put_photos(writing, note, photos)
        forget_waiting(writing, [photo.id for photo in photos])
    return seen


def _store(writing: JournalledSession, note: NoteLine, session_id: str, speaker: Nameable | None, mark: Marker | None) -> None:
    """What the line shows is what is stored: nothing is read again on the way to the screen."""
    row = {name: getattr(note, name) for name in ("id", "at", "author", "text", "kind", "severity", "verbatim", "raised")}
    row |= {"session_id": session_id, "attendance_id": speaker.id if speaker else None, "reply_to_id": note.reply_to}
    if mark is None:
        row["agenda_item_id"], row["task_id"] = room_reads.under_way(writing, session_id)
    else:
        row["agenda_item_id"], row["task_id"] = mark.agenda_item_id, room_reads.task_of(writing, mark.agenda_item_id)
    writing.insert_many(Note, [row])
    writing.insert_many(NoteTag, [{"note_id": note.id, "tag_id": tag.id} for tag in note.tags])
    if mark is not None:
        mark.note_id, mark.dropped_at = note.id, None


def _speaker(writing: JournalledSession, session_id: str, parsed: ParsedLine) -> tuple[Nameable | None, tuple[str, ...]]:
    """Who spoke, with a seat; and what was typed after `@` without meaning exactly one person."""
    if not parsed.speakers:
        return _alone(writing, session_id), ()
    # People without a seat yet are told apart by their id in the seat's place.
    by_seat = {person.seat or person.id: person for person in roster_reads.nameable(writing, session_id)}
    people = [(seat, person.name) for seat, person in by_seat.items()]
    matches = [(raw, resolve_speaker(raw, people)) for raw in parsed.speakers]
    known = [by_seat[match.people[0][0]] for _, match in matches if match.found is Found.ONE]
    unclear = [f"@{raw}" for raw, match in matches if match.found is not Found.ONE]
    unclear += [f"@{person.seat or note_reads.first_name(person.name) or ''}" for person in known[1:]]
    if not known:
        return None, tuple(unclear)
    return _allowing(writing, known[0], parsed.speakers[0]), tuple(unclear)


def _alone(writing: JournalledSession, session_id: str) -> Nameable | None:
    """Who speaks where nobody is named: in a call, the only one who is in it."""
    who = room_reads.alone(writing, session_id)
    person = next((each for each in roster_reads.nameable(writing, session_id) if each.id == who), None) if who else None
    return None if person is None else _allowing(writing, person, note_reads.first_name(person.name) or "")


def _allowing(writing: JournalledSession, speaker: Nameable, called: str) -> Nameable:
    """A speaker with a seat, if what they say may be written down.

    Raises:
        CouncilError: they refused.
    """
    if note_reads.who_refused_notes(writing, [speaker.id]):
        todo = m_("Ask them, or leave out who said it if it is not theirs alone; the line was not stored.")
        raise CouncilError(f"@{speaker.seat or called}", m_("they do not allow that what they say is written down"), todo)
    return speaker if speaker.seat else _seated(writing, speaker)


def _seated(writing: JournalledSession, speaker: Nameable) -> Nameable:
    """Whoever speaks is there: somebody on the list who was not checked in gets a seat code now."""
    seat = give_seat(writing, writing.get_one(Attendance, speaker.id))
    writing.flush()
    return speaker._replace(seat=seat)


def edit_note(*, workspace: Workspace, note: str, text: str) -> Changes:
    """Replace the words of a note.

    Raises:
        CouncilError: the note is gone, or there are no words.
    """
    words = cleaned(text).strip()
    if not words:
        raise CouncilError(note, m_("a note needs words"), m_("Type what was said; nothing was changed."))
    if len(words) > TEXT_LIMIT:
        why = m_("a note holds at most {words} characters", words=TEXT_LIMIT)
        raise CouncilError(note, why, m_("Split it into several notes; nothing was changed."))
    with workspace.write(m_("Edit a note")) as writing:
        row = writing.get(Note, note)
        if row is None:
            raise CouncilError(note, m_("there is no such note"), m_("It may have been removed on another laptop."))
        row.text = words
        return changes(writing)


def stream(
    *, workspace: Workspace, session: str, before: str | None = None, limit: int = 100, cohort: str | None = None
) -> tuple[NoteLine, ...]:
    """A page of a session's notes, newest first.

    Args:
        workspace: where to look.
        session: the session's key.
        before: id of the last note already shown.
        limit: at most so many.
        cohort: only what people in the cohort of this key said.
    """
    with workspace.read() as reading:
        members = None if cohort is None else members_of(reading, cohort, session_id=programme_reads.session_id(reading, session))
        found = note_reads.page(reading, session_key=session, before=before, limit=limit, with_names=True, members=members)
        if not found and note_reads.place(reading, session) is None:
            raise programme_reads.no_such_session(session)
        return found


def notes(*, workspace: Workspace, ids: Collection[str]) -> tuple[NoteLine, ...]:
    """These notes as the stream shows them, oldest first; those that are gone are left out."""
    with workspace.read() as reading:
        return note_reads.lines(reading, ids, with_names=True)


def speakers(*, workspace: Workspace, session: str) -> tuple[Speaker, ...]:
    """Who can be named after `@`."""
    with workspace.read() as reading:
        place = programme_reads.session_id(reading, session)
        found, alone = roster_reads.speakers(reading, place), room_reads.alone(reading, place)
        silent = note_reads.who_refused_notes(reading, [speaker.id for speaker in found])
        unseen = photo_reads.refusing(reading, [speaker.id for speaker in found])
        return tuple(replace(each, silent=each.id in silent, unseen=each.id in unseen, alone=each.id == alone) for each in found)


def tags(*, workspace: Workspace) -> tuple[TagLabel, ...]:
    """What can be named after `#`."""
    with workspace.read() as reading:
        return note_reads.all_tags(reading)


def save_draft(*, workspace: Workspace, session: str, text: str) -> None:
    """Keep half-typed text, so that a power cut does not take it; empty text forgets it. Not part of the change log."""
    with workspace.write(m_("Keep half-typed text")) as writing:
        keep_draft(writing, programme_reads.session_id(writing, session), text)


def keep_draft(writing: JournalledSession, session_id: str, text: str) -> None:
    """Within a transaction, what is half-typed in a session from now on."""
    row = {"session_id": session_id, "text": text, "at": datetime.now(UTC)}
    connection = writing.connection()
    connection.execute(_FORGET_DRAFT, {"session": session_id})
    if text:
        connection.execute(_KEEP_DRAFT, row)


def load_draft(*, workspace: Workspace, session: str) -> str:
    """The half-typed text of a session, or nothing."""
    with workspace.read() as reading:
        session_id = programme_reads.session_id(reading, session)
        return reading.scalar(select(Draft.text).where(Draft.session_id == session_id)) or ""
