"""The command that opens workshop mode."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.screens.insights.opening import Opening
from council_app.ui.screens.insights.workshop.page import WorkshopPage

_ID = "insights.workshop"

OPENING = Opening(
    Command(_ID, m_("Workshop mode"), "open_page", "Ctrl+Shift+W", Need.WORKSPACE, icon="monitor", argument=_ID),
    WorkshopPage,
)
