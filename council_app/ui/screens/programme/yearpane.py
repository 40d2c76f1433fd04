"""The year with its title, what a ring says, and the steps from year to year."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from council_app.domain.year import ProgrammeYear
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.programme.timeline import YearView


class YearPane(Surface):
    """The upper part of the place.

    Signals:
        year_asked: another year is wanted.
    """

    year_asked = Signal(int)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "b")
        self._t = t
        self._year = 0
        self._years: tuple[int, ...] = ()
        self.view = YearView(theme, t)
        self._title = Text(theme, "", "body", weight=600)
        self.before, self.after = Button(theme, "‹", Role.QUIET, height=32), Button(theme, "›", Role.QUIET, height=32)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        for button, name in ((self.before, t("Year before")), (self.after, t("Year after"))):
            button.setFixedWidth(32)
            button.setAccessibleName(name)
            button.setToolTip(name)
        key = t("each ring is a council, number inside = people, six parts = planned, full, held, tagged, reported, posted")
        self._key = Text(theme, key, "small", "ink3", elide=True)
        self._key.setToolTip(key)
        head = QHBoxLayout()
        head.setContentsMargins(20, 8, 20, 0)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addSpacing(6)
        head.addWidget(self.before)
        head.addWidget(self.after)
        head.addSpacing(12)
        head.addWidget(self._key, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def show_year(self, year: ProgrammeYear) -> None:
        """Show it, and where one can go from it."""
        self._year, self._years = year.year, year.years
        self._title.say(self._t("The year {year}", year=str(year.year)))
        self.before.setEnabled(year.year > min(year.years))
        self.after.setEnabled(year.year < max(year.years))
        self.view.show_year(year)

    def step(self, by: int) -> None:
        """The next year there is anything in, or the one before."""
        there = [year for year in self._years if (year - self._year) * by > 0]
        if there:
            self.year_asked.emit(min(there, key=lambda year: abs(year - self._year)))
