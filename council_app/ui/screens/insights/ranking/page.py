"""All ranks: every insight by every method, judged in place; impact against effort and likelihood, large."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.ranking.model import Ranked, Ranking
from council_app.domain.ranking.pictures import Picture
from council_app.domain.records import Changes
from council_app.errors import CouncilError
from council_app.services.ranking_files import likelihood_picture, matrix_picture
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.feedback import NOTICE, LongWork
from council_app.ui.core.jobs import Control
from council_app.ui.core.taking import Taken, TakingAlong
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.insights.opening import InsightPage
from council_app.ui.screens.insights.ranking.aside import AsideTable
from council_app.ui.screens.insights.ranking.choices import Choices
from council_app.ui.screens.insights.ranking.columns import View
from council_app.ui.screens.insights.ranking.drawer import Drawer
from council_app.ui.screens.insights.ranking.export import taken
from council_app.ui.screens.insights.ranking.judging import Judging
from council_app.ui.screens.insights.ranking.picture import RankingPicture
from council_app.ui.screens.insights.ranking.reading import RankingReader
from council_app.ui.screens.insights.ranking.table import RankTable
from council_app.ui.screens.insights.ranking.words import explained

_PATIENCE = 250
_BESIDE = 500
_LARGEST = 1.6
_LOW = 420
_TABLE, _PICTURE, _EMPTY = 0, 1, 2


class RankingPage(InsightPage):
    """Over the insights.

    Signals:
        insight_asked: this insight is wanted in the list (its key); the page is closed for it.
    """

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self.ranking: Ranking | None = None
        self._key = ""
        self._stale = True
        self._control: Control | None = None
        self.choices = Choices(theme, t)
        self.how = Text(theme, "", "small", "ink3", wrap=True)
        self.table = RankTable(theme, t)
        self.judging = Judging(ctx, self.table)
        self.picture = RankingPicture(theme, largest=_LARGEST)
        self.aside = AsideTable(theme, t)
        self.work = LongWork(theme, t)
        self.taking = TakingAlong(self, self._give, "Ctrl+Shift+E")
        self.drawer = Drawer(ctx, self, self._show_picture)
        self.reader = RankingReader(ctx, self)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_PATIENCE)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        t = self.t
        self.empty = EmptyState(
            self.theme, t("Nothing to rank yet."), t("Insights are ranked here, by what they are worth and what they take."), ground="sheet"
        )
        self.empty.offer(t("Back to the insights"), self.leave)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = Surface(self.theme, "sheet")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.addWidget(self.picture)
        inside.addStretch(1)
        scroll.setWidget(ground)
        self.columns = Columns(self.theme, (Pane(t("Picture"), scroll), Pane(t("Table"), self.aside, _BESIDE)))
        body = QWidget()
        self._layers = QStackedLayout(body)
        for layer in (self.table, self.columns, self.empty):
            self._layers.addWidget(layer)
        self._said = Surface(self.theme, "canvas", "b")
        row = QVBoxLayout(self._said)
        row.setContentsMargins(20, 6, 20, 7)
        row.addWidget(self.how)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = self.top_bar(t("Ranking"), *self.taking.buttons)
        column.addWidget(self._head)
        column.addWidget(self.choices)
        column.addWidget(self._said)
        column.addWidget(body, 1)
        column.addWidget(self.work)

    def _connect(self) -> None:
        self.choices.changed.connect(self._draw)
        self.table.opened.connect(lambda row: self.insight_asked.emit(row.key))
        self.table.chosen.connect(lambda: self._take_from(self.table.chosen_rows()))
        self.aside.opened.connect(lambda row: self.insight_asked.emit(row.key))
        self.aside.chosen.connect(lambda: self._take_from(self.aside.chosen_rows()))
        self.picture.picked.connect(self._take)
        self.picture.opened.connect(self.insight_asked)
        self.reader.begun, self.reader.done, self.reader.failed = self._begun, self._show, self._failed
        self._late.timeout.connect(self._show_work)
        self.theme.changed.connect(self._draw)
        self.ctx.changed.connect(self._changed)
        self.ctx.session_changed.connect(self.read)
        self.ctx.cohort_changed.connect(self.read)

    def first_focus(self) -> QWidget | None:
        """The table: from there arrows, Enter and digits lead everywhere."""
        return self.table

    def take_insight(self, key: str) -> None:
        """Begin with the insight at hand."""
        self._key = key

    def count_everywhere(self, *, everywhere: bool) -> None:
        """Rank by what all councils said, or by the session at hand alone."""
        self.reader.everywhere = everywhere
        self._head.title.say(self.t("Ranking, all councils") if everywhere else self.t("Ranking"))

    def notice_area(self) -> QRect | None:
        """Over what can be chosen: the last row of a table cannot be scrolled out from under it."""
        return QRect(0, self.choices.y(), self.width(), NOTICE) if self.table.isVisible() or self.aside.isVisible() else None

    def may_close(self) -> bool:
        """Escape puts back what is being typed first; else always, and draws that are still being made are given up."""
        if self.table.editing:
            self.table.leave_edit()
            return False
        self.reader.stop()
        return True

    # -- reading

    def showEvent(self, event: QShowEvent) -> None:
        """Rank what was not ranked while nobody saw it."""
        super().showEvent(event)
        if self._stale:
            self.read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the numbers need the room that explanations take."""
        super().resizeEvent(event)
        self._said.setVisible(self.height() >= _LOW)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._stale = self._stale or self.reader.busy
        self.reader.stop()

    def read(self) -> None:
        """Rank what the session and the cohort at hand say."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.reader.ask()

    def _changed(self, changes: Changes) -> None:
        if RankingReader.concerns(changes):
            self.read()

    def _begun(self, control: Control) -> None:
        self._control = control
        if not self._late.isActive():
            self._late.start()

    def _show_work(self) -> None:
        if self._control is not None:
            self.work.begin(self.t("Drawing ranks"), self._control)

    def _failed(self, error: CouncilError | None) -> None:
        self._late.stop()
        self.work.end(self.t("Stopped.") if error is None else "")
        if error is not None:
            self.ctx.refused.emit(error)

    def _show(self, ranking: Ranking) -> None:
        self._late.stop()
        self.work.end()
        self.ranking = ranking
        matrices = ranking.matrices()
        self.choices.show_currencies([matrix.currency for matrix in matrices])
        first = not self.table.rows.rows
        self.taking.allow(there=bool(ranking.rows))
        self._draw()
        if first:
            self._begin()

    def _begin(self) -> None:
        """The insight at hand, or the first rank."""
        rows = self.table.rows.rows
        if rows:
            place = next((place for place, row in enumerate(rows) if row.key == self._key), 0)
            title = next(number for number, column in enumerate(self.table.rows.columns) if column.opens)
            self.table.setCurrentIndex(self.table.rows.index(place, title))

    # -- showing

    def _draw(self) -> None:
        ranking, view = self.ranking, self.choices.view
        if ranking is None:
            return
        self.how.say(explained(self.t, ranking, view))
        if not ranking.rows:
            self._layers.setCurrentIndex(_EMPTY)
            return
        if not view.pictured:
            self._layers.setCurrentIndex(_TABLE)
            self.table.rows.show_rows(_in_order(ranking, view))
            self.table.show_view(view.value)
            return
        self._layers.setCurrentIndex(_PICTURE)
        self.aside.show_ranking(ranking, view, self.choices.currency)
        if self._key not in {row.key for row in self.aside.chosen_rows()}:
            self.aside.choose([self._key])
        self._paint(ranking, view)

    def _paint(self, ranking: Ranking, view: View) -> None:
        t, dark, currency, key = self.t, self.theme.dark, self.choices.currency, self._key
        if view is View.LIKELIHOOD:
            self.drawer.ask(lambda: likelihood_picture(ranking=ranking, t=t, dark=dark, chosen=key))
        else:
            self.drawer.ask(lambda: matrix_picture(ranking=ranking, currency=currency, t=t, dark=dark, chosen=key))

    def _show_picture(self, drawn: Picture | None) -> None:
        self.picture.setVisible(drawn is not None)
        if drawn is not None:
            self.picture.show_picture(drawn)

    def _take_from(self, rows: tuple[Ranked, ...]) -> None:
        if rows and rows[0].key != self._key:
            self._key = rows[0].key
            if self.ranking is not None and self.choices.view.pictured:
                self._paint(self.ranking, self.choices.view)

    def _take(self, key: str) -> None:
        """An insight was clicked in the picture: mark it there and in the list."""
        self.aside.choose([key])

    def _give(self) -> Taken | None:
        ranking = self.ranking
        return None if ranking is None or not ranking.rows else taken(self.t, ranking, self.choices.view, self.choices.currency)


def _in_order(ranking: Ranking, view: View) -> list[Ranked]:
    """By rank, one currency after the other, and what has no rank at the end; or by who has to move."""
    if view is View.DRAG:
        return [row for each in ranking.drags if (row := ranking.row(each.key)) is not None]
    ranked = [row for currency in ranking.currencies for row in ranking.ranked(currency)]
    return [*ranked, *ranking.unranked]
