"""Reads of insights: their facts, the voices behind them, and what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import (
    Attendance,
    Blob,
    Council,
    CouncilSession,
    Delivery,
    Evidence,
    Initiative,
    Insight,
    InsightVisual,
    Journey,
    Market,
    Stage,
    Tag,
)
from council_app.db.queries.insight_voices import Voices as Voices
from council_app.db.queries.insight_voices import note_ids as note_ids
from council_app.db.queries.insight_voices import resting as resting
from council_app.db.queries.insight_voices import tallies as tallies
from council_app.db.queries.insight_voices import voices as voices
from council_app.domain.enums import SessionKind
from council_app.domain.marks import from_plain
from council_app.domain.records import DeliveryFacts, Impact, InsightFacts, Visual
from council_app.errors import CouncilError, m_


class Place(NamedTuple):
    """What kind of session something is, and whose: keys of its market and its council."""

    kind: SessionKind
    market: str
    council: str


def facts(session: Session, *, key: str | None = None) -> tuple[InsightFacts, ...]:
    """All insights by key, or the one named."""
    statement = (
        select(Insight, Stage, Journey, Initiative)
        .outerjoin(Stage, Insight.stage_id == Stage.id)
        .outerjoin(Journey, Stage.journey_id == Journey.id)
        .outerjoin(Initiative, Insight.initiative_id == Initiative.id)
        .order_by(Insight.key)
    )
    if key is not None:
        statement = statement.where(Insight.key == key)
    rows = session.execute(statement).all()
    visuals = _visuals(session)
    return tuple(_facts(*row, visuals.get(row[0].id, ())) for row in rows)


def titles(session: Session) -> tuple[tuple[str, str], ...]:
    """Key and title of every insight, the newest first."""
    return tuple((key, title) for key, title in session.execute(select(Insight.key, Insight.title).order_by(Insight.id.desc())))


def fact(session: Session, key: str) -> InsightFacts:
    """The insight of this key.

    Raises:
        CouncilError: there is none.
    """
    found = facts(session, key=key)
    if not found:
        raise CouncilError(key, m_("there is no insight of this key"), m_("List them with: council insights WORKSPACE"))
    return found[0]


def attendees(
    session: Session, *, session_keys: Sequence[str] | None = None, members: frozenset[str] | None = None
) -> dict[str, frozenset[str]]:
    """Who was in the room, per session key; with `members`, only these attendances."""
    statement = select(CouncilSession.key, Attendance).join(Attendance, Attendance.session_id == CouncilSession.id)
    statement = statement.where(~CouncilSession.rehearsal)
    if session_keys is not None:
        statement = statement.where(CouncilSession.key.in_(session_keys))
    found: dict[str, set[str]] = defaultdict(set)
    for key, attendance in session.execute(statement):
        if attendance.status.was_there and (members is None or attendance.id in members):
            found[key].add(attendance.person_id or attendance.id)
    return {key: frozenset(people) for key, people in found.items()}


def segments(session: Session) -> dict[str, frozenset[str]]:
    """The segments of everybody who was ever in a room, of all the times they were."""
    found: dict[str, set[str]] = defaultdict(set)
    who = select(Attendance.id, Attendance.person_id, Attendance.segments).join(CouncilSession, Attendance.session_id == CouncilSession.id)
    for attendance, person, theirs in session.execute(who.where(~CouncilSession.rehearsal)):
        found[person or attendance].update(theirs)
    return {person: frozenset(theirs) for person, theirs in found.items()}


def countries(session: Session) -> dict[str, str]:
    """The country of each market, by its key."""
    return dict(session.execute(select(Market.key, Market.country)).all())


def tag_paths(session: Session, insight_id: str) -> tuple[tuple[str, bool], ...]:
    """Paths of the tags that stand as evidence for an insight, and whether against it."""
    by_tag = select(Tag.path, Evidence.against).join(Evidence, Evidence.tag_id == Tag.id).where(Evidence.insight_id == insight_id)
    return tuple((path, against) for path, against in session.execute(by_tag.order_by(Tag.path)))


def stages(session: Session) -> tuple[tuple[str, str, str, bool], ...]:
    """Every stage as `journey/stage`, the journey's name, its own, and whether it is a moment of truth; in order of the journeys' keys."""
    statement = select(Journey.key, Stage.key, Journey.name, Stage.name, Stage.critical).join(Stage, Stage.journey_id == Journey.id)
    rows = session.execute(statement.order_by(Journey.key, Stage.position))
    return tuple((f"{journey}/{stage}", whole, name, critical) for journey, stage, whole, name, critical in rows)


def places(session: Session) -> dict[str, Place]:
    """Where and of what kind every session is, by its key; rehearsals left out."""
    statement = select(CouncilSession.key, CouncilSession.kind, Market.key, Council.key)
    statement = statement.join(Council, CouncilSession.council_id == Council.id).join(Market, Council.market_id == Market.id)
    rows = session.execute(statement.where(~CouncilSession.rehearsal))
    return {key: Place(kind, market, council) for key, kind, market, council in rows}


def council_keys(session: Session) -> frozenset[str]:
    """Keys of the sessions that are councils, neither gemba walks nor calls nor rehearsals."""
    return frozenset(key for key, place in places(session).items() if place.kind is SessionKind.COUNCIL)


def customers(session: Session) -> dict[str, int | None]:
    """How many customers each market has, by its key; None where nobody said."""
    return dict(session.execute(select(Market.key, Market.customers)).all())


def deliveries(session: Session, *, market: str | None = None, insight: str | None = None) -> tuple[DeliveryFacts, ...]:
    """What became of insights, in order of the ladder, latest first within a rung."""
    statement = (
        select(Delivery, Insight, Market)
        .join(Insight, Delivery.insight_id == Insight.id)
        .join(Market, Delivery.market_id == Market.id)
        .order_by(Market.key, Insight.key)
    )
    if market is not None:
        statement = statement.where(Market.key == market)
    if insight is not None:
        statement = statement.where(Insight.key == insight)
    rows = [_delivery(*row) for row in session.execute(statement)]
    return tuple(sorted(rows, key=lambda row: (row.market_key, -row.status.step, row.insight_key)))


def blob(session: Session, digest: str) -> tuple[bytes, str]:
    """The bytes of an attachment and their media type."""
    found = session.execute(select(Blob.bytes, Blob.media_type).where(Blob.hash == digest)).one()
    return found.bytes, found.media_type


def visual_of(row: InsightVisual) -> Visual:
    """A picture of an insight, with what is drawn over it."""
    return Visual(id=row.id, filename=row.filename, blob=row.blob, alt=row.alt, caption=row.caption, marks=from_plain(row.marks))


def _visuals(session: Session) -> dict[str, tuple[Visual, ...]]:
    found: dict[str, list[Visual]] = defaultdict(list)
    for row in session.scalars(select(InsightVisual).order_by(InsightVisual.position, InsightVisual.filename)):
        found[row.insight_id].append(visual_of(row))
    return {key: tuple(visuals) for key, visuals in found.items()}


def _facts(
    insight: Insight, stage: Stage | None, journey: Journey | None, initiative: Initiative | None, visuals: tuple[Visual, ...]
) -> InsightFacts:
    sums = (insight.impact_low, insight.impact_likely, insight.impact_high)
    given = any(amount is not None for amount in sums)
    return InsightFacts(
        id=insight.id,
        key=insight.key,
        title=insight.title,
        problem=insight.problem,
        solution=insight.solution,
        impact=Impact(*sums, currency=insight.impact_currency, per=insight.impact_per) if given else None,
        effort_days=insight.effort_days,
        owner=insight.owner,
        teams=insight.teams,
        approvals=insight.approvals,
        journey=journey.name if journey else "",
        stage=stage.name if stage else "",
        stage_critical=stage.critical if stage else False,
        promise=insight.promise or (journey.promise if journey else ""),
        visuals=visuals,
        wording=insight.wording,
        own_promise=insight.promise,
        segments=insight.segments,
        nature=insight.nature,
        one_in=insight.one_in,
        stage_key=f"{journey.key}/{stage.key}" if journey and stage else "",
        initiative=initiative.key if initiative else "",
        initiative_title=initiative.title if initiative else "",
    )


def _delivery(delivery: Delivery, insight: Insight, market: Market) -> DeliveryFacts:
    return DeliveryFacts(
        id=delivery.id,
        insight_key=insight.key,
        insight_title=insight.title,
        market_key=market.key,
        country=market.country,
        status=delivery.status,
        since=delivery.since,
        with_whom=delivery.with_whom,
        due=delivery.due,
        proof=delivery.proof,
        reason=delivery.reason,
        wording=delivery.wording,
        owner=delivery.owner,
    )
