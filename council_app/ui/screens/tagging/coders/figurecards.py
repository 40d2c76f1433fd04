"""The figures of agreement side by side: name, value, and what it means; two in a line where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.coders.figures import Card

_IN_LINE, _LEAST, _GAP, _WIDEST = 4, 170, 24, 1040


class FigureCards(QWidget):
    """All cards are as wide and as high as each other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards: list[QWidget] = []
        self._meanings: list[Text] = []
        self.setMaximumWidth(_WIDEST)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(10)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these."""
        for widget in self._cards:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._meanings = []
        self._cards = [self._card(card) for card in cards]
        self._lay()

    def _card(self, card: Card) -> QWidget:
        widget, theme = QWidget(), self._theme
        widget.setAccessibleName(f"{card.name}: {card.value}. {card.meaning}")
        widget.setToolTip(card.hint)
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text(theme, card.name, "small", "ink2", elide=True))
        column.addWidget(Text(theme, card.value, "place", card.ink))
        meaning = Text(theme, card.meaning, "small", "ink3", wrap=True)
        column.addWidget(meaning)
        column.addStretch(1)
        self._meanings.append(meaning)
        return widget

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer in a line where it is narrow."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        columns = next((count for count in (_IN_LINE, 2) if self.width() >= count * _LEAST + (count - 1) * _GAP), 1)
        wide = (self.width() - (columns - 1) * _GAP) // columns
        high = max((meaning.heightForWidth(wide) for meaning in self._meanings), default=0)
        for column in range(_IN_LINE):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for place, (card, meaning) in enumerate(zip(self._cards, self._meanings, strict=True)):
            meaning.setFixedHeight(meaning.heightForWidth(wide))
            card.setFixedHeight(self._theme.line("small") + self._theme.line("place") + high)
            self._grid.addWidget(card, place // columns, place % columns)
