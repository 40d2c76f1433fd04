"""Reads of initiatives, and of the workshops in which insights are decided on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Initiative, Insight, Workshop, WorkshopItem
from council_app.domain.enums import Horizon
from council_app.domain.initiatives import InitiativeFacts
from council_app.domain.workshops import Ruling, WorkshopFacts, WorkshopLine, stored_votes
from council_app.errors import CouncilError, m_

_HORIZONS: dict[Horizon | None, int] = {Horizon.NOW: 0, Horizon.NEXT: 1, Horizon.LATER: 2, None: 3}


def facts(session: Session) -> tuple[InitiativeFacts, ...]:
    """All initiatives as the roadmap reads: now, next, later, then those not placed; in their own order within each."""
    rows = [_facts(row) for row in session.scalars(select(Initiative))]
    return tuple(sorted(rows, key=lambda each: (_HORIZONS[each.horizon], each.position, each.key)))


def named(session: Session, key: str) -> Initiative:
    """The row of this key.

    Raises:
        CouncilError: there is none.
    """
    row = session.scalar(select(Initiative).where(Initiative.key == key))
    if row is None:
        raise CouncilError(key, m_("there is no initiative of this key"), m_("It may have been removed on another laptop."))
    return row


def of_horizon(session: Session, horizon: Horizon | None) -> list[Initiative]:
    """The rows of one horizon, in order."""
    placed = Initiative.horizon == horizon if horizon is not None else Initiative.horizon.is_(None)
    return list(session.scalars(select(Initiative).where(placed).order_by(Initiative.position, Initiative.key)))


def insight_keys(session: Session) -> Mapping[str, frozenset[str]]:
    """The keys of the insights in each initiative, by the initiative's id."""
    found: dict[str, set[str]] = defaultdict(set)
    for initiative, key in session.execute(select(Insight.initiative_id, Insight.key).where(Insight.initiative_id.is_not(None))):
        found[initiative or ""].add(key)
    return {initiative: frozenset(keys) for initiative, keys in found.items()}


def insights_named(session: Session, keys: tuple[str, ...]) -> list[Insight]:
    """The insights of these keys, in this order, each once.

    Raises:
        CouncilError: one of them is not there.
    """
    rows = {row.key: row for row in session.scalars(select(Insight).where(Insight.key.in_(keys)))}
    for key in keys:
        if key not in rows:
            raise CouncilError(key, m_("there is no insight of this key"), m_("It may have been removed on another laptop."))
    return [rows[key] for key in dict.fromkeys(keys)]


def workshops(session: Session) -> tuple[WorkshopLine, ...]:
    """All workshops, the newest first."""
    items: dict[str, list[bool]] = defaultdict(list)
    for workshop, decision in session.execute(select(WorkshopItem.workshop_id, WorkshopItem.decision)):
        items[workshop].append(decision is not None)
    rows = session.scalars(select(Workshop).order_by(Workshop.at.desc(), Workshop.key))
    return tuple(WorkshopLine(row.key, row.title, row.at, row.closed_at, len(items[row.id]), sum(items[row.id])) for row in rows)


def workshop_named(session: Session, key: str) -> Workshop:
    """The row of this key.

    Raises:
        CouncilError: there is none.
    """
    row = session.scalar(select(Workshop).where(Workshop.key == key))
    if row is None:
        raise CouncilError(key, m_("there is no workshop of this key"), m_("It may have been removed on another laptop."))
    return row


def workshop(session: Session, key: str) -> WorkshopFacts:
    """A workshop with its insights in order.

    Raises:
        CouncilError: there is none of this key.
    """
    row = workshop_named(session, key)
    rulings = tuple(_ruling(item, insight) for item, insight in items(session, row.id))
    line = WorkshopLine(row.key, row.title, row.at, row.closed_at, len(rulings), sum(each.decision is not None for each in rulings))
    return WorkshopFacts(line, rulings)


def items(session: Session, workshop: str) -> list[tuple[WorkshopItem, Insight]]:
    """What is before a workshop (its id), in order."""
    statement = select(WorkshopItem, Insight).join(Insight, WorkshopItem.insight_id == Insight.id)
    found = session.execute(statement.where(WorkshopItem.workshop_id == workshop).order_by(WorkshopItem.position, Insight.key))
    return [(item, insight) for item, insight in found]


def _ruling(item: WorkshopItem, insight: Insight) -> Ruling:
    return Ruling(
        insight_key=insight.key,
        insight_title=insight.title,
        impact=stored_votes(item.impact_votes),
        effort=stored_votes(item.effort_votes),
        decision=item.decision,
        reason=item.reason,
        decided_at=item.decided_at,
        wording=insight.wording,
    )


def _facts(row: Initiative) -> InitiativeFacts:
    return InitiativeFacts(
        id=row.id,
        key=row.key,
        title=row.title,
        case=row.case,
        customer_value=row.customer_value,
        internal_impact=row.internal_impact,
        segments=row.segments,
        owner=row.owner,
        horizon=row.horizon,
        position=row.position,
    )
