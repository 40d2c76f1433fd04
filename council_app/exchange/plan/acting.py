"""Entries of a plan for what is done with insights: initiatives, scores, workshops, tickets in trackers, calls and what callers say."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from council_app.domain.enums import CallOutcome, Decision, Horizon, Solved, TicketState, Tracker
from council_app.exchange.plan.prepared import Entry
from council_app.exchange.plan.types import Items, Key, Line, LocaleTag, Moment, OptDate, OptLine, OptMoment, OptSeat, OptText, Text

_HANDS = 5
_Score = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
_Divisor = Annotated[float, Field(gt=0, le=1e12, allow_inf_nan=False)]
_Hands = Annotated[int, Field(ge=0, le=10_000)]


def _five_or_none(votes: tuple[int, ...]) -> tuple[int, ...]:
    if votes and len(votes) != _HANDS:
        raise PydanticCustomError("five_votes", "five whole numbers")
    return votes if any(votes) else ()


Votes = Annotated[Items[_Hands], AfterValidator(_five_or_none)]
"""How many hands went up for 1, 2, 3, 4 and 5; `[]` where nobody voted."""


class RiceScore(Entry):
    """What RICE is worked out from: reach × impact × confidence ÷ effort."""

    reach: _Score | None = None
    impact: _Score | None = None
    confidence: _Score | None = None
    effort: _Divisor | None = None


class IceScore(Entry):
    """What ICE is worked out from, in either of its forms."""

    impact: _Score | None = None
    confidence: _Score | None = None
    ease: _Score | None = None


class WsjfScore(Entry):
    """What WSJF is worked out from: (value + time + risk) ÷ size."""

    value: _Score | None = None
    time: _Score | None = None
    risk: _Score | None = None
    size: _Divisor | None = None


class Scores(Entry):
    """What somebody judged an insight by, per published scheme; the scores themselves are worked out."""

    rice: RiceScore | None = None
    ice: IceScore | None = None
    wsjf: WsjfScore | None = None


class Initiative(Entry):
    """Insights that are one business case; each insight says which initiative it belongs to."""

    key: Key
    title: OptLine = None
    case: OptText = None
    customer_value: OptText = None
    internal_impact: OptText = None
    segments: Items[Line] = ()
    owner: OptLine = None
    horizon: Horizon | None = None
    position: Annotated[int, Field(ge=0, le=100_000)] | None = None
    """Its place among those of the same horizon, the smallest first; a new one comes last when it is left out."""


class WorkshopItem(Entry):
    """An insight before a workshop: the votes, and what was decided and why."""

    insight: Key
    impact_votes: Votes = ()
    effort_votes: Votes = ()
    decision: Decision | None = None
    reason: OptText = None
    decided: OptMoment = None


class Workshop(Entry):
    """A meeting of those who decide; its items are those of the plan, in their order, when it says which."""

    key: Key
    title: OptLine = None
    at: OptMoment = None
    closed: OptMoment = None
    items: Items[WorkshopItem] = ()


class Delegation(Entry):
    """An insight that passed the gate, handed to a team's tracker, and how it stands there."""

    insight: Key
    to: Tracker
    at: OptMoment = None
    by: OptLine = None
    reference: OptLine = None
    """The ticket's key there, like PAY-412."""
    url: OptLine = None
    status: OptLine = None
    """The tracker's own word."""
    state: TicketState | None = None
    state_at: OptMoment = None
    remind: OptDate = None


class Call(Entry):
    """One telephone call to somebody who complained and allowed contact: by where they sat, or who has no seat by e-mail or key."""

    session: Key
    seat: OptSeat = None
    person: OptLine = None
    at: Moment
    by: OptLine = None
    outcome: CallOutcome
    solved: Solved | None = None
    said: OptText = None
    follow_up: OptDate = None

    @model_validator(mode="after")
    def _one_name(self) -> Call:
        if (self.seat is None) == (self.person is None):
            raise PydanticCustomError("call_name", "seat or person")
        return self


class CallScript(Entry):
    """What a caller says, in one language."""

    locale: LocaleTag
    text: Text
