"""Dumping what is prepared: markets, councils, prototypes, scripts, codebook, journeys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import time
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import AgendaItem, Council, CouncilSession, Journey, Market, Prototype, Script, Stage, Tag, Task
from council_app.exchange import plan as files
from council_app.services.plan.dumped_scripts import numbered_scripts, scripts_of


class Prepared(TypedDict):
    """These parts of a plan."""

    markets: tuple[files.Market, ...]
    councils: tuple[files.Council, ...]
    prototypes: tuple[files.Prototype, ...]
    scripts: tuple[files.Script, ...]
    codebook: tuple[files.Tag, ...]
    journeys: tuple[files.Journey, ...]


def prepared_of(session: Session) -> Prepared:
    """Everything that was prepared, by key; lists that have an order in theirs."""
    markets = list(session.scalars(select(Market).order_by(Market.key)))
    prototypes = list(session.scalars(select(Prototype).order_by(Prototype.key)))
    return Prepared(
        markets=tuple(
            files.Market(
                key=row.key,
                country=row.country,
                locales=row.locales,
                currency=row.currency or None,
                customers=row.customers,
                cadence=row.cadence,
                report_days=row.report_days,
            )
            for row in markets
        ),
        councils=_councils(session, {row.id: row.key for row in markets}),
        prototypes=tuple(
            files.Prototype(key=row.key, name=row.name, version=row.version or None, embargo_until=row.embargo_until) for row in prototypes
        ),
        scripts=tuple(scripts_of(session, {row.id: row.key for row in prototypes})),
        codebook=_codebook(session),
        journeys=_journeys(session),
    )


def _councils(session: Session, markets: dict[str, str]) -> tuple[files.Council, ...]:
    numbered = numbered_scripts(session)
    scripts = {row.id: (row.key, row.version if row.key in numbered else None) for row in session.scalars(select(Script))}
    tasks = dict(session.execute(select(Task.id, Task.key)).all())
    agenda: dict[str, list[files.AgendaItem]] = defaultdict(list)
    for item in session.scalars(select(AgendaItem).order_by(AgendaItem.session_id, AgendaItem.position)):
        task = tasks.get(item.task_id or "")
        agenda[item.session_id].append(
            files.AgendaItem(title=item.title, minutes=item.minutes, must_ask=item.must_ask, task=task, prompt=item.prompt or None)
        )
    sittings: dict[str, list[files.Session]] = defaultdict(list)
    for row in session.scalars(select(CouncilSession).order_by(CouncilSession.starts, CouncilSession.key)):
        sittings[row.council_id].append(_session(row, scripts.get(row.script_id or "", (None, None)), agenda[row.id]))
    return tuple(
        files.Council(
            key=row.key,
            market=markets[row.market_id],
            city=row.city,
            date=row.date,
            timezone=row.timezone,
            title=row.title or None,
            retain_until=row.retain_until,
            sessions=tuple(sittings[row.id]),
        )
        for row in session.scalars(select(Council).order_by(Council.date, Council.key))
    )


def _session(row: CouncilSession, script: tuple[str | None, int | None], agenda: Iterable[files.AgendaItem]) -> files.Session:
    return files.Session(
        key=row.key,
        kind=row.kind,
        starts=time.fromisoformat(row.starts),
        ends=time.fromisoformat(row.ends),
        venue=row.venue or None,
        capacity=row.capacity,
        target=row.target,
        script=script[0],
        script_version=script[1],
        rehearsal=row.rehearsal or None,
        agenda=tuple(agenda),
    )


def _codebook(session: Session) -> tuple[files.Tag, ...]:
    below: dict[str | None, list[Tag]] = defaultdict(list)
    for row in session.scalars(select(Tag).order_by(Tag.position, Tag.path)):
        below[row.parent_id].append(row)

    def branch(parent: str | None) -> tuple[files.Tag, ...]:
        return tuple(
            files.Tag(
                key=row.path.rsplit("/", 1)[-1],
                name=row.name,
                definition=row.definition or None,
                colour=row.colour or None,
                shortcut=row.shortcut or None,
                synonyms=row.synonyms,
                children=branch(row.id),
            )
            for row in below[parent]
        )

    return branch(None)


def _journeys(session: Session) -> tuple[files.Journey, ...]:
    stages: dict[str, list[files.Stage]] = defaultdict(list)
    for stage in session.scalars(select(Stage).order_by(Stage.journey_id, Stage.position, Stage.key)):
        stages[stage.journey_id].append(files.Stage(key=stage.key, name=stage.name, critical=stage.critical or None))
    return tuple(
        files.Journey(key=row.key, name=row.name, owner=row.owner or None, promise=row.promise or None, stages=tuple(stages[row.id]))
        for row in session.scalars(select(Journey).order_by(Journey.key))
    )
