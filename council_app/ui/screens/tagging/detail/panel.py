"""The middle of the desk: one note large, with all that lies on it and stands beside it; what is done to it goes through `Saying`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.note_list import Neighbours, NoteDetail
from council_app.domain.records import Changes
from council_app.domain.suggesting import Suggestion
from council_app.errors import CouncilError, Message
from council_app.services import listing
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.jobs import Control, Turn
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.screens.tagging.codebook.store import Codebook
from council_app.ui.screens.tagging.detail.around import Around
from council_app.ui.screens.tagging.detail.editing import WordsEditor
from council_app.ui.screens.tagging.detail.facts import Facts, time_of
from council_app.ui.screens.tagging.detail.head import Head
from council_app.ui.screens.tagging.detail.learner import Learner
from council_app.ui.screens.tagging.detail.marks import Mark, Marks, marks_of
from council_app.ui.screens.tagging.detail.offering import Offering
from council_app.ui.screens.tagging.detail.photos import Photos
from council_app.ui.screens.tagging.detail.rewriting import Rewriting
from council_app.ui.screens.tagging.detail.saying import Saying
from council_app.ui.screens.tagging.detail.suggested import Suggested
from council_app.ui.screens.tagging.detail.words import NoteWords

_NOTHING, _NOTE = range(2)
_MARGIN, _AROUND = 24, 1
_FOOT_FROM = 520
"""Height from which what is suggested stays in sight at the foot; in a lower panel it scrolls with the rest."""
_SHOWN = frozenset({"note", "note_tag", "tag", "highlight", "note_photo", "consent", "attendance", "session", "stage"})


class NotePanel(Surface):
    """Shows one note.

    Attributes:
        note: the one on show, as it was read last.

    Signals:
        tag_asked: the tag picker is wanted.
        stepped: the previous (-1) or next (1) note of the list is wanted.
        go_asked: another note is wanted (its id).
        pressed_key: a letter, digit or sign was typed while the words had the keyboard.
        accepted: a suggestion is wanted (the tag's id).
        left: Esc: the keyboard goes back to the list.
        shown: the note was read, or read again.
    """

    tag_asked = Signal()
    stepped = Signal(int)
    go_asked = Signal(str)
    pressed_key = Signal(str)
    accepted = Signal(str)
    left = Signal()
    shown = Signal()

    def __init__(self, ctx: AppContext, codebook: Codebook) -> None:
        super().__init__(ctx.theme, "sheet")
        self._ctx, self.t, self.theme = ctx, ctx.t, ctx.theme
        self.note: NoteDetail | None = None
        self._wanted = ""
        self._reading: Control | None = None
        self.saying = Saying(ctx, self)
        self.learner = Learner(ctx, self)
        theme, t = ctx.theme, ctx.t
        self.head, self.words, self.editor = Head(theme, t), NoteWords(theme, t), WordsEditor(theme, t)
        self.marks, self.facts, self.around = Marks(theme, t), Facts(theme, t), Around(theme, t)
        self.photos, self.suggested = Photos(ctx), Suggested(theme, t)
        self.when = Text(theme, "", "small", "ink3", elide=True)
        self.offering, self.rewriting = Offering(self, codebook), Rewriting(ctx, self)
        self._lay_out()
        self._connect()
        ctx.changed.connect(self._maybe_read)

    # -- building

    def _lay_out(self) -> None:
        self._column = QWidget()
        self._column.setProperty("scrolled", "true")
        column = self._inside = QVBoxLayout(self._column)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 16)
        column.setSpacing(0)
        line = Hairline(self.theme)
        for widget, space in (
            (self.head, 4),
            (self.when, 10),
            (self.words, 0),
            (self.editor, 8),
            (self.marks, 12),
            (self.photos, 0),
            (line, 12),
            (self.facts, 16),
            (self.around, 16),
        ):
            column.addWidget(widget)
            column.addSpacing(space)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._column)
        t = self.t
        nothing = EmptyState(self.theme, t("No note is at hand."), t("The one you stand on in the list shows here."), ground="sheet")
        self._layers = QStackedLayout(self)
        self._layers.addWidget(nothing)
        self._layers.addWidget(self._with_foot())
        self.editor.hide()

    def _with_foot(self) -> QWidget:
        view = QWidget()
        self._foot = Surface(self.theme, "sheet", "t")
        self._foot_column = QVBoxLayout(self._foot)
        self._foot_column.setContentsMargins(_MARGIN, 10, _MARGIN, 16)
        self._foot_column.addWidget(self.suggested)
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._foot)
        return view

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room, what is suggested stays in sight."""
        super().resizeEvent(event)
        stays = self.height() >= _FOOT_FROM
        if stays == self._foot.isHidden():
            self._foot.setVisible(stays)
            (self._foot_column if stays else self._inside).addWidget(self.suggested)

    def _connect(self) -> None:
        self.head.stepped.connect(self.stepped)
        self.head.left.connect(self.left)
        self.head.what.clicked.connect(lambda: self.offering.open_note_menu(self.head.what))
        self.head.more.clicked.connect(lambda: self.offering.open_note_menu(self.head.more))
        self.words.pressed_key.connect(self.pressed_key)
        self.words.left.connect(self.left)
        self.words.asked.connect(lambda laid, where: self.offering.open_laid_menu(laid, self.words.mapToGlobal(where)))
        self.marks.asked.connect(self._ask_mark)
        self.marks.removed.connect(self._remove_mark)
        self.around.asked.connect(self.go_asked)
        self.suggested.accepted.connect(self.accepted)
        self.learner.told.connect(self._show_suggestions)

    # -- what is shown

    def show_note(self, note_id: str) -> None:
        """Read a note and show it; what was typed over the one before is kept."""
        if note_id != self._wanted:
            self.rewriting.keep_typed()
        self._wanted = note_id
        self._read()

    def show_nothing(self) -> None:
        """No note is at hand."""
        self.rewriting.keep_typed()
        self._wanted, self.note = "", None
        self.learner.suggest_for("")
        self._layers.setCurrentIndex(_NOTHING)

    def show_place(self, number: int, of: int) -> None:
        """Where the note stands in the list, from 1; 0 where it does not."""
        self.head.show_place(number, of)

    def _read(self) -> None:
        wanted = self._wanted
        if self._reading is not None:
            self._reading.cancel()
        workspace = self._ctx.workspace
        if not wanted or workspace is None:
            return
        self._reading = self._ctx.jobs.submit(
            lambda _asked: (
                listing.detail(workspace=workspace, note=wanted),
                listing.neighbours(workspace=workspace, note=wanted, count=_AROUND),
            ),
            owner=self,
            done=self._show,
            failed=partial(self._gone, wanted),
            turn=Turn.READ,
        )

    def _gone(self, note: str, _error: CouncilError) -> None:
        """It was removed, or its words were taken back: that is no failure, there is nothing to show."""
        if note == self._wanted:
            self.show_nothing()

    def _maybe_read(self, changes: Changes) -> None:
        if changes.entities & _SHOWN:
            self._read()

    def _show(self, found: tuple[NoteDetail, Neighbours]) -> None:
        note, around = found
        if note.note.id != self._wanted:
            return
        another = self.note is None or self.note.note.id != note.note.id
        self.note = note
        line, writes = note.note, self.saying.writes
        self.head.show_note(line)
        self.when.say(self._when(note, around))
        self.words.show_words(note)
        self.marks.show_marks(marks_of(note, self.t), line.text, writes=writes)
        self.photos.show_photos(note.photos)
        self.facts.show_note(note)
        self.around.show_around(note.answers, around)
        self._layers.setCurrentIndex(_NOTE)
        self.shown.emit()
        if another:
            self._scroll.verticalScrollBar().setValue(0)
            self.suggested.setVisible(writes)
            self._learn()

    def _when(self, note: NoteDetail, around: Neighbours) -> str:
        """The time, and what it came after."""
        t, before = self.t, note.answers or (around.before[-1] if around.before else None)
        time = time_of(note, t)
        if before is None:
            return time
        who, words = before.seat or t("nobody"), before.text.replace("\n", " ")
        answers = note.answers is not None
        said = t("answers {who}: {words}", who=who, words=words) if answers else t("after {who}: {words}", who=who, words=words)
        return "  ".join(filter(None, (time, said)))

    def _show_suggestions(self, note: str, found: Sequence[Suggestion], silence: Message | None) -> None:
        if self.note is not None and note == self.note.note.id:
            self.suggested.show_suggestions(found, self.t.say(silence) if silence is not None else "")

    def _learn(self) -> None:
        """Suggest for the note while it is looked at; learning rests while nobody looks."""
        if self.note is not None and self.saying.writes and self.isVisible():
            self.learner.suggest_for(self.note.note.id)
        else:
            self.learner.rest()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks again."""
        super().showEvent(event)
        self._learn()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another place or page is in front."""
        super().hideEvent(event)
        self.learner.rest()

    # -- highlighting

    @property
    def chosen_words(self) -> tuple[int, int] | None:
        """The words chosen with the caret, of the note on show."""
        return self.words.chosen if self.note is not None else None

    def highlight(self, tag: str = "", typed: str = "") -> bool:
        """Lay a tag on the words chosen; False where none are."""
        span = self.chosen_words
        if span is None or self.note is None:
            return False
        self.saying.highlight(self.note.note.id, span, tag=tag, typed=typed)
        self.words.choose_nothing()
        return True

    def _ask_mark(self, mark: Mark, where: QPoint) -> None:
        if mark.highlights:
            self.words.choose_words(mark.highlights[0].starts, mark.highlights[0].ends)
        self.offering.open_mark_menu(mark, self.marks.mapToGlobal(where))

    def _remove_mark(self, mark: Mark) -> None:
        if self.note is None:
            return
        if len(mark.highlights) == 1:
            self.saying.remove_highlight(mark.highlights[0].id)
        else:
            self.saying.untag(self.note.note.id, mark.tag.id)

    # -- the words

    def to_words(self) -> None:
        """Give the words the keyboard, to walk in them and choose some."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_words(self) -> None:
        """Type over the words."""
        self.rewriting.begin()

    def split_here(self) -> None:
        """Two notes of one, where the caret stands."""
        self.rewriting.split()

    def join_next(self) -> None:
        """One note of this one and the next that the same person said."""
        self.rewriting.join()
