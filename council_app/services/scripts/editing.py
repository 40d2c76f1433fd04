"""Writing a script: its title, sections, tasks and questions, what comes before what, and what goes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from council_app.db.models import AgendaItem, Note, Prototype, Question, Script, ScriptSection, Task, new_id
from council_app.db.queries import scripts as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import QuestionKind
from council_app.domain.scripts import WORDED, PartKind, PartRef, QuestionFacts, SectionFacts, TaskFacts
from council_app.errors import CouncilError, m_
from council_app.services.scripts.asking_at import put_question_behind, step_question
from council_app.services.scripts.changing import (
    MOST_MINUTES,
    Change,
    Edited,
    R,
    changed,
    fresh_key,
    is_unnamed,
    line,
    lines,
    number,
    part_key,
    part_of,
    unnamed_key,
    words,
)
from council_app.services.scripts.ordering import in_outline_order, moved, number_rows

_MOST_SECONDS = 86_400
_MOST_POINTS = 100


def create_script(*, workspace: Workspace, title: str, named: bool = True) -> Edited:
    """Make an empty script; one that is not `named` yet takes its key from the first title it is given.

    Raises:
        CouncilError: it has no title.
    """
    called = line(title, m_("the title"))
    with workspace.write(m_("Make a script")) as writing:
        taken = set(writing.scalars(select(Script.key)))
        key = fresh_key(called, taken, "script") if named else unnamed_key(taken, None)
        row = Script(id=new_id(), key=key, title=called)
        writing.add(row)
        return Edited(changes(writing), row.id, 1, made=False)


def put_script(*, workspace: Workspace, script: str, title: str, prototype: str | None) -> Edited:
    """Set a script's title and the prototype it tests, by its key.

    Raises:
        CouncilError: it has no title, or there is no such prototype.
    """
    called = line(title, m_("the title"))
    with changed(workspace, script, m_("Change a script")) as change:
        if is_unnamed(change.row.key, None) and called != change.row.title:
            _name(change, fresh_key(called, set(change.writing.scalars(select(Script.key))), "script"))
        change.row.title, change.row.prototype_id = called, _tested(change, prototype)
        return change.told()


def _name(change: Change, key: str) -> None:
    """All versions of a script have one key."""
    for version in change.writing.scalars(select(Script).where(Script.key == change.row.key)):
        version.key = key


def put_section(*, workspace: Workspace, script: str, section: SectionFacts, behind: str | None = None, named: bool = True) -> Edited:
    """Add a section (one without a key) behind another, or at the end; or change the one of its key.

    One that is added without being `named` takes its key from the first title it is given; so do tasks and questions.

    Raises:
        CouncilError: it has no title, its minutes are out of bounds, or there is no such prototype.
    """
    title = line(section.title, m_("the title"))
    minutes = number(section.minutes, 0, MOST_MINUTES, m_("the number of minutes"))
    with changed(workspace, script, m_("Change a section") if section.key else m_("Add a section")) as change:
        there = change.sections
        row = part_of(there, section.key) if section.key else ScriptSection(id=new_id(), script_id=change.row.id, position=0)
        row.key = _key(row, section.key, title, there, PartKind.SECTION, named=named)
        row.title, row.minutes, row.prototype_id = title, minutes, _tested(change, section.prototype)
        if not section.key:
            change.writing.add(row)
            number_rows(_inserted(there, row, behind))
        return change.told(PartRef(PartKind.SECTION, row.key))


def _tested(change: Change, prototype: str | None) -> str | None:
    """The id behind the key of a prototype."""
    found = None if prototype is None else change.writing.scalar(select(Prototype.id).where(Prototype.key == prototype))
    if prototype is not None and found is None:
        raise CouncilError(prototype, m_("there is no prototype of this key"), m_("Choose another; nothing was changed."))
    return found


def put_task(*, workspace: Workspace, script: str, task: TaskFacts, behind: str | None = None, named: bool = True) -> Edited:
    """Add a task (one without a key) behind another of its section, or at the end of it; or change the one of its key.

    Raises:
        CouncilError: it has no text, or a number is out of bounds.
    """
    text, success = words(task.text, m_("what to do")), words(task.success, m_("what counts as success"), needed=False)
    minutes = number(task.minutes, 0, MOST_MINUTES, m_("the number of minutes"))
    seconds = number(task.target_seconds, 0, _MOST_SECONDS, m_("the number of seconds"))
    asks, probes = lines(task.must_ask, m_("a must-ask")), lines(task.probes, m_("a probe"))
    with changed(workspace, script, m_("Change a task") if task.key else m_("Add a task")) as change:
        there = change.tasks
        row = part_of(there, task.key) if task.key else Task(id=new_id(), script_id=change.row.id, position=0)
        row.key = _key(row, task.key, text, there, PartKind.TASK, named=named)
        row.text, row.success, row.minutes, row.target_seconds, row.must_ask, row.probes = text, success, minutes, seconds, asks, probes
        row.section_id = None if task.section is None else part_of(change.sections, task.section).id
        if not task.key:
            change.writing.add(row)
            there = _inserted(there, row, behind)
        number_rows(in_outline_order(change.sections, there))
        return change.told(PartRef(PartKind.TASK, row.key))


def put_question(*, workspace: Workspace, script: str, question: QuestionFacts, behind: str | None = None, named: bool = True) -> Edited:
    """Add a question (one without a key) behind another, or at the end; or change the one of its key.

    Raises:
        CouncilError: it lacks its words or its choices, or a number is out of bounds.
    """
    own = question.kind in WORDED
    text = words(question.text, m_("the question"), needed=own)
    choices = lines(question.choices, m_("a choice")) if question.kind is QuestionKind.CHOICE else ()
    if question.kind is QuestionKind.CHOICE and len(choices) < 2:
        raise CouncilError("", m_("a choice needs two answers or more"), m_("Write each on a line of its own; nothing was changed."))
    scale = number(question.scale, 2, _MOST_POINTS, m_("the number of points")) if question.kind is QuestionKind.RATING else None
    ends = [line(each, m_("the end of the scale"), needed=False) for each in (question.low, question.high)]
    with changed(workspace, script, m_("Change a question") if question.key else m_("Add a question")) as change:
        there = change.questions
        row = part_of(there, question.key) if question.key else Question(id=new_id(), script_id=change.row.id, position=0)
        row.key = _key(row, question.key, text if own else question.kind.value, there, PartKind.QUESTION, named=named)
        row.kind, row.text, row.choices, row.scale, row.wording = question.kind, text, choices, scale, question.wording
        row.low, row.high = ends if question.kind is QuestionKind.RATING else ("", "")
        row.after_task_id = None if question.after is None else part_of(change.tasks, question.after).id
        row.section_id = None if question.section is None else part_of(change.sections, question.section).id
        if not question.key:
            change.writing.add(row)
            number_rows(_inserted(there, row, behind))
        return change.told(PartRef(PartKind.QUESTION, row.key))


def _key(
    row: ScriptSection | Task | Question,
    key: str,
    text: str,
    there: Sequence[ScriptSection | Task | Question],
    what: PartKind,
    *,
    named: bool,
) -> str:
    taken = {each.key for each in there}
    return part_key(row, key, text, taken, what) if key or named else unnamed_key(taken, what)


def move_part(*, workspace: Workspace, script: str, part: PartRef, step: int) -> Edited:
    """Move a part one place up (-1) or down (1): a task also into the section before or after its own, a question to the next task.

    Raises:
        CouncilError: it is gone, or stands at the end already.
    """
    with changed(workspace, script, m_("Move a part of a script")) as change:
        row: ScriptSection | Task | Question
        if part.kind is PartKind.SECTION:
            sections = change.sections
            row = part_of(sections, part.key)
            number_rows(moved(sections, row, step, lambda _: True))
            number_rows(in_outline_order(change.sections, change.tasks))
        elif part.kind is PartKind.TASK:
            _move_task(change, part_of(change.tasks, part.key), step)
        else:
            step_question(change, part_of(change.questions, part.key), step)
        return change.told(part)


def ask_elsewhere(*, workspace: Workspace, script: str, question: str, behind: PartRef | None) -> Edited:
    """Ask a question somewhere else: after a task, at the end of a section, behind another question, or (None) at the end of all.

    Raises:
        CouncilError: the question, or what it is to stand behind, is gone.
    """
    with changed(workspace, script, m_("Move a part of a script")) as change:
        put_question_behind(change, part_of(change.questions, question), behind)
        return change.told(PartRef(PartKind.QUESTION, question))


def _move_task(change: Change, row: Task, step: int) -> None:
    tasks = change.tasks
    siblings = [each for each in tasks if each.section_id == row.section_id]
    place = siblings.index(row) + step
    if 0 <= place < len(siblings):
        number_rows(moved(tasks, row, step, lambda each: each.section_id == row.section_id))
        return
    order = [None, *(section.id for section in change.sections)]
    goal = order.index(row.section_id) + step
    if not 0 <= goal < len(order):
        raise CouncilError("", m_("this is the end of the script"), m_("Nothing was moved."))
    row.section_id = order[goal]
    tasks.remove(row)
    tasks.insert(0 if step > 0 else len(tasks), row)
    number_rows(in_outline_order(change.sections, tasks))


def remove_part(*, workspace: Workspace, script: str, part: PartRef) -> Edited:
    """Take a part out: a section with what is in it, a task with the questions after it.

    Raises:
        CouncilError: it is gone.
    """
    with changed(workspace, script, m_("Delete a part of a script")) as change:
        sections, tasks, questions = change.sections, change.tasks, change.questions
        if part.kind is PartKind.SECTION:
            gone = part_of(sections, part.key)
            inside = [task for task in tasks if task.section_id == gone.id]
            _remove(change, inside, [each for each in questions if each.section_id == gone.id or each.after_task_id in _ids(inside)])
            change.writing.flush()
            change.writing.delete(gone)
        elif part.kind is PartKind.TASK:
            task = part_of(tasks, part.key)
            _remove(change, [task], [each for each in questions if each.after_task_id == task.id])
        else:
            _remove(change, [], [part_of(questions, part.key)])
        return change.told()


def _remove(change: Change, tasks: Sequence[Task], questions: Sequence[Question]) -> None:
    """Only rehearsals can have left anything at them; it goes with them."""
    ids = _ids(tasks)
    for row in reads.rehearsed_rows(change.writing, ids, _ids(questions)):
        change.writing.delete(row)
    for item in change.writing.scalars(select(AgendaItem).where(AgendaItem.task_id.in_(ids))):
        item.task_id = None
    for note in change.writing.scalars(select(Note).where(Note.task_id.in_(ids))):
        note.task_id = None
    change.writing.flush()
    for rows in (questions, tasks):
        for each in rows:
            change.writing.delete(each)
        change.writing.flush()


def _ids(rows: Sequence[Task] | Sequence[Question]) -> list[str]:
    return [row.id for row in rows]


def _inserted(rows: Sequence[R], row: R, behind: str | None) -> list[R]:
    place = next((number + 1 for number, each in enumerate(rows) if each.key == behind), len(rows))
    found = list(rows)
    found.insert(place, row)
    return found
