"""Everything about one note, and what was said around it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance
from council_app.db.queries import cohorts as cohort_reads
from council_app.db.queries import photos as photo_reads
from council_app.db.queries import roster as roster_reads
from council_app.db.queries.note_conditions import asked
from council_app.db.queries.note_lines import COLUMNS, TABLES, listed
from council_app.domain.cohorts import Rule, RuleKind
from council_app.domain.consent import may
from council_app.domain.enums import Purpose, Raised, SessionKind
from council_app.domain.note_filter import NoteFilter
from council_app.domain.note_list import Highlighted, ListedNote, NoteDetail, Tagged, Who
from council_app.domain.records import TagLabel

_PLACE = (
    "SELECT note.attendance_id, note.session_id, market.key, market.country, council.key, council.title, council.timezone, session.kind, "
    "session.starts, agenda_item.title, task.text, stage.name, council.date "
    "FROM note JOIN session ON session.id = note.session_id JOIN council ON council.id = session.council_id "
    "JOIN market ON market.id = council.market_id LEFT JOIN agenda_item ON agenda_item.id = note.agenda_item_id "
    "LEFT JOIN task ON task.id = note.task_id LEFT JOIN stage ON stage.id = note.stage_id WHERE note.id = ?"
)
_TAGGED = (
    "SELECT tag.id, tag.path, tag.colour, tag.name, note_tag.coder, note_tag.id, note_tag.whole FROM note_tag "
    "JOIN tag ON tag.id = note_tag.tag_id WHERE note_tag.note_id = ? ORDER BY tag.path"
)
_HIGHLIGHTS = (
    "SELECT highlight.id, tag.id, tag.path, tag.colour, tag.name, highlight.coder, highlight.at, highlight.starts, highlight.ends, "
    "highlight.selection FROM highlight JOIN tag ON tag.id = highlight.tag_id WHERE highlight.note_id = ? "
    "ORDER BY highlight.starts, highlight.ends, tag.path, highlight.id"
)


def detail(session: Session, note: str) -> NoteDetail | None:
    """One note with all that stands beside it; None when it is gone, not to be read, or of a rehearsal."""
    shown = readable(session, [note])
    if not shown:
        return None
    line, connection = shown[0], session.connection()
    who, place, market, country, council, title, zone, kind, starts, item, task, stage, day = (
        connection.exec_driver_sql(_PLACE, (note,)).one()
    )  # fmt: skip
    answers = readable(session, [line.reply_to]) if line.reply_to else ()
    return NoteDetail(
        note=line,
        who=None if who is None else _who(session, who, place),
        market_key=market,
        country=country,
        council_key=council,
        council_title=title,
        session_kind=SessionKind(kind),
        day=_day_of(line.at, zone, day),
        starts=starts,
        agenda_item=item or "",
        task=task or "",
        stage_name=stage or "",
        agreed=_agreed(session, note),
        answers=answers[0] if answers else None,
        photos=photo_reads.photos_on(session, [note]).get(note, ()),
        tagged=tuple(
            Tagged(TagLabel(tag, path, colour), name, coder, made_at(row), whole == 1)
            for tag, path, colour, name, coder, row, whole in connection.exec_driver_sql(_TAGGED, (note,))
        ),
        highlights=tuple(
            Highlighted(row, TagLabel(tag, path, colour), name, coder, _moment(at) or made_at(row), first, last, selection)
            for row, tag, path, colour, name, coder, at, first, last, selection in connection.exec_driver_sql(_HIGHLIGHTS, (note,))
        ),
    )


def readable(session: Session, ids: list[str]) -> tuple[ListedNote, ...]:
    """Those of these notes that may be read, in order of time."""
    to = asked(session, NoteFilter())
    to.wanted.append(f"note.id IN {to.among(ids)}")
    statement = f"SELECT {COLUMNS} FROM note {TABLES} WHERE {' AND '.join(to.terms)} ORDER BY note.at, note.id"
    return listed(session.connection(), session.connection().exec_driver_sql(statement, to.values).all())


def around(session: Session, note: str, count: int, *, before: bool) -> tuple[ListedNote, ...]:
    """Up to so many notes of the same session that can be read, just before or after a note, in order of time."""
    to = asked(session, NoteFilter())
    here = to.bind(note)
    own = f"(SELECT session_id, at, id FROM note WHERE id = {here})"
    to.wanted.append(f"note.session_id = (SELECT session_id FROM {own})")
    to.wanted.append(f"(note.at, note.id) {'<' if before else '>'} (SELECT at, id FROM {own})")
    way = "DESC" if before else "ASC"
    statement = (
        f"SELECT {COLUMNS} FROM note {TABLES} WHERE {' AND '.join(to.terms)} ORDER BY note.at {way}, note.id {way} LIMIT {int(count)}"
    )
    rows = list(session.connection().exec_driver_sql(statement, to.values))
    return listed(session.connection(), rows[::-1] if before else rows)


def made_at(row: str) -> datetime:
    """When a row was made, by its id: a UUIDv7 begins with the milliseconds since 1970."""
    return datetime.fromtimestamp((UUID(hex=row).int >> 80) / 1000, UTC)


def _who(session: Session, attendance: str, place: str) -> Who:
    row = session.execute(select(Attendance.seat, Attendance.segments, Attendance.person_id).where(Attendance.id == attendance)).one()
    answers = roster_reads.consents(session, [attendance])[attendance]
    newcomers = cohort_reads.members(session, [Rule(RuleKind.FIRST_COUNCIL)], session_id=place)
    return Who(
        attendance=attendance,
        seat=row.seat,
        segments=row.segments,
        first_council=None if row.person_id is None else attendance in newcomers,
        inside=may(Purpose.QUOTE_INTERNAL, answers),
        public=may(Purpose.QUOTE_PUBLIC, answers),
    )


def _agreed(session: Session, note: str) -> tuple[str, ...]:
    to = asked(session, NoteFilter())
    to.wanted += [f"note.reply_to_id = {to.bind(note)}", f"note.raised = {to.bind(Raised.AGREED.value)}"]
    seats = (
        f"SELECT DISTINCT attendance.seat FROM note JOIN attendance ON attendance.id = note.attendance_id WHERE {' AND '.join(to.terms)}"
    )
    found = session.connection().exec_driver_sql(f"{seats} AND attendance.seat IS NOT NULL", to.values).scalars()
    return tuple(sorted(found, key=lambda seat: (len(seat), seat)))


def _day_of(at: datetime, zone: str, planned: str) -> date:
    """The day it was said on; of notes whose time says nothing (imported without one) that is the council's."""
    return at.astimezone(ZoneInfo(zone)).date() if at.year > 1 else date.fromisoformat(planned)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
