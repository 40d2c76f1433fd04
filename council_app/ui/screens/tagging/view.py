"""Tagging: every note, filtered by anything, tagged from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.note_filter import Condition, Facet, NoteFilter, Selection, Sort
from council_app.domain.note_list import ListedNote, NoteCounts
from council_app.domain.records import Changes
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Pile
from council_app.ui.core.places import Place
from council_app.ui.core.text import Surface
from council_app.ui.screens.tagging.chosenbar import ChosenBar
from council_app.ui.screens.tagging.commands import COMMANDS
from council_app.ui.screens.tagging.detail.commands import COMMANDS as NOTE_COMMANDS
from council_app.ui.screens.tagging.doing import DeskVerbs
from council_app.ui.screens.tagging.filters.bar import FilterBar
from council_app.ui.screens.tagging.listhead import ListHead
from council_app.ui.screens.tagging.models import NotesModel
from council_app.ui.screens.tagging.notesview import NotesView
from council_app.ui.screens.tagging.opening import NotesPage
from council_app.ui.screens.tagging.pages import OPENINGS
from council_app.ui.screens.tagging.panes import Panes
from council_app.ui.screens.tagging.reading import NotesReader
from council_app.ui.screens.tagging.verbs import Verbs

_LIST, _NOTHING_YET, _NOTHING_FOUND = range(3)
_NOTICE, _LOW = 44, 420
_OPENERS_FROM = 640
"""Width of the place from which the first of the header's buttons has room."""
_SIGNS = {"s": "star", '"': "verbatim", "f": "add_filter", "t": "pick_tag", "T": "take_tag_off", "e": "edit_words"}
"""Signs typed in the list -> what they do."""


