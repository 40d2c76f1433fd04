"""What the commands of Tagging do: each is one method, found by its name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from council_app.domain.note_filter import Condition, Facet, Selection, Sort
from council_app.errors import CouncilError, m_
from council_app.ui.core.page import Pile
from council_app.ui.core.screen import Screen
from council_app.ui.screens.tagging.filters.bar import FilterBar
from council_app.ui.screens.tagging.listhead import ListHead
from council_app.ui.screens.tagging.models import NotesModel
from council_app.ui.screens.tagging.notesview import NotesView
from council_app.ui.screens.tagging.panes import Panes
from council_app.ui.screens.tagging.reading import NotesReader, Seen
from council_app.ui.screens.tagging.verbs import Verbs

_JOINS = 100
"""Notes that one step may make one of."""
_POPUP = QPoint(24, 96)
"""Where a popup opens over the list, in px."""


class DeskVerbs(Screen):
    """A screen with these parts; whoever makes them is the desk itself."""

    model: NotesModel
    reader: NotesReader
    list: NotesView
    filters: FilterBar
    head: ListHead
    verbs: Verbs
    panes: Panes
    pile: Pile

    def pick_tag(self) -> None:
        """Put a tag on by typing."""
        self.panes.pick(self.verbs.recent, self.verbs.carried)

    def take_tag_off(self) -> None:
        """Take a tag off what is chosen, or off the note at hand."""
        self.panes.pick_off(self.verbs.recent, self.verbs.carried)

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
            self.panes.visit(note)

    def to_search(self) -> None:
        """Give the box the keyboard."""
        self.filters.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.box.selectAll()

    def clear_filter(self) -> None:
        """Show every note."""
        self.filters.clear()

    def seen_in(self, sort: Sort) -> Seen:
        """What the bar looks for, of the cohort in the header where the bar names none."""
        wanted, cohort = self.filters.filter, self.ctx.cohort_key
        if cohort is not None and wanted.of(Facet.COHORT) is None:
            wanted = wanted.narrowed(Condition(Facet.COHORT, (cohort,)))
        return Seen(wanted, sort)

    def sort_by(self, sort: Sort) -> None:
        """Show the same notes in another order, standing on the same one."""
        note = self.list.at_hand
        self.head.show_sort(sort, ranked=bool(self.reader.seen.filter.text))
        self.reader.show_list(self.seen_in(sort), around=note.id if note is not None else "")

    def star(self) -> None:
        """Star what is chosen, or the note at hand."""
        self.verbs.star()

    def verbatim(self) -> None:
        """Mark it as said word for word, or as retold."""
        self.verbs.verbatim()

    def join_chosen(self) -> None:
        """Make one note of those chosen, or of the one at hand and the next."""
        chosen = self.list.selection
        if chosen is None:
            self.panes.note.join_next()
            return
        ids = chosen.ids if chosen.filter is None else frozenset(note.id for note in self.model.notes if chosen.holds(note.id))
        why = m_("it takes two notes to join them") if len(ids) < 2 else None
        if len(ids) > _JOINS or (chosen.filter is not None and self.model.rowCount() > len(self.model.notes)):
            why = m_("at most {count} notes can be joined at once", count=_JOINS)
        if why is None:
            self.list.choose(Selection(ids=ids))
            self.verbs.join()
        else:
            self.ctx.refused.emit(CouncilError(self.t("Join the chosen notes"), why, m_("Choose other notes; nothing was changed.")))

    def new_insight(self) -> None:
        """Make an insight of what is chosen, or of the note at hand."""
        notes = self.verbs.target
        if notes is not None:
            self.verbs.insights.ask_title(lambda _workspace: notes, self._count_of(notes), self, _POPUP)

    def add_to_insight(self) -> None:
        """Let what is chosen, or the note at hand, speak for an insight or against it."""
        notes = self.verbs.target
        if notes is not None:
            self.verbs.insights.ask_which(lambda _workspace: notes, self._count_of(notes), self, _POPUP)

    def _count_of(self, notes: Selection) -> int:
        """How many are chosen, as the bar says it."""
        found = self.reader.counts.notes if self.reader.counts is not None else 0
        return notes.counted if notes.counted is not None else max(0, found - len(notes.but))

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
