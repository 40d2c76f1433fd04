"""Where a question is asked: after a task, at the end of a section, or at the end of all; and taking it somewhere else."""

from __future__ import annotations

from council_app.db.models import Question
from council_app.domain.scripts import PartKind, PartRef
from council_app.errors import CouncilError, m_
from council_app.services.scripts.changing import Change, part_of
from council_app.services.scripts.ordering import moved, number_rows

_At = tuple[str | None, str | None]
"""Ids of the task and of the section after which a question is asked; of the section only where it is asked after none of its tasks."""


def step_question(change: Change, row: Question, step: int) -> None:
    """One place up or down among those asked with it; from the end of them to the next place where questions are asked.

    Raises:
        CouncilError: it stands at the end of the script already.
    """
    questions, here = change.questions, _at(row)
    siblings = [each for each in questions if _at(each) == here]
    if 0 <= siblings.index(row) + step < len(siblings):
        number_rows(moved(questions, row, step, lambda each: _at(each) == here))
        return
    places = _places(change)
    goal = places.index(here) + step
    if not 0 <= goal < len(places):
        raise CouncilError("", m_("this is the end of the script"), m_("Nothing was moved."))
    questions.remove(row)
    row.after_task_id, row.section_id = places[goal]
    questions.insert(0 if step > 0 else len(questions), row)
    number_rows(questions)


def put_question_behind(change: Change, row: Question, behind: PartRef | None) -> None:
    """Ask it first after a task, behind another question, or last in a section or (None) in all.

    Raises:
        CouncilError: what it is to stand behind is gone.
    """
    questions = [each for each in change.questions if each is not row]
    place = len(questions)
    if behind is None:
        goal: _At = (None, None)
    elif behind.kind is PartKind.TASK:
        goal, place = (part_of(change.tasks, behind.key).id, None), 0
    elif behind.kind is PartKind.SECTION:
        goal = (None, part_of(change.sections, behind.key).id)
    elif behind.key == row.key:
        return
    else:
        other = part_of(questions, behind.key)
        goal, place = _at(other), questions.index(other) + 1
    row.after_task_id, row.section_id = goal
    number_rows([*questions[:place], row, *questions[place:]])


def _at(row: Question) -> _At:
    return (row.after_task_id, None) if row.after_task_id is not None else (None, row.section_id)


def _places(change: Change) -> list[_At]:
    """Everywhere a question can be asked, in the order of the outline."""
    tasks = change.tasks
    found: list[_At] = [(task.id, None) for task in tasks if task.section_id is None]
    for section in change.sections:
        found += [(task.id, None) for task in tasks if task.section_id == section.id]
        found.append((None, section.id))
    return [*found, (None, None)]
