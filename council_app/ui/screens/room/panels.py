"""Beside the notes: the agenda with what must be asked, and who has not been heard yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.records import AgendaLine, Speaker
from council_app.i18n import Translator
from council_app.ui.core.feedback import Icon
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.text import Hairline, Surface, Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme

_ROW = 32
_ACROSS = 3


class AgendaPlan(QWidget):
    """The blocks on a line, minutes at the right."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._blocks: tuple[AgendaLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_agenda(self, blocks: Sequence[AgendaLine]) -> None:
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
        self._none.setContentsMargins(16, 12, 16, 12)
        inside = QWidget()
        inside.setProperty("scrolled", "true")
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
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(PanelHeader(theme, t("Agenda"), extra=(self._length,)))
        whole.addWidget(scroll, 1)

    def show_agenda(self, blocks: Sequence[AgendaLine]) -> None:
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


class SeatChip(QPushButton):
    """Somebody not heard yet: dashed, seat and first name; a press writes them into the line."""

    def __init__(self, theme: Theme, speaker: Speaker) -> None:
        super().__init__()
        self._theme = theme
        self._seat, self._name = speaker.seat or "", speaker.first_name
        self.token = f"@{speaker.seat or speaker.first_name}"
        self.setText(f"{self._seat} {self._name}".strip())
        self.setAccessibleName(self.text())
        self.setFixedHeight(32)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def minimumSizeHint(self) -> QSize:
        """Names are cut before chips leave the column."""
        return QSize(64, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed edge: silent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colour("line2"), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(self._theme.colour("hover" if self.underMouse() else "sheet"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5)
        seat = advance(self._theme, self._seat, "body", 600)
        name = elided(self._theme, self._name, "body", self.width() - seat - 24)
        x = (self.width() - seat - 6 - advance(self._theme, name, "body")) / 2
        draw_line(painter, self._theme, self._seat, "body", x, 6, weight=600)
        draw_line(painter, self._theme, name, "body", x + seat + 6, 6, "ink3")


class HearingPanel(Surface):
    """Who has been heard, the silent ones first. Only on this laptop; it never leaves the room.

    Signals:
        named: somebody was pressed (the token to write).
    """

    named = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "l")
        self._theme, self._t = theme, t
        self._count = Text(theme, "", "micro", "ink3")
        self._chips = QGridLayout()
        self._chips.setSpacing(6)
        for column_index in range(_ACROSS):
            self._chips.setColumnStretch(column_index, 1)
        self._heard = QVBoxLayout()
        self._heard.setSpacing(0)
        inside = QWidget()
        inside.setProperty("scrolled", "true")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(Text(theme, t("Not heard yet"), "micro", "ink3"))
        top.addStretch(1)
        top.addWidget(self._count)
        column.addLayout(top)
        column.addLayout(self._chips)
        column.addSpacing(12)
        self._heard_title = Text(theme, t("Heard, fewest notes first"), "micro", "ink3")
        column.addWidget(self._heard_title)
        column.addLayout(self._heard)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        private = Text(theme, t("only on this laptop"), "small", "ink3")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(PanelHeader(theme, t("Who was heard"), extra=(Icon(theme, "eye-off", "ink3"), private)))
        whole.addWidget(scroll, 1)

    def show_speakers(self, speakers: Sequence[Speaker]) -> None:
        """Count who was heard."""
        _empty(self._chips)
        _empty(self._heard)
        silent = [speaker for speaker in speakers if not speaker.heard and speaker.seat]
        heard = sorted((speaker for speaker in speakers if speaker.heard), key=lambda speaker: speaker.heard)
        there = len(silent) + len(heard)
        self._count.say(self._t("{count} of {all}", count=self._t.number(len(silent)), all=self._t.number(there)) if there else "")
        for index, speaker in enumerate(silent):
            chip = SeatChip(self._theme, speaker)
            chip.clicked.connect(lambda _=False, token=chip.token: self.named.emit(token))
            self._chips.addWidget(chip, index // _ACROSS, index % _ACROSS)
        self._heard_title.setVisible(bool(heard))
        for speaker in heard:
            self._heard.addWidget(HeardRow(self._theme, self._t, speaker, max(other.heard for other in heard)))


class HeardRow(QWidget):
    """Seat, first name, a bar and the count of notes."""

    def __init__(self, theme: Theme, t: Translator, speaker: Speaker, most: int) -> None:
        super().__init__()
        self._theme, self._speaker, self._most = theme, speaker, most
        self._number = t.number(speaker.heard)
        self.setFixedHeight(28)
        notes = t.n("{count} note", "{count} notes", speaker.heard)
        self.setAccessibleName(f"{speaker.seat or ''} {speaker.first_name}: {notes}".strip())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One row."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_line(painter, theme, self._speaker.seat or "–", "body", 0, 4, weight=600)
        draw_line(painter, theme, elided(theme, self._speaker.first_name, "body", 88), "body", 40, 4, "ink2")
        left, right = 136, self.width() - 36
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(QRectF(left, 12, right - left, 4), 2, 2)
        painter.setBrush(theme.colour("ink2"))
        painter.drawRoundedRect(QRectF(left, 12, max(4.0, (right - left) * self._speaker.heard / self._most), 4), 2, 2)
        wide = advance(theme, self._number, "body")
        draw_line(painter, theme, self._number, "body", self.width() - wide, 4, "ink3")


def _empty(layout: QGridLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()
