"""Dumping what was made of it: insights with their pictures, indicators, deliveries, and which reports were sent."""

from __future__ import annotations

import base64
from collections import defaultdict
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import (
    Blob,
    Delivery,
    Evidence,
    Indicator,
    Initiative,
    Insight,
    InsightVisual,
    Journey,
    Market,
    Note,
    ReportSent,
    Stage,
    Tag,
)
from council_app.db.queries.withheld import notes_of, silent
from council_app.domain.marks import from_plain, to_plain
from council_app.exchange import plan as files
from council_app.services.plan.dumped_acting import scores_of


class Followed(TypedDict):
    """These parts of a plan."""

    insights: tuple[files.Insight, ...]
    indicators: tuple[files.Indicator, ...]
    deliveries: tuple[files.Delivery, ...]
    reports_sent: tuple[files.SentReport, ...]


def insights_of(session: Session) -> Followed:
    """Insights, indicators, deliveries and sent reports, by key."""
    return Followed(
        insights=_insights(session),
        indicators=_indicators(session),
        deliveries=_deliveries(session),
        reports_sent=_reports_sent(session),
    )


def _insights(session: Session) -> tuple[files.Insight, ...]:
    statement = select(Stage.id, Journey.key, Stage.key).join(Journey, Stage.journey_id == Journey.id)
    stages = {stage: f"{journey}/{key}" for stage, journey, key in session.execute(statement)}
    evidence, visuals, scores = _evidence(session), _visuals(session), scores_of(session)
    initiatives = dict(session.execute(select(Initiative.id, Initiative.key)).all())
    return tuple(
        files.Insight(
            key=row.key,
            title=row.title,
            problem=row.problem or None,
            solution=row.solution or None,
            impact=_impact(row),
            effort_days=row.effort_days or None,
            owner=row.owner or None,
            teams=row.teams,
            approvals=row.approvals,
            stage=stages.get(row.stage_id or ""),
            initiative=initiatives.get(row.initiative_id or ""),
            segments=row.segments,
            nature=row.nature,
            promise=row.promise or None,
            one_in=row.one_in,
            scores=scores[row.id],
            wording=row.wording,
            visuals=tuple(visuals[row.id]),
            evidence=evidence[(row.id, False)],
            against=evidence[(row.id, True)],
        )
        for row in session.scalars(select(Insight).order_by(Insight.key))
    )


def _impact(row: Insight) -> files.ImpactEntry | None:
    if not row.impact_currency:
        return None
    return files.ImpactEntry.model_validate(
        {
            "low": row.impact_low,
            "likely": row.impact_likely,
            "high": row.impact_high,
            "currency": row.impact_currency,
            "per": row.impact_per,
        }
    )


def _evidence(session: Session) -> defaultdict[tuple[str, bool], files.Evidence]:
    notes: dict[tuple[str, bool], list[str]] = defaultdict(list)
    tags: dict[tuple[str, bool], list[str]] = defaultdict(list)
    withheld = notes_of(session, silent(session))
    statement = select(Evidence.insight_id, Evidence.against, Note.id, Note.key).join(Note, Evidence.note_id == Note.id)
    for insight, against, note_id, key in session.execute(statement):
        if note_id not in withheld:
            notes[(insight, against)].append(key or f"n-{note_id}")
    for insight, against, path in session.execute(
        select(Evidence.insight_id, Evidence.against, Tag.path).join(Tag, Evidence.tag_id == Tag.id)
    ):
        tags[(insight, against)].append(path)
    found: defaultdict[tuple[str, bool], files.Evidence] = defaultdict(files.Evidence)
    for side in notes.keys() | tags.keys():
        found[side] = files.Evidence(notes=tuple(sorted(notes[side])), tags=tuple(sorted(tags[side])))
    return found


def _visuals(session: Session) -> dict[str, list[files.InsightPicture]]:
    found: dict[str, list[files.InsightPicture]] = defaultdict(list)
    statement = select(InsightVisual, Blob.bytes).join(Blob, InsightVisual.blob == Blob.hash)
    for row, data in session.execute(statement.order_by(InsightVisual.position, InsightVisual.filename)):
        picture = base64.b64encode(data).decode("ascii")
        found[row.insight_id].append(
            files.InsightPicture(file=row.filename, alt=row.alt or None, data=picture, caption=row.caption or None, marks=_marks(row.marks))
        )
    return found


def _marks(plain: object) -> tuple[files.MarkEntry, ...]:
    return tuple(files.MarkEntry.model_validate(mark) for mark in to_plain(from_plain(plain)))


def _indicators(session: Session) -> tuple[files.Indicator, ...]:
    values: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    statement = select(Market.key, Indicator.name, Indicator.month, Indicator.value).join(Market, Indicator.market_id == Market.id)
    for market, name, month, value in session.execute(statement.order_by(Market.key, Indicator.name, Indicator.month)):
        values[(market, name)][month] = value
    return tuple(files.Indicator(market=market, name=name, values=months) for (market, name), months in values.items())


def _deliveries(session: Session) -> tuple[files.Delivery, ...]:
    statement = select(Delivery, Insight.key, Market.key).join(Insight, Delivery.insight_id == Insight.id)
    rows = session.execute(statement.join(Market, Delivery.market_id == Market.id).order_by(Insight.key, Market.key))
    return tuple(
        files.Delivery(
            insight=insight,
            market=market,
            status=row.status,
            since=row.since,
            with_whom=row.with_whom or None,
            due=row.due or None,
            proof=row.proof or None,
            reason=row.reason or None,
            wording=row.wording,
            owner=row.owner or None,
        )
        for row, insight, market in rows
    )


def _reports_sent(session: Session) -> tuple[files.SentReport, ...]:
    rows = session.scalars(select(ReportSent).order_by(ReportSent.scope, ReportSent.about, ReportSent.audience))
    return tuple(files.SentReport(scope=row.scope, about=row.about, audience=row.audience, day=row.day) for row in rows)
