"""Who is in a cohort: every rule is one condition on an attendance, so that a cohort is one statement however many people there are."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, distinct, exists, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from council_app.db.models import Attendance, Cohort, Consent, Council, CouncilSession, Market, Note, NoteTag, Tag
from council_app.db.queries.rehearsals import REHEARSED
from council_app.domain.cohorts import Rule, RuleKind
from council_app.domain.consent import RESTS_ON_NOTES
from council_app.domain.enums import AttendanceStatus, NoteKind, Purpose, Raised, SessionKind
from council_app.errors import CouncilError, m_

T = TypeVar("T", str, int)
_WAS_THERE = tuple(status for status in AttendanceStatus if status.was_there)
_WHITE = " \t\n\r\v\f"

# The same person at another time; a seat without a person is only itself.
_Other, _OtherSession, _OtherCouncil = aliased(Attendance), aliased(CouncilSession), aliased(Council)
_WHO = func.coalesce(Attendance.person_id, Attendance.id)


def members(session: Session, rules: Sequence[Rule], *, session_id: str | None = None) -> frozenset[str]:
    """Ids of the attendances for which all rules hold; of one session's only, when it is named."""
    return frozenset(session.execute(_chosen(select(Attendance.id), rules, session_id)).scalars())


def counted(session: Session, rules: Sequence[Rule], *, session_id: str | None = None) -> int:
    """How many people those are; who came to several sessions is one."""
    return session.execute(_chosen(select(func.count(distinct(_WHO))), rules, session_id)).scalar_one()


def saved(session: Session, key: str) -> Cohort:
    """The row of this key.

    Raises:
        CouncilError: there is none.
    """
    found = session.scalar(select(Cohort).where(Cohort.key == key))
    if found is None:
        raise CouncilError(key, m_("there is no cohort of this key"), m_("List them with: council cohorts WORKSPACE"))
    return found


def every(session: Session) -> tuple[Cohort, ...]:
    """All saved cohorts, by name."""
    return tuple(sorted(session.scalars(select(Cohort)), key=lambda row: (row.name.casefold(), row.key)))


def among(
    attendance: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], members: frozenset[str] | None
) -> tuple[ColumnElement[bool], ...]:
    """The condition that an attendance is one of `members`; none for everybody."""
    if members is None:
        return ()
    each = func.json_each(json.dumps(sorted(members))).table_valued("value")
    return (attendance.in_(select(each.c.value)),)


def segments(session: Session) -> tuple[str, ...]:
    """Every segment that somebody is in; one that is written in two ways is there once, because a rule finds both."""
    each = func.json_each(Attendance.segments).table_valued("value", joins_implicitly=True)
    statement = select(func.min(each.c.value)).select_from(Attendance, each).group_by(each.c.value.collate("NOCASE"))
    return tuple(sorted(session.scalars(statement), key=str.casefold))


def inviters(session: Session) -> tuple[str, ...]:
    """Everybody who invited somebody."""
    statement = select(func.min(Attendance.invited_by)).where(Attendance.invited_by != "")
    return tuple(sorted(session.scalars(statement.group_by(Attendance.invited_by.collate("NOCASE"))), key=str.casefold))


def _chosen(statement: Select[T], rules: Sequence[Rule], session_id: str | None) -> Select[T]:
    statement = (
        statement.select_from(Attendance)
        .join(CouncilSession, Attendance.session_id == CouncilSession.id)
        .join(Council, CouncilSession.council_id == Council.id)
        .join(Market, Council.market_id == Market.id)
    )
    if session_id is None:
        return statement.where(~CouncilSession.rehearsal, *(CONDITIONS[rule.kind](rule) for rule in rules))
    return statement.where(Attendance.session_id == session_id, *((CONDITIONS | _AMONG_FEW)[rule.kind](rule) for rule in rules))


def _segment(rule: Rule) -> ColumnElement[bool]:
    each = func.json_each(Attendance.segments).table_valued("value")
    return exists(select(literal(1)).select_from(each).where(each.c.value.collate("NOCASE").in_(rule.words)).correlate(Attendance))


def _first_council(_: Rule) -> ColumnElement[bool]:
    """Of a seat without a person nobody can say it."""
    return and_(Attendance.person_id.is_not(None), ~exists(_earlier(literal(1)).where(*_IN_THE_ROOM)))


def _returned(rule: Rule) -> ColumnElement[bool]:
    councils = _earlier(func.count(distinct(_OtherCouncil.id))).where(*_IN_THE_ROOM)
    return councils.scalar_subquery() >= rule.number


