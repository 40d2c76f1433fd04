"""The programme in numbers: how far what was heard in a market has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from council_app.domain.enums import DeliveryStatus


@dataclass(frozen=True, slots=True)
class Standing:
    """An insight in a market: the day it was first heard there, and what became of it there."""

    key: str
    title: str
    heard_on: date
    status: DeliveryStatus = DeliveryStatus.HEARD

    @property
    def settled(self) -> bool:
        """Shipped or declined."""
        return self.status in (DeliveryStatus.SHIPPED, DeliveryStatus.DECLINED)

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
        standing: all of them, in the order in which they were first heard.
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
    standing: tuple[Standing, ...]
    today: date

    @property
    def waiting(self) -> tuple[Standing, ...]:
        """Insights neither shipped nor declined, the longest first."""
        return tuple(each for each in self.standing if not each.settled)

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
    def oldest_open(self) -> Standing | None:
        """What has been waiting longest."""
        return next((each for each in self.standing if not each.settled), None)

    @property
    def oldest_open_days(self) -> int | None:
        """How many days; None where nothing is waiting."""
        oldest = self.oldest_open
        return None if oldest is None else oldest.days(self.today)
