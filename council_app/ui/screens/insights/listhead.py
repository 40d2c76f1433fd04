"""Above the rows: how many there are, in which order they stand, what they are narrowed by, and the words looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.services.insights import InsightCard
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.chips import Chip
from council_app.ui.core.findbox import FindBox
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.ordering import FACETS, ORDER_WORDS, Facet, Order, Sought


class ListHead(QWidget):
    """The head of the list.

    Attributes:
        sought: what is looked for.

    Signals:
        changed: something else is looked for (a `Sought`).
        order_asked: another order (an `Order`).
        everywhere_asked: all councils are to be counted, or the session at hand alone again.
        left: the keyboard goes to the list.
    """

    changed = Signal(object)
    order_asked = Signal(object)
    everywhere_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._t = t
        self._everywhere = False
        self.sought = Sought()
        self._order = Order.EVIDENCE
        self._cards: tuple[InsightCard, ...] = ()
        self.ready = Text(theme, "", "small", "ink3", elide=True, align=Qt.AlignmentFlag.AlignRight)
        self._bar = PanelHeader(theme, "", extra=(self.ready,))
        self.order = Button(theme, t.say(ORDER_WORDS[self._order]), Role.QUIET, height=28, after="chevron-down")
        self.order.clicked.connect(self.open_orders)
        self.filter = Chip(theme, t("Filter"), chooser=True)
        self.filter.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # the order gives way first
        self.filter.clicked.connect(self.open_filters)
        self.filter.cleared.connect(self.clear)
        self.box = FindBox(theme, t("Find an insight"))
        self.box.textChanged.connect(lambda text: self._take(replace(self.sought, text=text)))
        self.box.left.connect(self.left)
        self.box.dropped.connect(self._drop_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._make_tools(theme))

    def _make_tools(self, theme: Theme) -> Surface:
        tools = Surface(theme, "canvas", "b")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.order, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        row.addWidget(self.filter)
        self._find = QWidget()
        find = QHBoxLayout(self._find)
        find.setContentsMargins(10, 4, 6, 4)
        find.addWidget(self.box)
        self._find.hide()
        column = QVBoxLayout(tools)
        column.setContentsMargins(6, 2, 10, 3)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._find)
        return tools

    # -- what is said

    def show_cards(self, cards: Iterable[InsightCard], shown: int) -> None:
        """How many there are, and how many of them show."""
        t = self._t
        self._cards = tuple(cards)
        count = len(self._cards)
        if self.sought.narrows:
            self._bar.title.say(t.n("{shown} of {count} insight", "{shown} of {count} insights", count, shown=t.number(shown)))
        else:
            self._bar.title.say(t.n("{count} insight", "{count} insights", count))
        ready = sum(card.gate.ready for card in self._cards)
        self.ready.say(t.n("{count} can be delegated", "{count} can be delegated", ready))
        self._show_chip()

    def _show_chip(self) -> None:
        t, narrowing = self._t, []
        if self.sought.ready is not None:
            narrowing.append(t("Can be delegated") if self.sought.ready else t("Something is missing"))
        if self._everywhere:
            narrowing.append(t("All councils"))
        narrowing += [self._words(facet, value) for facet, value in self.sought.values.items()]
        label = narrowing[0] if len(narrowing) == 1 else t.n("{count} filter", "{count} filters", len(narrowing))
        self.filter.say(label if narrowing else t("Filter"), on=bool(narrowing))

    def _words(self, facet: Facet, value: str) -> str:
        row = FACETS[facet]
        found = next((row.words(self._t, card) for card in self._cards if row.value(card) == value), value)
        return found if value else self._t.say(row.none)

    # -- what is looked for

    def _take(self, sought: Sought) -> None:
        if sought != self.sought:
            self.sought = sought
            self.changed.emit(sought)

    def clear(self) -> None:
        """Show all insights of the session at hand."""
        self.box.clear()
        self._find.hide()
        self._take(Sought())
        if self._everywhere:
            self.everywhere_asked.emit()

    def toggle_ready(self) -> None:
        """Show what can be delegated, or all again."""
        self._take(replace(self.sought, ready=None if self.sought.ready else True))

    def seek(self, text: str = "") -> None:
        """Give the box the keyboard, with letters typed elsewhere."""
        self._find.show()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.box.setText(self.box.text() + text)
        else:
            self.box.selectAll()

    def _drop_words(self) -> None:
        self.box.clear()
        self._find.hide()
        self.left.emit()

    def show_everywhere(self, *, everywhere: bool) -> None:
        """Whether all councils are counted."""
        self._everywhere = everywhere
        self._show_chip()

    def show_order(self, order: Order) -> None:
        """In which order the rows stand."""
        self._order = order
        self.order.rename(self._t.say(ORDER_WORDS[order]))

    # -- menus

    def open_orders(self) -> QMenu:
        """Offer the orders."""
        menu = self._menu()
        group = QActionGroup(menu)
        for order, words in ORDER_WORDS.items():
            action = self._tick(menu, self._t.say(words), partial(self.order_asked.emit, order), on=order is self._order)
            group.addAction(action)
        menu.popup(self.order.mapToGlobal(QPoint(0, self.order.height() + 2)))
        return menu

    def open_filters(self) -> QMenu:
        """Offer what the insights that are there can be narrowed by."""
        t, menu = self._t, self._menu()
        find = QAction(t("Find an insight"), menu)
        find.triggered.connect(lambda: self.seek())
        menu.addAction(find)
        menu.addSeparator()
        for words, ready in ((t("Can be delegated"), True), (t("Something is missing"), False)):
            on = self.sought.ready is ready
            self._tick(menu, words, partial(self._take, replace(self.sought, ready=None if on else ready)), on=on)
        for facet in FACETS:
            self._add_facet(menu, facet)
        menu.addSeparator()
        self._tick(menu, t("All councils"), self.everywhere_asked.emit, on=self._everywhere)
        everything = QAction(t("Show all insights"), menu)
        everything.setEnabled(self.sought.narrows or self._everywhere)
        everything.triggered.connect(lambda: self.clear())
        menu.addAction(everything)
        menu.popup(self.filter.mapToGlobal(QPoint(0, self.filter.height() + 2)))
        return menu

    def _add_facet(self, menu: QMenu, facet: Facet) -> None:
        row = FACETS[facet]
        found = {row.value(card): row.words(self._t, card) for card in self._cards}
        if not any(found):
            return  # nobody said it of any insight
        submenu = menu.addMenu(self._t.say(row.name))
        for value, words in sorted(found.items(), key=lambda pair: (not pair[0], pair[1])):
            on = self.sought.values.get(facet) == value
            wanted = self.sought.with_value(facet, None if on else value)
            self._tick(submenu, words if value else self._t.say(row.none), partial(self._take, wanted), on=on)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _tick(self, menu: QMenu, words: str, act: Callable[[], None], *, on: bool) -> QAction:
        action = QAction(words.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _=False: act())
        menu.addAction(action)
        return action
