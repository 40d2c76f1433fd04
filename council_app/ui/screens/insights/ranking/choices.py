"""What the page of ranks shows: which method or picture, and of which currency."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from council_app.i18n import Translator
from council_app.ui.core.buttons import Segment
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.text import Surface
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.ranking.columns import VIEW_NAMES, View


class Choices(Surface):
    """A row of what can be chosen; below one another where there is no room.

    Signals:
        changed: something else is to be shown.
    """

    changed = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "b")
        self.view = View.SIDE_BY_SIDE
        self.currency = ""
        self._row = FlowLayout(self, gap=4, line_gap=4)
        self._row.setContentsMargins(20, 6, 20, 7)
        group = QButtonGroup(self)
        self.views = {view: Segment(theme, t.say(name)) for view, name in VIEW_NAMES.items()}
        for view, segment in self.views.items():
            group.addButton(segment)
            segment.clicked.connect(lambda _=False, chosen=view: self.choose(chosen))
            self._row.addWidget(segment)
        self.views[self.view].setChecked(True)
        self._theme = theme
        self._money = QButtonGroup(self)
        self.currencies: dict[str, Segment] = {}

    def choose(self, view: View) -> None:
        """Show something else."""
        self.view = view
        self.views[view].setChecked(True)
        self._show_money()
        self.changed.emit()

    def show_currencies(self, currencies: Sequence[str]) -> None:
        """Matrices there are; one of them is chosen."""
        if [*self.currencies] != [*currencies]:
            for segment in self.currencies.values():
                self._money.removeButton(segment)
                self._row.removeWidget(segment)
                segment.deleteLater()
            self.currencies = {currency: Segment(self._theme, currency) for currency in currencies}
            for currency, segment in self.currencies.items():
                self._money.addButton(segment)
                self._row.addWidget(segment)
                segment.clicked.connect(lambda _=False, chosen=currency: self.choose_currency(chosen))
        if self.currency not in self.currencies:
            self.currency = next(iter(self.currencies), "")
        self._show_money()

    def choose_currency(self, currency: str) -> None:
        """Show the matrix of another currency; amounts are never compared across them."""
        if currency in self.currencies and currency != self.currency:
            self.currency = currency
            self._show_money()
            self.changed.emit()

    def _show_money(self) -> None:
        for currency, segment in self.currencies.items():
            segment.setVisible(self.view is View.MATRIX and len(self.currencies) > 1)
            segment.setChecked(currency == self.currency)
