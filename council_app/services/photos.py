"""Photos on notes: a whiteboard, a receipt, a screen. Cleaned before anything is kept, and never of somebody who refused photos."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import delete, func, insert, select

from council_app.db.journal import JournalledSession
from council_app.db.models import Note, NotePhoto, WaitingPhoto, new_id
from council_app.db.queries import photos as reads
from council_app.db.queries import programme as programme_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.limits import LINE_LIMIT
from council_app.domain.records import Changes, PhotoLine
from council_app.errors import CouncilError, m_
from council_app.exchange.text import one_line
from council_app.services.attachments import cleaned, keep_clean

MOST_BYTES = 32 * 1024 * 1024
MOST_ON_A_NOTE = 12


@dataclass(frozen=True, slots=True, eq=False)
class ReadyPhoto:
    """A photo that may be kept: scaled, and stripped of everything but its pixels.

    Attributes:
        id: what it waits under until it is on a note.
    """

    name: str
    data: bytes = field(repr=False)
    media_type: str
    id: str = field(default_factory=new_id)


def ready(*, name: str, data: bytes) -> ReadyPhoto:
    """Clean a photo; this takes a moment with a large one.

    Raises:
        CouncilError: not a picture, or too large.
    """
    return ReadyPhoto(name, *cleaned(name, data))


def ready_file(*, path: Path) -> ReadyPhoto:
    """Read and clean a photo.

    Raises:
        CouncilError: the file cannot be read, is not a picture, or is too large.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CouncilError(path.name, m_("the picture is larger than 32 MB"), m_("Scale it down first."))
        data = path.read_bytes()
    except OSError as error:
        why = m_("the picture cannot be read ({reason})", reason=error.strerror or "")
        raise CouncilError(path.name, why, m_("Choose another one.")) from error
    return ready(name=path.name, data=data)


def put_photos(writing: JournalledSession, note: str, photos: Sequence[ReadyPhoto]) -> None:
    """Within a transaction, photos behind those a note has.

    Raises:
        CouncilError: they are more than a note holds.
    """
    first = reads.next_place(writing, note)
    if len(photos) + first > MOST_ON_A_NOTE:
        why = m_("a note holds at most {count} photos", count=MOST_ON_A_NOTE)
        raise CouncilError(note, why, m_("Write another note for the rest; nothing was changed."))
    rows: list[dict[str, object]] = [
        {"note_id": note, "position": first + at, "blob": keep_clean(writing, photo.data, photo.media_type), "caption": ""}
        for at, photo in enumerate(photos)
    ]
    writing.flush()
    writing.insert_many(NotePhoto, rows)


# -- what waits for its words


def keep_waiting(*, workspace: Workspace, session: str, photo: ReadyPhoto) -> None:
    """Keep a photo that waits for its words, behind those that wait already, so that a power cut does not take it.

    Not part of the change log: it belongs to nothing yet. Once more under the same id changes nothing.

    Raises:
        CouncilError: no such session.
        TryLater: the disk refused.
    """
    with workspace.write(m_("Keep a photo that waits")) as writing:
        place = programme_reads.session_id(writing, session)
        if writing.get(WaitingPhoto, photo.id) is not None:
            return
        last = writing.scalar(select(func.max(WaitingPhoto.position)).where(WaitingPhoto.session_id == place))
        row = {"id": photo.id, "session_id": place, "position": 0 if last is None else last + 1}
        row |= {"name": photo.name, "media_type": photo.media_type, "bytes": photo.data}
        writing.connection().execute(insert(WaitingPhoto), row)


def waiting(*, workspace: Workspace, session: str) -> tuple[ReadyPhoto, ...]:
    """The photos that wait for their words in a session, in the order they came."""
    with workspace.read() as reading:
        place = programme_reads.session_id(reading, session)
        found = select(WaitingPhoto).where(WaitingPhoto.session_id == place).order_by(WaitingPhoto.position, WaitingPhoto.id)
        return tuple(ReadyPhoto(row.name, row.bytes, row.media_type, row.id) for row in reading.scalars(found))


def still_waiting(*, workspace: Workspace, photos: Collection[str]) -> frozenset[str]:
    """Which of these ids still wait: erasing a person, or clearing a rehearsal, takes photos away."""
    with workspace.read() as reading:
        return frozenset(reading.scalars(select(WaitingPhoto.id).where(WaitingPhoto.id.in_(list(photos)))))


def stop_waiting(*, workspace: Workspace, photos: Collection[str]) -> None:
    """Forget photos that were let go; those that are gone already stay gone."""
    with workspace.write(m_("Let a photo go")) as writing:
        forget_waiting(writing, photos)


def forget_waiting(writing: JournalledSession, photos: Collection[str]) -> None:
    """Within a transaction, photos that wait no longer: they are on a note, or let go."""
    writing.connection().execute(delete(WaitingPhoto).where(WaitingPhoto.id.in_(list(photos))))


# -- on a note that is there


def add_photo(*, workspace: Workspace, note: str, photo: ReadyPhoto) -> Changes:
    """Put a photo on a note that is there already.

    Raises:
        CouncilError: the note is gone or full, or whoever said it refuses photos.
    """
    with workspace.write(m_("Add a photo")) as writing:
        row = writing.get(Note, note)
        if row is None:
            raise CouncilError(note, m_("there is no such note"), m_("It may have been removed on another laptop."))
        if reads.refuses(writing, row.attendance_id):
            raise CouncilError(photo.name, m_("they do not allow photos"), m_("Ask them first; the photo was not kept."))
        put_photos(writing, note, [photo])
        return changes(writing)


def caption_photo(*, workspace: Workspace, photo: str, caption: str) -> Changes:
    """Say what a photo shows; empty says nothing.

    Raises:
        CouncilError: the photo is gone, or the words are too long.
    """
    words = one_line(caption)
    if len(words) > LINE_LIMIT:
        why = m_("the words for a photo hold at most {count} characters", count=LINE_LIMIT)
        raise CouncilError(photo, why, m_("Say it shorter; nothing was changed."))
    with workspace.write(m_("Say what a photo shows")) as writing:
        _there(writing, photo).caption = words
        return changes(writing)


def remove_photo(*, workspace: Workspace, photo: str) -> Changes:
    """Take a photo off its note.

    Raises:
        CouncilError: the photo is gone.
    """
    with workspace.write(m_("Remove a photo")) as writing:
        writing.delete(_there(writing, photo))
        writing.flush()
        return changes(writing)


def _there(writing: JournalledSession, photo: str) -> NotePhoto:
    row = writing.get(NotePhoto, photo)
    if row is None:
        raise CouncilError(photo, m_("there is no such photo"), m_("It may have been removed on another laptop."))
    return row


def photos_on(*, workspace: Workspace, notes: Collection[str]) -> Mapping[str, tuple[PhotoLine, ...]]:
    """By note, the photos that may be shown in the room; notes without any are left out."""
    with workspace.read() as reading:
        return reads.photos_on(reading, notes)


def picture(*, workspace: Workspace, blob: str) -> bytes:
    """The bytes of a photo, a PNG or a JPEG of at most 2,000 pixels; none when it is not in this file."""
    with workspace.read() as reading:
        found = reads.picture(reading, blob)
        return found[0] if found is not None else b""
