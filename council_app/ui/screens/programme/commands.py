"""What can be done in the programme, for the palette."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need

COMMANDS = (
    Command("programme.new", m_("Plan a council"), "plan_council", "Ctrl+Shift+N", Need.SESSION, icon="plus"),
    Command("programme.plan", m_("Bring in a plan"), "choose_plan", "", Need.WORKSPACE, icon="file-plus"),
    Command("programme.sessions", m_("All sessions"), "open_sessions", "", Need.SESSION),
    Command("programme.figures", m_("Bring in the company's figures"), "bring_in_figures", "", Need.SESSION, icon="upload"),
    Command("programme.promises", m_("Set cadence and report aim"), "open_promises", "", Need.SESSION),
    Command("programme.print", m_("Print the programme on one page"), "open_one_pager", "Ctrl+P", Need.SESSION, icon="printer"),
    Command("programme.before", m_("Year before"), "step_year", "", Need.SESSION, argument="-1"),
    Command("programme.after", m_("Year after"), "step_year", "", Need.SESSION, argument="1"),
)
