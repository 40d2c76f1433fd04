"""Below the head: the rows with the ladder at their foot, or what helps where there are none."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.deliveries import LADDER, STATUS_WORDS
from council_app.i18n import Translator
from council_app.services.deliveries import Board
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.progress.board.rows import DeliveryList
from council_app.ui.screens.progress.board.seeking import Sought

_PAD = 20


class Body(IntEnum):
    """What is shown."""

    ROWS = 0
    NOTHING_FOLLOWED = 1
    NOTHING_FITS = 2
    NO_MARKET = 3


class BoardBody(QWidget):
    """The rows, or an empty page.

    Signals:
        follow_asked, insights_asked, everything_asked, programme_asked: the next step that an empty page offers.
    """

    follow_asked = Signal()
    insights_asked = Signal()
    everything_asked = Signal()
    programme_asked = Signal()

    def __init__(self, theme: Theme, t: Translator, rows: DeliveryList) -> None:
        super().__init__()
        nothing = EmptyState(
            theme, t("Nothing is followed here yet."), t("Choose what was heard, and say what becomes of it in this market.")
        )
        self.follow = nothing.offer(t("Follow insights here"), self.follow_asked.emit)
        self.insights = nothing.offer(t("Go to the insights"), self.insights_asked.emit, quiet=True)
        none_fits = EmptyState(theme, t("Nothing on the board fits."), t("Take a filter away, or look for fewer words."))
        none_fits.offer(t("Show everything"), self.everything_asked.emit)
        no_market = EmptyState(theme, t("There is no market yet."), t("A market comes with a plan file, or with the sample council."))
        self.programme = no_market.offer(t("Go to the programme"), self.programme_asked.emit)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        for page in (rows, nothing, none_fits, no_market):
            self._pages.addWidget(page)
        self.ladder = Text(theme, " → ".join(t.say(STATUS_WORDS[status]) for status in LADDER), "small", "ink3", wrap=True)
        foot = QVBoxLayout()
        foot.setContentsMargins(_PAD, 8, _PAD, 8)
        foot.addWidget(self.ladder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(pages, 1)
        column.addLayout(foot)

    @property
    def first(self) -> QWidget | None:
        """The button of an empty page that has the next step; None where there are rows, or only a filter to take away."""
        follow = self.follow if self.follow.isEnabled() else self.insights
        return {Body.NOTHING_FOLLOWED: follow, Body.NO_MARKET: self.programme}.get(self.shown)

    @property
    def shown(self) -> Body:
        """What is shown now."""
        return Body(self._pages.currentIndex())

    def show_board(self, board: Board, sought: Sought, rows: int, *, refusal: str) -> None:
        """Show the rows where any fit; else say what to do, with what stands in its way."""
        found = Body.ROWS
        if not board.market:
            found = Body.NO_MARKET
        elif not rows:
            found = Body.NOTHING_FITS if sought.narrows and board.lines else Body.NOTHING_FOLLOWED
        self.follow.refuse(refusal)
        self._pages.setCurrentIndex(found)
        self.ladder.setVisible(found is Body.ROWS)
