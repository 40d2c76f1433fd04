"""Photos on the notes of a plan: put on, and dumped where whoever spoke allows it."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Note, NotePhoto
from council_app.db.queries import photos as reads
from council_app.domain.records import PhotoLine
from council_app.exchange import plan as files
from council_app.exchange.plan.visuals import VisualFile
from council_app.services.attachments import keep_clean
from council_app.services.plan.putting import UNCHANGED, Putting

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}


def put_photos(putting: Putting, note: str, entry: files.Note, pictures: Mapping[files.VisualEntry, VisualFile]) -> bool:
    """Let a note have the photos the plan gives it; none of somebody who refuses photos. Returns whether that changed anything."""
    if "photos" not in entry.model_fields_set:
        return False
    speaker = putting.session.scalar(select(Note.attendance_id).where(Note.id == note))
    if reads.refuses(putting.session, speaker):
        return False
    rows = putting.session.scalars(select(NotePhoto).where(NotePhoto.note_id == note).order_by(NotePhoto.position, NotePhoto.id))
    there, changed = list(rows), False
    for position, photo in enumerate(entry.photos):
        digest = keep_clean(putting.session, pictures[photo].content, pictures[photo].media_type)
        row = next((row for row in there if row.blob == digest), None)
        if row is not None:
            there.remove(row)
        values: dict[str, object] = {"note_id": note, "position": position, "blob": digest, "caption": photo.alt or ""}
        _, what = putting.put(NotePhoto, row, values)
        changed = changed or what != UNCHANGED
    for row in there:
        putting.session.delete(row)
    return changed or bool(there)


def dumped_photos(session: Session, photos: tuple[PhotoLine, ...]) -> tuple[files.VisualEntry, ...]:
    """Photos of a note with their bytes."""
    return tuple(_entry(session, number, photo) for number, photo in enumerate(photos, start=1))


def _entry(session: Session, number: int, photo: PhotoLine) -> files.VisualEntry:
    data, media_type = reads.picture(session, photo.blob) or (b"", "")
    name = f"photo-{number}.{_ENDINGS.get(media_type, 'png')}"
    return files.VisualEntry(file=name, alt=photo.caption or None, data=base64.b64encode(data).decode("ascii"))
