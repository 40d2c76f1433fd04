"""One side of the evidence: the notes that speak for an insight, or those that contradict it; all of them can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.records import NoteLine
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.evidence.card import INSET, QuoteCard
from council_app.ui.screens.insights.evidence.carrying import notes_in

FEW, PAGE = 6, 40
"""How many notes show at first, and how many at a time of all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One side of what an insight rests on.

    Attributes:
        notes: the first of them, also those that are not counted.
        counted: how many are counted.
        total: how many there are at least.
        unread: whether there may be more than were read.
    """

    notes: tuple[NoteLine, ...]
    tags: tuple[str, ...]
    counted: int
    total: int
    unread: bool


class Section(Surface):
    """A heading with what can be done, the tags that stand as evidence, and the quotes.

    Attributes:
        first: the first note on show, None while only a few show.

    Signals:
        turned, taken, opened: of a note (its id).
        tag_taken: a tag is no evidence any more (its path).
        adding: more is wanted on this side.
        dropped: notes were let go here (their ids).
        more_asked: so many notes are to be read, for the page that is wanted.
        stepped: an arrow went off the end: -1 or 1.
    """

    turned = Signal(str)
    taken = Signal(str)
    opened = Signal(str)
    tag_taken = Signal(str)
    adding = Signal()
    dropped = Signal(object)
    more_asked = Signal(int)
    stepped = Signal(int)

    def __init__(self, theme: Theme, t: Translator, *, against: bool, refusal: str = "") -> None:
        super().__init__(theme, "sheet")
        self._theme, self._t, self._against, self._refusal = theme, t, against, refusal
        self._notes: tuple[NoteLine, ...] = ()
        self._total = 0
        self.first: int | None = None
        self.cards: list[QuoteCard] = []
        self.setAcceptDrops(not refusal)
        self._title = Text(theme, "", "micro", "ink3")
        self.all = Button(theme, t("Show all"), Role.QUIET, height=28, weight=600)
        self.all.clicked.connect(self._toggle_all)
        self.add = Button(theme, t("Add"), Role.QUIET, height=28, icon="plus")
        self.add.setAccessibleName(t("Add what contradicts it") if against else t("Add evidence"))
        self.add.refuse(refusal)
        self.add.clicked.connect(self.adding)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(INSET, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._title, 1)
        head.addWidget(self.all)
        head.addWidget(self.add)
        self._tags = QVBoxLayout()
        self._tags.setContentsMargins(INSET, 0, 0, 0)
        self._tags.setSpacing(0)
        self._body = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addLayout(self._tags)
        self._column.addWidget(self._body)

    # -- what is shown

    def show_notes(self, shown: Shown, first: int | None = None) -> None:
        """Show a few of these notes, or the page that begins at `first`."""
        t, self._notes = self._t, shown.notes
        self._total = max(shown.total, len(shown.notes) + shown.unread)
        if self._against:
            self._title.say(t.n("What contradicts it, {count} note", "What contradicts it, {count} notes", shown.counted))
        else:
            self._title.say(t.n("Evidence, {count} note", "Evidence, {count} notes", shown.counted))
        self.setAccessibleName(self._title.text())
        for path in shown.tags:
            self._tags.addWidget(self._tag_row(path))
        self.first = min(first, (len(shown.notes) - 1) // PAGE * PAGE) if first is not None and len(shown.notes) > FEW else None
        self._lay_cards()

    def _tag_row(self, path: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = self._t("All notes tagged {tag}", tag=self._t.quote(path))
        line.addWidget(Text(self._theme, words, "small", "ink2", elide=True), 1)
        take = Button(self._theme, self._t("Take away"), Role.QUIET, height=28)
        take.setAccessibleDescription(words)
        take.refuse(self._refusal)
        take.clicked.connect(partial(self.tag_taken.emit, path))
        line.addWidget(take)
        return row

    def _lay_cards(self) -> None:
        old, self._body = self._body, QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        begin = self.first or 0
        shown = self._notes[begin : begin + (FEW if self.first is None else PAGE)]
        self.cards = [self._card(note) for note in shown]
        for card in self.cards:
            column.addWidget(card)
        if not self._notes:
            nothing = QHBoxLayout()
            nothing.setContentsMargins(INSET, 0, INSET, 8)
            nothing.addWidget(Text(self._theme, self._nothing(), "small", "ink3", wrap=True))
            column.addLayout(nothing)
        if self.first is not None and self._total > PAGE:
            column.addLayout(self._pager(begin, begin + len(shown)))
        self.all.setVisible(self._total > FEW)
        self.all.rename(self._t("Show all") if self.first is None else self._t("Show fewer"))
        self._column.replaceWidget(old, self._body)
        old.hide()
        old.deleteLater()

    def _nothing(self) -> str:
        if self._against:
            return self._t("Nothing yet. Who said otherwise belongs here.")
        return self._t("No note yet. Add those it rests on, or let them go here.")

    def _card(self, note: NoteLine) -> QuoteCard:
        card = QuoteCard(self._theme, self._t, note, against=self._against, refusal=self._refusal)
        card.turned.connect(partial(self.turned.emit, note.id))
        card.taken.connect(partial(self.taken.emit, note.id))
        card.opened.connect(partial(self.opened.emit, note.id))
        card.stepped.connect(partial(self._step, card))
        return card

    def _pager(self, begin: int, end: int) -> QHBoxLayout:
        t, row = self._t, QHBoxLayout()
        row.setContentsMargins(INSET, 4, INSET, 0)
        row.setSpacing(4)
        told = t("{first}–{last} of {all}", first=t.number(begin + 1), last=t.number(end), all=t.number(self._total))
        row.addWidget(Text(self._theme, told, "small", "ink3"), 1)
        for words, to, there in ((t("Before"), begin - PAGE, begin > 0), (t("Next"), begin + PAGE, end < self._total)):
            button = Button(self._theme, words, Role.PLAIN, height=28)
            button.setEnabled(there)
            button.clicked.connect(partial(self.show_page, to))
            row.addWidget(button)
        return row

    def show_page(self, first: int) -> None:
        """Show the page that begins at a note; the keyboard goes to its first one. What was not read yet is asked for."""
        self.first = first
        if min(first + PAGE, self._total) > len(self._notes):
            self.more_asked.emit(first + PAGE)
            return
        self._lay_cards()
        if self.cards:
            self.cards[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _toggle_all(self) -> None:
        self.first = 0 if self.first is None else None
        self._lay_cards()

    # -- walking

    def _step(self, card: QuoteCard, step: int) -> None:
        place = self.cards.index(card) + step
        if 0 <= place < len(self.cards):
            self.cards[place].setFocus(Qt.FocusReason.TabFocusReason)
            return
        begin = (self.first or 0) + (step * PAGE if self.first is not None else 0)
        more = self.first is None and step > 0 and len(self._notes) > FEW
        if more:
            self._toggle_all()
            self.cards[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif self.first is not None and 0 <= begin < self._total:
            self.show_page(begin)
        else:
            self.stepped.emit(step)

    def enter(self, step: int) -> bool:
        """Give the keyboard to the first card, or the last when coming from below; False when there is none."""
        if self.cards:
            self.cards[0 if step > 0 else -1].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(self.cards)

    # -- notes let go here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Notes are welcome; the ground says so."""
        if notes_in(event.mimeData()):
            self.recolour("mark-tint")
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They went by."""
        self.recolour("sheet")

    def dropEvent(self, event: QDropEvent) -> None:
        """They were let go."""
        self.recolour("sheet")
        self.dropped.emit(notes_in(event.mimeData()))
        event.acceptProposedAction()
