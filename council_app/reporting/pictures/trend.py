"""What grew and what shrank since the last council: of each theme the interval of its share then and now, and the counts."""

from __future__ import annotations

from council_app.domain.crosstabs import Heard, MarketTrend, TagTrend, Trend
from council_app.domain.theme_views import TREND_WORDS, ThemesFound, Trends
from council_app.i18n import Translator
from council_app.reporting.pictures.shapes import WIDTH, Box, Drawing, Label, Line, breadth, fitted

_NAME, _HIGH, _SMALL = 170, 46, 11
# Drawn from the lower left corner: up, down, level.
_SIGNS = {Trend.GROWS: "l5 -9l5 9Z", Trend.SHRINKS: "m0 -9h10l-5 9Z", Trend.UNCLEAR: "m0 -5h10v2h-10Z"}


def draw_trends(found: ThemesFound, trends: Trends, t: Translator) -> Drawing:
    """Market by market; no dot on an interval, because no share in it is known."""
    drawing = Drawing(_title(trends, t))
    drawing.heading(t("Growing or shrinking since the council before") + (f" · {found.part_of}" if found.part_of else ""))
    lay = _Lay(t, trends)
    for market in trends.markets:
        lay.market(drawing, market, found)
    drawing.remark(
        t(
            "Bars: what share of customers like them is consistent with these counts (95%, Wilson). "
            "A theme grows or shrinks only where the interval of the difference leaves nothing else."
        )
    )
    return drawing


class _Lay:
    """Where names, intervals and counts stand."""

    def __init__(self, t: Translator, trends: Trends) -> None:
        self._t = t
        words = [t.say(word) for word in TREND_WORDS.values()]
        texts = [*words, *(self._counts(tag) for market in trends.markets for tag in market.tags)]
        self._right = max(breadth(text, _SMALL, 500) for text in texts) + 24
        self._axis = WIDTH - _NAME - self._right - 16

    def _counts(self, trend: TagTrend) -> str:
        def said(heard: Heard) -> str:
            return self._t("{people} of {all}", people=heard.people, all=heard.attendees)

        return f"{said(trend.before)} → {said(trend.now)}"

    def market(self, drawing: Drawing, market: MarketTrend, found: ThemesFound) -> None:
        """A heading with both days, the themes, the axis."""
        t = self._t
        country = t.territory(found.countries.get(market.market, market.market))
        days = (t.date(market.before_on, style="medium"), t.date(market.now_on, style="medium"))
        drawing.height += 26
        drawing.labels.append(Label(0, drawing.height - 8, fitted(country, 12, _NAME - 8, 600), size=12, weight=600))
        self._key(drawing, days)
        for trend in market.tags:
            self._theme(drawing, trend, found.names[trend.tag.id])
        if not market.tags:
            drawing.remark(t("No theme was heard from enough people both times."))
            return
        for share, anchor in ((0.0, "start"), (0.5, "middle"), (1.0, "end")):
            x = _NAME + share * self._axis
            drawing.labels.append(Label(x, drawing.height + 12, t.percent(share), "ink3", 10.5, anchor=anchor))
        drawing.height += 22

    def _key(self, drawing: Drawing, days: tuple[str, str]) -> None:
        x = float(_NAME)
        for day, fill in zip(days, ("bar", "mark"), strict=True):
            drawing.boxes.append(Box(x, drawing.height - 17, 18, 8, fill, "ink", 0.8))
            drawing.labels.append(Label(x + 24, drawing.height - 9, day, "ink2", _SMALL))
            x += 24 + breadth(day, _SMALL) + 20

    def _theme(self, drawing: Drawing, trend: TagTrend, name: str) -> None:
        t, top = self._t, drawing.height
        drawing.height += _HIGH
        drawing.labels.append(Label(0, top + 27, fitted(name, 12, _NAME - 12)))
        drawing.lines.append(Line(f"M{_NAME} {top + 23}h{self._axis:.1f}", "line"))
        for heard, y, fill in ((trend.before, top + 8, "bar"), (trend.now, top + 25, "mark")):
            if heard.interval is not None:
                low, high = heard.interval
                x, wide = _NAME + low * self._axis, (high - low) * self._axis
                drawing.boxes.append(Box(x, y, wide, 10, fill))
                drawing.lines.append(Line(f"M{x:.1f} {y - 2}v14M{x + wide:.1f} {y - 2}v14", "ink", 1.4))
        x = _NAME + self._axis + 16
        drawing.labels.append(Label(x, top + 18, self._counts(trend), size=_SMALL, weight=500))
        drawing.lines.append(Line(f"M{x:.1f} {top + 36}{_SIGNS[trend.trend]}", fill="ink2"))
        drawing.labels.append(Label(x + 16, top + 36, t.say(TREND_WORDS[trend.trend]), "ink2", _SMALL))


def _title(trends: Trends, t: Translator) -> str:
    changes = [tag.trend for market in trends.markets for tag in market.tags]
    return t(
        "Themes since the council before: {grow} grow, {shrink} shrink, {unclear} show no clear change.",
        grow=changes.count(Trend.GROWS),
        shrink=changes.count(Trend.SHRINKS),
        unclear=changes.count(Trend.UNCLEAR),
    )
