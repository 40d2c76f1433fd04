"""What was made of it: insights with their evidence and pictures, indicators, deliveries, and which reports were sent."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from council_app.db.models import Delivery, Evidence, Indicator, Insight, InsightVisual, ReportSent
from council_app.domain.marks import from_plain, to_plain
from council_app.exchange import plan as files
from council_app.exchange.plan.visuals import VisualFile
from council_app.services.attachments import keep_clean
from council_app.services.plan.acting import put_scores
from council_app.services.plan.heard import note_ids
from council_app.services.plan.putting import CHANGED, UNCHANGED, Putting, given

_FIELDS = (
    "key",
    "title",
    "problem",
    "solution",
    "effort_days",
    "owner",
    "teams",
    "approvals",
    "wording",
    "segments",
    "nature",
    "promise",
    "one_in",
)


def put_followed(putting: Putting, plan: files.Plan, pictures: Mapping[files.VisualEntry, VisualFile]) -> None:
    """Create or update insights, indicators, deliveries, and what was said of reports."""
    for insight in plan.insights:
        _insight(putting, insight, pictures)
    for indicator in plan.indicators:
        _indicator(putting, indicator)
    for delivery in plan.deliveries:
        _delivery(putting, delivery)
    for sent in plan.reports_sent:
        _report_sent(putting, sent)


def _insight(putting: Putting, entry: files.Insight, pictures: Mapping[files.VisualEntry, VisualFile]) -> None:
    values = given(entry, *_FIELDS)
    if "stage" in entry.model_fields_set:
        values["stage_id"] = putting.stages[entry.stage].id if entry.stage else None
    if "initiative" in entry.model_fields_set:
        values["initiative_id"] = putting.initiatives[entry.initiative].id if entry.initiative else None
    if "impact" in entry.model_fields_set:
        values |= _impact(entry.impact)
    row, what = putting.put(Insight, putting.insights.get(entry.key), values)
    putting.insights[entry.key] = row
    changed = [
        _evidence(putting, row, entry.evidence, against=False) if "evidence" in entry.model_fields_set else False,
        _evidence(putting, row, entry.against, against=True) if "against" in entry.model_fields_set else False,
        _visuals(putting, row, entry, pictures) if "visuals" in entry.model_fields_set else False,
        put_scores(putting, row, entry),
    ]
    putting.count("insights", CHANGED if any(changed) and what == UNCHANGED else what)


def _impact(impact: files.ImpactEntry | None) -> dict[str, object]:
    if impact is None:
        return {"impact_low": None, "impact_likely": None, "impact_high": None, "impact_currency": "", "impact_per": "year"}
    sums = {f"impact_{name}": getattr(impact, name) for name in ("low", "likely", "high")}
    return sums | {"impact_currency": impact.currency, "impact_per": impact.per}


def _evidence(putting: Putting, insight: Insight, entry: files.Evidence, *, against: bool) -> bool:
    notes = note_ids(putting.session, entry.notes)
    wanted = {(notes[key], None) for key in entry.notes} | {(None, putting.tags[path].id) for path in entry.tags}
    statement = select(Evidence).where(Evidence.insight_id == insight.id, Evidence.against == against)
    there = {(row.note_id, row.tag_id): row for row in putting.session.scalars(statement)}
    for source in there.keys() - wanted:
        putting.session.delete(there[source])
    for note_id, tag_id in sorted(wanted - there.keys(), key=str):
        putting.session.add(Evidence(insight_id=insight.id, note_id=note_id, tag_id=tag_id, against=against))
    return wanted != there.keys()


def _visuals(putting: Putting, insight: Insight, entry: files.Insight, pictures: Mapping[files.VisualEntry, VisualFile]) -> bool:
    rows = putting.session.scalars(select(InsightVisual).where(InsightVisual.insight_id == insight.id))
    there = {row.filename: row for row in rows}
    changed = False
    for position, visual in enumerate(entry.visuals):
        picture = pictures[visual]
        values: dict[str, object] = {"insight_id": insight.id, "position": position, "filename": visual.file, "alt": visual.alt or ""}
        values["caption"] = visual.caption or ""
        values["marks"] = to_plain(from_plain([mark.model_dump(exclude_none=True) for mark in visual.marks]))
        values["blob"] = keep_clean(putting.session, picture.content, picture.media_type)
        _, what = putting.put(InsightVisual, there.pop(visual.file, None), values)
        changed = changed or what != UNCHANGED
    for row in there.values():
        putting.session.delete(row)
    return changed or bool(there)


def _indicator(putting: Putting, entry: files.Indicator) -> None:
    market = putting.markets[entry.market].id
    statement = select(Indicator).where(Indicator.market_id == market, Indicator.name == entry.name)
    there = {row.month: row for row in putting.session.scalars(statement)}
    for month, value in entry.values.items():
        _, what = putting.put(Indicator, there.get(month), {"market_id": market, "name": entry.name, "month": month, "value": value})
        putting.count("indicators", what)


def _delivery(putting: Putting, entry: files.Delivery) -> None:
    insight, market = putting.insights[entry.insight].id, putting.markets[entry.market].id
    row = putting.session.scalar(select(Delivery).where(Delivery.insight_id == insight, Delivery.market_id == market))
    values = given(entry, "status", "since", "with_whom", "due", "proof", "reason", "wording", "owner")
    _, what = putting.put(Delivery, row, values | {"insight_id": insight, "market_id": market})
    putting.count("deliveries", what)


def _report_sent(putting: Putting, entry: files.SentReport) -> None:
    values = {"scope": entry.scope, "about": entry.about, "audience": entry.audience}
    row = putting.session.scalar(select(ReportSent).filter_by(**values))
    _, what = putting.put(ReportSent, row, values | {"day": entry.day})
    putting.count("reports_sent", what)
