"""Scripts as an editor and a guide see them: sections, tasks and questions in the order in which they are asked, and their minutes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from council_app.domain.enums import QuestionKind

WORDED = (QuestionKind.OPEN, QuestionKind.RATING, QuestionKind.CHOICE)
"""Kinds whose words the script brings; the others are published questionnaires."""


class PartKind(StrEnum):
    """What a script is made of."""

    SECTION = "section"
    TASK = "task"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class PartRef:
    """One part of a script; keys stay the same from version to version."""

    kind: PartKind
    key: str


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """A part of a script with its own share of the time.

    Attributes:
        minutes: None: as long as its tasks take.
        prototype: the key of what it tests; None: what the script tests.
    """

    key: str
    title: str
    minutes: int | None = None
    prototype: str | None = None


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """One thing to try.

    Attributes:
        section: the key of its section; None before the first.
        must_ask: to be asked whatever happens.
        probes: to be asked if there is time.
    """

    key: str
    text: str
    section: str | None = None
    success: str = ""
    target_seconds: int | None = None
    minutes: int | None = None
    must_ask: tuple[str, ...] = ()
    probes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """One question: after a task, else at the end of its section, else at the end of all."""

    key: str
    kind: QuestionKind
    section: str | None = None
    after: str | None = None
    text: str = ""
    choices: tuple[str, ...] = ()
    scale: int | None = None
    wording: str = ""
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class ScriptUse:
    """A session that uses a script; `begun` when something happened in it."""

    session: str
    city: str
    date: datetime.date
    minutes: int
    begun: bool
    rehearsal: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the outline.

    Attributes:
        depth: 0 for sections and what stands in none, one more for each thing it hangs from.
        minutes: its own.
        until: minutes from the start of the script to its end.
    """

    part: PartRef
    depth: int
    minutes: int | None
    until: int


@dataclass(frozen=True, slots=True)
class ScriptFacts:
    """One version of a script.

    Attributes:
        frozen: it was used, and stays as it is.
        newest: there is no later version.
    """

    id: str
    key: str
    version: int
    title: str
    prototype: str | None
    frozen: bool
    newest: bool
    uses: tuple[ScriptUse, ...] = ()
    sections: tuple[SectionFacts, ...] = ()
    tasks: tuple[TaskFacts, ...] = ()
    questions: tuple[QuestionFacts, ...] = ()

    def section(self, key: str) -> SectionFacts | None:
        """The section of this key."""
        return next((each for each in self.sections if each.key == key), None)

    def task(self, key: str) -> TaskFacts | None:
        """The task of this key."""
        return next((each for each in self.tasks if each.key == key), None)

    def question(self, key: str) -> QuestionFacts | None:
        """The question of this key."""
        return next((each for each in self.questions if each.key == key), None)

    @property
    def minutes(self) -> int:
        """How long all of it takes, as far as anybody said."""
        loose = sum(task.minutes or 0 for task in self.tasks if task.section is None)
        return loose + sum(self.minutes_of(section) for section in self.sections)

    def minutes_of(self, section: SectionFacts) -> int:
        """How long a section takes: as it says, else as its tasks do."""
        tasks = sum(task.minutes or 0 for task in self.tasks if task.section == section.key)
        return tasks if section.minutes is None else section.minutes

    def outline(self) -> tuple[Line, ...]:
        """Everything in the order in which it is asked, with a running total of minutes."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Line]:
        gone = 0
        for line in self._inside(None, 0, 0):
            gone = line.until
            yield line
        for section in self.sections:
            end = gone + self.minutes_of(section)
            yield Line(PartRef(PartKind.SECTION, section.key), 0, section.minutes, end)
            yield from (replace(line, until=min(line.until, end)) for line in self._inside(section.key, 1, gone))
            gone = end
        for question in self.questions:
            if question.after is None and question.section is None:
                yield Line(PartRef(PartKind.QUESTION, question.key), 0, None, gone)

    def _inside(self, section: str | None, depth: int, gone: int) -> Iterator[Line]:
        for task in self.tasks:
            if task.section == section:
                gone += task.minutes or 0
                yield Line(PartRef(PartKind.TASK, task.key), depth, task.minutes, gone)
                for question in self.questions:
                    if question.after == task.key:
                        yield Line(PartRef(PartKind.QUESTION, question.key), depth + 1, None, gone)
        for question in self.questions:
            if section is not None and question.after is None and question.section == section:
                yield Line(PartRef(PartKind.QUESTION, question.key), depth, None, gone)
