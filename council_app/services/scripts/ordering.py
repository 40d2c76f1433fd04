"""The order of a script's parts: numbered without gaps, tasks by the sections they stand in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from council_app.db.models import Question, ScriptSection, Task
from council_app.errors import CouncilError, m_

R = TypeVar("R", ScriptSection, Task, Question)


def number_rows(rows: Sequence[R]) -> None:
    """Give the rows their places in this order."""
    for place, row in enumerate(rows):
        if row.position != place:
            row.position = place


def in_outline_order(sections: Sequence[ScriptSection], tasks: Sequence[Task]) -> list[Task]:
    """Tasks in the order in which they are asked: those of no section first, then section by section."""
    place = {section.id: number for number, section in enumerate(sections)}
    return sorted(tasks, key=lambda task: -1 if task.section_id is None else place[task.section_id])


def moved(rows: Sequence[R], row: R, step: int, beside: Callable[[R], bool]) -> list[R]:
    """The rows with `row` and the one before or after it, of those it stands `beside`, in each other's place.

    Raises:
        CouncilError: there is none.
    """
    siblings = [each for each in rows if beside(each)]
    goal = siblings.index(row) + step
    if not 0 <= goal < len(siblings):
        raise CouncilError("", m_("this is the end of the script"), m_("Nothing was moved."))
    other = siblings[goal]
    swapped = {id(row): other, id(other): row}
    return [swapped.get(id(each), each) for each in rows]
