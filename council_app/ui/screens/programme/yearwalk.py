"""The year without its paint: which rings there are and where, and how arrows walk from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from council_app.domain.cadence import Pace
from council_app.domain.year import CouncilMark, MarketYear, ProgrammeYear
from council_app.i18n import Translator
from council_app.ui.core.theme import Theme
from council_app.ui.screens.programme.ring import SIZE, ring_words

ROW, AXIS, FOOT = 56, 26, 20
LEFT, RIGHT, PAD = 150, 132, 20
NARROW_LEFT = 104
_NARROW = 760
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Spot:
    """Something on a market's line: a council, or (None) the one that has no date."""

    mark: CouncilMark | None
    day: date


class YearWalk(QAbstractScrollArea):
    """All markets of a year; a subclass paints them.

    Signals:
        stood: another market is at hand (its key).
        opened: a council was opened (its key).
        plan_asked: the ring without a date was opened (the market's key).
    """

    stood = Signal(str)
    opened = Signal(str)
    plan_asked = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._year = ProgrammeYear(1, (), date.min, ())
        self._row = self._place = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(t("The year"))
        self.viewport().setMouseTracking(True)
        theme.changed.connect(self.viewport().update)

    # -- what it shows

    def show_year(self, year: ProgrammeYear) -> None:
        """These markets; the market and the council at hand stay where they are still there."""
        market, council = self.market, self.council
        self._year = year
        keys = [row.market for row in year.markets]
        self._row = keys.index(market) if market in keys else 0
        spots = self._spots(self._row) if keys else ()
        held = [number for number, spot in enumerate(spots) if spot.mark is not None and spot.mark.key == council]
        self._place = held[0] if held else max(0, self._newest(spots))
        self._fit()
        self._said()

    def _newest(self, spots: tuple[Spot, ...]) -> int:
        return max((number for number, spot in enumerate(spots) if spot.mark is not None and spot.mark.held), default=len(spots) - 1)

    @property
    def market(self) -> str:
        """The market at hand, "" where there is none."""
        return self._year.markets[self._row].market if self._row < len(self._year.markets) else ""

    @property
    def council(self) -> str:
        """The council at hand, "" where there is none."""
        spot = self.spot
        return spot.mark.key if spot is not None and spot.mark is not None else ""

    @property
    def spot(self) -> Spot | None:
        """The ring at hand."""
        spots = self._spots(self._row)
        return spots[self._place] if 0 <= self._place < len(spots) else None

    def stand_on(self, market: str) -> None:
        """Take a market in hand."""
        keys = [row.market for row in self._year.markets]
        if market in keys:
            self._go(keys.index(market), self._newest(self._spots(keys.index(market))))

    def _spots(self, row: int) -> tuple[Spot, ...]:
        if row >= len(self._year.markets):
            return ()
        line = self._year.markets[row]
        spots = [Spot(mark, mark.day) for mark in line.councils]
        if line.cadence.pace is Pace.NO_DATE and line.cadence.due is not None:
            spots.append(Spot(None, self._undated_day(line)))
        return tuple(spots)

    def _undated_day(self, line: MarketYear) -> date:
        """Where a ring without a date is drawn: between now, or the last council, and the day it is due."""
        due = line.cadence.due or self._year.today
        begins = max(
            [self._year.today if self._year.today.year == due.year else date(due.year, 1, 1), *(mark.day for mark in line.councils)]
        )
        return begins + (due - begins) / 2 if due > begins else begins

    # -- geometry

    @property
    def _narrow(self) -> bool:
        return self.viewport().width() < _NARROW

    def _span(self) -> tuple[float, float]:
        """Where January begins and December ends."""
        left = PAD + (NARROW_LEFT if self._narrow else LEFT) + SIZE / 2
        right = self.viewport().width() - PAD - (0 if self._narrow else RIGHT) - SIZE / 2
        return left, max(right, left + 1)

    def _x(self, day: date) -> float:
        left, right = self._span()
        first = date(self._year.year, 1, 1)
        return left + (right - left) * (day - first).days / ((date(self._year.year + 1, 1, 1) - first).days)

    def _centres(self, row: int) -> list[float]:
        """Where the rings of a line are: at their days, but never nearer than half a ring to the one before."""
        found: list[float] = []
        for spot in self._spots(row):
            x = self._x(spot.day)
            found.append(max(x, found[-1] + SIZE / 2) if found else x)
        return found

    def _top(self, row: int) -> int:
        return AXIS + row * ROW - self.verticalScrollBar().value()

    def sizeHint(self) -> QSize:
        """All lines."""
        return QSize(640, AXIS + ROW * max(1, len(self._year.markets)) + FOOT)

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(320, AXIS + ROW + FOOT)

    def _fit(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height() - AXIS - FOOT
        bar.setSingleStep(ROW)
        bar.setPageStep(max(ROW, room))
        bar.setRange(0, max(0, len(self._year.markets) * ROW - room))
        self.updateGeometry()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer lines fit."""
        super().resizeEvent(event)
        self._fit()

    # -- walking

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End and Enter."""
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        here = self._spots(self._row)
        if event.key() in steps:
            down, along = steps[Qt.Key(event.key())]
            self._step(down, along)
        elif event.key() == Qt.Key.Key_Home:
            self._go(self._row, 0)
        elif event.key() == Qt.Key.Key_End:
            self._go(self._row, len(here) - 1)
        elif event.key() in _ENTER:
            self.open_spot()
        else:
            super().keyPressEvent(event)

    def _step(self, down: int, along: int) -> None:
        if along:
            self._go(self._row, max(0, min(self._place + along, len(self._spots(self._row)) - 1)))
            return
        row = max(0, min(self._row + down, len(self._year.markets) - 1))
        if row != self._row:
            centres, x = (
                self._centres(row),
                (self._centres(self._row) or [0.0])[min(self._place, max(0, len(self._spots(self._row)) - 1)) or 0],
            )
            self._go(row, min(range(len(centres)), key=lambda number: abs(centres[number] - x), default=0))

    def _go(self, row: int, place: int) -> None:
        other = row != self._row
        self._row, self._place = row, max(0, place)
        bar, top = self.verticalScrollBar(), row * ROW
        bar.setValue(min(top, max(bar.value(), top + ROW - (self.viewport().height() - AXIS - FOOT))))
        self._said()
        self.viewport().update()
        if other:
            self.stood.emit(self.market)

    def open_spot(self) -> None:
        """Open the ring at hand."""
        spot = self.spot
        if spot is not None and spot.mark is not None:
            self.opened.emit(spot.mark.key)
        elif self.market:
            self.plan_asked.emit(self.market)

    def _said(self) -> None:
        """Tell who does not see it what is at hand."""
        self.setAccessibleDescription(self.words_of(self._row, self._place))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def words_of(self, row: int, place: int) -> str:
        """A ring in words, after its market."""
        if row >= len(self._year.markets):
            return ""
        line, spots = self._year.markets[row], self._spots(row)
        market = f"{self._t.territory(line.country)}, {self._t.say(line.cadence.words)}"
        if not 0 <= place < len(spots):
            return market
        mark = spots[place].mark
        return f"{market}\n{self._undated_words(line) if mark is None else ring_words(self._t, mark)}"

    def _undated_words(self, line: MarketYear) -> str:
        number, promised = line.cadence.number or 0, line.cadence.promised or 0
        return self._t("Council {number} of {promised} has no date.", number=number, promised=promised)

    def _at(self, point: QPoint) -> tuple[int, int] | None:
        """The line and the ring under a point; -1 is the line itself."""
        row = (point.y() - AXIS + self.verticalScrollBar().value()) // ROW
        if point.y() < AXIS or not 0 <= row < len(self._year.markets):
            return None
        near = [(abs(x - point.x()), number) for number, x in enumerate(self._centres(row))]
        distance, number = min(near, default=(SIZE, -1))
        return row, number if distance <= SIZE / 2 + 3 else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press takes a market in hand, on a ring it opens it."""
        found = self._at(event.position().toPoint())
        if found is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        row, place = found
        self._go(row, place if place >= 0 else self._newest(self._spots(row)))
        if place >= 0:
            self.open_spot()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring at hand gets its frame."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And loses it."""
        super().focusOutEvent(event)
        self.viewport().update()
