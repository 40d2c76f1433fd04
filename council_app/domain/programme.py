"""The programme in numbers: how far what was heard in a market has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiting:
    """An insight of which nothing has been shipped or declined in a market, and the day it was first heard there."""

    key: str
    title: str
    heard_on: date

    def days(self, today: date) -> int:
        """How long it has been waiting."""
        return max((today - self.heard_on).days, 0)


@dataclass(frozen=True, slots=True)
class MarketFunnel:
    """From heard to shipped in one market.

    Attributes:
        notes: that count: no rehearsals, nobody who refused notes.
        carried: of these, how many speak for an insight.
        insight_keys: insights that a note of this market speaks for.
        delegated_keys: of these, what a team was given: with a ticket, or planned here at least.
        shipped_keys, declined_keys: what became of them here.
        waiting: insights with neither, the longest first.
        today: the day that ages are counted to.
    """

    market: str
    country: str
    notes: int
    carried: int
    insight_keys: tuple[str, ...]
    delegated_keys: tuple[str, ...]
    shipped_keys: tuple[str, ...]
    declined_keys: tuple[str, ...]
    waiting: tuple[Waiting, ...]
    today: date

    @property
    def insights(self) -> int:
        """How many insights were heard here."""
        return len(self.insight_keys)

    @property
    def delegated(self) -> int:
        """How many of them a team was given."""
        return len(self.delegated_keys)

    @property
    def shipped(self) -> int:
        """How many of them are shipped here."""
        return len(self.shipped_keys)

    @property
    def declined(self) -> int:
        """How many of them are declined here."""
        return len(self.declined_keys)

    @property
    def oldest_open(self) -> Waiting | None:
        """What has been waiting longest."""
        return self.waiting[0] if self.waiting else None

    @property
    def oldest_open_days(self) -> int | None:
        """How many days; None where nothing is waiting."""
        return self.waiting[0].days(self.today) if self.waiting else None
