"""The live stream: the newest notes at the foot, older ones fetched on the way up, words edited in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from council_app.domain.records import NoteLine
from council_app.errors import m_
from council_app.services import capture
from council_app.ui.core.context import AppContext
from council_app.ui.screens.room.delegates import NoteDelegate
from council_app.ui.screens.room.models import PAGE, StreamModel


class NoteStream(QListView):
    """The notes of the session at hand.

    Signals:
        settled: a note's new words are on disk; the line may have the keyboard back.
        loaded: the newest page shows (the ids on it).
    """

    settled = Signal()
    loaded = Signal(object)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self._ctx = ctx
        self._fetching = False
        self.notes = StreamModel(ctx.t, self)
        self.setModel(self.notes)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setAccessibleName(ctx.t("Notes of this session"))
        delegate = NoteDelegate(ctx.theme, ctx.t, self)
        delegate.edited.connect(self._edit)
        self.setItemDelegate(delegate)
        self.verticalScrollBar().valueChanged.connect(self._maybe_older)

    def load(self) -> None:
        """Read the newest page."""
        session, cohort = self._ctx.session, self._ctx.cohort_key
        if session is not None:
            self._ctx.read(self, lambda w: capture.stream(workspace=w, session=session.key, limit=PAGE, cohort=cohort), self._show_newest)

    def _show_newest(self, notes: tuple[NoteLine, ...]) -> None:
        self._fetching = False
        self.notes.restart(notes)
        self.to_newest()
        self.loaded.emit(frozenset(note.id for note in notes))

    def add(self, note: NoteLine) -> None:
        """Show a note that was just written."""
        self.notes.add_newest(note)
        self.to_newest()

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
        self._ctx.write(
            self,
            lambda w: capture.edit_note(workspace=w, note=note, text=words),
            lambda _changes: self.settled.emit(),
            changes=lambda changes: changes,
            notice=m_("Edited a note"),
        )

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
