"""The call list, as a command of the Insights place."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.screens.insights.calls.page import CallsPage
from council_app.ui.screens.insights.opening import Opening

OPENING = Opening(
    Command("insights.calls", m_("Calls"), "open_page", "", Need.WORKSPACE, icon="phone", argument="insights.calls"),
    CallsPage,
)
