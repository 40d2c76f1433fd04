"""What papers are made of: people as a guest, a host or a badge needs them, and the session they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Occasion:
    """The session papers are for; times are aware, in its own zone. `as_of` is the last change of the data."""

    key: str
    title: str
    city: str
    venue: str
    starts: datetime
    ends: datetime
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody papers are printed for. Needs and plus-ones are for the hosts' list alone.

    Attributes:
        first, rest: the name, parted after its first word; both empty when the name is to be written by hand.
        seat: their seat code; empty when it is to be written by hand.
        secret: what the QR code says; empty when there is to be none.
    """

    first: str
    rest: str = ""
    seat: str = ""
    secret: str = ""
    dietary: str = ""
    access_needs: str = ""
    guests: int = 0

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.first} {self.rest}".strip()


def blank(number: int) -> Sequence[Holder]:
    """Papers without a name, for those who come unannounced."""
    return [Holder("") for _ in range(number)]
