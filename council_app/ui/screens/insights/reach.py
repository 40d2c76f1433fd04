"""What the evidence says beyond the room: sentences, the interval, what weakens it, and each market on its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from council_app.domain.evidence import not_counted
from council_app.domain.intervals import share
from council_app.domain.likelihood import Likelihood, Verdict
from council_app.errors import Message
from council_app.i18n import Translator
from council_app.services.insights import MarketReach
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.strips import IntervalBar
from council_app.ui.core.text import Run, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.numbers import Unreadable, read_whole
from council_app.ui.screens.insights.popups import LinePopup

RATES = (5, 10, 20, 50, 100, 1000)
"""1 in so many, to choose from."""

_LEAST = 2
"""1 in 1 is everybody."""


def capital(sentence: str) -> str:
    """The sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def whole(t: Translator, said: Message) -> str:
    """A message as a sentence of its own."""
    return f"{capital(t.say(said))}."


class Reach(QWidget):
    """Sentences, bar, cautions.

    Signals:
        rate_chosen: compare with 1 in so many (an int, or None to let the program choose).
    """

    rate_chosen = Signal(object)

    def __init__(self, theme: Theme, t: Translator, reach: Likelihood, chosen: int | None, *, refusal: str = "") -> None:
        super().__init__()
        self._theme, self._t, self._chosen = theme, t, chosen
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        words = Text(theme, "", "lead", wrap=True)
        words.show_runs(self._runs(reach))
        column.addWidget(words)
        if reach.verdict is Verdict.KNOWN and reach.low is not None and reach.high is not None:
            column.addSpacing(14)
            bar = IntervalBar(theme, t)
            bar.show_interval(reach.low, reach.high, t.say(reach.reach()))
            column.addWidget(bar)
        # The outlook is quiet, and stands beside the rate that it changes with.
        for said in ([each for each in reach.cautions() if each != not_counted(reach.withheld)], reach.outlook()):
            if said:
                column.addSpacing(6)
                column.addWidget(Text(theme, " ".join(whole(t, each) for each in said), "small", "ink3", wrap=True))
        label = t("Compare with 1 in {rate}", rate=t.number(reach.one_in or 0))
        self.rate = Button(theme, label, Role.LINK, height=28, after="chevron-down")
        self.rate.refuse(refusal)
        self.rate.clicked.connect(lambda: self.open_rates())
        row = QHBoxLayout()
        row.addWidget(self.rate)
        row.addStretch(1)
        column.addLayout(row)
        self.rate.setVisible(reach.tail is not None)

    def _runs(self, reach: Likelihood) -> tuple[Run, ...]:
        """The sentences; the two ends of the interval stand out, as in the bar below them."""
        t = self._t
        rest = " ".join(whole(t, said) for said in (reach.surprise(), reach.majority()) if said is not None)
        said = whole(t, reach.reach())
        if reach.verdict is Verdict.KNOWN and reach.low is not None and reach.high is not None:
            low, high = t.say(share(reach.low)), t.say(share(reach.high))
            begin = said.find(low)
            end = said.find(high, begin + len(low)) + len(high)
            if 0 <= begin < end:
                how, closed = said.find("(", end), said.find(")", end) + 1
                soft = (Run(said[end:how]), Run(said[how:closed], ink="ink3"), Run(said[closed:])) if how > 0 else (Run(said[end:]),)
                return (Run(said[:begin]), Run(said[begin:end], 600), *soft, Run(f" {rest}" if rest else ""))
        return (Run(f"{said} {rest}".rstrip()),)

    def open_rates(self) -> QMenu:
        """Offer what to compare with."""
        t, menu = self._t, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for rate in RATES:
            self._add(menu, t("If only 1 in {rate} had this", rate=t.number(rate)), rate)
        menu.addSeparator()
        self._add(menu, t("Let Council choose"), None)
        other = QAction(t("Another number"), menu)
        other.triggered.connect(lambda _=False: self.ask_rate())
        menu.addAction(other)
        menu.popup(self.rate.mapToGlobal(QPoint(0, self.rate.height() + 2)))
        return menu

    def _add(self, menu: QMenu, words: str, rate: int | None) -> None:
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setChecked(rate == self._chosen)
        action.triggered.connect(lambda _=False: self.rate_chosen.emit(rate))
        menu.addAction(action)

    def ask_rate(self) -> LinePopup:
        """Ask for a number of one's own."""
        t = self._t

        def take(typed: str) -> str:
            try:
                rate = read_whole(t, typed)
            except Unreadable:
                rate = None
            if rate is None or rate < _LEAST:
                return t("Give a whole number, 2 or more.")
            self.rate_chosen.emit(rate)
            return ""

        popup = LinePopup(self._theme, t("If only 1 in so many had this"), t("A whole number, such as 200."), t("Compare"), take)
        popup.open_under(self.rate)
        return popup


def markets(theme: Theme, t: Translator, rows: Sequence[MarketReach]) -> QWidget:
    """Each market on its own line."""
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(Text(theme, t("By market"), "micro", "ink3"))
    for row in rows:
        words = Text(theme, "", "body", wrap=True)
        heard = t("{people}; {reach}", people=t.say(row.likelihood.people()), reach=t.say(row.likelihood.reach()))
        words.show_runs((Run(f"{t.territory(row.country)}: ", 600), Run(f"{heard}.")))
        column.addWidget(words)
    return block
