"""The board of a market: what became of each insight there, how old that is, what is missing and what looks wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from council_app.db.queries import deliveries as reads
from council_app.db.queries import loops
from council_app.db.workspace import Workspace
from council_app.domain.deliveries import LADDER, DeliveryLine, Former, judge
from council_app.domain.dues import due_of
from council_app.errors import CouncilError, m_
from council_app.services.programme.funnels import first_heard


@dataclass(frozen=True, slots=True)
class MarketTab:
    """A market to choose, with the number of its deliveries."""

    key: str
    country: str
    deliveries: int


@dataclass(frozen=True, slots=True)
class Board:
    """What became of what was heard, in one market and in no other.

    Attributes:
        markets: every market, by its key.
        market, country: the one shown; "" where there is no market.
        locales: those the market publishes in.
        lines: furthest on the ladder first, declined last; within a step what is due first.
        insights: how many insights there are that this market says nothing of yet.
    """

    markets: tuple[MarketTab, ...]
    market: str
    country: str
    locales: tuple[str, ...]
    lines: tuple[DeliveryLine, ...]
    insights: int


@dataclass(frozen=True, slots=True)
class InsightChoice:
    """An insight that a market says nothing of yet; `heard_on` is the day it was first heard there, None where it never was."""

    key: str
    title: str
    heard_on: date | None


def board(*, workspace: Workspace, market: str = "", locale: str = "", today: date | None = None) -> Board:
    """The board of one market.

    Args:
        workspace: where from.
        market: its key, or its country; when not given, the first one that has deliveries, else the first.
        locale: titles as worded for it; as first written, when not given.
        today: the day ages are counted to; today here, when not given.

    Raises:
        CouncilError: there is no such market.
    """
    with workspace.read() as reading:
        found = reads.markets(reading)
        tabs = tuple(MarketTab(row.key, row.country, row.deliveries) for row in found)
        if not found and not market:
            return Board(tabs, "", "", (), (), 0)
        chosen = _chosen(found, market) if market else max(found, key=lambda row: bool(row.deliveries))
        lines, left = lines_in(reading, chosen.id, today, locale), len(reads.unfollowed(reading, chosen.id))
        return Board(tabs, chosen.key, chosen.country, chosen.locales, lines, left)


def lines_in(reading: Session, market: str, today: date | None = None, locale: str = "") -> tuple[DeliveryLine, ...]:
    """The lines of a market (its id), for who has a transaction open."""
    day, former = today or here_today(), reads.former(reading, market=market)
    found = [_line(row, day, locale, former.get(row.facts.id, ())) for row in reads.followed(reading, market=market)]
    return tuple(sorted(found, key=_place))


def line_in(reading: Session, delivery: str, today: date | None = None, locale: str = "") -> DeliveryLine:
    """One line, for who has a transaction open.

    Raises:
        CouncilError: there is no such delivery.
    """
    found = reads.followed(reading, delivery=delivery)
    if not found:
        raise no_such_delivery()
    former = reads.former(reading, delivery=delivery)
    return _line(found[0], today or here_today(), locale, former.get(delivery, ()))


def choices(*, workspace: Workspace, market: str, locale: str = "") -> tuple[InsightChoice, ...]:
    """The insights that a market says nothing of yet: those heard there first, then by title.

    Raises:
        CouncilError: there is no such market.
    """
    with workspace.read() as reading:
        chosen = market_named(reading, market)
        heard = heard_in(reading, chosen.key)
        rows = reads.unfollowed(reading, chosen.id)
    found = (InsightChoice(row.key, row.title_in(locale), heard.get(row.id)) for row in rows)
    return tuple(sorted(found, key=lambda choice: (choice.heard_on is None, choice.title.casefold(), choice.key)))


def heard_in(reading: Session, market: str) -> dict[str, date]:
    """By insight (its id), the day it was first heard in this market (its key)."""
    return first_heard(reading, loops.places(reading)).get(market, {})


def market_named(reading: Session, market: str) -> reads.MarketRow:
    """The market of this key, or of this country.

    Raises:
        CouncilError: there is none.
    """
    return _chosen(reads.markets(reading), market)


def here_today() -> date:
    """The day it is on this laptop."""
    return datetime.now().astimezone().date()


def no_such_delivery() -> CouncilError:
    """The refusal where a delivery has gone."""
    return CouncilError("", m_("this line is not on the board any more"), m_("It may have been taken off on another laptop."))


def _chosen(found: Sequence[reads.MarketRow], market: str) -> reads.MarketRow:
    by_key = next((row for row in found if row.key == market.lower()), None)
    chosen = by_key or next((row for row in found if row.country == market.upper()), None)
    if chosen is None:
        raise CouncilError(market, m_("there is no market of this key"), m_("Add it with a plan file."))
    return chosen


def _line(row: reads.FollowedInsight, day: date, locale: str, former: Sequence[Former]) -> DeliveryLine:
    return judge(row.facts, today=day, title=row.title_in(locale), insight_owner=row.owner, former=former)


def _place(line: DeliveryLine) -> tuple[int, date, str, str]:
    """Furthest first, declined last, then what is due first."""
    due = due_of(line.facts.due)
    rung = LADDER[::-1].index(line.status) if line.status in LADDER else len(LADDER)
    return rung, due.ends if due is not None else date.max, line.title.casefold(), line.facts.insight_key
