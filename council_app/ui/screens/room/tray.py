"""Photos that wait beside the capture line: small, each with a way to let it go, kept with the next note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.services.photos import ReadyPhoto
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.waitchip import WaitChip

SIDE = 40
_WIDE, _MOST, _GAP, _WORDS = 84, 12, 6, 220


@dataclass(eq=False)
class Waiting:
    """A photo on its way to a note.

    Attributes:
        ready: cleaned, or None while that is being done.
        sent: Enter was pressed; it belongs to a line on its way to disk.
        stored: it is on disk while it waits; `storing` while it is on the way there.
    """

    name: str
    ready: ReadyPhoto | None = None
    image: QImage | None = None
    sent: bool = False
    stored: bool = False
    storing: bool = False


class PhotoChip(WaitChip):
    """One photo and its "x"; Enter lets it go, as Delete does."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, height=SIDE)
        self._image: QImage | None = None
        self.setFixedSize(_WIDE, SIDE)

    def show_photo(self, image: QImage | None) -> None:
        """Show it, or that it is being made ready."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """As large as can be pressed."""
        return QSize(_WIDE, SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The photo, cut to its place, and an x behind it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(self._theme.colour("line2"))
        painter.setBrush(self._theme.colour("hover" if self.underMouse() else "sheet"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5)
        place = QRectF(4, 4, 46, SIDE - 8)
        if self._image is None:
            draw_icon(painter, "loader", self._theme.colour("ink3"), place.center().x() - 8, place.center().y() - 8, 16)
        else:
            draw_cut(painter, self._image, place, 3)
        draw_icon(painter, "x", self._theme.colour("ink2"), place.right() + 9, SIDE / 2 - 8, 16)


class PhotoTray(QWidget):
    """The photos that go with the next note; there only while there are any.

    Signals:
        let_go: a photo is not to be kept (the `Waiting`).
        left: the keyboard goes back to the line.
    """

    let_go = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._t = t
        self._photos: tuple[Waiting, ...] = ()
        self.words = Text(theme, "", "small", "ink2", elide=True)
        self._more = Text(theme, "", "small", "ink3")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self.chips = tuple(PhotoChip(theme) for _ in range(_MOST))
        for place, chip in enumerate(self.chips):
            chip.setAccessibleDescription(t("Enter or Delete lets it go."))
            chip.clicked.connect(lambda _=False, at=place: self._let_go(at))
            chip.dropped.connect(lambda at=place: self._let_go(at))
            chip.escaped.connect(self.left)
            chip.hide()
            row.addWidget(chip)
        row.addWidget(self._more)
        row.addWidget(self.words, 1)
        self.setFixedHeight(SIDE)
        self.setAccessibleName(t("Photos for this note"))
        self.hide()

    def show_photos(self, photos: Sequence[Waiting]) -> None:
        """Show what waits."""
        had = any(chip.hasFocus() for chip in self.chips)
        self._photos = tuple(photos)
        around = self.parentWidget()
        room = (around.width() - _WORDS) // (_WIDE + _GAP) if around is not None else _MOST
        fits = min(len(photos), _MOST, max(1, room))
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < fits)
            if place < fits:
                chip.show_photo(photos[place].image)
                chip.setAccessibleName(self._t("Photo {name}", name=photos[place].name))
                chip.setToolTip(self._t("Let {name} go", name=photos[place].name))
        self._more.say(f"+{len(photos) - fits}" if len(photos) > fits else "")
        self.words.say(self._said())
        self.setVisible(bool(photos))
        if had and not any(chip.hasFocus() for chip in self.chips):
            self.left.emit()

    def _said(self) -> str:
        pending = sum(photo.ready is None for photo in self._photos)
        if pending:
            return self._t.n("Making {count} photo ready…", "Making {count} photos ready…", pending)
        return self._t("Enter keeps it with the note") if len(self._photos) == 1 else self._t("Enter keeps them with the note")

    def _let_go(self, place: int) -> None:
        if place < len(self._photos):
            self.let_go.emit(self._photos[place])


def draw_cut(painter: QPainter, image: QImage, place: QRectF, radius: float) -> None:
    """An image that fills its place, cut at the longer side, with round corners."""
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(place, radius, radius)
    painter.setClipPath(path)
    scale = max(place.width() / max(1, image.width()), place.height() / max(1, image.height()))
    wide, high = image.width() * scale, image.height() * scale
    painter.drawImage(QRectF(place.center().x() - wide / 2, place.center().y() - high / 2, wide, high), image)
    painter.restore()
