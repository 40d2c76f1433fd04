"""Lucide icons in a token's colour: rendered once per name, colour, size and screen ratio."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from council_app.paths import resources

_THIN_ABOVE = 20
_cache: dict[tuple[str, str, int, float], QPixmap] = {}


def icon_pixmap(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    """The icon as a pixmap of `size` logical px for a screen with that device pixel ratio."""
    key = (name, colour.name(), size, ratio)
    if key not in _cache:
        _cache[key] = _render(name, colour, size, ratio)
    return _cache[key]


def _render(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    stroke = "1.5" if size > _THIN_ABOVE else "1.75"
    svg = resources("icons", f"{name}.svg").read_text(encoding="utf-8")
    svg = svg.replace("currentColor", colour.name()).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def draw_icon(painter: QPainter, name: str, colour: QColor, x: float, y: float, size: int) -> None:
    """Paint an icon with its top left corner at `x`, `y`."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(round(x), round(y), icon_pixmap(name, colour, size, ratio))
