"""A person's right to see and take everything that is kept about them."""

from __future__ import annotations

import base64
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.atomic import require_place, told_as_refusal, write_whole
from council_app.db.models import (
    Answer,
    Attendance,
    ChangeRow,
    Consent,
    Council,
    CouncilSession,
    HalfAnswer,
    Note,
    Operation,
    PhoneCall,
    Question,
    TalkingTurn,
    Task,
    Trial,
)
from council_app.db.queries import notes as note_reads
from council_app.db.queries import person as reads
from council_app.db.queries import photos as photo_reads
from council_app.db.queries import posts as post_reads
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import touched, unfinished
from council_app.db.queries.somebody import Somebody, somebody_named
from council_app.db.workspace import Workspace
from council_app.domain.enums import Audience
from council_app.domain.records import PhotoLine
from council_app.domain.redaction import Redaction
from council_app.domain.retention import kept_until
from council_app.errors import Cancelled
from council_app.exchange.wordings import newest, spoken, wordings
from council_app.i18n import Translator
from council_app.reporting.person import (
    KeptAnswer,
    KeptCall,
    KeptChange,
    KeptDocument,
    KeptNote,
    KeptPhoto,
    KeptReply,
    KeptSession,
    KeptTrial,
    KeptTurn,
    KeptUnfinished,
    PersonRecord,
    person_html,
)
from council_app.reporting.process import PdfPrinter
from council_app.services.as_of import last_change
from council_app.services.company import company_in

JSON, PDF = "person.json", "person.pdf"


def export_person(
    *, workspace: Workspace, who: str, folder: Path, t: Translator, stopped: Callable[[], bool] = lambda: False
) -> tuple[Path, Path]:
    """Write everything kept about one person as `person.json` (whole, for machines) and `person.pdf` (to read); returns both.

    Args:
        workspace: where from.
        who: an e-mail address, a telephone number, a person's key or id, a whole name, or `SESSION/SEAT`; also of somebody who was taken
            back whole, of whom only the change log still speaks.
        folder: where to; it is made when it is not there.
        t: the language of the PDF.
        stopped: asked before anything is put in its place.

    Raises:
        CouncilError: nobody or several meant, or the folder cannot be written; nothing is written then.
        Cancelled: stopped; nothing is written.
    """
    with workspace.read() as reading:
        record = record_of(reading, somebody_named(reading, who), t.tag)
    there = folder.exists()
    with told_as_refusal(folder):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        return _written(record, folder, t, stopped)
    except BaseException:
        if not there:
            folder.rmdir()
        raise


def _written(record: PersonRecord, folder: Path, t: Translator, stopped: Callable[[], bool]) -> tuple[Path, Path]:
    files = folder / JSON, folder / PDF
    for file in files:
        require_place(file)
    # The PDF is what can go wrong, so it is made first and both are put in place together.
    with tempfile.TemporaryDirectory(prefix=".council-", dir=folder) as hidden, PdfPrinter() as printer:
        made = Path(hidden) / PDF
        printer.print(person_html(record, t), made)
        if stopped():
            raise Cancelled
        text = json.dumps(asdict(record), ensure_ascii=False, indent=2, default=_plain)
        write_whole(files[0], text.encode() + b"\n", private=True)
        made.replace(files[1])
    return files


def record_of(session: Session, person: Somebody, language: str) -> PersonRecord:
    """Everything kept about one person."""
    found = reads.traces(session, (person.id, *person.also))
    ids = [row for _, rows in found.rows for row in rows]
    return PersonRecord(
        name=person.name,
        email=person.email,
        phone=person.phone,
        unfinished=tuple(_unfinished(session, person)),
        sessions=tuple(_sessions(session, person.id, language)),
        documents=tuple(_documents(session, found.of("note"))),
        history=tuple(_history(session, ids)),
        as_of=last_change(session),
    )


def _documents(session: Session, notes: Sequence[str]) -> Iterator[KeptDocument]:
    """What was written to files with their words, and posts with them: being written, out, or out once."""
    for each in touched.publications_with(session, notes):
        yield KeptDocument(each.kind, each.about, each.audience, each.locale, each.at)
    for post, country in post_reads.quoting(session, notes):
        yield KeptDocument("draft", country, Audience.EXTERNAL, post.locale, datetime.combine(post.as_of, time(), UTC))
    for out, post in post_reads.out_with(session, notes):
        kind = "post" if out.down_on is None else "down"
        yield KeptDocument(kind, out.place, Audience.EXTERNAL, post.locale, datetime.combine(out.day, time(), UTC))


def _sessions(session: Session, person: str, language: str) -> Iterator[KeptSession]:
    rows = session.execute(
        select(Attendance, CouncilSession, Council)
        .join(CouncilSession, Attendance.session_id == CouncilSession.id)
        .join(Council, CouncilSession.council_id == Council.id)
        .where(Attendance.person_id == person)
        .order_by(Council.date, CouncilSession.starts, CouncilSession.key)
    )
    for row, sitting, council in rows.all():
        zone = ZoneInfo(council.timezone) if council.timezone else UTC
        yield KeptSession(
            session=sitting.key,
            council=council.key,
            city=council.city,
            starts=programme_reads.wall_clock(council.date, sitting.starts, council.timezone),
            seat=row.seat,
            status=row.status,
            arrived_at=row.arrived_at.astimezone(zone) if row.arrived_at else None,
            segments=row.segments,
            access_needs=row.access_needs,
            dietary=row.dietary,
            invited_by=row.invited_by,
            guests=row.guests,
            kept_until=kept_until(council.date, council.retain_until),
            consents=tuple(_consents(session, row.id, language)),
            notes=tuple(_notes(session, row.id)),
            trials=tuple(_trials(session, row.id)),
            replies=tuple(_replies(session, row.id)),
            turns=tuple(_turns(session, row.id, zone)),
            calls=tuple(_calls(session, row.id, zone)),
        )


