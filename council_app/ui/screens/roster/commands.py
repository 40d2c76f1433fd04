"""The roster's own commands: one row each, for the palette and the keys. Those of its pages stand in `pages`."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.screens.roster.models import COMING, CONTACT, NEEDS

ADD, IMPORT, PAPERS, CONSENT_AGAIN = "roster.add", "roster.import", "roster.papers", "roster.reconsent"

COMMANDS: tuple[Command, ...] = (
    Command("roster.find", m_("Find somebody"), "to_filter", "Ctrl+F", Need.SESSION, icon="search"),
    Command("roster.edit", m_("Change this cell"), "edit_cell", "F2", Need.SESSION, icon="pencil"),
    Command("roster.sort", m_("Sort by this column"), "sort_here", "Alt+S", Need.SESSION),
    Command("roster.coming", m_("Show who is coming"), "show_view", "Alt+1", Need.SESSION, argument=COMING),
    Command("roster.contact", m_("Show contacts"), "show_view", "Alt+2", Need.SESSION, argument=CONTACT),
    Command("roster.needs", m_("Show needs"), "show_view", "Alt+3", Need.SESSION, argument=NEEDS),
    Command("roster.waiting", m_("Show the waiting list"), "show_waiting", "", Need.SESSION),
    Command("roster.promote", m_("Promote the next of the waiting list"), "promote_next", "", Need.SESSION),
    Command("roster.room", m_("Change chairs and target"), "change_room", "", Need.SESSION),
)
