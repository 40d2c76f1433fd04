"""Who came in last: the time, the seat, the name, what is still open, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from council_app.domain.enums import AttendanceStatus, Purpose
from council_app.i18n import Translator
from council_app.services.door_list import JustIn
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.text import Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.door.strip import TOUCH

SHOWN = 12


def remark(t: Translator, came: JustIn) -> str:
    """What is open, or how it was answered; never what was answered: guests read this screen."""
    if came.missing:
        return t("consent open") if len(came.missing) == len(Purpose) else t("consent not complete")
    return t("paper consent") if came.on_paper else ""


class JustInRow(QPushButton):
    """One arrival; pressing it brings the person back to the band.

    Signals:
        undo_asked: the arrival is to be taken back (a `JustIn`).
        recalled: the person is to be shown again (a `JustIn`).
    """

    undo_asked = Signal(object)
    recalled = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._came: JustIn | None = None
        self._remark = ""
        self.zone: tzinfo | None = None
        self.setFixedHeight(TOUCH)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda: self.recalled.emit(self._came))
        self.undo = Button(theme, t("Undo"), Role.QUIET, height=TOUCH - 4, icon="undo-2", weight=400)
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.undo.clicked.connect(lambda: self.undo_asked.emit(self._came))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 2)
        row.addStretch(1)
        row.addWidget(self.undo)

    def show_arrival(self, came: JustIn) -> None:
        """Fill the row."""
        self._came, self._remark = came, remark(self._t, came)
        if came.guest.status is AttendanceStatus.WALK_IN and not self._remark:
            self._remark = self._t("walk-in")
        parts = (self._time(), came.guest.seat, came.guest.name, self._remark)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.undo.setAccessibleDescription(came.guest.name)
        self.show()
        self.update()

    def _time(self) -> str:
        came = self._came
        return self._t.time(came.at.astimezone(self.zone)) if came is not None and came.at is not None else ""

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(320, TOUCH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Columns on a hairline."""
        came = self._came
        if came is None:
            return
        painter, theme, width = QPainter(self), self._theme, self.width()
        if self.underMouse() or self.isDown():
            painter.fillRect(0, 0, width, self.height() - 1, theme.colour("hover"))
        painter.fillRect(0, self.height() - 1, width, 1, theme.colour("line"))
        narrow = width < 600
        left, end = (104 if narrow else 120), width - self.undo.width() - 12
        draw_line(painter, theme, self._time(), "body", 0, 12, "ink3", tabular=True)
        draw_line(painter, theme, came.guest.seat or "", "body", 52 if narrow else 64, 12, "ink", weight=600)
        room = end - left
        words = elided(theme, self._remark, "body", room * 0.45)
        taken = advance(theme, words, "body")
        at = end - taken if narrow else max(left, end - max(taken, 150.0))
        name = elided(theme, came.guest.name, "lead", (at if words else end) - left - 12)
        draw_line(painter, theme, name, "lead", left, 10, "ink")
        draw_line(painter, theme, words, "body", at, 12, "state.warn.text" if came.missing else "ink3")


class JustNow(QWidget):
    """The list under its heading.

    Signals:
        undo_asked: an arrival is to be taken back (a `JustIn`).
        recalled: somebody is to be shown again (a `JustIn`).
    """

    undo_asked = Signal(object)
    recalled = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._came: tuple[JustIn, ...] = ()
        self._limit = SHOWN
        self._nobody = Text(theme, t("Nobody came in just now."), "body", "ink3", wrap=True)
        self.rows = [JustInRow(theme, t) for _ in range(SHOWN)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text(theme, t("Just now"), "micro", "ink3"))
        column.addSpacing(6)
        column.addWidget(self._nobody)
        for row in self.rows:
            row.undo_asked.connect(self.undo_asked)
            row.recalled.connect(self.recalled)
            row.hide()
            column.addWidget(row)
        column.addStretch(1)

    @property
    def came(self) -> tuple[JustIn, ...]:
        """Who is on show, newest first."""
        return self._came

    def use_zone(self, zone: tzinfo) -> None:
        """Times are those of the session's city, wherever the laptop thinks it is."""
        for row in self.rows:
            row.zone = zone

    def show_arrivals(self, came: Sequence[JustIn]) -> None:
        """Show the newest."""
        self._came = tuple(came)[:SHOWN]
        self._nobody.setVisible(not self._came)
        for index, row in enumerate(self.rows):
            if index < min(len(self._came), self._limit):
                row.show_arrival(self._came[index])
            else:
                row.hide()

    def fold(self, rows: int) -> None:
        """As many rows as there is room for."""
        self._limit = max(4, min(SHOWN, rows))
        self.show_arrivals(self._came)

    def add(self, came: JustIn) -> None:
        """Put somebody on top, at once."""
        self.show_arrivals((came, *(each for each in self._came if each.guest.id != came.guest.id)))

    def remove(self, guest: str) -> None:
        """Take somebody off."""
        self.show_arrivals(tuple(each for each in self._came if each.guest.id != guest))
