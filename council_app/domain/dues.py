"""When something is due: a day, a month, a quarter or a year, as somebody typed it and as a language says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from council_app.i18n import Translator

_DUE = re.compile(r"(?P<year>[0-9]{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Due:
    """The first and the last day of what was typed; both are the same of a day."""

    text: str
    begins: date
    ends: date


def due_of(text: str) -> Due | None:
    """`2027-01-12`, `2027-01`, `2027-Q1` or `2027`; None for anything else, and for days that no calendar has."""
    found = _DUE.fullmatch(text.strip())
    if found is None:
        return None
    year, quarter = int(found["year"]), found["quarter"]
    try:
        if found["day"]:
            day = date(year, int(found["month"]), int(found["day"]))
            return Due(found[0], day, day)
        first = 3 * int(quarter) - 2 if quarter else int(found["month"] or 1)
        months = 1 if found["month"] else 3 if quarter else _MONTHS
        return Due(found[0], date(year, first, 1), _last(year, first + months - 1))
    except ValueError:  # a year 0, a month 13, a 30 February
        return None


def _last(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, 31) if month == _MONTHS else date(year, month + 1, 1) - timedelta(days=1)


def due_said(text: str, t: Translator, today: date | None = None) -> str:
    """“12 Jan 2027”, “January 2027”; a quarter and a year are written alike everywhere, and so is what is no due at all.

    With `today` a day of this year is said without it.
    """
    due = due_of(text)
    if due is None:
        return text.strip()
    if due.begins == due.ends:
        return t.date(due.begins, style="medium") if today is None else t.day(due.begins, today)
    return due.text if "Q" in due.text or "-" not in due.text else t.month(due.begins)
