"""A drawing as PNG, for the clipboard and for files."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_MARGIN, _SHARP, _MOST_PIXELS = 20, 2, 60_000_000


def png_of(svg: str, ground: QColor) -> bytes:
    """The picture as PNG, twice as fine as a screen, on a ground of its own."""
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    size = renderer.defaultSize()
    sharp = _SHARP if size.width() * size.height() * _SHARP**2 <= _MOST_PIXELS else 1
    image = QImage(QSize(size.width() + 2 * _MARGIN, size.height() + 2 * _MARGIN) * sharp, QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    margin = _MARGIN * sharp
    renderer.render(painter, QRectF(image.rect()).adjusted(margin, margin, -margin, -margin))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes here and a str elsewhere
    return bytes(data.data())
