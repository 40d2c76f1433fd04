"""The commands of Tagging: one row each, for the palette and the keys."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need

COMMANDS: tuple[Command, ...] = (
    Command("tagging.search", m_("Search in the words"), "to_search", "Ctrl+F", Need.WORKSPACE, icon="search"),
    Command("tagging.filter", m_("Add a filter"), "add_filter", "Alt+F", Need.WORKSPACE, icon="plus"),
    Command("tagging.clear", m_("Show all notes"), "clear_filter", "", Need.WORKSPACE),
    Command("tagging.all", m_("Choose all that is found"), "choose_all", "Ctrl+A", Need.WORKSPACE),
    Command("tagging.none", m_("Choose nothing"), "choose_none", "Ctrl+Shift+A", Need.WORKSPACE),
)
