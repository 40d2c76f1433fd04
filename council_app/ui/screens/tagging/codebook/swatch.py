"""One colour of the codebook, to be chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from council_app.ui.core.theme import Theme

_SIDE = 32


class Swatch(QAbstractButton):
    """A square with its name for who does not see it.

    Attributes:
        colour: as a tag keeps it, `#rrggbb`.
    """

    def __init__(self, theme: Theme, colour: str, name: str) -> None:
        super().__init__()
        self._theme, self.colour = theme, colour
        self.setCheckable(True)
        self.setFixedSize(_SIDE, _SIDE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setToolTip(name)
        theme.changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The colour; an edge of ink around the chosen one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.codebook(self.colour))
        painter.drawRoundedRect(QRectF(7, 7, 18, 18), 3, 3)
        if self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.drawRoundedRect(QRectF(3, 3, 26, 26), 5, 5)
