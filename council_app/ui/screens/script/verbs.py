"""What the script's place asks of the services; they are loaded when they are first needed, so that the window opens fast."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from council_app.domain.records import Changes
from council_app.domain.scripts import PartKind, PartRef, QuestionFacts, ScriptFacts, SectionFacts, TaskFacts
from council_app.i18n import Translator

if TYPE_CHECKING:
    from council_app.services.rehearsal import Rehearsal
    from council_app.services.script_files import TakenScript
    from council_app.services.scripts.changing import Edited
    from council_app.services.workspace import Workspace

Part = SectionFacts | TaskFacts | QuestionFacts


def kind_of(part: Part) -> PartKind:
    """What kind of part these facts are of."""
    if isinstance(part, SectionFacts):
        return PartKind.SECTION
    return PartKind.TASK if isinstance(part, TaskFacts) else PartKind.QUESTION


def read(workspace: Workspace) -> tuple[tuple[ScriptFacts, ...], dict[str, str]]:
    """Every version of every script, and the names of what they test, by key."""
    from council_app.services.scripts import reading  # noqa: PLC0415 - slow start

    return reading.scripts(workspace=workspace), {each.key: each.name for each in reading.prototypes(workspace=workspace)}


def is_there(workspace: Workspace, script: str, part: PartRef) -> bool:
    """Whether a script has this part."""
    from council_app.services.scripts import reading  # noqa: PLC0415 - slow start

    found = reading.script(workspace=workspace, script=script)
    parts = {PartKind.SECTION: found.section, PartKind.TASK: found.task, PartKind.QUESTION: found.question}
    return parts[part.kind](part.key) is not None


def create(workspace: Workspace, title: str) -> Edited:
    """An empty script."""
    from council_app.services.scripts import editing  # noqa: PLC0415 - slow start

    return editing.create_script(workspace=workspace, title=title, named=False)


def put(workspace: Workspace, script: str, part: Part, behind: str | None = None) -> Edited:
    """Add or change a part."""
    from council_app.services.scripts import editing  # noqa: PLC0415 - slow start

    named = bool(part.key)  # what is new here has words that only hold the place
    if isinstance(part, SectionFacts):
        return editing.put_section(workspace=workspace, script=script, section=part, behind=behind, named=named)
    if isinstance(part, TaskFacts):
        return editing.put_task(workspace=workspace, script=script, task=part, behind=behind, named=named)
    return editing.put_question(workspace=workspace, script=script, question=part, behind=behind, named=named)


def rename(workspace: Workspace, script: ScriptFacts, title: str) -> Edited:
    """Another title."""
    from council_app.services.scripts import editing  # noqa: PLC0415 - slow start

    return editing.put_script(workspace=workspace, script=script.id, title=title, prototype=script.prototype)


def name_prototype(workspace: Workspace, script: str, section: str, name: str) -> Edited:
    """What it tests, or the section of this key."""
    from council_app.services.scripts import using  # noqa: PLC0415 - slow start

    return using.name_prototype(workspace=workspace, script=script, name=name, section=section or None)


def move(workspace: Workspace, script: str, part: PartRef, step: int) -> Edited:
    """One place up or down."""
    from council_app.services.scripts import editing  # noqa: PLC0415 - slow start

    return editing.move_part(workspace=workspace, script=script, part=part, step=step)


def ask_elsewhere(workspace: Workspace, script: str, question: str, behind: PartRef | None) -> Edited:
    """Ask a question after another task, or behind another question."""
    from council_app.services.scripts import editing  # noqa: PLC0415 - slow start

    return editing.ask_elsewhere(workspace=workspace, script=script, question=question, behind=behind)


def remove(workspace: Workspace, script: str, part: PartRef) -> Edited:
    """Take a part out."""
    from council_app.services.scripts import editing  # noqa: PLC0415 - slow start

    return editing.remove_part(workspace=workspace, script=script, part=part)


def delete(workspace: Workspace, script: str) -> Changes:
    """Delete a version."""
    from council_app.services.scripts import using  # noqa: PLC0415 - slow start

    return using.delete_script(workspace=workspace, script=script)


def make_version(workspace: Workspace, script: str) -> Edited:
    """The next version."""
    from council_app.services.scripts import using  # noqa: PLC0415 - slow start

    return using.make_version(workspace=workspace, script=script)


def copy(workspace: Workspace, script: str) -> Edited:
    """Another script that holds the same."""
    from council_app.services.scripts import using  # noqa: PLC0415 - slow start

    return using.copy_script(workspace=workspace, script=script)


def use(workspace: Workspace, session: str, script: str) -> Changes:
    """Let a session use a version."""
    from council_app.services.scripts import using  # noqa: PLC0415 - slow start

    return using.use_script(workspace=workspace, session=session, script=script)


def rehearse(workspace: Workspace, session: str) -> Rehearsal:
    """Make a session's rehearsal."""
    from council_app.services.rehearsal import rehearse as made  # noqa: PLC0415 - slow start

    return made(workspace=workspace, session=session)


def take(workspace: Workspace, path: Path) -> TakenScript:
    """A script from a file."""
    from council_app.services.script_files import read_script  # noqa: PLC0415 - slow start

    return read_script(workspace=workspace, path=path)


def save(workspace: Workspace, script: ScriptFacts, path: Path) -> Path:
    """A script to a file."""
    from council_app.services.script_files import write_script  # noqa: PLC0415 - slow start

    write_script(workspace=workspace, script=script.key, version=script.version, path=path)
    return path


def guide(workspace: Workspace, script: ScriptFacts, t: Translator, path: Path) -> Path:
    """A script as a paper guide."""
    from council_app.services.papers import prepare_guide, write_papers  # noqa: PLC0415 - slow start

    write_papers(papers=prepare_guide(workspace=workspace, t=t, script=script.key, version=script.version), out=path)
    return path
