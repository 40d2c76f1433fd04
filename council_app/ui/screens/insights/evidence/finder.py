"""A box that finds notes and tags by typing, to be evidence or to begin an insight from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from council_app.domain.codebook import CodebookTag, Match
from council_app.domain.note_filter import Condition, Facet, NoteFilter, Sort
from council_app.domain.note_list import ListedNote, NotePage
from council_app.services import codebook, listing
from council_app.ui.core.context import AppContext
from council_app.ui.core.field import line_edit
from council_app.ui.core.jobs import Control, Turn
from council_app.ui.core.markers import KIND_WORDS
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.insights.evidence.foundrows import PAD, ROW, FoundDelegate, NewRole, NoteRole, TagRole, TickRole

_WIDTH, _NARROWEST, _MOST_ROWS, _MOST_TAGS, _MOST_NOTES = 520, 280, 9, 6, 40
_TYPED_AFTER = 60
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _MOST_ROWS, Qt.Key.Key_PageUp: -_MOST_ROWS}


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


class Finder(Surface):
    """The box, and under it what was found.

    Signals:
        note_chosen: a note (its id).
        tag_chosen: a tag (its path, its name).
        typed_chosen: what was typed itself.
    """

    note_chosen = Signal(str)
    tag_chosen = Signal(str, str)
    typed_chosen = Signal(str)

    def __init__(self, ctx: AppContext, wanted: Wanted, *, there: Collection[str] = ()) -> None:
        super().__init__(ctx.theme, "sheet", "tblr", "line2")
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(wanted.named)
        self._ctx, self._wanted, self._there = ctx, wanted, set(there)
        self._tags: tuple[CodebookTag, ...] = ()
        self._notes: tuple[ListedNote, ...] = ()
        self._looking: Control | None = None
        self._place, self._room = QPoint(), QRect()
        self.box = line_edit(ctx.theme, placeholder=wanted.named)
        self.box.setAccessibleName(wanted.named)
        self.box.installEventFilter(self)
        self.model = QStandardItemModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(FoundDelegate(ctx.theme, ctx.t, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(wanted.named)
        self.view.clicked.connect(self._choose)
        self._hint = Text(ctx.theme, wanted.hint, "small", "ink3", elide=True)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPED_AFTER)
        self._typing.timeout.connect(self.look)
        self.box.textChanged.connect(self._typed)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, PAD, 1, 8)
        column.setSpacing(8)
        for widget in (self.box, self._hint):
            row = QVBoxLayout()
            row.setContentsMargins(PAD, 0, PAD, 0)
            row.addWidget(widget)
            column.addLayout(row)
        column.insertWidget(1, self.view)

    def open_over(self, widget: QWidget, at: QPoint) -> None:
        """Show it at a place of a widget, wholly on the screen, with the keyboard in it."""
        self._room = widget.screen().availableGeometry()
        self.setFixedWidth(min(_WIDTH, max(_NARROWEST, widget.window().width() - 32), self._room.width()))
        self._place = widget.mapToGlobal(at)
        self._list()
        self.show()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)
        self.look()

    def _settle(self) -> None:
        """As high as what was found, and wholly on the screen."""
        self.adjustSize()
        room, place = self._room, self._place
        x = max(room.left(), min(place.x(), room.right() - self.width()))
        self.move(x, max(room.top(), min(place.y(), room.bottom() - self.height())))

    # -- what is found

    def _typed(self, _text: str) -> None:
        if self._wanted.makes is not None:
            self._list()  # what is typed can be taken at once
        self._typing.start()

    def look(self) -> None:
        """Look for what was typed; a search that is still under way is given up."""
        typed, workspace = self.box.text().strip(), self._ctx.workspace
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
        row = self.view.currentIndex().row()
        self.model.clear()
        typed = self.box.text().strip()
        if self._wanted.makes is not None and typed:
            self._add(self._wanted.makes(typed), typed, NewRole, ticked=False)
        for tag in self._tags:
            words = self._ctx.t("All notes tagged {tag}", tag=self._ctx.t.quote(tag.path))
            self._add(words, tag, TagRole, ticked=tag.path in self._there)
        for note in self._notes if self._wanted.notes else ():
            kind = self._ctx.t.say(KIND_WORDS[note.kind])
            self._add(note.text, note, NoteRole, ticked=note.id in self._there, spoken=f"{kind}: {note.text} {note.seat or ''}")
        self.view.setFixedHeight(max(1, min(_MOST_ROWS, self.model.rowCount())) * ROW + 2)
        if self.model.rowCount():
            self.view.setCurrentIndex(
                self.model.index(max(0, min(row, self.model.rowCount() - 1)) if not self._typing.isActive() else 0, 0)
            )
        self._settle()

    def _add(self, words: str, value: object, role: int, *, ticked: bool, spoken: str = "") -> None:
        item = QStandardItem(words)
        item.setEditable(False)
        item.setData(value, role)
        item.setData(ticked, TickRole)
        there = self._ctx.t("already there") if ticked else ""
        item.setData(", ".join(filter(None, (spoken or words, there))), Qt.ItemDataRole.AccessibleTextRole)
        self.model.appendRow(item)

    # -- choosing

    def _choose(self, index: QModelIndex) -> None:
        typed, tag, note = (index.data(role) for role in (NewRole, TagRole, NoteRole))
        if index.data(TickRole):
            return  # it stands there already
        if not self._wanted.stays:
            self.close()
        if isinstance(tag, CodebookTag):
            self._tick(index, tag.path)
            self.tag_chosen.emit(tag.path, tag.name)
        elif note is not None:
            self._tick(index, note.id)
            self.note_chosen.emit(note.id)
        elif typed:
            self.typed_chosen.emit(str(typed))

    def _tick(self, index: QModelIndex, name: str) -> None:
        self._there.add(name)
        if self._wanted.stays:
            self.model.setData(index, True, TickRole)
            self.box.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move among what is found while one types; Enter chooses."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key in _STEPS and self.model.rowCount():
            row = min(max(0, self.view.currentIndex().row() + _STEPS[key]), self.model.rowCount() - 1)
            self.view.setCurrentIndex(self.model.index(row, 0))
            return True
        if key in _ENTER:
            if self.view.currentIndex().isValid():
                self._choose(self.view.currentIndex())
            return True
        return super().eventFilter(watched, event)
