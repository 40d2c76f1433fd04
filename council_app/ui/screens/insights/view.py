"""The insights: what there is, the one at hand, and what keeps it from being delegated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services import insights
from council_app.services.insights import InsightCard, InsightDetail
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button
from council_app.ui.core.cohorts import NobodyOfCohort
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.page import Pile
from council_app.ui.core.places import Place, stop_of
from council_app.ui.core.screen import Screen
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.insights.delegates import InsightDelegate
from council_app.ui.screens.insights.detail import DetailPane
from council_app.ui.screens.insights.gate import GatePanel
from council_app.ui.screens.insights.models import InsightsModel
from council_app.ui.screens.insights.openers import Openers
from council_app.ui.screens.insights.opening import InsightPage
from council_app.ui.screens.insights.pages import OPENINGS

_DETAIL_PANE = 1


class InsightsScreen(Screen):
    """Counts are of the session at hand, and of the cohort that shows; the gate is the insight's own."""

    shows = frozenset({"insight", "insight_visual", "evidence", "note", "note_tag", "attendance", "consent"})
    commands = tuple(opening.command for opening in OPENINGS)
    by_cohort = True

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self._key = ""
        self.model = InsightsModel(self.t, self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("surface", "canvas")
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setAccessibleName(self.t("Insights"))
        self.list.setItemDelegate(InsightDelegate(self.theme, self.t, self.list))
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.clicked.connect(self._read_on)
        self.list.activated.connect(self._read_on)
        self.detail = DetailPane(self.theme, self.t)
        self.gate = GatePanel(self.theme, self.t)
        self.gate.saved.connect(self._save)
        self.gate.picture.connect(self._attach)
        self._columns: Columns = Columns(
            self.theme,
            (
                Pane(self.t("Insights"), self._make_left(), self.theme.size("panel-list")),
                Pane(self.t("Evidence"), self.detail),
                Pane(self.t("Gate"), self.gate, self.theme.size("panel-side")),
            ),
        )
        view = QWidget()
        self._layers = QStackedLayout(view)
        self._layers.addWidget(self._columns)
        self._layers.addWidget(self._make_empty())
        self.nobody = NobodyOfCohort(
            ctx,
            lambda cohort: self.t("Nobody in {cohort} stands behind an insight here.", cohort=cohort),
            self.t("Insights show where somebody of the cohort said what they rest on."),
            ground="canvas",
        )
        self._layers.addWidget(self.nobody)
        self.openers = Openers(ctx, OPENINGS)
        self.pile = Pile(view)
        self.pile.emptied.connect(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)

    def _make_left(self) -> QWidget:
        left = Surface(self.theme, "canvas", "r")
        self._ready = Text(self.theme, "", "small", "ink3", elide=True, align=Qt.AlignmentFlag.AlignRight)
        self._head = PanelHeader(self.theme, "", extra=(self._ready,))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.list, 1)
        return left

    def _make_empty(self) -> QWidget:
        empty = EmptyState(
            self.theme,
            self.t("Nothing is an insight yet."),
            self.t("An insight is one statement with the notes behind it, on its way through the gate. Write down what people say first."),
        )
        self._way_on = empty.offer(self.t("Go to {place}", place=stop_of(Place.ROOM).name), lambda: self.ctx.go(Place.ROOM))
        return empty

    def first_focus(self) -> QWidget | None:
        """The list, or the way back to everyone; or what the page on top says."""
        if self.pile.top is not None:
            return self.pile.top.first_focus()
        if self.model.rowCount():
            return self.list
        return self.nobody.everyone if self.ctx.cohort is not None else None

    # -- pages

    def header_actions(self) -> tuple[Button, ...]:
        """The pages over the place."""
        return self.openers.buttons

    def notice_area(self) -> QRect | None:
        """Where the page on top wants it."""
        return self.pile.top.notice_area() if isinstance(self.pile.top, InsightPage) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, the palette opens the pages."""
        super().resizeEvent(event)
        self._fit()

    def enter(self) -> None:
        """The place comes to the front."""
        super().enter()
        self._fit()

    def _fit(self) -> None:
        self.openers.fit(self.width(), covered=self.pile.top is not None)

    def open_page(self, command: str) -> None:
        """Lay a page over the place, about the insight at hand."""
        page = next(opening for opening in OPENINGS if opening.command.id == command).make(self.ctx)
        page.take_insight(self._key)
        page.insight_asked.connect(self._show_asked)
        self.pile.clear()
        self.pile.open(page)
        self._fit()

    def _show_asked(self, key: str) -> None:
        self._key = key
        self.pile.clear()
        row = self.model.row_of(key)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))
        self._read_on(self.list.currentIndex())

    def _back(self) -> None:
        self._fit()
        if self._stale:  # changed under a page that lay over it
            self._stale = False
            self.reload()
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _maybe_reload(self, changes: Changes) -> None:
        if not self.shows.isdisjoint(changes.entities):
            if self.isVisible() and self.pile.top is None:
                self.reload()
            else:
                self._stale = True

    # -- the list

    def reload(self) -> None:
        """Read the list of the session at hand."""
        session = self.ctx.session
        key, cohort = session.key if session is not None else None, self.ctx.cohort_key
        self.ctx.read(self, lambda w: insights.list_insights(workspace=w, session=key, cohort=cohort), self._show)

    def _show(self, cards: tuple[InsightCard, ...]) -> None:
        kept = self._key
        self.model.show_cards(cards)
        self._layers.setCurrentIndex(0 if cards else 1 if self.ctx.cohort is None else 2)
        ready = sum(card.gate.ready for card in cards)
        self._head.title.say(self.t.n("{count} insight", "{count} insights", len(cards)))
        self._ready.say(self.t.n("{count} can be delegated", "{count} can be delegated", ready))
        if cards:
            row = max(0, self.model.row_of(kept))
            self.list.setCurrentIndex(self.model.index(row, 0))
            if self.isVisible() and not self.gate.isAncestorOf(self.focusWidget() or self):
                self.list.setFocus()

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid():
            return
        card = self.model.card(current.row())
        self._key = card.facts.key
        self.gate.show_gate(card)
        session = self.ctx.session
        key, cohort = session.key if session is not None else None, self.ctx.cohort_key
        self.ctx.read(self, lambda w: insights.insight(workspace=w, key=card.facts.key, session=key, cohort=cohort), self._show_detail)

    def _read_on(self, _index: QModelIndex) -> None:
        self._columns.show_pane(_DETAIL_PANE)

    def _show_detail(self, detail: InsightDetail) -> None:
        if detail.card.facts.key == self._key:
            self.detail.show_insight(detail)

    def _save(self, values: dict[str, object]) -> None:
        key = self._key
        self._write(lambda w: insights.edit_insight(workspace=w, key=key, values=values))

    def _attach(self, path: Path) -> None:
        key = self._key
        self._write(lambda w: insights.add_visual(workspace=w, key=key, filename=path.name, data=_bytes_of(path)))

    def _write(self, verb: Callable[[Workspace], Changes]) -> None:
        self.ctx.write(
            self, verb, lambda _changes: None, changes=lambda changes: changes, failed=self._refused, notice=m_("Edited an insight")
        )

    def _refused(self, error: CouncilError) -> None:
        sentence = self.t.say(error.why)
        if not self.gate.fail(f"{sentence[:1].upper()}{sentence[1:]}. {self.t.say(error.todo)}"):
            self.ctx.refused.emit(error)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = m_("the picture cannot be read ({reason})", reason=error.strerror or "")
        raise CouncilError(str(path), why, m_("Choose another file.")) from error
