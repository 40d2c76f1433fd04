"""The programme on one page: the same figures as the window's, frozen for print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from council_app.domain.loop_kept import MarketLoop
from council_app.domain.next_things import NextThing
from council_app.domain.programme import MarketFunnel
from council_app.domain.trend_lines import MarketTrends
from council_app.domain.year import MarketYear, ProgrammeYear


@dataclass(frozen=True, slots=True)
class MarketPage:
    """One market's part of it."""

    year: MarketYear
    funnel: MarketFunnel
    loop: MarketLoop
    trends: MarketTrends


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """All of it; `as_of` is when the data changed last."""

    company: str
    as_of: datetime
    year: ProgrammeYear
    markets: tuple[MarketPage, ...]
    next: tuple[NextThing, ...]
