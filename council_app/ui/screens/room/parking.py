"""The parking lot: what is put off, who takes it on, and when it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from council_app.domain.room import Parked
from council_app.i18n import Translator
from council_app.ui.core.emptying import empty
from council_app.ui.core.keys import key_text
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.clockparts import say
from council_app.ui.screens.room.desk import Desk
from council_app.ui.screens.room.keys import PARK_KEYS
from council_app.ui.screens.room.lists import Tick


class ParkLine(QLineEdit):
    """Where something is put off.

    Signals:
        left: Escape was pressed in it, or what was typed is parked: the keyboard goes back.
    """

    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self.setFont(theme.font("body"))
        self.setFixedHeight(theme.size("input"))
        self.setPlaceholderText(t("Park something @who"))
        self.setAccessibleName(t("Park something"))
        self.setAccessibleDescription(t("What comes back at the wrap-up, and behind an @ who takes it on; Enter parks it."))
        self.setToolTip(f"{t('Park something')} ({key_text(PARK_KEYS)})")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the notes and leaves what is typed."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ParkingLot(QWidget):
    """What was put off in this session."""

    def __init__(self, theme: Theme, t: Translator, desk: Desk) -> None:
        super().__init__()
        self._theme, self._t, self._desk = theme, t, desk
        self._back = Text(theme, "", "micro", "ink3")
        self._session = ""
        self._typed: dict[str, str] = {}
        self.line = ParkLine(theme, t)
        self.line.returnPressed.connect(self._park)
        top = QHBoxLayout()
        top.addWidget(Text(theme, t("Parking lot"), "micro", "ink3"))
        top.addStretch(1)
        top.addWidget(self._back)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(self._rows)
        column.addSpacing(4)
        column.addWidget(self.line)

    def show_items(self, items: Sequence[Parked]) -> None:
        """Show what is parked; what was dealt with stays, ticked."""
        empty(self._rows)
        for item in items:
            row = Tick(self._theme, item.text, ticked=item.done, aside=item.owner)
            row.clicked.connect(lambda _=False, this=item: self._desk.settle(this))
            self._rows.addWidget(row)

    def show_return(self, at: datetime | None) -> None:
        """When it comes back, as the clock expects now."""
        facts = self._desk.facts
        if at is None or facts is None:
            say(self._back, "")
        else:
            say(self._back, self._t("back at {time}", time=self._t.time(at, zone=ZoneInfo(facts.zone))))

    def come_to_session(self, session: str) -> None:
        """Another session is at hand: what is half-typed stays with the one it was typed in."""
        if session != self._session:
            self._typed[self._session] = self.line.text()
            self._session = session
            self.line.setText(self._typed.pop(session, ""))

    @property
    def unfinished(self) -> tuple[str, ...]:
        """What was typed and never parked."""
        return tuple(
            words.strip() for words in (*self._typed.values(), self.line.text()) if words.strip() and not self._desk.is_parking(words)
        )

    def _park(self) -> None:
        typed, session = self.line.text(), self._session
        if typed.strip():
            self._desk.park(typed, lambda: self._parked(session, typed))

    def _parked(self, session: str, typed: str) -> None:
        """It is on disk: clear it, unless something else was typed since."""
        if session != self._session:
            if self._typed.get(session) == typed:
                del self._typed[session]
        elif self.line.text() == typed:
            self.line.clear()
            if self.line.hasFocus():
                self.line.left.emit()
