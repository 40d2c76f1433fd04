"""Which part of a board is seen, and how large: scrolled, zoomed about a point, and kept where it is when the board changes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from council_app.domain.board_layout import Box

ZOOMS = (0.05, 0.07, 0.1, 0.14, 0.2, 0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0)
READABLE, _SMALLEST_BEGINNING, _COMFORTABLE = 0.5, 0.67, 0.8
"""The zoom from which words can be made out; the least that a board opens at as a whole; the one that a larger board opens at."""
_WHOLE = ZOOMS.index(1.0)
_MARGIN, _NOTCH = 40, 120


class Sight(QAbstractScrollArea):
    """Maps the board to the viewport; paints nothing itself.

    Signals:
        zoomed: another zoom (1.0 is 100 %).
    """

    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._at = _WHOLE
        self._origin = QPointF(-_MARGIN, -_MARGIN)
        self._bounds = Box(0, 0, 0, 0)
        self._following = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._scrolled)

    # -- what is seen

    @property
    def zoom(self) -> float:
        """How large; 1.0 is 100 %."""
        return ZOOMS[self._at]

    @property
    def origin(self) -> QPointF:
        """The point of the board in the upper left corner."""
        return self._origin

    @property
    def seen(self) -> QRectF:
        """The part of the board in sight."""
        return QRectF(self._origin, QPointF(self._origin.x() + self._wide, self._origin.y() + self._high))

    @property
    def _wide(self) -> float:
        return self.viewport().width() / self.zoom

    @property
    def _high(self) -> float:
        return self.viewport().height() / self.zoom

    def to_board(self, point: QPointF) -> QPointF:
        """The point of the board under a point of the viewport."""
        return self._origin + point / self.zoom

    def to_view(self, box: Box) -> QRectF:
        """Where a place of the board lies in the viewport."""
        zoom = self.zoom
        return QRectF((box.x - self._origin.x()) * zoom, (box.y - self._origin.y()) * zoom, box.width * zoom, box.height * zoom)

    # -- moving

    def hold(self, bounds: Box) -> None:
        """The board is this large now; what is in sight stays."""
        self._bounds = bounds
        self._sync()

    def look_at(self, origin: QPointF) -> None:
        """Bring a point of the board into the upper left corner."""
        self._origin = origin
        self._sync()
        self.viewport().update()

    def scroll_by(self, dx: float, dy: float) -> None:
        """Move by so many px of the window."""
        limits = self._limits()
        x = min(max(self._origin.x() + dx / self.zoom, limits.left()), max(limits.left(), limits.right() - self._wide))
        y = min(max(self._origin.y() + dy / self.zoom, limits.top()), max(limits.top(), limits.bottom() - self._high))
        self.look_at(QPointF(x, y))

    def zoom_by(self, steps: int, about: QPointF | None = None) -> None:
        """Zoom in or out by steps; the point of the viewport under the mouse, or its middle, stays."""
        self._zoom_to(max(0, min(self._at + steps, len(ZOOMS) - 1)), about)

    def zoom_whole(self) -> None:
        """Show at 100 %."""
        self._zoom_to(_WHOLE)

    def _zoom_to(self, at: int, about: QPointF | None = None) -> None:
        if at == self._at:
            return
        point = about if about is not None else QPointF(self.viewport().rect().center())
        held = self.to_board(point)
        self._at = at
        self.look_at(held - point / self.zoom)
        self.zoomed.emit(self.zoom)

    def fit_all(self) -> None:
        """Show the whole board, as large as it fits, at most at 100 %."""
        self.fit(self._bounds)

    def begin(self) -> None:
        """Show the whole board where its words can be read then; or else as much of its beginning as can be."""
        self.fit_all()
        if self.zoom < _SMALLEST_BEGINNING:
            self._at = ZOOMS.index(_COMFORTABLE)
            self.look_at(QPointF(self._bounds.x - _MARGIN / self.zoom / 2, self._bounds.y - _MARGIN / self.zoom / 2))
            self.zoomed.emit(self.zoom)

    def fit(self, box: Box) -> None:
        """Show this part, as large as it fits, at most at 100 %."""
        room = self.viewport().size() - QSize(2 * _MARGIN, 2 * _MARGIN)
        fitting = [at for at in range(_WHOLE + 1) if box.width * ZOOMS[at] <= room.width() and box.height * ZOOMS[at] <= room.height()]
        self._at = max(fitting, default=0)
        middle = QPointF(*box.middle)
        left_top = QPointF(box.x - _MARGIN / self.zoom, box.y - _MARGIN / self.zoom)
        centred = middle - QPointF(self._wide / 2, self._high / 2)
        # What is smaller than the window begins at its upper left corner vertically: a board reads from the top.
        self.look_at(QPointF(min(centred.x(), left_top.x()), left_top.y()))
        self.zoomed.emit(self.zoom)

    def show_box(self, box: Box) -> None:
        """Move as little as brings a place into sight, with some room around it."""
        seen, room = self.seen, _MARGIN / self.zoom
        x = min(max(self._origin.x(), box.right + room - seen.width()), box.x - room)
        y = min(max(self._origin.y(), box.bottom + room - seen.height()), box.y - room)
        if (x, y) != (self._origin.x(), self._origin.y()):
            self.look_at(QPointF(x, y))

    # -- scroll bars

    def _limits(self) -> QRectF:
        """How far one may scroll: half a window beyond what lies there."""
        x, y, wide, high = self._bounds
        return QRectF(x, y, wide, high).adjusted(-self._wide / 2, -self._high / 2, self._wide / 2, self._high / 2)

    def _sync(self) -> None:
        limits, zoom = self._limits().united(self.seen), self.zoom
        view = self.viewport().size()
        spans = ((self.horizontalScrollBar(), limits.width(), view.width(), self._origin.x() - limits.left()),
                 (self.verticalScrollBar(), limits.height(), view.height(), self._origin.y() - limits.top()))  # fmt: skip
        self._following = False
        for bar, span, page, at in spans:
            bar.setRange(0, max(0, round(span * zoom) - page))
            bar.setPageStep(page)
            bar.setSingleStep(_NOTCH // 3)
            bar.setValue(round(at * zoom))
        self._corner = limits.topLeft()
        self._following = True

    def _scrolled(self) -> None:
        if self._following:
            offset = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
            self._origin = self._corner + offset / self.zoom
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of the board is seen."""
        super().resizeEvent(event)
        self._sync()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls, with Shift to the side, with Ctrl it zooms about the mouse."""
        turned, held = event.angleDelta(), event.modifiers()
        if held & Qt.KeyboardModifier.ControlModifier:
            if turned.y():
                self.zoom_by(1 if turned.y() > 0 else -1, event.position())
        else:
            fine = event.pixelDelta()
            dx, dy = (fine.x(), fine.y()) if not fine.isNull() else (turned.x(), turned.y())
            if held & Qt.KeyboardModifier.ShiftModifier and not dx:
                dx, dy = dy, 0
            self.scroll_by(-dx, -dy)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are the board's; a scroll area would take the arrows."""
        event.ignore()
