"""Tests of prototypes over several sessions: everybody with their first try, the same task or question counted together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from sqlalchemy.orm import Session

from council_app.db.models import Attendance
from council_app.db.queries import trials as reads
from council_app.db.queries.trials import PrototypeTrials, QuestionAnswers, TaskTrials
from council_app.services.report.counts import who


class Sitting(Protocol):
    """A session, as far as it matters here."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def key(self) -> str:
        """Its key."""


def first_tries(
    reading: Session, sessions: Iterable[Sitting], attendances: Iterable[tuple[Attendance, str]]
) -> tuple[PrototypeTrials, ...]:
    """What these sessions brought about each prototype, oldest first.

    Somebody who came twice counts with the first session that tested anything: a second try is practised.
    """
    lists: dict[str, list[Attendance]] = {}
    for row, key in attendances:
        lists.setdefault(key, []).append(row)
    seen: set[str] = set()
    found: list[PrototypeTrials] = []
    for place in sessions:
        here = lists.get(place.key, [])
        new = frozenset(row.id for row in here if who(row) not in seen)
        tried = reads.results(reading, place.id, new)
        if tried:
            seen |= {who(row) for row in here if row.status.was_there}
        found += tried
    return together(found)


def together(found: Iterable[PrototypeTrials]) -> tuple[PrototypeTrials, ...]:
    """One of each prototype and version; tasks and questions are the same where key and words are."""
    kept: dict[tuple[str, str], PrototypeTrials] = {}
    for each in found:
        name = (each.prototype, each.version)
        before = kept.get(name)
        kept[name] = each if before is None else _both(before, each)
    return tuple(kept.values())


def _both(one: PrototypeTrials, other: PrototypeTrials) -> PrototypeTrials:
    tasks = {(task.key, task.text): task for task in one.tasks}
    for task in other.tasks:
        known = tasks.get((task.key, task.text))
        tasks[task.key, task.text] = task if known is None else _task(known, task)
    questions = {(question.key, question.kind, question.text): question for question in one.questions}
    for question in other.questions:
        alike = questions.get((question.key, question.kind, question.text))
        questions[question.key, question.kind, question.text] = question if alike is None else _question(alike, question)
    return replace(one, tasks=tuple(tasks.values()), questions=tuple(questions.values()))


def _task(one: TaskTrials, other: TaskTrials) -> TaskTrials:
    return replace(one, outcomes=one.outcomes + other.outcomes, seconds=one.seconds + other.seconds)


def _question(one: QuestionAnswers, other: QuestionAnswers) -> QuestionAnswers:
    return replace(one, answers=one.answers + other.answers)
