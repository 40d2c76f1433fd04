"""The page of tables and pictures as a command of the Tagging place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.core.context import AppContext
from council_app.ui.screens.tagging.themes.page import ThemesPage


@dataclass(frozen=True, slots=True)
class Opening:
    """A page and the command that opens it: the command's handler is `open_page`, its argument its own id."""

    command: Command
    make: Callable[[AppContext], ThemesPage]


OPENING = Opening(
    Command("tagging.themes", m_("Tables and pictures"), "open_page", "Ctrl+Shift+T", Need.WORKSPACE, argument="tagging.themes"),
    ThemesPage,
)
