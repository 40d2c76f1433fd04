"""A cadence is kept, slips, or has no date, seen from the day it is."""

from __future__ import annotations

from datetime import date

import pytest

from council_app.domain.cadence import Pace, cadence, share
from council_app.domain.trend_lines import LineKind, Point, TrendLine

DONE = (date(2026, 3, 24), date(2026, 7, 5), date(2026, 10, 21))


def test_a_year_is_shared_evenly_with_half_a_share_of_grace() -> None:
    assert share(2026, 4, 1) == (date(2026, 1, 1), date(2026, 5, 17))
    assert share(2026, 4, 4) == (date(2026, 10, 2), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("days", "promised", "today", "pace", "number"),
    [
        (DONE, None, date(2026, 11, 24), Pace.UNSET, None),
        (DONE, 4, date(2026, 11, 24), Pace.NO_DATE, 4),
        (DONE, 4, date(2026, 8, 1), Pace.KEPT, None),
        (DONE[:2], 4, date(2026, 6, 10), Pace.NO_DATE, 3),
        (DONE[:2], 4, date(2026, 6, 1), Pace.KEPT, None),
        ((*DONE, date(2026, 12, 30)), 4, date(2026, 11, 24), Pace.KEPT, None),
        ((date(2026, 6, 20),), 4, date(2026, 2, 1), Pace.SLIPPING, 1),
        ((date(2026, 6, 20),), 1, date(2026, 2, 1), Pace.KEPT, None),
        ((), 4, date(2025, 11, 1), Pace.KEPT, None),
        ((), 4, date(2025, 12, 20), Pace.NO_DATE, 1),
        (DONE, 4, date(2027, 1, 5), Pace.MISSED, None),
        (DONE, 3, date(2027, 1, 5), Pace.KEPT, None),
    ],
)
def test_a_promise_is_judged_by_its_share_of_the_year(
    days: tuple[date, ...], promised: int | None, today: date, pace: Pace, number: int | None
) -> None:
    found = cadence(days, promised, 2026, today)
    assert (found.pace, found.number) == (pace, number)


def line(*values: tuple[float, float, float]) -> TrendLine:
    points = tuple(Point(f"c{number}", "Leeds", date(2026, number, 1), *value, 16) for number, value in enumerate(values, start=1))
    return TrendLine(LineKind.SCORE, "SUS", "Pay Later", 0, 100, points)


@pytest.mark.parametrize(
    ("values", "claim"),
    [
        (((60, 50, 70), (66, 56, 76)), "SUS may be rising; the intervals still overlap, so no claim yet."),
        (((66, 56, 76), (60, 50, 70)), "SUS may be falling; the intervals still overlap, so no claim yet."),
        (((60, 50, 70), (61, 51, 71)), "SUS: about the same as at first."),
        (((40, 35, 45), (60, 50, 70), (80, 75, 85)), "SUS has risen: the first and the last interval do not overlap."),
        (((80, 75, 85), (40, 35, 45)), "SUS has fallen: the first and the last interval do not overlap."),
        (((80, 75, 85),), "None"),
    ],
)
def test_no_more_is_claimed_than_the_intervals_allow(values: tuple[tuple[float, float, float], ...], claim: str) -> None:
    assert str(line(*values).claim) == claim
