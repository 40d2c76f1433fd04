"""The programme: the year of every market, from heard to shipped, one market over time, and what is next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.next_things import NextThing, Step
from council_app.domain.note_filter import Facet, filter_of, where
from council_app.domain.trend_lines import LineKind, MarketTrends, Point, TrendLine
from council_app.domain.year import CouncilMark
from council_app.services.indicators import IndicatorSeries
from council_app.services.programme import Overview
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Page, Pile
from council_app.ui.core.piled import PiledScreen
from council_app.ui.core.places import Place
from council_app.ui.screens.programme.bringing import PlanBringer
from council_app.ui.screens.programme.commands import COMMANDS
from council_app.ui.screens.programme.council import CouncilPage
from council_app.ui.screens.programme.figurespage import FiguresPage
from council_app.ui.screens.programme.funnelpane import FunnelPane
from council_app.ui.screens.programme.marketpane import MarketPane
from council_app.ui.screens.programme.onepager import OnePagerPage
from council_app.ui.screens.programme.planpage import PlanPage
from council_app.ui.screens.programme.promises import PromisesPage
from council_app.ui.screens.programme.reading import ProgrammeReader
from council_app.ui.screens.programme.sessions import SessionsPage
from council_app.ui.screens.programme.spread import MARKET, Spread
from council_app.ui.screens.programme.steppage import StepPage
from council_app.ui.screens.programme.yearpane import YearPane

_SHOWS = (
    "market", "council", "session", "attendance", "person", "consent", "note", "note_tag", "tag", "insight", "evidence", "delivery",
    "delegation", "report_sent", "post_out", "indicator", "trial", "answer", "session_event",
)  # fmt: skip
_PROGRAMME, _NOTHING = range(2)
_STEPS = {Step.ROSTER: Place.ROSTER, Step.TAGGING: Place.TAGGING, Step.REPORT: Place.REPORT, Step.PROGRESS: Place.PROGRESS}


class ProgrammeScreen(PiledScreen):
    """Reads everything off the window's thread; every number opens what stands behind it."""

    shows = frozenset(_SHOWS)
    whole_council = True
    commands = COMMANDS

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        ctx.sessions_changed.connect(self._reload_or_mark)
        self.found: Overview | None = None
        self.reader = ProgrammeReader(ctx, self)
        self.bringer = PlanBringer(ctx, self)
        self.year = YearPane(self.theme, self.t)
        self.funnel = FunnelPane(self.theme, self.t)
        self.market = MarketPane(self.theme, self.t)
        self._plan = Button(self.theme, self.t("Plan a council"), Role.PRIMARY, height=32, icon="plus")
        self._sessions = Button(self.theme, self.t("Sessions"), Role.PLAIN, height=32)
        self._print = Button(self.theme, self.t("One page"), Role.PLAIN, height=32, icon="printer")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        t = self.t
        self.spread = Spread(self.theme, (t("Year"), t("Loop"), t("Market")), (self.year, self.funnel, self.market))
        self._empty = EmptyState(
            self.theme,
            t("No council is planned yet."),
            t("A plan brings markets, councils, sessions, agenda and people in one YAML file."),
        )
        self._bring = self._empty.offer(t("Bring in a plan"), self.choose_plan)
        self._empty.offer(t("Look around in a sample council"), lambda: self.ctx.asked.emit("file.sample"), quiet=True)
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(self.spread)
        self._layers.addWidget(self._empty)
        self.pile = Pile(body)
        self.pile.emptied.connect(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)

    def _connect(self) -> None:
        self._plan.clicked.connect(lambda: self.plan_council())
        self._sessions.clicked.connect(self.open_sessions)
        self._print.clicked.connect(self.open_one_pager)
        self.reader.overseen.connect(self._show)
        self.reader.counted.connect(self._show_market)
        year, market = self.year, self.market
        year.year_asked.connect(self.show_year)
        year.view.stood.connect(self._stand)
        year.view.opened.connect(self.open_council)
        year.view.plan_asked.connect(self.plan_council)
        self.funnel.notes_asked.connect(lambda key: self.ctx.notes_asked.emit(filter_of((where(Facet.MARKET, key),))))
        self.funnel.insights_asked.connect(self.open_step)
        self.funnel.council_asked.connect(self.open_council)
        self.funnel.market_asked.connect(self.choose_market)
        market.market_chosen.connect(self.choose_market)
        market.point_opened.connect(self._open_point)
        market.insight_asked.connect(self.ctx.insight_asked)
        market.promises_asked.connect(self.open_promises)
        market.next.asked.connect(self.do)
        market.company.import_asked.connect(self.bring_in_figures)

    # -- the place

    def header_actions(self) -> tuple[Button, ...]:
        """Plan a council; the sessions; the page for print."""
        return (self._plan, self._sessions, self._print)

    def first_focus(self) -> QWidget | None:
        """The year; or the way on from where there is nothing."""
        if self.pile.top is not None:
            return self.pile.top.first_focus()
        return self.year.view if self.ctx.sessions else self._bring

    def _session_changed(self) -> None:
        """Nothing here is about the session at hand."""

    def open(self, page: Page) -> None:
        """Lay a page over the place."""
        self.pile.clear()
        self.pile.open(page)
        self._show_actions()

    def _show_actions(self) -> None:
        """Not where the empty place has its button in its middle, nor over a page with a primary action of its own."""
        self._layers.setCurrentIndex(_PROGRAMME if self.ctx.sessions else _NOTHING)
        shown = bool(self.ctx.sessions) and self.pile.top is None
        for button in self.header_actions():
            button.setVisible(shown)

    def enter(self) -> None:
        """The place comes to the front."""
        super().enter()
        self._show_actions()

    def _back(self) -> None:
        self._show_actions()
        super()._back()

    # -- what is read

    def reload(self) -> None:
        """Read the overview again, then the market at hand."""
        self._show_actions()
        if self.ctx.sessions:
            self.reader.read()

    def _show(self, found: Overview) -> None:
        first, self.found = self.found is None, found
        self.year.show_year(found.year)
        if first and found.year.reports:
            self.year.view.stand_on(found.year.reports[0].council.market)  # where somebody was heard last
        self.spread.fit()
        self.funnel.show_overview(found)
        self.market.show_markets(self._markets)
        self.market.next.show_things(found.next)
        self._stand(self.year.view.market)

    def _stand(self, market: str) -> None:
        found = self.found
        row = None if found is None else next((row for row in found.year.markets if row.market == market), None)
        if found is None or row is None:
            return
        self.market.show_waiting(self.t.territory(row.country))
        self.market.show_loop(next((loop for loop in found.loops if loop.market == market), None))
        self.reader.count(market)

    def _show_market(self, trends: MarketTrends, series: tuple[IndicatorSeries, ...]) -> None:
        if trends.market == self.year.view.market:
            self.market.show_trends(trends)
            self.market.show_company(series)

    def show_year(self, year: int) -> None:
        """Look at another year."""
        self.reader.year = year
        self.reader.read()

    def choose_market(self, market: str) -> None:
        """Take a market in hand, and show it over time."""
        self.spread.show_pane(MARKET)
        if market == self.year.view.market:
            self._stand(market)
        self.year.view.stand_on(market)

    def step_year(self, by: str) -> None:
        """The year before, or after (“-1”, “1”)."""
        self.year.step(int(by))

    # -- where numbers lead

    @property
    def _markets(self) -> tuple[tuple[str, str], ...]:
        """Key and country of each."""
        return () if self.found is None else tuple((row.market, self.t.territory(row.country)) for row in self.found.year.markets)

    def _mark(self, council: str) -> CouncilMark | None:
        rows = () if self.found is None else self.found.year.markets
        return next((mark for row in rows for mark in row.councils if mark.key == council), None)

    def open_council(self, council: str) -> None:
        """What stands behind a ring."""
        mark = self._mark(council)
        if mark is not None:
            self.open(CouncilPage(self.ctx, mark))

    def open_step(self, market: str, step: str, keys: tuple[str, ...]) -> None:
        """The insights of a step of the funnel."""
        row = None if self.found is None else next((row for row in self.found.funnels if row.market == market), None)
        if row is not None:
            self.open(StepPage(self.ctx, row, step, keys))

    def _open_point(self, line: TrendLine, point: Point) -> None:
        """The notes behind one number: of its council, and of its task or tag."""
        conditions = [where(Facet.COUNCIL, point.council)]
        if line.kind is LineKind.TASK:
            conditions.append(where(Facet.TASK, line.drill))
        elif line.kind is LineKind.THEME:
            conditions += [where(Facet.TAG, line.drill), where(Facet.KIND, "friction")]
        self.ctx.notes_asked.emit(filter_of(conditions))

    def do(self, thing: NextThing) -> None:
        """What a next thing asks for."""
        if thing.step is Step.PLAN:
            self.plan_council(thing.market)
            return
        self._take(thing.council)
        if thing.step is Step.TAGGING:
            self.ctx.notes_asked.emit(filter_of((where(Facet.COUNCIL, thing.council), where(Facet.UNTAGGED))))
        else:
            self.ctx.go(_STEPS[thing.step])

    def _take(self, council: str) -> None:
        """Take the first session of a council in hand."""
        session = next((each for each in self.ctx.sessions if each.council_key == council and not each.rehearsal), None)
        if session is not None:
            self.ctx.choose_session(session.key)

    # -- pages

    def open_sessions(self) -> None:
        """All sessions, to take one in hand."""
        self.open(SessionsPage(self.ctx))

    def plan_council(self, market: str = "") -> None:
        """Give a market's next council a date."""
        if self._markets:
            self.open(PlanPage(self.ctx, self._markets, market or self.year.view.market))

    def open_promises(self) -> None:
        """What the market at hand promises."""
        row = None if self.found is None else next((row for row in self.found.year.markets if row.market == self.year.view.market), None)
        if row is not None:
            self.open(PromisesPage(self.ctx, row))

    def bring_in_figures(self) -> None:
        """The company's own figures."""
        self.open(FiguresPage(self.ctx, self._markets, self.year.view.market))

    def open_one_pager(self) -> None:
        """The programme on a page, for print."""
        year = self.found.year.year if self.found is not None else None
        self.open(OnePagerPage(self.ctx, year, self._markets))

    # -- plans

    def choose_plan(self) -> None:
        """Ask for a plan file."""
        self.bringer.choose()

    def bring_in(self, path: Path) -> None:
        """Create or update everything in a plan file, or nothing when something in it is wrong."""
        self.bringer.bring_in(path)
