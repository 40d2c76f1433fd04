"""The page of tables and pictures as a command of the Tagging place."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.screens.tagging.opening import Opening
from council_app.ui.screens.tagging.themes.page import ThemesPage

OPENING = Opening(
    Command(
        "tagging.themes", m_("Tables and pictures"), "open_page", "Ctrl+Shift+T", Need.WORKSPACE, icon="grid-3x3", argument="tagging.themes"
    ),
    ThemesPage,
)
