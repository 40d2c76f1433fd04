"""Photos of the notes on show: which there are, and small pictures of them, decoded off the window's thread, in memory alone."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from council_app.domain.records import Changes, PhotoLine
from council_app.services import photos
from council_app.ui.core.context import AppContext
from council_app.ui.screens.room.photos import small

MOST = 120
"""Small pictures in memory; those not looked at for longest are forgotten first."""

_CONCERNS = frozenset({"note_photo", "note", "consent", "attendance"})


class PhotoShelf(QObject):
    """Photos by note.

    Signals:
        read: these notes have other photos than before (their ids).
        decoded: a small picture can be shown now.
    """

    read = Signal(object)
    decoded = Signal()

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._photos: dict[str, tuple[PhotoLine, ...]] = {}
        self._looked: dict[str, None] = {}
        self._images: OrderedDict[str, QImage | None] = OrderedDict()
        ctx.changed.connect(self._changed)

    def of(self, note: str) -> tuple[PhotoLine, ...]:
        """The photos of a note."""
        return self._photos.get(note, ())

    def look(self, notes: Collection[str], *, anew: bool = False) -> None:
        """Read which photos these notes have; `anew`, no others are on show."""
        if anew:
            self._looked.clear()
        self._looked |= dict.fromkeys(notes)
        if notes:
            ids = tuple(notes)
            self._ctx.read(self, lambda w: photos.photos_on(workspace=w, notes=ids), lambda found: self._show(ids, found))

    def keep_only(self, notes: Collection[str]) -> None:
        """These notes alone are on show: of others nothing is read again."""
        self._looked = dict.fromkeys(notes)
        self._photos = {note: self._photos[note] for note in self._looked if note in self._photos}

    def _changed(self, changes: Changes) -> None:
        if changes.entities & _CONCERNS:
            self.look(tuple(self._looked))

    def _show(self, notes: Collection[str], found: Mapping[str, tuple[PhotoLine, ...]]) -> None:
        others = [note for note in notes if self.of(note) != found.get(note, ())]
        for note in others:
            self._photos.pop(note, None)
        self._photos |= {note: found[note] for note in others if note in found}
        if others:
            self.read.emit(tuple(others))

    def image(self, photo: PhotoLine) -> QImage | None:
        """The small picture, or None while it is on its way."""
        if photo.blob in self._images:
            self._images.move_to_end(photo.blob)
            return self._images[photo.blob]
        self._images[photo.blob] = None
        self._ctx.read(self, lambda w: photos.picture(workspace=w, blob=photo.blob), lambda data: self._decode(photo.blob, data))
        while len(self._images) > MOST:
            self._images.popitem(last=False)
        return None

    def _decode(self, blob: str, data: bytes) -> None:
        def done(image: QImage) -> None:
            if blob in self._images:
                self._images[blob] = image
                self.decoded.emit()

        self._ctx.side.submit(lambda _control: small(data), owner=self, done=done, failed=self._ctx.refused.emit)

    @property
    def in_memory(self) -> int:
        """How many small pictures are held."""
        return len(self._images)
