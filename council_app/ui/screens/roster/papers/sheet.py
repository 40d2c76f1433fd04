"""A sheet of labels, drawn: the ones that are used up, and where printing begins. A click or the arrows choose."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from council_app.domain.labels import SHEETS, LabelSheet
from council_app.i18n import Translator
from council_app.ui.core.text import advance, draw_line
from council_app.ui.core.theme import Theme

_HEIGHT = 196  # a label of five in a column is then a target of 36 px


class SheetPicker(QWidget):
    """The sheet in its proportion.

    Signals:
        chosen: another first label, from 1.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._sheet, self._start = SHEETS[0], 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)
        self._tell()

    @property
    def start(self) -> int:
        """The first label that is printed, from 1."""
        return self._start

    def show_sheet(self, sheet: LabelSheet) -> None:
        """Draw another sheet, from its first label."""
        self._sheet, self._start = sheet, 1
        self.updateGeometry()
        self._tell()

    def begin_at(self, start: int) -> None:
        """Take another first label; outside the sheet nothing changes."""
        if 1 <= start <= self._sheet.per_sheet and start != self._start:
            self._start = start
            self._tell()
            self.chosen.emit(start)

    def _tell(self) -> None:
        said = self._t("Printing begins at label {number} of {total}", number=self._start, total=self._sheet.per_sheet)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    @property
    def _scale(self) -> float:
        return (_HEIGHT - 2) / self._sheet.page[1]

    def sizeHint(self) -> QSize:
        """As high as others, as wide as the paper asks."""
        return QSize(round(self._sheet.page[0] * self._scale) + 2, _HEIGHT)

    def _box(self, number: int) -> QRectF:
        left, top = self._sheet.place(number)
        scale = self._scale
        return QRectF(1 + left * scale, 1 + top * scale, self._sheet.width * scale, self._sheet.height * scale)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper, and on it the labels: used ones sunk, the first one marked with its number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(theme.colour("sheet"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        for number in range(self._sheet.per_sheet):
            here, used = number == self._start - 1, number < self._start - 1
            painter.setPen(QPen(theme.colour("ink" if here else "line"), 2 if here else 1))
            painter.setBrush(theme.colour("sunk" if used else "mark-tint"))
            box = self._box(number).adjusted(1.5, 1.5, -1.5, -1.5)
            painter.drawRoundedRect(box, theme.size("radius-bar"), theme.size("radius-bar"))
            self._number(painter, box, number + 1, used=used, here=here)

    def _number(self, painter: QPainter, box: QRectF, number: int, *, used: bool, here: bool) -> None:
        text, style = self._t.number(number), "small"
        x = box.center().x() - advance(self._theme, text, style) / 2
        y = box.center().y() - self._theme.line(style) / 2
        draw_line(painter, self._theme, text, style, x, y, "ink3" if used else "ink", weight=600 if here else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin at the label under the pointer."""
        for number in range(self._sheet.per_sheet):
            if self._box(number).contains(event.position()):
                self.begin_at(number + 1)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Home and End go to the ends."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -self._sheet.columns, Qt.Key.Key_Down: self._sheet.columns}
        ends = {Qt.Key.Key_Home: 1, Qt.Key.Key_End: self._sheet.per_sheet}
        key = Qt.Key(event.key())
        if key in steps:
            self.begin_at(self._start + steps[key])
        elif key in ends:
            self.begin_at(ends[key])
        else:
            super().keyPressEvent(event)
