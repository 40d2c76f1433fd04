"""What was found about themes as a plain table: window, file and picture show these numbers and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from council_app.domain.crosstabs import (
    Breakdown,
    Cell,
    CrossTable,
    Heard,
    JourneyExperience,
    MarketTrend,
    StageExperience,
    TagTrend,
    Themes,
    Together,
)
from council_app.domain.enums import Raised
from council_app.domain.journeys import StageCount, behind_count
from council_app.domain.note_filter import Condition, Facet, Match, NoteFilter, where
from council_app.domain.theme_views import TREND_WORDS, Journeys, ThemesFound, Trends
from council_app.errors import Message, m_


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: a number, a day, a text or a `Message`; None where it is `hidden` or has nothing to say. `behind` finds its notes."""

    value: int | str | date | Message | None
    hidden: bool = False
    behind: NoteFilter | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What a column is called, with its day where the name is not enough; `numbers` stand at the right."""

    text: str | Message
    day: date | None = None
    country: str = ""
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The plain table behind a picture."""

    headers: tuple[Header, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    minimum: int


def grid(found: ThemesFound) -> Grid:
    """What was found as rows and columns."""
    match found.content:
        case CrossTable() as table:
            return _tags(found, table)
        case Together() as pairs:
            return _together(found, pairs)
        case Themes() as themes:
            return _curve(found, themes)
        case Trends() as trends:
            return _trends(found, trends)
        case Journeys() as journeys:
            return _promise(found, journeys)


def behind(wanted: NoteFilter, *conditions: Condition) -> NoteFilter:
    """The notes behind a cell: those of the filter that also fit `conditions`; who only nodded along is not counted, so not among them."""
    found = wanted
    nods = found.of(Facet.RAISED, Match.NONE)
    words = dict.fromkeys((*(nods.words if nods else ()), Raised.AGREED.value))
    found = found.narrowed(where(Facet.RAISED, *words, match=Match.NONE))
    for each in conditions:
        before = found.of(each.facet, each.match)
        # Two conditions of one facet cannot stand side by side: of tags, all may be asked for; of others, the cell is the narrower one.
        if each.facet is Facet.TAG and before is not None and len(before.words) == 1 and before.words != each.words:
            both = tuple(dict.fromkeys((*before.words, *each.words)))
            found = found.without(Facet.TAG, Match.ANY).narrowed(where(Facet.TAG, *both, match=Match.ALL))
        else:
            found = found.narrowed(each)
    return found


_FACETS: Mapping[Breakdown, Facet] = {
    Breakdown.SEGMENT: Facet.SEGMENT,
    Breakdown.STAGE: Facet.STAGE,
    Breakdown.SESSION: Facet.SESSION,
    Breakdown.MARKET: Facet.MARKET,
}


def _people(cell: Cell, notes: NoteFilter | None) -> GridCell:
    return GridCell(cell.people, cell.hidden, notes)


def _tags(found: ThemesFound, table: CrossTable) -> Grid:
    wanted, facet = found.asked.narrowed, _FACETS[table.by]
    country = table.by is Breakdown.MARKET
    columns = (Header(column.name, column.day, column.name if country else "", numbers=True) for column in table.columns)
    rows = [
        (
            GridCell(found.names[tag.id], behind=behind(wanted, where(Facet.TAG, tag.id))),
            *(
                _people(cell, behind(wanted, where(Facet.TAG, tag.id), where(facet, column.key)))
                for column, cell in zip(table.columns, cells, strict=True)
            ),
            _people(total, behind(wanted, where(Facet.TAG, tag.id))),
        )
        for tag, cells, total in zip(table.rows, table.cells, table.totals, strict=True)
    ]
    heads = (_people(cell, behind(wanted, where(facet, column.key))) for column, cell in zip(table.columns, table.heads, strict=True))
    few = 0 < table.everybody < table.minimum
    everybody = (GridCell(m_("Everybody heard")), *heads, GridCell(None if few else table.everybody, few, behind(wanted)))
    return Grid((Header(m_("Tag")), *columns, Header(m_("People"), numbers=True)), (*rows, everybody), table.minimum)


def _together(found: ThemesFound, pairs: Together) -> Grid:
    wanted = found.asked.narrowed
    rows = tuple(
        (
            GridCell(found.names[one.id], behind=behind(wanted, where(Facet.TAG, one.id))),
            *(
                _people(cell, behind(wanted, where(Facet.TAG, one.id), where(Facet.TAG, other.id)))
                for other, cell in zip(pairs.tags, cells, strict=True)
            ),
        )
        for one, cells in zip(pairs.tags, pairs.cells, strict=True)
    )
    return Grid((Header(m_("Tag")), *(Header(found.names[tag.id], numbers=True) for tag in pairs.tags)), rows, pairs.minimum)


def _curve(found: ThemesFound, themes: Themes) -> Grid:
    curve = themes.curve
    rows = tuple(
        (GridCell(place.name, behind=NoteFilter((where(Facet.SESSION, place.key),))), _day(place.day), GridCell(new), GridCell(known))
        for place, new, known in zip(themes.places, curve.new, curve.known, strict=True)
    )
    headers = (Header(m_("Session")), Header(m_("Day")), Header(m_("New themes"), numbers=True), Header(m_("Known so far"), numbers=True))
    return Grid(headers, rows, found.asked.minimum)


def _day(day: date | None) -> GridCell:
    return GridCell(day)


def _trends(found: ThemesFound, trends: Trends) -> Grid:
    headers = (
        *(Header(m_("Market")), Header(m_("Tag"))),
        *(Header(m_("Council before"), numbers=True), Header(m_("of"), numbers=True)),
        *(Header(m_("Last council"), numbers=True), Header(m_("of"), numbers=True)),
        Header(m_("Trend")),
    )
    rows = (_trend(found, market, tag) for market in trends.markets for tag in market.tags)
    return Grid(headers, tuple(rows), found.asked.minimum)


def _trend(found: ThemesFound, market: MarketTrend, trend: TagTrend) -> tuple[GridCell, ...]:
    def heard(council: str, of: Heard) -> Iterator[GridCell]:
        yield GridCell(of.people, behind=behind(found.asked.wanted, where(Facet.TAG, trend.tag.id), where(Facet.COUNCIL, council)))
        yield GridCell(of.attendees)

    return (
        *(GridCell(market.market), GridCell(found.names[trend.tag.id])),
        *heard(market.before, trend.before),
        *heard(market.now, trend.now),
        GridCell(TREND_WORDS[trend.trend]),
    )


def _promise(found: ThemesFound, journeys: Journeys) -> Grid:
    headers = (
        *(Header(m_("Journey")), Header(m_("Journey stage")), Header(m_("Moment of truth"))),
        *(Header(m_("Friction"), numbers=True), Header(m_("Praise"), numbers=True), Header(m_("Serious"), numbers=True)),
        Header(m_("Most said")),
    )
    rows = (_stage(found, journey, stage) for journey in journeys.journeys for stage in journey.stages)
    return Grid(headers, tuple(rows), found.asked.minimum)


def _stage(found: ThemesFound, journey: JourneyExperience, stage: StageExperience) -> tuple[GridCell, ...]:
    wanted, place = found.asked.narrowed, f"{journey.key}/{stage.key}"
    notes, friction, praise, severe = (behind(wanted, *behind_count(place, count)) for count in StageCount)
    return (
        *(GridCell(journey.name), GridCell(stage.name, behind=notes), GridCell(m_("yes") if stage.critical else "")),
        _people(stage.friction, friction),
        _people(stage.praise, praise),
        _people(stage.severe, severe),
        GridCell(most_said(found, stage), behind=friction),
    )


def most_said(found: ThemesFound, stage: StageExperience) -> str:
    """The tags that most people had a friction with there, and how many."""
    return ", ".join(f"{found.names[tag.id]} {people}" for tag, people in stage.frictions)
