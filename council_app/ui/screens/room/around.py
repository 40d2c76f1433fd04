"""What stands around the stream of notes, read in one go."""

from __future__ import annotations

from dataclasses import dataclass

from council_app.domain.records import Speaker, TagLabel
from council_app.domain.room import RoomFacts
from council_app.domain.trials import TrialSheet
from council_app.services import capture, hearing, programme, room, trials
from council_app.services.hearing import Heard
from council_app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Around:
    """The agenda, the people, what can be named, and the trials."""

    facts: RoomFacts
    heard: Heard
    speakers: tuple[Speaker, ...]
    tags: tuple[TagLabel, ...]
    notes: int
    trials: TrialSheet


def read_around(workspace: Workspace, session: str) -> Around:
    """What stands around the stream of one session."""
    return Around(
        facts=room.room(workspace=workspace, session=session),
        heard=hearing.heard(workspace=workspace, session=session),
        speakers=capture.speakers(workspace=workspace, session=session),
        tags=capture.tags(workspace=workspace),
        notes=programme.session(workspace=workspace, key=session).notes,
        trials=trials.sheet(workspace=workspace, session=session),
    )
