"""The workshops there are, and a new one: its name, and which insights it hears in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from council_app.domain.workshops import WorkshopLine
from council_app.errors import CouncilError
from council_app.i18n import Translator
from council_app.services.insights import InsightCard
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.workshop.lists import WordsView
from council_app.ui.screens.insights.workshop.models import Candidate, CandidatesModel, WorkshopsModel

_NAME = 320


class Shelf(Surface):
    """What to open.

    Signals:
        opened: a workshop is to be held or read (its key).
        making: a new one (its title, the keys of its insights in order).
        removing: one is to be removed (its key).
    """

    opened = Signal(str)
    making = Signal(str, object)
    removing = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas")
        self._theme, self._t = theme, t
        self._known: frozenset[str] = frozenset()
        self.workshops, self.candidates = WorkshopsModel(t, self), CandidatesModel(self)
        self.held = WordsView(theme, self.workshops, t("Workshops"))
        self.order = WordsView(theme, self.candidates, t("Insights, in their order"))
        self.order.setAccessibleDescription(t("Space chooses one, Alt with the arrows moves it."))
        self.name = line_edit(theme, placeholder=t("Leadership workshop"))
        self._field = Field(theme, t("Name"), self.name, width=_NAME)
        self.begin = Button(theme, t("Open workshop"), Role.PRIMARY, height=32)
        self.begin.clicked.connect(self._make)
        self.name.returnPressed.connect(self._make)
        self.held.opened.connect(self._open)
        self.held.clicked.connect(lambda _index: self._open())
        self.held.removing.connect(self._remove)
        self.order.carried.connect(self._carry)
        self._lay_out()

    def _lay_out(self) -> None:
        t, theme = self._t, self._theme
        new = QVBoxLayout()
        new.setSpacing(8)
        new.addWidget(Text(theme, t("New workshop"), "body", weight=600))
        new.addWidget(self._field)
        new.addWidget(Text(theme, t("Insights, in their order"), "body", weight=500))
        new.addWidget(self.order, 1)
        new.addWidget(Text(theme, t("Space chooses one, Alt with the arrows moves it."), "small", "ink3", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.begin)
        row.addStretch(1)
        new.addLayout(row)
        there = QVBoxLayout()
        there.setSpacing(8)
        self._head = Text(theme, t("Workshops"), "body", weight=600)
        there.addWidget(self._head)
        there.addWidget(self.held, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(28)
        whole.addLayout(new, 3)
        whole.addLayout(there, 2)

    def show_shelf(self, lines: Sequence[WorkshopLine], insights: Sequence[InsightCard]) -> None:
        """Show what there is; insights that came since stand last, those known keep their place and their box."""
        self.workshops.show_lines(lines)
        self._head.say(self._t.n("{count} workshop", "{count} workshops", len(lines)))
        titles = {card.facts.key: card.facts.title_in(self._t.tag) for card in insights}
        kept = [Candidate(each.key, titles[each.key], each.chosen) for each in self.candidates.candidates if each.key in titles]
        there = {each.key for each in kept}
        # What passes the gate can be decided on; the rest is there to be chosen.
        fresh = [Candidate(card.facts.key, titles[card.facts.key], card.gate.ready) for card in insights if card.facts.key not in there]
        row = self.order.currentIndex().row()
        self.candidates.show_candidates([*kept, *sorted(fresh, key=lambda each: not each.chosen)])
        self.order.setCurrentIndex(self.candidates.index(max(0, row)))

    def refuse(self, error: CouncilError) -> None:
        """Say why no workshop was opened."""
        sentence = self._t.say(error.why)
        self._field.wrong(f"{sentence[:1].upper()}{sentence[1:]}. {self._t.say(error.todo)}")

    def made(self) -> None:
        """It was opened."""
        self.name.clear()
        self._field.wrong("")

    def _make(self) -> None:
        self.making.emit(self.name.text().strip() or self._t("Leadership workshop"), self.candidates.chosen)

    def _line(self) -> WorkshopLine | None:
        row = self.held.currentIndex().row()
        return self.workshops.lines[row] if 0 <= row < len(self.workshops.lines) else None

    def _open(self) -> None:
        line = self._line()
        if line is not None:
            self.opened.emit(line.key)

    def _remove(self) -> None:
        line = self._line()
        if line is not None:
            self.removing.emit(line.key)

    def _carry(self, step: int) -> None:
        row = self.candidates.move(self.order.currentIndex().row(), step)
        self.order.setCurrentIndex(
            self.candidates.index(row),
        )
        self.order.setFocus(Qt.FocusReason.OtherFocusReason)
