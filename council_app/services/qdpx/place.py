"""Where a project goes: into sessions that are there, or into a council with one session made for it."""

from __future__ import annotations

import locale
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from council_app.db.journal import JournalledSession
from council_app.db.models import Council, CouncilSession, Market, Source, new_id
from council_app.db.queries import programme as programme_reads
from council_app.domain.enums import SessionKind
from council_app.errors import CouncilError, m_
from council_app.exchange.qdpx.model import Project, derived
from council_app.exchange.text import one_line
from council_app.services.codebook import tag_key

_TITLE_LIMIT, _KEY_LIMIT = 200, 64
_YEARS = range(1900, 2201)
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Place(NamedTuple):
    """A session that notes go to; `starts` is when it began."""

    id: str
    key: str
    starts: datetime


def named_place(writing: JournalledSession, key: str) -> Place:
    """The session of this key.

    Raises:
        CouncilError: there is none.
    """
    found = programme_reads.session_named(writing, key)
    return Place(found.id, found.key, found.starts)


def session_of(writing: JournalledSession, source: str) -> str:
    """The key of the session that a text which is here belongs to."""
    return writing.scalars(select(CouncilSession.key).join(Source, Source.session_id == CouncilSession.id).where(Source.id == source)).one()


def place_for(writing: JournalledSession, project: Project, market: str | None) -> Place:
    """The session that an earlier import of this project made, or a new one.

    Args:
        writing: the write.
        project: what is to go there.
        market: key or country of the market it belongs to; the one with most councils when not given.

    Raises:
        CouncilError: there is no such market, and no such country.
    """
    guids = [source.guid for source in project.sources]
    earlier = writing.scalar(
        select(CouncilSession.key).join(Source, Source.session_id == CouncilSession.id).where(Source.id.in_(guids[:500]))
    )
    anchor = next(iter([*guids, *(case.guid for case in project.cases)]), project.name)
    made = earlier or writing.scalar(select(CouncilSession.key).where(CouncilSession.id == derived("session", anchor)))
    return named_place(writing, made) if made is not None else _made(writing, project, anchor, market)


def told_place(writing: JournalledSession, facts: Mapping[str, str], guid: str) -> Place | None:
    """The session that Council's own file names, made with its council and market where they are missing.

    It is made with the id `guid`. None when the file says too little.
    """
    key = facts.get("session", "")
    if not _is_key(key):
        return None
    if writing.scalar(select(CouncilSession.id).where(CouncilSession.key == key)) is not None:
        return named_place(writing, key)
    council = writing.scalar(select(Council).where(Council.key == facts.get("council", ""))) or _told_council(writing, facts)
    times = facts.get("starts", ""), facts.get("ends", "")
    if council is None or not all(_CLOCK.fullmatch(time) for time in times):
        return None
    kind = facts.get("kind", "")
    own = guid if writing.get(CouncilSession, guid) is None else new_id()
    row = CouncilSession(
        id=own, key=key, council_id=council.id, starts=times[0], ends=times[1], venue=facts.get("venue", "")[:_TITLE_LIMIT]
    )
    row.kind = SessionKind(kind) if kind in set(SessionKind) else SessionKind.COUNCIL
    writing.add(row)
    writing.flush()
    return named_place(writing, key)


def _is_key(key: str) -> bool:
    return len(key) <= _KEY_LIMIT and _KEY.fullmatch(key) is not None


def _told_council(writing: JournalledSession, facts: Mapping[str, str]) -> Council | None:
    key, zone = facts.get("council", ""), facts.get("timezone", "")
    try:
        day = date.fromisoformat(facts.get("date", ""))
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        return None
    if not _is_key(key) or day.year not in _YEARS or facts.get("country", "") not in _countries():
        return None
    market = writing.scalar(select(Market).where(Market.key == facts.get("market", ""))) or _new_market(writing, facts["country"])
    city, title = (facts.get(name, "")[:_TITLE_LIMIT] for name in ("city", "title"))
    row = Council(key=key, market_id=market.id, city=city or key, date=day, timezone=zone, title=title)
    writing.add(row)
    writing.flush()
    return row


def _made(writing: JournalledSession, project: Project, anchor: str, wanted: str | None) -> Place:
    market = _market(writing, wanted)
    name = one_line(project.name)[:_TITLE_LIMIT] or "REFI-QDA"
    dates = [at for at in (project.at, *(source.at for source in project.sources)) if at is not None]
    zone = writing.scalar(
        select(Council.timezone).where(Council.market_id == market.id).order_by(Council.date.desc()).limit(1)
    ) or _zone_of(market.country)
    council = Council(
        id=derived("council", anchor),
        key=_free_key(writing, tag_key(name)),
        market_id=market.id,
        city=_country_name(market),
        date=(min(dates) if dates else datetime.now(ZoneInfo(zone))).date(),
        timezone=zone,
        title=name,
    )
    writing.add(council)
    writing.flush()
    session = CouncilSession(id=derived("session", anchor), key=council.key, council_id=council.id, starts="09:00", ends="17:00")
    writing.add(session)
    writing.flush()
    return named_place(writing, session.key)


def _free_key(writing: JournalledSession, key: str) -> str:
    base = key[: _KEY_LIMIT - 6].strip("-")
    taken = {*writing.scalars(select(Council.key)), *writing.scalars(select(CouncilSession.key))}
    return next(tried for number in range(1, len(taken) + 2) if (tried := base if number == 1 else f"{base}-{number}") not in taken)


def _market(writing: JournalledSession, wanted: str | None) -> Market:
    if wanted is None:
        most = select(Market).outerjoin(Council).group_by(Market.id).order_by(func.count(Council.id).desc(), Market.key).limit(1)
        return writing.scalar(most) or _new_market(writing, _here())
    found = writing.scalar(select(Market).where(Market.key == wanted.lower()))
    found = found or writing.scalar(select(Market).where(Market.country == wanted.upper()).order_by(Market.key).limit(1))
    if found is not None:
        return found
    if wanted.upper() not in _countries():
        raise CouncilError(wanted, m_("there is no such market, and no such country"), m_("Name a market's key, or a country such as GB."))
    return _new_market(writing, wanted.upper())


def _new_market(writing: JournalledSession, country: str) -> Market:
    from babel import languages, localedata, numbers  # noqa: PLC0415 - slow start, and only a first market needs them

    spoken = languages.get_official_languages(country, de_facto=True)[:1] or ("en",)
    used = numbers.get_territory_currencies(country)
    tag = f"{spoken[0].partition('_')[0]}-{country}"
    if not localedata.exists(tag.replace("-", "_")):
        tag = "en-GB"
    row = Market(key=country.lower(), country=country, currency=used[0] if used else "EUR", locales=(tag,))
    writing.add(row)
    writing.flush()
    return row


def _countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes."""
    from council_app.exchange.plan.types import countries  # noqa: PLC0415 - slow start: it loads pydantic

    return countries()


def _here() -> str:
    """The country this laptop is set to."""
    territory = (locale.getlocale()[0] or "").partition("_")[2]
    return territory if territory in _countries() else "GB"


def _zone_of(country: str) -> str:
    """The time zone of a country that has only one."""
    from babel.core import get_global  # noqa: PLC0415 - slow start

    zones = get_global("territory_zones").get(country, ())
    return str(zones[0]) if len(zones) == 1 else "UTC"


def _country_name(market: Market) -> str:
    from babel import Locale  # noqa: PLC0415 - slow start

    tag = market.locales[0] if market.locales else "en"
    return str(Locale.parse(tag, sep="-").territories.get(market.country, market.country))
