"""The commands of Tagging: one row each, for the palette and the keys."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need

COMMANDS: tuple[Command, ...] = (
    Command("tagging.search", m_("Search in the words"), "to_search", "Ctrl+F", Need.WORKSPACE, icon="search"),
    Command("tagging.filter", m_("Add a filter"), "add_filter", "Alt+F", Need.WORKSPACE, icon="plus"),
    Command("tagging.clear", m_("Show all notes"), "clear_filter", "", Need.WORKSPACE),
    Command("tagging.untagged", m_("Show what has no tag yet"), "only_untagged", "", Need.WORKSPACE),
    Command("tagging.star", m_("Star, or take the star away"), "star", "", Need.WORKSPACE, icon="star"),
    Command("tagging.verbatim", m_("Mark as said word for word, or as retold"), "verbatim", "", Need.WORKSPACE, icon="quote"),
    Command("tagging.join", m_("Join the chosen notes"), "join_chosen", "Ctrl+J", Need.WORKSPACE),
    Command("tagging.insight", m_("New insight from these notes"), "new_insight", "Ctrl+I", Need.WORKSPACE, icon="plus"),
    Command("tagging.evidence", m_("Add to an insight…"), "add_to_insight", "Ctrl+Shift+I", Need.WORKSPACE, icon="plus"),
    Command("tagging.all", m_("Choose all that is found"), "choose_all", "Ctrl+A", Need.WORKSPACE),
    Command("tagging.none", m_("Choose nothing"), "choose_none", "Ctrl+Shift+A", Need.WORKSPACE),
)
