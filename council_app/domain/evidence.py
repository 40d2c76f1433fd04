"""Counting evidence: distinct attendees, never notes, and never those who only nodded along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from council_app.domain.enums import NoteKind, Raised


@dataclass(frozen=True, slots=True)
class Voice:
    """One note seen as evidence.

    Attributes:
        person: what makes an attendee distinct (the person's or the attendance's id); None when nobody was noted as speaker.
        note: the note's id.
    """

    person: str | None
    seat: str | None
    session: str
    market: str
    raised: Raised
    note: str
    kind: NoteKind


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many people stand behind something.

    Attributes:
        people: distinct attendees who said it, unprompted or when asked.
        attendees: everybody who was there, silent ones included.
        unprompted: of `people`, those who raised it by themselves at least once.
        prompted: of `people`, those who said it only when asked.
        agreed_seats: seats of those who only nodded along; not part of `people`.
        sessions: keys of the sessions it was heard in.
        markets: keys of the markets it was heard in.
        notes: distinct notes.
        unattributed: of `notes`, what was said without a speaker being noted: evidence, but it counts nobody.
    """

    people: int
    attendees: int
    unprompted: int
    prompted: int
    agreed_seats: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    notes: int = 0
    unattributed: int = 0

    @property
    def agreed(self) -> int:
        """How many only nodded along."""
        return len(self.agreed_seats)

    @property
    def counts(self) -> bool:
        """True when something was said: by somebody counted, or in a note without a speaker. Nods alone are no evidence."""
        return self.people > 0 or self.unattributed > 0


def count(voices: Iterable[Voice], attendees: int) -> Evidence:
    """Count `voices` in distinct people; `attendees` is everybody who was in the sessions drawn on.

    Who raised it alone anywhere counts as unprompted, even when also asked or nodding elsewhere. Somebody who spoke was there,
    so `attendees` is never reported below the number of distinct people in `voices`.
    """
    heard = tuple(voices)
    alone = _persons(heard, Raised.ALONE)
    said = alone | _persons(heard, Raised.PROMPTED)
    nodded = _persons(heard, Raised.AGREED) - said
    seats = {voice.person: voice.seat or "?" for voice in heard}
    return Evidence(
        people=len(said),
        attendees=max(attendees, len(said) + len(nodded)),
        unprompted=len(alone),
        prompted=len(said) - len(alone),
        agreed_seats=tuple(sorted(seats[person] for person in nodded)),
        sessions=tuple(sorted({voice.session for voice in heard})),
        markets=tuple(sorted({voice.market for voice in heard})),
        notes=len({voice.note for voice in heard}),
        unattributed=len({voice.note for voice in heard if voice.person is None and voice.raised is not Raised.AGREED}),
    )


def _persons(voices: Iterable[Voice], raised: Raised) -> frozenset[str]:
    return frozenset(voice.person for voice in voices if voice.person is not None and voice.raised is raised)
