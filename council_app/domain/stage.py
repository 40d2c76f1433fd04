"""What the room sees on the projector. It is made of the agenda alone, so that nothing private can reach the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from council_app.domain.clock import Reading
from council_app.domain.enums import SessionState
from council_app.domain.room import RoomFacts


@dataclass(frozen=True, slots=True)
class StageFacts:
    """One moment on the stage.

    Attributes:
        title: the block under way; "" when none is.
        prompt: what the room is asked; "" when there is nothing to ask.
        left: seconds left of the block; None while there is no clock to show.
        length: seconds the block may take.
        at: the end of the block, or when the session begins; None when there is nothing to wait for.
        zone: the zone of that moment and of the clock on the wall.
    """

    state: SessionState
    title: str
    prompt: str
    left: float | None
    length: float
    at: datetime | None
    paused: bool
    zone: str

    @property
    def part(self) -> float:
        """The part of the block that is gone, 0–1."""
        if self.left is None or self.length <= 0:
            return 0.0
        return min(1.0, max(0.0, 1 - self.left / self.length))


def stage_of(facts: RoomFacts, reading: Reading | None, now: datetime) -> StageFacts:
    """What is on the stage now. Must-asks are the facilitator's own and stay off it."""
    if reading is None:
        waiting = facts.starts if facts.state is SessionState.PLANNED else None
        return StageFacts(facts.state, "", "", None, 0.0, waiting, False, facts.zone)
    block = reading.block
    return StageFacts(
        state=facts.state,
        title=block.title,
        prompt=block.prompt or block.task,
        left=reading.left,
        length=block.length * 60.0,
        at=None if reading.over else now + timedelta(seconds=reading.left),
        paused=not block.running,
        zone=facts.zone,
    )
