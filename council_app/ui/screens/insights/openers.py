"""The header's way to the pages over the insights: the first ones by name, the rest in a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.screens.insights.opening import Opening

NAMED = 2
"""So many pages have a button of their own."""

_FIRST_FROM, _EACH = 720, 170
"""Width of the place from which the first button has room, and what each further one takes."""


class Openers:
    """Buttons that ask for the commands of pages."""

    def __init__(self, ctx: AppContext, openings: Sequence[Opening]) -> None:
        self._ctx, self._rest = ctx, tuple(openings[NAMED:])
        self.named = tuple(self._named(opening) for opening in openings[:NAMED])
        self.more = Button(ctx.theme, ctx.t("More"), Role.QUIET, height=32, after="chevron-down")
        self.more.clicked.connect(self.open_menu)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Those the header shows, in order."""
        return (*self.named, self.more) if self._rest else self.named

    def _named(self, opening: Opening) -> Button:
        button = Button(self._ctx.theme, self._ctx.t.say(opening.command.label), Role.QUIET, height=32, icon=opening.command.icon)
        button.clicked.connect(lambda: self._ctx.asked.emit(opening.command.id))
        return button

    def fit(self, width: int, *, covered: bool) -> None:
        """Show those that have room, in a place of `width` px; none while a page lies over the place."""
        for number, button in enumerate(self.buttons):
            if button.parentWidget() is not None:
                room = _FIRST_FROM if button is self.more else _FIRST_FROM + _EACH * (number + 1)
                button.setVisible(not covered and width >= room)

    def open_menu(self) -> QMenu:
        """Offer the other pages."""
        menu = QMenu(self.more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for opening in self._rest:
            action = QAction(self._ctx.t.say(opening.command.label).replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, command=opening.command.id: self._ctx.asked.emit(command))
            menu.addAction(action)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))
        return menu
