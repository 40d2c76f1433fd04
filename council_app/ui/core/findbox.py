"""The box above a list that words are looked for in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from council_app.ui.core.theme import Theme


class FindBox(QLineEdit):
    """The words looked for; `asks` stands in it while it is empty, and is its name.

    Signals:
        left: Enter or Down: the keyboard goes to the list.
        dropped: Esc: nothing is looked for any more.
    """

    left = Signal()
    dropped = Signal()

    def __init__(self, theme: Theme, asks: str) -> None:
        super().__init__()
        self.setFont(theme.font("body"))
        self.setFixedHeight(theme.size("input"))
        self.setPlaceholderText(asks)
        self.setAccessibleName(asks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down lead to what was found; Esc looks for nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)
