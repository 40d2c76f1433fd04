"""What is decided before anybody comes: markets, prototypes, scripts, codebook, journeys, councils with their sessions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from council_app.db.models import AgendaItem, Council, CouncilSession, Journey, Market, Prototype, Stage, Tag
from council_app.exchange import plan as files
from council_app.services.plan.places import places
from council_app.services.plan.putting import CHANGED, CREATED, UNCHANGED, Putting, given
from council_app.services.plan.scripts import put_scripts


def put_prepared(putting: Putting, plan: files.Plan) -> None:
    """Create or update everything that is prepared; what is referred to comes first."""
    for market in plan.markets:
        values = given(market, "key", "country", "locales", "currency", "customers", "cadence", "report_days")
        putting.markets[market.key], what = putting.put(Market, putting.markets.get(market.key), values)
        putting.count("markets", what)
    for prototype in plan.prototypes:
        values = given(prototype, "key", "name", "version", "embargo_until")
        putting.prototypes[prototype.key], what = putting.put(Prototype, putting.prototypes.get(prototype.key), values)
        putting.count("prototypes", what)
    put_scripts(putting, plan)
    _tags(putting, plan.codebook, None)
    for journey in plan.journeys:
        _journey(putting, journey)
    for council in plan.councils:
        _council(putting, council)


def _tags(putting: Putting, entries: Sequence[files.Tag], parent: Tag | None) -> None:
    prefix = f"{parent.path}/" if parent else ""
    parent_id = parent.id if parent else None
    existing = {tag.path.removeprefix(prefix): tag for tag in putting.tags.values() if tag.parent_id == parent_id}
    at = places([entry.key for entry in entries], existing)
    for entry in entries:
        values = given(entry, "name", "definition", "colour", "shortcut", "synonyms")
        values |= {"path": prefix + entry.key, "parent_id": parent_id, "position": at[entry.key]}
        row, what = putting.put(Tag, existing.get(entry.key), values)
        putting.tags[row.path] = row
        putting.count("tags", what)
        _tags(putting, entry.children, row)


def _journey(putting: Putting, entry: files.Journey) -> None:
    row = putting.session.scalar(select(Journey).where(Journey.key == entry.key))
    row, what = putting.put(Journey, row, given(entry, "key", "name", "owner", "promise"))
    putting.count("journeys", what)
    existing = {path.split("/")[1]: stage for path, stage in putting.stages.items() if stage.journey_id == row.id}
    at = places([stage.key for stage in entry.stages], existing)
    for stage in entry.stages:
        values = given(stage, "key", "name", "critical") | {"journey_id": row.id, "position": at[stage.key]}
        putting.stages[f"{entry.key}/{stage.key}"], what = putting.put(Stage, existing.get(stage.key), values)
        putting.count("stages", what)


def _council(putting: Putting, entry: files.Council) -> None:
    values = given(entry, "key", "city", "date", "timezone", "title", "retain_until")
    if "market" in entry.model_fields_set and entry.market:
        values["market_id"] = putting.markets[entry.market].id
    row, what = putting.put(Council, putting.councils.get(entry.key), values)
    putting.councils[entry.key] = row
    putting.count("councils", what)
    for session in entry.sessions:
        _session(putting, session, row)


def _session(putting: Putting, entry: files.Session, council: Council) -> None:
    values = given(entry, "key", "kind", "venue", "capacity", "target", "rehearsal") | {"council_id": council.id}
    values |= {name: value.strftime("%H:%M") for name in ("starts", "ends") if (value := getattr(entry, name)) is not None}
    before = putting.sessions.get(entry.key)
    if entry.model_fields_set & {"script", "script_version"}:
        values["script_id"] = putting.script_of(entry, before)
    row, what = putting.put(CouncilSession, before, values)
    putting.sessions[entry.key] = row
    if "agenda" in entry.model_fields_set and _agenda(putting, entry, row) and what == UNCHANGED:
        what = CHANGED
    putting.count("sessions", what)


def _agenda(putting: Putting, entry: files.Session, session: CouncilSession) -> bool:
    """Make the session's agenda that of the plan; True when anything changed."""
    statement = select(AgendaItem).where(AgendaItem.session_id == session.id).order_by(AgendaItem.position)
    existing = list(putting.session.scalars(statement))
    changed = len(existing) > len(entry.agenda)
    for position, item in enumerate(entry.agenda):
        task = putting.task_of(session, item.task).id if item.task else None
        values = {"title": item.title, "minutes": item.minutes or 0, "must_ask": item.must_ask, "task_id": task, "prompt": item.prompt}
        row = existing[position] if position < len(existing) else None
        _, what = putting.put(AgendaItem, row, values | {"session_id": session.id, "position": position})
        changed = changed or what in (CREATED, CHANGED)
    for row in existing[len(entry.agenda) :]:
        putting.session.delete(row)
    return changed
