"""The programme on paper: the year, from heard to shipped, what was measured again, what is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from council_app.domain.disclosure import MINIMUM_INSIDE
from council_app.domain.next_things import NextThing
from council_app.domain.papers import Sheet
from council_app.domain.programme_page import ProgrammePage
from council_app.domain.trend_lines import LineKind, Point, TrendLine
from council_app.domain.year import PART_WORDS, Part, typical
from council_app.i18n import Translator
from council_app.reporting.assets import FACES, FONT
from council_app.reporting.html import PrintHtml
from council_app.reporting.templates import environment

_SIZES = {Sheet.A4: "A4 landscape", Sheet.LETTER: "letter landscape"}
MOST_NEXT = 8
"""As many as fit; the window has them all."""


def programme_html(page: ProgrammePage, t: Translator, sheet: Sheet) -> PrintHtml:
    """The programme as pages for print."""
    html = (
        environment(t)
        .get_template("programme/programme.html.j2")
        .render(
            lang=t.tag,
            faces=[(face, f"{FONT}{face.file}") for face in FACES],
            sheet=_SIZES[sheet],
            page=page,
            parts=tuple(Part),
            part_words=PART_WORDS,
            say=t.say,
            territory=t.territory,
            short=lambda day: t.date(day, style="medium"),
            typical=lambda loop: typical(each.days for each in loop.delivered),
            measures=_measures(page, t),
            next_words=lambda thing: _next(t, thing),
            next=page.next[:MOST_NEXT],
            minimum=MINIMUM_INSIDE,
            moment=f"{page.as_of:%Y-%m-%dT%H:%M:%SZ}",
        )
    )
    names = "-".join(row.year.market for row in page.markets)
    identifier = f"programme/{page.year.year}/{names}/{t.tag}/{sheet}/{page.year.today}"
    return PrintHtml(html, {}, {}, identifier=identifier, epoch=int(page.as_of.timestamp()))


@dataclass(frozen=True, slots=True)
class _Measures:
    """The numbers of one market: its councils, and each line's cell of each of them."""

    councils: tuple[tuple[str, date], ...] = ()
    lines: tuple[tuple[TrendLine, tuple[str, ...]], ...] = ()


def _measures(page: ProgrammePage, t: Translator) -> _Measures:
    """Only where the page is about one market: there is no room for more."""
    lines = page.markets[0].trends.lines if len(page.markets) == 1 else ()
    councils = dict(
        sorted({point.council: (point.city, point.day) for line in lines for point in line.points}.items(), key=lambda at: at[1][1])
    )
    cells = []
    for line in lines:
        told = {point.council: point_words(t, line, point) for point in line.points}
        cells.append((line, tuple(told.get(council, "–") for council in councils)))
    return _Measures(tuple(councils.values()), tuple(cells))


def point_words(t: Translator, line: TrendLine, point: Point) -> str:
    """“9/16 (33–77)”: a number with its interval; “under 5” where it may not be told."""
    if point.hidden:
        return t("under {minimum}", minimum=MINIMUM_INSIDE)
    digits = 0 if line.high >= 100 else 1
    low, high = (t.number(value, decimals=digits) for value in (point.low, point.high))
    if line.kind is LineKind.SCORE or point.hits is None:
        return f"{t.number(point.value, decimals=digits)} ({low}–{high})"
    return f"{t.number(point.hits)}/{t.number(point.people)} ({low}–{high} %)"


def _next(t: Translator, thing: NextThing) -> tuple[str, str]:
    """What it is about, and what is so."""
    about = thing.city if thing.day is None else t("{city}, {day}", city=thing.city, day=t.date(thing.day, style="medium"))
    return about, t.say(thing.says)
