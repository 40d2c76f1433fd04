"""The second coder's page as a command of the Tagging place."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.screens.tagging.coders.page import CodersPage
from council_app.ui.screens.tagging.opening import Opening

OPENING = Opening(
    Command("tagging.coders", m_("Second coder"), "open_page", "Ctrl+Shift+R", Need.WORKSPACE, icon="users", argument="tagging.coders"),
    CodersPage,
)
