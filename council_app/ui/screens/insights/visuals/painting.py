"""Pictures and what is drawn over them, painted in the window as they are printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPolygonF

from council_app.domain.marks import Arrow, Box, Mark, arrow_head
from council_app.ui.core.theme import Theme

_THICK = 1 / 220
_LEAST_THICK = 2.0
_TEXT = 1 / 38
_BLOCKS = 2


def fitted(image: QImage, room: QRectF) -> QRectF:
    """Where a picture lies in a room: as large as fits, never larger than it is."""
    size = image.deviceIndependentSize()
    if size.width() > room.width() or size.height() > room.height():
        size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    corner = room.center() - QPointF(size.width() / 2, size.height() / 2)
    return QRectF(corner, size)


def place_of(box: Box, frame: QRectF) -> QRectF:
    """Where a box lies in the window; `frame` is where its picture lies."""
    return QRectF(
        frame.x() + box.x * frame.width(), frame.y() + box.y * frame.height(), box.width * frame.width(), box.height * frame.height()
    )


def point_of(x: float, y: float, frame: QRectF) -> QPointF:
    """Where a place in the picture lies in the window."""
    return QPointF(frame.x() + x * frame.width(), frame.y() + y * frame.height())


def paint_marks(painter: QPainter, theme: Theme, frame: QRectF, marks: Sequence[Mark]) -> None:
    """Draw marks over a picture that lies in `frame`."""
    long = max(frame.width(), frame.height())
    thick = max(_LEAST_THICK, long * _THICK)
    for mark in marks:
        path = _arrow(mark, frame, thick) if isinstance(mark, Arrow) else _box(mark, frame)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, breadth in (("on-mark", thick * 2), ("mark", thick)):
            ink = theme.colour(colour)
            joint, cap = Qt.PenJoinStyle.RoundJoin, Qt.PenCapStyle.RoundCap
            painter.setPen(QPen(ink, breadth, Qt.PenStyle.SolidLine, cap, joint))
            if isinstance(mark, Arrow):
                painter.setBrush(ink)
            painter.drawPath(path)
        _paint_label(painter, theme, frame, mark)


def paint_blur(painter: QPainter, image: QImage, frame: QRectF, place: Box) -> None:
    """A place as it is once it is unreadable."""
    whole = QRectF(0, 0, image.width(), image.height())
    part: QRect = place_of(place, whole).toAlignedRect().intersected(image.rect())
    if part.isEmpty():
        return
    block = max(24, min(part.width(), part.height()) // _BLOCKS)
    few = image.copy(part).scaled(
        max(1, part.width() // block),
        max(1, part.height() // block),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    painter.drawImage(place_of(place, frame), few)


def _arrow(mark: Arrow, frame: QRectF, thick: float) -> QPainterPath:
    start, tip = point_of(mark.x, mark.y, frame), point_of(mark.to_x, mark.to_y, frame)
    left, right, back = arrow_head((start.x(), start.y()), (tip.x(), tip.y()), thick)
    path = QPainterPath(start)
    path.lineTo(QPointF(*back))
    path.addPolygon(QPolygonF([tip, QPointF(*left), QPointF(*right), tip]))
    return path


def _box(mark: Box, frame: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(place_of(mark, frame))
    return path


def _paint_label(painter: QPainter, theme: Theme, frame: QRectF, mark: Mark) -> None:
    if not mark.label:
        return
    tall = max(11.0, max(frame.width(), frame.height()) * _TEXT)
    font = theme.font("body", 600)
    font.setPixelSize(round(tall))
    start = point_of(mark.x, mark.y, frame)
    y = start.y() - tall * 0.5
    words = QPainterPath()
    words.addText(start.x(), y if y > frame.top() + tall else start.y() + tall * 1.4, font, mark.label)
    over = words.boundingRect().right() - frame.right() + 4
    words.translate(-max(0.0, over), 0)
    painter.strokePath(words, QPen(theme.colour("on-mark"), tall * 0.28, j=Qt.PenJoinStyle.RoundJoin))
    painter.fillPath(words, theme.colour("mark"))
