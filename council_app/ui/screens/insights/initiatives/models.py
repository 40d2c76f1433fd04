"""The initiatives of one horizon, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from council_app.domain.initiatives import effort_sentence, money_sentence, people_sentence
from council_app.i18n import Translator
from council_app.services.initiatives import InitiativeCard

Index = QModelIndex | QPersistentModelIndex
CardRole = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()


class LaneModel(QAbstractListModel):
    """Cards of initiatives."""

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._t = t
        self.cards: tuple[InitiativeCard, ...] = ()

    def show_cards(self, cards: Sequence[InitiativeCard]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Where an initiative stands, or -1."""
        return next((row for row, card in enumerate(self.cards) if card.facts.key == key), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, everything on the card as one sentence, or the card."""
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.facts.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((card.facts.title, *figures(card, self._t), *(self._t.say(each) for each in card.undecided)))
        return card if role == CardRole else None


def figures(card: InitiativeCard, t: Translator) -> tuple[str, ...]:
    """What a card says below its title: people, money, days."""
    case = card.case
    said = [people_sentence(case.evidence)] if case.evidence.people else []
    said += [money_sentence(amount) for amount in case.amounts]
    if case.effort_days is not None:
        said.append(effort_sentence(case.effort_days))
    return tuple(t.say(each) for each in said)
