"""The commands of Insights: one row each, for the palette and the keys."""

from __future__ import annotations

from council_app.domain.gate import Requirement
from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.screens.insights.forms import About
from council_app.ui.screens.insights.ordering import Order

_W = Need.WORKSPACE

COMMANDS: tuple[Command, ...] = (
    Command("insights.new", m_("New insight"), "new_insight", "Alt+N", _W, icon="plus"),
    Command("insights.find", m_("Find an insight"), "find_words", "Ctrl+F", _W, icon="search"),
    Command("insights.filter", m_("Filter the insights"), "open_filters", "Alt+F", _W),
    Command("insights.order", m_("Put the insights in another order"), "open_orders", "", _W),
    Command("insights.by_value", m_("Order insights by expected value"), "order_by", "", _W, argument=Order.VALUE),
    Command("insights.by_evidence", m_("Order insights by strongest evidence"), "order_by", "", _W, argument=Order.EVIDENCE),
    Command("insights.by_gate", m_("Order insights by the gate"), "order_by", "", _W, argument=Order.GATE),
    Command("insights.by_newest", m_("Order insights newest first"), "order_by", "", _W, argument=Order.NEWEST),
    Command("insights.ready", m_("Show what can be delegated"), "toggle_ready", "", _W),
    Command("insights.all", m_("Show all insights"), "clear_filter", "", _W),
    Command("insights.councils", m_("Count this council, or all councils"), "toggle_everywhere", "Alt+A", _W),
    Command("insights.claim", m_("Edit the claim"), "edit_claim", "F2", _W, icon="pencil"),
    Command("insights.evidence", m_("Add evidence"), "add_evidence", "Alt+E", _W, icon="quote"),
    Command("insights.against", m_("Add what contradicts it"), "add_against", "Alt+Shift+E", _W),
    Command("insights.quotes", m_("Read the evidence"), "to_quotes", "Alt+R", _W),
    Command("insights.turn", m_("Turn the note against the insight, or for it"), "turn_note", "", _W),
    Command("insights.take", m_("Take the note out of the evidence"), "take_note", "", _W),
    Command("insights.note", m_("Open the note in Tagging"), "open_note", "Alt+O", _W),
    Command("insights.rate", m_("Choose 1 in how many to compare with"), "choose_rate", "", _W),
    Command("insights.missing", m_("Add what is missing"), "add_missing", "Alt+M", _W),
    Command("insights.picture", m_("Add a picture"), "add_picture", "", _W, icon="image"),
    Command("insights.paste", m_("Paste a picture"), "paste_picture", "Ctrl+V", _W),
    Command("insights.problem", m_("Say what the problem is"), "open_field", "", _W, argument=Requirement.PROBLEM),
    Command("insights.solution", m_("Say what the solution is"), "open_field", "", _W, argument=Requirement.SOLUTION),
    Command("insights.impact", m_("Estimate the financial impact"), "open_field", "", _W, argument=Requirement.IMPACT),
    Command("insights.effort", m_("Estimate the effort"), "open_field", "", _W, argument=Requirement.EFFORT),
    Command("insights.owner", m_("Name the owner"), "open_field", "", _W, argument=Requirement.OWNER),
    Command("insights.stage", m_("Choose the stage"), "choose_stage", "", _W),
    Command("insights.nature", m_("Say whether it is basics or delight"), "choose_nature", "", _W),
    Command("insights.initiative", m_("Put the insight in an initiative"), "choose_initiative", "", _W),
    Command("insights.promise", m_("Say which promise is broken"), "open_field", "", _W, argument=About.PROMISE),
    Command("insights.segments", m_("Say whom the insight concerns"), "open_field", "", _W, argument=About.SEGMENTS),
    Command("insights.teams", m_("Say which teams are needed"), "open_field", "", _W, argument=About.TEAMS),
    Command("insights.approvals", m_("Say which approvals are needed"), "open_field", "", _W, argument=About.APPROVALS),
    Command("insights.remove", m_("Remove the insight"), "remove_insight", "", _W, icon="trash-2"),
)
