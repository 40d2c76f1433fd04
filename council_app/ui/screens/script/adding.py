"""What a new part of a script is to begin with, and where it goes: behind what is at hand."""

from __future__ import annotations

from council_app.domain.enums import QuestionKind
from council_app.domain.scripts import PartKind, QuestionFacts, SectionFacts, TaskFacts
from council_app.i18n import Translator
from council_app.ui.screens.script.rows import Row
from council_app.ui.screens.script.verbs import Part


def new_section(row: Row, t: Translator) -> tuple[Part, str | None]:
    """Behind the section at hand."""
    return SectionFacts("", t("New section")), _section(row)


def new_task(row: Row, t: Translator) -> tuple[Part, str | None]:
    """In the section at hand, behind the task at hand."""
    return TaskFacts("", t("New task"), section=_section(row)), _task(row)


def new_question(row: Row, t: Translator) -> tuple[Part, str | None]:
    """After the task at hand, else at the end of the section at hand, else at the end of all."""
    task, behind = _task(row), None
    if row.line is not None and row.line.part.kind is PartKind.QUESTION:
        asked = row.script.question(row.line.part.key)
        behind = row.line.part.key
        if asked is not None:
            return QuestionFacts("", QuestionKind.OPEN, section=asked.section, after=asked.after, text=t("New question")), behind
    section = None if task is not None else _section(row)
    return QuestionFacts("", QuestionKind.OPEN, section=section, after=task, text=t("New question")), behind


def _section(row: Row) -> str | None:
    """The section that is at hand, or that what is at hand stands in."""
    if row.line is None:
        return row.script.sections[-1].key if row.script.sections else None
    kind, key = row.line.part.kind, row.line.part.key
    if kind is PartKind.SECTION:
        return key
    task = row.script.task(_task(row) or "")
    if task is not None:
        return task.section
    question = row.script.question(key)
    return question.section if question is not None else None


def _task(row: Row) -> str | None:
    """The task that is at hand, or that the question at hand is asked after."""
    if row.line is None or row.line.part.kind is PartKind.SECTION:
        return None
    if row.line.part.kind is PartKind.TASK:
        return row.line.part.key
    question = row.script.question(row.line.part.key)
    return question.after if question is not None else None
