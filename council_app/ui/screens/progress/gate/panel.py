"""The gate of the post at hand: how many sentences hold it back, each with its way out, and what nothing offends."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.disclosure import MINIMUM_PUBLIC
from council_app.domain.held import Rule
from council_app.i18n import Translator
from council_app.ui.core.emptying import empty
from council_app.ui.core.feedback import Icon
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.progress.gate.points import PASSED, Point, Verdict
from council_app.ui.screens.progress.gate.row import PointRow

_LOW = 400
"""px of height below which the foot would leave too little of the points in sight."""


class GateHead(Surface):
    """One sentence on a coloured ground, with its icon."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "state.bad.fill", "b")
        self._icon = Icon(theme, "octagon-x", "state.bad.text", 20)
        self.title = Text(theme, "", "panel-title", "state.bad.text", wrap=True)
        self.line = Text(theme, "", "small", "ink2", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.line)

    def say(self, title: str, line: str, *, state: str, icon: str) -> None:
        """Say it in a state ("ok", "bad", "warn")."""
        self.recolour(f"state.{state}.fill")
        self._icon.swap(icon, f"state.{state}.text")
        self.title.use_ink(f"state.{state}.text")
        self.title.say(title)
        self.line.say(line)
        self.line.setVisible(bool(line))


class GatePanel(Surface):
    """Shows a `Verdict`; while a form is open in a row, that row stays.

    Signals:
        place_asked: a point's place in the text is wanted (carries the `Point`).
        settling: its remedy is wanted, or somebody's answer for it is to be taken back (carries the `Point`).
        answering: a second person answers for it (carries the `Point`, name and reason).
    """

    place_asked = Signal(object)
    settling = Signal(object)
    answering = Signal(object, object)

    def __init__(self, theme: Theme, t: Translator, foot: QWidget) -> None:
        super().__init__(theme, "canvas")
        self._theme, self._t = theme, t
        self.refusal = ""
        self.verdict: Verdict | None = None
        self.rows: list[PointRow] = []
        self._said = -1
        self._later: Verdict | None = None
        self.head = GateHead(theme)
        self._nothing = Text(theme, t("There is no post here yet."), "body", "ink3", wrap=True)
        inside = QWidget()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._passed = QVBoxLayout()
        self._passed.setContentsMargins(16, 12, 16, 12)
        self._passed.setSpacing(5)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        nothing = QVBoxLayout()
        nothing.setContentsMargins(16, 16, 16, 0)
        nothing.addWidget(self._nothing)
        column.addLayout(nothing)
        column.addLayout(self._rows)
        column.addLayout(self._passed)
        column.addStretch(1)
        self._scroll, self._foot = scroll_of(inside), foot
        self._column, self._low = column, False
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._scroll, 1)
        self._whole.addWidget(foot)
        self.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, the foot scrolls with the rest."""
        super().resizeEvent(event)
        low = self.height() < _LOW
        if low is not self._low:
            self._low = low
            (self._column if low else self._whole).addWidget(self._foot)

    # -- what is shown

    def clear(self, *, there: bool = False) -> None:
        """There is no post to hold back, or (`there`) nothing is known of it yet."""
        self._nothing.setVisible(not there)
        self.verdict = self._later = None
        self._said = -1
        self._fill(None)
        self.head.hide()

    def wait(self) -> None:
        """The first answer is not there yet."""
        if self.verdict is None:
            self.head.say(self._t("Reading"), "", state="warn", icon="loader")
            self.head.show()

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what the gate says now; while somebody fills in a form, afterwards."""
        if any(row.form is not None for row in self.rows):
            self._later = verdict
            self._show_head(verdict)
            return
        same = self.verdict is not None and self.verdict.points == verdict.points
        self.verdict, self._later = verdict, None
        self._show_head(verdict)
        if not same:
            self._fill(verdict)

    def _show_later(self) -> None:
        if self._later is not None:
            self.show_verdict(self._later)

    def _show_head(self, verdict: Verdict) -> None:
        t, count = self._t, len(verdict.held)
        if count:
            title = t.n("{count} sentence holds this back", "{count} sentences hold this back", count)
            line = t.n(
                "Nothing is dropped without you. Export opens when it is settled.",
                "Nothing is dropped without you. Export opens when all {count} are settled.",
                count,
            )
            self.head.say(title, line, state="bad", icon="octagon-x")
        else:
            title = t("Nothing holds this back")
            self.head.say(title, t("A second person reads it all the same, and signs it off."), state="ok", icon="circle-check")
        self.head.show()
        if count != self._said:
            self._said = count
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, title))

    def _fill(self, verdict: Verdict | None) -> None:
        here = next((number for number, row in enumerate(self.rows) if row.hasFocus() or row.isAncestorOf(self.focusWidget() or self)), -1)
        empty(self._rows)
        empty(self._passed)
        self.rows = []
        if verdict is None:
            return
        for number, point in enumerate((*verdict.held, *(point for point in verdict.points if point.answered is not None))):
            self.rows.append(self._row(point, number + 1))
            self._rows.addWidget(self.rows[-1])
        for rule in verdict.passed:
            self._passed.addWidget(self._tick(rule))
        if here >= 0 and self.rows:
            self.rows[min(here, len(self.rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, point: Point, number: int) -> PointRow:
        row = PointRow(self._theme, self._t, point, number, self.refusal)
        row.asked.connect(partial(self.place_asked.emit, point))
        row.settling.connect(partial(self.settling.emit, point))
        row.answering.connect(partial(self.answering.emit, point))
        row.stepped.connect(partial(self._step, row))
        row.opened.connect(partial(self._show_form, row))
        row.closed.connect(self._show_later)
        return row

    def _tick(self, rule: Rule) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(Icon(self._theme, "check", "state.ok.text", 14), 0, Qt.AlignmentFlag.AlignTop)
        message = PASSED[rule]
        said = self._t(message.text, count=self._t.number(MINIMUM_PUBLIC)) if rule is Rule.CELL else self._t.say(message)
        row.addWidget(Text(self._theme, said, "small", "ink", wrap=True), 1)
        return line

    # -- where the keyboard is

    def _step(self, row: PointRow, by: int) -> None:
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._show_row(self.rows[at])

    def go_to(self, number: int) -> None:
        """Stand on a point (from 0), where there is one."""
        if 0 <= number < len(self.rows):
            self.rows[number].setFocus(Qt.FocusReason.TabFocusReason)
            QTimer.singleShot(0, self, lambda: self._show_row(self.rows[number]) if number < len(self.rows) else None)

    def _show_form(self, row: PointRow) -> None:
        """Once it is laid out: its lines first, where there is room for no more."""
        QTimer.singleShot(0, row, lambda: self._scroll.ensureWidgetVisible(row.form.send, 0, 12) if row.form is not None else None)
        QTimer.singleShot(0, row, lambda: self._scroll.ensureWidgetVisible(row.form.first, 0, 40) if row.form is not None else None)

    def show_foot(self) -> None:
        """Have the foot in sight, where it scrolls with the rest."""
        if self._low:
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self._foot, 0, 0))

    def _show_row(self, row: PointRow) -> None:
        self._scroll.ensureWidgetVisible(row, 0, 20)

    @property
    def at_hand(self) -> PointRow | None:
        """The row the keyboard is in, or the first that holds the post back."""
        focused = self.focusWidget()
        return next(
            (row for row in self.rows if row is focused or (focused is not None and row.isAncestorOf(focused))), next(iter(self.rows), None)
        )

    def answered(self, point: Point, sentence: str = "") -> None:
        """Somebody's answer was kept, or refused in these words."""
        row = next((row for row in self.rows if row.point == point), None)
        if row is None or row.form is None:
            return
        if sentence:
            row.form.fail(sentence)
        else:
            row.close_form()
