"""The command that opens the maps of journeys."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.screens.insights.journeys.page import JourneysPage
from council_app.ui.screens.insights.opening import Opening

_ID = "insights.journeys"

OPENING = Opening(Command(_ID, m_("Journeys"), "open_page", "Ctrl+Shift+J", Need.WORKSPACE, icon="route", argument=_ID), JourneysPage)
