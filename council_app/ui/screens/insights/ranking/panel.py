"""Impact against effort beside an insight: the small matrix, the insight at hand marked, and how firm its rank is."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.ranking.model import Ranked, Ranking
from council_app.domain.ranking.pictures import Picture
from council_app.domain.records import Changes
from council_app.services.ranking_files import matrix_picture
from council_app.ui.core.context import AppContext
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.insights.ranking.drawer import Drawer
from council_app.ui.screens.insights.ranking.picture import RankingPicture
from council_app.ui.screens.insights.ranking.reading import RankingReader

_LARGEST = 1.4


class MatrixPanel(Surface):
    """Reads by itself; says which insight it is about when told by `show_insight`.

    Signals:
        insight_asked: a dot was clicked (the insight's key).
        ranked: the insights were ranked anew (the `Ranking`), so that nobody else needs to do it again.
    """

    insight_asked = Signal(str)
    ranked = Signal(object)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, "canvas", "t")
        self.ctx, self.t = ctx, ctx.t
        self._ranking: Ranking | None = None
        self._key = ""
        self._stale = True
        theme = ctx.theme
        self.title = Text(theme, self.t("Impact against effort"), "micro", "ink3")
        self.stability = Text(theme, "", "micro", "ink2")
        self.why = Text(theme, "", "small", "ink3", wrap=True)
        self.picture = RankingPicture(theme, largest=_LARGEST)
        self.picture.picked.connect(self.insight_asked)
        self.drawer = Drawer(ctx, self, self._show_picture)
        self.reader = RankingReader(ctx, self)
        self.reader.done = self._show
        self._lay_out()
        ctx.changed.connect(self._changed)
        ctx.session_changed.connect(self._ask)
        ctx.cohort_changed.connect(self._ask)
        theme.changed.connect(self._draw)

    def _lay_out(self) -> None:
        between = QWidget()
        between.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        top = QWidget()  # where both have no room side by side, the rank goes below
        head = FlowLayout(top, gap=4, line_gap=2)
        for widget in (self.title, between, self.stability):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(top)
        column.addWidget(self.why)
        column.addWidget(self.picture)
        self.why.hide()
        self.picture.hide()

    def show_insight(self, key: str) -> None:
        """Mark this insight; "" marks none."""
        self._key = key
        self._draw()

    def count_everywhere(self, *, everywhere: bool) -> None:
        """Rank by what all councils said, or by the session at hand alone."""
        if self.reader.everywhere is not everywhere:
            self.reader.everywhere = everywhere
            self._ask()

    @property
    def ranking(self) -> Ranking | None:
        """The newest ranking, or None while none was read."""
        return self._ranking

    # -- reading

    def showEvent(self, event: QShowEvent) -> None:
        """Rank what was not ranked while nobody saw it."""
        super().showEvent(event)
        if self._stale:
            self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing is drawn for nobody."""
        super().hideEvent(event)
        self._stale = self._stale or self.reader.busy
        self.reader.stop()

    def _ask(self) -> None:
        self._stale = not self.isVisible()
        if not self._stale:
            self.reader.ask()

    def _changed(self, changes: Changes) -> None:
        if RankingReader.concerns(changes):
            self._ask()

    def _show(self, ranking: Ranking) -> None:
        self._ranking = ranking
        self._draw()
        self.ranked.emit(ranking)

    # -- drawing

    def _draw(self) -> None:
        ranking, key, t = self._ranking, self._key, self.t
        if ranking is None:
            return
        row, dark = ranking.row(key), self.ctx.theme.dark
        currency = _currency_of(ranking, row)
        self._say(row, drawn=bool(currency))
        self.drawer.ask(lambda: matrix_picture(ranking=ranking, currency=currency, t=t, dark=dark, chosen=key, small=True))

    def _show_picture(self, drawn: Picture | None) -> None:
        self.picture.setVisible(drawn is not None)
        if drawn is not None:
            self.picture.show_picture(drawn)

    def _say(self, row: Ranked | None, *, drawn: bool) -> None:
        t, standing = self.t, row.standing if row is not None else None
        self.stability.say(t.say(standing.stability()) if standing is not None else "")
        why = ""
        if row is not None and row.unranked is not None:
            why = t("Not ranked: {why}.", why=t.say(row.unranked))
        elif not drawn:
            why = t("Insights show here once they have amounts and an effort.")
        self.why.say(why)
        self.why.setVisible(bool(why))


def _currency_of(ranking: Ranking, row: Ranked | None) -> str:
    """Of the matrix that the insight is part of; else the one that most insights have, "" when there is none."""
    counts = Counter({each.currency: len(each.points) for each in ranking.matrices()})
    impact = row.heard.facts.impact if row is not None else None
    own = impact.currency if impact is not None and impact.currency in counts else ""
    return own or max(sorted(counts), key=lambda each: counts[each], default="")
