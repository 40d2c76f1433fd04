"""Above the rows: the market, the words looked for, what the board is narrowed to, and the button that follows another insight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.deliveries import STATUS_WORDS, DeliveryLine
from council_app.domain.enums import DeliveryStatus
from council_app.i18n import Translator
from council_app.services.deliveries import MarketTab
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.chips import Chip
from council_app.ui.core.findbox import FindBox
from council_app.ui.core.text import Surface
from council_app.ui.core.theme import Theme
from council_app.ui.screens.progress.board.markets import MarketSwitch
from council_app.ui.screens.progress.board.seeking import CONCERNS, Concern, Sought

_PAD = 20


class BoardHead(Surface):
    """The head of a board.

    Attributes:
        sought: what is looked for.

    Signals:
        changed: something else is looked for (a `Sought`).
        market_asked: another market (its key).
        adding: another insight is to be followed.
        left: the keyboard goes to the rows.
    """

    changed = Signal(object)
    market_asked = Signal(str)
    adding = Signal()
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "b")
        self._t = t
        self.sought = Sought()
        self._lines: tuple[DeliveryLine, ...] = ()
        self.markets = MarketSwitch(theme, t)
        self.markets.chosen.connect(self.market_asked)
        self.box = FindBox(theme, t("Find on the board"))
        self.box.textChanged.connect(lambda text: self.take(replace(self.sought, text=text)))
        self.box.left.connect(self.left)
        self.box.dropped.connect(self._drop_words)
        self.filter = Chip(theme, t("Filter"), chooser=True)
        self.filter.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.filter.clicked.connect(self.open_filters)
        self.filter.cleared.connect(self.clear)
        self.add = Button(theme, t("Follow"), Role.QUIET, height=32, icon="plus")
        self.add.setAccessibleName(t("Follow insights here"))
        self.add.clicked.connect(self.adding)
        self._lay_out()

    def _lay_out(self) -> None:
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box, 1)
        row.addWidget(self.filter)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, 12, _PAD, 12)
        column.setSpacing(8)
        column.addWidget(self.markets)
        column.addWidget(self.tools)

    # -- what is said

    def show_board(self, tabs: Sequence[MarketTab], market: str, lines: Iterable[DeliveryLine], *, refusal: str, left: int) -> None:
        """The markets, and the lines of the one on show; `left` insights can still be followed there."""
        self._lines = tuple(lines)
        self.markets.show_markets(tabs, market)
        self.tools.setVisible(bool(self._lines))
        nothing = "" if left else self._t("Every insight is on this board already.")
        self.add.refuse(refusal or nothing)
        self._show_chip()

    def _show_chip(self) -> None:
        t, sought = self._t, self.sought
        chosen = [t.say(STATUS_WORDS[status]) for status in DeliveryStatus if status in sought.statuses]
        chosen += [t.say(CONCERNS[concern]) for concern in Concern if concern in sought.concerns]
        label = chosen[0] if len(chosen) == 1 else t.n("{count} filter", "{count} filters", len(chosen))
        self.filter.say(label if chosen else t("Filter"), on=bool(chosen))

    # -- what is looked for

    def take(self, sought: Sought) -> None:
        """Look for this."""
        if sought != self.sought:
            self.sought = sought
            self._show_chip()
            self.changed.emit(sought)

    def clear(self) -> None:
        """Show everything."""
        self.box.clear()
        self.take(Sought())

    def seek(self) -> None:
        """Give the box the keyboard."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def _drop_words(self) -> None:
        self.box.clear()
        self.left.emit()

    def open_filters(self) -> QMenu:
        """Offer every status and every concern, each with how many lines it holds."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for status, word in STATUS_WORDS.items():
            count = sum(line.status is status for line in self._lines)
            wanted = partial(self.take, self.sought.with_status(status))
            self._tick(menu, self._t.say(word), count, wanted, on=status in self.sought.statuses)
        menu.addSeparator()
        for concern, words in CONCERNS.items():
            count = len(Sought(concerns=frozenset({concern})).found_in(self._lines))
            wanted = partial(self.take, self.sought.with_concern(concern))
            self._tick(menu, self._t.say(words), count, wanted, on=concern in self.sought.concerns)
        menu.addSeparator()
        everything = QAction(self._t("Show everything"), menu)
        everything.setEnabled(self.sought.narrows)
        everything.triggered.connect(lambda: self.clear())
        menu.addAction(everything)
        menu.popup(self.filter.mapToGlobal(QPoint(0, self.filter.height() + 2)))
        return menu

    def _tick(self, menu: QMenu, words: str, count: int, act: Callable[[], None], *, on: bool) -> None:
        action = QAction(self._t("{what} · {count}", what=words, count=self._t.number(count)).replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _=False: act())
        menu.addAction(action)
