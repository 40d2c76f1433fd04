"""Giving the next council a date: what the last one of the market was like is proposed, a person says the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global
from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Council, CouncilSession, Market
from council_app.db.workspace import Workspace, changes
from council_app.domain.limits import LINE_LIMIT
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services.capacity import MOST_CHAIRS
from council_app.services.free_keys import free_key
from council_app.services.programme.funnels import no_such_market

_TIME = re.compile(r"(?:[01]?\d|2[0-3])[:.]?[0-5]\d")
_USUAL = (("18:00", "20:00"),)


@dataclass(frozen=True, slots=True)
class CouncilPlan:
    """A council to be.

    Attributes:
        hours: of each sitting, when it starts and ends (`HH:MM`, the clock of the place); two are a double session.
        capacity, target: of each sitting; None where nobody decided.
        timezone: of the place.
    """

    market: str
    city: str = ""
    day: date | None = None
    hours: tuple[tuple[str, str], ...] = _USUAL
    venue: str = ""
    capacity: int | None = None
    target: int | None = None
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """The council that was made, and its sessions, by key."""

    council: str
    sessions: tuple[str, ...]
    changes: Changes


def proposal(*, workspace: Workspace, market: str) -> CouncilPlan:
    """The market's newest council once more, without its day; where there is none, the usual evening in the country's own zone.

    Raises:
        CouncilError: there is no market of this key.
    """
    with workspace.read() as reading:
        row = _market(reading, market)
        last = reading.scalar(select(Council).where(Council.market_id == row.id).order_by(Council.date.desc(), Council.key.desc()).limit(1))
        if last is None:
            return CouncilPlan(market, timezone=_zone_of(row.country))
        sittings = _sittings(reading, last.id)
        first = sittings[0] if sittings else None
        return CouncilPlan(
            market=market,
            city=last.city,
            hours=tuple((each.starts, each.ends) for each in sittings) or _USUAL,
            venue=first.venue if first else "",
            capacity=first.capacity if first else None,
            target=first.target if first else None,
            timezone=last.timezone,
        )


def plan_council(*, workspace: Workspace, plan: CouncilPlan) -> Planned:
    """Make a council with its sittings; its script and its people come later.

    Raises:
        CouncilError: no such market; no city, no day, no time, a sitting that ends before it starts, or a number that no room has.
    """
    hours = _checked(plan)
    with workspace.write(m_("Plan a council")) as writing:
        market = _market(writing, plan.market)
        zone = plan.timezone or _zone_of(market.country)
        if not _known(zone):
            raise CouncilError(zone or plan.city, m_("no time zone is known"), m_("Write one, like Europe/Stockholm."))
        council = Council(
            key=free_key(writing, Council.key, f"{plan.city} {plan.day:%Y-%m}"),
            market_id=market.id,
            city=plan.city.strip(),
            date=plan.day,
            timezone=zone,
        )
        writing.add(council)
        writing.flush()
        keys = tuple(_add_sitting(writing, council, plan, each) for each in hours)
        return Planned(council.key, keys, changes(writing))


def _add_sitting(writing: JournalledSession, council: Council, plan: CouncilPlan, hours: tuple[str, str]) -> str:
    starts, ends = hours
    key = free_key(writing, CouncilSession.key, f"{council.key} {starts.replace(':', '')}")
    writing.add(
        CouncilSession(
            key=key,
            council_id=council.id,
            starts=starts,
            ends=ends,
            venue=plan.venue.strip(),
            capacity=plan.capacity,
            target=plan.target,
        )
    )
    writing.flush()
    return key


def _checked(plan: CouncilPlan) -> tuple[tuple[str, str], ...]:
    if not plan.city.strip() or len(plan.city) > LINE_LIMIT:
        raise CouncilError("", m_("a council needs a city"), m_("Write where it is."))
    if plan.day is None:
        raise CouncilError(plan.city, m_("a council needs a day"), m_("Write it like 2026-12-10."))
    for number in (plan.capacity, plan.target):
        if number is not None and not 1 <= number <= MOST_CHAIRS:
            raise CouncilError(
                str(number), m_("not a number from 1 to {most}", most=MOST_CHAIRS), m_("Leave it empty where nobody decided.")
            )
    hours = tuple((clock(starts), clock(ends)) for starts, ends in plan.hours)
    if not hours or any(starts >= ends for starts, ends in hours):
        raise CouncilError(plan.city, m_("a session ends before it starts"), m_("Write its start and its end, like 18:00 and 20:00."))
    return hours


def clock(text: str) -> str:
    """A time of day as `HH:MM`.

    Raises:
        CouncilError: it is none.
    """
    found = text.strip()
    if not _TIME.fullmatch(found):
        raise CouncilError(found, m_("is not a time of day"), m_("Write hours and minutes, like 09:30."))
    digits = found.replace(":", "").replace(".", "").zfill(4)
    return f"{digits[:2]}:{digits[2:]}"


def _zone_of(country: str) -> str:
    """The zone of a country that has one; "" of one with several that nobody could choose from."""
    zones = get_global("territory_zones").get(country, [])
    return str(zones[0]) if len(zones) in (1, 2) else ""


def _known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(zone)


def _market(session: Session, key: str) -> Market:
    row = session.scalar(select(Market).where(Market.key == key))
    if row is None:
        raise no_such_market(key)
    return row


def _sittings(session: Session, council: str) -> list[CouncilSession]:
    statement = select(CouncilSession).where(CouncilSession.council_id == council, ~CouncilSession.rehearsal)
    return list(session.scalars(statement.order_by(CouncilSession.starts)))
