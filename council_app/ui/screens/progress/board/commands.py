"""The commands of the board, for the palette of the place: the place hands their argument to `BoardPanel.do`."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need

FOLLOW, FIND, OPEN, NEXT_MARKET, OVERDUE, OWNERLESS, EVERYTHING = (
    "follow",
    "find",
    "open",
    "next-market",
    "overdue",
    "ownerless",
    "everything",
)
_HANDLER, _W = "on_board", Need.WORKSPACE

BOARD_COMMANDS: tuple[Command, ...] = (
    Command("progress.follow", m_("Follow insights here"), _HANDLER, "", _W, "plus", FOLLOW),
    Command("progress.find", m_("Find on the board"), _HANDLER, "", _W, "search", FIND),
    Command("progress.delivery", m_("Open the line of the board"), _HANDLER, "", _W, "pencil", OPEN),
    Command("progress.market", m_("Show the next market"), _HANDLER, "Alt+M", _W, "globe", NEXT_MARKET),
    Command("progress.overdue", m_("Show what is overdue"), _HANDLER, "", _W, "clock-alert", OVERDUE),
    Command("progress.ownerless", m_("Show what has no owner"), _HANDLER, "", _W, "triangle-alert", OWNERLESS),
    Command("progress.everything", m_("Show the whole board"), _HANDLER, "", _W, argument=EVERYTHING),
)
