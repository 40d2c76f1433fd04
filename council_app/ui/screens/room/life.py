"""The button in the header that says how the session stands, and leads on: start it, or look at its wrap-up."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from council_app.domain.enums import SessionState
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.desk import Desk

_DOT = 16


class LifeButton(Button):
    """“Live 0:50” with a dot; “Start” before, “Closed” after."""

    def __init__(self, theme: Theme, t: Translator, desk: Desk) -> None:
        super().__init__(theme, "", Role.QUIET, height=32)
        self._t, self._desk = t, desk
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        desk.ticked.connect(self.refresh)

    def refresh(self) -> None:
        """Say how the session stands; once a minute there is something else to say."""
        t, facts = self._t, self._desk.facts
        if facts is None:
            return
        if facts.state is SessionState.LIVE:
            hours, minutes = divmod(self._desk.live_minutes, 60)
            label, hint = t("Live {time}", time=f"{hours}:{minutes:02}"), t("Wrap up and close the session")
        elif facts.closed_at is not None:
            label = t("Closed {time}", time=t.time(facts.closed_at, zone=ZoneInfo(facts.zone)))
            hint = t("Look at the wrap-up")
        else:
            label, hint = t("Start"), t("Start the session")
        if self.text() != label:
            self.rename(label)
            self.setToolTip(hint)

    @property
    def _live(self) -> bool:
        return self._desk.state is SessionState.LIVE

    def sizeHint(self) -> QSize:
        """Room for the dot while it is live."""
        hint = super().sizeHint()
        return QSize(hint.width() + (_DOT if self._live else 0), hint.height())

    def minimumSizeHint(self) -> QSize:
        """How a session stands is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet pill; a red dot beside the words while it is live."""
        if not self._live:
            super().paintEvent(event)
            return
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("pressed" if self.isDown() or self.underMouse() else "sunk"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setBrush(theme.colour("state.bad.text"))
        painter.drawEllipse(12, self.height() // 2 - 4, 8, 8)
        painter.translate(_DOT / 2, 0)
        self._paint_content(painter, "ink")
