"""Tagging: every note, filtered by anything, tagged from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.note_filter import Condition, Facet, NoteFilter, Selection, Sort
from council_app.domain.note_list import ListedNote, NoteCounts
from council_app.domain.records import Changes
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Pile
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.core.text import Surface
from council_app.ui.screens.tagging.chosenbar import ChosenBar
from council_app.ui.screens.tagging.commands import COMMANDS
from council_app.ui.screens.tagging.detail.commands import COMMANDS as NOTE_COMMANDS
from council_app.ui.screens.tagging.filters.bar import FilterBar
from council_app.ui.screens.tagging.listhead import ListHead
from council_app.ui.screens.tagging.models import NotesModel
from council_app.ui.screens.tagging.notesview import NotesView
from council_app.ui.screens.tagging.panes import Panes
from council_app.ui.screens.tagging.reading import NotesReader, Seen
from council_app.ui.screens.tagging.verbs import Verbs

_LIST, _NOTHING_YET, _NOTHING_FOUND = range(3)
_NOTICE = 44
_SIGNS = {"s": "star", '"': "verbatim", "f": "add_filter", "t": "pick_tag", "e": "edit_words"}
"""Signs typed in the list -> what they do."""


class TaggingScreen(Screen):
    """The list of notes with what filters it."""

    shows = frozenset(
        {"note", "note_tag", "tag", "highlight", "consent", "session", "attendance", "round_coding", "round_read", "round_note"}
    )
    commands = (*COMMANDS, *NOTE_COMMANDS)
    whole_council = True
    by_cohort = True

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self.model = NotesModel(t, self)
        self.reader = NotesReader(ctx, self.model)
        self.list = NotesView(theme, t, self.model)
        self.filters = FilterBar(ctx)
        self.head = ListHead(theme, t)
        self.bar = ChosenBar(theme, t)
        self.verbs = Verbs(ctx, self, lambda: self.list.selection, lambda: self.list.at_hand)
        self.pile = Pile(self._make_view())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)
        self._connect()

    def _make_view(self) -> QWidget:
        body = QWidget()
        self._layers = QStackedLayout(body)
        for layer in (self._make_list(), self._nothing_yet(), self._nothing_found()):
            self._layers.addWidget(layer)
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(body, 1)
        return view

    def _make_list(self) -> QWidget:
        page = Surface(self.theme, "sheet")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)
        column.addWidget(self.bar)
        self.panes = Panes(self.ctx, page, target=lambda: self.verbs.target, tag=self.verbs.tag, untag=self.verbs.untag)
        return self.panes

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
        self.head.sort_asked.connect(self.sort_by)
        self.head.facet_asked.connect(lambda facet: self.filters.put(facet, Condition(facet)))
        self.bar.asked.connect(self.ctx.asked)
        self.list.chose.connect(self._show_chosen)
        self.list.pressed_key.connect(self._pressed)
        self.list.looked.connect(self.reader.near)
        self.list.to_end.connect(self.reader.to_end)
        self.reader.restarted.connect(self._restarted)
        self.reader.counted.connect(self._counted)
        self.reader.outdated.connect(self.reload)
        self._connect_panes()
        slash = QShortcut(QKeySequence("/"), self.list)
        slash.setContext(Qt.ShortcutContext.WidgetShortcut)
        slash.activated.connect(self.to_search)

    def _connect_panes(self) -> None:
        panes = self.panes
        self.list.moved.connect(self._moved)
        self.list.opened.connect(panes.open_note)
        panes.back.connect(self.to_list)
        panes.note.stepped.connect(self.list.step)
        panes.note.go_asked.connect(self.go_to)
        panes.note.tag_asked.connect(self.pick_tag)
        for source in (panes.note, panes.panel):
            source.pressed_key.connect(self._pressed)
        panes.panel.filter_asked.connect(lambda tag: self.filters.put(Facet.TAG, Condition(Facet.TAG, (tag,))))
        panes.panel.edit_asked.connect(self.edit_codebook)

    # -- the place

    def first_focus(self) -> QWidget | None:
        """The list; or what the page on top says."""
        return self.list if self.pile.top is None else self.pile.top.first_focus()

    def reload(self) -> None:
        """Read the list again, standing where one stood."""
        at_hand = self.list.at_hand
        self.list.remember_place()
        self.filters.forget_values()
        self.panes.codebook.read()
        self.reader.show_list(self._seen(self.reader.seen.sort), around=at_hand.id if at_hand is not None else "")

    def _seen(self, sort: Sort) -> Seen:
        """What the bar looks for, of the cohort in the header where the bar names none."""
        wanted, cohort = self.filters.filter, self.ctx.cohort_key
        if cohort is not None and wanted.of(Facet.COHORT) is None:
            wanted = wanted.narrowed(Condition(Facet.COHORT, (cohort,)))
        return Seen(wanted, sort)

    def _maybe_reload(self, changes: Changes) -> None:
        if not self.shows.isdisjoint(changes.entities):
            if self.isVisible():
                self.reader.refresh(self.model.refresh)
                self.reader.count_soon()
            else:
                self._stale = True

    def _restarted(self, row: int) -> None:
        self.list.come_back(row)

    def _counted(self, counts: NoteCounts) -> None:
        self._layers.setCurrentIndex(_LIST if counts.notes else _NOTHING_FOUND if counts.of_all else _NOTHING_YET)
        self.filters.show_counts(counts)
        self.head.show_counts(counts)
        self._show_chosen(self.list.selection)
        self._show_place()

    def _show_chosen(self, selection: Selection | None) -> None:
        self.bar.show_chosen(selection, self.reader.counts.notes if self.reader.counts is not None else 0)

    def notice_area(self) -> QRect | None:
        """Above what can be done with the chosen."""
        if self.bar.isHidden() or self.pile.top is not None:
            return None
        return QRect(0, self.height() - self.bar.height() - _NOTICE, self.width(), _NOTICE)

    def _pressed(self, typed: str) -> None:
        """A sign that was typed in the list does something to the note at hand."""
        tag = self.panes.codebook.with_letter(typed)
        if typed.isdigit():
            self.panes.toggle_recent(self.verbs.recent, int(typed))
        elif tag is not None:
            self.panes.toggle(tag.id)
        elif typed in _SIGNS:
            getattr(self, _SIGNS[typed])()

    def _moved(self, note: ListedNote | None) -> None:
        """Another note is at hand."""
        self.panes.show_note(note)
        self._show_place()

    def _show_place(self) -> None:
        counts = self.reader.counts
        self.panes.note.show_place(self.list.currentIndex().row() + 1, counts.notes if counts is not None else self.model.rowCount())

    def leave(self) -> None:
        """Another place comes to the front."""
        self.panes.rest()

    # -- commands

    def pick_tag(self) -> None:
        """Put a tag on by typing."""
        self.panes.pick(self.verbs.recent, self.verbs.carried)

    def edit_words(self) -> None:
        """Type over the words of the note at hand."""
        self.panes.edit_words()

    def split_note(self) -> None:
        """Two notes of one."""
        self.panes.note.split_here()

    def join_next(self) -> None:
        """One note of this one and the next."""
        self.panes.note.join_next()

    def accept(self, number: str) -> None:
        """Take a suggestion."""
        self.panes.note.suggested.accept(int(number))

    def to_codebook(self) -> None:
        """Find a tag in the codebook; where that is not on show, in the picker."""
        if self.panes.panel.isVisible():
            self.panes.panel.to_box()
        else:
            self.pick_tag()

    def edit_codebook(self, tag: str = "") -> None:
        """Lay the codebook over the list, to edit it."""
        self.pile.open(self.panes.editor(tag))

    def go_to(self, note: str) -> None:
        """Another note: in the list, where that has it in memory; else beside it."""
        row = self.model.row_of(note)
        if row is not None:
            self.list.stand_on(row)
        else:
            self.panes.note.show_note(note)
            self.panes.note.show_place(0, 0)

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

    def sort_by(self, sort: Sort) -> None:
        """Show the same notes in another order, standing on the same one."""
        note = self.list.at_hand
        self.head.show_sort(sort, ranked=bool(self.reader.seen.filter.text))
        self.reader.show_list(self._seen(sort), around=note.id if note is not None else "")

    def star(self) -> None:
        """Star what is chosen, or the note at hand."""
        self.verbs.star()

    def verbatim(self) -> None:
        """Mark it as said word for word, or as retold."""
        self.verbs.verbatim()

    def join_chosen(self) -> None:
        """Make one note of those chosen, or of the one at hand and the next."""
        if self.list.selection is None:
            self.panes.note.join_next()
        else:
            self.verbs.join()

    def only_untagged(self) -> None:
        """Show only what has no tag yet."""
        self.filters.put(Facet.UNTAGGED, Condition(Facet.UNTAGGED))

    def add_filter(self) -> None:
        """Offer what can be filtered by."""
        self.filters.open_facets()

    def choose_all(self) -> None:
        """Choose everything that the filter finds."""
        self.list.choose_all(self.reader.seen.filter)

    def choose_none(self) -> None:
        """Choose nothing."""
        self.list.choose(None)

    def _show(self, wanted: NoteFilter) -> None:
        self.list.choose(None)
        sort = self.reader.seen.sort
        if sort is Sort.RANK and not wanted.text:
            sort = Sort.NEWEST
        self.head.show_sort(sort, ranked=bool(wanted.text))
        self.reader.show_list(self._seen(sort))
