"""The year: a line per market, a ring per council, today across all of them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip

from council_app.domain.year import CouncilMark, MarketYear
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.screens.programme.ring import draw_chosen, draw_ring, draw_undated
from council_app.ui.screens.programme.yearwalk import AXIS, FOOT, LEFT, NARROW_LEFT, PAD, RIGHT, ROW, YearWalk


class YearView(YearWalk):
    """The lines, painted; what is under the pointer says itself in words."""

    def viewportEvent(self, event: QEvent) -> bool:
        """What is under the pointer, in words."""
        if isinstance(event, QHelpEvent):
            found = self._at(event.pos())
            words = self.words_of(*found) if found is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
            found = self._at(event.position().toPoint())
            over = found is not None and found[1] >= 0
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        return super().viewportEvent(event)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines on show, under the months, with today across them."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("canvas"))
        self._paint_months(painter)
        painter.setClipRect(QRect(0, AXIS, self.viewport().width(), self.viewport().height() - AXIS - FOOT))
        for row in range(len(self._year.markets)):
            if -ROW < self._top(row) - AXIS < self.viewport().height():
                self._paint_row(painter, row)
        painter.setClipping(False)
        self._paint_today(painter)
        painter.setClipRect(QRect(0, AXIS, self.viewport().width(), self.viewport().height() - AXIS - FOOT))
        for row in range(len(self._year.markets)):
            if -ROW < self._top(row) - AXIS < self.viewport().height():
                self._paint_rings(painter, row)

    def _paint_months(self, painter: QPainter) -> None:
        theme, bottom = self._theme, min(self._top(len(self._year.markets)), self.viewport().height() - FOOT)
        for month in range(1, 13):
            x, after = (self._x(date(self._year.year + (month + step) // 13, (month + step - 1) % 12 + 1, 1)) for step in (0, 1))
            painter.fillRect(int(x), AXIS, 1, max(0, bottom - AXIS), theme.colour("line"))
            name = self._t.month_short(date(self._year.year or 1, month, 1))
            if advance(theme, name, "small") > after - x - 4:
                name = name[:1]
            draw_line(painter, theme, name, "small", x + 4, 4, "ink2")

    def _paint_row(self, painter: QPainter, row: int) -> None:
        theme, t, line, top = self._theme, self._t, self._year.markets[row], self._top(row)
        here = row == self._row
        if here:
            painter.fillRect(0, top + 4, 3, ROW - 9, theme.colour("mark"))
        room = (NARROW_LEFT if self._narrow else LEFT) - 8
        name = elided(theme, t.territory(line.country), "body", room, 600)
        draw_line(painter, theme, name, "body", PAD, top + 9, weight=600)
        below = self._below(line)
        draw_line(painter, theme, elided(theme, below, "small", room), "small", PAD, top + 29, self._ink(line) if self._narrow else "ink3")
        if not self._narrow:
            self._paint_state(painter, line, top)
        if row + 1 < len(self._year.markets):
            painter.fillRect(PAD, top + ROW - 1, self.viewport().width() - 2 * PAD, 1, theme.colour("line"))

    def _below(self, line: MarketYear) -> str:
        """Under a market's name: where, and how often; where there is no room beside the year, how it keeps that."""
        promise = line.cadence.promise
        if self._narrow:
            return self._t.say(line.cadence.words)
        city = line.cities[0] if line.cities else ""
        return ", ".join(part for part in (city, self._t.say(promise) if promise is not None else "") if part)

    def _ink(self, line: MarketYear) -> str:
        return "ink2" if line.cadence.pace.good else "state.warn.text"

    def _paint_state(self, painter: QPainter, line: MarketYear, top: int) -> None:
        theme, right = self._theme, self.viewport().width() - PAD
        words = elided(theme, self._t.say(line.cadence.words), "small", RIGHT, 600)
        coming = line.coming
        more = "" if coming is None else self._coming(coming)
        draw_line(
            painter,
            theme,
            words,
            "small",
            right - advance(theme, words, "small", 600),
            top + (11 if more else 19),
            self._ink(line),
            weight=600,
        )
        more = elided(theme, more, "small", RIGHT)
        draw_line(painter, theme, more, "small", right - advance(theme, more, "small"), top + 29, "ink3")

    def _coming(self, mark: CouncilMark) -> str:
        """The next council's chairs."""
        if mark.wanted is None:
            return ""
        if mark.waiting:
            return self._t("{people} of {wanted}, {waiting} waiting", people=mark.expected, wanted=mark.wanted, waiting=mark.waiting)
        return self._t("{people} of {wanted} people", people=mark.expected, wanted=mark.wanted)

    def _paint_today(self, painter: QPainter) -> None:
        if self._year.today.year != self._year.year or not self._year.markets:
            return
        theme, x = self._theme, self._x(self._year.today)
        bottom = min(self._top(len(self._year.markets)), self.viewport().height() - FOOT)
        painter.fillRect(int(x) - 1, AXIS - 2, 3, bottom - AXIS + 2, theme.colour("mark"))
        word = self._t("today")
        draw_line(painter, theme, word, "micro", x - advance(theme, word, "micro") / 2, bottom + 2, "mark-ink")

    def _paint_rings(self, painter: QPainter, row: int) -> None:
        middle, here = self._top(row) + ROW / 2 - 1, row == self._row
        for number, (x, spot) in enumerate(zip(self._centres(row), self._spots(row), strict=True)):
            ground = "canvas"
            if here and number == self._place:
                draw_chosen(painter, self._theme, x, middle, focus=self.hasFocus())
                ground = "mark-tint"
            if spot.mark is None:
                draw_undated(painter, self._theme, x, middle, ground)
            else:
                draw_ring(painter, self._theme, self._t, spot.mark, x, middle, ground)
