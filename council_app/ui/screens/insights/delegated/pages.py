"""The board of what was delegated, and the form that delegates, as commands of the Insights place."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.core.context import AppContext
from council_app.ui.screens.insights.delegated.page import DelegatedPage
from council_app.ui.screens.insights.opening import Opening


def _delegating(ctx: AppContext) -> DelegatedPage:
    return DelegatedPage(ctx, delegating=True)


BOARD = Opening(
    Command(
        "insights.delegated", m_("Delegated"), "open_page", "Ctrl+Shift+B", Need.WORKSPACE, icon="list-tree", argument="insights.delegated"
    ),
    DelegatedPage,
)
OPENING = Opening(
    Command("insights.delegate", m_("Delegate"), "open_page", "Ctrl+D", Need.WORKSPACE, icon="upload", argument="insights.delegate"),
    _delegating,
)
