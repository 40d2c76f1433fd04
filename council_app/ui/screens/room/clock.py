"""The agenda clock as it looks: what is left in large digits, how far the session is behind, and the buttons that change it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.clock import Pace, Reading
from council_app.domain.enums import SessionState
from council_app.domain.room import RoomFacts
from council_app.errors import m_
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.keys import key_text
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.clockparts import ClockBar, PaceChip, Proposal, digits, say
from council_app.ui.screens.room.desk import Desk
from council_app.ui.screens.room.keys import FIVE_KEYS, NEXT_KEYS, ONE_KEYS, PAUSE_KEYS, SHRINK_KEYS, WRAP_KEYS

_SMALL = 38


class StepButton(Button):
    """A small square one: an icon or two characters."""

    @property
    def _padding(self) -> int:
        return 6


class ClockFace(QWidget):
    """The head of the agenda: before, while and after the session runs.

    Signals:
        wrap_asked: the last block is under way, or the session is closed: the wrap-up was asked for.
        settled: a proposal was answered: the keyboard goes back to the line.
    """

    wrap_asked = Signal()
    settled = Signal()

    def __init__(self, theme: Theme, t: Translator, desk: Desk) -> None:
        super().__init__()
        self._theme, self._t, self._desk = theme, t, desk
        self.title = Text(theme, "", "body", weight=600, elide=True)
        self.ends = Text(theme, "", "body", "ink3")
        self.digits = Text(theme, "", "clock", tabular=True)
        self.of = Text(theme, "", "body", "ink3")
        self.bar, self.chip = ClockBar(theme), PaceChip(theme)
        self.prompt = Text(theme, "", "quote", wrap=True)
        self._make_buttons()
        self.proposal = Proposal(theme, t)
        self.proposal.taken.connect(self._shrink)
        self.proposal.left.connect(self._leave_it)
        self._lay_out()
        desk.ticked.connect(self.refresh)

    def _make_buttons(self) -> None:
        theme, t, desk = self._theme, self._t, self._desk
        self.shrink = Button(theme, t("Shrink later"), Role.LINK, height=28)
        self.pause = StepButton(theme, "", height=32, icon="pause")
        self.one, self.five = StepButton(theme, "+1", height=32), StepButton(theme, "+5", height=32)
        self.next = Button(theme, t("Next"), Role.PRIMARY, height=32, icon="skip-forward")
        self.start = Button(theme, t("Start the session"), Role.PRIMARY, height=32, icon="play")
        self.wrap = Button(theme, t("Wrap-up"), Role.PLAIN, height=32)
        for button in (self.shrink, self.pause, self.one, self.five, self.next, self.start, self.wrap):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the line
        self._hint(self.one, t.n("{count} minute more", "{count} minutes more", 1), ONE_KEYS)
        self._hint(self.five, t.n("{count} minute more", "{count} minutes more", 5), FIVE_KEYS)
        self._hint(self.start, t("Start the session"), NEXT_KEYS)
        self._hint(self.wrap, t("Wrap-up"), WRAP_KEYS)
        self._hint(self.shrink, t("Propose shorter blocks later on"), SHRINK_KEYS)
        self.shrink.clicked.connect(self.propose)
        self.pause.clicked.connect(desk.pause_or_go_on)
        self.one.clicked.connect(lambda: desk.add(1))
        self.five.clicked.connect(lambda: desk.add(5))
        self.next.clicked.connect(self.go_on)
        self.start.clicked.connect(desk.start)
        self.wrap.clicked.connect(self.wrap_asked)

    @staticmethod
    def _hint(button: Button, words: str, keys: str) -> None:
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({key_text(keys)})" if keys else words)

    def _lay_out(self) -> None:
        top, middle, state, row = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.title, 1)
        top.addWidget(self.ends)
        middle.setSpacing(8)
        middle.addWidget(self.digits)
        middle.addWidget(self.of, 0, Qt.AlignmentFlag.AlignBottom)
        middle.addStretch(1)
        state.addWidget(self.chip)
        state.addStretch(1)
        state.addWidget(self.shrink)
        row.setSpacing(6)
        for small in (self.pause, self.one, self.five):
            small.setFixedWidth(_SMALL)
        for button, stretch in ((self.pause, 0), (self.one, 0), (self.five, 0), (self.next, 1), (self.start, 1), (self.wrap, 1)):
            row.addWidget(button, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(0)
        for layout in (top, middle):
            column.addLayout(layout)
        column.addSpacing(6)
        column.addWidget(self.bar)
        column.addSpacing(12)
        column.addLayout(state)
        column.addWidget(self.proposal)
        column.addSpacing(8)
        column.addLayout(row)
        column.addSpacing(10)
        column.addWidget(self.prompt)

    # -- showing

    def refresh(self) -> None:
        """Show the clock as it stands; what did not change is not painted again."""
        facts, reading = self._desk.facts, self._desk.reading
        if facts is None:
            return
        live = facts.state is SessionState.LIVE
        for widget in (self.digits, self.of, self.bar, self.pause, self.one, self.five):
            widget.setVisible(reading is not None)
        self.next.setVisible(live and bool(facts.blocks))
        self.start.setVisible(facts.state is SessionState.PLANNED)
        self.wrap.setVisible(facts.state is SessionState.CLOSED or (live and not facts.blocks))
        if reading is None:
            self._show_standing(facts)
        else:
            self._show_running(facts, reading)

    def _show_standing(self, facts: RoomFacts) -> None:
        t, zone = self._t, ZoneInfo(facts.zone)
        self.chip.say("", "", "")
        self.shrink.hide()
        self.proposal.hide()
        self.prompt.hide()
        self.ends.say("")
        if facts.closed_at is not None:
            self.title.say(t("Closed at {time}", time=t.time(facts.closed_at, zone=zone)))
        elif facts.state is SessionState.LIVE:
            self.title.say(t("Live") if not facts.blocks else t("Between two blocks"))
        else:
            self.title.say(t("Planned for {time}", time=t.time(facts.starts)))

    def _show_running(self, facts: RoomFacts, reading: Reading) -> None:
        t, block = self._t, reading.block
        say(self.title, block.title)
        ends = datetime.now(UTC) + timedelta(seconds=max(0.0, reading.left))
        say(self.ends, "" if reading.over else t("ends {time}", time=t.time(ends, zone=ZoneInfo(facts.zone))))
        say(self.digits, digits(reading.left))
        self.digits.use_ink("state.warn.text" if reading.over else "ink")
        minutes = t.number(block.length)
        say(self.of, t("over {minutes}", minutes=minutes) if reading.over else t("left of {minutes}", minutes=minutes))
        self.bar.show_part(reading.part, over=reading.over)
        self._show_pace(reading)
        running = block.running
        self.pause.use_icon("pause" if running else "play")
        self._hint(self.pause, t("Pause the clock") if running else t("Let the clock run on"), PAUSE_KEYS)
        label = t("Wrap up") if self._desk.at_last else t("Next")
        if self.next.text() != label:
            self.next.rename(label)
        self._hint(self.next, label, NEXT_KEYS)
        prompt = block.prompt or block.task
        say(self.prompt, prompt)
        self.prompt.setVisible(bool(prompt))

    def _show_pace(self, reading: Reading) -> None:
        t, count = self._t, reading.minutes_off
        behind = reading.pace is Pace.BEHIND
        self.shrink.setVisible(behind and bool(self._desk.cuts) and not self.proposal.isVisible())
        if not reading.block.running:
            self.chip.say(t("Paused"), "", "pause")
        elif reading.pace is None:
            self.chip.say(t("Reopened"), "", "clock")
        elif behind:
            self.chip.say(t.n("{count} min behind", "{count} min behind", count), "warn", "clock-alert")
        elif reading.pace is Pace.AHEAD:
            self.chip.say(t.n("{count} min ahead", "{count} min ahead", count), "ok", "clock")
        else:
            self.chip.say(t("On time"), "ok", "check")

    # -- doing

    def go_on(self) -> None:
        """The first block of a planned session, the next one, or the wrap-up behind the last one."""
        if self._desk.state is SessionState.PLANNED:
            self._desk.start()
        elif self._desk.at_last:
            self.wrap_asked.emit()
        else:
            self.proposal.hide()
            self._desk.next()

    def propose(self) -> None:
        """Say what later blocks would give back, before anything is changed."""
        cuts = self._desk.cuts
        reading = self._desk.reading
        if cuts and reading is not None:
            self.proposal.show_cuts(cuts, reading.minutes_off)
            self.shrink.hide()

    def _leave_it(self) -> None:
        self.proposal.hide()
        self.settled.emit()

    def _shrink(self) -> None:
        saved = sum(cut.before - cut.after for cut in self.proposal.cuts)
        self._leave_it()
        self._desk.shrink(self.proposal.cuts, m_("Later blocks give back {count} min", count=saved))
