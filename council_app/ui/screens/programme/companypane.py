"""The company's own figures: their own panel, their own axis, their own words; never one number with what the councils measured."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.services.indicators import IndicatorSeries
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.emptying import empty
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.text import Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme

_WIDE, _HIGH, _AXIS = 244, 104, 46
_MOST = 24
"""Months on show: two years."""


class SeriesView(QWidget):
    """One figure by month: a line without intervals, because the company counts everybody; first and last value in words."""

    def __init__(self, theme: Theme, t: Translator, series: IndicatorSeries) -> None:
        super().__init__()
        self._theme, self._t, self._name = theme, t, series.name
        self._months = series.months[-_MOST:]
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(series.name)
        words = "\n".join(f"{self._month(month)}: {t.number(value)}" for month, value in self._months)
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Two side by side."""
        return QSize(_WIDE, _HIGH)

    def minimumSizeHint(self) -> QSize:
        """As its hint."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name, newest value, line, first and last month."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        newest = self._t.number(self._months[-1][1])
        wide = advance(theme, newest, "body", 600)
        draw_line(painter, theme, elided(theme, self._name, "body", _WIDE - _AXIS - wide - 8), "body", 0, 2)
        draw_line(painter, theme, newest, "body", _WIDE - _AXIS - wide, 2, weight=600)
        self._paint_line(painter)
        first, last = (self._month(month) for month in (self._months[0][0], self._months[-1][0]))
        draw_line(painter, theme, first, "small", 0, _HIGH - 19, "ink3")
        if last != first:
            draw_line(painter, theme, last, "small", _WIDE - _AXIS - advance(theme, last, "small"), _HIGH - 19, "ink3")

    def _month(self, month: str) -> str:
        """“Oct 2026”."""
        return f"{self._t.month_short(date.fromisoformat(f'{month}-01'))} {month[:4]}"

    def _paint_line(self, painter: QPainter) -> None:
        theme, box = self._theme, QRectF(4, 32, _WIDE - _AXIS - 8, 46)
        values = [value for _, value in self._months]
        low, high = min(values), max(values)
        span = high - low or 1.0
        step = box.width() / max(1, len(values) - 1)
        points = [
            QPointF(box.left() + step * number, box.bottom() - box.height() * (value - low) / span) for number, value in enumerate(values)
        ]
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.drawLine(QPointF(0, box.bottom() + 4), QPointF(_WIDE - _AXIS, box.bottom() + 4))
        for value, y in ((high, box.top()), (low, box.bottom())) if high != low else ((high, box.bottom()),):
            draw_line(painter, theme, self._t.number(value), "small", _WIDE - _AXIS + 6, y - 8, "ink3")
        painter.setPen(QPen(theme.colour("ink2"), 1.5))
        for one, other in pairwise(points):
            painter.drawLine(one, other)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink"))
        painter.drawEllipse(points[-1], 3, 3)


class CompanyPane(QWidget):
    """The figures of one market, and the way to bring some in.

    Signals:
        import_asked: figures are to be brought in.
    """

    import_asked = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_series(self, found: tuple[IndicatorSeries, ...]) -> None:
        """These; or what could be here."""
        t = self._t
        empty(self._column)
        self._column.addWidget(Text(self._theme, t("The company's own figures"), "body", weight=600))
        said = (
            t("Counted by the company over all its customers. They stand beside what was heard in the room, and explain nothing of it.")
            if found
            else t("NPS, satisfaction, retention, complaints per million purchases: as a CSV or Excel file, month by month.")
        )
        self._column.addWidget(Text(self._theme, said, "small", "ink3", wrap=True))
        if found:
            flow = QWidget()
            lines = FlowLayout(flow, gap=16, line_gap=8)
            for series in found:
                lines.addWidget(SeriesView(self._theme, t, series))
            self._column.addWidget(flow)
        bring = Button(self._theme, t("Bring in figures"), Role.PLAIN, height=32, icon="upload")
        bring.clicked.connect(self.import_asked)
        self._column.addWidget(bring, 0, Qt.AlignmentFlag.AlignLeft)
