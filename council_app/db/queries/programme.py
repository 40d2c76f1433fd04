"""Reads about sessions: what a header, a picker or a rail needs to know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, or_, select, union
from sqlalchemy.orm import Session, aliased

from council_app.db.models import Attendance, Council, CouncilSession, Evidence, Market, Note, NoteTag, Tag
from council_app.db.queries.rehearsals import REHEARSED
from council_app.domain.enums import AttendanceStatus
from council_app.domain.records import SessionRef
from council_app.errors import CouncilError, m_

_NAMED = aliased(Tag)
_ID = select(CouncilSession.id).where(CouncilSession.key == bindparam("key"))
_HERE = (AttendanceStatus.ARRIVED, AttendanceStatus.WALK_IN)
_SAID_YES = (AttendanceStatus.CONFIRMED, AttendanceStatus.ARRIVED, AttendanceStatus.NO_SHOW)


def sessions(session: Session, *, key: str | None = None) -> tuple[SessionRef, ...]:
    """All sessions, or the one named `key`, in order of their start."""
    statement = (
        select(CouncilSession, Council, Market)
        .join(Council, CouncilSession.council_id == Council.id)
        .join(Market, Council.market_id == Market.id)
        .order_by(Council.date, CouncilSession.starts, CouncilSession.key)
    )
    if key is not None:
        statement = statement.where(CouncilSession.key == key)
    rows = session.execute(statement).all()
    ids = [row[0].id for row in rows]
    people = _statuses(session, ids)
    counted = select(Note.session_id, func.count()).where(Note.session_id.in_(ids)).group_by(Note.session_id)
    notes = dict(session.execute(counted).all())
    insights = _insights(session)
    return tuple(
        _ref(*row, people=people.get(row[0].id, {}), notes=notes.get(row[0].id, 0), insights=insights.get(row[0].id, 0)) for row in rows
    )


def session_named(session: Session, key: str) -> SessionRef:
    """The session with this key.

    Raises:
        CouncilError: there is none.
    """
    found = sessions(session, key=key)
    if not found:
        raise no_such_session(key)
    return found[0]


def session_that_counts(session: Session, key: str) -> SessionRef:
    """The session with this key, for those who work out results.

    Raises:
        CouncilError: there is none, or it is a rehearsal.
    """
    found = session_named(session, key)
    if found.rehearsal:
        raise CouncilError(key, m_("this session is a rehearsal, and nothing of it counts"), m_("Name the session that was held."))
    return found


def session_id(session: Session, key: str) -> str:
    """The id behind a session's key.

    Raises:
        CouncilError: there is none.
    """
    found = session.scalar(_ID, {"key": key})
    if found is None:
        raise no_such_session(key)
    return found


def no_such_session(key: str) -> CouncilError:
    """The refusal of an unknown session key."""
    return CouncilError(key, m_("there is no session of this key"), m_("Add it with a plan file: council apply PLAN --into WORKSPACE"))


def wall_clock(day: date, text: str, zone: str) -> datetime:
    """The aware moment of `HH:MM` on a council's day in its zone."""
    hours, minutes = text.split(":")
    return (
        datetime.combine(day, time(int(hours), int(minutes)), tzinfo=ZoneInfo(zone)) if zone else datetime.combine(day, time(), tzinfo=UTC)
    )


def _statuses(session: Session, ids: Sequence[str]) -> dict[str, dict[AttendanceStatus, int]]:
    statement = select(Attendance.session_id, Attendance.status, func.count()).where(Attendance.session_id.in_(ids))
    found: dict[str, dict[AttendanceStatus, int]] = {}
    for sid, status, count in session.execute(statement.group_by(Attendance.session_id, Attendance.status)):
        found.setdefault(sid, {})[status] = count
    return found


def _insights(session: Session) -> dict[str, int]:
    """How many insights each session speaks for, by a note of its own or by a tag that one of its notes carries."""
    under = or_(Tag.id == _NAMED.id, Tag.path.like(_NAMED.path.concat("/%")))
    tagged = (
        select(Evidence.insight_id, Note.session_id)
        .join(_NAMED, Evidence.tag_id == _NAMED.id)
        .join(Tag, under)
        .join(NoteTag, NoteTag.tag_id == Tag.id)
        .join(Note, NoteTag.note_id == Note.id)
    )
    noted = select(Evidence.insight_id, Note.session_id).join(Note, Evidence.note_id == Note.id)
    pairs = union(*(part.where(~Evidence.against) for part in (tagged, noted))).subquery()
    counts = session.execute(
        select(pairs.c.session_id, func.count()).where(pairs.c.session_id.not_in(REHEARSED)).group_by(pairs.c.session_id)
    )
    return {str(key): count for key, count in counts}


def _ref(
    row: CouncilSession, council: Council, market: Market, *, people: dict[AttendanceStatus, int], notes: int, insights: int
) -> SessionRef:
    starts = wall_clock(council.date, row.starts, council.timezone)
    return SessionRef(
        id=row.id,
        key=row.key,
        council_key=council.key,
        council_title=council.title,
        market_key=market.key,
        country=market.country,
        city=council.city,
        kind=row.kind,
        starts=starts,
        ends=wall_clock(council.date, row.ends, council.timezone),
        zone=council.timezone,
        venue=row.venue,
        capacity=row.capacity,
        target=row.target,
        confirmed=sum(people.get(status, 0) for status in _SAID_YES),
        waiting=people.get(AttendanceStatus.WAITING, 0),
        attendees=sum(people.get(status, 0) for status in _HERE),
        notes=notes,
        insights=insights,
        rehearsal=row.rehearsal,
    )
