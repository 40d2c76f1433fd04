"""What stands around the stream of notes: all of it in one go, or after a change only what that change can have touched."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from council_app.domain.records import Speaker, TagLabel
from council_app.domain.room import RoomFacts
from council_app.domain.trials import TrialSheet
from council_app.services import capture, hearing, room, trials
from council_app.services.hearing import Heard
from council_app.services.workspace import Workspace

AGENDA, HEARD, SPEAKERS, TAGS, TRIALS = "agenda", "heard", "speakers", "tags", "trials"
EVERYTHING = frozenset({AGENDA, HEARD, SPEAKERS, TAGS, TRIALS})

_AGENDA = frozenset({"agenda_item", "session_event", "asked_question", "parked_item", "task"})
_PEOPLE = frozenset({"attendance", "consent"})
_TOUCHED: dict[str, frozenset[str]] = {
    AGENDA: _AGENDA,
    HEARD: _PEOPLE | {"note", "talking_turn", "agenda_item", "session_event"},
    SPEAKERS: _PEOPLE,
    TAGS: frozenset({"tag"}),
    TRIALS: _PEOPLE | {"agenda_item", "session_event", "task", "question", "trial", "trial_clock", "answer"},
}


@dataclass(frozen=True, slots=True)
class Around:
    """The agenda, who was heard, who and what can be named, and the trials; None is what was not read."""

    facts: RoomFacts | None
    heard: Heard | None
    speakers: tuple[Speaker, ...] | None
    tags: tuple[TagLabel, ...] | None
    trials: TrialSheet | None


def touched(entities: Collection[str]) -> frozenset[str]:
    """The parts that a change of these entities can have touched."""
    return frozenset(part for part, shows in _TOUCHED.items() if not shows.isdisjoint(entities))


def read_around(workspace: Workspace, session: str, parts: Collection[str]) -> Around:
    """These parts of what stands around the stream of one session."""
    return Around(
        facts=room.room(workspace=workspace, session=session) if AGENDA in parts else None,
        heard=hearing.heard(workspace=workspace, session=session) if HEARD in parts else None,
        speakers=capture.speakers(workspace=workspace, session=session) if SPEAKERS in parts else None,
        tags=capture.tags(workspace=workspace) if TAGS in parts else None,
        trials=trials.sheet(workspace=workspace, session=session) if TRIALS in parts else None,
    )
