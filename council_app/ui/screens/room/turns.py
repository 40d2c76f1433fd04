"""Whose turn it is: a tap begins it, the next tap ends it, and then it is written down."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from council_app.domain.records import Changes
from council_app.domain.talking import LEAST_TURN, LONG_TURN
from council_app.services import hearing
from council_app.ui.core.context import AppContext

_SECOND = 1000


class TurnKeeper(QObject):
    """Counts the turn of whoever speaks, by a clock that nobody can set and that, where the system has one, stands while the laptop sleeps.

    Attributes:
        speaking: id of the attendance whose turn runs; "" while nobody's does.
        unread: seconds of turns that are over and not in what was read last, by attendance.
        steady: the clock it counts by, in seconds; only differences mean anything.

    Signals:
        ticked: a second of a turn went by.
        changed: somebody else speaks now, or nobody.
    """

    ticked = Signal()
    changed = Signal()

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.speaking = ""
        self.unread: dict[str, float] = {}
        self.steady: Callable[[], float] = time.monotonic
        self._began, self._since = datetime.now(UTC), 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND)
        self._timer.timeout.connect(self.ticked)

    @property
    def seconds(self) -> float:
        """How long the turn runs."""
        return self.steady() - self._since if self.speaking else 0.0

    @property
    def too_long(self) -> bool:
        """Whether it is time to say so."""
        return self.seconds >= LONG_TURN

    def toggle(self, attendance: str) -> None:
        """End the turn that runs; begin theirs, unless it was theirs."""
        before = self.speaking
        self._finish()
        if attendance and attendance != before:
            self.speaking = attendance
            self._began, self._since = datetime.now(UTC), self.steady()
            self._timer.start()
        self.changed.emit()

    def end(self) -> None:
        """Nobody speaks."""
        if self.speaking:
            self._finish()
            self.changed.emit()

    def were_read(self) -> None:
        """What was written down is in what is shown now."""
        self.unread = {}

    def _finish(self) -> None:
        self._timer.stop()
        who, seconds, began = self.speaking, self.seconds, self._began
        self.speaking = ""
        if not who or seconds < LEAST_TURN:
            return
        self.unread[who] = self.unread.get(who, 0.0) + seconds
        self._ctx.write(
            self,
            lambda w: hearing.record_turn(workspace=w, attendance=who, started_at=began, seconds=seconds),
            _nothing_more,
            changes=lambda changes: changes,
        )


def _nothing_more(_changes: Changes) -> None:
    """The screens re-read by themselves."""
