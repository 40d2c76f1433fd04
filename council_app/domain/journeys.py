"""A journey as its map shows it: stages in order, with how many people had a friction and how many had praise, council by council."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from council_app.domain.crosstabs import Cell
from council_app.domain.enums import NoteKind, Severity
from council_app.domain.note_filter import Condition, Facet, where
from council_app.errors import Message, m_, mn_


class StageCount(StrEnum):
    """What the map counts of a stage, and all its notes."""

    NOTES = "notes"
    FRICTION = "friction"
    PRAISE = "praise"
    SEVERE = "severe"


def behind_count(place: str, count: StageCount) -> tuple[Condition, ...]:
    """What finds the notes behind a count of a stage (`journey/stage`)."""
    here, friction = where(Facet.STAGE, place), where(Facet.KIND, NoteKind.FRICTION.value)
    serious = where(Facet.SEVERITY, *(str(int(degree)) for degree in Severity if degree >= Severity.SERIOUS))
    return {
        StageCount.NOTES: (here,),
        StageCount.FRICTION: (here, friction),
        StageCount.PRAISE: (here, where(Facet.KIND, NoteKind.PRAISE.value)),
        StageCount.SEVERE: (here, friction, serious),
    }[count]


@dataclass(frozen=True, slots=True)
class StageAtCouncil:
    """What one council said at a stage, in distinct people of the `attendees` who were there."""

    council: str
    market: str
    city: str
    date: date
    attendees: int
    friction: Cell
    praise: Cell


@dataclass(frozen=True, slots=True)
class StageMap:
    """A stage on the map; counts are distinct people.

    Attributes:
        critical: a moment of truth.
        position: its place in the journey, from 0.
        severe: those with a friction who found it serious.
        insights: how many insights stand at it.
        councils: market by market, each from the first to the last; those at which anything was said that is counted.
    """

    key: str
    name: str
    critical: bool
    position: int
    friction: Cell
    praise: Cell
    severe: Cell
    insights: int
    councils: tuple[StageAtCouncil, ...]


@dataclass(frozen=True, slots=True)
class JourneyMap:
    """A journey, who answers for it, what the brand promises on it, and its stages in order."""

    key: str
    name: str
    owner: str
    promise: str
    stages: tuple[StageMap, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """What hangs on a stage, or on all stages of a journey: taken away, these notes and insights stand at no stage."""

    notes: int
    insights: int

    def after(self, removal: Message) -> Message:
        """The removal, and what it leaves behind."""
        if not self.notes and not self.insights:
            return removal
        notes = mn_("{count} note", "{count} notes", self.notes)
        insights = mn_("{count} insight", "{count} insights", self.insights)
        return m_("{removal}; {notes} and {insights} stay, at no stage", removal=removal, notes=notes, insights=insights)
