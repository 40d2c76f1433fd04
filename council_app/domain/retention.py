"""How long a council's people are kept."""

from __future__ import annotations

from datetime import date, timedelta

USUAL_MONTHS = 24
"""What is kept when nothing else was agreed: two years, so that what was promised can still be reported back."""


def kept_until(held: date, agreed: date | None) -> date:
    """The last day a council's people are kept: the day agreed, or the usual time after it was held."""
    if agreed is not None:
        return agreed
    months = held.month - 1 + USUAL_MONTHS
    first = date(held.year + months // 12, months % 12 + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(held.day, last.day))


def is_due(until: date, today: date) -> bool:
    """Whether the time is over: the last day itself still belongs to it."""
    return today > until
