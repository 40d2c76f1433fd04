"""One of the things that wait above the line: a marker to type out, a photo for the next note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.theme import Theme


class WaitChip(Button):
    """A chip in a row; it is reached by Tab from the line, and the arrows walk the row.

    Signals:
        dropped: Delete was pressed on it.
        escaped: Esc was pressed on it: the keyboard goes back to the line.
    """

    dropped = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme, *, height: int, icon: str = "") -> None:
        super().__init__(theme, "", Role.PLAIN, height=height, icon=icon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, Delete lets it go, arrows walk, Esc goes back to the line."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.dropped.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)
