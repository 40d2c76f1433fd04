"""The four fields of impact against effort, and the rule for what lies on a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from council_app.domain.ranking.expected import yearly
from council_app.domain.records import InsightFacts
from council_app.errors import Message, m_


class Quadrant(StrEnum):
    """A field of the matrix; the values are what such fields are commonly called."""

    FIRST = "quick win"
    PLAN = "major project"
    IF_TIME = "fill-in"
    NOT_NOW = "thankless task"


QUADRANT_WORDS: Mapping[Quadrant, Message] = {
    Quadrant.FIRST: m_("first"),
    Quadrant.PLAN: m_("plan"),
    Quadrant.IF_TIME: m_("if time"),
    Quadrant.NOT_NOW: m_("not now"),
}
"""What a field says, as advice."""


def quadrant(impact: float, effort: float, *, middle_impact: float, middle_effort: float) -> Quadrant:
    """The field of a point.

    The midpoint rule: what lies exactly on a line takes the less favourable side. Impact is high only above its line, effort is
    little only below its line. So a point in the very middle (3 and 3 on scales of 1 to 5) is a “not now”.
    """
    much, little = impact > middle_impact, effort < middle_effort
    if much:
        return Quadrant.FIRST if little else Quadrant.PLAN
    return Quadrant.IF_TIME if little else Quadrant.NOT_NOW


def middle_of(lowest: float, highest: float) -> float:
    """The middle of a scale: 3 on a scale of 1 to 5."""
    return (lowest + highest) / 2


@dataclass(frozen=True, slots=True)
class Point:
    """An insight on the matrix.

    Attributes:
        number: its number in the list.
        effort: days of work.
        low, likely, high: its impact a year, in whole units of the matrix's currency.
    """

    key: str
    number: int
    title: str
    effort: float
    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class Matrix:
    """Insights of one currency between effort and impact.

    Attributes:
        middle_effort: half of the largest effort.
        middle_impact: half of the largest likely impact.
    """

    currency: str
    points: tuple[Point, ...]

    @property
    def middle_effort(self) -> float:
        """The line between little and much effort, in days."""
        return max(point.effort for point in self.points) / 2

    @property
    def middle_impact(self) -> float:
        """The line between low and high impact, a year."""
        return max(point.likely for point in self.points) / 2

    def field_of(self, point: Point) -> Quadrant:
        """Where a point lies; with one point alone there is nothing to compare it with, and it is a plan."""
        return quadrant(point.likely, point.effort, middle_impact=self.middle_impact, middle_effort=self.middle_effort)


def matrices(insights: Sequence[tuple[int, InsightFacts, str]]) -> tuple[Matrix, ...]:
    """One matrix for each currency; each insight comes with its number and title, and one that lacks amounts or effort is left out."""
    found: dict[str, list[Point]] = {}
    for number, facts, title in insights:
        worth = yearly(facts.impact)
        if not isinstance(worth, Message) and facts.effort_days is not None and facts.effort_days > 0:
            point = Point(facts.key, number, title, facts.effort_days, worth.low, worth.likely, worth.high)
            found.setdefault(worth.currency, []).append(point)
    return tuple(Matrix(currency, tuple(found[currency])) for currency in sorted(found))
