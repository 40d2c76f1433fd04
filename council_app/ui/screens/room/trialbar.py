"""The steps of the trial at hand as buttons, with their keys: for a finger, and to learn the keys from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from council_app.domain.enums import Outcome, Severity
from council_app.domain.trials import Standing
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.markers import SEVERITY_WORDS
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.trialdesk import TrialDesk
from council_app.ui.screens.room.trialgrid import TrialGrid


class TrialBar(Surface):
    """Who tries what, and what can be done about it now."""

    def __init__(self, theme: Theme, t: Translator, desk: TrialDesk, grid: TrialGrid) -> None:
        super().__init__(theme, "canvas", "t")
        self._theme, self._t, self._desk, self._grid = theme, t, desk, grid
        self.about = Text(theme, "", "body", weight=600, elide=True)
        self.why = Text(theme, "", "small", "ink3", wrap=True)
        self.go = self._button(t("Start"), "Space", self._desk.start_or_pause)
        self.outcomes = {
            Outcome.SUCCESS: self._button(t("Done"), "Return", lambda who, what: desk.stop(who, what, Outcome.SUCCESS)),
            Outcome.WITH_HELP: self._button(t("With help"), "H", lambda who, what: desk.stop(who, what, Outcome.WITH_HELP)),
            Outcome.FAIL: self._button(t("Failed"), "F", lambda who, what: desk.stop(who, what, Outcome.FAIL)),
            Outcome.ABANDONED: self._button(t("Given up"), "G", lambda who, what: desk.stop(who, what, Outcome.ABANDONED)),
        }
        self.again = self._button(t("Restart"), "R", desk.restart)
        self.severity = self._button(t("Severity"), "", self._choose_severity)
        self.time = self._button(t("Time"), "T", lambda _who, _what: grid.type_time())
        self.hand = self._button(t("Questionnaire"), "Q", desk.hand_over)
        self.away = self._button(t("Take away"), "Del", desk.clear)
        self._lay_out()
        grid.moved.connect(self.refresh)
        desk.shown.connect(self.refresh)
        self.refresh()

    def _button(self, label: str, key: str, verb: Callable[[str, str], None]) -> Button:
        button = Button(self._theme, label, Role.PLAIN, height=32, key=key)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # every step has its key; a tap leaves the keyboard where it is
        button.clicked.connect(lambda: self._do(verb))
        return button

    def _lay_out(self) -> None:
        flow = FlowLayout(gap=6, line_gap=6)
        for button in (self.go, *self.outcomes.values(), self.again, self.severity, self.time, self.hand, self.away):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.about)
        column.addWidget(self.why)
        column.addLayout(flow)

    def _do(self, verb: Callable[[str, str], None]) -> None:
        place = self._grid.place
        if place is not None:
            verb(*place)

    def refresh(self) -> None:
        """Offer what can be done with the cell at hand."""
        t, grid, place = self._t, self._grid, self._grid.place
        self.setVisible(place is not None)
        if place is None:
            return
        index, why = grid.currentIndex(), self._desk.barred(place[0])
        seat, standing = grid.trials.seat(index), grid.trials.cell(index).standing
        self.about.say(t("{who}: {task}", who=f"{seat.seat} {seat.first_name}".strip(), task=grid.trials.task(index).text))
        self.why.say(t.say(why) if why is not None else "")
        self.why.setVisible(why is not None)
        ended, clock = standing is Standing.ENDED, standing in (Standing.RUNNING, Standing.PAUSED)
        words = {Standing.RUNNING: t("Pause"), Standing.PAUSED: t("Go on")}
        self.go.rename(words.get(standing, t("Start")))
        shown: dict[QWidget, bool] = {self.go: not ended, self.again: ended or clock, self.severity: ended or clock, self.time: ended}
        shown |= dict.fromkeys(self.outcomes.values(), True)
        shown |= {self.hand: ended and grid.trials.is_due(index), self.away: ended or clock}
        for widget, needed in shown.items():
            widget.setVisible(needed and why is None)

    def _choose_severity(self, who: str, what: str) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for severity in Severity:
            action = QAction(f"{severity.value}  {self._t.say(SEVERITY_WORDS[severity])}", menu)
            action.triggered.connect(lambda _=False, chosen=severity: self._desk.rate(who, what, chosen))
            menu.addAction(action)
        menu.popup(self.severity.mapToGlobal(self.severity.rect().bottomLeft()))
