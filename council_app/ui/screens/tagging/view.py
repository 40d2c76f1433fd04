"""Tagging: every note, filtered by anything, tagged from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.note_filter import NoteFilter, Sort
from council_app.domain.note_list import NoteCounts
from council_app.domain.records import Changes
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Pile
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.screens.tagging.commands import COMMANDS
from council_app.ui.screens.tagging.filters.bar import FilterBar
from council_app.ui.screens.tagging.models import NotesModel
from council_app.ui.screens.tagging.notesview import NotesView
from council_app.ui.screens.tagging.reading import NotesReader, Seen

_LIST, _NOTHING_YET, _NOTHING_FOUND = range(3)


class TaggingScreen(Screen):
    """The list of notes with what filters it."""

    shows = frozenset(
        {"note", "note_tag", "tag", "highlight", "consent", "session", "attendance", "round_coding", "round_read", "round_note"}
    )
    commands = COMMANDS
    whole_council = True

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self.model = NotesModel(t, self)
        self.reader = NotesReader(ctx, self.model)
        self.list = NotesView(theme, t, self.model)
        self.filters = FilterBar(ctx)
        self.pile = Pile(self._make_view())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)
        self._connect()

    def _make_view(self) -> QWidget:
        body = QWidget()
        self._layers = QStackedLayout(body)
        for layer in (self.list, self._nothing_yet(), self._nothing_found()):
            self._layers.addWidget(layer)
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(body, 1)
        return view

    def _nothing_yet(self) -> EmptyState:
        t = self.t
        empty = EmptyState(self.theme, t("No notes yet."), t("What is written down in the room comes here, to be tagged and compared."))
        empty.offer(t("Go to the room"), lambda: self.ctx.go(Place.ROOM))
        return empty

    def _nothing_found(self) -> EmptyState:
        t = self.t
        empty = EmptyState(self.theme, t("No note fits."), t("Take a filter away, or look for fewer words."))
        empty.offer(t("Show all notes"), self.clear_filter)
        return empty

    def _connect(self) -> None:
        self.filters.changed.connect(self._show)
        self.filters.left.connect(self.to_list)
        self.list.looked.connect(self.reader.near)
        self.list.to_end.connect(self.reader.to_end)
        self.reader.restarted.connect(self._restarted)
        self.reader.counted.connect(self._counted)
        slash = QShortcut(QKeySequence("/"), self.list)
        slash.setContext(Qt.ShortcutContext.WidgetShortcut)
        slash.activated.connect(self.to_search)

    # -- the place

    def first_focus(self) -> QWidget | None:
        """The list; or what the page on top says."""
        return self.list if self.pile.top is None else self.pile.top.first_focus()

    def reload(self) -> None:
        """Read the list again, standing where one stood."""
        at_hand = self.list.at_hand
        self.reader.show_list(self.reader.seen, around=at_hand.id if at_hand is not None else "")

    def _maybe_reload(self, changes: Changes) -> None:
        if not self.shows.isdisjoint(changes.entities):
            if self.isVisible():
                self.reader.refresh(self.model.refresh)
                self.reader.count_soon()
            else:
                self._stale = True

    def _restarted(self, start: int) -> None:
        self.list.stand_on(start)

    def _counted(self, counts: NoteCounts) -> None:
        self._layers.setCurrentIndex(_LIST if counts.notes else _NOTHING_FOUND if counts.of_all else _NOTHING_YET)
        self.filters.show_counts(counts)

    # -- commands

    def to_search(self) -> None:
        """Give the box the keyboard."""
        self.filters.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.box.selectAll()

    def to_list(self) -> None:
        """Give the list the keyboard."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_filter(self) -> None:
        """Show every note."""
        self.filters.clear()

    def add_filter(self) -> None:
        """Offer what can be filtered by."""
        self.filters.open_facets()

    def choose_all(self) -> None:
        """Choose everything that the filter finds."""
        self.list.choose_all(self.reader.seen.filter)

    def choose_none(self) -> None:
        """Choose nothing."""
        self.list.choose(None)

    def _show(self, wanted: NoteFilter, sort: Sort | None = None) -> None:
        self.list.choose(None)
        self.reader.show_list(Seen(wanted, sort or self.reader.seen.sort))
