"""Photos on their way in: pasted, dropped or chosen; made ready off the window's thread, in memory alone until they are on a note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from council_app.errors import CouncilError, m_
from council_app.services import photos
from council_app.services.photos import MOST_ON_A_NOTE, ReadyPhoto
from council_app.ui.core.context import AppContext
from council_app.ui.screens.room.tray import Waiting

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


class PhotoKeeper(QObject):
    """The photos that wait, by the session they were brought to.

    Signals:
        shown: what waits at this session is something else now (a tuple of `Waiting`).
        settled: nothing is being made ready any more.
    """

    shown = Signal(object)
    settled = Signal()

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._by_session: dict[str, list[Waiting]] = defaultdict(list)

    @property
    def _session(self) -> str:
        return self._ctx.session.key if self._ctx.session is not None else ""

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """Those of the session at hand."""
        return tuple(self._by_session[self._session])

    @property
    def free(self) -> bool:
        """Whether any of them waits for its Enter."""
        return any(not photo.sent for photo in self.waiting)

    @property
    def busy(self) -> bool:
        """Whether any of them is still being made ready."""
        return any(photo.ready is None for photo in self.waiting)

    # -- coming in

    def choose(self, owner: QWidget) -> None:
        """Ask for files."""
        t = self._ctx.t
        kinds = f"{t('Pictures')} (*.png *.jpg *.jpeg *.webp *.gif)"
        names, _ = QFileDialog.getOpenFileNames(owner, t("Add a photo"), str(Path.home()), kinds)
        self.add_files([Path(name) for name in names])

    def add(self, found: QImage | Sequence[Path]) -> None:
        """What was pasted or dropped."""
        if isinstance(found, QImage):
            self._add(self._ctx.t("from the clipboard"), lambda: photos.ready(name="clipboard", data=_png(found)))
        else:
            self.add_files(found)

    def add_files(self, files: Sequence[Path]) -> None:
        """Files, read and cleaned one after the other."""
        for file in files:
            self._add(file.name, lambda path=file: photos.ready_file(path=path))  # type: ignore[misc]  # mypy cannot infer a default

    def _add(self, name: str, work: Callable[[], ReadyPhoto]) -> None:
        session = self._session
        if not session:
            return
        if sum(not photo.sent for photo in self.waiting) >= MOST_ON_A_NOTE:
            why = m_("a note holds at most {count} photos", count=MOST_ON_A_NOTE)
            self._ctx.refused.emit(CouncilError(name, why, m_("Keep this note first.")))
            return
        photo = Waiting(name)
        self._by_session[session].append(photo)
        self._show()

        def made() -> tuple[ReadyPhoto, QImage]:
            ready = work()
            return ready, small(ready.data)

        def done(found: tuple[ReadyPhoto, QImage]) -> None:
            photo.ready, photo.image = found
            self._show()

        def failed(error: CouncilError) -> None:
            self.let_go(photo)
            self._ctx.refused.emit(error)

        self._ctx.side.submit(lambda _control: made(), owner=self, done=done, failed=failed)

    # -- going out

    def take(self) -> tuple[Waiting, ...]:
        """Those that go with the line that is kept now."""
        taken = tuple(photo for photo in self.waiting if not photo.sent and photo.ready is not None)
        for photo in taken:
            photo.sent = True
        return taken

    def give_back(self, taken: Sequence[Waiting]) -> None:
        """Their line was not kept, or not with them: they wait for another."""
        for photo in taken:
            photo.sent = False
        self._show()

    def give_all_back(self) -> None:
        """The lines of this session wait for their Enter again."""
        self.give_back(self.waiting)

    def done(self, taken: Sequence[Waiting]) -> None:
        """They are on disk."""
        for photo in taken:
            self.let_go(photo)

    def let_go(self, photo: Waiting) -> None:
        """Forget a photo."""
        for photos_there in self._by_session.values():
            if photo in photos_there:
                photos_there.remove(photo)
        self._show()

    def let_go_free(self) -> None:
        """Forget those that wait for their Enter here."""
        for photo in [photo for photo in self.waiting if not photo.sent]:
            self.let_go(photo)

    def come_to_session(self) -> None:
        """Another session is at hand: what waits there shows."""
        self._show()

    def _show(self) -> None:
        self.shown.emit(self.waiting)
        if not self.busy:
            self.settled.emit()


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


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes either
    return bytes(buffer.data().data())
