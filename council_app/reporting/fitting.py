"""Whether the summary fits its one page, from the length of what it says: CSS cannot ask, and laying out twice would take twice as long.

Heights are in CSS px as in the style sheet; letters are counted at their average width, so a page near the limit is set tighter a
little too early rather than too late.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from council_app.reporting.model import Claim, PrototypeResult, SessionReport
from council_app.reporting.page_sentences import PageSentences

_PAGE = 905
_HALF = 0.55


class Setting(StrEnum):
    """How the summary is set: sharing its page, as designed, with smaller gaps, in smaller type, or over more than one page."""

    SHORT = "short"
    OPEN = "open"
    SNUG = "snug"
    TIGHT = "tight"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class _Measure:
    """Line heights and gaps of one setting."""

    headline: int
    headline_letters: int
    lead: int
    lead_letters: int
    claim_gap: int
    gap: int
    line_gap: int
    claim: int = 24
    claim_letters: int = 45


_OPEN = _Measure(headline=48, headline_letters=27, lead=27, lead_letters=74, claim_gap=28, gap=28, line_gap=21)
_SNUG = _Measure(headline=48, headline_letters=27, lead=27, lead_letters=80, claim_gap=20, gap=20, line_gap=15)
_TIGHT = _Measure(headline=38, headline_letters=36, lead=22, lead_letters=88, claim_gap=18, gap=16, line_gap=12, claim=21, claim_letters=50)
_MEASURES = {Setting.OPEN: _OPEN, Setting.SNUG: _SNUG, Setting.TIGHT: _TIGHT}


def setting(report: SessionReport, says: PageSentences) -> Setting:
    """The widest setting in which the summary fits one page; one that would leave half of it empty shares it."""
    if _height(report, says, _OPEN) < _PAGE * _HALF:
        return Setting.SHORT
    return next((name for name, size in _MEASURES.items() if _height(report, says, size) <= _PAGE), Setting.LONG)


def _height(report: SessionReport, says: PageSentences, size: _Measure) -> int:
    top = 16 + size.headline * _lines(report.headline, size.headline_letters) + 20 + size.lead * _lines(report.lead, size.lead_letters)
    claims = 26 + sum(size.claim_gap + _claim(claim, size) for claim in report.claims)
    against = 11 + 19 * _lines(says.text(report.contradicts), 96) if report.contradicts else 0
    left = sum(size.line_gap + 20 * _lines(decision.text, 55) + 19 for decision in report.decisions)
    asked = size.gap + 26 + max(left, _tasks(report.prototypes[:1], size)) if report.decisions or report.prototypes else 0
    return top + claims + against + asked + size.gap + 26 + 20 * _last_lines(report, says)


def _claim(claim: Claim, size: _Measure) -> int:
    words = size.claim * _lines(claim.title, size.claim_letters) + (3 + 19 * _lines(claim.detail, 65) if claim.detail else 0)
    strip = 18 * math.ceil(min(claim.evidence.attendees, 40) / 18) + 23
    return max(words, strip)


def _tasks(prototypes: tuple[PrototypeResult, ...], size: _Measure) -> int:
    return sum(size.line_gap + 19 * _lines(task.title, 32) + 44 for prototype in prototypes for task in prototype.tasks[:3])


def _last_lines(report: SessionReport, says: PageSentences) -> int:
    follow = says.follow_up(report.follow_up) + " " * 28 if report.follow_up else ""
    who = says.came(report.attendance) + says.segments(report.attendance.segments) + " " * 36
    return max(_lines(follow, 55), _lines(who, 44))


def _lines(text: str, letters: int) -> int:
    return math.ceil(len(text) / letters)
