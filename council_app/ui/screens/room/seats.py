"""The seat map: who speaks, who spoke how much, and who did not yet. One widget, walked with arrows, tapped or keyed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from council_app.domain.talking import Talker, even_share, heavy, share
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.keys import draw_key, key_text, key_width
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.clockparts import digits
from council_app.ui.screens.room.keys import SEAT_KEYS
from council_app.ui.screens.room.seating import ROUND_TABLE, nearest, seat_boxes
from council_app.ui.screens.room.turns import TurnKeeper

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WAYS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_BAR, _FAINT, _WIDEST = 37, 0.35, 380.0


class SeatMap(QWidget):
    """Everybody in the room. A tap, Enter, or the letter on a seat gives them the floor; once more takes it back.

    Signals:
        left: Escape: the keyboard goes back to the line.
    """

    left = Signal()

    def __init__(self, theme: Theme, t: Translator, turns: TurnKeeper) -> None:
        super().__init__()
        self._theme, self._t, self._turns = theme, t, turns
        self.talkers: tuple[Talker, ...] = ()
        self._only: frozenset[str] | None = None
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a tap leaves the keyboard with the line: the next word typed is a note's
        self.setProperty("ownFocus", True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(t("Seats"))
        self.setAccessibleDescription(t("Arrows walk, Enter or the letter on a seat says who speaks, Escape goes back to the notes."))
        theme.changed.connect(self.update)
        turns.changed.connect(self.update)
        turns.ticked.connect(self._paint_second)

    def show_talkers(self, talkers: Sequence[Talker], only: frozenset[str] | None) -> None:
        """Show who is in the room; those outside `only` (a cohort) are faint."""
        self.talkers, self._only = tuple(talkers), only
        self.current = min(self.current, max(0, len(self.talkers) - 1))
        self._fit()
        self.update()

    # -- size

    def _layout(self) -> tuple[tuple[QRectF, ...], QRectF, int]:
        return seat_boxes(len(self.talkers), self._wide)

    @property
    def _wide(self) -> float:
        """A round table stays one in a wide column."""
        room = max(280.0, float(self.width() - 4))
        return min(room, _WIDEST) if len(self.talkers) <= ROUND_TABLE else room

    def _shift(self, box: QRectF) -> QRectF:
        return box.translated(max(2.0, (self.width() - self._wide) / 2), 2)

    def _fit(self) -> None:
        self.setFixedHeight(self._layout()[2] + 10 if self.talkers else 0)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The rows above twenty depend on the width."""
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(311, self.height())

    def _boxes(self) -> tuple[QRectF, ...]:
        return tuple(self._shift(box) for box in self._layout()[0])

    def _middle(self) -> QRectF:
        return self._shift(self._layout()[1])

    # -- painting

    def spoken(self, talker: Talker) -> float:
        """Seconds they have spoken, what is not read yet and the turn that runs included."""
        running = self._turns.seconds if talker.id == self._turns.speaking else 0.0
        return talker.seconds + self._turns.unread.get(talker.id, 0.0) + running

    def _paint_second(self) -> None:
        """Only the words in the middle and the seat of whoever speaks are painted anew."""
        self.update(self._middle().toAlignedRect())
        for talker, box in zip(self.talkers, self._boxes(), strict=True):
            if talker.id == self._turns.speaking:
                self.update(box.toAlignedRect().adjusted(-4, -6, 4, 4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Seats, and in the middle who speaks."""
        if not self.talkers:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max([60.0, *(self.spoken(talker) for talker in self.talkers)])
        warned = {each.talker.id for each in heavy(self.talkers)}
        for index, (talker, box) in enumerate(zip(self.talkers, self._boxes(), strict=True)):
            painter.setOpacity(1.0 if self._only is None or talker.id in self._only else _FAINT)
            speaking = talker.id == self._turns.speaking
            self._paint_seat(painter, talker, box, most)
            if talker.id in warned or (speaking and self._turns.too_long):
                draw_icon(painter, "triangle-alert", self._theme.colour("state.warn.text"), box.right() - 9, box.top() - 4, 14)
            if self.hasFocus():
                self._paint_keyboard(painter, index, box)
        painter.setOpacity(1.0)
        self._paint_middle(painter)

    def _paint_seat(self, painter: QPainter, talker: Talker, box: QRectF, most: float) -> None:
        theme, speaking = self._theme, talker.id == self._turns.speaking
        seconds = self.spoken(talker)
        silent = not talker.heard and not seconds
        pen = QPen(theme.colour("ink" if speaking else "line2"), 2 if speaking else 1)
        if silent and not speaking:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(theme.colour("mark" if speaking else "sheet"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        ink = "on-mark" if speaking else "ink"
        wide = advance(theme, talker.seat, "key", 600)
        draw_line(painter, theme, talker.seat, "key", box.center().x() - wide / 2, box.top() + 5, ink, weight=600)
        name = elided(theme, talker.first_name, "key", box.width() - 6, 400)
        wide = advance(theme, name, "key", 400)
        quiet = "on-mark" if speaking else "ink3"
        draw_line(painter, theme, name, "key", box.center().x() - wide / 2, box.top() + 19, quiet, weight=400)
        if not silent and not self.hasFocus():  # the letter stands there while the map has the keyboard
            bar = QRectF(box.center().x() - _BAR / 2, box.bottom() - 9, _BAR, 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sheet" if speaking else "line"))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setBrush(theme.colour("on-mark" if speaking else "ink2"))
            bar.setWidth(max(2.0, _BAR * seconds / most) if seconds else 0.0)
            painter.drawRoundedRect(bar, 2, 2)

    def _paint_keyboard(self, painter: QPainter, index: int, box: QRectF) -> None:
        """While the map has the keyboard: the letters that give the floor, and a ring round the seat at hand."""
        if index == self.current:
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 8, 8)
        if index < len(LETTERS):
            wide = key_width(self._theme, LETTERS[index])
            draw_key(painter, self._theme, LETTERS[index], box.center().x() - wide / 2, box.bottom() - 11)

    def _paint_middle(self, painter: QPainter) -> None:
        theme, t, box = self._theme, self._t, self._middle()
        speaker = next((talker for talker in self.talkers if talker.id == self._turns.speaking), None)
        if speaker is None:
            tap = t("Tap a seat, or {key}", key=key_text(SEAT_KEYS))
            words: tuple[tuple[str, str, str], ...] = ((t("Nobody speaks."), "small", "ink3"), (tap, "small", "ink3"))
        else:
            who = f"{speaker.seat} {speaker.first_name}".strip()
            too_long = self._turns.too_long
            words = (
                (t("{who}, speaking for", who=who), "small", "ink3"),
                (digits(int(self._turns.seconds)), "number", "state.warn.text" if too_long else "ink"),
                (t("a long turn") if too_long else self._share_words(speaker), "small", "state.warn.text" if too_long else "ink3"),
                (self._even_words(), "small", "ink3"),
            )
        y = box.center().y() - sum(theme.line(style) for _, style, _ in words) / 2
        for text, style, ink in words:
            cut = elided(theme, text, style, box.width())
            wide = advance(theme, cut, style)
            draw_line(painter, theme, cut, style, box.center().x() - wide / 2, y, ink, tabular=style == "number")
            y += theme.line(style)

    def _share_words(self, speaker: Talker) -> str:
        total = sum(self.spoken(talker) for talker in self.talkers)
        return self._t("{share} of talking time", share=self._t.percent(self.spoken(speaker) / total if total else 0.0))

    def _even_words(self) -> str:
        return self._t("an even share is {share}", share=self._t.percent(even_share(self.talkers) or 0.0))

    # -- mouse and keys

    def seat_at(self, where: QPointF) -> int | None:
        """Which seat lies there."""
        return next((index for index, box in enumerate(self._boxes()) if box.adjusted(-2, -2, 2, 2).contains(where)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over a seat, and who sits there."""
        index = self.seat_at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if index is None else Qt.CursorShape.PointingHandCursor)
        self.setToolTip("" if index is None else self.aloud(self.talkers[index]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A tap gives the floor, or takes it back."""
        index = self.seat_at(event.position())
        if index is not None:
            self.current = index
            self._turns.toggle(self.talkers[index].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter and letters give the floor, Escape goes back."""
        key = Qt.Key(event.key())
        letter = LETTERS.find(event.text().upper()) if event.text() and event.text().isascii() else -1
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif not self.talkers:
            super().keyPressEvent(event)
        elif key in _WAYS:
            self._walk(nearest(self._boxes(), self.current, _WAYS[key]))
        elif key in _ENTER:
            self._turns.toggle(self.talkers[self.current].id)
        elif 0 <= letter < len(self.talkers):
            self._walk(letter)
            self._turns.toggle(self.talkers[letter].id)
        else:
            super().keyPressEvent(event)

    def _walk(self, index: int) -> None:
        self.current = index
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.aloud(self.talkers[index])))
        self.update()

    def aloud(self, talker: Talker) -> str:
        """A seat in words."""
        t, who = self._t, f"{talker.seat} {talker.first_name}".strip()
        part = share(talker, self.talkers)
        if talker.id == self._turns.speaking:
            return t("{who} speaks now", who=who)
        if not talker.heard:
            return t("{who}, not heard yet", who=who)
        if part is None or not talker.seconds:
            return t.n("{who}, {count} note", "{who}, {count} notes", talker.notes, who=who)
        return t("{who}, spoke for {time}, {share} of talking time", who=who, time=digits(talker.seconds), share=t.percent(part))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The letters show."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The letters go."""
        super().focusOutEvent(event)
        self.update()
