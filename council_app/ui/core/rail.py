"""The rail: nine stops on a line that comes back to the start, and the state of saving below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from council_app.i18n import Translator
from council_app.ui.core.places import STOPS, Place, Stop
from council_app.ui.core.savestate import SaveState
from council_app.ui.core.text import draw_line, elided
from council_app.ui.core.theme import Theme

_STEP, _FIRST, _ROW = 46, 76, 32
_LINE_X, _LABEL_X, _BACK = 30.0, 56, 20.0
_NARROW_X = 34.0


class RailStop(QPushButton):
    """One place: its name, tinted when it is the place at hand."""

    def __init__(self, theme: Theme, t: Translator, stop: Stop) -> None:
        super().__init__(t.say(stop.name))
        self.setAutoDefault(True)  # Enter goes there, as Space does
        self._theme, self.place = theme, stop.place
        self._hint = t.say(stop.hint)
        self.done = False
        self.narrow = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self._hint)

    def fold(self, narrow: bool) -> None:
        """Show the name, or keep it in the tooltip."""
        self.narrow = narrow
        self.setToolTip(f"{self.text()}: {self._hint}" if narrow else self._hint)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The tint and the name; the stop itself is on the rail's line."""
        if self.narrow:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked()
        if here or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("mark-tint" if here else "hover"))
            left = 46 - self.x()
            painter.drawRoundedRect(QRectF(left, 0, self.width() - left, self.height()), 6, 6)
        x = _LABEL_X - self.x()
        weight = 600 if here else 400
        name = elided(self._theme, self.text(), "rail", self.width() - x - 4, weight)
        top = (self.height() - self._theme.line("rail")) / 2
        draw_line(painter, self._theme, name, "rail", x, top, "ink" if here else "ink2", weight=weight)


class Rail(QWidget):
    """The way through the loop.

    Signals:
        chosen: a place was picked.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = False
        self._group = QButtonGroup(self)
        self._stops = [RailStop(theme, t, stop) for stop in STOPS]
        for stop in self._stops:
            stop.setParent(self)
            self._group.addButton(stop)
            stop.clicked.connect(lambda _=False, place=stop.place: self.chosen.emit(place))
        self.save_state = SaveState(theme, t)
        self.save_state.setParent(self)
        self.setAccessibleName(t("Places"))
        theme.changed.connect(self.update)
        self.fold(narrow=False)

    def fold(self, *, narrow: bool) -> None:
        """Wide with names, or 56 px with stops only."""
        self._narrow = narrow
        self.setFixedWidth(self._theme.size("rail-narrow" if narrow else "rail"))
        for stop in self._stops:
            stop.fold(narrow)
        self.save_state.fold(narrow=narrow)
        self._place_children()

    def show_place(self, place: Place | None, done: frozenset[Place] = frozenset()) -> None:
        """Mark where we stand and what is done for the council at hand."""
        self._group.setExclusive(False)
        for stop in self._stops:
            stop.setChecked(stop.place is place)
            stop.done = stop.place in done
        self._group.setExclusive(place is not None)
        self.update()

    def focus_current(self) -> None:
        """Give the keyboard to the stop at hand."""
        current = self._group.checkedButton() or self._stops[0]
        current.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        """As tall as it gets."""
        return QSize(self.width(), 480)

    @property
    def _step(self) -> float:
        """46, or less where the window is low."""
        room = self.height() - _FIRST - 24 - self.save_state.height()
        return max(26.0, min(float(_STEP), room / (len(self._stops) - 1)))

    def _y(self, index: int) -> float:
        return _FIRST + index * self._step

    def _place_children(self) -> None:
        row = min(_ROW, int(self._step))
        for index, stop in enumerate(self._stops):
            left = 8 if self._narrow else 16
            right = 8 if self._narrow else 6
            stop.setGeometry(left, round(self._y(index) - row / 2), self.width() - left - right, row)
        size = self.save_state.sizeHint()
        self.save_state.setGeometry(0, self.height() - size.height(), self.width(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the stops in their places."""
        super().resizeEvent(event)
        self._place_children()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk the rail."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and isinstance(focus, RailStop):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            following = self._stops[(self._stops.index(focus) + step) % len(self._stops)]
            following.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, wordmark, the line with its way back, and the stops."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("canvas"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.colour("line"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._narrow:
            draw_line(painter, self._theme, "C", "place", 20, 14)
        else:
            draw_line(painter, self._theme, "Council", "place", 20, 14)
        x = _NARROW_X if self._narrow else _LINE_X
        top, bottom = self._y(0), self._y(len(self._stops) - 1)
        painter.setPen(QPen(self._theme.colour("line2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(loop_path(x, top, bottom, _BACK))
        for index, stop in enumerate(self._stops):
            draw_stop(painter, self._theme, x, self._y(index), here=stop.isChecked(), done=stop.done)


def loop_path(x: float, top: float, bottom: float, back: float) -> QPainterPath:
    """The line down through the stops and its way back on the left."""
    path = QPainterPath(QPointF(x, top))
    path.lineTo(x, bottom)
    path.arcTo(QRectF(x - back, bottom - back / 2, back, back), 0, -180)
    path.lineTo(x - back, top)
    path.arcTo(QRectF(x - back, top - back / 2, back, back), 180, -180)
    return path


def draw_stop(painter: QPainter, theme: Theme, x: float, y: float, *, here: bool, done: bool, scale: float = 1.0) -> None:
    """A stop: marigold here, filled when done, hollow when to come."""
    if here:
        painter.setPen(QPen(theme.colour("ink"), 1.75 * scale))
        painter.setBrush(theme.colour("mark"))
        radius = 6.75 * scale
    elif done:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink2"))
        radius = 5.25 * scale
    else:
        painter.setPen(QPen(theme.colour("line2"), 1.5 * scale))
        painter.setBrush(theme.colour("canvas"))
        radius = 4.5 * scale
    painter.drawEllipse(QPointF(x, y), radius, radius)
