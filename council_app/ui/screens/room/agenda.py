"""Beside the notes: the clock, the blocks of the agenda, what must still be asked, and what was put off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.clock import Block
from council_app.domain.room import RoomFacts
from council_app.i18n import Translator
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Surface, Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.asks import AskList
from council_app.ui.screens.room.clock import ClockFace
from council_app.ui.screens.room.desk import Desk
from council_app.ui.screens.room.parking import ParkingLot

_ROW, _SHORT = 32, 460


class AgendaPlan(QWidget):
    """The blocks on a line, minutes at the right: done ones filled, the one under way marked."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._blocks: tuple[Block, ...] = ()
        self._current = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(t("Agenda"))
        theme.changed.connect(self.update)

    def show_agenda(self, blocks: Sequence[Block], current: str) -> None:
        """Show these blocks; `current` is the id of the one under way, or ""."""
        self._blocks, self._current = tuple(blocks), current
        self.setAccessibleDescription("; ".join(self._aloud(block) for block in blocks))
        self.setFixedHeight(len(self._blocks) * _ROW + 12)
        self.update()

    def _aloud(self, block: Block) -> str:
        said = self._t("{title}, {minutes} minutes", title=block.title, minutes=block.length)
        if block.id == self._current:
            return self._t("{block}, now", block=said)
        return self._t("{block}, done", block=said) if block.done else said

    def sizeHint(self) -> QSize:
        """A row per block."""
        return QSize(264, len(self._blocks) * _ROW + 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Line, stops, titles, minutes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._blocks:
            return
        theme = self._theme
        for index, block in enumerate(self._blocks):
            if block.id == self._current:
                painter.fillRect(QRectF(0, 6 + index * _ROW, self.width(), _ROW), theme.colour("mark-tint"))
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.drawLine(QPointF(22, 6), QPointF(22, 6 + len(self._blocks) * _ROW))
        for index, block in enumerate(self._blocks):
            self._paint_block(painter, block, 6 + index * _ROW)

    def _paint_block(self, painter: QPainter, block: Block, top: int) -> None:
        theme, now = self._theme, block.id == self._current
        fill, edge, radius = ("mark", "ink", 5.0) if now else ("ink2", "ink2", 3.5) if block.done else ("canvas", "line2", 3.5)
        painter.setPen(QPen(theme.colour(edge), 1.5 if now else 1.25))
        painter.setBrush(theme.colour(fill))
        painter.drawEllipse(QPointF(22, top + _ROW / 2), radius, radius)
        minutes = self._t.number(block.length)
        wide = advance(theme, minutes, "body", 600 if now else None)
        weight, ink = (600, "ink") if now else (None, "ink3" if block.done else "ink")
        quiet = "ink" if now else "ink3"
        draw_line(painter, theme, minutes, "body", self.width() - 16 - wide, top + 6, quiet, weight=weight)
        title = elided(theme, block.title, "body", self.width() - 38 - wide - 28, weight)
        draw_line(painter, theme, title, "body", 38, top + 6, ink, weight=weight)


class AgendaPanel(Surface):
    """The facilitator's column."""

    def __init__(self, theme: Theme, t: Translator, desk: Desk) -> None:
        super().__init__(theme, "canvas", "r")
        self._theme, self._t, self._desk = theme, t, desk
        self._shown: tuple[object, ...] = ()
        self._short = False
        self._foot: QWidget | None = None
        self.clock = ClockFace(theme, t, desk)
        self.plan = AgendaPlan(theme, t)
        self.asks, self.parking = AskList(theme, t, desk), ParkingLot(theme, t, desk)
        self._none = Text(theme, t("No agenda is planned for this session."), "small", "ink3", wrap=True)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(self.clock)
        whole.addWidget(Hairline(theme))
        whole.addWidget(scroll_of(self._make_inside()), 1)
        desk.ticked.connect(self._refresh)

    def _make_inside(self) -> QWidget:
        inside = QWidget()
        self._inside = column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        self._nothing = QWidget()
        none_row = QHBoxLayout(self._nothing)
        none_row.setContentsMargins(16, 12, 16, 12)
        none_row.addWidget(self._none)
        column.addWidget(self._nothing)
        column.addWidget(self.plan)
        self._lines = (Hairline(self._theme), Hairline(self._theme))
        for line, part in zip(self._lines, (self.asks, self.parking), strict=True):
            column.addWidget(line)
            column.addWidget(part)
        column.addStretch(1)
        return inside

    def add_foot(self, foot: QWidget) -> None:
        """Put something below what scrolls."""
        self._foot = foot
        self._whole.addWidget(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, clock and foot scroll with the rest instead of being crushed."""
        super().resizeEvent(event)
        short = self.height() < _SHORT
        if short is self._short:
            return
        self._short = short
        to = self._inside if short else self._whole
        to.insertWidget(0, self.clock)
        if self._foot is not None:
            to.insertWidget(1 if short else to.count(), self._foot)

    def _refresh(self) -> None:
        """Show what was read; a second that goes by changes nothing here but when the wrap-up comes."""
        facts, reading = self._desk.facts, self._desk.reading
        if facts is None:
            return
        current = reading.block.id if reading is not None else ""
        if (shown := (facts, current)) != self._shown:
            self._shown = shown
            self._show(facts, current)
        self.parking.show_return(self._desk.wrap_up_at)

    def _show(self, facts: RoomFacts, current: str) -> None:
        self.plan.show_agenda(facts.blocks, current)
        self._nothing.setVisible(not facts.blocks)
        self.asks.show_asks(facts.asks, facts.blocks, current)
        self._lines[0].setVisible(bool(facts.asks))
        self.parking.show_items(facts.parked)
