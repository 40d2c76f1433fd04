"""A picture of the ranking in the window: the report's SVG in the window's colours, with areas to click and to walk by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from council_app.domain.ranking.pictures import Area, Picture
from council_app.ui.core.theme import Theme

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_SMALLEST = 0.72


class RankingPicture(QWidget):
    """As wide as there is room, up to `largest` times its natural size; its height follows.

    Signals:
        picked: an insight was clicked, or walked to and taken with Enter (its key).
        opened: it was clicked twice.
    """

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, *, largest: float = 1.0) -> None:
        super().__init__()
        self._theme, self._largest = theme, largest
        self._renderer = QSvgRenderer(self)
        self._picture = Picture("", "", 0, 0)
        self._at = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_picture(self, picture: Picture) -> None:
        """Show another one; the area at hand stays with its insight."""
        key = self.key_at_hand
        self._picture = picture
        self._renderer.load(QByteArray(picture.svg.encode()))
        self._at = next((place for place, area in enumerate(picture.areas) if area.key == key), -1)
        self.setAccessibleName(picture.title)
        self._fit()
        self.update()

    @property
    def areas(self) -> tuple[Area, ...]:
        """What can be clicked, in the picture's own pixels."""
        return self._picture.areas

    @property
    def title(self) -> str:
        """What the picture says to who cannot see it."""
        return self._picture.title

    @property
    def key_at_hand(self) -> str:
        """The insight that the keyboard has walked to, or ""."""
        return self._picture.areas[self._at].key if 0 <= self._at < len(self._picture.areas) else ""

    def place_of(self, key: str) -> QPointF:
        """The middle of an insight's area, in the widget."""
        area = next(area for area in self._picture.areas if area.key == key)
        return self._rect(area).center()

    # -- size

    def _scale(self, width: int) -> float:
        return min(self._largest, max(_SMALLEST, width / self._picture.width)) if self._picture.width else 1.0

    def sizeHint(self) -> QSize:
        """The natural size."""
        return QSize(round(self._picture.width), round(self._picture.height))

    def minimumSizeHint(self) -> QSize:
        """As small as it can be read."""
        return QSize(round(self._picture.width * _SMALLEST), round(self._picture.height * _SMALLEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The height follows the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(round(self._picture.height * self._scale(self.width())))

    def _rect(self, area: Area) -> QRectF:
        scale = self._scale(self.width())
        return QRectF(area.x * scale, area.y * scale, area.width * scale, area.height * scale)

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, and a ring around the area at hand."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale(self.width())
        self._renderer.render(painter, QRectF(0, 0, self._picture.width * scale, self._picture.height * scale))
        if self.hasFocus() and self.key_at_hand:
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.drawRoundedRect(self._rect(self._picture.areas[self._at]).adjusted(1, 1, -1, -1), 6, 6)

    # -- mouse and keys

    def _area_at(self, place: QPointF) -> int:
        found = [number for number, area in enumerate(self._picture.areas) if self._rect(area).contains(place)]
        # Areas are a little larger than their dots: where two meet, the nearer one is meant.
        return min(found, key=lambda number: (self._rect(self._picture.areas[number]).center() - place).manhattanLength(), default=-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        over = self._area_at(event.position()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the insight under the pointer."""
        self._take(event, self.picked)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to it."""
        self._take(event, self.opened)

    def _take(self, event: QMouseEvent, signal: SignalInstance) -> None:
        found = self._area_at(event.position())
        if found >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self._at = found
            self.update()
            signal.emit(self._picture.areas[found].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk through the insights in the order of their numbers, Enter takes one."""
        if event.key() in _STEPS and self._picture.areas:
            step = _STEPS[Qt.Key(event.key())]
            start = self._at if self._at >= 0 else (-1 if step > 0 else len(self._picture.areas))
            self._at = (start + step) % len(self._picture.areas)
            self.setAccessibleDescription(self._picture.areas[self._at].words)
            self.update()
        elif event.key() in _ENTER and self.key_at_hand:
            self.picked.emit(self.key_at_hand)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first insight."""
        if self._at < 0 and self._picture.areas:
            self._at = 0
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """What is under the pointer, in words."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._area_at(QPointF(event.pos()))
            if found >= 0:
                QToolTip.showText(event.globalPos(), self._picture.areas[found].words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
