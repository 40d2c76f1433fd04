"""What is recorded beside the gate: stage, basics or delight, promise, segments, initiative, and who has to move for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from council_app.domain.enums import Nature
from council_app.domain.ranking.drag import drag
from council_app.domain.records import InsightFacts
from council_app.i18n import Translator
from council_app.services.insights import StageChoice
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.feedback import Icon
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.forms import About
from council_app.ui.screens.insights.ordering import NATURE_WORDS
from council_app.ui.screens.insights.reach import whole
from council_app.ui.screens.insights.rows import AboutRow

Choice = tuple[str, dict[str, object], bool]
"""A row of a menu: its words, the values it stores, and whether those hold."""


class AboutBlock(QWidget):
    """A heading and its rows; many teams or approvals are said as a finding of their own.

    Attributes:
        rows: what is typed.

    Signals:
        saved: values to store.
        stages_asked, initiatives_asked: those are to be offered.
    """

    saved = Signal(object)
    stages_asked = Signal()
    initiatives_asked = Signal()

    def __init__(self, theme: Theme, t: Translator, facts: InsightFacts, refusal: str) -> None:
        super().__init__()
        self._theme, self._t, self._facts, self._refusal = theme, t, facts, refusal
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Hairline(theme))
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 4)
        head.addWidget(Text(theme, t("Also recorded"), "micro", "ink3"))
        column.addLayout(head)
        self._add_drag(column)
        stage = ", ".join(filter(None, (facts.journey, facts.stage, t("moment of truth") if facts.stage_critical else "")))
        nature = t.say(NATURE_WORDS[facts.nature]) if facts.nature is not None else ""
        self.stage = self._choice(column, t("Stage"), stage)
        self.stage.clicked.connect(self.stages_asked)
        self.nature = self._choice(column, t("Basics or delight"), nature)
        self.nature.clicked.connect(self.open_natures)
        self.initiative = self._choice(column, t("Initiative"), facts.initiative_title)
        self.initiative.clicked.connect(self.initiatives_asked)
        self.rows = [AboutRow(theme, t, name, facts, title, says, refusal) for name, title, says in self._typed()]
        for row in self.rows:
            column.addWidget(row)

    def _typed(self) -> Sequence[tuple[About, str, str]]:
        t, facts = self._t, self._facts
        promise = t.quote(facts.promise) if facts.promise else ""
        return (
            (About.PROMISE, t("Promise it breaks"), promise),
            (About.SEGMENTS, t("Segments"), ", ".join(facts.segments)),
            (About.TEAMS, t("Teams needed"), ", ".join(facts.teams)),
            (About.APPROVALS, t("Approvals needed"), ", ".join(facts.approvals)),
        )

    def _add_drag(self, column: QVBoxLayout) -> None:
        finding = drag(self._facts).finding()
        if finding is None:
            return
        band = Surface(self._theme, "state.warn.fill")
        row = QHBoxLayout(band)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(Icon(self._theme, "triangle-alert", "state.warn.text"))
        row.addWidget(Text(self._theme, whole(self._t, finding), "small", "state.warn.text", wrap=True), 1)
        column.addWidget(band)

    def _choice(self, column: QVBoxLayout, title: str, says: str) -> Button:
        t = self._t
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(16, 4, 16, 4)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(self._theme, title, "body", weight=500, wrap=True))
        words.addWidget(Text(self._theme, says or t("not said"), "small", "ink2" if says else "ink3", wrap=True))
        button = Button(self._theme, t("Choose"), Role.QUIET, height=28, after="chevron-down")
        button.setAccessibleDescription(title)
        button.refuse(self._refusal)
        line.addLayout(words, 1)
        line.addWidget(button)
        column.addWidget(row)
        return button

    # -- menus

    def open_natures(self) -> QMenu:
        """Basics, delight, or neither said."""
        choices = ((NATURE_WORDS[Nature.BASICS], Nature.BASICS), (NATURE_WORDS[Nature.DELIGHT], Nature.DELIGHT))
        rows: list[Choice] = [(self._t.say(words), {"nature": nature}, self._facts.nature is nature) for words, nature in choices]
        menu = self._menu(rows, (self._t("Neither said"), {"nature": None}, self._facts.nature is None))
        return self.show_under(menu, self.nature)

    def open_stages(self, stages: Sequence[StageChoice]) -> QMenu:
        """Every stage of every journey, or none."""
        rows: list[Choice] = []
        for stage in stages:
            words = ", ".join(filter(None, (stage.journey, stage.name, self._t("moment of truth") if stage.critical else "")))
            rows.append((words, {"stage": stage.key}, stage.key == self._facts.stage_key))
        menu = self._menu(rows, (self._t("Without a stage"), {"stage": ""}, not self._facts.stage_key))
        return self.show_under(menu, self.stage)

    def _menu(self, rows: Sequence[Choice], none: Choice) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, values, on in rows:
            self.add_row(menu, words, partial(self.saved.emit, values), on=on)
        menu.addSeparator()
        self.add_row(menu, none[0], lambda: self.saved.emit(none[1]), on=none[2])
        return menu

    def add_row(self, menu: QMenu, words: str, act: Callable[[], None], *, on: bool) -> None:
        """One choice of a menu, ticked where it holds."""
        action = QAction(words.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _=False: act())
        menu.addAction(action)

    def show_under(self, menu: QMenu, button: Button) -> QMenu:
        """Show a menu under its button, with the keyboard on what holds."""
        menu.setActiveAction(next((action for action in menu.actions() if action.isChecked()), menu.actions()[0]))
        menu.popup(button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height() + 2)))
        return menu
