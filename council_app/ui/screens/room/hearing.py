"""Who speaks, who was not heard yet, and how candid the room is: seen on this laptop only, and never once the room is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from council_app.domain.enums import NoteKind
from council_app.domain.talking import Talker, heavy, silent
from council_app.i18n import Translator
from council_app.services.hearing import Candour, Heard
from council_app.ui.core.emptying import empty
from council_app.ui.core.feedback import Icon
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.markers import draw_kind
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Surface, Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.clockparts import digits
from council_app.ui.screens.room.seats import SeatMap
from council_app.ui.screens.room.turns import TurnKeeper

_ACROSS = 3


class SeatChip(QPushButton):
    """Somebody not heard yet: dashed, seat and first name; a press writes them into the line."""

    def __init__(self, theme: Theme, talker: Talker) -> None:
        super().__init__()
        self._theme = theme
        self._seat, self._name = talker.seat, talker.first_name
        self.token = f"@{talker.seat}"
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


class CandourLine(QWidget):
    """Attendees with a friction : attendees with praise, as two counts; and the same of the block under way."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._session, self._block = Candour(0, 0), ""
        self.setFixedHeight(40)
        theme.changed.connect(self.update)

    def show_candour(self, session: Candour, block: Candour | None) -> None:
        """Show these counts of people."""
        t = self._t
        self._session = session
        self._block = "" if block is None else self._counts(block)
        said = t.n("{count} attendee with a friction", "{count} attendees with a friction", session.friction)
        praised = t.n("{count} attendee with praise", "{count} attendees with praise", session.praise)
        self.setAccessibleName(f"{said}, {praised}")
        self.update()

    def _counts(self, candour: Candour) -> str:
        friction, praise = (self._t.number(count) for count in (candour.friction, candour.praise))
        return self._t("{friction} : {praise}", friction=friction, praise=praise)

    @property
    def words(self) -> str:
        """What is drawn large."""
        return self._counts(self._session)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two markers around two numbers; the block at the right."""
        painter, theme = QPainter(self), self._theme
        size = theme.size("marker-candour")
        draw_kind(painter, theme, NoteKind.FRICTION, 0, 9, size, "canvas")
        wide = draw_line(painter, theme, self.words, "number", size + 10, 2)
        draw_kind(painter, theme, NoteKind.PRAISE, size + 20 + wide, 9, size, "canvas")
        if self._block:
            for text, y, ink, weight in ((self._t("this block"), 2, "ink3", 400), (self._block, 20, "ink", 600)):
                x = self.width() - advance(theme, text, "small", weight)
                draw_line(painter, theme, text, "small", x, y, ink, weight=weight)


class HearingPanel(Surface):
    """Who speaks and who does not. Only on this laptop; it never leaves the room.

    Signals:
        named: somebody was pressed (the token to write).
    """

    named = Signal(str)

    def __init__(self, theme: Theme, t: Translator, turns: TurnKeeper) -> None:
        super().__init__(theme, "canvas", "l")
        self._theme, self._t = theme, t
        self.seats = SeatMap(theme, t, turns)
        self.candour = CandourLine(theme, t)
        self._count = Text(theme, "", "micro", "ink3")
        self._chips = QGridLayout()
        self._chips.setSpacing(6)
        for column_index in range(_ACROSS):
            self._chips.setColumnStretch(column_index, 1)
        self._warnings, self._heard = QVBoxLayout(), QVBoxLayout()
        self._warnings.setSpacing(4)
        self._heard.setSpacing(0)
        private = Text(theme, t("only on this laptop"), "small", "ink3")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        self.head = PanelHeader(theme, t("Who is speaking"), extra=(Icon(theme, "eye-off", "ink3"), private))
        whole.addWidget(self.head)
        whole.addWidget(scroll_of(self._make_inside()), 1)

    def _make_inside(self) -> QWidget:
        t, inside = self._t, QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        self._nobody = Text(self._theme, t("Nobody has a seat yet: seats are given at the door."), "small", "ink3", wrap=True)
        column.addWidget(self._nobody)
        column.addWidget(self.seats)
        column.addSpacing(6)
        first = Hairline(self._theme)
        column.addWidget(first)
        column.addLayout(self._titled(t("Not heard yet"), self._count))
        column.addLayout(self._chips)
        column.addLayout(self._warnings)
        column.addSpacing(2)
        column.addWidget(Hairline(self._theme))
        candid = QWidget()
        inner = QVBoxLayout(candid)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(self._titled(t("Candour"), Text(self._theme, t("people, whole session"), "micro", "ink3")))
        inner.addWidget(self.candour)
        inner.addWidget(Hairline(self._theme))
        column.addWidget(candid)
        self._shared = (first, candid)
        self._heard_title = Text(self._theme, t("Heard, fewest notes first"), "micro", "ink3")
        column.addWidget(self._heard_title)
        column.addLayout(self._heard)
        column.addStretch(1)
        return inside

    def _titled(self, words: str, extra: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Text(self._theme, words, "micro", "ink3"))
        row.addStretch(1)
        row.addWidget(extra)
        return row

    def show_heard(self, heard: Heard, only: frozenset[str] | None, *, shares: bool = True) -> None:
        """Show who was heard; lists hold only those of a cohort, where one is chosen; without `shares`, nothing of who spoke how long."""
        t, everyone = self._t, heard.talkers
        self.head.title.say(t("Who is speaking") if shares else t("Who was heard"))
        for widget in (self.seats, *self._shared):
            widget.setVisible(shares)
        self.seats.show_talkers(everyone, only)
        self.candour.show_candour(heard.session, heard.block)
        self._nobody.setVisible(not everyone)
        talkers = tuple(talker for talker in everyone if only is None or talker.id in only)
        quiet = silent(talkers)
        self._count.say(t("{count} of {all}", count=t.number(len(quiet)), all=t.number(len(talkers))) if talkers else "")
        self._show_silent(quiet)
        empty(self._warnings)
        for each in heavy(everyone):
            self._warnings.addWidget(self._warning(each.talker, each.times))
        loud = sorted((talker for talker in talkers if talker.heard), key=lambda talker: talker.notes)
        empty(self._heard)
        self._heard_title.setVisible(bool(loud))
        for talker in loud:
            self._heard.addWidget(HeardRow(self._theme, t, talker, max(1, *(other.notes for other in loud), 1)))

    def _show_silent(self, quiet: Sequence[Talker]) -> None:
        empty(self._chips)
        for index, talker in enumerate(quiet):
            chip = SeatChip(self._theme, talker)
            chip.clicked.connect(lambda _=False, token=chip.token: self.named.emit(token))
            self._chips.addWidget(chip, index // _ACROSS, index % _ACROSS)

    def _warning(self, talker: Talker, times: int) -> QWidget:
        t, line = self._t, QWidget()
        who = f"{talker.seat} {talker.first_name}".strip()
        minutes = round(talker.seconds / 60)
        words = t.n(
            "{who}: {minutes} min, {count} times an even share",
            "{who}: {minutes} min, {count} times an even share",
            times,
            who=who,
            minutes=t.number(minutes),
        )
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon(self._theme, "triangle-alert", "state.warn.text", 14))
        row.addWidget(Text(self._theme, words, "small", "state.warn.text", weight=500, wrap=True), 1)
        return line


class HeardRow(QWidget):
    """Seat, first name, how long they spoke, a bar and the count of notes."""

    def __init__(self, theme: Theme, t: Translator, talker: Talker, most: int) -> None:
        super().__init__()
        self._theme, self._talker, self._most = theme, talker, most
        self._number = t.number(talker.notes)
        self._spoke = digits(talker.seconds) if talker.seconds else ""
        self.setFixedHeight(28)
        notes = t.n("{count} note", "{count} notes", talker.notes)
        who = f"{talker.seat} {talker.first_name}".strip()
        self.setAccessibleName(t("{who}: {notes}, spoke for {time}", who=who, notes=notes, time=digits(talker.seconds)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One row."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_line(painter, theme, self._talker.seat, "body", 0, 4, weight=600)
        draw_line(painter, theme, elided(theme, self._talker.first_name, "body", 80), "body", 40, 4, "ink2")
        if self._spoke:
            draw_line(painter, theme, self._spoke, "small", 164 - advance(theme, self._spoke, "small"), 6, "ink3")
        left, right = 176, self.width() - 36
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(QRectF(left, 12, right - left, 4), 2, 2)
        if self._talker.notes:
            painter.setBrush(theme.colour("ink2"))
            painter.drawRoundedRect(QRectF(left, 12, max(4.0, (right - left) * self._talker.notes / self._most), 4), 2, 2)
        wide = advance(theme, self._number, "body")
        draw_line(painter, theme, self._number, "body", self.width() - wide, 4, "ink3")
