"""What was found about themes as plain data, for scripts."""

from __future__ import annotations

from council_app.domain.crosstabs import CrossTable, Heard, JourneyExperience, MarketTrend, TagTrend, Themes, Together
from council_app.domain.discovery import Discovery
from council_app.domain.theme_views import Journeys, ThemesFound, Trends


def document_of(found: ThemesFound) -> dict[str, object]:
    """What was found for scripts: the numbers of the table, by keys and paths; `null` is a number that may not be told."""
    document: dict[str, object] = {"view": found.asked.view.value, "minimum": found.asked.minimum}
    match found.content:
        case CrossTable() as table:
            return document | _tags_document(table)
        case Together() as pairs:
            cells = [[cell.people for cell in row] for row in pairs.cells]
            return document | {"tags": [tag.path for tag in pairs.tags], "cells": cells}
        case Themes() as themes:
            return document | _curve_document(themes)
        case Trends() as told:
            return document | {"markets": [_market_document(market) for market in told.markets]}
        case Journeys() as journeys:
            return document | {"journeys": [_journey_document(journey) for journey in journeys.journeys]}


def _tags_document(table: CrossTable) -> dict[str, object]:
    columns = [
        {"key": column.key, "name": column.name, "people": head.people} for column, head in zip(table.columns, table.heads, strict=True)
    ]
    rows = [
        {"tag": tag.path, "cells": [cell.people for cell in cells], "people": total.people}
        for tag, cells, total in zip(table.rows, table.cells, table.totals, strict=True)
    ]
    everybody = None if 0 < table.everybody < table.minimum else table.everybody
    return {"by": table.by.value, "columns": columns, "rows": rows, "people": everybody}


def _curve_document(themes: Themes) -> dict[str, object]:
    curve, found = themes.curve, themes.saturation
    sessions = [
        {"session": key, "new": new, "known": known} for key, new, known in zip(curve.sessions, curve.new, curve.known, strict=True)
    ]
    told = None if found is None else {"mark": f"{found.reached_at}+{found.run}", "ratio": found.ratio}
    return {"sessions": sessions, "saturation": told, "discovery": discovery_document(themes.discovery)}


def discovery_document(found: Discovery | None) -> dict[str, object] | None:
    """How many themes there may be; `null` where that cannot be said."""
    if found is None:
        return None
    there, rate = found.richness, found.adjusted
    return {
        "themes": there.heard,
        "people": there.people,
        "once": there.once,
        "twice": there.twice,
        "chao2": {"estimate": there.estimate, "low": there.low, "high": there.high},
        "rate": {"seen": rate.seen, "deflated": rate.deflated, "good_turing": rate.good_turing, "adjusted": rate.rate},
        "discovered": rate.share,
        "people_for_95": found.people_for_most,
    }


def _market_document(market: MarketTrend) -> dict[str, object]:
    return {
        "market": market.market,
        "before": {"council": market.before, "date": market.before_on.isoformat()},
        "now": {"council": market.now, "date": market.now_on.isoformat()},
        "tags": [_trend_document(tag) for tag in market.tags],
    }


def _trend_document(trend: TagTrend) -> dict[str, object]:
    def heard(of: Heard) -> dict[str, object]:
        return {"people": of.people, "attendees": of.attendees, "interval": of.interval}

    difference = {"interval": trend.difference, "trend": trend.trend.value}
    return {"tag": trend.tag.path, "before": heard(trend.before), "now": heard(trend.now), "difference": difference}


def _journey_document(journey: JourneyExperience) -> dict[str, object]:
    stages = [
        {
            "stage": stage.key,
            "critical": stage.critical,
            "friction": stage.friction.people,
            "praise": stage.praise.people,
            "serious": stage.severe.people,
            "frictions": [{"tag": tag.path, "people": people} for tag, people in stage.frictions],
        }
        for stage in journey.stages
    ]
    return {"journey": journey.key, "promise": journey.promise, "stages": stages}