def _complained_before(rule: Rule) -> ColumnElement[bool]:
    complaint = _earlier(literal(1)).join(Note, Note.attendance_id == _Other.id).where(Note.kind == NoteKind.FRICTION, _SAID_IT)
    return exists(complaint.where(Note.severity >= rule.number) if rule.number else complaint)


def _raised(rule: Rule) -> ColumnElement[bool]:
    """From the tags to the people: the fastest way where all are asked for."""
    tagged = select(NoteTag.note_id).where(NoteTag.tag_id.in_(_under(rule.words)))
    speaking = select(Note.attendance_id).where(Note.id.in_(tagged), _SAID_IT)
    return _WHO.in_(select(func.coalesce(_Other.person_id, _Other.id)).where(_Other.id.in_(speaking)))


def _raised_by_each(rule: Rule) -> ColumnElement[bool]:
    """From the people to their tags: the fastest way where few are asked for."""
    voices = (
        select(literal(1))
        .select_from(_Other)
        .join(Note, Note.attendance_id == _Other.id)
        .join(NoteTag, NoteTag.note_id == Note.id)
        .where(or_(_Other.person_id == Attendance.person_id, _Other.id == Attendance.id))
    )
    return exists(voices.where(NoteTag.tag_id.in_(_under(rule.words)), _SAID_IT))


def _under(paths: Sequence[str]) -> Select[str]:
    return select(Tag.id).where(or_(*(or_(Tag.path == path, Tag.path.startswith(f"{path}/", autoescape=True)) for path in paths)))


def _allows(rule: Rule) -> ColumnElement[bool]:
    """`domain.consent.may`, as a condition: a test holds the two against each other."""
    return and_(*(_may(Purpose(word)) for word in rule.words))


def _may(purpose: Purpose) -> ColumnElement[bool]:
    if purpose not in RESTS_ON_NOTES:
        return _stands(purpose)
    asked = exists(select(literal(1)).where(Consent.attendance_id == Attendance.id, Consent.purpose == Purpose.NOTES))
    return and_(_stands(purpose), or_(~asked, _stands(Purpose.NOTES)))


def _stands(purpose: Purpose) -> ColumnElement[bool]:
    answer, other = aliased(Consent), aliased(Consent)
    ends_it = or_(other.at > answer.at, and_(other.at == answer.at, ~other.granted), other.withdrawn_at >= answer.at)
    return exists(
        select(literal(1)).where(
            answer.attendance_id == Attendance.id,
            answer.purpose == purpose,
            answer.granted,
            answer.withdrawn_at.is_(None),
            func.trim(answer.wording, _WHITE) != "",
            ~exists(select(literal(1)).where(other.attendance_id == answer.attendance_id, other.purpose == purpose, ends_it)),
        )
    )


def _earlier(column: ColumnElement[int]) -> Select[int]:
    """The same person's attendances of earlier councils."""
    return (
        select(column)
        .select_from(_Other)
        .join(_OtherSession, _Other.session_id == _OtherSession.id)
        .join(_OtherCouncil, _OtherSession.council_id == _OtherCouncil.id)
        .where(_Other.person_id == Attendance.person_id, _OtherCouncil.date < Council.date, ~_OtherSession.rehearsal)
    )


_IN_THE_ROOM = (_Other.status.in_(_WAS_THERE), _OtherSession.kind == SessionKind.COUNCIL)
# Who only nodded along raised nothing, nor did anybody in a rehearsal.
_SAID_IT = and_(Note.raised != Raised.AGREED, Note.session_id.not_in(REHEARSED))

CONDITIONS: dict[RuleKind, Callable[[Rule], ColumnElement[bool]]] = {
    RuleKind.SEGMENT: _segment,
    RuleKind.MARKET: lambda rule: Market.key.in_(rule.words),
    RuleKind.COUNCIL: lambda rule: Council.key.in_(rule.words),
    RuleKind.SESSION: lambda rule: CouncilSession.key.in_(rule.words),
    RuleKind.STATUS: lambda rule: Attendance.status.in_([AttendanceStatus(word) for word in rule.words]),
    RuleKind.FIRST_COUNCIL: _first_council,
    RuleKind.RETURNED: _returned,
    RuleKind.COMPLAINED_BEFORE: _complained_before,
    RuleKind.RAISED: _raised,
    RuleKind.ALLOWS: _allows,
    RuleKind.INVITED_BY: lambda rule: Attendance.invited_by.collate("NOCASE").in_(rule.words),
    RuleKind.GUESTS: lambda rule: Attendance.guests >= rule.number,
}
_AMONG_FEW: dict[RuleKind, Callable[[Rule], ColumnElement[bool]]] = {RuleKind.RAISED: _raised_by_each}
