"""The commands that open the board and the roadmap page."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.screens.insights.initiatives.page import InitiativesPage
from council_app.ui.screens.insights.initiatives.roadmap import RoadmapPage
from council_app.ui.screens.insights.opening import Opening

_BOARD, _ROADMAP = "insights.initiatives", "insights.roadmap"

OPENING = Opening(
    Command(_BOARD, m_("Initiatives"), "open_page", "Ctrl+Shift+G", Need.WORKSPACE, icon="layers", argument=_BOARD), InitiativesPage
)
ROADMAP = Opening(
    Command(_ROADMAP, m_("Roadmap page"), "open_page", "Ctrl+Shift+P", Need.WORKSPACE, icon="printer", argument=_ROADMAP), RoadmapPage
)
