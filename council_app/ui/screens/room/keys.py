"""The room's keys and commands: one row each. Alt, because letters with Ctrl are for markers and the line edits with the rest."""

from __future__ import annotations

from council_app.domain.marking import MARKER_KEYS
from council_app.errors import m_
from council_app.ui.core.actions import Command, Need

PAUSE_KEYS, ONE_KEYS, FIVE_KEYS, NEXT_KEYS, SHRINK_KEYS = "Alt+P", "Alt+1", "Alt+5", "Alt+N", "Alt+S"
ASK_KEYS, PARK_KEYS, SEAT_KEYS, WRAP_KEYS = "Alt+Q", "Alt+K", "Alt+T", "Alt+W"
TYPE_KEYS = "Ctrl+Shift+M"
STAGE_KEYS, BLACK_KEYS, MESSAGE_KEYS, UP_KEYS = "Alt+G", "Alt+B", "Alt+M", "Alt+U"

COMMANDS: tuple[Command, ...] = (
    Command("room.capture", m_("Write a note"), "to_line", "Ctrl+L", Need.SESSION, icon="pencil"),
    *(
        Command(f"room.mark.{key.letter}", key.label, "mark", f"Ctrl+{key.letter.upper()}", Need.SESSION, icon="clock", argument=key.letter)
        for key in MARKER_KEYS
    ),
    Command("room.type", m_("Type out the oldest marker"), "type_out", TYPE_KEYS, Need.SESSION, icon="pencil"),
    Command("room.last", m_("Edit the last note"), "edit_last", "", Need.SESSION, icon="pencil"),
    Command("room.newest", m_("Go to the newest note"), "to_newest", "Ctrl+End", Need.SESSION),
    Command("room.start", m_("Start the session"), "start", "", Need.SESSION, icon="play"),
    Command("room.pause", m_("Pause the clock, or let it run on"), "pause", PAUSE_KEYS, Need.SESSION, icon="pause"),
    Command("room.one", m_("One minute more for this block"), "add_minutes", ONE_KEYS, Need.SESSION, argument="1"),
    Command("room.five", m_("Five minutes more for this block"), "add_minutes", FIVE_KEYS, Need.SESSION, argument="5"),
    Command("room.next", m_("Go to the next block"), "next_block", NEXT_KEYS, Need.SESSION, icon="skip-forward"),
    Command("room.shrink", m_("Propose shorter blocks later on"), "propose", SHRINK_KEYS, Need.SESSION),
    Command("room.ask", m_("Tick the next question as asked"), "tick_ask", ASK_KEYS, Need.SESSION, icon="circle-check"),
    Command("room.park", m_("Park something"), "to_parking", PARK_KEYS, Need.SESSION),
    Command("room.stage", m_("Open or close the stage window"), "toggle_stage", STAGE_KEYS, Need.SESSION, icon="laptop"),
    Command("room.black", m_("Black stage"), "black_stage", BLACK_KEYS, Need.SESSION),
    Command("room.up", m_("Count up on the stage"), "count_up", UP_KEYS, Need.SESSION),
    Command("room.message", m_("Write a message on the stage"), "to_message", MESSAGE_KEYS, Need.SESSION),
    Command("room.wrap", m_("Wrap up"), "wrap_up", WRAP_KEYS, Need.SESSION),
    Command("room.seats", m_("Say who is speaking"), "to_seats", SEAT_KEYS, Need.SESSION),
)
