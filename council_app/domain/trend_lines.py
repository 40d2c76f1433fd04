"""What a market's councils measured again and again, as lines with intervals, and what may be said of them in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from council_app.domain.crosstabs import Heard, TagTrend, Trend
from council_app.domain.records import TagLabel
from council_app.errors import Message, m_

_SAME = 0.025
"""Of the scale: a smaller difference is not worth the word “rising”."""


class LineKind(Enum):
    """What is measured."""

    TASK = "task"
    SCORE = "score"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class Point:
    """One council's number with its 95% interval, on the line's scale.

    Attributes:
        council: its key; city and day say when and where.
        people: how many it is worked out from.
        hits: of these, how many did it or said it; None of a mean.
        hidden: too few to be told; then value and interval are 0.
    """

    council: str
    city: str
    day: date
    value: float
    low: float
    high: float
    people: int
    hits: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class TrendLine:
    """The same thing at several councils of one market, oldest first.

    Attributes:
        name: what it is: a task's words, a questionnaire, a tag's name.
        about: the prototype it is about; "" of a theme.
        low, high: the ends of its scale.
        drill: key of the task, or id of the tag; "" of a score.
        tag: of a theme.
    """

    kind: LineKind
    name: str
    about: str
    low: float
    high: float
    points: tuple[Point, ...]
    drill: str = ""
    tag: TagLabel | None = None

    @property
    def told(self) -> tuple[Point, ...]:
        """The points that may be shown."""
        return tuple(point for point in self.points if not point.hidden)

    @property
    def called(self) -> Message | str:
        """Its name within a sentence: somebody's own words stand in quotation marks."""
        return self.name if self.kind is LineKind.SCORE else m_("“{name}”", name=self.name)

    @property
    def claim(self) -> Message | None:
        """What the first and the last number allow to say; None where there are no two."""
        told = self.told
        if len(told) < 2:
            return None
        first, last = told[0], told[-1]
        rising = last.value > first.value
        if first.low <= last.high and last.low <= first.high:
            if abs(last.value - first.value) < _SAME * (self.high - self.low):
                return m_("{name}: about the same as at first.", name=self.called)
            if rising:
                return m_("{name} may be rising; the intervals still overlap, so no claim yet.", name=self.called)
            return m_("{name} may be falling; the intervals still overlap, so no claim yet.", name=self.called)
        if rising:
            return m_("{name} has risen: the first and the last interval do not overlap.", name=self.called)
        return m_("{name} has fallen: the first and the last interval do not overlap.", name=self.called)

    @property
    def since_last(self) -> Trend | None:
        """Of a theme, what became of it since the council before (Newcombe's interval of the difference); None where that is hidden."""
        if self.kind is not LineKind.THEME or self.tag is None or len(self.points) < 2:
            return None
        before, now = self.points[-2:]
        if before.hidden or now.hidden:
            return None
        return TagTrend(self.tag, Heard(before.hits or 0, before.people), Heard(now.hits or 0, now.people)).trend

    @property
    def story(self) -> Message | None:
        """Of a theme, whether it grows or shrinks since the last council, or that it keeps coming up."""
        if self.kind is not LineKind.THEME or not self.points:
            return None
        trend, now = self.since_last, self.points[-1]
        if trend is Trend.GROWS:
            return m_("{name} is growing since the last council.", name=self.called)
        if trend is Trend.SHRINKS:
            return m_("{name} is shrinking since the last council.", name=self.called)
        if len(self.points) > 2 and all(point.hidden or point.hits for point in self.points):
            return m_("{name} has come up in every council so far.", name=self.called)
        if trend is Trend.UNCLEAR and now.hits:
            return m_("{name}: whether it grows or shrinks cannot be told yet.", name=self.called)
        return None


@dataclass(frozen=True, slots=True)
class MarketTrends:
    """The lines of a market up to a day.

    Attributes:
        councils: how many councils there are points of.
        least, most: attendees of the smallest and of the largest of them.
        why_none: said where no number can be compared; None where some can, or there is no line at all.
    """

    market: str
    country: str
    cities: tuple[str, ...]
    councils: int
    least: int
    most: int
    lines: tuple[TrendLine, ...]
    why_none: Message | None = None

    @property
    def headline(self) -> tuple[Message, ...]:
        """Two sentences at most: what the first measure allows to say, and what became of a theme."""
        measured = next((line.claim for line in self.lines if line.kind is not LineKind.THEME and line.claim is not None), None)
        themes = [line for line in self.lines if line.kind is LineKind.THEME and line.story is not None]
        clear = [line for line in themes if line.since_last in (Trend.GROWS, Trend.SHRINKS)]
        theme = next((line.story for line in (*clear, *themes)), None)
        return tuple(said for said in (measured, theme) if said is not None)
