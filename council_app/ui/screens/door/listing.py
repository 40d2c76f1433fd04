"""The list of the session at hand, kept in memory so that every letter is answered at once, and counted again when somebody came in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from council_app.domain.door import GuestBook
from council_app.services import door_list
from council_app.services.door import DoorCounts
from council_app.services.door_list import DoorSheet, JustIn
from council_app.ui.core.context import AppContext

_PAUSE = 120  # counting is not in the way of the guest who is next in a row of scans


class Listing(QObject):
    """Who is on the list, and who came in last.

    Attributes:
        session: key of the session whose list this is.
        book: the list; empty until it was read.
        read: whether it was.

    Signals:
        loaded: the whole list was read.
        counted: who came in last and how full it is (a tuple of `JustIn`, the `DoorCounts`).
    """

    loaded = Signal()
    counted = Signal(object, object)

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.session, self.book, self.read = "", GuestBook(), False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self._count)

    def use(self, session: str) -> bool:
        """Take the list of a session in hand; True when it is another one than before."""
        other = session != self.session
        if other:
            self.session, self.book, self.read = session, GuestBook(), False
        return other

    def load(self) -> None:
        """Read all of it."""
        key = self.session

        def show(sheet: DoorSheet) -> None:
            if key == self.session:
                self.book, self.read = sheet.book, True
                self.counted.emit(sheet.just_in, sheet.counts)
                self.loaded.emit()

        self._ctx.read(self, lambda workspace: door_list.door_sheet(workspace=workspace, session=key), show)

    def count_soon(self) -> None:
        """Count again once nobody follows at once."""
        self._later.start()

    @property
    def counting(self) -> bool:
        """Whether it is about to be counted again."""
        return self._later.isActive()

    def _count(self) -> None:
        key = self.session

        def show(found: tuple[tuple[JustIn, ...], DoorCounts]) -> None:
            if key == self.session:
                self.counted.emit(*found)

        self._ctx.read(self, lambda workspace: door_list.latest_arrivals(workspace=workspace, session=key), show)

    def ask_of(self, attendance: str, then: Callable[[JustIn | None], None]) -> None:
        """How one guest stands now."""
        key = self.session
        self._ctx.read(self, lambda workspace: door_list.arrival_of(workspace=workspace, session=key, attendance=attendance), then)
