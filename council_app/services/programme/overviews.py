"""Everything the programme place shows but the trends, read at once: the year, the funnel, what was kept, what is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from council_app.db.workspace import Workspace
from council_app.domain.loop_kept import MarketLoop
from council_app.domain.next_things import NextThing, next_things
from council_app.domain.programme import MarketFunnel
from council_app.domain.year import ProgrammeYear
from council_app.services.programme.funnels import funnels_in, heard_at
from council_app.services.programme.keeping import kept_in
from council_app.services.programme.years import marks_in, today_here, year_in


@dataclass(frozen=True, slots=True)
class Overview:
    """The programme as it stands; what is next is always of today's year, whatever year is looked at."""

    year: ProgrammeYear
    funnels: tuple[MarketFunnel, ...]
    loops: tuple[MarketLoop, ...]
    next: tuple[NextThing, ...]


def overview(*, workspace: Workspace, year: int | None = None, market: str = "", today: date | None = None) -> Overview:
    """The programme of all markets, or of one.

    Raises:
        CouncilError: there is no market of this key.
    """
    day = today or today_here()
    with workspace.read() as reading:
        marks, said = marks_in(reading, day), heard_at(reading)
        chosen, current = (year_in(reading, marks, each, day, market) for each in (year, None))
        return Overview(
            year=chosen,
            funnels=funnels_in(reading, day, market, said),
            loops=kept_in(reading, marks, market, said),
            next=next_things(current.markets, day),
        )
