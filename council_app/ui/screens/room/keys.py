"""The room's keys and commands: one row each. Alt, because letters with Ctrl are for markers and the line edits with the rest."""

from __future__ import annotations

from dataclasses import dataclass

from council_app.domain.marking import MARKER_KEYS
from council_app.errors import Message, m_
from council_app.ui.core.actions import Command, Need

PAUSE_KEYS, ONE_KEYS, FIVE_KEYS, NEXT_KEYS, SHRINK_KEYS = "Alt+P", "Alt+1", "Alt+5", "Alt+N", "Alt+S"
ASK_KEYS, PARK_KEYS, SEAT_KEYS, WRAP_KEYS = "Alt+Q", "Alt+K", "Alt+T", "Alt+W"
TYPE_KEYS = "Ctrl+Shift+M"
TRIAL_KEYS, WIDE_KEYS, CARD_KEYS = "Alt+R", "Alt+Shift+R", "F1"
PHOTO_KEYS, NOTE_PHOTO_KEYS = "Alt+F", "Alt+Shift+F"
STAGE_KEYS, BLACK_KEYS, MESSAGE_KEYS, UP_KEYS = "Alt+G", "Alt+B", "Alt+M", "Alt+U"

COMMANDS: tuple[Command, ...] = (
    Command("room.capture", m_("Write a note"), "to_line", "Ctrl+L", Need.SESSION, icon="pencil"),
    *(
        Command(f"room.mark.{key.letter}", key.label, "mark", f"Ctrl+{key.letter.upper()}", Need.SESSION, icon="clock", argument=key.letter)
        for key in MARKER_KEYS
    ),
    Command("room.type", m_("Type out the oldest marker"), "type_out", TYPE_KEYS, Need.SESSION, icon="pencil"),
    Command("room.photo", m_("Add a photo"), "add_photo", PHOTO_KEYS, Need.SESSION, icon="image"),
    Command("room.photo_on", m_("Add a photo to the note at hand"), "add_photo_to_note", NOTE_PHOTO_KEYS, Need.SESSION, icon="image"),
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
    Command("room.trials", m_("Time trials"), "to_trials", TRIAL_KEYS, Need.SESSION, icon="clock"),
    Command("room.wide", m_("Time trials over the whole width"), "wide_trials", WIDE_KEYS, Need.SESSION, icon="clock"),
    Command("room.keys", m_("Show the keys of the room"), "show_keys", CARD_KEYS, Need.SESSION),
)


# -- the card of keys


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What some keys do; `typed` are characters in a line of text, others are key sequences in Qt's portable form."""

    keys: tuple[str, ...]
    label: Message
    typed: bool = False


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together."""

    title: Message
    rows: tuple[KeyRow, ...]


def _of(*ids: str) -> tuple[KeyRow, ...]:
    """The rows of commands, in the words of the palette."""
    commands = {command.id: command for command in COMMANDS}
    return tuple(KeyRow((commands[id_].keys,), commands[id_].label) for id_ in ids)


ROOM_KEYS: tuple[KeyGroup, ...] = (
    KeyGroup(
        m_("Write"),
        (
            *_of("room.capture"),
            KeyRow(("Return",), m_("Keep the note")),
            KeyRow(("Up",), m_("Edit the last note, from an empty line")),
            KeyRow(("Ctrl+V",), m_("A photo from the clipboard; words stay words")),
            *_of("room.photo", "room.photo_on", "room.newest"),
            KeyRow(("-", "+", "?", "*"), m_("Friction, praise, question, suggestion: first in the line"), typed=True),
            KeyRow(("~", ">"), m_("Agreed along; a reply to the note before"), typed=True),
            KeyRow(("@7", "@mar"), m_("Who said it: a seat, or a name"), typed=True),
            KeyRow(("#fees",), m_("A tag"), typed=True),
            KeyRow(("!", "!!!!"), m_("How bad: cosmetic to blocks"), typed=True),
            KeyRow(("“ ”",), m_("Word for word"), typed=True),
        ),
    ),
    KeyGroup(m_("Mark a moment, write later"), _of(*(f"room.mark.{key.letter}" for key in MARKER_KEYS), "room.type")),
    KeyGroup(
        m_("Who is speaking"),
        (
            *_of("room.seats"),
            KeyRow(("A", "B"), m_("Give the floor by the letter on the seat")),
            KeyRow(("Left", "Right"), m_("Walk round the table; Enter gives the floor")),
        ),
    ),
    KeyGroup(
        m_("Everywhere"),
        (
            KeyRow(("Ctrl+Z",), m_("Undo")),
            KeyRow(("Esc",), m_("Back to the line")),
            KeyRow(("F1", "?"), m_("This card; the question mark where nothing is being typed")),
        ),
    ),
    KeyGroup(
        m_("Session and clock"),
        _of("room.next", "room.pause", "room.one", "room.five", "room.shrink", "room.ask", "room.park", "room.wrap"),
    ),
    KeyGroup(
        m_("Trials"),
        (
            *_of("room.trials", "room.wide"),
            KeyRow(("Space",), m_("Start, pause, go on")),
            KeyRow(("Return",), m_("Done")),
            KeyRow(("H", "F", "G"), m_("With help, failed, given up")),
            KeyRow(("R",), m_("Restart")),
            KeyRow(("0–4",), m_("How bad: none to blocks"), typed=True),
            KeyRow(("T",), m_("Type the time")),
            KeyRow(("Q",), m_("Hand over the questionnaire that is due")),
            KeyRow(("Del",), m_("Take the trial away")),
        ),
    ),
    KeyGroup(m_("Stage"), _of("room.stage", "room.black", "room.up", "room.message")),
)
