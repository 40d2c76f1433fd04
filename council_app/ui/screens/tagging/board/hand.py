"""The mouse on the canvas: cards and groups are taken and dropped, stretches chosen, the board pushed about."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from council_app.domain.board_layout import HEAD, PAD, Box
from council_app.domain.boards import Laid, into_group
from council_app.ui.screens.tagging.board.canvas import Canvas, Dragged
from council_app.ui.screens.tagging.board.state import Spot

_EDGE, _PACE = 36, 14
_LINE = 3
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Grip(Enum):
    """What a press has begun."""

    NOTHING = auto()
    PRESSED = auto()
    CARDS = auto()
    GROUP = auto()
    BAND = auto()
    PUSH = auto()


class Hand(QObject):
    """Turns presses and moves into what was meant.

    Signals:
        laid: cards were put somewhere (a tuple of `Laid`).
        grouped: cards were dropped on a loose one (their notes, that one's note).
        group_moved: a group was put somewhere (its id, x, y).
        opened: a double click (on what one stands on now).
        menu_asked: a right click (where, on the screen).
    """

    laid = Signal(object)
    grouped = Signal(object, str)
    group_moved = Signal(str, float, float)
    opened = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas, self._state = canvas, canvas.state
        self._grip = Grip.NOTHING
        self._pressed = QPointF()
        self._from = QPointF()
        self._before: frozenset[str] = frozenset()
        self._drift = QTimer(self)
        self._drift.setInterval(16)
        self._drift.timeout.connect(self._go_on)
        self._mouse = QPointF()
        canvas.viewport().installEventFilter(self)
        canvas.state.laid.connect(self._check)

    @property
    def busy(self) -> bool:
        """Whether something is in the hand."""
        return self._grip not in (Grip.NOTHING, Grip.PRESSED)

    def let_go(self) -> None:
        """Put nothing anywhere: everything is where it was."""
        if self._grip is Grip.BAND:
            self._state.choose(self._before)
        self._end()

    def _check(self) -> None:
        """What is in the hand may have been taken off meanwhile, by an undo or on another laptop."""
        state, dragged = self._state, self._canvas.dragged
        gone = bool(dragged.group) and dragged.group not in state.groups
        if self.busy and (gone or not dragged.notes <= state.cards.keys()):
            self.let_go()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Everything the mouse does over the board."""
        if isinstance(event, QContextMenuEvent):
            self._ask_menu(event)
            return True
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() is QEvent.Type.MouseButtonPress:
            self._press(event)
        elif event.type() is QEvent.Type.MouseMove:
            self._move(event)
        elif event.type() is QEvent.Type.MouseButtonRelease:
            self._release(event)
        elif event.type() is QEvent.Type.MouseButtonDblClick:
            self._open(event)
        else:
            return False
        return True

    # -- pressing

    def _press(self, event: QMouseEvent) -> None:
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed = self._mouse = event.position()
        self._from = self._canvas.to_board(self._pressed)
        pushes = event.button() is Qt.MouseButton.MiddleButton or event.modifiers() & Qt.KeyboardModifier.AltModifier
        if pushes:
            self._grip = Grip.PUSH
            self._canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() is Qt.MouseButton.LeftButton:
            self._grip, self._before = Grip.PRESSED, self._state.chosen
            self._take(self._from, adding=bool(event.modifiers() & _ADDING))

    def _take(self, at: QPointF, *, adding: bool) -> None:
        """Stand on what lies there, and choose it where it is not chosen yet."""
        state = self._state
        card, group = self._canvas.index.at(at.x(), at.y()), self._canvas.group_at(at)
        if card is not None:
            if adding:
                state.toggle([card.note.id])
            elif card.note.id not in state.chosen:
                state.choose([card.note.id])
            state.stand(Spot(note=card.note.id), step=False)
        else:
            if not adding:
                state.choose(())
            state.stand(Spot(group=group), step=False)

    def _ask_menu(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self._take(self._canvas.to_board(QPointF(event.pos())), adding=False)
        self.menu_asked.emit(event.globalPos())

    def _open(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._state.spot != Spot():
            self.opened.emit()

    # -- moving

    def _move(self, event: QMouseEvent) -> None:
        position = event.position()
        if self._grip is Grip.PRESSED and (position - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._begin()
        if self._grip is Grip.PUSH:
            step = self._mouse - position
            self._canvas.scroll_by(step.x(), step.y())
        self._mouse = position
        self._carry()

    def _begin(self) -> None:
        state, spot = self._state, self._state.spot
        if spot.note and spot.note in state.chosen:
            self._grip = Grip.CARDS
        elif spot.group and self._on_head(spot.group):
            self._grip = Grip.GROUP
        else:
            self._grip = Grip.BAND
        if self._grip is not Grip.PUSH:
            self._drift.start()

    def _on_head(self, group: str) -> bool:
        box = self._state.layout.groups[group]
        return self._from.y() < box.y + max(HEAD, 24 / self._canvas.zoom)

    def _carry(self) -> None:
        """Show what is in the hand where the mouse is."""
        at, state = self._canvas.to_board(self._mouse), self._state
        by = at - self._from
        if self._grip is Grip.CARDS:
            onto, target, mark = self._under(at)
            self._canvas.drag(Dragged(notes=state.chosen, by=by, onto=onto, target=target, mark=mark))
        elif self._grip is Grip.GROUP:
            group = state.spot.group
            self._canvas.drag(Dragged(frozenset(card.note.id for card in state.board.of(group)), group, by))
        elif self._grip is Grip.BAND:
            self._stretch(at)

    def _stretch(self, at: QPointF) -> None:
        band = QRectF(self._from, at).normalized()
        inside = {card.note.id for card, _, faint in self._canvas.index.cards(band) if not faint}
        adding = QApplication.keyboardModifiers() & _ADDING
        wanted = frozenset(inside) | (self._before if adding else frozenset())
        if wanted != self._state.chosen:
            self._state.choose(wanted)
        shown = self._canvas.to_view(Box(band.x(), band.y(), band.width(), band.height()))
        self._canvas.drag(Dragged(band=shown))

    def _under(self, at: QPointF) -> tuple[str, str, Box | None]:
        """The group it would go into, or the loose card it would be laid on, and where in the group."""
        state, group = self._state, self._canvas.group_at(at)
        card = self._canvas.index.at(at.x(), at.y())
        if card is not None and card.group is None and card.note.id not in state.chosen:
            return "", card.note.id, None
        if not group:
            return "", "", None
        before, box = self._before_which(group, at)
        return group, "", box if before else None

    def _before_which(self, group: str, at: QPointF) -> tuple[str, Box]:
        """The card of a group before which a drop at this point goes, "" for behind the last; and the line that says so."""
        places = self._state.layout.cards
        for card in self._state.board.of(group):
            box = places[card.note.id]
            if card.note.id not in self._state.chosen and at.y() < box.bottom and at.x() < box.right and at.y() < box.middle[1]:
                return card.note.id, Box(box.x, box.y - PAD / 2 - _LINE / 2, box.width, _LINE)
        return "", Box(0, 0, 0, 0)

    def _go_on(self) -> None:
        """Near an edge of the window the board moves along."""
        view = self._canvas.viewport().rect()
        x, y = self._mouse.x(), self._mouse.y()
        dx = -_PACE if x < _EDGE else _PACE if x > view.width() - _EDGE else 0
        dy = -_PACE if y < _EDGE else _PACE if y > view.height() - _EDGE else 0
        if dx or dy:
            self._canvas.scroll_by(dx, dy)
            self._carry()

    # -- dropping

    def _release(self, event: QMouseEvent) -> None:
        grip, dragged = self._grip, self._canvas.dragged
        if grip is Grip.PRESSED and not event.modifiers() & _ADDING and self._state.spot.note in self._state.chosen:
            self._state.choose([self._state.spot.note])
        at = self._canvas.to_board(event.position())
        self._end()
        if grip is Grip.CARDS and dragged.by is not None:
            self._drop_cards(dragged, dragged.by, at)
        elif grip is Grip.GROUP and dragged.by is not None:
            box = self._state.layout.groups[dragged.group]
            self.group_moved.emit(dragged.group, round(box.x + dragged.by.x()), round(box.y + dragged.by.y()))

    def _drop_cards(self, dragged: Dragged, by: QPointF, at: QPointF) -> None:
        state = self._state
        notes = state.in_order(dragged.notes)
        if dragged.target:
            self.grouped.emit(notes, dragged.target)
        elif dragged.onto:
            before, _ = self._before_which(dragged.onto, at)
            self.laid.emit(into_group(state.board, dragged.onto, notes, before or None))
        else:
            places = state.layout.cards
            self.laid.emit(tuple(Laid(note, None, round(places[note].x + by.x()), round(places[note].y + by.y())) for note in notes))

    def _end(self) -> None:
        self._grip = Grip.NOTHING
        self._drift.stop()
        self._canvas.viewport().unsetCursor()
        self._canvas.drag(Dragged())
