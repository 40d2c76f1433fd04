"""A script as a file of its own, so that teams share it: the format is a plan that holds this one script and what it tests."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.atomic import require_place, write_whole
from council_app.db.models import Prototype, Script
from council_app.db.queries import scripts as reads
from council_app.db.workspace import Workspace
from council_app.errors import CouncilError, m_
from council_app.exchange import plan as files
from council_app.exchange.plan.dump import dump_plan
from council_app.exchange.plan.load import PlanFile, load_plan
from council_app.services.plan.applying import Applied, apply_file
from council_app.services.plan.dumped_scripts import question_entry, section_entry, task_entry

MOST_BYTES = 1024 * 1024
"""A script is read by people; what is larger is none."""
_PARTS = ("scripts", "prototypes")


@dataclass(frozen=True, slots=True)
class TakenScript:
    """A script that was taken from a file: which version of it there is now, and what was created and changed."""

    key: str
    version: int
    applied: Applied


def script_text(*, workspace: Workspace, script: str, version: int | None = None) -> str:
    """A script as the text of its file. The file names no version: where it is taken, it becomes whichever comes next there.

    Args:
        workspace: where from.
        script: its key.
        version: which one; the newest, when not given.

    Raises:
        CouncilError: there is no such script, or no such version of it.
    """
    with workspace.read() as reading:
        wanted = version or reads.newest_version(reading, script)
        row = reading.scalar(select(Script).where(Script.key == script, Script.version == wanted))
        if row is None:
            todo = m_("Look at the scripts for its key and version.")
            raise CouncilError(script, m_("there is no such script"), todo)
        sections = reads.sections(reading, row.id)
        tested = reading.get(Prototype, row.prototype_id) if row.prototype_id else None
        keys = {tested.key} if tested is not None else set()
        keys |= {section.prototype for section in sections if section.prototype is not None}
        entry = files.Script(
            key=row.key,
            title=row.title,
            prototype=tested.key if tested is not None else None,
            sections=tuple(map(section_entry, sections)),
            tasks=tuple(map(task_entry, reads.tasks(reading, row.id))),
            questions=tuple(map(question_entry, reads.questions(reading, row.id))),
        )
        return dump_plan(files.Plan(council=1, prototypes=_prototypes(reading, keys), scripts=(entry,)))


def write_script(*, workspace: Workspace, script: str, path: Path, version: int | None = None) -> None:
    """Write a script to a file, whole or not at all; only its writer may read it, because it names what is not public yet.

    Raises:
        CouncilError: as `script_text`, or the file cannot be written.
    """
    require_place(path)
    write_whole(path, script_text(workspace=workspace, script=script, version=version).encode(), private=True)


def read_script(*, workspace: Workspace, path: Path, dry_run: bool = False) -> TakenScript:
    """Take the script from a file: a new one, or the next version of one that was used already; the same again changes nothing.

    What is under test and known here already stays as it is.

    Args:
        workspace: where to.
        path: the file.
        dry_run: do all of it, count, and keep nothing.

    Raises:
        CouncilError: the file cannot be read, or holds something else than one script.
        Refused: one problem per entry that is wrong, with line and column; nothing was changed.
    """
    file = _loaded(path)
    with workspace.read() as reading:
        known = set(reading.scalars(select(Prototype.key)))
    unknown = tuple(each for each in file.plan.prototypes if each.key not in known)
    file = PlanFile(file.plan.model_copy(update={"prototypes": unknown}), file.where, file.folder)
    applied = apply_file(workspace=workspace, file=file, label=m_("Take a script from a file"), dry_run=dry_run)
    key = file.plan.scripts[0].key
    with workspace.read() as reading:
        return TakenScript(key, reads.newest_version(reading, key), applied)


def _loaded(path: Path) -> PlanFile:
    """The file, when it holds one script and nothing that changes other things."""
    try:
        size = path.stat().st_size
    except OSError as error:
        why = m_("cannot be read ({problem})", problem=error.strerror or "")
        raise CouncilError(str(path), why, m_("Check the path and your rights.")) from error
    if size > MOST_BYTES:
        raise CouncilError(str(path), m_("too large for a script"), m_("Use “council apply” for a whole plan."))
    file = load_plan(path)
    for part in sorted(file.plan.model_fields_set - {"council", *_PARTS}):
        todo = m_("Take it out, or use “council apply” for a whole plan.")
        raise CouncilError(file.where.where_key((part,)), m_("a script file holds no “{key}”", key=part), todo)
    if len(file.plan.scripts) != 1:
        place = file.where.where(("scripts", 1) if file.plan.scripts else ("scripts",))
        raise CouncilError(place, m_("a script file holds one script"), m_("Write each script into a file of its own."))
    _refuse_others(file)
    return file


def _refuse_others(file: PlanFile) -> None:
    """The only things under test a script file may bring are those its script or a section of it tests."""
    script = file.plan.scripts[0]
    tested = {script.prototype, *(section.prototype for section in script.sections)}
    for place, prototype in enumerate(file.plan.prototypes):
        if prototype.key not in tested:
            why = m_("the script does not test “{key}”", key=prototype.key)
            raise CouncilError(file.where.where(("prototypes", place)), why, m_("Take it out of the file."))


def _prototypes(session: Session, keys: Collection[str]) -> tuple[files.Prototype, ...]:
    rows = session.scalars(select(Prototype).where(Prototype.key.in_(keys)).order_by(Prototype.key))
    return tuple(files.Prototype(key=row.key, name=row.name, version=row.version or None, embargo_until=row.embargo_until) for row in rows)
