"""Trials as the room sees them: who may try what, how each trial stands, and how long it took."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from council_app.domain.enums import Outcome, QuestionKind, Severity

MOST_SECONDS = 86_399
"""No trial takes a day; what is typed above that is a slip."""

_TIME = re.compile(r"(?:(\d{1,3}):([0-5]?\d)|(\d{1,5}))", re.ASCII)


class Bar(StrEnum):
    """Why somebody cannot be timed now."""

    NOT_IN = "not-in"
    NO_CONSENT = "no-consent"


class Standing(StrEnum):
    """How one trial stands."""

    UNTRIED = "untried"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class TrialTask:
    """A task to try.

    Attributes:
        section: the title of the part of the script it stands in, "" where there are none.
        prototype: name and version of what it tests; the script's title where that names none.
    """

    id: str
    key: str
    text: str
    section: str = ""
    success: str = ""
    target_seconds: int | None = None
    prototype: str = ""


@dataclass(frozen=True, slots=True)
class TrialSeat:
    """Somebody with a seat; `barred` says why they cannot be timed, None when they can."""

    id: str
    seat: str
    name: str
    barred: Bar | None = None

    @property
    def first_name(self) -> str:
        """What is said across a table."""
        return self.name.split()[0] if self.name.split() else ""


@dataclass(frozen=True, slots=True)
class TrialCell:
    """One seat at one task: a clock that has no outcome yet, or an outcome.

    Attributes:
        running_since: since when the clock runs, by the wall; None while it stands.
        before: seconds that ran before that.
        outcome: how it ended; None while it has not.
        seconds: how long it took; None when it was not timed.
    """

    standing: Standing = Standing.UNTRIED
    running_since: datetime | None = None
    before: float = 0.0
    outcome: Outcome | None = None
    seconds: float | None = None
    severity: Severity | None = None

    def spent_at(self, now: datetime) -> float:
        """Seconds of a clock by the wall; one that was set back takes nothing away again."""
        ran = 0.0 if self.running_since is None else (now - self.running_since).total_seconds()
        return self.before + max(0.0, ran)


UNTRIED = TrialCell()


@dataclass(frozen=True, slots=True)
class OpenTrial:
    """A trial with a clock and no outcome: it counts nowhere until somebody says how it ended, or takes it away."""

    attendance: str
    task: str
    seat: str
    first_name: str
    text: str
    cell: TrialCell

    @property
    def runs(self) -> bool:
        """Whether its clock runs."""
        return self.cell.standing is Standing.RUNNING


@dataclass(frozen=True, slots=True)
class DueQuestion:
    """A question that is handed over.

    Attributes:
        task: the id of the task it comes after, "" when it comes at an end.
        section: ids of the tasks of the section it ends, none when it ends the script.
    """

    id: str
    kind: QuestionKind
    task: str
    section: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TrialSheet:
    """One session's trials: seats down, tasks across; `cells` by (attendance, task), those untried left out.

    Attributes:
        prototype: what is tried, one after the other; "" when the session has no script.
        current: id of the task of the block under way, "" when it has none.
        questions: what is asked of everybody, in the order of the script.
        answered: (attendance, question) that are answered.
    """

    session: str
    prototype: str = ""
    tasks: tuple[TrialTask, ...] = ()
    seats: tuple[TrialSeat, ...] = ()
    cells: Mapping[tuple[str, str], TrialCell] = field(default_factory=dict)
    current: str = ""
    questions: tuple[DueQuestion, ...] = ()
    answered: frozenset[tuple[str, str]] = frozenset()

    def cell(self, attendance: str, task: str) -> TrialCell:
        """How one trial stands."""
        return self.cells.get((attendance, task), UNTRIED)

    def heading(self, task: TrialTask) -> str:
        """What stands over a task: what it tests where several things are tried, else its section."""
        several = len({each.prototype for each in self.tasks}) > 1
        return task.prototype if several else task.section

    def due(self, attendance: str, task: str) -> tuple[DueQuestion, ...]:
        """What somebody has still to answer after this task; behind their last one, of a section or of all, what comes at that end, too."""
        over = self._over(attendance)
        return tuple(
            each
            for each in self.questions
            if (attendance, each.id) not in self.answered and (each.task == task or (not each.task and task in self._ended_by(each, over)))
        )

    def all_due(self) -> frozenset[tuple[str, str]]:
        """Every (attendance, task) that has ended and after which something is still to be answered."""
        found: set[tuple[str, str]] = set()
        for seat in self.seats:
            over, due = self._over(seat.id), set[str]()
            for each in self.questions:
                if (seat.id, each.id) not in self.answered:
                    due |= {each.task} if each.task else self._ended_by(each, over)
            found |= {(seat.id, task) for task in due & over}
        return frozenset(found)

    def _over(self, attendance: str) -> frozenset[str]:
        """The tasks that have ended for somebody."""
        return frozenset(task.id for task in self.tasks if self.cell(attendance, task.id).standing is Standing.ENDED)

    def _ended_by(self, question: DueQuestion, over: frozenset[str]) -> frozenset[str]:
        """The tasks behind which a question is due that comes at an end, once all of them are over."""
        tasks = question.section or frozenset(task.id for task in self.tasks)
        return tasks if tasks <= over else frozenset()


def read_time(typed: str) -> float | None:
    """Seconds of what was typed: “1:23”, or whole seconds; None for nothing typed (not timed).

    Raises:
        ValueError: it is no time, or a day and more.
    """
    words = typed.strip()
    if not words:
        return None
    found = _TIME.fullmatch(words)
    if found is None:
        raise ValueError(typed)
    minutes, rest, whole = found.groups()
    seconds = int(whole) if whole is not None else 60 * int(minutes) + int(rest)
    if seconds > MOST_SECONDS:
        raise ValueError(typed)
    return float(seconds)


def is_time(typed: str) -> bool:
    """Whether `read_time` can read it."""
    try:
        read_time(typed)
    except ValueError:
        return False
    return True


def time_text(seconds: float) -> str:
    """Minutes and whole seconds that are over, “1:23”: a clock that runs never shows a second that is not over yet."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02}"
