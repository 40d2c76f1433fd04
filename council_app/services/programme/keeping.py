"""Is the loop kept: what moved since the last council, how long it took to ship, and how much of what was reported was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from council_app.db.queries import loops as reads
from council_app.db.queries import rings
from council_app.db.workspace import Workspace
from council_app.domain.enums import DeliveryStatus, ReportScope
from council_app.domain.loop_kept import Answered, Delivered, MarketLoop, Moved, SinceLast
from council_app.domain.year import CouncilMark
from council_app.services.programme.funnels import Heard, heard_at, no_such_market
from council_app.services.programme.years import marks_in, today_here

_Became = Mapping[str, reads.Became]
_Names = Mapping[str, tuple[str, str]]


def kept(*, workspace: Workspace, market: str = "", today: date | None = None) -> tuple[MarketLoop, ...]:
    """Every market by key, or the one named.

    Raises:
        CouncilError: there is no market of this key.
    """
    with workspace.read() as reading:
        return kept_in(reading, marks_in(reading, today or today_here()), market)


def kept_in(reading: Session, marks: Sequence[CouncilMark], market: str = "", said: Heard | None = None) -> tuple[MarketLoop, ...]:
    """As `kept`, for who has a transaction open and every council (`marks_in`) at hand, and perhaps what was heard where (`heard_at`)."""
    rows = [row for row in reads.markets(reading) if market in ("", row.key)]
    if market and not rows:
        raise no_such_market(market)
    heard, names, became = heard_at(reading) if said is None else said, reads.named(reading), reads.became(reading)
    posts, sent = rings.posts_out(reading), rings.sent(reading)
    found = []
    for row in rows:
        here = [mark for mark in marks if mark.market == row.key]
        mine, fate = heard.get(row.key, {}), became.get(row.key, {})
        told = {mark.key for mark in here if mark.reported_on is not None}
        whole = sent.get((ReportScope.MARKET, row.key))
        told |= {mark.key for mark in here if whole is not None and mark.held and mark.day <= whole}
        reported = [insight for insight, places in mine.items() if any(council in told for council, _ in places)]
        found.append(
            MarketLoop(
                market=row.key,
                country=row.country,
                since=_since(here, fate, names, posts.get(row.key, ())),
                answered=_answered(reported, fate, names),
                delivered=_delivered(mine, fate, names),
            )
        )
    return tuple(found)


def _since(marks: Sequence[CouncilMark], became: _Became, names: _Names, posts: Sequence[date]) -> SinceLast | None:
    last = next((mark for mark in reversed(marks) if mark.held), None)
    if last is None:
        return None
    moved = [
        Moved(*names[insight], fate.status, fate.since)
        for insight, fate in became.items()
        if fate.status is not DeliveryStatus.HEARD and fate.since is not None and last.day <= fate.since <= last.today
    ]
    newest = sorted(moved, key=lambda each: (-each.since.toordinal(), each.key))
    return SinceLast(last.key, last.city, last.day, tuple(newest), tuple(day for day in posts if day >= last.day))


def _answered(reported: Sequence[str], became: _Became, names: _Names) -> Answered:
    def those(status: DeliveryStatus) -> tuple[str, ...]:
        fates = ((insight, became.get(insight)) for insight in reported)
        return tuple(sorted(names[insight][0] for insight, fate in fates if fate is not None and fate.status is status and fate.explained))

    keys = tuple(sorted(names[insight][0] for insight in reported))
    return Answered(keys, those(DeliveryStatus.SHIPPED), those(DeliveryStatus.DECLINED))


def _delivered(heard: Mapping[str, Sequence[tuple[str, date]]], became: _Became, names: _Names) -> tuple[Delivered, ...]:
    found = [
        Delivered(*names[insight], min(day for _, day in places), since)
        for insight, places in heard.items()
        if (fate := became.get(insight)) is not None and fate.status is DeliveryStatus.SHIPPED and (since := fate.since) is not None
    ]
    return tuple(sorted(found, key=lambda each: (-each.shipped_on.toordinal(), each.key)))
