"""One market over time: what may be said, what was measured again, what moved since the last council, and what is next."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from council_app.domain.crosstabs import Trend
from council_app.domain.delivery_rules import STATUS_WORDS
from council_app.domain.loop_kept import MarketLoop
from council_app.domain.trend_lines import LineKind, MarketTrends, TrendLine
from council_app.errors import m_
from council_app.i18n import Translator
from council_app.services.indicators import IndicatorSeries
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.emptying import empty
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.programme.companypane import CompanyPane
from council_app.ui.screens.programme.nextrows import NextRows
from council_app.ui.screens.programme.trendcard import TrendCard

_MOVED = 6


class MarketPane(Surface):
    """The right half, on the sheet.

    Signals:
        market_chosen: another market is wanted (its key).
        point_opened: what is behind one number (the `TrendLine`, its `Point`).
        insight_asked: an insight (its key).
        promises_asked: what the market promises is to be set.
    """

    market_chosen = Signal(str)
    point_opened = Signal(object, object)
    insight_asked = Signal(str)
    promises_asked = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet", "l")
        self._t = t
        self._markets: tuple[tuple[str, str], ...] = ()
        self.next = NextRows(theme, t)
        self.company = CompanyPane(theme, t)
        self.title = Button(theme, "", Role.LINK, height=32, after="chevron-down", weight=600)
        self.title.clicked.connect(self.choose_market)
        self.title.setToolTip(t("Choose a market"))
        self._hint = Text(theme, "", "small", "ink3", elide=True)
        self._promises = Button(theme, t("Cadence and aim"), Role.LINK, height=32)
        self._promises.clicked.connect(self.promises_asked)
        self._headline = Text(theme, "", "place", "ink", weight=400, wrap=True)
        self._cards, self._words, self._since = QWidget(), QWidget(), QWidget()
        self._flow = FlowLayout(self._cards, gap=20, line_gap=12)
        self._claims, self._moved = QVBoxLayout(self._words), QVBoxLayout(self._since)
        self._found: MarketTrends | None = None
        self._all = False
        self._more = Button(theme, "", Role.LINK, height=28)
        self._more.clicked.connect(self._toggle)
        self._more.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 10, 20, 20)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self._hint, 1)
        head.addWidget(self._promises)
        for layout in (self._claims, self._moved):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._headline)
        column.addWidget(self._cards)
        column.addWidget(self._more)
        column.addSpacing(4)
        column.addWidget(Text(self._theme, self._t("What is next"), "body", weight=600))
        column.addWidget(self.next)
        column.addSpacing(8)
        column.addWidget(self._since)
        column.addSpacing(8)
        column.addWidget(self._words)
        column.addSpacing(8)
        column.addWidget(self.company)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scroll_of(inside))

    # -- the market

    def show_markets(self, markets: tuple[tuple[str, str], ...]) -> None:
        """Which there are to choose from: key and country."""
        self._markets = markets

    def choose_market(self) -> QMenu:
        """Offer the markets."""
        menu = QMenu(self.title)
        for key, country in self._markets:
            action = QAction(country.replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, chosen=key: self.market_chosen.emit(chosen))
            menu.addAction(action)
        menu.popup(self.title.mapToGlobal(self.title.rect().bottomLeft()))
        return menu

    def show_waiting(self, country: str) -> None:
        """Another market is being counted."""
        self._name(country)
        self._hint.say(self._t("Counting"))

    def _name(self, place: str) -> None:
        self.title.rename(self._t("{place} over time", place=place))

    def show_trends(self, found: MarketTrends) -> None:
        """What was measured again there."""
        t = self._t
        self._name(found.cities[0] if len(found.cities) == 1 else t.territory(found.country))
        self._hint.say(self._sizes(found))
        said = " ".join(t.say(each) for each in found.headline)
        self._headline.say(said or t.say(found.why_none or m_("No council was held yet.")))
        self._found = found
        self._all = False
        self._show_cards()
        self._show_claims(found)

    def _show_cards(self) -> None:
        """One of each kind; the others on demand, because what is next stands below."""
        empty(self._flow)
        lines = () if self._found is None else self._found.lines
        shown = lines if self._all else tuple(_first_of_each(lines))
        for line in shown:
            card = TrendCard(self._theme, self._t, line)
            card.opened.connect(self.point_opened)
            self._flow.addWidget(card)
        self._cards.setVisible(bool(shown))
        self._more.setVisible(len(shown) < len(lines) or self._all)
        self._more.rename(self._t("Show fewer") if self._all else self._t("Show all {count}", count=len(lines)))

    def _toggle(self) -> None:
        self._all = not self._all
        self._show_cards()

    def _sizes(self, found: MarketTrends) -> str:
        if not found.most:
            return ""
        if found.councils == 1:
            return self._t.n("1 person", "{count} people", found.most)
        if found.least == found.most:
            return self._t.n("1 person each", "{count} people each", found.most)
        return self._t("{least} to {most} people each", least=found.least, most=found.most)

    def _show_claims(self, found: MarketTrends) -> None:
        empty(self._claims)
        said = [each for line in found.lines if (each := self._claim(line))]
        if said:
            self._claims.addWidget(Text(self._theme, self._t("What may be said"), "body", weight=600))
        for sentence in said:
            self._claims.addWidget(Text(self._theme, sentence, "body", "ink2", wrap=True))
        if found.why_none is not None and found.lines:
            self._claims.addWidget(Text(self._theme, self._t.say(found.why_none), "body", "ink3", wrap=True))
        self._words.setVisible(self._claims.count() > 0)

    def _claim(self, line: TrendLine) -> str:
        """Of a measure its claim; of a friction whether it grows."""
        t = self._t
        if line.kind is not LineKind.THEME:
            return t.say(line.claim) if line.claim is not None else ""
        if line.since_last in (Trend.GROWS, Trend.SHRINKS) or line.claim is None:
            return t.say(line.story) if line.story is not None else ""
        return t.say(line.claim)

    # -- since the last council

    def show_loop(self, loop: MarketLoop | None) -> None:
        """What moved since the last council."""
        t, theme = self._t, self._theme
        empty(self._moved)
        since = loop.since if loop is not None else None
        self._since.setVisible(since is not None)
        if since is None:
            return
        title = t("Since {city}, {day}", city=since.city, day=t.date(since.day, style="medium"))
        self._moved.addWidget(Text(theme, title, "body", weight=600))
        if not since.moved and not since.posts:
            self._moved.addWidget(Text(theme, t("Nothing has moved, and no post went out."), "body", "ink3", wrap=True))
        for each in since.moved[:_MOVED]:
            label = f"{t.say(STATUS_WORDS[each.status])}, {t.date(each.since, style='medium')}: {each.title}"
            row = Button(theme, label, Role.LINK, height=28, weight=400)
            row.clicked.connect(lambda _=False, key=each.key: self.insight_asked.emit(key))
            self._moved.addWidget(row)
        if len(since.moved) > _MOVED:
            self._moved.addWidget(Text(theme, t("and {count} more", count=len(since.moved) - _MOVED), "small", "ink3"))
        if since.posts:
            self._moved.addWidget(Text(theme, t.n("1 post went out.", "{count} posts went out.", len(since.posts)), "body", "ink2"))

    def show_company(self, found: tuple[IndicatorSeries, ...]) -> None:
        """The company's own figures of this market."""
        self.company.show_series(found)


def _first_of_each(lines: tuple[TrendLine, ...]) -> Iterator[TrendLine]:
    """The first task, the first score, the first friction."""
    for kind in LineKind:
        yield from [line for line in lines if line.kind is kind][:1]
