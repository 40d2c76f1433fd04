"""Reads about deliveries: a market's board, how each stood before, and what can still come onto it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Integer, func, literal_column, or_, select
from sqlalchemy.orm import Session

from council_app.db.entries import UPDATE
from council_app.db.models import ChangeRow, Delivery, Insight, Market, Operation
from council_app.domain.deliveries import Former
from council_app.domain.enums import DeliveryStatus
from council_app.domain.records import DeliveryFacts, in_locale

_WRITTEN = literal_column("operation.rowid", Integer)


@dataclass(frozen=True, slots=True)
class MarketRow:
    """A market with the number of its deliveries."""

    id: str
    key: str
    country: str
    locales: tuple[str, ...]
    deliveries: int


@dataclass(frozen=True, slots=True)
class FollowedInsight:
    """A delivery with what its insight is called, by locale, and who owns it."""

    facts: DeliveryFacts
    titles: dict[str, str]
    owner: str

    @property
    def id(self) -> str:
        """The delivery's id."""
        return self.facts.id

    def title_in(self, locale: str) -> str:
        """The insight's title as worded for a locale."""
        return in_locale(self.facts.insight_title, self.titles, locale)


@dataclass(frozen=True, slots=True)
class LooseInsight:
    """An insight that a market says nothing of yet."""

    id: str
    key: str
    title: str
    titles: dict[str, str]

    def title_in(self, locale: str) -> str:
        """Its title as worded for a locale."""
        return in_locale(self.title, self.titles, locale)


def markets(session: Session) -> tuple[MarketRow, ...]:
    """Every market, by its key."""
    statement = select(Market, func.count(Delivery.id)).outerjoin(Delivery, Delivery.market_id == Market.id)
    rows = session.execute(statement.group_by(Market.id).order_by(Market.key))
    return tuple(MarketRow(market.id, market.key, market.country, market.locales, count) for market, count in rows)


def followed(session: Session, *, market: str | None = None, delivery: str | None = None) -> tuple[FollowedInsight, ...]:
    """What became of insights in one market (its id), or one delivery; by the insight's key."""
    statement = (
        select(Delivery, Insight.key, Insight.title, Insight.wording, Insight.owner, Market.key, Market.country)
        .join(Insight, Delivery.insight_id == Insight.id)
        .join(Market, Delivery.market_id == Market.id)
        .order_by(Insight.key)
    )
    if market is not None:
        statement = statement.where(Delivery.market_id == market)
    if delivery is not None:
        statement = statement.where(Delivery.id == delivery)
    return tuple(
        FollowedInsight(_facts(row, key, title, market_key, country), titles, owner)
        for row, key, title, titles, owner, market_key, country in session.execute(statement)
    )


def _facts(row: Delivery, insight: str, title: str, market: str, country: str) -> DeliveryFacts:
    return DeliveryFacts(
        id=row.id,
        insight_key=insight,
        insight_title=title,
        market_key=market,
        country=country,
        status=row.status,
        since=row.since,
        with_whom=row.with_whom,
        due=row.due,
        proof=row.proof,
        reason=row.reason,
        wording=row.wording,
        owner=row.owner,
    )


def unfollowed(session: Session, market: str) -> tuple[LooseInsight, ...]:
    """The insights that this market (its id) says nothing of yet, by key."""
    there = select(Delivery.insight_id).where(Delivery.market_id == market)
    statement = select(Insight.id, Insight.key, Insight.title, Insight.wording).where(Insight.id.not_in(there))
    return tuple(LooseInsight(*row) for row in session.execute(statement.order_by(Insight.key)))


def former(session: Session, *, market: str | None = None, delivery: str | None = None) -> dict[str, tuple[Former, ...]]:
    """By delivery, how it stood before, oldest first, as the change log knows it; most never moved and are left out."""
    rows = (
        select(ChangeRow.row_id, ChangeRow.values, Operation.at, Delivery.since)
        .join(Operation, ChangeRow.operation == Operation.id)
        .join(Delivery, Delivery.id == ChangeRow.row_id)
        .where(ChangeRow.op == UPDATE, or_(ChangeRow.values.like('%"status":%'), ChangeRow.values.like('%"since":%')))
    )
    if delivery is not None:
        rows = rows.where(Delivery.id == delivery)
    if market is not None:
        rows = rows.where(Delivery.market_id == market)
    found: defaultdict[str, list[tuple[datetime, dict[str, list[object]]]]] = defaultdict(list)
    since: dict[str, date | None] = {}
    for row_id, values, at, now in session.execute(rows.order_by(_WRITTEN, ChangeRow.seq)):
        found[row_id].append((at, json.loads(values)))
        since[row_id] = now
    return {row_id: tuple(_steps(changes, since[row_id]))[::-1] for row_id, changes in found.items()}


def _steps(changes: Sequence[tuple[datetime, dict[str, list[object]]]], since: date | None) -> Iterator[Former]:
    """Each status that was left, with the date it carried, the last one first: backwards from how it stands now."""
    for at, values in reversed(changes):
        if "since" in values:
            since = _day(values["since"][0])
        left = values.get("status", [None])[0]
        if isinstance(left, str):
            yield Former(DeliveryStatus(left), since, at.astimezone().date())


def _day(logged: object) -> date | None:
    return date.fromisoformat(logged) if isinstance(logged, str) else None
