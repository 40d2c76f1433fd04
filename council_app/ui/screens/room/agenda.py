"""Beside the notes: the agenda, with what must be asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.clock import Block
from council_app.i18n import Translator
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Surface, Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme

_ROW = 32


class AgendaPlan(QWidget):
    """The blocks on a line, minutes at the right."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._blocks: tuple[Block, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_agenda(self, blocks: Sequence[Block]) -> None:
        """Show these blocks."""
        self._blocks = tuple(blocks)
        said = [self._t("{title}, {minutes} minutes", title=block.title, minutes=block.minutes) for block in blocks]
        self.setAccessibleName(self._t("Agenda"))
        self.setAccessibleDescription("; ".join(said))
        self.setFixedHeight(len(self._blocks) * _ROW + 12)

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
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.drawLine(QPointF(22, 6), QPointF(22, 6 + len(self._blocks) * _ROW))
        for index, block in enumerate(self._blocks):
            top = 6 + index * _ROW
            painter.setPen(QPen(theme.colour("line2"), 1.25))
            painter.setBrush(theme.colour("canvas"))
            painter.drawEllipse(QPointF(22, top + _ROW / 2), 3.5, 3.5)
            minutes = self._t.number(block.minutes)
            wide = advance(theme, minutes, "body")
            draw_line(painter, theme, minutes, "body", self.width() - 16 - wide, top + 6, "ink3")
            draw_line(painter, theme, elided(theme, block.title, "body", self.width() - 38 - wide - 28), "body", 38, top + 6)


class AgendaPanel(Surface):
    """Agenda and must-ask questions of the session."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "r")
        self._theme, self._t = theme, t
        self._length = Text(theme, "", "small", "ink3")
        self._plan = AgendaPlan(theme, t)
        self._asks = QVBoxLayout()
        self._asks.setContentsMargins(16, 12, 16, 12)
        self._asks.setSpacing(6)
        self._ask_box = QWidget()
        self._ask_box.setLayout(self._asks)
        self._line = Hairline(theme)
        self._none = Text(theme, t("No agenda is planned for this session."), "small", "ink3", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(PanelHeader(theme, t("Agenda"), extra=(self._length,)))
        whole.addWidget(scroll_of(self._make_inside()), 1)

    def _make_inside(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 6, 1, 0)
        column.setSpacing(0)
        none_row = QHBoxLayout()
        none_row.setContentsMargins(16, 6, 16, 6)
        none_row.addWidget(self._none)
        column.addLayout(none_row)
        column.addWidget(self._plan)
        column.addSpacing(6)
        column.addWidget(self._line)
        column.addWidget(self._ask_box)
        column.addStretch(1)
        return inside

    def show_agenda(self, blocks: Sequence[Block]) -> None:
        """Show a session's blocks and questions."""
        t = self._t
        self._plan.show_agenda(blocks)
        self._none.setVisible(not blocks)
        total = sum(block.minutes for block in blocks)
        self._length.say(t.n("{count} minute", "{count} minutes", total) if total else "")
        while (item := self._asks.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        questions = [question for block in blocks for question in block.must_ask]
        self._ask_box.setVisible(bool(questions))
        self._line.setVisible(bool(questions))
        if questions:
            self._asks.addWidget(Text(self._theme, t("Must ask"), "micro", "ink3"))
        for question in questions:
            self._asks.addWidget(Text(self._theme, question, "body", wrap=True))
