"""One measure across councils: intervals on an axis that never moves, the newest marked; arrows choose a council, Enter opens its notes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from council_app.domain.disclosure import MINIMUM_INSIDE
from council_app.domain.trend_lines import LineKind, Point, TrendLine
from council_app.i18n import Translator
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

_HEIGHT, _TOP, _BOTTOM, _AXIS = 188, 64, 24, 30
_BAR = 10
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class TrendCard(QWidget):
    """A line of the market.

    Signals:
        opened: the notes behind one council's number are wanted (the line, its point).
    """

    opened = Signal(object, object)

    def __init__(self, theme: Theme, t: Translator, line: TrendLine) -> None:
        super().__init__()
        self._theme, self._t, self.line = theme, t, line
        self._at = len(line.points) - 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(line.name)
        self._say()
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Three stand side by side."""
        return QSize(max(152, 42 + 27 * len(self.line.points)), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """As its hint."""
        return self.sizeHint()

    def maximumSize(self) -> QSize:
        """Not wider than is good to read."""
        return QSize(260, _HEIGHT)

    # -- words

    @property
    def subtitle(self) -> str:
        """What is drawn."""
        t, line = self._t, self.line
        if line.kind is LineKind.TASK:
            return t("unaided, 95% intervals")
        if line.kind is LineKind.SCORE:
            return t("mean, 95% intervals")
        return t("people, 95% intervals")

    def count_of(self, point: Point) -> str:
        """“9/16”, or the mean; nothing that may not be told."""
        if point.hidden:
            return self._t("under {minimum}", minimum=MINIMUM_INSIDE)
        if point.hits is not None:
            return f"{self._t.number(point.hits)}/{self._t.number(point.people)}"
        return self._t.number(point.value, decimals=0 if self.line.high >= 100 else 1)

    def words_of(self, point: Point) -> str:
        """A point in a sentence."""
        t = self._t
        where = t("{city}, {day}", city=point.city, day=t.date(point.day, style="medium"))
        if point.hidden:
            return f"{where}: {self.count_of(point)}"
        digits = 0 if self.line.high >= 100 else 1
        low, high = (t.number(value, decimals=digits) for value in (point.low, point.high))
        return t("{where}: {count}, interval {low} to {high}", where=where, count=self.count_of(point), low=low, high=high)

    def _say(self) -> None:
        lines = [self.line.name, self.line.about, self.subtitle, *(self.words_of(point) for point in self.line.points)]
        said = self.line.story or self.line.claim
        self.setToolTip("\n".join([line for line in lines if line] + ([self._t.say(said)] if said is not None else [])))
        self.setAccessibleDescription(self.words_of(self.line.points[self._at]) + "\n" + self.toolTip())

    # -- choosing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter opens."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._at = max(0, min(self._at + step, len(self.line.points) - 1))
            self._say()
            self.update()
        elif event.key() in _ENTER:
            self.opened.emit(self.line, self.line.points[self._at])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press opens the nearest."""
        if event.button() is Qt.MouseButton.LeftButton:
            near = range(len(self.line.points))
            self._at = min(near, key=lambda number: abs(self._x(number) - event.position().x()))
            self._say()
            self.opened.emit(self.line, self.line.points[self._at])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The point at hand shows."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And does not."""
        super().focusOutEvent(event)
        self.update()

    # -- painting

    def _x(self, number: int) -> float:
        room = min(self.width(), 260) - _AXIS - 12
        return 12 + room * (number + 0.5) / len(self.line.points)

    def _y(self, value: float) -> float:
        span = self.line.high - self.line.low
        return self.height() - _BOTTOM - (self.height() - _TOP - _BOTTOM) * (value - self.line.low) / span

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Title, axis, points, months."""
        painter, theme, wide = QPainter(self), self._theme, min(self.width(), 260)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_line(painter, theme, elided(theme, self.line.name, "body", wide - 4, 600), "body", 0, 2, weight=600)
        draw_line(painter, theme, elided(theme, self.subtitle, "small", wide - 4), "small", 0, 22, "ink3")
        self._paint_axis(painter, wide)
        for number, point in enumerate(self.line.points):
            self._paint_point(painter, number, point)
        self._paint_months(painter)
        if self.hasFocus():
            x = self._x(self._at)
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(x - 14, _TOP - 22, 28, self.height() - _TOP + 21), 4, 4)

    def _paint_axis(self, painter: QPainter, wide: int) -> None:
        theme = self._theme
        for part in (0.0, 0.5, 1.0):
            value = self.line.low + part * (self.line.high - self.line.low)
            y = self._y(value)
            painter.fillRect(QRectF(0, y, wide - _AXIS, 1), theme.colour("line"))
            draw_line(painter, theme, self._t.number(value, decimals=0), "small", wide - _AXIS + 4, y - 8, "ink3")

    def _paint_point(self, painter: QPainter, number: int, point: Point) -> None:
        theme, x, last = self._theme, self._x(number), number == len(self.line.points) - 1
        if point.hidden:
            self._paint_hidden(painter, x)
            return
        top, bottom = self._y(min(point.high, self.line.high)), self._y(max(point.low, self.line.low))
        painter.setPen(QPen(theme.colour("ink"), 1))
        painter.setBrush(theme.colour("mark" if last else "sunk"))
        if self.line.kind is LineKind.SCORE:
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
            painter.drawEllipse(QPointF(x, self._y(point.value)), 4.5, 4.5)
        else:
            painter.drawRoundedRect(QRectF(x - _BAR / 2, top, _BAR, max(3.0, bottom - top)), 1.5, 1.5)
        count = self.count_of(point)
        draw_line(painter, theme, count, "key", x - advance(theme, count, "key", 600) / 2, top - 19, weight=600)

    def _paint_hidden(self, painter: QPainter, x: float) -> None:
        """Hatched: too few to be told."""
        theme = self._theme
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bottom = self._y(self.line.low)
        box = QRectF(x - _BAR / 2, bottom - 22, _BAR, 22)
        painter.drawRoundedRect(box, 1.5, 1.5)
        for step in range(4):
            painter.drawLine(QPointF(box.left(), box.bottom() - 5 * step), QPointF(box.right(), box.bottom() - 5 * step - 6))
        few = f"<{MINIMUM_INSIDE}"
        draw_line(painter, theme, few, "key", x - advance(theme, few, "key", 400) / 2, box.top() - 19, "ink3", weight=400)

    def _paint_months(self, painter: QPainter) -> None:
        theme, step = self._theme, self._x(1) - self._x(0) if len(self.line.points) > 1 else 60
        for number, point in enumerate(self.line.points):
            name = self._t.month_short(point.day)
            name = name if advance(theme, name, "small") < step - 2 else name[:3]
            draw_line(
                painter, theme, name, "small", self._x(number) - advance(theme, name, "small") / 2, self.height() - _BOTTOM + 6, "ink3"
            )
