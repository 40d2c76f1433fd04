"""The board of a market beside the post that tells of it: the rows, the form of one of them, and what helps where there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.deliveries import DeliveryLine, Part
from council_app.domain.enums import DeliveryStatus
from council_app.domain.records import Changes
from council_app.errors import CouncilError
from council_app.services import deliveries
from council_app.services.deliveries import Board, DeliveryDetail
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.core.jobs import Turn
from council_app.ui.core.places import Place
from council_app.ui.core.text import Surface
from council_app.ui.screens.progress.board.body import BoardBody, Body
from council_app.ui.screens.progress.board.doing import Doing
from council_app.ui.screens.progress.board.form import DeliveryForm
from council_app.ui.screens.progress.board.head import BoardHead
from council_app.ui.screens.progress.board.rows import DeliveriesModel, DeliveryList

_READS = frozenset({"delivery", "insight", "market"})
_BOARD, _FORM = range(2)
_PAD = 20


class BoardPanel(Surface):
    """What became of what was heard, market by market.

    Attributes:
        board: as it was last read, None before.

    Signals:
        market_changed: another market is shown (its key, "" where there is none).
        delivery_chosen: another line is at hand (its id, "" for none).
        delivery_changed: something was said of a line, or it came or went (its id).
    """

    market_changed = Signal(str)
    delivery_chosen = Signal(str)
    delivery_changed = Signal(str)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, "canvas", "r")
        self.ctx, self.t = ctx, ctx.t
        self.board: Board | None = None
        self._market, self._at, self._stale = "", "", True
        self.head = BoardHead(ctx.theme, self.t)
        self.model = DeliveriesModel(self.t, self)
        self.list = DeliveryList(ctx.theme, self.t, self.model)
        self.form = DeliveryForm(ctx.theme, self.t)
        self.doing = Doing(ctx, self)
        self.body = BoardBody(ctx.theme, self.t, self.list)
        self._layers = QStackedLayout(self)
        self._lay_out()
        self._connect()
        if ctx.workspace is not None:
            self.read()  # also where another column hides it: the market it chooses is that of the whole place

    def _lay_out(self) -> None:
        front = QWidget()
        column = QVBoxLayout(front)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.body, 1)
        self._layers.addWidget(front)
        self._layers.addWidget(self.form)

    def _connect(self) -> None:
        self.head.market_asked.connect(self.show_market)
        self.head.changed.connect(lambda _sought: self._seek())
        self.head.adding.connect(self.add)
        self.head.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.body.follow_asked.connect(self.add)
        self.body.insights_asked.connect(lambda: self.ctx.go(Place.INSIGHTS))
        self.body.everything_asked.connect(self.head.clear)
        self.body.programme_asked.connect(lambda: self.ctx.go(Place.PROGRAMME))
        self.list.picked.connect(self._pick)
        self.list.opened.connect(lambda line: self.open(line.id))
        self.list.stepped.connect(self._step)
        self.list.removing.connect(lambda line: self._remove(line.id))
        self.list.seeking.connect(self.head.seek)
        self.form.said.connect(lambda values: self.change(self.form.delivery, values))
        self.form.left.connect(self.close_form)
        self.form.removing.connect(lambda: self._remove(self.form.delivery))
        self.form.taking_back.connect(self._take_back)
        self.form.insight_asked.connect(self.ctx.insight_asked)
        self.doing.changed.connect(self.delivery_changed)
        self.doing.added.connect(self._added)
        self.ctx.changed.connect(self._changed)

    # -- what is shown

    @property
    def market(self) -> str:
        """The key of the market on show, "" while there is none."""
        return self.board.market if self.board is not None else self._market

    @property
    def line(self) -> DeliveryLine | None:
        """The line at hand."""
        return self.list.line

    @property
    def in_form(self) -> bool:
        """Whether the form of one line is open over the board."""
        return self._layers.currentIndex() == _FORM

    def first_focus(self) -> QWidget:
        """Who gets the keyboard: the rows, or the button that helps where there are none."""
        if self.in_form:
            return self.form.first
        return self.list if self.body.shown is Body.ROWS else self.body.first or self.head.box

    def show_market(self, market: str) -> None:
        """Show another market's board; "" lets the board choose."""
        if market != self.market or not market:
            self.close_form()
            self._market, self._at = market, ""
            self.head.clear()
            self.read()

    def next_market(self, by: int = 1) -> None:
        """The market beside, and round again at the end."""
        self.head.markets.step(by)

    def go_to(self, delivery: str) -> bool:
        """Take a line of this market in hand; a filter that hides it goes. False where this board does not have it."""
        if self.board is None or all(line.id != delivery for line in self.board.lines):
            return False
        if self.model.row_of(delivery) < 0:
            self.head.clear()
        return self.list.go_to(delivery)

    def open(self, delivery: str, part: Part | None = None) -> bool:
        """Open the form of a line, at the field of a part; False where this board does not have it."""
        if not self.go_to(delivery):
            return False
        self._read_detail(delivery, part)
        return True

    def close_form(self) -> None:
        """Back to the rows, with the keyboard where it was."""
        if self.in_form:
            had = self.form.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
            self._layers.setCurrentIndex(_BOARD)
            if had:
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def seek(self) -> None:
        """Look for words on the board."""
        self.close_form()
        self.head.seek()

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Words that somebody typed into the form and that are not kept yet; they would be gone with the window."""
        return self.form.unfinished if self.in_form else ()

    def keep_now(self) -> None:
        """Keep them."""
        self.form.commit()

    # -- reading

    def read(self) -> None:
        """Read the board, and the line that is open."""
        self._stale = False
        market, locale = self._market or self._own_market(), self.t.tag

        def work(workspace: Workspace) -> Board:
            found = deliveries.board(workspace=workspace, locale=locale)
            there = market in {tab.key for tab in found.markets}  # it may have gone with an undo
            return found if not there or market == found.market else deliveries.board(workspace=workspace, market=market, locale=locale)

        self.ctx.read(self, work, self._shown)
        if self.in_form:
            self._read_detail(self.form.delivery, None, again=True)

    def _own_market(self) -> str:
        """The market of the session at hand is what one comes from."""
        return self.ctx.session.market_key if self.ctx.session is not None and self.board is None else self.market

    def _shown(self, board: Board) -> None:
        before = self.board.market if self.board is not None else None
        self.board, self._market = board, board.market
        refusal = self.doing.refusal
        self.head.show_board(board.markets, board.market, board.lines, refusal=refusal, left=board.insights)
        self.head.setVisible(bool(board.markets))
        self._seek()
        if before != board.market:
            self.market_changed.emit(board.market)

    def _seek(self) -> None:
        """Show what fits; the line at hand stays in hand."""
        if self.board is None:
            return
        at, sought = self._at, self.head.sought
        before, place = [line.id for line in self.model.lines], self.list.verticalScrollBar().value()
        self.model.show_lines(sought.found_in(self.board.lines))
        if not self.list.go_to(at) and self.model.lines:
            self.list.go_to(self.model.lines[0].id)
        if before == [line.id for line in self.model.lines]:
            self.list.verticalScrollBar().setValue(place)  # who looks elsewhere goes on looking there
        none_left = "" if self.board.insights else self.t("There is no insight yet: make one of what was heard.")
        self.body.show_board(self.board, sought, len(self.model.lines), refusal=self.doing.refusal or none_left)
        if not self.model.lines:
            self._pick(None)

    def _pick(self, line: DeliveryLine | None) -> None:
        at = line.id if line is not None else ""
        if at != self._at and (line is not None or not self.model.lines):
            self._at = at
            self.delivery_chosen.emit(at)

    def _read_detail(self, delivery: str, part: Part | None, *, again: bool = False) -> None:
        locale = self.t.tag

        def show(detail: DeliveryDetail) -> None:
            if again and (not self.in_form or detail.line.id != self.form.delivery):
                return
            self.form.show_detail(detail, refusal=self.doing.refusal)
            if not again:
                self._layers.setCurrentIndex(_FORM)
                self.form.go_to(part) if part is not None else self.form.first.setFocus(Qt.FocusReason.OtherFocusReason)

        def gone(_error: CouncilError) -> None:
            self.close_form()  # it was taken off meanwhile; the board says the rest

        workspace = self.ctx.workspace
        if workspace is not None:
            self.ctx.jobs.submit(
                lambda _control: deliveries.detail(workspace=workspace, delivery=delivery, locale=locale),
                owner=self,
                done=show,
                failed=gone,
                turn=Turn.READ,
            )

    def _changed(self, changes: Changes) -> None:
        if _READS.isdisjoint(changes.entities):
            return
        if self.isVisible():
            self.read()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self.read()

    # -- writing

    def change(self, delivery: str, values: dict[Part, object]) -> None:
        """Say something of a line; what cannot be right is said at its field, or at the foot of the place."""

        def failed(error: CouncilError) -> None:
            at_field = self.in_form and self.form.delivery == delivery and self.form.fail(values, in_words(self.t, error))
            if not at_field:
                self.ctx.refused.emit(error)

        self.doing.change(delivery, values, failed)

    def add(self) -> None:
        """Offer the insights that this market says nothing of yet."""
        if self.market:
            self.doing.offer(self.market, self.body.follow if self.body.shown is Body.NOTHING_FOLLOWED else self.head.add)

    def _step(self, line: DeliveryLine, status: DeliveryStatus) -> None:
        """One key; declining opens the form where the reason is asked for, so that it is not forgotten."""
        if self.doing.step(line, status) and status is DeliveryStatus.DECLINED:
            self.open(line.id, Part.REASON)

    def _remove(self, delivery: str) -> None:
        line = next((each for each in self.board.lines if each.id == delivery), None) if self.board is not None else None
        if line is None:
            return
        self.close_form()
        row, shown = self.model.row_of(delivery), self.model.lines
        beside = shown[row + 1 : row + 2] or shown[max(0, row - 1) : row]
        if beside:
            self.list.go_to(beside[0].id)
        self.doing.remove(line)

    def _take_back(self, change: str) -> None:
        self.form.first.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that was pressed goes with its list
        self.doing.take_back(self.form.delivery, change)

    def _added(self, delivery: str) -> None:
        """The next reading stands on it."""
        self._at = delivery
