"""The second coder's page as a command of the Tagging place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.core.context import AppContext
from council_app.ui.screens.tagging.coders.page import CodersPage


@dataclass(frozen=True, slots=True)
class Opening:
    """A page and the command that opens it: the command's handler is `open_page`, its argument its own id."""

    command: Command
    make: Callable[[AppContext], CodersPage]


OPENING = Opening(
    Command("tagging.coders", m_("Second coder"), "open_page", "Ctrl+Shift+R", Need.WORKSPACE, icon="users", argument="tagging.coders"),
    CodersPage,
)
