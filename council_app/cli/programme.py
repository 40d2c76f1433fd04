"""The programme as a command: its figures as JSON, and on one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from council_app.atomic import require_place
from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, language_of, reading
from council_app.domain.papers import Sheet
from council_app.domain.programme_page import MarketPage, ProgrammePage
from council_app.domain.trend_lines import TrendLine
from council_app.domain.year import CouncilMark, Part
from council_app.i18n import Translator
from council_app.services import papers
from council_app.services.programme.paper import page_papers, programme_page


def programme(
    context: typer.Context,
    ws: WorkspaceArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="Where the page goes.")],
    market: Annotated[str, typer.Option("--market", metavar="KEY", help="This market only, with its numbers.")] = "",
    year: Annotated[int | None, typer.Option("--year", metavar="YYYY", min=1900, max=2200, help="This year, when not given.")] = None,
    locale: Annotated[str | None, typer.Option("--locale", metavar="L", help="The language; the terminal's own, when not given.")] = None,
    paper: Annotated[Sheet, typer.Option("--paper", help="What it is printed on, landscape.")] = Sheet.A4,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Print the programme on one page: the year, from heard to shipped, what may be said, what is next.

    Example: council programme london.council --market gb --year 2026 --out programme.pdf
    """
    console = console_of(context)
    t = language_of(console, locale)
    require_place(out)
    with reading(ws, passphrase_file) as workspace:
        page = programme_page(workspace=workspace, market=market, year=year)
    with console.progress() as told:
        papers.write_papers(papers=page_papers(page=page, t=t, sheet=paper), out=out, progress=told)
    console.say({"file": str(out), **_document(page, console.t)}, console.t("Wrote {file}", file=str(out)))


def _document(page: ProgrammePage, t: Translator) -> dict[str, object]:
    return {
        "year": page.year.year,
        "today": page.year.today.isoformat(),
        "markets": [_market(each, t) for each in page.markets],
        "next": [
            {"market": thing.market, "council": thing.council, "step": thing.step.value, "urgent": thing.urgent, "says": t.say(thing.says)}
            for thing in page.next
        ],
    }


def _market(each: MarketPage, t: Translator) -> dict[str, object]:
    row, answered = each.year, each.loop.answered
    return {
        "market": row.market,
        "cadence": {"promised": row.cadence.promised, "dated": row.cadence.dated, "state": row.cadence.pace.value},
        "report_days": row.report_days,
        "councils": [_council(mark) for mark in row.councils],
        "answered": {"reported": answered.reported, "shipped": answered.shipped, "declined": answered.declined},
        "delivered": [{"insight": made.key, "days": made.days} for made in each.loop.delivered],
        "trends": [_line(line, t) for line in each.trends.lines],
    }


def _council(mark: CouncilMark) -> dict[str, object]:
    return {
        "key": mark.key,
        "day": mark.day.isoformat(),
        "people": mark.people,
        "waiting": mark.waiting,
        "done": [part.value for part in Part if part in mark.done],
        "days_to_report": mark.report_took,
    }


def _line(line: TrendLine, t: Translator) -> dict[str, object]:
    return {
        "kind": line.kind.value,
        "name": line.name,
        "claim": None if line.claim is None else t.say(line.claim),
        "points": [
            {"council": point.council, "under_minimum": True}
            if point.hidden
            else {"council": point.council, "value": point.value, "low": point.low, "high": point.high, "people": point.people}
            for point in line.points
        ],
    }


def add_to(app: typer.Typer) -> None:
    """Register this command."""
    app.command()(programme)
