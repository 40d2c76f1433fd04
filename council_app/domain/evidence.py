"""Counting evidence: distinct attendees, never notes, and never those who only nodded along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from council_app.domain.enums import NoteKind, Raised, SessionKind
from council_app.errors import Message, mn_


@dataclass(frozen=True, slots=True)
class Voice:
    """One note seen as evidence, or several alike.

    Attributes:
        person: what makes an attendee distinct (the person's or the attendance's id); None when nobody was noted as speaker.
        note: the note's id.
        setting: what kind of session it was said in.
        notes: how many notes it stands for: all that one attendee raised in the same way there, where only people are counted.
    """

    person: str | None
    seat: str | None
    session: str
    market: str
    raised: Raised
    note: str
    kind: NoteKind
    council: str = ""
    setting: SessionKind = SessionKind.COUNCIL
    notes: int = 1


@dataclass(frozen=True, slots=True)
class Shared:
    """A segment that everybody who said it belongs to, and how many of all who were there do."""

    segment: str
    attendees: int


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
        councils: keys of the councils it was heard at.
        beside: what kinds of sessions other than councils it was counted in (calls, gemba walks).
        withheld: notes that are not counted, because their speaker took consent back or refused notes.
        outside: people not counted, because they were heard where others could not have said it (calls beside a council).
        recruited: segments that everybody who was there belongs to.
        shared: segments that everybody who said it belongs to (two people at least), though not everybody who was there.
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
    councils: tuple[str, ...] = ()
    beside: tuple[SessionKind, ...] = ()
    withheld: int = 0
    outside: int = 0
    recruited: tuple[str, ...] = ()
    shared: tuple[Shared, ...] = ()

    @property
    def agreed(self) -> int:
        """How many only nodded along."""
        return len(self.agreed_seats)

    @property
    def counts(self) -> bool:
        """True when something was said: by somebody counted, or in a note without a speaker. Nods alone are no evidence."""
        return self.people > 0 or self.unattributed > 0


def not_counted(notes: int) -> Message:
    """“1 note is not counted: its speaker took back consent”."""
    return mn_(
        "{count} note is not counted: its speaker took back consent",
        "{count} notes are not counted: their speakers took back consent",
        notes,
    )


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody who was there: worked out once, and counted from often.

    Attributes:
        segments: which segments each belongs to.
        sizes: how many belong to each segment.
        shared: the segments that everybody belongs to, where there are two people at least.
    """

    segments: Mapping[str, Collection[str]]
    sizes: Mapping[str, int]
    shared: tuple[str, ...]

    @classmethod
    def of(cls, segments: Mapping[str, Collection[str]]) -> Crowd:
        """The crowd of these people, each with their segments."""
        sizes = Counter(segment for theirs in segments.values() for segment in set(theirs))
        everybody = sorted(segment for segment, number in sizes.items() if number == len(segments) > 1)
        return cls(segments, sizes, tuple(everybody))

    def common(self, people: Collection[str]) -> tuple[Shared, ...]:
        """The segments that all of these, two at least, belong to, and not everybody does."""
        each = [frozenset(self.segments.get(person, ())) for person in people]
        common = frozenset.intersection(*each) if len(each) > 1 else frozenset()
        return tuple(Shared(segment, self.sizes[segment]) for segment in sorted(common.difference(self.shared)))


NOBODY = Crowd({}, {}, ())
"""Where nothing is known of who was there."""


def count(
    voices: Iterable[Voice], attendees: int, *, crowd: Crowd = NOBODY, withheld: int = 0, elsewhere: Iterable[Voice] = ()
) -> Evidence:
    """Count `voices` in distinct people; `attendees` is everybody who was in the sessions drawn on.

    Who raised it alone anywhere counts as unprompted, even when also asked or nodding elsewhere. Somebody who spoke was there,
    so `attendees` is never reported below the number of distinct people in `voices`.

    Args:
        voices: what was said.
        attendees: how many were there.
        crowd: who was there, where that is known.
        withheld: how many notes were left out of `voices`, because their speaker does not want to be written down.
        elsewhere: what was said in sessions that are not drawn on: who is heard only there is told of, and not counted.
    """
    heard = tuple(voices)
    alone = _persons(heard, Raised.ALONE)
    said = alone | _persons(heard, Raised.PROMPTED)
    nodded = _persons(heard, Raised.AGREED) - said
    seats = {voice.person: voice.seat or "?" for voice in heard}
    others = tuple(elsewhere)
    return Evidence(
        people=len(said),
        attendees=max(attendees, len(said) + len(nodded)),
        unprompted=len(alone),
        prompted=len(said) - len(alone),
        agreed_seats=tuple(sorted(seats[person] for person in nodded)),
        sessions=tuple(sorted({voice.session for voice in heard})),
        markets=tuple(sorted({voice.market for voice in heard})),
        notes=notes_in(heard),
        unattributed=notes_in(voice for voice in heard if voice.person is None and voice.raised is not Raised.AGREED),
        councils=tuple(sorted({voice.council for voice in heard if voice.council})),
        beside=tuple(sorted({voice.setting for voice in heard} - {SessionKind.COUNCIL})),
        withheld=withheld,
        outside=len((_persons(others, Raised.ALONE) | _persons(others, Raised.PROMPTED)) - said),
        recruited=crowd.shared,
        shared=crowd.common(said),
    )


def _persons(voices: Iterable[Voice], raised: Raised) -> frozenset[str]:
    return frozenset(voice.person for voice in voices if voice.person is not None and voice.raised is raised)


def notes_in(voices: Iterable[Voice]) -> int:
    """How many distinct notes these are."""
    return sum({voice.note: voice.notes for voice in voices}.values())
