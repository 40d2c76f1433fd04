"""People, never percentages: the strip of figures, and the bar of an interval with two ends and no dot."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from council_app.i18n import Translator
from council_app.ui.core.markers import FIGURE_GAP, FIGURE_HEIGHT, FIGURE_WIDTH, draw_figure
from council_app.ui.core.text import advance, draw_line
from council_app.ui.core.theme import Theme

_MOST_FIGURES = 40


class PeopleStrip(QWidget):
    """One figure per attendee: filled unprompted, outlined dark when asked, outlined light silent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._unprompted = self._prompted = self._attendees = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_people(self, *, unprompted: int, prompted: int, attendees: int, words: str) -> None:
        """Draw the people; `words` says the same to a screen reader."""
        self._unprompted, self._prompted, self._attendees = unprompted, prompted, attendees
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @property
    def _step(self) -> int:
        return FIGURE_WIDTH + FIGURE_GAP

    def _across(self, width: int) -> int:
        return max(1, (width + FIGURE_GAP) // self._step)

    def sizeHint(self) -> QSize:
        """All figures in one row; a bar of 240 px above forty."""
        if self._attendees > _MOST_FIGURES:
            return QSize(240, FIGURE_HEIGHT)
        return QSize(max(0, self._attendees * self._step - FIGURE_GAP), FIGURE_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Figures may get narrower steps."""
        return QSize(min(120, self.sizeHint().width()), FIGURE_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Figures, or a bar above forty people."""
        painter = QPainter(self)
        if self._attendees > _MOST_FIGURES:
            self._paint_bar(painter)
            return
        step = min(float(self._step), (self.width() - FIGURE_WIDTH) / max(1, self._attendees - 1))
        for index in range(self._attendees):
            x = index * step
            if index < self._unprompted:
                draw_figure(painter, self._theme, x, 0, fill="ink", edge="ink")
            elif index < self._unprompted + self._prompted:
                draw_figure(painter, self._theme, x, 0, fill="", edge="ink")
            else:
                draw_figure(painter, self._theme, x, 0, fill="", edge="line2")

    def _paint_bar(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(QRectF(0, 4, self.width(), 10), 2, 2)
        painter.setBrush(self._theme.colour("ink"))
        heard = self._unprompted + self._prompted
        painter.drawRoundedRect(QRectF(0, 4, self.width() * heard / self._attendees, 10), 2, 2)


class IntervalBar(QWidget):
    """A share's interval on an axis that is always 0–100."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._low = self._high = 0.0
        self.setFixedHeight(46)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_interval(self, low: float, high: float, words: str) -> None:
        """Draw from `low` to `high` (shares 0–1)."""
        self._low, self._high = low, high
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(480, 46)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axis with ticks, the bar, two ends in ink, five labels."""
        painter = QPainter(self)
        width = self.width() - 9
        painter.setPen(QPen(self._theme.colour("line2"), 1))
        painter.drawLine(0, 16, width, 16)
        for quarter in range(5):
            x = round(width * quarter / 4)
            painter.drawLine(x, 12, x, 20)
        left, right = round(width * self._low), round(width * self._high)
        painter.fillRect(QRectF(left, 9, max(2, right - left), 14), self._theme.colour("mark"))
        ink = self._theme.colour("ink")
        painter.fillRect(left - 1, 5, 2, 22, ink)
        painter.fillRect(right - 1, 5, 2, 22, ink)
        for quarter in range(5):
            label = self._t.percent(quarter / 4)
            wide = advance(self._theme, label, "key", 400)
            left_edge = min(max(0.0, width * quarter / 4 - wide / 2), self.width() - wide)
            draw_line(painter, self._theme, label, "key", left_edge, 29, "ink3", weight=400)
