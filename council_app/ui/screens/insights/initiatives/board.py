"""The board: what is not placed, then now, next and later side by side; cards are carried with the mouse or by Alt and the arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from council_app.domain.enums import Horizon
from council_app.domain.roadmap import HORIZONS
from council_app.i18n import Translator
from council_app.services.initiatives import InitiativeCard
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.initiatives.lanes import Lane, LaneView

ORDER: tuple[Horizon | None, ...] = (None, *HORIZONS)
"""The lanes from left to right."""


class Board(QWidget):
    """The lanes.

    Signals:
        chosen: another initiative is at hand (its key, or "").
        moved: an initiative goes to a horizon and a position there (key, horizon or None, position).
        opened: its form is wanted.
        removing: it is to be removed (its key).
    """

    chosen = Signal(str)
    moved = Signal(str, object, int)
    opened = Signal()
    removing = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self.lanes = [Lane(theme, t, each, t.say(HORIZONS[each]) if each is not None else t("Not placed")) for each in ORDER]
        self.key = ""
        self._showing = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, lane in enumerate(self.lanes):
            row.addWidget(lane, 1)
            self._connect(number, lane.view)
        self._drag = Dragging(self, theme)

    def _connect(self, number: int, view: LaneView) -> None:
        view.selectionModel().currentChanged.connect(lambda *_: self._choose(view))
        view.entered.connect(lambda: self._choose(view))
        view.stepped.connect(lambda step: self._step(number, step))
        view.moved.connect(lambda across, down: self._carry(number, across, down))
        view.opened.connect(self.opened)
        view.removing.connect(lambda: self.removing.emit(view.key) if view.key else None)

    def show_cards(self, cards: Sequence[InitiativeCard]) -> None:
        """Show all initiatives, the one at hand where it is now."""
        held = any(lane.view.hasFocus() for lane in self.lanes)
        self._showing = True
        for lane in self.lanes:
            lane.view.model_.show_lines([card for card in cards if card.facts.horizon is lane.horizon])
            lane.say()
        self.lanes[0].setVisible(self.lanes[0].view.model_.rowCount() > 0)
        self._showing = False
        if all(card.facts.key != self.key for card in cards):
            self.key = cards[0].facts.key if cards else ""
        self.take(self.key, focus=held)

    def take(self, key: str, *, focus: bool = False) -> None:
        """Have an initiative at hand."""
        self.key = key
        for lane in self.lanes:
            row = lane.view.model_.row_of(key)
            if row < 0:
                self._forget(lane.view)
                continue
            lane.view.setCurrentIndex(lane.view.model_.index(row))
            if focus:
                lane.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(key)

    @property
    def at_hand(self) -> LaneView:
        """The lane with the initiative at hand; the first that shows, when there is none."""
        shown = [lane.view for lane in self.lanes if not lane.isHidden()]
        return next((view for view in shown if self.key and view.key == self.key), shown[0])

    def _forget(self, view: LaneView) -> None:
        before, self._showing = self._showing, True
        view.setCurrentIndex(view.model_.index(-1))
        view.clearSelection()
        self._showing = before

    def _choose(self, view: LaneView) -> None:
        if self._showing or not view.key or view.key == self.key:
            return
        self.key = view.key
        for lane in self.lanes:
            if lane.view is not view:
                self._forget(lane.view)
        self.chosen.emit(self.key)

    def _step(self, number: int, step: int) -> None:
        """To the next lane that has cards."""
        row = self.lanes[number].view.currentIndex().row()
        number += step
        while 0 <= number < len(self.lanes):
            view = self.lanes[number].view
            if view.model_.rowCount():
                view.setCurrentIndex(view.model_.index(min(max(0, row), view.model_.rowCount() - 1)))
                view.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            number += step

    def _carry(self, number: int, across: int, down: int) -> None:
        view = self.lanes[number].view
        key, row = view.key, view.currentIndex().row()
        if not key:
            return
        if across:
            if 0 <= number + across < len(self.lanes):
                there = self.lanes[number + across]
                self.moved.emit(key, there.horizon, min(row, there.view.model_.rowCount()))
        elif 0 <= row + down < view.model_.rowCount():
            self.moved.emit(key, self.lanes[number].horizon, row + down)

    def drop(self, key: str, lane: Lane, position: int) -> None:
        """A card was let go before `position` of a lane."""
        row = lane.view.model_.row_of(key)
        if row < 0:
            self.moved.emit(key, lane.horizon, position)
        elif position not in (row, row + 1):  # between itself and its neighbour is where it is
            self.moved.emit(key, lane.horizon, position - (position > row))


class _Mark(QWidget):
    """A line in the gap where the card would come."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.colour("ink"))
        self.setPalette(palette)
        self.hide()


class Dragging(QObject):
    """Carries a card with the mouse, from lane to lane."""

    def __init__(self, board: Board, theme: Theme) -> None:
        super().__init__(board)
        self._board, self._key = board, ""
        self._began, self._dragging = QPoint(), False
        self._mark = _Mark(theme, board)
        for lane in board.lanes:
            lane.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on a card begins; moving far enough carries; letting go drops it."""
        if isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            place = watched.mapTo(self._board, event.position().toPoint())
            if event.type() is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
                self._press(watched, event.position().toPoint(), place)
            elif event.type() is QEvent.Type.MouseMove and self._key:
                return self._move(place)
            elif event.type() is QEvent.Type.MouseButtonRelease and self._key:
                return self._release(place)
        return super().eventFilter(watched, event)

    def _press(self, viewport: QWidget, inside: QPoint, place: QPoint) -> None:
        view = next(lane.view for lane in self._board.lanes if lane.view.viewport() is viewport)
        index = view.indexAt(inside)
        self._key = view.model_.lines[index.row()].facts.key if index.isValid() else ""
        self._began, self._dragging = place, False

    def _lane_at(self, place: QPoint) -> Lane | None:
        return next((lane for lane in self._board.lanes if not lane.isHidden() and lane.geometry().contains(place)), None)

    def _move(self, place: QPoint) -> bool:
        if not self._dragging and (place - self._began).manhattanLength() < QApplication.startDragDistance():
            return False
        self._dragging = True
        self._board.setCursor(Qt.CursorShape.ClosedHandCursor)
        lane = self._lane_at(place)
        self._mark.setVisible(lane is not None)
        if lane is not None:
            position = lane.view.place_at(lane.view.viewport().mapFrom(self._board, place).y())
            top = lane.view.viewport().mapTo(self._board, QPoint(0, lane.view.edge_at(position))).y()
            self._mark.setGeometry(lane.x() + 8, top, max(8, lane.width() - 16), 2)
            self._mark.raise_()
        return True

    def _release(self, place: QPoint) -> bool:
        key, dragged, lane = self._key, self._dragging, self._lane_at(place)
        self._key, self._dragging = "", False
        self._mark.hide()
        self._board.unsetCursor()
        if dragged and lane is not None:
            self._board.drop(key, lane, lane.view.place_at(lane.view.viewport().mapFrom(self._board, place).y()))
        return dragged
