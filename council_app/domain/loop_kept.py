"""Whether the loop is kept: what moved since the last council, and of what a market was told it said, how much was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from council_app.domain.enums import DeliveryStatus
from council_app.errors import Message, m_, mn_


@dataclass(frozen=True, slots=True)
class Moved:
    """An insight that stands somewhere else in a market since a day."""

    key: str
    title: str
    status: DeliveryStatus
    since: date


@dataclass(frozen=True, slots=True)
class SinceLast:
    """What happened in a market since its last council.

    Attributes:
        council: its key; city and day are the council's.
        moved: the newest first.
        posts: days of the posts that went out since.
    """

    council: str
    city: str
    day: date
    moved: tuple[Moved, ...]
    posts: tuple[date, ...]

    def count(self, status: DeliveryStatus) -> int:
        """How many moved there."""
        return sum(each.status is status for each in self.moved)


@dataclass(frozen=True, slots=True)
class Answered:
    """Of the insights that a market's reports told of, those that were answered: shipped, or declined with a reason.

    Attributes:
        reported: keys of insights heard at a council whose report was sent.
        shipped, declined: keys of those answered.
    """

    reported: tuple[str, ...]
    shipped: tuple[str, ...]
    declined: tuple[str, ...]

    @property
    def answered(self) -> int:
        """How many."""
        return len(self.shipped) + len(self.declined)

    @property
    def words(self) -> Message:
        """“You said, we did”, in people's numbers."""
        if not self.reported:
            return m_("No report was sent yet, so there is nothing to answer.")
        return mn_(
            "{answered} of 1 reported insight answered: {shipped} shipped, {declined} declined with the reason",
            "{answered} of {count} reported insights answered: {shipped} shipped, {declined} declined with the reason",
            len(self.reported),
            answered=self.answered,
            shipped=len(self.shipped),
            declined=len(self.declined),
        )


@dataclass(frozen=True, slots=True)
class Delivered:
    """An insight that was shipped in a market: the day it was first heard there, and the day it shipped."""

    key: str
    title: str
    heard_on: date
    shipped_on: date

    @property
    def days(self) -> int:
        """From first hearing it to having it."""
        return max((self.shipped_on - self.heard_on).days, 0)


@dataclass(frozen=True, slots=True)
class MarketLoop:
    """One market's loop; `since` is None where no council was held."""

    market: str
    country: str
    since: SinceLast | None
    answered: Answered
    delivered: tuple[Delivered, ...]
