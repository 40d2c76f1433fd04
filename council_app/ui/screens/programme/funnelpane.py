"""From heard to shipped, market by market; how long reports and deliveries take; what of the reported was answered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from council_app.domain.loop_kept import MarketLoop
from council_app.domain.programme import MarketFunnel
from council_app.domain.year import ReportPace, typical
from council_app.i18n import Translator
from council_app.services.programme import Overview
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.emptying import empty
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.programme.figures import Count, Days, Words

_FEW = 6
_SCALE = 21
"""Days that a bar shows at least, so that one of 2 days does not look long."""


class FunnelPane(Surface):
    """The left half.

    Signals:
        notes_asked: the notes of a market (its key).
        insights_asked: insights of a market (its key, what they are in words, their keys).
        council_asked: a council (its key).
        market_asked: a market is taken in hand (its key).
    """

    notes_asked = Signal(str)
    insights_asked = Signal(str, str, object)
    council_asked = Signal(str)
    market_asked = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas")
        self._t = t
        self._all = False
        self._shown: Overview | None = None
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(20, 14, 20, 20)
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll_of(self._inside))

    def show_overview(self, found: Overview) -> None:
        """Every market's numbers."""
        self._shown = found
        empty(self._column)
        self._column.addWidget(Text(self._theme, self._t("From heard to shipped"), "body", weight=600))
        self._column.addSpacing(6)
        self._column.addWidget(self._funnel(found.funnels))
        self._reports(found.year.reports)
        self._deliveries(found.loops)
        self._answers(found.loops)
        self._column.addStretch(1)

    # -- the funnel

    def _funnel(self, funnels: tuple[MarketFunnel, ...]) -> QWidget:
        t, table = self._t, QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 3)
        names = (t("notes"), t("insights"), t("delegated"), t("shipped"), t("oldest open"))
        for place, name in enumerate(names, start=1):
            grid.setColumnStretch(place, 2)
            grid.addWidget(Text(self._theme, name, "micro", "ink2", elide=True), 0, place)
        grid.addWidget(Hairline(self._theme), 1, 0, 1, 6)
        for number, row in enumerate(funnels, start=1):
            for place, widget in enumerate(self._row(row)):
                grid.addWidget(widget, 2 * number, place)
            grid.addWidget(Hairline(self._theme), 2 * number + 1, 0, 1, 6)
        return table

    def _row(self, row: MarketFunnel) -> tuple[QWidget, ...]:
        t, country = self._t, self._t.territory(row.country)
        name = Words(self._theme, country, t("Show {market} over time", market=country), weight=500)
        name.clicked.connect(lambda: self.market_asked.emit(row.market))
        carried = t.n("1 of them speaks for an insight", "{count} of them speak for an insight", row.carried)
        notes = Count(self._theme, t.number(row.notes), f"{t.n('1 note', '{count} notes', row.notes)}, {country}", 1.0 if row.notes else 0)
        notes.clicked.connect(lambda: self.notes_asked.emit(row.market))
        insights = Count(
            self._theme,
            t.number(row.insights),
            f"{t.n('1 insight', '{count} insights', row.insights)}, {country}. {t.n('1 note', '{count} notes', row.notes)}; {carried}.",
            row.carried / row.notes if row.notes else 0,
        )
        delegated = Count(
            self._theme,
            t.number(row.delegated),
            t("{count} of {all} insights were given to a team, {market}", count=row.delegated, all=row.insights, market=country),
            row.delegated / row.insights if row.insights else 0,
        )
        shipped = Count(
            self._theme,
            t.number(row.shipped),
            t("{count} of {all} insights are shipped, {market}", count=row.shipped, all=row.insights, market=country),
            row.shipped / row.insights if row.insights else 0,
            "state.ok.text",
        )
        steps = (
            (insights, t("Insights"), row.insight_keys),
            (delegated, t("Delegated"), row.delegated_keys),
            (shipped, t("Shipped"), row.shipped_keys),
        )
        for count, word, keys in steps:
            count.clicked.connect(lambda _=False, said=word, these=keys: self.insights_asked.emit(row.market, said, these))
        return name, notes, insights, delegated, shipped, self._oldest(row)

    def _oldest(self, row: MarketFunnel) -> QWidget:
        t, oldest, days = self._t, row.oldest_open, row.oldest_open_days
        if oldest is None or days is None:
            return Text(self._theme, "–", "body", "ink3")
        said = t.n("1 day", "{count} days", days)
        heard = t.date(oldest.heard_on, style="medium")
        words = t("{title}: heard on {day}, neither shipped nor declined", title=oldest.title, day=heard)
        late = days > _LONG
        found = Words(self._theme, said, words, "state.warn.text" if late else "ink", 600 if late else 400)
        waiting = tuple(each.key for each in row.waiting)
        found.clicked.connect(lambda: self.insights_asked.emit(row.market, t("Open"), waiting))
        return found

    # -- days

    def _reports(self, paces: tuple[ReportPace, ...]) -> None:
        self._title(self._t("Days from council to report"))
        if not paces:
            self._say(self._t("No council of this year was held yet."))
            return
        longest = max(_SCALE, *(pace.days for pace in paces))
        for pace in paces if self._all else paces[:_FEW]:
            self._column.addWidget(self._pace(pace, longest))
        if len(paces) > _FEW:
            label = self._t("Show fewer") if self._all else self._t("Show all {count}", count=len(paces))
            more = Button(self._theme, label, Role.LINK, height=28)
            more.clicked.connect(self._toggle)
            self._column.addWidget(more)

    def _toggle(self) -> None:
        self._all = not self._all
        if self._shown is not None:
            self.show_overview(self._shown)

    def _pace(self, pace: ReportPace, longest: int) -> Days:
        t, mark = self._t, pace.council
        label = t("{city}, {day}", city=mark.city, day=t.month_short(mark.day))
        days = t.n("1 day", "{count} days", pace.days)
        if pace.waiting:
            tail = t("open, day {count}", count=pace.days)
        elif pace.late:
            tail = t("{days}, aim is {aim}", days=t.number(pace.days), aim=t.number(pace.aim or 0))
        else:
            tail = t.number(pace.days)
        state = t("no report was sent yet") if pace.waiting else t("sent after {days}", days=days)
        words = t("{city}, {day}", city=mark.city, day=t.date(mark.day, style="medium")) + f": {state}"
        aim = None if pace.aim is None else pace.aim / longest
        found = Days(self._theme, words, label, tail, pace.days / longest, aim=aim, late=pace.late)
        found.clicked.connect(lambda: self.council_asked.emit(mark.key))
        return found

    def _deliveries(self, loops: tuple[MarketLoop, ...]) -> None:
        told = [(loop, days) for loop in loops if (days := typical(each.days for each in loop.delivered)) is not None]
        self._title(self._t("Days from first heard to shipped"))
        if not told:
            self._say(self._t("Nothing is shipped yet."))
            return
        longest = max(days for _, days in told) or 1
        for loop, days in told:
            country = self._t.territory(loop.country)
            tail = self._t.n("{days}, 1 shipped", "{days}, {count} shipped", len(loop.delivered), days=self._t.number(days))
            words = self._t("{market}: half of what is shipped took {days} days or fewer", market=country, days=days)
            row = Days(self._theme, words, country, tail, days / longest)
            keys = tuple(each.key for each in loop.delivered)
            row.clicked.connect(lambda _=False, at=loop.market, these=keys: self.insights_asked.emit(at, self._t("Shipped"), these))
            self._column.addWidget(row)

    def _answers(self, loops: tuple[MarketLoop, ...]) -> None:
        told = [loop for loop in loops if loop.answered.reported]
        self._title(self._t("You said, we did"))
        if not told:
            self._say(self._t("No report was sent yet, so there is nothing to answer."))
        for loop in told:
            answered, country = loop.answered, self._t.territory(loop.country)
            tail = self._t("{count} of {all}", count=answered.answered, all=len(answered.reported))
            words = f"{country}: {self._t.say(answered.words)}"
            row = Days(self._theme, words, country, tail, answered.answered / len(answered.reported))
            keys = (*answered.shipped, *answered.declined)
            row.clicked.connect(lambda _=False, at=loop.market, these=keys: self.insights_asked.emit(at, self._t("Answered"), these))
            self._column.addWidget(row)

    def _title(self, text: str) -> None:
        self._column.addSpacing(20)
        self._column.addWidget(Text(self._theme, text, "body", weight=600))
        self._column.addSpacing(4)

    def _say(self, text: str) -> None:
        self._column.addWidget(Text(self._theme, text, "body", "ink3", wrap=True))


_LONG = 90
"""Days after which an open insight is said to lie too long: a quarter."""
