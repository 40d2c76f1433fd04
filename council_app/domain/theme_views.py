"""What can be asked about themes, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from council_app.domain.crosstabs import (
    Breakdown,
    CrossTable,
    JourneyExperience,
    MarketTrend,
    Themes,
    Together,
    Trend,
)
from council_app.domain.disclosure import MINIMUM_INSIDE
from council_app.domain.note_filter import Facet, NoteFilter, where
from council_app.errors import Message, m_


class View(StrEnum):
    """The tables and pictures there are."""

    TAGS = "tags"
    TOGETHER = "together"
    CURVE = "curve"
    TRENDS = "trends"
    PROMISE = "promise"


VIEW_NAMES: Mapping[View, Message] = {
    View.TAGS: m_("Heat map"),
    View.TOGETHER: m_("Together"),
    View.CURVE: m_("Theme curve"),
    View.TRENDS: m_("Trends"),
    View.PROMISE: m_("Promise"),
}
BREAKDOWN_NAMES: Mapping[Breakdown, Message] = {
    Breakdown.SEGMENT: m_("Segment"),
    Breakdown.STAGE: m_("Journey stage"),
    Breakdown.SESSION: m_("Session"),
    Breakdown.MARKET: m_("Market"),
}
TREND_WORDS: Mapping[Trend, Message] = {
    Trend.GROWS: m_("grows"),
    Trend.SHRINKS: m_("shrinks"),
    Trend.UNCLEAR: m_("no clear change"),
}


@dataclass(frozen=True, slots=True)
class ThemesAsked:
    """One question about themes.

    Attributes:
        by: the columns of `View.TAGS`.
        root: id of a tag whose children are the rows; None for the topmost.
        wanted: only notes that this filter finds.
        market: key; None for all of them.
        minimum: the smallest group that may be told.
    """

    view: View = View.TAGS
    by: Breakdown = Breakdown.SEGMENT
    root: str | None = None
    wanted: NoteFilter = field(default_factory=NoteFilter)
    market: str | None = None
    minimum: int = MINIMUM_INSIDE

    @property
    def narrowed(self) -> NoteFilter:
        """The filter, and the market."""
        if self.market is None:
            return self.wanted
        return self.wanted.narrowed(where(Facet.MARKET, self.market))


@dataclass(frozen=True, slots=True)
class Trends:
    """Of each market with two councils."""

    markets: tuple[MarketTrend, ...]


@dataclass(frozen=True, slots=True)
class Journeys:
    """Every journey with its stages."""

    journeys: tuple[JourneyExperience, ...]


@dataclass(frozen=True, slots=True)
class ThemesFound:
    """The answer to a question.

    Attributes:
        names: of tags, by id; countries: of markets, by key.
        part_of: the name of the tag whose children the rows are; "" for the topmost.
    """

    asked: ThemesAsked
    content: CrossTable | Together | Themes | Trends | Journeys
    names: Mapping[str, str]
    countries: Mapping[str, str]
    part_of: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        match self.content:
            case CrossTable(rows=rows, columns=columns):
                return not rows or not columns
            case Together(tags=tags):
                return not tags
            case Themes(curve=curve):
                return not curve.sessions
            case Trends(markets=markets):
                return not any(market.tags for market in markets)
            case Journeys(journeys=journeys):
                return not any(journey.stages for journey in journeys)
