"""How full a session is, drawn once for the roster and the door: the numbers, the bar with what is expected, and the sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

if TYPE_CHECKING:
    from council_app.services.door import DoorCounts  # a name only: loading the database would hold up the first page

_HEIGHT, _TRACK, _TICK, _LEAST_BOX = 24, 10, 2, 8


def in_the_room(counts: DoorCounts) -> int:
    """People in the room: those of the list and those who walked in."""
    return counts.arrived + counts.walk_ins


def said_yes(counts: DoorCounts) -> int:
    """People who have a chair by their word: still expected, or in already from the list."""
    return counts.expected + counts.arrived


def prediction(t: Translator, counts: DoorCounts) -> str:
    """“19–23”, one number when both ends are the same, "" where nothing was learned yet."""
    told = counts.forecast
    if told is None:
        return ""
    low, high = t.number(told.low), t.number(told.high)
    return low if told.low == told.high else t("{low}–{high}", low=low, high=high)


def bar_words(t: Translator, counts: DoorCounts) -> str:
    """What the bar draws, as a sentence."""
    parts = [t.n("{count} arrived", "{count} arrived", in_the_room(counts))]
    if counts.forecast is not None:
        parts.append(t("{range} expected", range=prediction(t, counts)))
    if counts.capacity is not None:
        parts.append(t.n("{count} chair", "{count} chairs", counts.capacity))
    return ", ".join(parts)


def forecast_words(t: Translator, counts: DoorCounts) -> str:
    """What the prediction rests on, or that there is nothing to rest one on."""
    told = counts.forecast
    if told is None:
        return t("No prediction yet: nobody was checked in at an earlier council of this market.")
    return t.n(
        "Learned from {count} earlier session in this market: {came} of {yes} came. 95 of 100 like it end between {low} and {high}.",
        "Learned from {count} earlier sessions in this market: {came} of {yes} came. 95 of 100 like them end between {low} and {high}.",
        told.sessions,
        came=told.came,
        yes=told.said_yes,
        low=told.low,
        high=told.high,
    )


def too_many_words(t: Translator, counts: DoorCounts) -> str:
    """A warning where more may come than there are chairs; "" where they will do."""
    told, chairs = counts.forecast, counts.capacity
    if chairs is None:
        return ""
    if in_the_room(counts) > chairs:
        return t.n(
            "There are more people than chairs: {count} is missing.",
            "There are more people than chairs: {count} are missing.",
            in_the_room(counts) - chairs,
        )
    if told is not None and told.high > chairs:
        share = t.percent(told.over_capacity or 0.0)
        return t(
            "Up to {high} may come and there are {chairs} chairs: with a chance of {share}, more come than fit.",
            high=told.high,
            chairs=chairs,
            share=share,
        )
    if told is None and said_yes(counts) + counts.walk_ins > chairs:
        return t("{yes} said yes and there are {chairs} chairs.", yes=said_yes(counts), chairs=chairs)
    return ""


class Figure(QWidget):
    """A number with its word below."""

    def __init__(self, theme: Theme, word: str) -> None:
        super().__init__()
        self._word = word
        self._number = Text(theme, "", "number", tabular=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._number)
        column.addWidget(Text(theme, word, "small", "ink3"))

    def say(self, number: str) -> None:
        """Show the number."""
        self._number.say(number)
        self.setAccessibleName(f"{number} {self._word}")


class CapacityBar(QWidget):
    """People in the room as a bar, what is predicted as a dashed box over it, the chairs as a tick."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._here, self._most = 0, 1
        self._chairs: int | None = None
        self._expected: tuple[int, int] | None = None
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_counts(self, counts: DoorCounts) -> None:
        """Draw the counts of a session; a screen reader hears them as a sentence."""
        told = counts.forecast
        self._here, self._chairs = in_the_room(counts), counts.capacity
        self._expected = (told.low, told.high) if told is not None else None
        known = (self._here, self._chairs or 0, told.high if told else 0, 0 if self._chairs else said_yes(counts) + counts.walk_ins)
        self._most = max(1, *known)
        words = bar_words(self._t, counts)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(320, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(120, _HEIGHT)

    def _at(self, people: int) -> float:
        """Where a number of people lies; the tick of the last one is still inside."""
        return (self.width() - _TICK) * people / self._most

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, people, box and tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, top = self._theme, (_HEIGHT - _TRACK) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line" if theme.dark else "sunk"))
        painter.drawRoundedRect(QRectF(0, top, self.width(), _TRACK), 2, 2)
        painter.setBrush(theme.colour("state.ok.text"))
        painter.drawRoundedRect(QRectF(0, top, self._at(self._here), _TRACK), 2, 2)
        if self._expected is not None:
            self._paint_expected(painter, *self._expected)
        if self._chairs is not None:
            painter.fillRect(QRectF(self._at(self._chairs), 1, _TICK, _HEIGHT - 2), theme.colour("ink"))

    def _paint_expected(self, painter: QPainter, low: int, high: int) -> None:
        left = self._at(low)
        width = max(float(_LEAST_BOX), self._at(high) - left)
        left = min(left, self.width() - width - 0.5)
        pen = QPen(self._theme.colour("ink2"), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(left + 0.5, 1.5, width - 1, _HEIGHT - 3), 2, 2)
