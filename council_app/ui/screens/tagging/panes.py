"""The desk: the list at the left, the note in the middle, the codebook at the right, as many of them as there is room for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from council_app.domain.note_filter import Selection
from council_app.domain.note_list import ListedNote
from council_app.services import codebook
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page
from council_app.ui.core.text import Surface
from council_app.ui.screens.tagging.codebook.page import CodebookPage
from council_app.ui.screens.tagging.codebook.panel import CodebookPanel
from council_app.ui.screens.tagging.codebook.store import Codebook
from council_app.ui.screens.tagging.codebook.verbs import TagVerbs
from council_app.ui.screens.tagging.detail.panel import NotePanel
from council_app.ui.screens.tagging.picker.popup import TagPicker
from council_app.ui.screens.tagging.picker.recent import Recent
from council_app.ui.screens.tagging.verbs import Verbs

_LIST = 424
_BOTH_FROM = 860
"""Width of the window from which list and note stand side by side; the codebook joins them where the rail has its names."""


class Panes(QWidget):
    """Lays them out, and puts tags where they belong: on the words chosen, or else on the notes chosen.

    Signals:
        back: Esc: the keyboard goes back to the list.
        opened: in one column, the note shows (True) or the list (False).
    """

    back = Signal()
    opened = Signal(bool)

    def __init__(self, ctx: AppContext, body: QWidget, desk: Verbs) -> None:
        super().__init__()
        self._ctx, self._body, self._desk = ctx, body, desk
        self._from_list, self._visiting = "", False
        self.codebook = Codebook(ctx, self)
        self.verbs = TagVerbs(ctx, self.codebook, self, lambda: desk.target)
        self.note = NotePanel(ctx, self.codebook)
        self.panel = CodebookPanel(ctx, self.codebook, self.verbs)
        self.panel.setFixedWidth(ctx.theme.size("panel-list"))
        self._open = False
        self._edge = Surface(ctx.theme, "sheet", "l")
        self._edge.setFixedWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget, stretch in ((body, 1), (self._edge, 0), (self.note, 1), (self.panel, 0)):
            row.addWidget(widget, stretch)
        self._connect()

    def _connect(self) -> None:
        self.note.accepted.connect(self.put)
        self.note.left.connect(self.show_list)
        self.note.shown.connect(self._tick_visited)
        self.panel.left.connect(self.back)
        self.panel.toggled.connect(self.toggle)
        self.panel.made.connect(self.make)

    # -- room

    @property
    def columns(self) -> int:
        """How many stand side by side."""
        width = self.window().width()
        return 3 if width >= self._ctx.theme.size("narrow-below") else 2 if width >= _BOTH_FROM else 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many as there is room for."""
        super().resizeEvent(event)
        self._fit()

    @property
    def list_width(self) -> int:
        """How wide the list is, or the note in its place."""
        return self._body.width() if self.columns > 1 else self.width()

    def _fit(self) -> None:
        columns = self.columns
        self.panel.setVisible(columns == 3)
        self.note.setVisible(columns > 1 or self._open)
        self._edge.setVisible(columns > 1)
        self.note.head.back.setVisible(columns == 1)
        self._body.setVisible(columns > 1 or not self._open)
        if columns > 1:
            self._body.setFixedWidth(min(_LIST, self.width() // 2))
        else:
            self._body.setMinimumWidth(0)
            self._body.setMaximumWidth(16_777_215)

    def open_note(self) -> None:
        """Enter in the list: the words get the keyboard, and in one column the note takes the place of the list."""
        self._open = True
        self._fit()
        self.note.to_words()
        self.opened.emit(True)

    def show_list(self) -> None:
        """Esc in the note: back to the list."""
        self._open = False
        self._fit()
        self.opened.emit(False)
        self.back.emit()

    def edit_words(self) -> None:
        """Type over the words, where they can be seen."""
        if not self.note.isVisible():
            self.open_note()
        self.note.edit_words()

    def editor(self, tag: str) -> Page:
        """The page on which the codebook is edited."""
        return CodebookPage(self._ctx, self.codebook, self.verbs, tag)

    def read(self, recent: Recent) -> None:
        """The place is opened: read the codebook, what can be said of a note, and which tags were given last."""
        self.codebook.read()
        self.note.saying.read_stages()
        self._ctx.read(self, lambda workspace: codebook.recent_tags(workspace=workspace), recent.seed)

    # -- what is at hand

    def show_note(self, note: ListedNote | None) -> None:
        """Another note is at hand in the list; the same one again leaves the place to the one that is visited."""
        if note is None:
            self.panel.show_carried(frozenset())
            return  # it is being read
        if self._visiting and note.id == self._from_list:
            return
        self._from_list, self._visiting = note.id, False
        self.panel.show_carried(frozenset(tag.id for tag in note.tags))
        self.note.show_note(note.id)

    def show_nothing(self) -> None:
        """No note is found: none is at hand either."""
        self._from_list, self._visiting = "", False
        self.panel.show_carried(frozenset())
        self.note.show_nothing()

    def let_words_go(self, notes: Selection | None) -> None:
        """Notes were chosen: what is done goes to them, and not to words that were chosen before."""
        if notes is not None:
            self.note.words.choose_nothing()

    def visit(self, note: str) -> None:
        """Show a note that is not in the list; what is done goes to it until another one is at hand there."""
        self._visiting = True
        self.note.show_note(note)
        self.note.show_place(0, 0)

    def show_place(self, number: int, of: int) -> None:
        """Where the note at hand stands in the list, from 1; one that is visited stands nowhere there."""
        if not self._visiting:
            self.note.show_place(number, of)

    @property
    def visited(self) -> ListedNote | None:
        """The note on show, where it is not the one at hand in the list."""
        return self.note.note.note if self._visiting and self.note.note is not None else None

    def _tick_visited(self) -> None:
        note = self.visited
        if note is not None:
            self.panel.show_carried(frozenset(tag.id for tag in note.tags))

    # -- tags

    def put(self, tag: str) -> None:
        """On the words chosen, or else on the notes."""
        if not self.note.highlight(tag):
            self._desk.tag([tag])

    def take(self, tag: str) -> None:
        """Off the notes."""
        self._desk.untag([tag])

    def toggle(self, tag: str) -> None:
        """Put on, or take off where the one note at hand carries it."""
        if self.note.chosen_words is None and tag in self._desk.carried:
            self.take(tag)
        else:
            self.put(tag)

    def toggle_recent(self, recent: Sequence[str], digit: int) -> None:
        """The tag that this digit stands for."""
        if 1 <= digit <= len(recent):
            self.toggle(recent[digit - 1])

    def make(self, typed: str) -> None:
        """A tag that is not there yet."""
        if not self.note.highlight(typed=typed):
            self._desk.tag([], [typed])

    def pick(self, recent: Collection[str], carried: Collection[str]) -> TagPicker:
        """Open the picker over the note, or over the list where that is all there is."""
        picker = TagPicker(self._ctx.theme, self._ctx.t, self.codebook.tags, recent=tuple(recent))
        picker.put.connect(self.put)
        picker.taken.connect(self.take)
        picker.made.connect(self.make)
        return self._lay_over(picker, () if self.note.chosen_words else carried)

    def pick_off(self, recent: Collection[str], carried: Collection[str]) -> TagPicker:
        """As `pick`, to take a tag off: of one note those it carries, of several chosen ones any."""
        tags = [tag for tag in self.codebook.tags if not carried or tag.id in carried]
        picker = TagPicker(self._ctx.theme, self._ctx.t, tags, recent=tuple(recent), makes=False, title=self._ctx.t("Take a tag off"))
        picker.put.connect(self.take)
        return self._lay_over(picker, ())

    def _lay_over(self, picker: TagPicker, carried: Collection[str]) -> TagPicker:
        over = self.note if self.note.isVisible() else self._body
        picker.setParent(over, picker.windowFlags())
        picker.offer_over(over, carried, QPoint(16, 48))
        return picker
