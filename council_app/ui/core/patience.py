"""What is done at once needs no telling that it is being done: only what takes a while is spoken of."""

from __future__ import annotations

from itertools import count

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

_A_WHILE = 120
"""Milliseconds. A note takes a tenth of it; telling twice per note what nobody can read would hold the note up."""


class Patience(QObject):
    """Watches over work that was begun.

    Signals:
        late: some of it is not done after a while.
    """

    late = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._number = count()
        self._under_way: dict[int, QObject] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_A_WHILE)
        self._timer.timeout.connect(self._look)

    def begin(self, owner: QObject) -> int:
        """Work begins, and nobody hears of its end when `owner` has gone by then; returns its number."""
        number = next(self._number)
        self._under_way[number] = owner
        if not self._timer.isActive():
            self._timer.start()
        return number

    def end(self, number: int) -> None:
        """The work of this number is done."""
        self._under_way.pop(number, None)  # it is forgotten when its owner has gone
        if self._under_way:
            self._timer.start()
        else:
            self._timer.stop()

    def _look(self) -> None:
        self._under_way = {number: owner for number, owner in self._under_way.items() if shiboken6.isValid(owner)}
        if self._under_way:
            self.late.emit()
