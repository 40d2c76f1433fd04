"""A photo, large: what it shows in words, and a way to take it off its note."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.records import PhotoLine
from council_app.errors import m_
from council_app.services import photos
from council_app.services.photos import ReadyPhoto
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.page import Page, Pile
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.owing import Owing
from council_app.ui.screens.room.photos import PhotoDrop, chosen_files
from council_app.ui.screens.room.shelf import PhotoShelf
from council_app.ui.screens.room.stream import NoteStream
from council_app.ui.screens.room.waiting import PhotoKeeper


class PhotoView(QWidget):
    """The photo, as large as there is room for, never larger than it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.image: QImage | None = None
        self.setMinimumHeight(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_image(self, image: QImage | None) -> None:
        """Show it; None while it is on its way."""
        self.image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """In the middle, on sunk ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("sunk"))
        if self.image is None or self.image.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = min(1.0, (self.width() - 16) / self.image.width(), (self.height() - 16) / self.image.height())
        wide, high = self.image.width() * scale, self.image.height() * scale
        painter.drawImage(QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high), self.image)


class PhotoPage(Page):
    """One photo after the other of one note."""

    def __init__(self, ctx: AppContext, shelf: PhotoShelf, owing: Owing, note: str, place: int = 0) -> None:
        super().__init__(ctx)
        self._owing = owing
        self._shelf, self._note, self._place = shelf, note, place
        self._shown: PhotoLine | None = None
        self.view = PhotoView(ctx.theme)
        self.caption = line_edit(ctx.theme, placeholder=ctx.t("A whiteboard, a receipt, a screen"))
        self.caption.returnPressed.connect(self.leave)
        self.caption.editingFinished.connect(self._keep_words)
        self.remove = Button(ctx.theme, ctx.t("Remove"), Role.QUIET, height=28, icon="trash-2")
        self.remove.clicked.connect(self._remove)
        self.add = Button(ctx.theme, ctx.t("Add a photo"), Role.QUIET, height=28, icon="image")
        self.before = Button(ctx.theme, ctx.t("Previous"), Role.PLAIN, height=32, icon="arrow-left")
        self.after = Button(ctx.theme, ctx.t("Next"), Role.PLAIN, height=32, after="chevron-right")
        self.before.clicked.connect(lambda: self._walk(-1))
        self.after.clicked.connect(lambda: self._walk(1))
        self.count = Text(ctx.theme, "", "small", "ink3")
        shelf.read.connect(self._read)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        words = QHBoxLayout()  # above the photo: what happened is told at the foot
        words.setSpacing(8)
        words.addWidget(Field(self.theme, self.t("What it shows"), self.caption, width=520), 1)
        for widget in (self.count, self.before, self.after):
            words.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        inside = QVBoxLayout()
        inside.setContentsMargins(20, 12, 20, 12)
        inside.setSpacing(12)
        inside.addLayout(words)
        inside.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(self.t("Photo"), self.add, self.remove))
        column.addLayout(inside, 1)

    def first_focus(self) -> QWidget:
        """The words for it."""
        return self.caption

    def may_close(self) -> bool:
        """Words typed are kept on the way out."""
        self._keep_words()
        return True

    # -- what shows

    def _show(self) -> None:
        there = self._shelf.of(self._note)
        if not there:
            self.closed.emit()
            return
        self._place = max(0, min(self._place, len(there) - 1))
        photo, before = there[self._place], self._shown
        self._shown = photo
        if before is None or before.id != photo.id or self.caption.text() == before.caption:
            self.caption.setText(photo.caption)
        self.view.setAccessibleName(photo.caption or self.t("Photo"))
        several = len(there) > 1
        self.count.say(self.t("{number} of {count}", number=self._place + 1, count=len(there)) if several else "")
        for button, at_end in ((self.before, self._place == 0), (self.after, self._place == len(there) - 1)):
            button.setVisible(several)
            button.setEnabled(not at_end)
        if before is None or before.blob != photo.blob:
            self._load(photo)

    def _load(self, photo: PhotoLine) -> None:
        def done(image: QImage) -> None:
            if self._shown is not None and self._shown.blob == photo.blob:
                self.view.show_image(image)

        def decode(data: bytes) -> None:
            self.ctx.side.submit(lambda _control: QImage.fromData(data), owner=self, done=done, failed=self.ctx.refused.emit)

        self.view.show_image(None)
        self.ctx.read(self, lambda w: photos.picture(workspace=w, blob=photo.blob), decode)

    def _read(self, notes: tuple[str, ...]) -> None:
        if self._note in notes:
            self._show()

    def _walk(self, step: int) -> None:
        self._keep_words()
        self._place += step
        self._show()

    # -- what is done to it

    def _keep_words(self) -> None:
        photo, words = self._shown, " ".join(self.caption.text().split())
        if photo is None or words == photo.caption:
            return
        self._shown = PhotoLine(photo.id, photo.note, photo.blob, words)
        self._owing.keep(
            photo.id,
            words,
            lambda w: photos.caption_photo(workspace=w, photo=photo.id, caption=words),
            notice=m_("Said what a photo shows"),
        )

    def _remove(self) -> None:
        photo = self._shown
        if photo is not None:
            self.ctx.write(
                self.ctx,
                lambda w: photos.remove_photo(workspace=w, photo=photo.id),
                lambda _changes: None,
                changes=lambda changes: changes,
                notice=m_("Removed a photo"),
            )


class RoomPhotos(QObject):
    """Brings photos from files into the room, and opens those of the stream.

    Attributes:
        owing: what was said of photos and is not on disk yet.
    """

    def __init__(
        self, ctx: AppContext, room: QWidget, keeper: PhotoKeeper, stream: NoteStream, pile: Pile, to_line: Callable[[], None]
    ) -> None:
        super().__init__(room)
        self._ctx, self._room, self._keeper, self._stream, self._pile, self._to_line = ctx, room, keeper, stream, pile, to_line
        self.owing = Owing(ctx, self)
        drop = PhotoDrop(room, lambda: ctx.session is not None and pile.top is None)
        drop.dropped.connect(self._dropped)
        stream.photo_asked.connect(self._open)

    def choose(self) -> None:
        """Add photos by file."""
        self._to_line()
        self._keeper.choose(self._room)

    def choose_for_note(self) -> bool:
        """Add photos by file to the note that is chosen in the stream, or to the newest; False without any."""
        stream, notes = self._stream, self._stream.notes
        index = stream.currentIndex() if stream.selectionModel().hasSelection() else notes.index(notes.rowCount() - 1, 0)
        if index.isValid():
            self.choose_for(notes.note(index).id)
        return index.isValid()

    def choose_for(self, note: str) -> None:
        """Add photos by file to a note that is kept already."""
        for path in chosen_files(self._ctx.t, self._room):
            self._ctx.side.submit(
                lambda _control, path=path: photos.ready_file(path=path),  # type: ignore[misc]  # mypy cannot infer a default
                owner=self,
                done=lambda photo: self._put_on(note, photo),
                failed=self._ctx.refused.emit,
            )

    def _put_on(self, note: str, photo: ReadyPhoto) -> None:
        self.owing.keep(
            photo.id,
            self._ctx.t("Photo {name}", name=photo.name),
            lambda w: photos.add_photo(workspace=w, note=note, photo=photo),
            notice=m_("Added a photo"),
        )

    def _dropped(self, files: object) -> None:
        self._keeper.add(files)  # type: ignore[arg-type]  # a signal carries what it was given: paths
        self._to_line()

    def _open(self, note: str, place: int) -> None:
        if self._pile.top is None:
            page = PhotoPage(self._ctx, self._stream.shelf, self.owing, note, place)
            page.add.clicked.connect(lambda: self.choose_for(note))
            self._pile.open(page)
