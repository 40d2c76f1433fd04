"""The page of pictures as a command of the Insights place."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.screens.insights.opening import Opening
from council_app.ui.screens.insights.visuals.page import PicturePage

PICTURES = "insights.pictures"
OPENING = Opening(Command(PICTURES, m_("Draw on a picture"), "open_page", "", Need.WORKSPACE, icon="image", argument=PICTURES), PicturePage)
