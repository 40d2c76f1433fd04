"""Where seats lie: round a table up to twenty, in rows above."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF

ROUND_TABLE = 20
"""The most seats that are drawn round a table."""

SEAT, PITCH = 46, 54
_ACROSS, _LEAST_HIGH, _MOST_HIGH = 6, 4, 6
_MIDDLE = 108


def seat_boxes(count: int, width: float) -> tuple[tuple[QRectF, ...], QRectF, int]:
    """Where `count` seats lie in a map of `width` px, clockwise from the foot of the left side; the middle for words; the height."""
    return _round(count, width) if count <= ROUND_TABLE else _rows(count, width)


def _round(count: int, width: float) -> tuple[tuple[QRectF, ...], QRectF, int]:
    high = min(_MOST_HIGH, max(_LEAST_HIGH, math.ceil((count - 8) / 2)))
    step = (width - SEAT) / (_ACROSS - 1)
    left = [(0, row) for row in reversed(range(high))]
    top = [(column, 0) for column in range(1, _ACROSS)]
    right = [(_ACROSS - 1, row) for row in range(1, high)]
    foot = [(column, high - 1) for column in reversed(range(1, _ACROSS - 1))]
    around = [*left, *top, *right, *foot]
    chosen = [around[math.floor(index * len(around) / count)] for index in range(count)]
    boxes = tuple(QRectF(column * step, row * PITCH, SEAT, SEAT) for column, row in chosen)
    middle = QRectF(SEAT + 6, SEAT + 4, width - 2 * SEAT - 12, (high - 2) * PITCH - 2)
    return boxes, middle, (high - 1) * PITCH + SEAT


def _rows(count: int, width: float) -> tuple[tuple[QRectF, ...], QRectF, int]:
    across = max(1, math.floor((width + 6) / (SEAT + 6)))
    step = (width - SEAT) / max(1, across - 1)
    boxes = tuple(QRectF(index % across * step, _MIDDLE + index // across * PITCH, SEAT, SEAT) for index in range(count))
    return boxes, QRectF(0, 0, width, _MIDDLE - 8), _MIDDLE + math.ceil(count / across) * PITCH - (PITCH - SEAT)


def nearest(boxes: tuple[QRectF, ...], current: int, way: QPointF) -> int:
    """The seat that lies next in a direction; the same one where there is none."""
    here = boxes[current].center()
    best, found = math.inf, current
    for index, box in enumerate(boxes):
        move = box.center() - here
        along = QPointF.dotProduct(move, way)
        if index == current or along <= 1:
            continue
        aside = abs(move.x() * way.y() - move.y() * way.x())
        if (far := along + 3 * aside) < best:
            best, found = far, index
    return found
