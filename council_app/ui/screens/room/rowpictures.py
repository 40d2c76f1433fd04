"""Pictures of rows that were painted once: a new note at the foot repaints every row above it, and none of them has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

MOST = 32
"""Rows in memory; those not painted for longest are forgotten first."""


class RowPictures:
    """What a list's rows look like, by their content.

    Args:
        view: on what they are painted.
    """

    def __init__(self, view: QWidget) -> None:
        self._view = view
        self._pictures: OrderedDict[Hashable, QPixmap] = OrderedDict()

    def clear(self) -> None:
        """Nothing looks as it did."""
        self._pictures.clear()

    def paint(self, painter: QPainter, box: QRect, content: Hashable, ground: QColor, draw: Callable[[QPainter, QRect], None]) -> None:
        """Paint a row: as it was, when the same content was painted in the same size before, else by `draw`.

        Where a pixel of ours is not a whole number of the screen's, a picture would be blurred: there, every row is drawn.
        """
        ratio = self._view.devicePixelRatioF()
        if ratio != int(ratio):
            draw(painter, box)
            return
        key = (content, box.width(), box.height(), ratio)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = self._drawn(box, int(ratio), ground, draw)
            if len(self._pictures) > MOST:
                self._pictures.popitem(last=False)
        else:
            self._pictures.move_to_end(key)
        painter.drawPixmap(box.topLeft(), picture)

    def _drawn(self, box: QRect, ratio: int, ground: QColor, draw: Callable[[QPainter, QRect], None]) -> QPixmap:
        picture = QPixmap(box.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(ground)
        painter = QPainter(picture)
        draw(painter, QRect(0, 0, box.width(), box.height()))
        painter.end()
        return picture
