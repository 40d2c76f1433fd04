"""From heard to shipped, market by market: how much was said, what was made of it, who was given it, and what waits longest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from council_app.db.queries import loops as reads
from council_app.db.workspace import Workspace
from council_app.domain.enums import DeliveryStatus
from council_app.domain.programme import MarketFunnel, Standing
from council_app.errors import CouncilError, m_

_TAKEN_UP = frozenset({DeliveryStatus.PLANNED, DeliveryStatus.IN_TEST, DeliveryStatus.SHIPPED})
Heard = Mapping[str, Mapping[str, tuple[tuple[str, date], ...]]]


def funnel(*, workspace: Workspace, market: str = "", today: date | None = None) -> tuple[MarketFunnel, ...]:
    """Every market by key, or the one named; ages are counted to `today`.

    Raises:
        CouncilError: there is no market of this key.
    """
    with workspace.read() as reading:
        return funnels_in(reading, today or datetime.now().astimezone().date(), market)


def funnels_in(reading: Session, today: date, market: str = "", said: Heard | None = None) -> tuple[MarketFunnel, ...]:
    """As `funnel`, for who has a transaction open, and perhaps what was heard where (`heard_at`)."""
    markets = [row for row in reads.markets(reading) if market in ("", row.key)]
    if market and not markets:
        raise no_such_market(market)
    places = reads.places(reading)
    notes, carried = (_by_market(counts, places.values()) for counts in (reads.counted_notes(reading), reads.carried_notes(reading)))
    heard, names = _first(heard_at(reading, places) if said is None else said), reads.named(reading)
    tickets, became = reads.delegated(reading), reads.became(reading)
    return tuple(
        _funnel(row, notes[row.key], carried[row.key], heard.get(row.key, {}), names, tickets, became.get(row.key, {}), today)
        for row in markets
    )


def heard_at(reading: Session, places: Mapping[str, reads.SessionPlace] | None = None) -> Heard:
    """By market and insight (its id), the councils at which it was said, with their days; nodding along is not saying it."""
    where = reads.places(reading) if places is None else places
    found: dict[str, dict[str, set[tuple[str, date]]]] = defaultdict(lambda: defaultdict(set))
    for insight, session in reads.heard_in(reading):
        place = where[session]
        found[place.market][insight].add((place.council, place.day))
    return {market: {insight: tuple(sorted(there)) for insight, there in said.items()} for market, said in found.items()}


def first_heard(reading: Session, places: Mapping[str, reads.SessionPlace] | None = None) -> dict[str, dict[str, date]]:
    """By market, the day on which each insight (its id) was first heard there."""
    return _first(heard_at(reading, places))


def _first(said: Heard) -> dict[str, dict[str, date]]:
    return {market: {insight: min(day for _, day in there) for insight, there in heard.items()} for market, heard in said.items()}


def _by_market(counts: Mapping[str, int], places: Iterable[reads.SessionPlace]) -> defaultdict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for place in places:
        found[place.market] += counts.get(place.id, 0)
    return found


def _funnel(
    market: reads.MarketRow,
    notes: int,
    carried: int,
    heard: Mapping[str, date],
    names: Mapping[str, tuple[str, str]],
    tickets: frozenset[str],
    became: Mapping[str, reads.Became],
    today: date,
) -> MarketFunnel:
    status = {insight: became[insight].status if insight in became else DeliveryStatus.HEARD for insight in heard}
    standing = (Standing(*names[insight], day, status[insight]) for insight, day in heard.items())

    def keys(those: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(names[insight][0] for insight in those))

    return MarketFunnel(
        market=market.key,
        country=market.country,
        notes=notes,
        carried=carried,
        insight_keys=keys(heard),
        delegated_keys=keys(insight for insight in heard if insight in tickets or status[insight] in _TAKEN_UP),
        shipped_keys=keys(insight for insight in heard if status[insight] is DeliveryStatus.SHIPPED),
        declined_keys=keys(insight for insight in heard if status[insight] is DeliveryStatus.DECLINED),
        standing=tuple(sorted(standing, key=lambda each: (each.heard_on, each.key))),
        today=today,
    )


def no_such_market(key: str) -> CouncilError:
    """The refusal of an unknown market key."""
    return CouncilError(key, m_("there is no market of this key"), m_("Add it with a plan file: council apply PLAN --into WORKSPACE"))
