"""A session as the room sees it: how it stands, its agenda under way, what must still be asked, what was put off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from council_app.domain.clock import Block
from council_app.domain.enums import SessionState, SessionStep
from council_app.errors import Message

_AFTER = {SessionStep.START: SessionState.LIVE, SessionStep.CLOSE: SessionState.CLOSED, SessionStep.REOPEN: SessionState.LIVE}


@dataclass(frozen=True, slots=True)
class Event:
    """One step in a session's life."""

    at: datetime
    step: SessionStep
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MustAsk:
    """A question that must be asked, the block it stands in ("" for none), and whether it was; `words` are those of the kind of session."""

    question: str
    block: str
    asked: bool
    words: Message | None = None


@dataclass(frozen=True, slots=True)
class Parked:
    """Something put off until the wrap-up; `owner` is "" while nobody took it."""

    id: str
    text: str
    owner: str
    done: bool


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """One session's room; times are aware, `starts` and `ends` as planned in the council's zone."""

    session: str
    starts: datetime
    ends: datetime
    zone: str
    events: tuple[Event, ...]
    blocks: tuple[Block, ...]
    asks: tuple[MustAsk, ...]
    parked: tuple[Parked, ...]

    @property
    def state(self) -> SessionState:
        """How the session stands."""
        return state_after(self.events)

    @property
    def started_at(self) -> datetime | None:
        """When it began, first."""
        return next((event.at for event in self.events if event.step is SessionStep.START), None)

    @property
    def closed_at(self) -> datetime | None:
        """When it was closed; None while it is not."""
        return self.events[-1].at if self.state is SessionState.CLOSED else None

    @property
    def reopened(self) -> bool:
        """Whether it was closed before and goes on; its plan says nothing about when it should end, then."""
        return any(event.step is SessionStep.REOPEN for event in self.events)


def state_after(events: Sequence[Event]) -> SessionState:
    """How a session stands after these steps, oldest first."""
    return _AFTER[events[-1].step] if events else SessionState.PLANNED


def read_parked(line: str) -> tuple[str, str]:
    """What a typed line parks, and behind its last `@` who takes it on ("" when nobody is named)."""
    words, sign, owner = line.strip().rpartition(" @")
    return (words.strip(), owner.strip()) if sign and words.strip() else (line.strip(), "")
