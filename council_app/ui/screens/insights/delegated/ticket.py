"""The ticket at hand: how it stands, what it is called there, when to ask again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.enums import TicketState
from council_app.i18n import Translator
from council_app.services.delegating import DelegatedLine
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.delegated.words import STATES, gate, since, ticket

_WEEK, _MONTH = 7, 30


class TicketPanel(Surface):
    """What is typed is kept when its line is left.

    Signals:
        state_asked: another state (carries the `TicketState` and the tracker's word).
        named: reference and address.
        reminded: when to ask again (a date, or None).
        insight_asked: the insight is wanted (its key).
    """

    state_asked = Signal(object, str)
    named = Signal(str, str)
    reminded = Signal(object)
    insight_asked = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "l")
        self._theme, self._t = theme, t
        self._line: DelegatedLine | None = None
        self.title = Text(theme, "", "body", weight=600, wrap=True)
        self.about = Text(theme, "", "small", "ink2", wrap=True)
        self.warning = Text(theme, "", "small", "state.warn.text", weight=500, wrap=True)
        self.states = self._make_states()
        self.word, self.reference, self.url, self.day = (line_edit(theme) for _ in range(4))
        self.day.setPlaceholderText("2026-05-31")
        self.day_field = Field(theme, t("Ask again on"), self.day, t("Year-month-day; empty for never."))
        self.url_field = Field(theme, t("Address"), self.url)
        self.insight = Button(theme, t("Show the insight"), Role.LINK, height=28)
        self._lay_out()
        self._connect()

    def _make_states(self) -> dict[TicketState, Segment]:
        group = QButtonGroup(self)
        made = {state: Segment(self._theme, self._t.say(word)) for state, word in STATES.items()}
        for segment in made.values():
            group.addButton(segment)
        return made

    def _lay_out(self) -> None:
        t, page = self._t, QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        for widget in (self.title, self.about, self.warning):
            column.addWidget(widget)
        column.addWidget(Text(self._theme, t("How it stands: keys 1 to 4 on the board"), "small", "ink3", wrap=True))
        grid = QGridLayout()
        grid.setSpacing(4)
        for number, segment in enumerate(self.states.values()):
            grid.addWidget(segment, number // 2, number % 2)
        column.addLayout(grid)
        column.addWidget(Field(self._theme, t("Its word there"), self.word))
        column.addWidget(Field(self._theme, t("Its key there"), self.reference, t("Such as PAY-412: statuses find it by this.")))
        column.addWidget(self.url_field)
        column.addWidget(self.day_field)
        column.addLayout(self._make_days())
        column.addWidget(self.insight)
        column.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 0, 0, 0)
        inside.addWidget(scroll_of(page))

    def _make_days(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for label, days in ((self._t("In a week"), _WEEK), (self._t("In a month"), _MONTH), (self._t("Never"), 0)):
            button = Button(self._theme, label, Role.PLAIN, height=28)
            button.clicked.connect(lambda _=False, after=days: self.reminded.emit(self._day_in(after)))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _day_in(self, days: int) -> date | None:
        """The day so many days from today here; None for none."""
        return datetime.now().astimezone().date() + timedelta(days) if days else None

    def _connect(self) -> None:
        for state, segment in self.states.items():
            segment.clicked.connect(lambda _=False, asked=state: self.state_asked.emit(asked, self.word.text()))
        self.word.editingFinished.connect(lambda: self._when_typed(self._keep_word))
        self.reference.editingFinished.connect(lambda: self._when_typed(self._keep_name))
        self.url.editingFinished.connect(lambda: self._when_typed(self._keep_name))
        self.day.editingFinished.connect(lambda: self._when_typed(self._keep_day))
        self.insight.clicked.connect(lambda: self.insight_asked.emit(self._line.insight if self._line is not None else ""))

    def show_line(self, line: DelegatedLine | None) -> None:
        """Show this ticket; what is being typed into it stays."""
        same = self._line is not None and line is not None and self._line.id == line.id
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self.title.say(line.title)
        days = self._t.n("delegated {count} day ago", "delegated {count} days ago", line.days) if line.days else self._t("delegated today")
        who = self._t("by {who}", who=line.by) if line.by else ""
        stands = self._t("{state}: {since}", state=STATES[line.state], since=since(line, self._t))
        self.about.say(", ".join(part for part in (ticket(line), line.owner, stands, days, who) if part))
        self.warning.say(gate(line, self._t))
        self.warning.setVisible(not line.passes)
        self.states[line.state].setChecked(True)
        texts = (line.status, line.reference, line.url, line.remind.isoformat() if line.remind is not None else "")
        for edit, text in zip((self.word, self.reference, self.url, self.day), texts, strict=True):
            if not (same and edit.hasFocus()):
                edit.setText(text)

    def focus_state(self) -> None:
        """The keyboard goes to the state."""
        if self._line is not None:
            self.states[self._line.state].setFocus()

    def _when_typed(self, keep: Callable[[DelegatedLine], None]) -> None:
        if self._line is not None:
            keep(self._line)

    def _keep_word(self, line: DelegatedLine) -> None:
        if self.word.text().strip() != line.status:
            self.state_asked.emit(line.state, self.word.text().strip())

    def _keep_name(self, line: DelegatedLine) -> None:
        if (self.reference.text().strip(), self.url.text().strip()) != (line.reference, line.url):
            self.named.emit(self.reference.text().strip(), self.url.text().strip())

    def _keep_day(self, line: DelegatedLine) -> None:
        text = self.day.text().strip()
        try:
            wanted = date.fromisoformat(text) if text else None
        except ValueError:
            self.day_field.wrong(self._t("This is no date: write 2026-05-31."))
            return
        self.day_field.wrong("")
        if wanted != line.remind:
            self.reminded.emit(wanted)
