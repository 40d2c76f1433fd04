"""The live stream: the newest notes at the foot, older ones fetched on the way up, words edited in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from council_app.domain.records import Changes, NoteLine
from council_app.errors import CouncilError, TryLater, m_
from council_app.services import capture
from council_app.ui.core.context import AppContext
from council_app.ui.screens.room.delegates import NoteDelegate
from council_app.ui.screens.room.models import PAGE, StreamModel
from council_app.ui.screens.room.shelf import PhotoShelf

_AGAIN = 2000


class NoteStream(QListView):
    """The notes of the session at hand.

    Signals:
        settled: a note's new words are on disk; the line may have the keyboard back.
        loaded: the newest page shows (the ids on it).
        stranded: edited words whose note is gone; they must not be lost.
        photo_asked: a photo is to be shown large (the note's id, which of its photos).
    """

    settled = Signal()
    loaded = Signal(object)
    stranded = Signal(str)
    photo_asked = Signal(str, int)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self._ctx = ctx
        self._fetching = False
        self.unkept: dict[str, str] = {}
        self.at_disk = False
        self.notes = StreamModel(ctx.t, self)
        self.setModel(self.notes)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setAccessibleName(ctx.t("Notes of this session"))
        self.shelf = PhotoShelf(ctx, self)
        self.notes.photos_on = lambda note: len(self.shelf.of(note))
        self._delegate = NoteDelegate(ctx.theme, ctx.t, self, self.shelf)
        self._delegate.edited.connect(self._edit)
        self.setItemDelegate(self._delegate)
        self._shown: tuple[str, str | None] = ("", None)
        self.verticalScrollBar().valueChanged.connect(self._maybe_older)
        self.notes.modelReset.connect(lambda: self.shelf.look(self.notes.ids, anew=True))
        self.notes.rowsInserted.connect(self._look_for_photos)
        self.notes.rowsRemoved.connect(lambda *_: self.shelf.keep_only(self.notes.ids))
        self.shelf.read.connect(self._show_photos)
        self.shelf.decoded.connect(self.viewport().update)

    # -- photos

    def _look_for_photos(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Once the new rows show: reading would hold them up."""
        came = self.notes.ids[first : last + 1]
        QTimer.singleShot(0, self, lambda: self.shelf.look(came))

    def _show_photos(self, notes: Sequence[str]) -> None:
        """Rows become higher or lower; whoever reads at the foot stays there."""
        at_foot = self._at_foot()
        for row, note in enumerate(self.notes.ids):
            if note in notes:
                self.notes.dataChanged.emit(self.notes.index(row, 0), self.notes.index(row, 0))
        self.scheduleDelayedItemsLayout()
        if at_foot and not self._delegate.editing:
            QTimer.singleShot(0, self, self.scrollToBottom)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a photo shows it large."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        place = self._delegate.photo_at(index, self.visualRect(index), event.position()) if index.isValid() else None
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.photo_asked.emit(self.notes.note(index).id, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the photo of the note at hand."""
        index = self.currentIndex()
        note = self.notes.note(index).id if index.isValid() else ""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.shelf.of(note) and not self._delegate.editing:
            self.photo_asked.emit(note, 0)
        else:
            super().keyPressEvent(event)

    # -- reading

    def load(self) -> None:
        """Read the newest page."""
        session, cohort = self._ctx.session, self._ctx.cohort_key
        if session is not None:
            shown = (session.key, cohort)
            self._ctx.read(
                self,
                lambda w: capture.stream(workspace=w, session=session.key, limit=PAGE, cohort=cohort),
                lambda notes: self._show_newest(shown, notes),
            )

    def _show_newest(self, shown: tuple[str, str | None], notes: tuple[NoteLine, ...]) -> None:
        self._fetching = False
        self._shown = shown
        self.notes.restart(notes)
        self.to_newest()
        self.loaded.emit(frozenset(note.id for note in notes))

    def refresh(self) -> None:
        """Something on show may have changed: read it again, and leave scrolling and editing as they are."""
        session, cohort = self._ctx.session, self._ctx.cohort_key
        if session is None or self._shown != (session.key, cohort) or not self.notes.rowCount():
            self.load()
        elif self.notes.at_end:
            limit = max(PAGE, self.notes.rowCount())
            self._ctx.read(self, lambda w: capture.stream(workspace=w, session=session.key, limit=limit, cohort=cohort), self._merge_newest)
        else:
            ids = self.notes.ids
            self._ctx.read(self, lambda w: capture.notes(workspace=w, ids=ids), self._merge)

    def _merge_newest(self, notes: tuple[NoteLine, ...]) -> None:
        # Another page may have come in meanwhile: what is above it stays.
        if self.notes.at_end and notes:
            above = [self.notes.note(self.notes.index(row, 0)) for row in range(self.notes.rowCount())]
            first = (notes[-1].at, notes[-1].id)
            self._merge((*(note for note in above if (note.at, note.id) < first), *reversed(notes)))
        self.loaded.emit(frozenset(self.notes.ids))

    def _merge(self, notes: Sequence[NoteLine]) -> None:
        at_foot, anchor = self._at_foot(), self.indexAt(QPoint(1, 1))
        top, held = self.visualRect(anchor).top(), QPersistentModelIndex(anchor)
        self.notes.merge(notes, self._delegate.editing)
        self.doItemsLayout()
        if at_foot:
            self.scrollToBottom()
        elif held.isValid():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(self.notes.index(held.row(), 0)).top() - top)

    def _at_foot(self) -> bool:
        bar = self.verticalScrollBar()
        return self.notes.at_end and bar.value() >= bar.maximum() - 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whoever reads the newest note goes on reading it when the line below needs more room."""
        at_foot = self._at_foot()
        super().resizeEvent(event)
        if at_foot and not self._delegate.editing:
            QTimer.singleShot(0, self, self.scrollToBottom)

    def add(self, note: NoteLine) -> bool:
        """Show a note that was just written; False when it belongs where nothing is on show."""
        shown = self.notes.add_newest(note)
        if shown and not self._delegate.editing:
            self._to(note)
        return shown

    def drop_oldest(self) -> None:
        """Let go of old notes far above, while nobody reads or edits there."""
        if self._at_foot() and not self._delegate.editing:
            self.notes.drop_oldest()

    def _to(self, note: NoteLine) -> None:
        """The foot at once, or a note with an earlier time."""
        rows = self.notes.rowCount()
        if self.notes.note(self.notes.index(rows - 1, 0)).id == note.id:
            self.scrollToBottom()
        elif note.id in self.notes.ids:
            self.scrollTo(self.notes.index(self.notes.ids.index(note.id), 0))

    def to_newest(self) -> None:
        """Scroll to the foot; newest notes that had left come back."""
        if self.notes.at_end:
            QTimer.singleShot(0, self, self.scrollToBottom)
        else:
            self.load()

    def top_of_newest(self) -> int | None:
        """Where the newest note begins, in the stream's coordinates; None when it is not in sight."""
        count = self.notes.rowCount()
        top = self.visualRect(self.notes.index(count - 1, 0)).top() if count else -1
        return top if 0 < top < self.height() else None

    def edit_last(self) -> None:
        """Edit the newest note in place."""
        count = self.notes.rowCount()
        if count:
            index = self.notes.index(count - 1, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self.edit(index)

    def _edit(self, note: str, words: str) -> None:
        """Put a note's new words on disk; `unkept` holds them, by the note's id, until they are there."""
        self.unkept[note] = words
        self.at_disk = True

        def done(_changes: Changes) -> None:
            self.at_disk = False
            self._forget_edit(note, words)
            self.settled.emit()

        def failed(error: CouncilError) -> None:
            self.at_disk = False
            if isinstance(error, TryLater):
                QTimer.singleShot(_AGAIN, self, lambda: self._edit_again(note, words))
                return
            self._forget_edit(note, words)
            self.stranded.emit(words)
            self._ctx.refused.emit(error)

        self._ctx.write(
            self,
            lambda w: capture.edit_note(workspace=w, note=note, text=words),
            done,
            changes=lambda changes: changes,
            failed=failed,
            notice=m_("Edited a note"),
        )

    def _edit_again(self, note: str, words: str) -> None:
        """Unless it is on disk by now, or was edited once more."""
        if self.unkept.get(note) == words:
            self._edit(note, words)

    def _forget_edit(self, note: str, words: str) -> None:
        if self.unkept.get(note) == words:
            del self.unkept[note]

    def keep_now(self) -> None:
        """Try once more to put edited words on disk."""
        for note, words in tuple(self.unkept.items()):
            self._edit(note, words)

    def _maybe_older(self, position: int) -> None:
        """Near the top, fetch the page before; at the foot, come back to the newest."""
        session = self._ctx.session
        if session is None or self._fetching or self.notes.rowCount() == 0:
            return
        if position < self.viewport().height() and not self.notes.at_start:
            self._fetching = True
            key, before, cohort = session.key, self.notes.oldest, self._ctx.cohort_key
            self._ctx.read(
                self,
                lambda w: capture.stream(workspace=w, session=key, before=before, limit=PAGE, cohort=cohort),
                lambda notes: self._add_older(key, cohort, notes),
            )
        elif not self.notes.at_end and position == self.verticalScrollBar().maximum():
            self.load()

    def _add_older(self, session: str, cohort: str | None, notes: tuple[NoteLine, ...]) -> None:
        """Older notes come in above; what is being read stays where it is."""
        self._fetching = False
        if self._ctx.session is None or (self._ctx.session.key, self._ctx.cohort_key) != (session, cohort):
            return
        bar = self.verticalScrollBar()
        from_foot = bar.maximum() - bar.value()
        self.notes.add_older(notes)
        self.doItemsLayout()
        bar.setValue(bar.maximum() - from_foot)
