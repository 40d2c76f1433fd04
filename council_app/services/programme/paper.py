"""The programme on one page, for a wall or a meeting: read once, printed without the workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from council_app.db.stopping import stopping
from council_app.db.workspace import Workspace
from council_app.domain.next_things import next_things
from council_app.domain.papers import Sheet
from council_app.domain.programme_page import MarketPage, ProgrammePage
from council_app.i18n import Translator
from council_app.reporting.papers.programme import programme_html
from council_app.services.as_of import last_change
from council_app.services.company import company_in
from council_app.services.papers import Papers
from council_app.services.programme.funnels import funnels_in, heard_at
from council_app.services.programme.keeping import kept_in
from council_app.services.programme.lines import trends_in
from council_app.services.programme.years import marks_in, today_here, year_in


def programme_page(
    *,
    workspace: Workspace,
    market: str = "",
    year: int | None = None,
    today: date | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ProgrammePage:
    """Everything on the page.

    Raises:
        CouncilError: there is no market of this key.
        Cancelled: `cancelled` said so.
    """
    day = today or today_here()
    with workspace.read() as reading, stopping(reading, cancelled):
        marks, said = marks_in(reading, day), heard_at(reading)
        shown, current = (year_in(reading, marks, each, day, market) for each in (year, None))
        funnels = {row.market: row for row in funnels_in(reading, day, market, said)}
        loops = {row.market: row for row in kept_in(reading, marks, market, said)}
        until = min(day, date(shown.year, 12, 31))
        return ProgrammePage(
            company=company_in(reading),
            as_of=last_change(reading),
            year=shown,
            markets=tuple(
                MarketPage(row, funnels[row.market], loops[row.market], trends_in(reading, row.market, until)) for row in shown.markets
            ),
            next=next_things(current.markets, day),
        )


def prepare_programme(
    *,
    workspace: Workspace,
    t: Translator,
    market: str = "",
    year: int | None = None,
    today: date | None = None,
    sheet: Sheet = Sheet.A4,
    cancelled: Callable[[], bool] = lambda: False,
) -> Papers:
    """The page as a paper, landscape, in the language of `t`.

    Raises:
        CouncilError: there is no market of this key.
        Cancelled: `cancelled` said so.
    """
    found = programme_page(workspace=workspace, market=market, year=year, today=today, cancelled=cancelled)
    return page_papers(page=found, t=t, sheet=sheet)


def page_papers(*, page: ProgrammePage, t: Translator, sheet: Sheet = Sheet.A4) -> Papers:
    """What was read, as a paper, landscape, in the language of `t`."""
    return Papers((), lambda _: programme_html(page, t, sheet))
