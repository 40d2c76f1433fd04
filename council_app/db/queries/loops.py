"""Reads of how far what was heard has come: what counts in each market, what was handed on, and what became of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Council, CouncilSession, Delegation, Delivery, Insight, Market
from council_app.db.queries.insight_voices import carrying, said_in
from council_app.db.queries.notes import all_who_refused_notes
from council_app.domain.enums import DeliveryStatus

_COUNTED = """
SELECT session_id, sum(notes) FROM note_tally
WHERE attendance_id NOT IN (SELECT value FROM json_each(?)) GROUP BY session_id
"""


class MarketRow(NamedTuple):
    """A market's own settings."""

    id: str
    key: str
    country: str
    cadence: int | None
    report_days: int | None


class SessionPlace(NamedTuple):
    """Whose a session is, and on what day."""

    id: str
    key: str
    council: str
    market: str
    day: date


class Became(NamedTuple):
    """What became of an insight in a market; declined, it is `explained` by a reason."""

    status: DeliveryStatus
    since: date | None
    explained: bool


def markets(session: Session) -> tuple[MarketRow, ...]:
    """All of them, by key."""
    statement = select(Market.id, Market.key, Market.country, Market.cadence, Market.report_days).order_by(Market.key)
    return tuple(MarketRow(*row) for row in session.execute(statement))


def places(session: Session) -> dict[str, SessionPlace]:
    """Every session that counts, by its id."""
    statement = (
        select(CouncilSession.id, CouncilSession.key, Council.key, Market.key, Council.date)
        .join(Council, CouncilSession.council_id == Council.id)
        .join(Market, Council.market_id == Market.id)
        .where(~CouncilSession.rehearsal)
    )
    return {row[0]: SessionPlace(*row) for row in session.execute(statement)}


def counted_notes(session: Session) -> dict[str, int]:
    """How many notes of each session (its id) count; what who refused notes said is none of them."""
    silent = json.dumps(sorted(all_who_refused_notes(session)))
    return dict(session.connection().exec_driver_sql(_COUNTED, (silent,)).all())


def carried_notes(session: Session) -> Mapping[str, int]:
    """How many of them speak for an insight, by session (its id)."""
    return carrying(session)


def heard_in(session: Session) -> list[tuple[str, str]]:
    """Every insight (its id) with each session (its id) in which it was said."""
    return said_in(session)


def delegated(session: Session) -> frozenset[str]:
    """Ids of the insights that have a ticket somewhere."""
    return frozenset(session.scalars(select(Delegation.insight_id)))


def became(session: Session) -> dict[str, dict[str, Became]]:
    """By market key and insight id, what became of it there."""
    statement = select(Market.key, Delivery.insight_id, Delivery.status, Delivery.since, Delivery.reason)
    found: dict[str, dict[str, Became]] = defaultdict(dict)
    for market, insight, status, since, reason in session.execute(statement.join(Market, Delivery.market_id == Market.id)):
        found[market][insight] = Became(status, since, status is not DeliveryStatus.DECLINED or bool(reason.strip()))
    return dict(found)


def named(session: Session) -> dict[str, tuple[str, str]]:
    """Key and title of every insight, by its id."""
    return {row: (key, title) for row, key, title in session.execute(select(Insight.id, Insight.key, Insight.title))}
