"""A box that finds notes and tags by typing, to be evidence or to begin an insight from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem

from council_app.domain.codebook import CodebookTag, Match
from council_app.domain.note_filter import Condition, Facet, NoteFilter, Sort
from council_app.domain.note_list import ListedNote, NotePage
from council_app.services import codebook, listing
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control, Turn
from council_app.ui.core.markers import KIND_WORDS
from council_app.ui.core.picking import Look, NewRole, Picker, ValueRole, row_of
from council_app.ui.screens.insights.evidence.foundrows import ROW, FoundRows, TickRole

_WIDTH, _MOST_TAGS, _MOST_NOTES = 520, 6, 40
_TYPED_AFTER = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a finder is for.

    Attributes:
        named: what the box asks for.
        hint: the line below what was found.
        notes: whether notes can be chosen, besides tags.
        makes: how a row for what was typed is called, given that; None where nothing can be made.
        stays: whether it stays open for the next one.
    """

    named: str
    hint: str
    notes: bool = True
    makes: Callable[[str], str] | None = None
    stays: bool = True


class Finder(Picker):
    """The box, and under it what was found.

    Signals:
        note_chosen: a note (its id).
        tag_chosen: a tag (its path, its name).
        typed_chosen: what was typed itself.
    """

    note_chosen = Signal(str)
    tag_chosen = Signal(str, str)
    typed_chosen = Signal(str)
    painted_by = FoundRows

    def __init__(self, ctx: AppContext, wanted: Wanted, *, there: Collection[str] = ()) -> None:
        super().__init__(ctx.theme, Look(wanted.named, wanted.named, hint=wanted.hint, width=_WIDTH, row=ROW))
        self._ctx, self._wanted, self._there = ctx, wanted, set(there)
        self._tags: tuple[CodebookTag, ...] = ()
        self._notes: tuple[ListedNote, ...] = ()
        self._looking: Control | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPED_AFTER)
        self._typing.timeout.connect(self.look)
        self.typed.connect(self._typed)
        self.picked.connect(lambda index, _shift: self._choose(index))

    # -- what is found

    def _typed(self) -> None:
        if not self.isVisible():
            self._list()  # it opens: what is there is looked for at once
            self.look()
            return
        if self._wanted.makes is not None:
            self._list()  # what is typed can be taken at once
        self._typing.start()

    def look(self) -> None:
        """Look for what was typed; a search that is still under way is given up."""
        typed, workspace = self.words, self._ctx.workspace
        self._ctx.read(self, lambda w: codebook.find_tags(workspace=w, typed=typed, limit=_MOST_TAGS), self._show_tags)
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        if not self._wanted.notes or workspace is None:
            return
        wanted = NoteFilter((Condition(Facet.TEXT, (typed,)),)) if typed else NoteFilter()
        sort = Sort.RANK if typed else Sort.NEWEST
        self._looking = self._ctx.jobs.submit(
            lambda control: listing.page(workspace=workspace, filter=wanted, sort=sort, limit=_MOST_NOTES, cancelled=control.cancelled),
            owner=self, done=self._show_notes, failed=self._ctx.refused.emit, cancelled=lambda: None, turn=Turn.READ,
        )  # fmt: skip

    def _show_tags(self, matches: Sequence[Match]) -> None:
        self._tags = tuple(match.tag for match in matches)
        self._list()

    def _show_notes(self, page: NotePage) -> None:
        self._notes = page.notes
        self._list()

    def _list(self) -> None:
        at = 0 if self._typing.isActive() else self.view.currentIndex().row()
        rows, t = [], self._ctx.t
        if self._wanted.makes is not None and self.words:
            rows.append(self._row(self._wanted.makes(self.words), self.words, NewRole, ticked=False))
        for tag in self._tags:
            rows.append(self._row(t("All notes tagged {tag}", tag=t.quote(tag.path)), tag, ValueRole, ticked=tag.path in self._there))
        for note in self._notes if self._wanted.notes else ():
            spoken = f"{t.say(KIND_WORDS[note.kind])}: {note.text} {note.seat or ''}"
            rows.append(self._row(note.text, note, ValueRole, ticked=note.id in self._there, spoken=spoken))
        self.show_rows(rows, at)

    def _row(self, words: str, value: object, role: int, *, ticked: bool, spoken: str = "") -> QStandardItem:
        row = row_of(words, value, made=role == NewRole)
        row.setData(ticked, TickRole)
        there = self._ctx.t("already there") if ticked else ""
        row.setData(", ".join(filter(None, (spoken or words, there))), Qt.ItemDataRole.AccessibleTextRole)
        return row

    # -- choosing

    def _choose(self, index: QModelIndex) -> None:
        typed, found = index.data(NewRole), index.data(ValueRole)
        if index.data(TickRole):
            return  # it stands there already
        if not self._wanted.stays:
            self.close()
        if isinstance(found, CodebookTag):
            self._tick(index, found.path)
            self.tag_chosen.emit(found.path, found.name)
        elif isinstance(found, ListedNote):
            self._tick(index, found.id)
            self.note_chosen.emit(found.id)
        elif typed:
            self.typed_chosen.emit(str(typed))

    def _tick(self, index: QModelIndex, name: str) -> None:
        self._there.add(name)
        if self._wanted.stays:
            self.model.setData(index, True, TickRole)
            self.box.selectAll()
