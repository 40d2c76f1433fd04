"""Photos on their way in: what a paste or a drop brings, and small pictures of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from council_app.i18n import Translator

KINDS = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif"})
THUMB = 240


def files_in(mime: QMimeData) -> tuple[Path, ...]:
    """The files somebody dropped or copied; none when it is anything else."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def pasted(mime: QMimeData) -> QImage | tuple[Path, ...] | None:
    """What a paste into the line brings besides text: copied picture files or a picture; words stay words."""
    files = files_in(mime)
    if files and all(file.suffix.lower() in KINDS for file in files):
        return files
    if mime.hasImage() and not mime.hasFormat("text/plain"):
        image = mime.imageData()
        return image if isinstance(image, QImage) and not image.isNull() else None
    return None


def chosen_files(t: Translator, owner: QWidget) -> tuple[Path, ...]:
    """Ask for pictures."""
    kinds = f"{t('Pictures')} (*.png *.jpg *.jpeg *.webp *.gif)"
    names, _ = QFileDialog.getOpenFileNames(owner, t("Add a photo"), str(Path.home()), kinds)
    return tuple(Path(name) for name in names)


class PhotoDrop(QObject):
    """Lets files be dropped anywhere on a widget.

    Signals:
        dropped: files were let go over it (their paths).
    """

    dropped = Signal(object)

    def __init__(self, place: QWidget, ready: Callable[[], bool]) -> None:
        super().__init__(place)
        self._ready = ready
        place.setAcceptDrops(True)
        place.installEventFilter(self)

    def eventFilter(self, _place: QObject, event: QEvent) -> bool:
        """Take files; anything else is for whoever wants it."""
        kinds = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in kinds or not isinstance(event, QDropEvent | QDragMoveEvent):
            return False
        files = files_in(event.mimeData())
        if not files or not self._ready():
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() is QEvent.Type.Drop:
            self.dropped.emit(files)
        return True


def small(data: bytes, side: int = THUMB) -> QImage:
    """A picture as small as a list shows it."""
    image = QImage.fromData(data)
    whole = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(side, side, *whole) if max(image.width(), image.height()) > side else image


def png(image: QImage) -> bytes:
    """A picture from the clipboard as a file would hold it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes either
    return bytes(buffer.data().data())
