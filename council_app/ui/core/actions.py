"""Commands declared once, without the toolkit: id, label, shortcut, handler. One engine makes the `QAction`s and feeds the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from council_app.errors import Message
from council_app.i18n import Translator


class Need(Enum):
    """What must be there before a command can run."""

    NOTHING = "nothing"
    WORKSPACE = "workspace"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do.

    Attributes:
        id: stable name (`go.room`).
        handler: name of the method that does it.
        keys: shortcut in Qt's portable form, or "".
        argument: passed to the handler when not empty.
    """

    id: str
    label: Message
    handler: str
    keys: str = ""
    needs: Need = Need.NOTHING
    icon: str = ""
    argument: str = ""


class Actions(QObject):
    """The registry: commands of the window, and those of the screen in front."""

    def __init__(self, window: QWidget, t: Translator, refusal: Callable[[Command], str]) -> None:
        super().__init__(window)
        self._window, self._t, self._refusal = window, t, refusal
        self._actions: dict[str, tuple[Command, QAction]] = {}
        self._paused = False

    def add(self, commands: Iterable[Command], target: QObject) -> None:
        """Make actions of commands handled by `target`."""
        for command in commands:
            action = QAction(self._t.say(command.label), self)
            action.setShortcut(QKeySequence(command.keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _=False, row=command, to=target: self._trigger(row, to))
            action.setEnabled(not self._paused)
            self._window.addAction(action)
            self._actions[command.id] = (command, action)

    def remove(self, commands: Iterable[Command]) -> None:
        """Take a screen's commands away when it leaves."""
        for command in commands:
            _, action = self._actions.pop(command.id)
            self._window.removeAction(action)
            action.deleteLater()

    def pause(self, *, paused: bool) -> None:
        """No key does anything while the laptop is in a guest's hands."""
        self._paused = paused
        for _, action in self._actions.values():
            action.setEnabled(not paused)

    def clear(self) -> None:
        """Take every action away (the window is built again)."""
        self.remove([command for command, _ in self._actions.values()])

    def _trigger(self, command: Command, target: QObject) -> None:
        if self._refusal(command):
            return
        handler = getattr(target, command.handler)
        handler(command.argument) if command.argument else handler()

    def run(self, command_id: str) -> None:
        """Do what a command says, as if its shortcut had been pressed."""
        self._actions[command_id][1].trigger()

    def relabel(self, command_id: str, label: str) -> None:
        """Name what an action will do now (“Undo: …”)."""
        self._actions[command_id][1].setText(label)

    def rows(self) -> tuple[tuple[Command, str, str], ...]:
        """For the palette: command, label now, and why it cannot run ("" when it can)."""
        return tuple((command, action.text(), self._refusal(command)) for command, action in self._actions.values())
