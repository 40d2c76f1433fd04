"""The photos of a note, small; one is shown large when it is pressed. They are decoded off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.records import PhotoLine
from council_app.services import photos
from council_app.ui.core.context import AppContext
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme

_SMALL, _LARGE = 96, 900


class Photos(QWidget):
    """Side by side."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self._ctx = ctx
        self._shown: tuple[PhotoLine, ...] = ()
        self.tiles: tuple[Tile, ...] = ()
        self._flow = FlowLayout(self, gap=8, line_gap=8)
        self._flow.setContentsMargins(0, 0, 0, 12)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_photos(self, found: Sequence[PhotoLine]) -> None:
        """Show these."""
        if tuple(found) != self._shown:
            self._shown = tuple(found)
            for tile in self.tiles:
                self._flow.removeWidget(tile)
                tile.hide()
                tile.deleteLater()
            self.tiles = tuple(self._tile(photo) for photo in self._shown)
        self.setVisible(bool(self._shown))

    def _tile(self, photo: PhotoLine) -> Tile:
        tile = Tile(self._ctx.theme, photo.caption or self._ctx.t("Photo"))
        tile.clicked.connect(lambda: self._enlarge(photo))
        self._flow.addWidget(tile)
        tile.show()
        self._fetch(photo, _SMALL * 2, tile, tile.show_picture)
        return tile

    def _fetch(self, photo: PhotoLine, side: int, owner: QWidget, done: Callable[[QImage], None]) -> None:
        def decode(data: bytes) -> None:
            self._ctx.side.submit(lambda _asked: _scaled(data, side), owner=owner, done=done, failed=self._ctx.refused.emit)

        self._ctx.read(owner, lambda workspace: photos.picture(workspace=workspace, blob=photo.blob), decode)

    def _enlarge(self, photo: PhotoLine) -> None:
        large = Large(self._ctx.theme, photo.caption, self)
        self._fetch(photo, _LARGE, large, large.show_picture)


class Tile(QAbstractButton):
    """One of them."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.picture: QImage | None = None
        self.setFixedSize(_SMALL, _SMALL)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def show_picture(self, picture: QImage) -> None:
        """It is decoded."""
        self.picture = picture
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As large as fits, in the middle; an empty frame until it is decoded."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("sunk"))
        if self.picture is not None and not self.picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self.picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self.picture)
        painter.setPen(self._theme.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Large(Surface):
    """One photo over the window, with what it shows; any key or click closes it."""

    def __init__(self, theme: Theme, caption: str, over: QWidget) -> None:
        super().__init__(theme, "sheet", "tblr", "line2", parent=over)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._over = over
        self._picture = Tile(theme, caption)
        self._picture.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self._picture)
        if caption:
            column.addWidget(Text(theme, caption, "body", wrap=True))

    def show_picture(self, picture: QImage) -> None:
        """Show it in the middle of the window."""
        window = self._over.window().frameGeometry()
        most = QSize(window.width() - 80, window.height() - 120)
        fits = picture.size().boundedTo(picture.size().scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
        self._picture.setFixedSize(fits.expandedTo(QSize(_SMALL, _SMALL)))
        self._picture.show_picture(picture)
        self.adjustSize()
        self.move(window.center() - self.rect().center())
        self.show()
        self._picture.setFocus()


def _scaled(data: bytes, side: int) -> QImage:
    image = QImage.fromData(data)
    whole = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(side, side, *whole) if max(image.width(), image.height()) > side else image
