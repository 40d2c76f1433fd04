"""Dumping what is done with insights: initiatives, scores, workshops, delegations, calls and call scripts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import (
    Attendance,
    CallScript,
    CouncilSession,
    Delegation,
    Initiative,
    Insight,
    Person,
    PhoneCall,
    ScoreInput,
    Workshop,
    WorkshopItem,
)
from council_app.domain.enums import TicketState
from council_app.exchange import plan as files
from council_app.services.plan.gates import gates
from council_app.services.plan.known import called


class Acting(TypedDict):
    """These parts of a plan."""

    initiatives: tuple[files.Initiative, ...]
    workshops: tuple[files.Workshop, ...]
    delegations: tuple[files.Delegation, ...]
    calls: tuple[files.Call, ...]
    call_scripts: tuple[files.CallScript, ...]


def acting_of(session: Session, silent: AbstractSet[str], *, with_people: bool) -> Acting:
    """Everything done with insights; calls only `with_people`, and of those who are `silent` without what was said."""
    scripts = session.scalars(select(CallScript).order_by(CallScript.locale))
    return Acting(
        initiatives=_initiatives(session),
        workshops=_workshops(session),
        delegations=tuple(_delegations(session)),
        calls=tuple(dict.fromkeys(_calls(session, silent))) if with_people else (),
        call_scripts=tuple(files.CallScript(locale=row.locale, text=row.text) for row in scripts if row.text),
    )


def scores_of(session: Session) -> defaultdict[str, files.Scores]:
    """What each insight is scored by, by its id."""
    judged: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in session.scalars(select(ScoreInput)):
        judged[row.insight_id][row.method][row.part] = row.value
    found: defaultdict[str, files.Scores] = defaultdict(files.Scores)
    found.update({insight: files.Scores.model_validate(methods) for insight, methods in judged.items()})
    return found


def left_behind(session: Session) -> frozenset[str]:
    """Keys of the insights that are delegated and do not pass the gate any more: a plan may not claim that they did."""
    keys = set(session.scalars(select(Insight.key).join(Delegation, Delegation.insight_id == Insight.id)))
    return frozenset(key for key, gate in gates(session, keys).items() if not gate.ready)


def _initiatives(session: Session) -> tuple[files.Initiative, ...]:
    return tuple(
        files.Initiative(
            key=row.key,
            title=row.title,
            case=row.case or None,
            customer_value=row.customer_value or None,
            internal_impact=row.internal_impact or None,
            segments=row.segments,
            owner=row.owner or None,
            horizon=row.horizon,
            position=row.position,
        )
        for row in session.scalars(select(Initiative).order_by(Initiative.key))
    )


def _workshops(session: Session) -> tuple[files.Workshop, ...]:
    items: dict[str, list[files.WorkshopItem]] = defaultdict(list)
    rows = select(WorkshopItem, Insight.key).join(Insight, WorkshopItem.insight_id == Insight.id)
    for row, insight in session.execute(rows.order_by(WorkshopItem.position, Insight.key)):
        items[row.workshop_id].append(_item(row, insight))
    return tuple(
        files.Workshop(key=row.key, title=row.title, at=row.at, closed=row.closed_at, items=tuple(items[row.id]))
        for row in session.scalars(select(Workshop).order_by(Workshop.key))
    )


def _item(row: WorkshopItem, insight: str) -> files.WorkshopItem:
    values = {"insight": insight, "impact_votes": row.impact_votes, "effort_votes": row.effort_votes}
    values |= {"decision": row.decision, "reason": row.reason or None, "decided": row.decided_at}
    return files.WorkshopItem.model_validate(values)


def _delegations(session: Session) -> Iterator[files.Delegation]:
    stale = left_behind(session)
    rows = select(Delegation, Insight.key).join(Insight, Delegation.insight_id == Insight.id)
    for row, insight in session.execute(rows.order_by(Insight.key, Delegation.tracker)):
        if insight not in stale:
            yield files.Delegation(
                insight=insight,
                to=row.tracker,
                at=row.at,
                by=row.by or None,
                reference=row.reference or None,
                url=row.url or None,
                status=row.status or None,
                state=None if row.state is TicketState.OPEN else row.state,
                state_at=None if row.state_at == row.at else row.state_at,
                remind=row.remind,
            )


def _calls(session: Session, silent: AbstractSet[str]) -> Iterator[files.Call]:
    rows = select(PhoneCall, CouncilSession.key, Attendance.seat, Person).join(Attendance, PhoneCall.attendance_id == Attendance.id)
    placed = rows.join(CouncilSession, Attendance.session_id == CouncilSession.id).outerjoin(Person, Attendance.person_id == Person.id)
    found = [(row, sitting, seat, _name(person)) for row, sitting, seat, person in session.execute(placed)]
    for row, sitting, seat, person in sorted(found, key=lambda each: (each[1], each[2] or "", each[3], each[0].at, each[0].id)):
        yield files.Call(
            session=sitting,
            seat=seat,
            person=None if seat else person,
            at=row.at,
            by=row.by or None,
            outcome=row.outcome,
            solved=row.solved,
            said=(row.said or None) if row.attendance_id not in silent else None,
            follow_up=row.follow_up,
        )


def _name(person: Person | None) -> str:
    return "" if person is None else person.email or person.key or called(person.id)
