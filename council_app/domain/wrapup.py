"""What is still open at the end of a session."""

from __future__ import annotations

from dataclasses import dataclass

from council_app.domain.enums import NoteKind, Purpose
from council_app.domain.marking import Mark
from council_app.domain.records import NoteLine
from council_app.domain.room import RoomFacts
from council_app.domain.talking import Talker
from council_app.domain.trials import OpenTrial


@dataclass(frozen=True, slots=True)
class ConsentGap:
    """Somebody in the room whose answers are not complete.

    Attributes:
        unasked: what nobody asked them about.
        noted: something they said was written down although they do not allow notes.
    """

    talker: Talker
    unasked: tuple[Purpose, ...]
    noted: bool


@dataclass(frozen=True, slots=True)
class WrapUp:
    """One session's loose ends; `kindless` are the newest notes without a kind, `kindless_count` counts them all.

    `marks` are moments that are still to be typed out, `clocks` trials of which nobody said how they ended.
    """

    facts: RoomFacts
    silent: tuple[Talker, ...]
    gaps: tuple[ConsentGap, ...]
    kindless: tuple[NoteLine, ...]
    kindless_count: int
    marks: tuple[Mark, ...] = ()
    clocks: tuple[OpenTrial, ...] = ()


PLAIN = NoteKind.OBSERVATION
"""What a note is when nobody said what kind it is."""
