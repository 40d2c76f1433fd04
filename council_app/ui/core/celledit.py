"""Typing into a cell: one line over it, what completes it below, and what is wrong with it where it is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QWidget

from council_app.domain.text import fold
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
# The keyboard is lent to a menu or another window and comes back: nothing was left.
_LENT = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)
_MOST_OFFERS, _OFFER_ROW, _LEAST_WIDTH = 8, 32, 200


class Complaint(QWidget):
    """One sentence under a cell, on the ground of what is wrong."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = Text(theme, "", "small", "state.bad.text", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self._text)
        self.hide()

    def say(self, sentence: str, below: QWidget) -> None:
        """Show the sentence under a widget, or above it where there is no room below."""
        room = self.parentWidget()
        if room is None:
            return
        self._text.say(sentence)
        width = min(room.width() - 16, max(below.width(), 320))
        self.setFixedSize(width, self._text.heightForWidth(width - 20) + 12)
        place = below.mapTo(room, QPoint(0, below.height() + 2))
        if place.y() + self.height() > room.height():
            place.setY(below.mapTo(room, QPoint(0, 0)).y() - self.height() - 2)
        self.move(max(8, min(place.x(), room.width() - width - 8)), max(0, place.y()))
        self.setAccessibleName(sentence)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A filled box with a thin edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("state.bad.text"), 1))
        painter.setBrush(self._theme.colour("state.bad.fill"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)


class Offers(QListWidget):
    """What completes the line above it; it never takes the keyboard."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = _OFFER_ROW
        self.setFont(theme.font("body"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(
            f"QListWidget {{ border: 1px solid {theme.colour('line2').name()}; border-radius: 6px; padding: 3px; }}"
            f"QListWidget::item {{ height: {_OFFER_ROW}px; padding: 0 8px; border-radius: 4px; color: {theme.colour('ink').name()}; }}"
            f"QListWidget::item:selected {{ background: {theme.colour('mark-tint').name()}; }}"
        )
        self.hide()

    def show_offers(self, offers: Sequence[str], below: QWidget, *, first: bool) -> None:
        """Offer under a widget; `first` is chosen at once."""
        room = self.parentWidget()
        self.clear()
        self.addItems(list(offers[:_MOST_OFFERS]))
        self.setVisible(self.count() > 0)
        if room is None or not self.count():
            return
        self.setCurrentRow(0 if first else -1)
        self.setFixedSize(max(below.width(), _LEAST_WIDTH), self.count() * self._row + 8)
        place = below.mapTo(room, QPoint(0, below.height() + 2))
        if place.y() + self.height() > room.height():
            place.setY(below.mapTo(room, QPoint(0, 0)).y() - self.height() - 2)
        self.move(place)
        self.raise_()

    def step(self, by: int) -> None:
        """Choose the next, round and round."""
        self.setCurrentRow((self.currentRow() + by) % self.count() if self.currentRow() >= 0 or by > 0 else self.count() - 1)


class CellEditor(QLineEdit):
    """The line over a cell.

    Signals:
        asked: keep what is typed and go so many cells on (0 stays).
        left: put back what was there.
    """

    asked = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget, room: QWidget, offers: Sequence[str], *, many: bool, strict: bool) -> None:
        super().__init__(parent)
        self.setFont(theme.font("body"))
        self._all, self._many, self._strict = tuple(offers), many, strict
        self._offers = Offers(theme, room)
        self._complaint = Complaint(theme, room)
        self._waiting = False
        self.original = ""
        self._offers.itemPressed.connect(lambda _item: self._take())
        self.textEdited.connect(lambda _text: self._offer())
        self.destroyed.connect(self._offers.deleteLater)
        self.destroyed.connect(self._complaint.deleteLater)

    def begin(self, text: str) -> None:
        """Start from the text of the cell, all of it selected."""
        self.original = text
        self.setText(text)
        self.selectAll()

    def wait(self) -> None:
        """It is being kept; keys come too late."""
        self._waiting = True
        self._offers.hide()

    def complain(self, sentence: str) -> None:
        """It was not kept; the text stays, to be put right."""
        self._waiting = False
        self._mark(wrong=True)
        self.setAccessibleDescription(sentence)
        self._complaint.say(sentence, self)

    def tidy(self) -> None:
        """Take away what lies around it."""
        self._offers.hide()
        self._complaint.hide()

    def _mark(self, *, wrong: bool) -> None:
        self.setProperty("wrong", "true" if wrong else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    # -- completion

    def _token(self) -> str:
        return self.text().rpartition(",")[2].strip() if self._many else self.text().strip()

    def _offer(self) -> None:
        self._complaint.hide()
        self._mark(wrong=False)
        wanted = fold(self._token())
        there = {fold(part.strip()) for part in self.text().split(",")[:-1]} if self._many else set()
        known = [offer for offer in self._all if fold(offer) not in there]
        begun = [offer for offer in known if any(word.startswith(wanted) for word in (fold(offer), *fold(offer).split()))]
        if self._many and not wanted:
            begun = []
        self._offers.show_offers(begun, self, first=self._strict)

    def _take(self) -> None:
        """Write the chosen offer into the line."""
        chosen = self._offers.currentRow()
        self._offers.hide()
        if chosen < 0:
            return
        item = self._offers.item(chosen)
        if self._many:
            before = self.text().rpartition(",")[0].strip()
            self.setText(f"{before}, {item.text()}" if before else item.text())
        else:
            self.setText(item.text())
        self.setFocus()

    # -- keys

    def event(self, event: QEvent) -> bool:
        """Tab is a key of its own here."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _STEPS:
            self._ask(_STEPS[Qt.Key(event.key())])
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Escape puts back, arrows choose among what is offered."""
        key, offered = event.key(), self._offers.isVisible()
        if self._waiting:
            return
        if key in _ENTER:
            if offered and self._offers.currentRow() >= 0 and self._many:
                self._take()
            else:
                self._ask(0)
        elif key == Qt.Key.Key_Escape:
            if offered and not self._strict:
                self._offers.hide()
            else:
                self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and (offered or self._all):
            if not offered:
                self._offers.show_offers(self._all, self, first=False)
            self._offers.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _ask(self, step: int) -> None:
        if self._waiting:
            return
        if self._offers.isVisible() and self._offers.currentRow() >= 0:
            self._take()
        self.asked.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What can stand here and nothing else is shown at once."""
        super().focusInEvent(event)
        if self._strict and not self._offers.isVisible() and self.text() == self.original:
            self._offers.show_offers(self._all, self, first=False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere keeps what was typed."""
        super().focusOutEvent(event)
        if event.reason() not in _LENT and not self._waiting and self.isVisible():
            self.asked.emit(0)
