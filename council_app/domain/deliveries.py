"""What became of an insight in one market: how long it stands as it does, what is missing, what looks wrong, and moving it on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from council_app.domain.delivery_rules import (
    LADDER,
    STATUS_WORDS,
    Former,
    Part,
    Remark,
    doubts_of,
    doubts_of_wording,
    is_link,
    is_open,
    needs_of,
)
from council_app.domain.dues import due_of
from council_app.domain.enums import DeliveryStatus
from council_app.domain.records import DeliveryFacts

__all__ = [
    "LADDER",
    "PATIENCE",
    "STATUS_WORDS",
    "DeliveryLine",
    "Former",
    "Part",
    "Remark",
    "Worry",
    "doubts_of_wording",
    "is_link",
    "is_open",
    "judge",
    "moved",
]

PATIENCE: Mapping[DeliveryStatus, int] = {
    DeliveryStatus.HEARD: 30,
    DeliveryStatus.INVESTIGATING: 30,
    DeliveryStatus.PLANNED: 90,
    DeliveryStatus.IN_TEST: 60,
}
"""Days after which something that is not finished stands still; until its due day nothing does."""


class Worry(StrEnum):
    """What is to be seen to first."""

    NOTHING = "nothing"
    OVERDUE = "overdue"
    OWNERLESS = "without-owner"
    MISSING = "missing"
    DOUBTFUL = "doubtful"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A delivery as a board shows it.

    Attributes:
        title: the insight's, in the reader's language.
        owner: who sees to it; `own_owner` is False where that is the insight's owner, because this market named nobody.
        days: since its status began; None without a date, or where that lies ahead.
        overdue: the last day it could have been done in time, where that has passed.
        slow: it has stood still for long; see `PATIENCE`.
        today: the day ages are counted to.
        needs: what its status needs to be believed and is not there.
        doubts: what is there and looks wrong.
    """

    facts: DeliveryFacts
    title: str
    owner: str
    own_owner: bool
    days: int | None
    overdue: date | None
    slow: bool
    ownerless: bool
    today: date
    needs: tuple[Remark, ...]
    doubts: tuple[Remark, ...]

    @property
    def id(self) -> str:
        """The delivery's id."""
        return self.facts.id

    @property
    def status(self) -> DeliveryStatus:
        """Where it stands."""
        return self.facts.status

    @property
    def worry(self) -> Worry:
        """What is to be seen to first."""
        found = (
            (self.overdue is not None, Worry.OVERDUE),
            (self.ownerless, Worry.OWNERLESS),
            (bool(self.needs), Worry.MISSING),
            (bool(self.doubts), Worry.DOUBTFUL),
            (self.slow, Worry.SLOW),
        )
        return next((worry for holds, worry in found if holds), Worry.NOTHING)


def judge(facts: DeliveryFacts, *, today: date, title: str = "", insight_owner: str = "", former: Sequence[Former] = ()) -> DeliveryLine:
    """A delivery with its age, what is missing and what looks wrong.

    Args:
        facts: what is said of it.
        today: the day ages are counted to.
        title: the insight's in the reader's language; as it was first written, when not given.
        insight_owner: who owns the insight; sees to it where this market named nobody.
        former: how it stood before, oldest first.
    """
    owner = facts.owner or insight_owner
    going, due = is_open(facts.status), due_of(facts.due)
    days = (today - facts.since).days if facts.since is not None and facts.since <= today else None
    overdue = due.ends if going and due is not None and due.ends < today else None
    ahead = due is not None and due.ends >= today
    return DeliveryLine(
        facts=facts,
        title=title or facts.insight_title,
        owner=owner,
        own_owner=bool(facts.owner),
        days=days,
        overdue=overdue,
        slow=going and not ahead and days is not None and days >= PATIENCE[facts.status],
        ownerless=going and not owner.strip(),
        today=today,
        needs=tuple(needs_of(facts, owner)),
        doubts=tuple(doubts_of(facts, today, [step for step in former if step.stood])),
    )


def moved(status: DeliveryStatus, today: date) -> dict[Part, object]:
    """What changes with a step to `status`: it is dated today, and loses what only the status before could say.

    What it waited for, or why it was declined, belonged to that status; who took part in a test is no word on what is there for everyone.
    """
    scope: dict[Part, object] = {Part.SCOPE: ""} if status is DeliveryStatus.SHIPPED else {}
    return {Part.STATUS: status, Part.SINCE: today, Part.REASON: "", **scope}
