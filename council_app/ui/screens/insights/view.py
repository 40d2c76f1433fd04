"""The insights: what there is, the one at hand, and what keeps it from being delegated."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.errors import CouncilError
from council_app.services.insights import InsightCard, InsightDetail
from council_app.ui.core.buttons import Button
from council_app.ui.core.cohorts import NobodyOfCohort
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Pile
from council_app.ui.core.places import Place, stop_of
from council_app.ui.screens.insights.commands import COMMANDS
from council_app.ui.screens.insights.detail import DetailPane
from council_app.ui.screens.insights.doing import InsightVerbs
from council_app.ui.screens.insights.gate import GatePanel
from council_app.ui.screens.insights.gating import DETAIL_PANE
from council_app.ui.screens.insights.listpane import ListPane
from council_app.ui.screens.insights.models import InsightsModel
from council_app.ui.screens.insights.openers import Openers
from council_app.ui.screens.insights.opening import InsightPage
from council_app.ui.screens.insights.pages import OPENINGS
from council_app.ui.screens.insights.pictures import PictureDrop
from council_app.ui.screens.insights.ranking.panel import MatrixPanel
from council_app.ui.screens.insights.reading import InsightReader, places_of
from council_app.ui.screens.insights.verbs import Verbs

_ALL, _NOTHING, _NOBODY = range(3)
DELEGATE = "insights.delegate"
_SHOWS = (
    "insight", "insight_visual", "evidence", "note", "note_tag", "tag", "attendance", "consent", "session", "stage", "journey",
    "initiative", "market",
)  # fmt: skip


class InsightsScreen(InsightVerbs):
    """Counts are of the session at hand, and of the cohort that shows; the gate is the insight's own."""

    shows = frozenset(_SHOWS)
    commands = (*COMMANDS, *(opening.command for opening in OPENINGS))
    by_cohort = True

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self.key = ""
        self._wanted = ""
        self._arriving = False
        self._showing = QTimer(self)  # of no time: keys that wait already are taken first
        self._showing.setSingleShot(True)
        self._showing.timeout.connect(self._show_chosen)
        self.model = InsightsModel(self.t, self)
        self.left = ListPane(self.theme, self.t, self.model)
        self.list = self.left.list
        self.detail = DetailPane(self.theme, self.t)
        self.gate = GatePanel(self.theme, self.t)
        self.gate.delegating = any(opening.command.id == DELEGATE for opening in OPENINGS)
        self.matrix = MatrixPanel(ctx)
        self.gate.add_below(self.matrix)
        self.add_strip()
        self.reader = InsightReader(ctx, self)
        self.verbs = Verbs(ctx, self, lambda: self.key)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._columns = Columns(
            self.theme,
            (
                Pane(self.t("Insights"), self.left, self.theme.size("panel-list")),
                Pane(self.t("Evidence"), self.detail),
                Pane(self.t("Gate"), self.gate, self.theme.size("panel-side")),
            ),
        )
        view = QWidget()
        self._layers = QStackedLayout(view)
        self._layers.addWidget(self._columns)
        self._layers.addWidget(self._make_empty())
        self.nobody = self._make_nobody()
        self._layers.addWidget(self.nobody)
        self.openers = Openers(self.ctx, OPENINGS)
        self.pile = Pile(view)
        self.pile.emptied.connect(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)

    def _make_nobody(self) -> NobodyOfCohort:
        return NobodyOfCohort(
            self.ctx,
            lambda cohort: self.t("Nobody in {cohort} stands behind an insight here.", cohort=cohort),
            self.t("Insights show where somebody of the cohort said what they rest on."),
            ground="canvas",
        )

    def _make_empty(self) -> EmptyState:
        t = self.t
        empty = EmptyState(
            self.theme,
            t("Nothing is an insight yet."),
            t("An insight is one statement with the notes behind it. Choose notes in Tagging, or begin from a tag here."),
        )
        self._way_on = empty.offer(t("Go to {place}", place=t.say(stop_of(Place.TAGGING).name)), lambda: self.ctx.go(Place.TAGGING))
        self._begin = empty.offer(t("New insight"), self.new_insight, quiet=True)
        return empty

    def _connect(self) -> None:
        left = self.left
        left.moved.connect(self._chosen)
        left.new.clicked.connect(self.new_insight)
        left.head.order_asked.connect(self.order_by)
        left.head.everywhere_asked.connect(self.toggle_everywhere)
        left.list.opened.connect(lambda: self.show_pane(DETAIL_PANE))
        left.list.removing.connect(self.remove_insight)
        self.model.dropped.connect(self.verbs.add_to)
        self.reader.listed.connect(self._show)
        self.reader.ranked.connect(self._show_ranks)
        self.reader.detailed.connect(self._show_detail)
        self.verbs.made.connect(self._made)
        self.verbs.refused.connect(self._refused)
        self._connect_insight()

    def _connect_insight(self) -> None:
        detail, gate = self.detail, self.gate
        detail.claim_kept.connect(self.keep_claim)
        detail.rate_chosen.connect(lambda rate: self.verbs.edit({"one_in": rate}))
        detail.adding.connect(lambda against: self.find_evidence(against=against))
        detail.turned.connect(lambda note, against: self.verbs.turn(note, against=against))
        detail.more_asked.connect(lambda most: self.reader.read_detail(self.key, most))
        detail.taken.connect(self.verbs.take)
        detail.tag_taken.connect(self.verbs.take_tag)
        detail.opened.connect(self.ctx.note_asked)
        detail.dropped.connect(lambda notes, against: self.verbs.add(notes, against=against))
        gate.saved.connect(self.verbs.edit)
        gate.picture.connect(self.take_picture)
        gate.evidence_asked.connect(self.add_evidence)
        gate.delegate_asked.connect(lambda: self.ctx.asked.emit(DELEGATE))
        gate.stages_asked.connect(self.choose_stage)
        gate.initiatives_asked.connect(self.choose_initiative)
        self.matrix.insight_asked.connect(self.show_insight)
        self.matrix.ranked.connect(lambda ranking: self._show_ranks(places_of(ranking)))
        PictureDrop(self._columns).dropped.connect(self.take_pictures)

    # -- the place

    def first_focus(self) -> QWidget | None:
        """The list, or the way on from where there is nothing; or what the page on top says."""
        if self.pile.top is not None:
            return self.pile.top.first_focus()
        if self.model.cards:
            return self.list
        return {_NOTHING: self._way_on, _NOBODY: self.nobody.everyone}.get(self._layers.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.pile.top is None and self.model.cards:
            self.to_list()
        else:
            super().keyPressEvent(event)

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
        """The place comes to the front; the list gets the keyboard once it is read."""
        self._arriving = not self.model.cards
        super().enter()
        self._fit()

    def _fit(self) -> None:
        self.openers.fit(self.width(), covered=self.pile.top is not None)

    def open_page(self, command: str) -> None:
        """Lay a page over the place, about the insight at hand."""
        page = next(opening for opening in OPENINGS if opening.command.id == command).make(self.ctx)
        page.take_insight(self.key)
        page.count_everywhere(everywhere=self.reader.everywhere)
        page.insight_asked.connect(self._show_asked)
        self.pile.clear()
        self.pile.open(page)
        self._fit()

    def _show_asked(self, key: str) -> None:
        self.pile.clear()
        self.show_insight(key)

    def _back(self) -> None:
        self._fit()
        super()._back()

    # -- what is read

    def reload(self) -> None:
        """Read the insight at hand again, and the list."""
        self.detail.refusal = self.gate.refusal = self.refusal
        self.left.new.refuse(self.refusal)
        if self.key:
            self.reader.read_detail(self.key)
        self.reader.read_list()
        self.read_ranks()

    def _show(self, cards: tuple[InsightCard, ...]) -> None:
        self.model.show_cards(cards)
        self.left.show_count()
        self._layers.setCurrentIndex(_ALL if cards else _NOTHING if self.ctx.cohort is None else _NOBODY)
        wanted, self._wanted = self._wanted or self.key, ""
        if not self.left.stand_on(wanted):
            self.key = ""
            self.detail.clear()
            self.gate.clear()
            self.show_beside("")
            self._arrive()
            return
        if self.left.at_hand != self.key:
            self._chosen(self.left.at_hand)
        else:
            self.gate.show_gate(self.model.card(self.model.row_of(self.key)))
        self._arrive()

    def _arrive(self) -> None:
        """What was read on the way here is there: the keyboard goes to it."""
        target = self.first_focus()
        if self._arriving and target is not None and self.isVisible() and self.pile.top is None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._arriving = False

    def _show_ranks(self, places: dict[str, int]) -> None:
        self.model.show_ranks(places)
        self.left.stand_on(self.key)

    def _chosen(self, key: str) -> None:
        """Another insight is at hand; it is shown once the arrow that led to it is let go."""
        self.key = key
        self._showing.start()

    def _show_chosen(self) -> None:
        row = self.model.row_of(self.key)
        if row >= 0:
            self.gate.show_gate(self.model.card(row))
            self.show_beside(self.key)
            self.reader.read_detail(self.key)

    def show_insight(self, key: str) -> None:
        """Go to an insight; what narrows the list is taken away where it hides it."""
        if self.model.row_of(key) < 0 and self.model.sought.narrows:
            self.left.head.clear()
        if self.model.row_of(key) < 0 and not self.reader.everywhere:
            self._wanted = key
            self.toggle_everywhere()  # it is of another council
        else:
            self.left.stand_on(key)
        self.show_pane(DETAIL_PANE)

    def _show_detail(self, detail: InsightDetail | None) -> None:
        if detail is not None and detail.card.facts.key == self.key:
            self.detail.most = self.reader.most
            self.detail.show_insight(detail)
            self.gate.show_gate(detail.card)

    # -- what was done

    def _made(self, key: str) -> None:
        self._wanted = key
        if self.model.sought.narrows:
            self.left.head.clear()

    def _refused(self, error: CouncilError) -> None:
        sentence = self.t.say(error.why)
        if not self.gate.fail(f"{sentence[:1].upper()}{sentence[1:]}. {self.t.say(error.todo)}"):
            self.ctx.refused.emit(error)
