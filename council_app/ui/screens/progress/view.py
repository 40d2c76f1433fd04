"""Progress: what became of what was heard, the post that tells of it, and what holds that back."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.services.posting_view import as_stored, on_stored
from council_app.ui.core.buttons import Button
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import NOTICE
from council_app.ui.core.page import Pile
from council_app.ui.core.text import Surface
from council_app.ui.screens.progress.beginning import BeginPane
from council_app.ui.screens.progress.board import BoardPanel
from council_app.ui.screens.progress.commands import COMMANDS, CORRECTIONS, REWRITE
from council_app.ui.screens.progress.draft.keeping import PostWriter
from council_app.ui.screens.progress.draft.pane import DraftPane
from council_app.ui.screens.progress.gate.exporting import ExportedStrip, Exporter
from council_app.ui.screens.progress.gate.foot import GateFoot
from council_app.ui.screens.progress.gate.judging import Judging
from council_app.ui.screens.progress.gate.panel import GatePanel
from council_app.ui.screens.progress.gate.points import Verdict
from council_app.ui.screens.progress.heading import Heading
from council_app.ui.screens.progress.reading import Hand, Known, Reader
from council_app.ui.screens.progress.sending import DRAFT_PANE
from council_app.ui.screens.progress.settling import Settling
from council_app.ui.screens.progress.typing import TypingScreen

_BOARD_WIDTH, _GATE_WIDTH = 388, 296
_DRAFT, _NOTHING = range(2)
_OF_POSTS = frozenset({"post", "post_claim", "post_override", "post_signoff", "correction"})
_OF_GATE = frozenset(
    {"note", "consent", "attendance", "person", "insight", "evidence", "delivery", "prototype", "market", "council", "session", "post_out"}
)


class ProgressScreen(TypingScreen):
    """The board chooses the market; its newest post is at hand until another one is chosen."""

    shows = _OF_POSTS | _OF_GATE
    commands = COMMANDS
    whole_council = True

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self.market = self.post = ""
        self.language = t.language
        self.known: Known | None = None
        self.verdict: Verdict | None = None
        self.board = BoardPanel(ctx)
        self.writer = PostWriter(ctx, self)
        self.draft = DraftPane(ctx)
        self.foot = GateFoot(theme, t, ctx.author)
        self.gate = GatePanel(theme, t, self.foot)
        self.judging = Judging(ctx, self)
        self.settling = Settling(ctx, self.draft)
        self.exporter = Exporter(ctx, self)
        self.exported = ExportedStrip(theme, t)
        self.begin_pane = BeginPane(ctx)
        self.reader = Reader(ctx, self, self._show)
        self.heading = Heading(ctx)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        t = self.t
        middle = Surface(self.theme, "sheet")
        self._layers = QStackedLayout()
        self._layers.addWidget(self.draft)
        self._layers.addWidget(self.begin_pane)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._layers, 1)
        column.addWidget(self.exported)
        self._columns = Columns(
            self.theme,
            (
                Pane(t("Board"), self.board, _BOARD_WIDTH),
                Pane(t("Draft"), middle),
                Pane(t("Gate"), self.gate, _GATE_WIDTH),
            ),
            front=DRAFT_PANE,
        )
        self.pile = Pile(self._columns)
        self.pile.emptied.connect(self._back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pile)

    def _connect(self) -> None:
        self.board.market_changed.connect(self._choose_market)
        draft, gate, foot = self.draft, self.gate, self.foot
        draft.typed.connect(self._typed)
        draft.mark_asked.connect(self._ask_mark)
        draft.locale_asked.connect(self.show_post)
        draft.rewriting_asked.connect(lambda: self.open_page(REWRITE))
        gate.place_asked.connect(self.show_point)
        gate.settling.connect(self.settle)
        gate.answering.connect(self.answer)
        foot.signing.connect(self.sign_off)
        foot.export_asked.connect(self.export)
        foot.publishing.connect(self.publish)
        foot.taking_down.connect(self.take_down)
        foot.opened.connect(gate.show_foot)
        self.judging.judged.connect(self._show_verdict)
        self.judging.waiting.connect(self._wait)
        self.exporter.exported.connect(self._exported)
        self.exporter.refused.connect(self._refused)
        self.writer.refused.connect(self._not_written)
        self.writer.doubled.connect(self._tell_doubled)
        self.begin_pane.begun.connect(self.show_post)

    # -- the place

    def header_actions(self) -> tuple[Button, ...]:
        """The pages over the place."""
        return self.heading.buttons

    def first_focus(self) -> QWidget | None:
        """The board; or what the page on top says."""
        if self.pile.top is not None:
            return self.pile.top.first_focus()
        if self._columns.one_column and self.known is not None:
            return self.draft.edit if self.known.hand is not None else self.begin_pane.first
        return self.board.first_focus()

    def notice_area(self) -> QRect | None:
        """Beside the gate, whose foot has the way out."""
        if self.pile.top is not None or self._columns.one_column:
            return None
        return QRect(0, self.height() - NOTICE, self.width() - _GATE_WIDTH, NOTICE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, the palette opens the pages."""
        super().resizeEvent(event)
        self.heading.fit(self.width(), covered=self.pile.top is not None)

    def enter(self) -> None:
        """The place comes to the front."""
        super().enter()
        self.heading.fit(self.width(), covered=self.pile.top is not None)

    def leave(self) -> None:
        """What was typed is in its post when one comes back."""
        self.writer.finish()

    @property
    def is_keeping(self) -> bool:
        """Whether words are at the disk."""
        return self.writer.is_keeping or any(page.is_keeping for page in self.keepers)

    @property
    def unkept(self) -> tuple[str, ...]:
        """Words that are in no post, and in no correction."""
        return (*self.writer.owed, *(words for page in self.keepers for words in page.unkept))

    def keep_now(self) -> None:
        """Put them there."""
        self.writer.finish()
        for page in self.keepers:
            page.keep_now()

    def _back(self) -> None:
        self.heading.fit(self.width(), covered=False)
        super()._back()

    # -- what is read

    def _maybe_reload(self, changes: Changes) -> None:
        if self.shows.isdisjoint(changes.entities):
            return
        if not self.isVisible():
            self._stale = True
            return
        self.read()
        if not _OF_GATE.isdisjoint(changes.entities):
            self.judging.lay_out(self.market)

    def reload(self) -> None:
        """Read the posts, and what the gate holds them against."""
        self.gate.refusal = self.refusal
        if self.board.board is not None:  # else it tells its market once it is read
            self.read()
            self.judging.lay_out(self.market)

    def read(self) -> None:
        """Read the posts, and the one at hand."""
        self.reader.read(self.market, self.post, self.language)

    def _choose_market(self, market: str) -> None:
        """Another market's board is on show: its newest post comes with it."""
        if market != self.market or self.known is None:
            self.writer.finish()
            if market != self.market:
                self.market, self.post = market, ""
            self.judging.lay_out(market)
            self.read()

    def show_post(self, post: str) -> None:
        """Take another post in hand; its market's board comes with it."""
        self.writer.finish()
        self.post = post
        self._columns.show_pane(DRAFT_PANE)
        self.read()

    def _show(self, known: Known) -> None:
        other, self.known = known.market != self.market, known
        self.market = known.market
        if other:
            self.judging.lay_out(known.market)
        if known.market and known.market != self.board.market:
            self.board.show_market(known.market)
        self.heading.show_counts(known.out, known.due)
        self.begin_pane.show_market(next((one for one in known.markets if one.key == known.market), None), refusal=self.refusal)
        self._layers.setCurrentIndex(_DRAFT if known.hand is not None else _NOTHING)
        self.foot.setVisible(known.hand is not None)
        if known.hand is None:
            self.post, self.verdict = "", None
            self.gate.clear()
            self.judging.ask(None)
        else:
            self._show_hand(known.hand, known)

    def _show_hand(self, hand: Hand, known: Known) -> None:
        ref, other = hand.post.ref, self.draft.post is None or self.draft.post.ref.id != hand.post.ref.id
        self.post, self.language = ref.id, ref.locale.split("-")[0]
        stored, typed = as_stored(hand.post), self.writer.typed(ref.id)
        if typed is None and hand.typed is not None and hand.typed != stored and not self.refusal and not self.writer.is_keeping:
            typed, twice = on_stored(hand.typed, stored)  # a power cut left it half-typed
            self.writer.take(ref.id, typed)
            if twice:
                self._tell_doubled()
        if other:
            self.verdict = None
            self.gate.clear(there=True)
        self.settling.deliveries = hand.deliveries
        self.draft.show_post(hand.post, typed or stored, refusal=self.refusal)
        self.draft.show_locales(known.bundle_of(ref.id), ref.id)
        self._judge(at_once=True)
        self._show_marks()
        self._tell()

    # -- pages

    def open_page(self, command: str) -> None:
        """Lay a page over the place, once what was typed is in its post."""
        self.writer.then(lambda: self._open(command))

    def _open(self, command: str) -> None:
        if self.pile.top is not None and not self.pile.top.may_close():
            return
        page = self.page_of(command)
        if page is None:
            self.ctx.noticed.emit(self.t("There is no post here yet."), False)
            return
        self.pile.clear()
        self.pile.open(page)
        self.heading.fit(self.width(), covered=True)

    def show_corrections(self) -> None:
        """What is out and no longer so."""
        self.open_page(CORRECTIONS)
