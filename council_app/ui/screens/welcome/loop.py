"""The loop as the welcome page tells it: nine stops, what happens at each, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from council_app.i18n import Translator
from council_app.ui.core.places import STOPS
from council_app.ui.core.rail import loop_path
from council_app.ui.core.text import draw_line
from council_app.ui.core.theme import Theme

_STEP, _TOP, _X, _BACK = 64, 40, 57.0, 56.0
HEIGHT = _TOP + 8 * _STEP + 44


class Loop(QWidget):
    """A drawing; its accessible description says the nine places in order."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme = theme
        self._rows = [(t.say(stop.name), t.say(stop.hint)) for stop in STOPS]
        self.setAccessibleName(t("The loop"))
        self.setAccessibleDescription("; ".join(f"{name}: {hint}" for name, hint in self._rows))
        self.setMinimumSize(300, HEIGHT)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line, the stops, and their words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        painter.setPen(QPen(theme.colour("line2"), 1.5))
        painter.drawPath(loop_path(_X, _TOP, _TOP + 8 * _STEP, _BACK))
        for index, (name, hint) in enumerate(self._rows):
            y = _TOP + index * _STEP
            painter.setPen(QPen(theme.colour("ink"), 2 if index == 0 else 1.75))
            painter.setBrush(theme.colour("mark" if index == 0 else "canvas"))
            radius = 11.0 if index == 0 else 7.0
            painter.drawEllipse(QPointF(_X, y), radius, radius)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            draw_line(painter, theme, name, "choice", 89, y - 16)
            draw_line(painter, theme, hint, "note", 89, y + 4, "ink3")
