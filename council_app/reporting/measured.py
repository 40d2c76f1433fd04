"""What was measured or counted: tasks and questionnaires of a prototype, measures across councils, tables of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from council_app.reporting.told import Text


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One task of a prototype test: how many did it unaided, with the adjusted-Wald 95 % interval as shares 0–1.

    `seconds` is the geometric mean of those who succeeded; `target_seconds` what the script hoped for.
    """

    title: str
    success: int
    tried: int
    low: float
    high: float
    with_help: int = 0
    seconds: float | None = None
    target_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """A questionnaire's mean with its 95 % interval on its own scale; `reading` says what it means (“68 is the middle of all systems”)."""

    name: str
    mean: float
    low: float
    high: float
    answers: int
    scale_low: float
    scale_high: float
    reading: Text = ""
    benchmark: float | None = None


@dataclass(frozen=True, slots=True)
class PrototypeResult:
    """What a test showed. Until `embargo_until` an external report neither names nor shows it."""

    name: str
    version: str
    tasks: tuple[TaskResult, ...] = ()
    scores: tuple[ScoreResult, ...] = ()
    embargo_until: date | None = None
    note: Text = ""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One council's value with its interval."""

    label: str
    mean: float
    low: float
    high: float
    answers: int


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure across councils, oldest first, on the measure's own scale; with `percent` its values are shares in percent.

    `remark` says what the line cannot, such as that a council was asked something else.
    """

    name: str
    scale_low: float
    scale_high: float
    points: tuple[TrendPoint, ...]
    percent: bool = False
    remark: Text = ""

    @property
    def size(self) -> int:
        """How many councils it covers."""
        return len(self.points)


@dataclass(frozen=True, slots=True)
class CrossRow:
    """One row of a cross table."""

    name: str
    people: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Counts of people by two things, such as theme and segment."""

    title: Text
    columns: tuple[str, ...]
    rows: tuple[CrossRow, ...]
