"""The picture in the window: the report's SVG in the window's colours, as large as it is or a little smaller."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from council_app.ui.core.theme import Theme

_SMALLEST = 0.72
_MARGIN = 20


class _Canvas(QWidget):
    """Paints the SVG."""

    def __init__(self) -> None:
        super().__init__()
        self.renderer = QSvgRenderer(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As large as the widget is, less its margin."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.renderer.render(painter, QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN))


class PictureView(QScrollArea):
    """One picture; it shrinks to the room there is as long as it can be read, and scrolls beyond that."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._canvas = _Canvas()
        self._canvas.setProperty("scrolled", "true")
        self.setWidget(self._canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.title = ""

    def show_svg(self, svg: str) -> None:
        """Show another picture."""
        self._canvas.renderer.load(QByteArray(svg.encode()))
        start = svg.find("<title>")
        self.title = svg[start + 7 : svg.find("</title>")] if start >= 0 else ""
        self.setAccessibleName(self.title)
        self._fit()
        self._canvas.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        natural = self._canvas.renderer.defaultSize()
        if natural.isEmpty():
            return
        room = max(1, self.viewport().width() - 2 * _MARGIN)
        scale = min(1.0, max(_SMALLEST, room / natural.width()))
        self._canvas.resize(round(natural.width() * scale) + 2 * _MARGIN, round(natural.height() * scale) + 2 * _MARGIN)
