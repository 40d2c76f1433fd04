"""Where each finding lies between effort and impact, for the matrix: places between 0 and 1, never a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from council_app.reporting.model import Finding


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding (by its number in the report) on the plan; `low`–`high` is the range of its impact."""

    number: int
    title: str
    x: float
    y: float
    low: float
    high: float


def effort_and_impact(findings: Sequence[Finding]) -> tuple[Placed, ...]:
    """Findings with all three amounts and an effort; none when fewer than two, or when their currencies differ.

    Both axes run from nothing to a little more than the largest value, so the lines in the middle are about half of it.
    """
    rows = [row for number, finding in enumerate(findings, start=1) if (row := _row(number, finding)) is not None]
    if len(rows) < 2 or len({currency for *_, currency in rows}) > 1:
        return ()
    most_effort = max(effort for _, _, effort, *_ in rows) * 1.1
    most_impact = max(high for *_, high, _ in rows) * 1.1
    return tuple(
        Placed(number, title, effort / most_effort, likely / most_impact, low / most_impact, high / most_impact)
        for number, title, effort, low, likely, high, _ in rows
    )


def _row(number: int, finding: Finding) -> tuple[int, str, float, int, int, int, str] | None:
    facts, impact = finding.facts, finding.facts.impact
    if not facts.effort_days or impact is None or impact.low is None or impact.likely is None or not impact.high:
        return None
    return number, facts.title, facts.effort_days, impact.low, impact.likely, impact.high, f"{impact.currency}/{impact.per}"
