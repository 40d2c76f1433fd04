"""Pages over the room: the wrap-up, the trials over the whole width, and the card of keys; and where the keyboard goes after them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from council_app.domain.marking import Mark
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Pile
from council_app.ui.screens.room.desk import Desk
from council_app.ui.screens.room.keycard import KeyCard
from council_app.ui.screens.room.trialdesk import TrialDesk
from council_app.ui.screens.room.trialpanel import Sides, TrialPage
from council_app.ui.screens.room.wrapup import WrapUpPage


class RoomPages(QObject):
    """Opens the room's pages and brings the keyboard back to where it was."""

    def __init__(self, ctx: AppContext, pile: Pile, sides: Sides, narrow: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._ctx, self._pile, self._sides, self._narrow = ctx, pile, sides, narrow

    def wrap_up(self, desk: Desk, type_out: Callable[[Mark], None]) -> None:
        """What is still open; a marker to type out leads back to the line."""

        def to_line(mark: Mark) -> None:
            self._pile.close_page(page)
            type_out(mark)

        if self._pile.top is None:
            page = WrapUpPage(self._ctx, desk)
            page.typing_out.connect(to_line)
            self._pile.open(page)

    def trials(self, desk: TrialDesk) -> None:
        """The trials over the whole width; once more, beside the notes again."""
        top = self._pile.top
        if isinstance(top, TrialPage):
            self._beside(top)
        elif top is None:
            page = TrialPage(self._ctx, desk, self._sides.table.grid.place)
            page.table.grid.widened.connect(lambda: self._beside(page))
            self._pile.open(page)

    def _beside(self, page: TrialPage) -> None:
        place = page.table.grid.place
        self._pile.close_page(page)
        self._narrow()
        if place is not None:
            self._sides.table.grid.take(*place)

    def notice_area(self, screen: QWidget) -> QRect | None:
        """Where a notice may lie over the page in front: not over the steps of a trial, nor over what ends the session."""
        top = self._pile.top
        if isinstance(top, TrialPage):
            return top.table.notice_area(screen)
        return top.notice_area(screen) if isinstance(top, WrapUpPage) else None

    def back_to_trials(self) -> None:
        """A guest gave the laptop back: on with the next one."""
        top = self._pile.top
        if isinstance(top, TrialPage):
            top.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        elif top is None:
            self._narrow()

    def keys(self) -> None:
        """The card of keys; once more takes it away."""
        top = self._pile.top
        if isinstance(top, KeyCard):
            self._pile.close_page(top)
            return
        before, card = QApplication.focusWidget(), KeyCard(self._ctx)
        self._pile.open(card)
        card.closed.connect(lambda: self._refocus(before))

    def _refocus(self, before: QWidget | None) -> None:
        """The keyboard goes where it was; a list may have been made anew meanwhile."""
        top = self._pile.top
        if before is not None and before in QApplication.allWidgets() and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif top is not None and (target := top.first_focus()) is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
