"""The button of a form that says which market it is about, and offers the others."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.theme import Theme


class MarketButton(Button):
    """Says the country of the market at hand.

    Args:
        theme: colours and fonts.
        markets: countries by the keys of their markets.
        at: the market at hand; nothing is said of one that is not there.
        tip: what the choice is for.

    Attributes:
        at: the market at hand (its key).

    Signals:
        chosen: another market is at hand.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, markets: Mapping[str, str], at: str, tip: str) -> None:
        super().__init__(theme, markets.get(at, ""), Role.PLAIN, height=32, after="chevron-down", weight=400)
        self._markets, self.at = markets, at
        self.setToolTip(tip)
        self.clicked.connect(self.choose)

    def choose(self) -> QMenu:
        """Offer the markets."""
        menu = QMenu(self)
        for key, country in self._markets.items():
            action = QAction(country.replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, chosen=key: self.take(chosen))
            menu.addAction(action)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

    def take(self, market: str) -> None:
        """Another market."""
        self.at = market
        self.rename(self._markets[market])
        self.chosen.emit()
