"""Is the promised number of councils a year being kept? Each has its share of the year, and half a share more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from council_app.errors import Message, m_, mn_

_LEAD = timedelta(days=28)
"""How long before its share of the year begins a council without a date is worth a word: people are invited weeks ahead."""


class Pace(Enum):
    """How a market's councils stand against what was promised."""

    UNSET = "unset"
    KEPT = "kept"
    SLIPPING = "slipping"
    NO_DATE = "no-date"
    MISSED = "missed"

    @property
    def good(self) -> bool:
        """Nothing to do."""
        return self in (Pace.UNSET, Pace.KEPT)


@dataclass(frozen=True, slots=True)
class Cadence:
    """Where a market stands in a year.

    Attributes:
        promised: councils a year; None where nobody said.
        dated: how many have a date in that year, held ones included.
        number: which council is late or has no date, from 1; None where none is.
        due: the day until which that one was meant to be.
    """

    pace: Pace
    promised: int | None
    dated: int
    number: int | None = None
    due: date | None = None

    @property
    def words(self) -> Message:
        """“on time”, “no date yet”, said beside the year."""
        match self.pace:
            case Pace.UNSET:
                return m_("no cadence set")
            case Pace.KEPT:
                return m_("on time")
            case Pace.SLIPPING:
                return m_("slipping")
            case Pace.NO_DATE:
                return m_("no date yet")
            case Pace.MISSED:
                return m_("{held} of {promised} held", held=self.dated, promised=self.promised or 0)

    @property
    def promise(self) -> Message | None:
        """“4 a year”; None where nothing was promised."""
        return None if self.promised is None else mn_("1 a year", "{count} a year", self.promised)


def cadence(days: Sequence[date], promised: int | None, year: int, today: date) -> Cadence:
    """How the councils on `days` (all of `year`) keep the promise, seen from `today`.

    The k-th of n councils belongs into the k-th n-th of the year. It is late from half a share after that, the last one with the year;
    one without a date is missed from four weeks before its share begins.
    """
    if promised is None:
        return Cadence(Pace.UNSET, None, len(days))
    if year < today.year:
        return Cadence(Pace.KEPT if len(days) >= promised else Pace.MISSED, promised, len(days))
    ordered = sorted(days)
    for number in range(1, promised + 1):
        begins, due = share(year, promised, number)
        if number > len(ordered):
            undated = today >= begins - _LEAD
            return Cadence(Pace.NO_DATE, promised, len(days), number, due) if undated else Cadence(Pace.KEPT, promised, len(days))
        if today <= ordered[number - 1] and ordered[number - 1] > due:
            return Cadence(Pace.SLIPPING, promised, len(days), number, due)
    return Cadence(Pace.KEPT, promised, len(days))


def share(year: int, promised: int, number: int) -> tuple[date, date]:
    """When the part of the year of the `number`-th council begins, and until when that council is on time."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    part = ((last - first).days + 1) / promised
    return first + timedelta(days=round(part * (number - 1))), min(first + timedelta(days=round(part * (number + 0.5)) - 1), last)
