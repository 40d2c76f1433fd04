"""The board: a column for each state, or one list where there is no room for four."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.services.delegating import DelegatedLine
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.delegated.cards import CardList, CardsModel
from council_app.ui.screens.insights.delegated.words import STATES

_FOUR_FROM = 760
"""Width from which four columns are wide enough to read."""


class Board(QWidget):
    """Everything delegated; one card is at hand.

    Signals:
        picked, opened, moved: as of `CardList`.
    """

    picked = Signal(object)
    opened = Signal(object)
    moved = Signal(object, object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self.at = ""
        self._columns = tuple(CardList(theme, t, CardsModel(t, self), t.say(word)) for word in STATES.values())
        self._heads = tuple(Text(theme, "", "small", "ink2", weight=600) for _ in STATES)
        self._all = CardList(theme, t, CardsModel(t, self), t("Delegated"), stated=True)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._make_columns())
        self._layers.addWidget(self._all)
        for number, cards in enumerate(self._columns):
            cards.sideways.connect(lambda step, at=number: self._go_sideways(at, step))
        for cards in (*self._columns, self._all):
            cards.picked.connect(lambda line, source=cards: self._pick(line, source))
            cards.opened.connect(self.opened)
            cards.moved.connect(self.moved)

    def _make_columns(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (cards, head) in enumerate(zip(self._columns, self._heads, strict=True)):
            part = Surface(self._theme, "sheet", "r" if number < len(self._columns) - 1 else "")
            bar = Surface(self._theme, "canvas", "b")
            inside = QHBoxLayout(bar)
            inside.setContentsMargins(16, 8, 16, 9)
            inside.addWidget(head)
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 1, 0)
            column.setSpacing(0)
            column.addWidget(bar)
            column.addWidget(cards, 1)
            row.addWidget(part, 1)
        return page

    @property
    def in_columns(self) -> bool:
        """Whether each state has a column of its own now."""
        return self._layers.currentIndex() == 0

    @property
    def lists(self) -> tuple[CardList, ...]:
        """The lists on show."""
        return self._columns if self.in_columns else (self._all,)

    @property
    def line(self) -> DelegatedLine | None:
        """The card at hand."""
        return next((line for line in self._all.cards.lines if line.id == self.at), None)

    def show_lines(self, lines: Sequence[DelegatedLine]) -> None:
        """Show these; the card at hand stays in hand, the first is when there was none."""
        at = self.at
        self._all.cards.show_lines(lines)
        for state, cards, head in zip(STATES, self._columns, self._heads, strict=True):
            here = [line for line in lines if line.state is state]
            cards.cards.show_lines(here)
            head.say(self._t("{state} · {count}", state=STATES[state], count=self._t.number(len(here))))
        self.at = at if self._all.cards.row_of(at) >= 0 else lines[0].id if lines else ""
        self._follow()

    def go_to(self, delegation: str) -> None:
        """Take a card in hand."""
        self.at = delegation
        self._follow()

    def focus(self) -> QWidget:
        """The list that holds the card at hand."""
        return next((cards for cards in self.lists if cards.cards.row_of(self.at) >= 0), self.lists[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Four columns where there is room."""
        super().resizeEvent(event)
        wanted = 0 if self.width() >= _FOUR_FROM else 1
        if wanted != self._layers.currentIndex():
            had = any(cards.hasFocus() for cards in self.lists)
            self._layers.setCurrentIndex(wanted)
            self._follow()
            if had:
                self.focus().setFocus()

    def _pick(self, line: DelegatedLine, source: CardList) -> None:
        self.at = line.id
        self._clear_others(source)
        self.picked.emit(line)

    def _follow(self) -> None:
        """Every list has the card at hand, or none, in hand."""
        for cards in (*self._columns, self._all):
            if cards.cards.row_of(self.at) < 0:
                _let_go(cards)
                continue
            with QSignalBlocker(cards.selectionModel()):
                cards.go_to(self.at)
            cards.viewport().update()

    def _clear_others(self, source: CardList) -> None:
        for cards in self._columns:
            if cards is not source:
                _let_go(cards)

    def _go_sideways(self, at: int, step: int) -> None:
        """The next column that holds a card."""
        found = at + step
        while 0 <= found < len(self._columns) and not self._columns[found].cards.lines:
            found += step
        if 0 <= found < len(self._columns):
            beside = self._columns[found]
            row = min(max(0, self._columns[at].currentIndex().row()), len(beside.cards.lines) - 1)
            beside.setFocus()
            beside.go_to(beside.cards.lines[row].id)


def _let_go(cards: CardList) -> None:
    """No card of this list is at hand; coming back to it picks one again."""
    with QSignalBlocker(cards.selectionModel()):
        cards.clearSelection()
        cards.selectionModel().clearCurrentIndex()
    cards.viewport().update()