class TaggingScreen(DeskVerbs):
    """The list of notes with what filters it."""

    shows = frozenset(
        {"note", "note_tag", "tag", "highlight", "consent", "session", "attendance", "round_coding", "round_read", "round_note"}
    )
    commands = (*COMMANDS, *NOTE_COMMANDS, *(opening.command for opening in OPENINGS))
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
        self.verbs = Verbs(ctx, self, lambda: self.list.selection, lambda: self.panes.visited or self.list.at_hand)
        self._note_open = False
        self._ways: dict[int, Button] = {}
        self.openers = self._make_openers()
        self.pile = Pile(self._make_view())
        self.pile.emptied.connect(self._back_to_list)
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
        self.panes = Panes(self.ctx, page, self.verbs)
        return self.panes

    def _nothing_yet(self) -> EmptyState:
        t = self.t
        empty = EmptyState(self.theme, t("No notes yet."), t("What is written down in the room comes here, to be tagged and compared."))
        self._ways[_NOTHING_YET] = empty.offer(t("Go to the room"), lambda: self.ctx.go(Place.ROOM))
        return empty

    def _nothing_found(self) -> EmptyState:
        t = self.t
        empty = EmptyState(self.theme, t("No note fits."), t("Take a filter away, or look for fewer words."))
        self._ways[_NOTHING_FOUND] = empty.offer(t("Show all notes"), self.clear_filter)
        return empty

    def _connect(self) -> None:
        self.filters.changed.connect(self._show)
        self.filters.left.connect(self.to_list)
        self.head.sort_asked.connect(self.sort_by)
        self.head.facet_asked.connect(lambda facet: self.filters.put(facet, Condition(facet)))
        self.bar.asked.connect(self.ctx.asked)
        self.list.chose.connect(self._show_chosen)
        self.list.chose.connect(self.panes.let_words_go)
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
        panes.opened.connect(self._note_opened)
        panes.note.stepped.connect(self.list.step)
        panes.note.go_asked.connect(self.go_to)
        panes.note.tag_asked.connect(self.pick_tag)
        for source in (panes.note, panes.panel):
            source.pressed_key.connect(self._pressed)
        panes.panel.filter_asked.connect(lambda tag: self.filters.put(Facet.TAG, Condition(Facet.TAG, (tag,))))
        panes.panel.edit_asked.connect(self.edit_codebook)

    # -- the place

    def first_focus(self) -> QWidget | None:
        """The list, or what leads on where it is empty; or what the page on top says."""
        return self._ways.get(self._layers.currentIndex(), self.list) if self.pile.top is None else self.pile.top.first_focus()

    def to_list(self) -> None:
        """Give the list the keyboard; where nothing is found, the way out of that."""
        self._ways.get(self._layers.currentIndex(), self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Read the list again, standing where one stood."""
        at_hand = self.list.at_hand
        self.list.remember_place()
        self.filters.forget_values()
        self.panes.read(self.verbs.recent)
        self.reader.show_list(self.seen_in(self.reader.seen.sort), around=at_hand.id if at_hand is not None else "")

    def show_note(self, note: str) -> None:
        """Go to a note and open it; what the list looks for is dropped where it hides it."""
        self.pile.clear()
        row = self.model.row_of(note)
        if row is not None:
            self.list.stand_on(row)
        else:
            self.filters.show_filter(NoteFilter())
            self.reader.show_list(self.seen_in(self.reader.seen.sort), around=note)
        self.panes.open_note()

    def _maybe_reload(self, changes: Changes) -> None:
        if not self.shows.isdisjoint(changes.entities):
            if self.isVisible() and self.pile.top is None:
                self.reader.refresh(self.model.refresh)
                self.reader.count_soon()
            else:
                self._stale = True

    def _restarted(self, row: int) -> None:
        self.list.come_back(row)
        if not self.model.rowCount():
            self.panes.show_nothing()

    def _counted(self, counts: NoteCounts) -> None:
        self._turn_to(_LIST if counts.notes else _NOTHING_FOUND if counts.of_all else _NOTHING_YET)
        self.filters.show_counts(counts)
        self.head.show_counts(counts)
        self._show_chosen(self.list.selection)
        self._show_place()

    def _turn_to(self, layer: int) -> None:
        """Show the list or what stands in its place; the keyboard goes along, and never stays with what nobody sees."""
        before, held = self._layers.currentWidget(), self.window().focusWidget()
        goes_along = held is not None and before is not None and (before.isAncestorOf(held) or not held.isVisible())
        if layer != self._layers.currentIndex():
            self._layers.setCurrentIndex(layer)
            if goes_along:
                self.to_list()

    def _show_chosen(self, selection: Selection | None) -> None:
        self.bar.show_chosen(selection, self.reader.counts.notes if self.reader.counts is not None else 0)

    def notice_area(self) -> QRect | None:
        """Above what can be done with the chosen; beside the note, not on what is suggested for it."""
        if isinstance(self.pile.top, NotesPage):
            return self.pile.top.notice_area()
        if self.pile.top is not None or self._layers.currentIndex() != _LIST:
            return None
        width = self.panes.list_width
        bar = 0 if self.bar.isHidden() else self.bar.height()
        return QRect(0, self.height() - bar - _NOTICE, width, _NOTICE)

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
        self.panes.show_place(self.list.currentIndex().row() + 1, counts.notes if counts is not None else self.model.rowCount())

    # -- pages

    def header_actions(self) -> tuple[Button, ...]:
        """The pages over the list; nothing there is the one thing to do, which is to tag."""
        return self.openers

    def _make_openers(self) -> tuple[Button, ...]:
        buttons = []
        for opening in OPENINGS:
            button = Button(self.theme, self.t.say(opening.command.label), Role.QUIET, height=32, icon=opening.command.icon)
            button.clicked.connect(lambda _=False, command=opening.command.id: self.ctx.asked.emit(command))
            buttons.append(button)
        return tuple(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, the palette opens the pages."""
        super().resizeEvent(event)
        self._fit()

    def enter(self) -> None:
        """The place comes to the front."""
        super().enter()
        self._fit()

    def _fit(self) -> None:
        # In a low window what finds notes makes room for the note that is open.
        self.filters.setVisible(self.height() >= _LOW or self.panes.columns > 1 or not self._note_open)
        for number, button in enumerate(self.openers):
            if button.parentWidget() is not None:
                button.setVisible(self.pile.top is None and self.width() >= _OPENERS_FROM + 160 * number)

    def open_page(self, command: str) -> None:
        """Lay a page over the list, about what is chosen or found there."""
        page = next(opening for opening in OPENINGS if opening.command.id == command).make(self.ctx)
        page.take_notes(self.list.selection, self.reader.seen.filter)
        page.filter_asked.connect(self.show_found)
        self.pile.clear()
        self.pile.open(page)
        self._fit()

    def show_found(self, wanted: NoteFilter) -> None:
        """Show the notes that a filter finds."""
        self.pile.clear()
        self.filters.show_filter(wanted)
        self._show(wanted)
        self._back_to_list()

    def _note_opened(self, opened: bool) -> None:
        self._note_open = opened
        self._fit()

    def _back_to_list(self) -> None:
        self._fit()
        if self._stale:  # changed under a page that lay over it
            self._stale = False
            self.reload()
        self.to_list()

    def _show(self, wanted: NoteFilter) -> None:
        self.list.choose(None)
        sort = self.reader.seen.sort
        if sort is Sort.RANK and not wanted.text:
            sort = Sort.NEWEST
        self.head.show_sort(sort, ranked=bool(wanted.text))
        self.reader.show_list(self.seen_in(sort))
