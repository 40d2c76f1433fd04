"""The page of ranks as a command of the Insights place."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.screens.insights.opening import Opening
from council_app.ui.screens.insights.ranking.page import RankingPage

OPENING = Opening(
    Command("insights.ranking", m_("Ranking"), "open_page", "", Need.WORKSPACE, icon="list-tree", argument="insights.ranking"),
    RankingPage,
)
