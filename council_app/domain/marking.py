"""Markers: a moment kept by one key while there is no time to write, to be typed out later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from council_app.domain.enums import NoteKind
from council_app.errors import Message, m_


@dataclass(frozen=True, slots=True)
class MarkerKey:
    """One letter, pressed with Ctrl.

    Attributes:
        kind: what the note will be, unless it is typed otherwise.
        sign: what the line begins with when it is typed out.
        label: the command's words.
    """

    letter: str
    kind: NoteKind
    sign: str
    label: Message


# Letters that neither the window nor a line of text uses with Ctrl.
MARKER_KEYS: tuple[MarkerKey, ...] = (
    MarkerKey("m", NoteKind.OBSERVATION, "", m_("Mark this moment")),
    MarkerKey("f", NoteKind.FRICTION, "- ", m_("Mark this moment as friction")),
    MarkerKey("g", NoteKind.PRAISE, "+ ", m_("Mark this moment as praise")),
    MarkerKey("b", NoteKind.SUGGESTION, "* ", m_("Mark this moment as a suggestion")),
    MarkerKey("h", NoteKind.QUESTION, "? ", m_("Mark this moment as a question")),
)
_BY_LETTER = {key.letter: key for key in MARKER_KEYS}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker that is still to be typed out; `block` is what the agenda was at, or ""."""

    id: str
    at: datetime
    zone: str
    letter: str
    block: str = ""

    @property
    def key(self) -> MarkerKey:
        """What its letter stands for; a letter of another Council is a moment like any other."""
        return _BY_LETTER.get(self.letter, MARKER_KEYS[0])
