"""The header of the Report: one button that saves it, a menu with its other forms, and one with the pages over the place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.screens.report.commands import BRAND, COMMANDS, COMPARE, SAVE, VERSIONS

_FORMS_FROM, _MORE_FROM = 560, 720


class Heading:
    """Buttons that ask for the commands of the place."""

    def __init__(self, ctx: AppContext) -> None:
        self._ctx, theme, t = ctx, ctx.theme, ctx.t
        self._commands = {command.id: command for command in COMMANDS}
        self.save = Button(theme, t.say(self._commands[SAVE].label), Role.PRIMARY, height=32, icon="download", key="Ctrl+S")
        self.forms = Button(theme, t("Other forms"), Role.QUIET, height=32, after="chevron-down")
        self.more = Button(theme, t("More"), Role.QUIET, height=32, after="chevron-down")
        self.save.clicked.connect(lambda: ctx.asked.emit(SAVE))
        self.forms.clicked.connect(lambda: self.open_menu(self.forms, self._forms))
        self.more.clicked.connect(lambda: self.open_menu(self.more, (COMPARE, VERSIONS, BRAND)))

    @property
    def buttons(self) -> tuple[Button, ...]:
        """In their order."""
        return self.save, self.forms, self.more

    @property
    def _forms(self) -> tuple[str, ...]:
        return tuple(command for command in self._commands if command.startswith(f"{SAVE}-"))

    def open_menu(self, button: Button, commands: tuple[str, ...]) -> QMenu:
        """Offer these below their button."""
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in commands:
            action = menu.addAction(self._ctx.t.say(self._commands[command].label).replace("&", "&&"))
            action.triggered.connect(lambda _=False, asked=command: self._ctx.asked.emit(asked))
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))
        return menu

    def fit(self, width: int, *, covered: bool) -> None:
        """Show what has room in a place of `width` px; nothing while a page lies over it."""
        for button, room in ((self.save, 0), (self.forms, _FORMS_FROM), (self.more, _MORE_FROM)):
            if button.parentWidget() is not None:
                button.setVisible(not covered and width >= room)

    def refuse(self, reason: str) -> None:
        """Nothing can be saved, and why; "" when it can."""
        self.save.refuse(reason)
        self.forms.refuse(reason)

    def wait(self, sentence: str) -> None:
        """What was asked for is on its way."""
        self.save.setToolTip(sentence)
