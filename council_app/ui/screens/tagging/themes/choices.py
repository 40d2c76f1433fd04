"""What the page shows: which picture, by what, of which part of the codebook, of which market, of which notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QButtonGroup, QMenu

from council_app.domain.crosstabs import Breakdown
from council_app.domain.note_filter import NoteFilter
from council_app.domain.sayings import Said
from council_app.domain.theme_views import BREAKDOWN_NAMES, VIEW_NAMES, ThemesAsked, View
from council_app.i18n import Translator
from council_app.ui.core.buttons import Segment
from council_app.ui.core.chips import Chip, Option
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.text import Surface
from council_app.ui.core.theme import Theme


class OneChip(Chip):
    """A chip that opens a list of which one is chosen; "" is what it is when nothing was.

    Signals:
        picked: another one was chosen (its value).
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, t: Translator, name: str, options: Callable[[], Sequence[Option]]) -> None:
        super().__init__(theme, name, chooser=True)
        self._t, self._called, self._options = t, name, options
        self.clicked.connect(self.open_menu)
        self.cleared.connect(lambda: self.picked.emit(""))

    def show_value(self, value: str, words: str) -> None:
        """Say which one it is."""
        self.value = value
        self.say(self._t("{what}: {chosen}", what=self._called, chosen=words) if words else self._called, on=bool(value))

    def open_menu(self) -> None:
        """Offer all of them."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        group = QActionGroup(menu)
        for option in self._options():
            action = QAction(option.words.replace("&", "&&"), group)
            action.setCheckable(True)
            action.setChecked(option.value == self.value)
            action.triggered.connect(lambda _=False, value=option.value: self.picked.emit(value))
            menu.addAction(action)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))


class Choices(Surface):
    """A row of what can be chosen; below one another where there is no room.

    Signals:
        changed: something else is asked for.
    """

    changed = Signal()

    def __init__(self, theme: Theme, t: Translator, minimum: int) -> None:
        super().__init__(theme, "canvas", "b")
        self._t = t
        self.asked = ThemesAsked(minimum=minimum)
        self.listed = NoteFilter()
        self._tags: tuple[Option, ...] = ()
        self._markets: tuple[Option, ...] = ()
        row = FlowLayout(self, gap=4, line_gap=4)
        row.setContentsMargins(20, 6, 20, 7)
        group = QButtonGroup(self)
        self.views = {view: Segment(theme, t.say(name)) for view, name in VIEW_NAMES.items()}
        for view, segment in self.views.items():
            group.addButton(segment)
            segment.clicked.connect(lambda _=False, chosen=view: self.ask(view=chosen))
            row.addWidget(segment)
        self.by = OneChip(theme, t, t("By"), lambda: [Option(by.value, t.say(name)) for by, name in BREAKDOWN_NAMES.items()])
        self.branch = OneChip(theme, t, t("Part of the codebook"), lambda: (Option("", t("All of it")), *self._tags))
        self.market = OneChip(theme, t, t("Market"), lambda: (Option("", t("All of them")), *self._markets))
        self.only = Chip(theme, t("As the list is filtered"))
        self.by.picked.connect(lambda value: self.ask(by=Breakdown(value or Breakdown.SEGMENT)))
        self.branch.picked.connect(lambda value: self.ask(root=value or None))
        self.market.picked.connect(lambda value: self.ask(market=value or None))
        self.only.toggled.connect(lambda on: self.ask(wanted=self.listed if on else NoteFilter()))
        for chip in (self.by, self.branch, self.market, self.only):
            row.addWidget(chip)
        self._show()

    def ask(self, **other: object) -> None:
        """Ask for something else: fields of `ThemesAsked`."""
        asked = replace(self.asked, **other)  # type: ignore[arg-type]  # names and kinds as in the call above
        if asked != self.asked:
            self.asked = asked
            self._show()
            self.changed.emit()

    def take_filter(self, listed: NoteFilter) -> None:
        """The list below is filtered like this: the page begins with the same notes."""
        self.listed = listed
        self.asked = replace(self.asked, wanted=listed)
        self._show()

    def show_said(self, said: Said) -> None:
        """What there is to choose from."""
        parents = {tag.parent for tag in said.tags}
        self._tags = tuple(Option(tag.id, tag.label.path) for tag in said.tags if tag.id in parents)
        countries = {sitting.market: sitting.country for sitting in said.sittings.values()}
        self._markets = tuple(Option(market, self._t.territory(country)) for market, country in sorted(countries.items()))
        self._show()

    def _show(self) -> None:
        asked, t = self.asked, self._t
        self.views[asked.view].setChecked(True)
        self.by.show_value("", "")
        self.by.value = asked.by.value
        self.by.say(t("{what}: {chosen}", what=t("By"), chosen=t.say(BREAKDOWN_NAMES[asked.by])), on=False)
        self.by.setVisible(asked.view is View.TAGS)
        self.branch.show_value(asked.root or "", _words(self._tags, asked.root))
        self.branch.setVisible(asked.view is not View.CURVE and bool(self._tags))
        self.market.show_value(asked.market or "", _words(self._markets, asked.market))
        self.market.setVisible(len(self._markets) > 1)
        self.only.setVisible(bool(self.listed.conditions))
        self.only.blockSignals(True)
        self.only.setChecked(bool(asked.wanted.conditions))
        self.only.blockSignals(False)
        self.only.say(t("As the list is filtered"), on=bool(asked.wanted.conditions))


def _words(options: Sequence[Option], value: str | None) -> str:
    return next((option.words for option in options if option.value == value), "")
