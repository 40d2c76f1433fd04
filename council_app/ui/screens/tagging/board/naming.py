"""A name typed where it will stand: Enter keeps it, Esc leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from council_app.domain.limits import LINE_LIMIT
from council_app.ui.core.theme import Theme

_LEAST, _MOST = 180, 360


class NameBox(QLineEdit):
    """Lies over the board while a group is named; goes by itself."""

    def __init__(self, theme: Theme, label: str, name: str, over: QWidget, keep: Callable[[str], None], left: Callable[[], None]) -> None:
        super().__init__(name, over)
        self._over = over
        self._keep, self._left = keep, left
        self._done = False
        self.setFont(theme.font("note", 600))
        self.setFixedHeight(theme.size("input"))
        self.setMaxLength(LINE_LIMIT)
        self.setPlaceholderText(label)
        self.setAccessibleName(label)

    def open_in(self, place: QRect) -> None:
        """Show it there, inside of what it lies over, with the keyboard in it."""
        over = self._over.rect()
        width = max(_LEAST, min(_MOST, place.width(), over.width()))
        x = max(0, min(place.x(), over.width() - width))
        y = max(0, min(place.y(), over.height() - self.height()))
        self.setFixedWidth(width)
        self.move(x, y)
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Name nothing."""
        self._end(keep=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(keep=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(keep=False)
        else:
            super().keyPressEvent(event)
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is kept when one goes on elsewhere."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._end(keep=True)

    def _end(self, *, keep: bool) -> None:
        if self._done:
            return
        self._done = True
        name = " ".join(self.text().split())
        self.hide()
        self.deleteLater()
        if keep and name:
            self._keep(name)
        self._left()
