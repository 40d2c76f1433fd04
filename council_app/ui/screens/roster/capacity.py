"""How full the session is, above its list: numbers, the bar, what the prediction rests on, the other sittings, and the chairs to change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.attending import SAID_YES, TAKES_A_CHAIR
from council_app.domain.records import RosterLine, SessionRef
from council_app.i18n import Translator
from council_app.services.door import DoorCounts
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.capacity import CapacityBar, Figure, forecast_words, in_the_room, prediction, too_many_words
from council_app.ui.core.emptying import empty
from council_app.ui.core.feedback import Icon
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.page import action_row
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme

_SMALL_FIELD = 120


def plus_ones(lines: Sequence[RosterLine]) -> int:
    """How many others those who have a chair bring: they need one, too."""
    return sum(line.guests for line in lines if line.status in TAKES_A_CHAIR)


class RoomForm(QWidget):
    """Chairs and target, to be typed over. Enter saves, Escape leaves.

    Signals:
        saved: chairs and target, each None when nobody decided.
        left: nothing is to be changed.
    """

    saved = Signal(object, object)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._t = t
        self._chairs, self._target = line_edit(theme), line_edit(theme)
        self._fields = (
            Field(theme, t("Chairs"), self._chairs, width=_SMALL_FIELD),
            Field(theme, t("Target"), self._target, width=_SMALL_FIELD),
        )
        save, cancel = Button(theme, t("Save"), Role.PLAIN, height=32), Button(theme, t("Cancel"), Role.QUIET, height=32)
        save.clicked.connect(self.submit)
        cancel.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for field, edit in zip(self._fields, (self._chairs, self._target), strict=True):
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
            edit.installEventFilter(self)
        buttons = action_row(save, cancel)
        buttons.setContentsMargins(0, 26, 0, 0)
        row.addLayout(buttons, 1)
        row.setAlignment(buttons, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def begin(self, session: SessionRef) -> None:
        """Start from the numbers of a session."""
        for edit, number in ((self._chairs, session.capacity), (self._target, session.target)):
            edit.setText("" if number is None else str(number))
        self.show()
        self._chairs.setFocus()
        self._chairs.selectAll()

    def submit(self) -> None:
        """Read the numbers; what is none is said at its field."""
        numbers: list[int | None] = []
        for field, edit in zip(self._fields, (self._chairs, self._target), strict=True):
            typed = "".join(edit.text().split())
            good = not typed or (typed.isascii() and typed.isdigit() and 0 < int(typed) < 10_000)
            field.wrong("" if good else self._t("A number from 1 to 9999, or nothing."))
            if not good:
                edit.setFocus()
                return
            numbers.append(int(typed) if typed else None)
        self.saved.emit(*numbers)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter saves, Escape leaves."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.submit()
                return True
        return super().eventFilter(watched, event)


class CapacityStrip(Surface):
    """Reads nothing itself; it is given the counts, the list and the council's sittings.

    Signals:
        promote_asked: the next person of the waiting list is to get a chair.
        room_asked: chairs and target are to be changed.
        sitting_asked: another session of the council (its key).
    """

    promote_asked = Signal()
    room_asked = Signal()
    sitting_asked = Signal(str)

    def __init__(self, theme: Theme, t: Translator, name_of: Callable[[SessionRef], str]) -> None:
        super().__init__(theme, "canvas", "b")
        self._theme, self._t, self._name_of = theme, t, name_of
        self._is_compact = self._is_least = False
        names = ("arrived", "confirmed", "expected", "waiting", "chairs", "target", "plus")
        words = (t("arrived"), t("confirmed"), t("expected"), t("waiting"), t("chairs"), t("target"), t("plus-ones"))
        self.figures = {name: Figure(theme, word) for name, word in zip(names, words, strict=True)}
        self.bar = CapacityBar(theme, t)
        self.rests_on = Text(theme, "", "small", "ink3", wrap=True)
        self.warning = Text(theme, "", "body", "state.warn.text", weight=500, wrap=True)
        self.promote = Button(theme, t("Promote the next"), Role.PLAIN, height=32)
        self.promote.clicked.connect(self.promote_asked)
        self.change = Button(theme, t("Change chairs"), Role.QUIET, height=32, icon="pencil")
        self.change.clicked.connect(self.room_asked)
        self.form = RoomForm(theme, t)
        self._summary = Text(theme, "", "body", weight=500, elide=True)
        self._lay_out()

    def _lay_out(self) -> None:
        self._numbers = QWidget()
        flow = FlowLayout(self._numbers, gap=28)
        for figure in self.figures.values():
            flow.addWidget(figure)
        self._actions = QWidget()
        actions = QHBoxLayout(self._actions)
        actions.setContentsMargins(0, 0, 0, 0)
        actions.addWidget(self.promote)
        actions.addWidget(self.change)
        flow.addWidget(self._actions)
        self._warn = QWidget()
        warn = QHBoxLayout(self._warn)
        warn.setContentsMargins(0, 0, 0, 0)
        warn.setSpacing(8)
        warn.addWidget(Icon(self._theme, "triangle-alert", "state.warn.text"), 0, Qt.AlignmentFlag.AlignTop)
        warn.addWidget(self.warning, 1)
        self._sittings = QWidget()
        self._sitting_row = FlowLayout(self._sittings, gap=12, line_gap=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(6)
        for widget in (self._summary, self._numbers, self.bar, self._warn, self.rests_on, self._sittings, self.form):
            column.addWidget(widget)
        self.form.left.connect(self.close_form)

    def show_counts(self, counts: DoorCounts, lines: Sequence[RosterLine]) -> None:
        """The numbers of the session at hand."""
        t = self._t
        confirmed = sum(line.status in SAID_YES for line in lines)
        numbers: dict[str, int | None] = {
            "arrived": in_the_room(counts),
            "confirmed": confirmed,
            "waiting": counts.waiting,
            "chairs": counts.capacity,
            "target": counts.target,
            "plus": plus_ones(lines) or None,
        }
        for name, number in numbers.items():
            self.figures[name].setVisible(number is not None)
            self.figures[name].say(t.number(number or 0))
        expected = prediction(t, counts)
        self.figures["expected"].setVisible(bool(expected))
        self.figures["expected"].say(expected)
        self.bar.show_counts(counts)
        self.rests_on.say(forecast_words(t, counts))
        self.warning.say(too_many_words(t, counts))
        self._summary.say(_summary(t, counts, confirmed))
        self.promote.setVisible(bool(counts.waiting))
        self.promote.refuse(self._no_promotion(counts))
        self.compact(compact=self._is_compact, least=self._is_least)

    def _no_promotion(self, counts: DoorCounts) -> str:
        taken = counts.expected + in_the_room(counts)
        full = counts.capacity is not None and taken >= counts.capacity
        return self._t("Every chair is taken: raise their number or cancel somebody first.") if full else ""

    def show_sittings(self, here: SessionRef, others: Sequence[SessionRef], both: int) -> None:
        """The council's other sessions with their numbers, and how many people are on two lists."""
        t = self._t
        empty(self._sitting_row)
        for other in others:
            numbers = t(
                "{confirmed} of {chairs} confirmed, {waiting} waiting",
                confirmed=t.number(other.confirmed),
                chairs="–" if other.capacity is None else t.number(other.capacity),
                waiting=t.number(other.waiting),
            )
            go = Button(self._theme, t("{sitting}: {numbers}", sitting=self._name_of(other), numbers=numbers), Role.LINK, height=28)
            go.clicked.connect(lambda _=False, key=other.key: self.sitting_asked.emit(key))
            self._sitting_row.addWidget(go)
        if others and both:
            words = t.n(
                "{count} person is on both lists and takes two chairs.", "{count} people are on both lists and take two chairs each.", both
            )
            self._sitting_row.addWidget(Text(self._theme, words, "small", "state.warn.text"))
        self.setAccessibleName(self._name_of(here))
        self._sittings.setVisible(bool(others) and not self._is_least)

    # -- the form, and the small form of the strip

    def open_form(self, session: SessionRef) -> None:
        """Let chairs and target be typed over."""
        self.form.begin(session)
        self.change.hide()

    def close_form(self) -> None:
        """Put the form away."""
        self.form.hide()
        self.change.setVisible(not self._is_compact)

    def compact(self, *, compact: bool, least: bool) -> None:
        """One line where the window is low, and only what is amiss below it where it is lowest: the list needs the room."""
        self._is_compact, self._is_least = compact, least
        self._sittings.setVisible(bool(self._sitting_row.count()) and not least)
        self._summary.setVisible(compact)
        for widget in (self._numbers, self.bar):
            widget.setVisible(not compact)
        self.rests_on.setVisible(not compact)
        self._warn.setVisible(bool(self.warning.text()))


def _summary(t: Translator, counts: DoorCounts, confirmed: int) -> str:
    parts = [
        t.n("{count} arrived", "{count} arrived", in_the_room(counts)),
        t("{count} confirmed", count=t.number(confirmed)),
        t("{count} waiting", count=t.number(counts.waiting)),
    ]
    expected = prediction(t, counts)
    if expected:
        parts.append(t("{range} expected", range=expected))
    if counts.capacity is not None:
        parts.append(t.n("{count} chair", "{count} chairs", counts.capacity))
    return " · ".join(parts)
