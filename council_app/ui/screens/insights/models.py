"""The list of insights, strongest evidence first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from council_app.i18n import Translator
from council_app.services.insights import InsightCard

Index = QModelIndex | QPersistentModelIndex
CardRole = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()


class InsightsModel(QAbstractListModel):
    """Cards of insights."""

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._t = t
        self._cards: tuple[InsightCard, ...] = ()

    def show_cards(self, cards: Sequence[InsightCard]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self._cards = tuple(cards)
        self.endResetModel()

    def card(self, row: int) -> InsightCard:
        """The card of a row."""
        return self._cards[row]

    def row_of(self, key: str) -> int:
        """Where an insight stands, or -1."""
        return next((row for row, card in enumerate(self._cards) if card.facts.key == key), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, accessible form, or the card."""
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.facts.title_in(self._t.tag)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            people = self._t.n("{count} person", "{count} people", card.evidence.people)
            return ", ".join((card.facts.title_in(self._t.tag), people, self._t.say(card.gate.sentence)))
        return card if role == CardRole else None
