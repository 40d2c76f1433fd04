"""The agenda clock as it looks: what is left in large digits, how far the session is behind, and the buttons that change it."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.clock import Cut, Pace, Reading
from council_app.domain.enums import SessionState
from council_app.domain.room import RoomFacts
from council_app.errors import m_
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.keys import key_text
from council_app.ui.core.text import Surface, Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.desk import Desk
from council_app.ui.screens.room.lists import empty

PAUSE_KEYS, ONE_KEYS, FIVE_KEYS, NEXT_KEYS, SHRINK_KEYS = "Alt+P", "Alt+1", "Alt+5", "Alt+N", "Alt+S"
_CHIP, _SMALL = 24, 38


def digits(seconds: float) -> str:
    """“12:40”, “75:00”; below nothing with a minus of its own width."""
    whole = math.ceil(seconds) if seconds >= 0 else math.ceil(-seconds)
    return f"{'−' if seconds < 0 else ''}{whole // 60}:{whole % 60:02}"


class ClockBar(QWidget):
    """How much of the block's time is gone: marigold with an ink edge where it stands."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._part, self._over = theme, 0.0, False
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_part(self, part: float, *, over: bool) -> None:
        """Draw 0–1 of the bar; repainted only when a pixel changes."""
        moved = round(part * self.width()) != round(self._part * self.width()) or over is not self._over
        self._part, self._over = part, over
        if moved:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The track, what is gone, and the edge."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), 8), 2, 2)
        gone = self.width() * self._part
        painter.setBrush(theme.colour("state.warn.text" if self._over else "mark"))
        painter.drawRoundedRect(QRectF(0, 0, gone, 8), 2, 2)
        painter.fillRect(QRectF(min(max(0.0, gone - 1), self.width() - 2), 0, 2, 8), theme.colour("ink"))


class PaceChip(QWidget):
    """Ahead, on time, behind or paused: words, a ground and an icon."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._words, self._state, self._icon = theme, "", "", ""
        self.setFixedHeight(_CHIP)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()
        theme.changed.connect(self.update)

    def say(self, words: str, state: str, icon: str) -> None:
        """Show these words; `state` is warn, ok or "" (quiet)."""
        if (words, state, icon) == (self._words, self._state, self._icon):
            return
        self._words, self._state, self._icon = words, state, icon
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, words and padding."""
        return QSize(round(advance(self._theme, self._words, "body", 500)) + 38, _CHIP)

    def minimumSizeHint(self) -> QSize:
        """Long words may be cut; the tooltip keeps them."""
        return QSize(min(96, self.sizeHint().width()), _CHIP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A small pill."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = f"state.{self._state}.fill" if self._state else "mark-tint"
        ink = f"state.{self._state}.text" if self._state else "ink2"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        draw_icon(painter, self._icon, theme.colour(ink), 9, 5, 14)
        words = elided(theme, self._words, "body", self.width() - 36, 500)
        draw_line(painter, theme, words, "body", 29, 2, ink, weight=500)


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
        """The next block, or the wrap-up behind the last one."""
        if self._desk.at_last:
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


class Proposal(Surface):
    """Which blocks would become how short, with the two ways out.

    Signals:
        taken, left: do it; leave everything as it is.
    """

    taken = Signal()
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas")
        self._theme, self._t = theme, t
        self.cuts: tuple[Cut, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.saves = Text(theme, "", "small", "ink2", elide=True)
        self.take, leave = Button(theme, t("Shrink"), height=28), Button(theme, t("Leave it"), Role.QUIET, height=28)
        self.take.clicked.connect(self.taken)
        leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)
        row.addWidget(self.take)
        row.addWidget(leave)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 4)
        column.setSpacing(2)
        column.addLayout(self._rows)
        column.addWidget(self.saves)
        column.addLayout(row)
        self.hide()

    def show_cuts(self, cuts: tuple[Cut, ...], behind: int) -> None:
        """Say what would be done."""
        t, self.cuts = self._t, cuts
        empty(self._rows)
        for cut in cuts:
            self._rows.addWidget(self._line(cut))
        saved = sum(cut.before - cut.after for cut in cuts)
        self.saves.say(t("Makes up {saved} of {behind} min.", saved=t.number(saved), behind=t.number(max(saved, behind))))
        self.show()
        self.take.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _line(self, cut: Cut) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(self._theme, cut.title, "small", elide=True), 1)
        minutes = self._t("{before} → {after}", before=self._t.number(cut.before), after=self._t.number(cut.after))
        row.addWidget(Text(self._theme, minutes, "small", weight=600))
        return line


def say(label: Text, words: str) -> None:
    """Change a label only where the words change: a second that goes by repaints its digits alone."""
    if label.text() != words:
        label.say(words)
