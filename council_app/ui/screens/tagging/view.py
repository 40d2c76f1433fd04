"""Tagging: every note, filtered by anything, tagged from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.note_filter import Condition, Facet, NoteFilter, Sort
from council_app.domain.note_list import NoteCounts
from council_app.domain.records import Changes
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.field import line_edit
from council_app.ui.core.page import Pile
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.core.text import Surface, Text, runs
from council_app.ui.screens.tagging.commands import COMMANDS
from council_app.ui.screens.tagging.models import NotesModel
from council_app.ui.screens.tagging.notesview import NotesView
from council_app.ui.screens.tagging.reading import NotesReader, Seen

_LIST, _NOTHING_YET, _NOTHING_FOUND = range(3)
_TYPED_AFTER = 60
"""Milliseconds after a letter until it is looked for."""


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
        self.box = line_edit(theme, placeholder=t("Search in the words"))
        self.box.setAccessibleName(t("Search in the words"))
        self.box.setMaximumWidth(theme.size("field"))
        self.found = Text(theme, "", "body", "ink2")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPED_AFTER)
        self.pile = Pile(self._make_view())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)
        self._connect()

    def _make_view(self) -> QWidget:
        bar = Surface(self.theme, "canvas", "b")
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 10, 20, 11)
        row.addWidget(self.box)
        row.addStretch(1)
        row.addWidget(self.found)
        body = QWidget()
        self._layers = QStackedLayout(body)
        for layer in (self.list, self._nothing_yet(), self._nothing_found()):
            self._layers.addWidget(layer)
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
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
        self.box.textChanged.connect(lambda _text: self._typing.start())
        self.box.returnPressed.connect(self.to_list)
        self._typing.timeout.connect(self._look)
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
        t = self.t
        self._layers.setCurrentIndex(_LIST if counts.notes else _NOTHING_FOUND if counts.of_all else _NOTHING_YET)
        self.found.show_runs(
            runs(
                t(
                    "**{notes}** of {all} notes, {people} people",
                    notes=t.number(counts.notes),
                    all=t.number(counts.of_all),
                    people=t.number(counts.attendees),
                )
            )
        )

    # -- commands

    def to_search(self) -> None:
        """Give the box the keyboard."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def to_list(self) -> None:
        """Give the list the keyboard."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_filter(self) -> None:
        """Show every note."""
        self.box.clear()
        self._show(NoteFilter())

    def choose_all(self) -> None:
        """Choose everything that the filter finds."""
        self.list.choose_all(self.reader.seen.filter)

    def choose_none(self) -> None:
        """Choose nothing."""
        self.list.choose(None)

    def _look(self) -> None:
        words = self.box.text().strip()
        wanted = self.reader.seen.filter.without(Facet.TEXT)
        self._show(wanted.narrowed(Condition(Facet.TEXT, (words,))) if words else wanted)

    def _show(self, wanted: NoteFilter, sort: Sort | None = None) -> None:
        self.list.choose(None)
        self.reader.show_list(Seen(wanted, sort or self.reader.seen.sort))
