"""A field to sign in, with the mouse, a finger or a pen; what is drawn is kept as lines, not as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from council_app.domain.signature import Stroke, is_signed
from council_app.ui.core.theme import Theme

_TOUCHES = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)
_PEN, _BASELINE = 2.5, 0.69


class SignaturePad(QWidget):
    """Empty, signed, or locked.

    Signals:
        changed: a stroke ended, or all were taken away.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._strokes: list[list[tuple[float, float]]] = []
        self._drawing = False
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(200, 112)
        self.setMaximumHeight(212)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As on the drawing board."""
        return QSize(352, 212)

    @property
    def strokes(self) -> Sequence[Stroke]:
        """What was drawn, between 0 and 1 of the field."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    @property
    def signed(self) -> bool:
        """Whether there is enough ink to be meant."""
        return is_signed(self.strokes)

    @property
    def empty(self) -> bool:
        """Whether nothing was drawn at all."""
        return not self._strokes

    def clear(self) -> None:
        """Take everything away."""
        self._strokes.clear()
        self._drawing = False
        self.update()
        self.changed.emit()

    def lock(self, *, locked: bool) -> None:
        """Take no more ink: somebody answers without signing."""
        self.setEnabled(not locked)
        self.setCursor(Qt.CursorShape.ArrowCursor if locked else Qt.CursorShape.CrossCursor)
        self.update()

    # -- the hand

    def _begin(self, at: QPointF) -> None:
        self._drawing = True
        self._strokes.append([])
        self._extend(at)

    def _extend(self, at: QPointF) -> None:
        if not self._drawing:
            return
        x, y = min(max(at.x() / self.width(), 0.0), 1.0), min(max(at.y() / self.height(), 0.0), 1.0)
        if not self._strokes[-1] or self._strokes[-1][-1] != (x, y):
            self._strokes[-1].append((x, y))
            self.update()

    def _end(self) -> None:
        if self._drawing:
            self._drawing = False
            self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It goes on."""
        self._extend(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It ends."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen: taken here, so that Qt makes no mouse of it."""
        match event.type():
            case QEvent.Type.TabletPress:
                self._begin(event.position())
            case QEvent.Type.TabletMove if event.buttons():
                self._extend(event.position())
            case QEvent.Type.TabletRelease:
                self._end()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """A finger: the first one draws, a second one beside it does not."""
        if event.type() not in _TOUCHES or not isinstance(event, QTouchEvent) or not self.isEnabled():
            return super().event(event)
        point = event.points()[0].position() if event.points() else QPointF()
        if event.type() is QEvent.Type.TouchBegin:
            self._begin(point)
        elif event.type() is QEvent.Type.TouchUpdate:
            self._extend(point)
        else:
            self._end()
        event.accept()
        return True

    # -- the look

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The field, a dotted line to sign on, and the ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        painter.setPen(QPen(theme.colour("line2" if self.isEnabled() else "line"), 1))
        painter.setBrush(theme.colour("sheet" if self.isEnabled() else "sunk"))
        radius = theme.size("radius-popup")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        dots = QPen(theme.colour("line2"), 1.6)
        dots.setDashPattern([0.1, 3.0])
        dots.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(dots)
        y = self.height() * _BASELINE
        painter.drawLine(QPointF(25, y), QPointF(self.width() - 25, y))
        ink = QPen(theme.colour("ink" if self.isEnabled() else "ink3"), _PEN)
        ink.setCapStyle(Qt.PenCapStyle.RoundCap)
        ink.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(ink)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            painter.drawPath(self._path(stroke))

    def _path(self, stroke: Sequence[tuple[float, float]]) -> QPainterPath:
        """A smooth line through the middles between the points; one point is a dot."""
        points = [QPointF(x * self.width(), y * self.height()) for x, y in stroke]
        path = QPainterPath(points[0])
        for point, following in pairwise(points[1:]):
            path.quadTo(point, (point + following) / 2)
        path.lineTo(points[-1] if len(points) > 1 else points[0] + QPointF(0.01, 0))
        return path
