"""Pictures on their way into the workspace: what a paste or a drop brings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QWidget


def files_in(mime: QMimeData) -> tuple[Path, ...]:
    """The files somebody dropped or copied; none when it is anything else."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def image_in(mime: QMimeData) -> QImage | None:
    """The picture that was copied, if one was."""
    image = mime.imageData() if mime.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def png(image: QImage) -> bytes:
    """A picture as a file would hold it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes either
    return bytes(buffer.data().data())


class PictureDrop(QObject):
    """Lets files be dropped anywhere on a widget.

    Signals:
        dropped: files were let go over it (their paths).
    """

    dropped = Signal(object)

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        place.setAcceptDrops(True)
        place.installEventFilter(self)

    def eventFilter(self, _place: QObject, event: QEvent) -> bool:
        """Take files; anything else is for whoever wants it."""
        kinds = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in kinds or not isinstance(event, QDropEvent | QDragMoveEvent):
            return False
        files = files_in(event.mimeData())
        if not files:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() is QEvent.Type.Drop:
            self.dropped.emit(files)
        return True
