"""Who has been heard and who has not: seen on this laptop only, and never once the room is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from council_app.domain.records import Speaker
from council_app.i18n import Translator
from council_app.ui.core.feedback import Icon
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme

_ACROSS = 3


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
        private = Text(theme, t("only on this laptop"), "small", "ink3")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(PanelHeader(theme, t("Who was heard"), extra=(Icon(theme, "eye-off", "ink3"), private)))
        whole.addWidget(scroll_of(self._make_inside()), 1)

    def _make_inside(self) -> QWidget:
        theme, t, inside = self._theme, self._t, QWidget()
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
        return inside

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
