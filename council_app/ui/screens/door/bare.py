"""The header of the bare door: what it is, which session, whether it is saved, which laptop, and the way back."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSysInfo, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from council_app.domain.records import SessionRef
from council_app.errors import CouncilError
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import Icon
from council_app.ui.core.text import Surface, Text

LEAVE = "F11"


def session_words(ctx: AppContext, session: SessionRef) -> str:
    """“Stockholm, 19 Nov 2026, 18:00”."""
    day = ctx.t.date(session.starts.date(), style="medium")
    return ctx.t("{city}, {day}, {time}", city=session.city, day=day, time=ctx.t.time(session.starts))


class BareHeader(Surface):
    """One line.

    Signals:
        left: back to the window.
    """

    left = Signal()

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, "canvas")
        self._ctx, t, theme = ctx, ctx.t, ctx.theme
        self.setFixedHeight(theme.size("header"))
        self.session = Text(theme, "", "body", "ink3", elide=True)
        self._icon = Icon(theme, "check", "state.ok.text", 14)
        self.saved = Text(theme, t("All saved"), "body", "ink3", elide=True)
        self._laptop = Text(theme, QSysInfo.machineHostName(), "body", "ink", weight=500, elide=True)
        self._laptop_icon = Icon(theme, "laptop", "ink", 16)
        leave = Button(theme, t("Leave full screen"), Role.QUIET, height=44, key=LEAVE)
        leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        leave.clicked.connect(self.left)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.addWidget(Text(theme, t("Door"), "place"))
        self._row.addSpacing(6)
        self._row.addWidget(self.session, 1)
        for widget in (self._icon, self.saved, self._laptop_icon, self._laptop, leave):
            self._row.addWidget(widget)
        self._settled = ("check", "state.ok.text", self.saved.text())
        self.fold(margin=40, narrow=False)
        ctx.saving.connect(self._saving)
        ctx.saved.connect(self._kept)
        ctx.not_saved.connect(self._lost)
        ctx.unchanged.connect(lambda: self._say(*self._settled))

    def fold(self, *, margin: int, narrow: bool) -> None:
        """Without the laptop's name where there is no room."""
        self._row.setContentsMargins(margin, 4, margin - 12, 0)
        self._laptop.setVisible(not narrow)
        self._laptop_icon.setVisible(not narrow)
        self.saved.setVisible(not narrow)

    def _saving(self) -> None:
        self._say("loader", "ink3", self._ctx.t("Saving"))

    def _kept(self, at: datetime) -> None:
        self._settle("check", "state.ok.text", self._ctx.t("Saved {time}", time=self._ctx.t.time(at, seconds=True)))

    def _lost(self, error: CouncilError) -> None:
        self._settle("octagon-x", "state.bad.text", self._ctx.t("Not saved"))
        self.saved.setToolTip(self._ctx.t.say(error.why))

    def _settle(self, icon: str, ink: str, words: str) -> None:
        self._settled = (icon, ink, words)
        self._say(icon, ink, words)

    def _say(self, icon: str, ink: str, words: str) -> None:
        self._icon.swap(icon, ink)
        self.saved.say(words)
        self._icon.setAccessibleName(words)
