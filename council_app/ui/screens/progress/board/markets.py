"""Which market's board is shown: side by side while there are few, else one button that finds them by typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from council_app.i18n import Translator
from council_app.services.deliveries import MarketTab
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.choosing import Choice, ChoicePicker
from council_app.ui.core.picking import Look
from council_app.ui.core.theme import Theme

_MOST, _HEIGHT = 4, 32


class MarketSwitch(QWidget):
    """The markets with the number of their deliveries.

    Signals:
        chosen: another market is wanted (its key).
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._tabs: tuple[MarketTab, ...] = ()
        self._at = ""
        self._group = QButtonGroup(self)
        self.segments: dict[str, Segment] = {}
        self.one = Button(theme, "", Role.PLAIN, height=_HEIGHT, icon="globe", after="chevron-down")
        self.one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.one.clicked.connect(self.open_picker)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.one)
        self.setFixedHeight(_HEIGHT)

    def show_markets(self, tabs: Sequence[MarketTab], at: str) -> None:
        """Show these; `at` is the key of the one on show."""
        few = tuple(tabs) if len(tabs) <= _MOST else ()
        if tuple(tab.key for tab in few) != tuple(self.segments):
            self._make_segments(few)
        self._tabs, self._at = tuple(tabs), at
        for tab in few:
            self.segments[tab.key].rename(self._said(tab))
            self.segments[tab.key].setChecked(tab.key == at)
        here = next((tab for tab in self._tabs if tab.key == at), None)
        self.one.rename(self._said(here) if here is not None else self._t("Market"))
        self._fit()

    def _make_segments(self, tabs: Sequence[MarketTab]) -> None:
        for segment in self.segments.values():
            self._group.removeButton(segment)
            segment.hide()
            segment.deleteLater()
        self.segments = {tab.key: Segment(self._theme, "", height=_HEIGHT) for tab in tabs}
        for key, segment in self.segments.items():
            segment.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            segment.clicked.connect(lambda _=False, market=key: self.choose(market))
            self._group.addButton(segment)
            self._row.addWidget(segment)

    def _said(self, tab: MarketTab) -> str:
        return self._t("{market} {count}", market=self._t.territory(tab.country), count=self._t.number(tab.deliveries))

    def choose(self, market: str) -> None:
        """Ask for a market."""
        if market != self._at:
            self.chosen.emit(market)

    def step(self, by: int) -> None:
        """Ask for the market so many further on, and round again at the end."""
        keys = [tab.key for tab in self._tabs]
        if self._at in keys and len(keys) > 1:
            self.choose(keys[(keys.index(self._at) + by) % len(keys)])

    def open_picker(self) -> ChoicePicker:
        """Find a market by typing."""
        t = self._t
        choices = [Choice(tab.key, t.territory(tab.country), t.number(tab.deliveries)) for tab in self._tabs]
        picker = ChoicePicker(self._theme, Look(t("Choose a market"), t("Find a market"), rows=t("Markets")), choices)
        picker.chosen.connect(self.choose)
        picker.open_over(self.one, QPoint(0, self.one.height() + 2))
        return picker

    # -- the room there is

    @property
    def side_by_side(self) -> bool:
        """Whether every market has a button of its own."""
        wide = sum(segment.sizeHint().width() for segment in self.segments.values())
        return bool(self.segments) and wide <= self.width()

    def minimumSizeHint(self) -> QSize:
        """It gives way: where the names do not fit, one button finds them."""
        return QSize(120, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other names may fit now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        apart = self.side_by_side
        self.one.setVisible(not apart)
        for segment in self.segments.values():
            segment.setVisible(apart)
