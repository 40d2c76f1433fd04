"""One board in hand: the canvas or the outline, looking for words in it, and one note of it read large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.board_layout import Box
from council_app.domain.boards import Board
from council_app.domain.records import Changes
from council_app.services import boards
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.rereading import Reread
from council_app.ui.screens.tagging.board.acting import Acting
from council_app.ui.screens.tagging.board.bar import DeedsBar
from council_app.ui.screens.tagging.board.canvas import Canvas
from council_app.ui.screens.tagging.board.hand import Hand
from council_app.ui.screens.tagging.board.keyboard import Verb
from council_app.ui.screens.tagging.board.keys import BoardKeys
from council_app.ui.screens.tagging.board.outline import Outline
from council_app.ui.screens.tagging.board.reading import Reading
from council_app.ui.screens.tagging.board.saying import said_of
from council_app.ui.screens.tagging.board.state import BoardState, CardWords, Spot
from council_app.ui.screens.tagging.board.tools import Tools

if TYPE_CHECKING:
    from council_app.services.workspace import Workspace

_SHOWS = frozenset({"board", "board_group", "board_card", "note", "note_tag", "tag", "consent", "attendance"})
_CANVAS, _OUTLINE, _READING, _EMPTY = range(4)
_NARROW, _LOW = 640, 300
"""px of room below which a canvas shows too little to be worked on."""


class BoardDesk(QWidget):
    """Shows one board and does what is asked with it.

    Signals:
        named: the board's name is known, or another one.
        gone: the board is not there any more.
    """

    named = Signal(str)
    gone = Signal()

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self.ctx, self.t, self.theme = ctx, ctx.t, ctx.theme
        self.state = BoardState(self)
        self.canvas = Canvas(self.theme, self.t, self.state)
        self.outline = Outline(self.theme, self.t, self.state)
        self.reading = Reading(self.theme, self.t)
        self.tools = Tools(self.theme, self.t)
        self.bar = DeedsBar(self.theme, self.t)
        self.hand = Hand(self.canvas)
        self.keys = BoardKeys(self.canvas, self.outline, self.state)
        self.acting = Acting(ctx, self.state, self, self)
        self._key, self._fitted, self._listed = "", False, False
        words = self.state.words
        self._reread = Reread(ctx, self, lambda w, _session, _parts: _read(w, self._key, words), self._show)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        t = self.t
        line = t("Choose notes in the list, or filter them, and come back here: they can be put on this board.")
        body = QWidget()
        self._layers = QStackedLayout(body)
        for layer in (self.canvas, self.outline, self.reading, EmptyState(self.theme, t("Nothing lies on this board yet."), line)):
            self._layers.addWidget(layer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(body, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        state, hand, acting = self.state, self.hand, self.acting
        hand.laid.connect(acting.doing.lay)
        hand.group_moved.connect(acting.doing.move_group)
        hand.grouped.connect(acting.ask_group)
        hand.opened.connect(lambda: acting.do(Verb.READ))
        hand.menu_asked.connect(acting.open_menu)
        self.outline.menu_asked.connect(acting.open_menu)
        self.keys.nudged.connect(acting.nudge)
        for asked in (self.keys.asked, self.outline.asked, self.bar.asked, self.tools.asked):
            asked.connect(acting.do)
        acting.read.connect(self.read_note)
        acting.looked.connect(self._look)
        acting.said.connect(self._say)
        acting.doing.refused.connect(self.reload)
        self.tools.sought.connect(state.look_for)
        self.tools.left.connect(self.take_keyboard)
        self.tools.listed.connect(self._choose_form)
        self.canvas.zoomed.connect(self.tools.show_zoom)
        self.reading.left.connect(self._close_reading)
        self.reading.stepped.connect(self._read_next)
        state.laid.connect(self._show_counts)
        state.marked.connect(self._show_bar)
        state.stepped.connect(lambda: QTimer.singleShot(0, self, self._say_spot))
        self.ctx.changed.connect(self._maybe_reload)

    # -- the board

    def open_board(self, key: str) -> None:
        """Take another board in hand."""
        self._key, self._fitted = key, False
        self.state.show_board(Board(key, "", (), ()))
        self.tools.clear()
        self._front()
        self.reload()

    def close_board(self) -> None:
        """Have none in hand."""
        self._key = ""
        self._layers.setCurrentIndex(_CANVAS)

    def reload(self) -> None:
        """Read the board again; what is in sight and chosen stays."""
        if self._key:
            self._reread.ask()

    def _maybe_reload(self, changes: Changes) -> None:
        shown = changes.operation is not None and changes.operation == self.acting.doing.shown
        if self._key and not shown and not _SHOWS.isdisjoint(changes.entities):
            self.reload()

    def _show(self, board: Board | None) -> None:
        if board is None:
            self._key = ""
            self.gone.emit()
        elif board.key == self._key:
            self.state.show_board(board)
            self.named.emit(board.name)
            self._front()
            if not self._fitted and board.cards:
                self._fitted = True
                QTimer.singleShot(0, self.canvas.begin)  # once it has its size

    def _front(self) -> None:
        if self._layers.currentIndex() != _READING:
            some = bool(self.state.board.cards or self.state.board.groups)
            before, wanted = self._layers.currentIndex(), _EMPTY if not some else _OUTLINE if self.is_list else _CANVAS
            had = self.isAncestorOf(self.focusWidget() or self) and before != wanted
            self._layers.setCurrentIndex(wanted)
            if had:
                self.take_keyboard()
        self.tools.fold(listed=self.is_list, forced=self._is_small)
        self._show_bar()

    @property
    def is_list(self) -> bool:
        """Whether the board shows as a list: because it was asked for, or the window is small."""
        return self._listed or self._is_small

    @property
    def _is_small(self) -> bool:
        return self.width() < _NARROW or self.height() < _LOW

    @property
    def front(self) -> QWidget:
        """What shows the board now."""
        return self.outline if self.is_list else self.canvas

    def take_keyboard(self) -> None:
        """Give the board the keyboard."""
        layer = self._layers.currentIndex()
        (self.reading.close_button if layer == _READING else self.front if layer != _EMPTY else self.tools.box).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def _choose_form(self, listed: bool) -> None:
        self._listed = listed
        self._front()
        self.take_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small window shows the list."""
        super().resizeEvent(event)
        self._front()

    def _show_counts(self) -> None:
        state = self.state
        self.tools.show_counts(len(state.cards), None if state.found is None else len(state.found))

    def _show_bar(self) -> None:
        state = self.state
        if self._layers.currentIndex() in (_READING, _EMPTY):
            self.bar.hide()
        else:
            chosen = len(state.chosen)
            self.bar.show_target(state.board, chosen or int(state.spot.note in state.cards), chosen, state.group)

    # -- how it is shown

    def place_of(self, spot: Spot) -> QRect:
        """Where a card or a group lies in the view in front; brought into sight first."""
        if self.is_list:
            return self.outline.place_of(spot)
        box = self.state.box(spot) or Box(0, 0, 0, 0)
        self.canvas.show_box(box._replace(width=min(box.width, 240.0), height=min(box.height, 120.0)))
        return self.canvas.to_view(box).toRect()

    def _look(self, verb: Verb) -> None:
        if verb is Verb.SEARCH:
            self.tools.to_box()
        elif verb is Verb.FIT:
            self.canvas.fit_all()
        elif verb is Verb.WHOLE:
            self.canvas.zoom_whole()
        elif verb in (Verb.CLOSER, Verb.FARTHER):
            self.canvas.zoom_by(1 if verb is Verb.CLOSER else -1)

    def back(self) -> bool:
        """Esc: one thing less; False when the board itself is to be left."""
        namer = self.acting.namer
        if namer is not None:
            namer.leave()
        elif self.hand.busy:
            self.hand.let_go()
        elif self._layers.currentIndex() == _READING:
            self._close_reading()
        elif self.state.found is not None or (self.tools.box.hasFocus() and self._layers.currentIndex() != _EMPTY):
            self.tools.clear()
            self.take_keyboard()
        elif self.state.chosen:
            self.state.choose(())
        else:
            return False
        return True

    # -- reading

    def read_note(self, note: str) -> None:
        """Show a note large."""
        self._layers.setCurrentIndex(_READING)
        self.reading.show_note(self.state.cards[note].note)
        self._show_bar()

    def _read_next(self, step: int) -> None:
        order = self.state.in_order(self.state.layout.cards)
        at = order.index(self.state.spot.note) + step if self.state.spot.note in order else 0
        if 0 <= at < len(order):
            self.state.stand(Spot(note=order[at]))
            self.reading.show_note(self.state.cards[order[at]].note)

    def _close_reading(self) -> None:
        self._layers.setCurrentIndex(_CANVAS)
        self._front()
        self.take_keyboard()

    # -- saying

    def _say_spot(self) -> None:
        if self._layers.currentIndex() == _CANVAS:
            # The outline is a list, of which a screen reader hears by itself.
            self._say(said_of(self.t, self.state))

    def _say(self, sentence: str) -> None:
        self.canvas.setAccessibleDescription(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.canvas, sentence))


def _read(workspace: Workspace, key: str, words: CardWords) -> Board | None:
    """The board, ready to be searched; None when it was deleted meanwhile."""
    if key not in {line.key for line in boards.boards(workspace=workspace)}:
        return None
    board = boards.board(workspace=workspace, key=key)
    for card in board.cards:
        words.of(card.note)
    return board
