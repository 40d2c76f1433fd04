"""Numbers that open what stands behind them: a count over its bar, and a line of so many days."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

_BAR = 7


class _Opens(QAbstractButton):
    """What opens something when pressed; Enter does it, too."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        self.setToolTip(words)
        theme.changed.connect(self.update)

    def _ground(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(-2, 2, 2, -2), 4, 4)


class Count(_Opens):
    """A number of the funnel over its bar.

    Args:
        words: what it counts, in a sentence.
        share: how long its bar is, 0–1, of what it could be.
        ink: of the bar, by token name.
    """

    def __init__(self, theme: Theme, number: str, words: str, share: float, ink: str = "ink2") -> None:
        super().__init__(theme, words)
        self._share, self._ink = min(1.0, max(0.0, share)), ink
        self.setText(number)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A row of the funnel."""
        return QSize(76, 57)

    def minimumSizeHint(self) -> QSize:
        """As wide as its number."""
        return QSize(max(44, round(advance(self._theme, self.text(), "guest-label", 600)) + 4), 57)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The number, the track and the bar."""
        painter, theme = QPainter(self), self._theme
        self._ground(painter)
        draw_line(painter, theme, self.text(), "guest-label", 0, 6, weight=600)
        track = QRectF(0, 42, self.width() - 8, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunk"))
        painter.drawRoundedRect(track, 2, 2)
        if self._share:
            painter.setBrush(theme.colour(self._ink))
            painter.drawRoundedRect(QRectF(0, 42, max(3.0, track.width() * self._share), _BAR), 2, 2)


class Words(_Opens):
    """A few words in a row of the funnel that open something; `ink` by token name."""

    def __init__(self, theme: Theme, text: str, words: str, ink: str = "ink", weight: int = 400) -> None:
        super().__init__(theme, words)
        self._ink, self._weight = ink, weight
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The words."""
        return QSize(round(advance(self._theme, self.text(), "body", self._weight)) + 2, 40)

    def minimumSizeHint(self) -> QSize:
        """May be cut."""
        return QSize(48, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One line."""
        painter = QPainter(self)
        self._ground(painter)
        words = elided(self._theme, self.text(), "body", self.width(), self._weight)
        draw_line(painter, self._theme, words, "body", 0, (self.height() - self._theme.line("body")) / 2, self._ink, weight=self._weight)


class Days(_Opens):
    """How many days something took, as a bar on a scale shared with its neighbours, beside the days that were aimed at.

    Args:
        words: all of it in a sentence.
        label: what took so long; tail: what stands at the right.
        share: how long the bar is, 0–1; aim: where the mark of the aim stands, None for none.
        late: longer than the aim.
    """

    def __init__(
        self, theme: Theme, words: str, label: str, tail: str, share: float, *, aim: float | None = None, late: bool = False
    ) -> None:
        super().__init__(theme, words)
        self._label, self._tail, self._share, self._aim, self._late = label, tail, share, aim, late
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(320, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Label, bar, mark, days."""
        painter, theme = QPainter(self), self._theme
        self._ground(painter)
        left, right = min(132, round(self.width() * 0.3)), min(120, round(self.width() * 0.28))
        top = (self.height() - theme.line("body")) / 2
        draw_line(painter, theme, elided(theme, self._label, "body", left - 8), "body", 0, top)
        room, middle = self.width() - left - right - 12, self.height() / 2
        ink = "state.warn.text" if self._late else "ink2"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ink))
        painter.drawRoundedRect(QRectF(left, middle - 5, max(2.0, room * min(1.0, self._share)), 10), 2, 2)
        if self._aim is not None:
            painter.setPen(QPen(theme.colour("ink"), 1, Qt.PenStyle.DotLine))
            x = left + room * min(1.0, self._aim)
            painter.drawLine(round(x), round(middle - 9), round(x), round(middle + 9))
        weight = 600 if self._late else 400
        tail = elided(theme, self._tail, "body", right, weight)
        draw_line(painter, theme, tail, "body", self.width() - right, top, ink if self._late else "ink", weight=weight)
