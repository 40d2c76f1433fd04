"""Reads of photos on notes, and of who allows them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Blob, Consent, Note, NotePhoto
from council_app.domain.consent import ConsentRecord, is_refused, may
from council_app.domain.enums import Purpose
from council_app.domain.records import PhotoLine

_ANSWERS = select(
    Consent.attendance_id, Consent.purpose, Consent.wording, Consent.method, Consent.at, Consent.granted, Consent.withdrawn_at
).where(Consent.purpose.in_((Purpose.PHOTO, Purpose.NOTES)))


def photos_on(session: Session, notes: Collection[str], *, outside: bool = False) -> Mapping[str, tuple[PhotoLine, ...]]:
    """By note, its photos in order; without those of people who refused photos, or whose notes may not be shown.

    Args:
        session: where to look.
        notes: ids of notes.
        outside: for what leaves the room: a speaker must have allowed photos. A photo of no one's note (a whiteboard) always may.
    """
    statement = (
        select(NotePhoto, Note.attendance_id)
        .join(Note, NotePhoto.note_id == Note.id)
        .where(NotePhoto.note_id.in_(_among(notes)))
        .order_by(NotePhoto.note_id, NotePhoto.position, NotePhoto.id)
    )
    rows = session.execute(statement).all()
    speakers = {speaker for _, speaker in rows if speaker is not None}
    hidden = speakers - allowing(session, speakers) if outside else refusing(session, speakers)
    found: dict[str, list[PhotoLine]] = defaultdict(list)
    for row, speaker in rows:
        if speaker not in hidden:
            found[row.note_id].append(PhotoLine(row.id, row.note_id, row.blob, row.caption))
    return {note: tuple(photos) for note, photos in found.items()}


def kept_on(session: Session, notes: Collection[str]) -> Mapping[str, tuple[PhotoLine, ...]]:
    """By note, all that is kept, whoever refused what: for the person whose notes they are, and for nobody else."""
    found: dict[str, list[PhotoLine]] = defaultdict(list)
    statement = select(NotePhoto).where(NotePhoto.note_id.in_(_among(notes))).order_by(NotePhoto.position, NotePhoto.id)
    for row in session.scalars(statement):
        found[row.note_id].append(PhotoLine(row.id, row.note_id, row.blob, row.caption))
    return {note: tuple(photos) for note, photos in found.items()}


def picture(session: Session, digest: str) -> tuple[bytes, str] | None:
    """The bytes of a picture and their media type."""
    row = session.execute(select(Blob.bytes, Blob.media_type).where(Blob.hash == digest)).first()
    return None if row is None else (row[0], row[1])


def refusing(session: Session, attendances: Collection[str]) -> frozenset[str]:
    """Of whom no photo is kept or shown: who said no to photos, or to notes at all."""
    return frozenset(
        who
        for who, records in _answers(session, attendances).items()
        if is_refused(Purpose.PHOTO, records) or is_refused(Purpose.NOTES, records)
    )


def allowing(session: Session, attendances: Collection[str]) -> frozenset[str]:
    """Who said yes to photos, and not no to notes."""
    return frozenset(
        who
        for who, records in _answers(session, attendances).items()
        if may(Purpose.PHOTO, records) and not is_refused(Purpose.NOTES, records)
    )


def refuses(session: Session, attendance: str | None) -> bool:
    """Whether the speaker of a note refuses photos; nobody in particular does not."""
    return attendance is not None and attendance in refusing(session, [attendance])


def next_place(session: Session, note: str) -> int:
    """Behind the photos a note has."""
    last = session.scalar(select(func.max(NotePhoto.position)).where(NotePhoto.note_id == note))
    return 0 if last is None else last + 1


def refusing_in(session: Session, session_id: str) -> frozenset[str]:
    """Attendances of a session that refuse photos."""
    return refusing(session, session.scalars(select(Attendance.id).where(Attendance.session_id == session_id)).all())


def _answers(session: Session, attendances: Iterable[str]) -> Mapping[str, list[ConsentRecord]]:
    answers: dict[str, list[ConsentRecord]] = defaultdict(list)
    for who, purpose, wording, method, at, granted, withdrawn in session.execute(
        _ANSWERS.where(Consent.attendance_id.in_(_among(attendances)))
    ):
        answers[who].append(ConsentRecord(purpose, wording, method, at, granted, withdrawn))
    return answers


def _among(ids: Iterable[str]) -> Select[tuple[str]]:
    return select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value)
