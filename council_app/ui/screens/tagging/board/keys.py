"""The keyboard on the board: arrows go by where cards lie, Tab from group to group, Alt and an arrow moves what is at hand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from council_app.domain.board_layout import Direction
from council_app.ui.screens.tagging.board.canvas import Canvas
from council_app.ui.screens.tagging.board.keyboard import verb_of
from council_app.ui.screens.tagging.board.outline import Outline
from council_app.ui.screens.tagging.board.state import BoardState

_ARROWS: Mapping[Qt.Key, Direction] = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
_TABS: Mapping[Qt.Key, int] = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


class BoardKeys(QObject):
    """Hears keys before the window's own commands do.

    Signals:
        asked: a verb was asked for by its key.
        nudged: what is at hand is to be moved a step (a `Direction`).
    """

    asked = Signal(object)
    nudged = Signal(object)

    def __init__(self, canvas: Canvas, outline: Outline, state: BoardState) -> None:
        super().__init__(canvas)
        self._canvas, self._state = canvas, state
        for view in (canvas, outline):
            view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that mean something here are the board's, not the place's below it."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.ShortcutOverride and self._knows(event):
            event.accept()
            return True
        return event.type() is QEvent.Type.KeyPress and self._press(event, on_canvas=watched is self._canvas)

    def _knows(self, event: QKeyEvent) -> bool:
        return verb_of(event) is not None or Qt.Key(event.key()) in _ARROWS

    def _press(self, event: QKeyEvent, *, on_canvas: bool) -> bool:
        direction, held = _ARROWS.get(Qt.Key(event.key())), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if direction is not None and held == Qt.KeyboardModifier.AltModifier:
            self.nudged.emit(direction)
            return True
        return on_canvas and self._press_on_canvas(event, direction, shift=bool(held & Qt.KeyboardModifier.ShiftModifier))

    def _press_on_canvas(self, event: QKeyEvent, direction: Direction | None, *, shift: bool) -> bool:
        verb, tab = verb_of(event), _TABS.get(Qt.Key(event.key()))
        if direction is not None:
            self._state.go(direction, extend=shift)
            return True
        if tab is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._state.go_to_group(tab)
        if verb is not None:
            self.asked.emit(verb)
        return verb is not None
