"""What can be done at the door, as rows for the palette."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.screens.door.bare import LEAVE
from council_app.ui.screens.door.front import NOTES_KEY
from council_app.ui.screens.door.telling import COMPANY_KEY, PAPER_KEY, UNDO_KEY

COMMANDS: tuple[Command, ...] = (
    Command("door.box", m_("Find somebody at the door"), "to_box", "Ctrl+L", Need.SESSION, icon="search"),
    Command("door.full", m_("Full screen, or back"), "toggle_full_screen", LEAVE, Need.SESSION, icon="monitor"),
    Command("door.notes", m_("Notes for the host"), "show_notes", NOTES_KEY, Need.SESSION),
    Command("door.consent", m_("Hand over the laptop"), "hand_over", "", Need.SESSION, icon="signature"),
    Command("door.paper", m_("Consent on paper"), "on_paper", PAPER_KEY, Need.SESSION),
    Command("door.walk-in", m_("Add a walk-in"), "add_walk_in", "", Need.SESSION, icon="user-plus"),
    Command("door.company", m_("Say how many came along"), "count_company", COMPANY_KEY, Need.SESSION),
    Command("door.undo", m_("Undo a check-in, with the reason"), "take_back", UNDO_KEY, Need.SESSION, icon="undo-2"),
)
