"""Whether the summary fits its one page, from the length of what it says: CSS cannot ask, and laying out twice would take twice as long.

Heights are in CSS px as in the style sheet; letters are counted at their average width, so a page near the limit is set tighter a
little too early rather than too late.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from council_app.reporting.model import Claim, PrototypeResult, Report
from council_app.reporting.page_sentences import PageSentences

_HALF = 0.55
_ROW, _ONE_ROW = 18, 25  # figures of people in a row as drawn, and as many as still stand in one when they are drawn smaller


class Setting(StrEnum):
    """How the summary is set: sharing its page, as designed, with smaller gaps, tighter, in the smallest type, or over several pages."""

    SHORT = "short"
    OPEN = "open"
    SNUG = "snug"
    TIGHT = "tight"
    DENSE = "dense"
    PACKED = "packed"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class _Measure:
    """Line heights, gaps and letters per line of one setting.

    Attributes:
        margins: above the headline, the lead and the claims together.
        tasks: how many tasks of the prototypes are shown; the others are on their own page.
        rows: whether the last four blocks stand in two rows, or each column follows its own length.
    """

    headline: int
    headline_letters: int
    lead: int
    lead_letters: int
    claim: int
    claim_letters: int
    claim_gap: int
    gap: int
    line_gap: int
    margins: int = 62
    text: int = 19
    text_gain: float = 1.0
    tasks: int = 3
    rows: bool = True


_MEASURES = {
    Setting.OPEN: _Measure(48, 27, 27, 74, 24, 45, claim_gap=28, gap=28, line_gap=21),
    Setting.SNUG: _Measure(48, 27, 27, 80, 24, 45, claim_gap=20, gap=20, line_gap=15),
    Setting.TIGHT: _Measure(38, 36, 22, 88, 21, 50, claim_gap=18, gap=16, line_gap=12, margins=44, tasks=2),
    Setting.DENSE: _Measure(
        38, 36, 22, 90, 21, 51, claim_gap=16, gap=14, line_gap=10, margins=44, text=17, text_gain=1.1, tasks=2, rows=False
    ),
    Setting.PACKED: _Measure(
        34, 41, 20, 94, 20, 53, claim_gap=13, gap=14, line_gap=10, margins=44, text=17, text_gain=1.1, tasks=1, rows=False
    ),
}


def setting(report: Report, says: PageSentences, room: int) -> Setting:
    """The widest setting in which the summary fits one page of `room` px; one that would leave half of it empty shares it."""
    if _height(report, says, _MEASURES[Setting.OPEN]) < room * _HALF:
        return Setting.SHORT
    return next((name for name, size in _MEASURES.items() if _height(report, says, size) <= room), Setting.LONG)


def _height(report: Report, says: PageSentences, size: _Measure) -> int:
    top = size.headline * _lines(report.headline, size.headline_letters) + size.lead * _lines(report.lead, size.lead_letters)
    claims = sum(size.claim_gap + _claim(claim, size) for claim in report.claims)
    against = 11 + size.text * _lines(says.text(report.contradicts), 96 * size.text_gain) if report.contradicts else 0
    return size.margins + top + claims + against + _columns(report, says, size)


def _claim(claim: Claim, size: _Measure) -> int:
    detail = 3 + size.text * _lines(claim.detail, 65 * size.text_gain) if claim.detail else 0
    people = min(claim.evidence.attendees if claim.evidence else 0, 40)
    strip = 18 * math.ceil(people / (_ONE_ROW if people <= _ONE_ROW else _ROW)) + 23
    return max(size.claim * _lines(claim.title, size.claim_letters) + detail, strip)


def _columns(report: Report, says: PageSentences, size: _Measure) -> int:
    """The four blocks at the foot: decisions and follow-up on the left, prototype and who was heard on the right."""
    block = size.gap + 26
    decisions = [size.line_gap + size.text * (_lines(decision.text, 55 * size.text_gain) + 1) for decision in report.decisions]
    shown = _shared(report, size.tasks)
    tasks = [task for prototype in shown for task in prototype.tasks]
    tested = sum(size.line_gap + size.text * _lines(task.title, 32 * size.text_gain) + 44 for task in tasks)
    decided = sum(decisions) if tested else _in_two(decisions)
    tested += block * max(0, len(shown) - 1)
    follow = says.follow_up(report.follow_up) + " " * 28 if report.follow_up else ""
    who = says.came(report.attendance) + says.segments(report.attendance.segments) + " " * 36
    became, heard = (size.text + 1) * _lines(follow, 55 * size.text_gain), (size.text + 1) * _lines(who, 44 * size.text_gain)
    if size.rows or not tested:
        return (block + max(decided, tested) if decided or tested else 0) + block + max(became, heard)
    left, right = (sum(block + part for part in parts if part) for parts in ((decided, became), (tested, heard)))
    return max(left, right)


def _in_two(heights: Sequence[int]) -> int:
    """Two columns, the first as long as it must be to hold half of them."""
    first = (len(heights) + 1) // 2
    return max(sum(heights[:first]), sum(heights[first:]))


def shown_on_page(report: Report, chosen: Setting) -> tuple[PrototypeResult, ...]:
    """The prototypes of the summary, each with as many of its tasks as have a place there."""
    return _shared(report, _MEASURES.get(chosen, _MEASURES[Setting.OPEN]).tasks)


def _shared(report: Report, places: int) -> tuple[PrototypeResult, ...]:
    """Places for tasks go round the prototypes, so that none is passed over for the second task of another."""
    taken = [0] * len(report.prototypes)
    rounds = range(max((len(each.tasks) for each in report.prototypes), default=0))
    order = [which for number in rounds for which, each in enumerate(report.prototypes) if number < len(each.tasks)]
    for which in order[:places]:
        taken[which] += 1
    shared = zip(report.prototypes, taken, strict=True)
    return tuple(replace(each, tasks=each.tasks[:count]) for each, count in shared if count)


def _lines(text: str, letters: float) -> int:
    return math.ceil(len(text) / letters)
