"""Everything that can be done with what one stands on, its words and its keys; the same for the canvas and the outline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from council_app.errors import Message, m_

Key, Held = Qt.Key, Qt.KeyboardModifier
_NONE, _SHIFT, _CONTROL, _ALT = Held.NoModifier, Held.ShiftModifier, Held.ControlModifier, Held.AltModifier


class Verb(StrEnum):
    """One thing to do."""

    MOVE = "move"
    GROUP = "group"
    READ = "read"
    TAKE_OFF = "take_off"
    RENAME = "rename"
    TAG = "tag"
    INSIGHT = "insight"
    COLOUR = "colour"
    DISSOLVE = "dissolve"
    CHOOSE = "choose"
    ALL = "all"
    NONE = "none"
    SEARCH = "search"
    MENU = "menu"
    FIT = "fit"
    CLOSER = "closer"
    FARTHER = "farther"
    WHOLE = "whole"
    TIDY = "tidy"


@dataclass(frozen=True, slots=True)
class Deed:
    """How a verb is offered: its words, and its key as Qt writes it."""

    words: Message
    key: str = ""


OF_CARDS: Mapping[Verb, Deed] = {
    Verb.MOVE: Deed(m_("Move to …"), "M"),
    Verb.GROUP: Deed(m_("New group"), "G"),
    Verb.READ: Deed(m_("Read"), "Return"),
    Verb.TAKE_OFF: Deed(m_("Take off the board"), "Del"),
}
OF_GROUPS: Mapping[Verb, Deed] = {
    Verb.RENAME: Deed(m_("Rename"), "F2"),
    Verb.TAG: Deed(m_("Make it a tag"), "T"),
    Verb.INSIGHT: Deed(m_("New insight"), "I"),
    Verb.COLOUR: Deed(m_("Colour"), "C"),
    Verb.DISSOLVE: Deed(m_("Dissolve"), "Shift+Del"),
}
OF_THE_BOARD: Mapping[Verb, Deed] = {
    Verb.ALL: Deed(m_("Choose all that is found"), "Ctrl+A"),
    Verb.FIT: Deed(m_("Show all"), "F"),
    Verb.CLOSER: Deed(m_("Larger"), "Ctrl++"),
    Verb.FARTHER: Deed(m_("Smaller"), "Ctrl+-"),
    Verb.WHOLE: Deed(m_("At 100 %"), "Ctrl+0"),
    Verb.TIDY: Deed(m_("Tidy up")),
}
CHOOSE_NOTHING = Deed(m_("Choose nothing"), "Esc")
_KEYS: Mapping[tuple[Qt.Key, Qt.KeyboardModifier], Verb] = {
    (Key.Key_M, _NONE): Verb.MOVE,
    (Key.Key_G, _NONE): Verb.GROUP,
    (Key.Key_Return, _NONE): Verb.READ,
    (Key.Key_Enter, _NONE): Verb.READ,
    (Key.Key_Delete, _NONE): Verb.TAKE_OFF,
    (Key.Key_Backspace, _NONE): Verb.TAKE_OFF,
    (Key.Key_Delete, _SHIFT): Verb.DISSOLVE,
    (Key.Key_F2, _NONE): Verb.RENAME,
    (Key.Key_T, _NONE): Verb.TAG,
    (Key.Key_I, _NONE): Verb.INSIGHT,
    (Key.Key_C, _NONE): Verb.COLOUR,
    (Key.Key_Space, _NONE): Verb.CHOOSE,
    (Key.Key_A, _CONTROL): Verb.ALL,
    (Key.Key_F, _CONTROL): Verb.SEARCH,
    (Key.Key_Slash, _NONE): Verb.SEARCH,
    (Key.Key_Slash, _SHIFT): Verb.SEARCH,
    (Key.Key_F, _NONE): Verb.FIT,
    (Key.Key_Plus, _CONTROL): Verb.CLOSER,
    (Key.Key_Plus, _CONTROL | _SHIFT): Verb.CLOSER,
    (Key.Key_Equal, _CONTROL): Verb.CLOSER,
    (Key.Key_Minus, _CONTROL): Verb.FARTHER,
    (Key.Key_0, _CONTROL): Verb.WHOLE,
    (Key.Key_Menu, _NONE): Verb.MENU,
    (Key.Key_F10, _SHIFT): Verb.MENU,
}


def verb_of(event: QKeyEvent) -> Verb | None:
    """What a key means on the board."""
    return _KEYS.get((Key(event.key()), event.modifiers() & ~Held.KeypadModifier))