def _consents(session: Session, attendance: str, language: str) -> Iterator[KeptAnswer]:
    company = company_in(session)
    for row in session.scalars(select(Consent).where(Consent.attendance_id == attendance).order_by(Consent.at, Consent.purpose)):
        yield KeptAnswer(
            purpose=row.purpose,
            label=_label(row, language, company),
            granted=row.granted,
            wording=row.wording,
            locale=row.locale,
            method=row.method,
            at=row.at,
            withdrawn_at=row.withdrawn_at,
            signature=row.signature,
        )


def _label(row: Consent, language: str, company: str) -> str:
    """The question they answered, in the reader's language; the newest one where the text they read is not on this laptop."""
    version = row.wording if row.wording in wordings() else newest()
    return spoken(version, language).filled(company=company, until="").asked(row.purpose).label


def _notes(session: Session, attendance: str) -> Iterator[KeptNote]:
    ids = session.scalars(select(Note.id).where(Note.attendance_id == attendance)).all()
    photos = photo_reads.kept_on(session, ids)
    for line in note_reads.lines_for_their_speaker(session, ids):
        tags = tuple(tag.path for tag in line.tags)
        yield KeptNote(line.at, line.text, line.kind, line.severity, line.verbatim, tags, tuple(_photos(session, photos.get(line.id, ()))))


def _photos(session: Session, photos: Sequence[PhotoLine]) -> Iterator[KeptPhoto]:
    for photo in photos:
        data, media_type = photo_reads.picture(session, photo.blob) or (b"", "")
        yield KeptPhoto(photo.caption, media_type, base64.b64encode(data).decode("ascii"))


def _trials(session: Session, attendance: str) -> Iterator[KeptTrial]:
    rows = session.execute(select(Trial, Task.text).join(Task, Trial.task_id == Task.id).where(Trial.attendance_id == attendance))
    return (KeptTrial(task, row.outcome, row.seconds) for row, task in rows)


def _replies(session: Session, attendance: str) -> Iterator[KeptReply]:
    statement = select(Answer, Question.text, Question.key).join(Question, Answer.question_id == Question.id)
    rows = session.execute(statement.where(Answer.attendance_id == attendance))
    yield from (KeptReply(text or key, row.value, row.locale) for row, text, key in rows)
    halves = select(HalfAnswer, Question.text, Question.key).join(Question, HalfAnswer.question_id == Question.id)
    rest = session.execute(halves.where(HalfAnswer.attendance_id == attendance))
    yield from (KeptReply(text or key, row.value, row.locale, finished=False) for row, text, key in rest)


def _unfinished(session: Session, person: Somebody) -> Iterator[KeptUnfinished]:
    """What erasing would drop of what is not finished on this laptop."""
    names = (Redaction(name=person.name, email=person.email, phone=person.phone),)
    seats = [seat for seat in session.scalars(select(Attendance.seat).where(Attendance.person_id == person.id)) if seat]
    for draft in unfinished.drafts_about(session, names, seats):
        yield KeptUnfinished(text=draft.text)
    for photo in unfinished.photos_about(session, names, seats):
        yield KeptUnfinished(text=photo.name, photo=KeptPhoto("", photo.media_type, base64.b64encode(photo.bytes).decode("ascii")))


def _turns(session: Session, attendance: str, zone: tzinfo) -> Iterator[KeptTurn]:
    statement = select(TalkingTurn).where(TalkingTurn.attendance_id == attendance).order_by(TalkingTurn.started_at, TalkingTurn.id)
    return (KeptTurn(row.started_at.astimezone(zone), row.seconds) for row in session.scalars(statement))


def _calls(session: Session, attendance: str, zone: tzinfo) -> Iterator[KeptCall]:
    statement = select(PhoneCall).where(PhoneCall.attendance_id == attendance).order_by(PhoneCall.at, PhoneCall.id)
    for row in session.scalars(statement):
        yield KeptCall(row.at.astimezone(zone), row.by, row.outcome, row.solved, row.said, row.follow_up)


def _history(session: Session, ids: list[str]) -> Iterator[KeptChange]:
    statement = select(ChangeRow, Operation.at).join(Operation, ChangeRow.operation == Operation.id).order_by(ChangeRow.hlc, ChangeRow.seq)
    for start in range(0, len(ids), 500):
        for row, at in session.execute(statement.where(ChangeRow.row_id.in_(ids[start : start + 500]))):
            yield KeptChange(at=at, entity=row.entity, op=row.op, values=json.loads(row.values))


def _plain(value: object) -> str:
    """Moments and days in ISO 8601; words and numbers are JSON already."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
