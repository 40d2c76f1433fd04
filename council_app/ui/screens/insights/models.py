"""The list of insights: all that were read, in the order asked for, and of them those looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from council_app.i18n import Translator
from council_app.services.insights import InsightCard
from council_app.ui.screens.insights.evidence.carrying import NOTES_FORMAT, notes_in
from council_app.ui.screens.insights.ordering import Order, Row, Sought, fits, ordered

Index = QModelIndex | QPersistentModelIndex
CardRole = Qt.ItemDataRole.UserRole
NumberRole = Qt.ItemDataRole.UserRole + 1
_NO_INDEX = QModelIndex()


class InsightsModel(QAbstractListModel):
    """Cards of insights.

    Attributes:
        order: in which order they stand.
        sought: what is looked for.

    Signals:
        dropped: notes were let go over an insight (its key, ids of the notes).
    """

    dropped = Signal(str, object)

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._t = t
        self.order = Order.EVIDENCE
        self.sought = Sought()
        self._cards: tuple[InsightCard, ...] = ()
        self._ranks: Mapping[str, int] = {}
        self._rows: tuple[Row, ...] = ()
        self._places: dict[str, int] = {}

    # -- what is shown

    def show_cards(self, cards: Sequence[InsightCard]) -> None:
        """Show these, by strongest evidence as the service gives them."""
        self._cards = tuple(cards)
        self._lay_out()

    def show_ranks(self, ranks: Mapping[str, int]) -> None:
        """Where insights stand by expected value (by key)."""
        self._ranks = ranks
        self._lay_out()

    def order_by(self, order: Order) -> None:
        """Put them in another order."""
        self.order = order
        self._lay_out()

    def seek(self, sought: Sought) -> None:
        """Show only what is looked for."""
        self.sought = sought
        self._lay_out()

    def _lay_out(self) -> None:
        rows = ordered(self._cards, self.order, self._ranks)
        rows = tuple(row for row in rows if fits(row.card, self.sought, self._t.tag))
        if [row.card.facts.key for row in rows] == list(self._places):  # the same ones: nobody loses their place in the list
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        self.beginResetModel()
        self._rows = rows
        self._places = {row.card.facts.key: place for place, row in enumerate(rows)}
        self.endResetModel()

    @property
    def cards(self) -> tuple[InsightCard, ...]:
        """All that were read, also those not looked for."""
        return self._cards

    def card(self, row: int) -> InsightCard:
        """The card of a row."""
        return self._rows[row].card

    def row_of(self, key: str) -> int:
        """Where an insight stands, or -1."""
        return self._places.get(key, -1)

    # -- for the view

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, accessible form, number, or the card."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        title = row.card.facts.title_in(self._t.tag)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            people = self._t.n("{count} person", "{count} people", row.card.evidence.people)
            return ", ".join((self._t.number(row.number), title, people, self._t.say(row.card.gate.sentence)))
        answers = {Qt.ItemDataRole.DisplayRole: title, Qt.ItemDataRole.ToolTipRole: title, CardRole: row.card, NumberRole: row.number}
        return answers.get(Qt.ItemDataRole(role) if role < Qt.ItemDataRole.UserRole else role)

    # -- notes let go over a row

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows take notes."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDropEnabled if index.isValid() else flags

    def supportedDropActions(self) -> Qt.DropAction:
        """What is let go stays where it came from, too."""
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Notes."""
        return [NOTES_FORMAT]

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index) -> bool:
        """Notes, on a row."""
        return parent.isValid() and bool(notes_in(data))

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index) -> bool:
        """Tell which notes were let go over which insight."""
        notes = notes_in(data)
        if not parent.isValid() or not notes:
            return False
        self.dropped.emit(self._rows[parent.row()].card.facts.key, notes)
        return True
