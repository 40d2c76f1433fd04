"""A leadership workshop: insights one by one, hands counted, a decision with its reason. Votes change nothing in an insight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from council_app.domain.enums import Decision
from council_app.errors import CouncilError, Message, m_, mn_

POINTS = (1, 2, 3, 4, 5)
NO_VOTES = (0, 0, 0, 0, 0)
MOST_HANDS = 999
"""A count above this is a slip of the keys."""

Votes = tuple[int, ...]
"""How many hands went up for each of `POINTS`."""


class Ballot(StrEnum):
    """What is voted on."""

    IMPACT = "impact"
    EFFORT = "effort"


@dataclass(frozen=True, slots=True)
class WorkshopLine:
    """A workshop as a list shows it; the moments are aware."""

    key: str
    title: str
    at: datetime
    closed_at: datetime | None
    items: int
    decided: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """An insight before a workshop, and what came of it."""

    insight_key: str
    insight_title: str
    impact: Votes
    effort: Votes
    decision: Decision | None
    reason: str
    decided_at: datetime | None
    wording: Mapping[str, str] = field(default_factory=dict)

    def title_in(self, locale: str) -> str:
        """The insight's title as worded for a locale, for another locale of its language, or as it was first written."""
        language = locale.split("-")[0]
        same = (words for tag, words in sorted(self.wording.items()) if tag.split("-")[0] == language)
        return self.wording.get(locale) or next(same, self.insight_title)

    def votes(self, ballot: Ballot) -> Votes:
        """The hands of one ballot."""
        return self.impact if ballot is Ballot.IMPACT else self.effort


@dataclass(frozen=True, slots=True)
class WorkshopFacts:
    """A workshop with its insights in order."""

    line: WorkshopLine
    rulings: tuple[Ruling, ...]


def sound_votes(counts: Sequence[int]) -> Votes:
    """Five counts of raised hands.

    Raises:
        CouncilError: not five, or one that no room can have raised.
    """
    if len(counts) != len(POINTS) or any(isinstance(count, bool) or not 0 <= count <= MOST_HANDS for count in counts):
        why = m_("five counts of hands are needed, each from 0 to {most}", most=MOST_HANDS)
        raise CouncilError(" ".join(str(count) for count in counts), why, m_("Count the hands for 1, 2, 3, 4 and 5."))
    return tuple(int(count) for count in counts)


def stored_votes(value: object) -> Votes:
    """Votes as a row keeps them; anything else reads as none, because another laptop's program may be newer."""
    if isinstance(value, list | tuple) and len(value) == len(POINTS) and all(type(each) is int and each >= 0 for each in value):
        return tuple(each for each in value if isinstance(each, int))
    return NO_VOTES


def hands(votes: Votes) -> int:
    """How many hands went up."""
    return sum(votes)


def middle(votes: Votes) -> int | None:
    """The point at which half of the hands are reached: the lower median, because points are ranks and have no mean; None without votes."""
    half, seen = (hands(votes) + 1) // 2, 0
    if not hands(votes):
        return None
    for point, count in zip(POINTS, votes, strict=True):
        seen += count
        if seen >= half:
            return point
    return None


def vote_sentence(votes: Votes) -> Message:
    """“middle 4 of 5, 12 hands”, or that nobody voted."""
    point = middle(votes)
    if point is None:
        return m_("not voted on")
    return mn_("middle {point} of 5, {count} hand", "middle {point} of 5, {count} hands", hands(votes), point=point)


DECISIONS: dict[Decision, Message] = {
    Decision.DO: m_("Do it"),
    Decision.LATER: m_("Later"),
    Decision.LEARN_MORE: m_("Learn more"),
    Decision.DECLINE: m_("Decline"),
}
"""The words of each decision, in the order of its key."""
