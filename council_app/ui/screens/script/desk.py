"""Everything the script's place writes: one service call each, kept in the background, and said plainly where it made a version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from council_app.domain.records import Changes
from council_app.domain.scripts import PartRef, ScriptFacts
from council_app.errors import Message, m_
from council_app.ui.core.context import AppContext
from council_app.ui.screens.script import verbs
from council_app.ui.screens.script.verbs import Part, kind_of

if TYPE_CHECKING:
    from council_app.services.rehearsal import Rehearsal
    from council_app.services.script_files import TakenScript
    from council_app.services.scripts.changing import Edited
    from council_app.services.workspace import Workspace


class Desk(QObject):
    """Writes, and tells where the change led.

    Signals:
        edited: the script to show, the part (None for the script), and whether to type into it next.
        rehearsal_made: the key of the session to rehearse in.
        renamed: a row of the outline has another id (what it was, what it is).
    """

    edited = Signal(str, object, bool)
    rehearsal_made = Signal(str)
    renamed = Signal(str, str)

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._named: dict[str, str] = {}

    # -- one change each

    def create(self, title: str) -> None:
        """An empty script."""
        self._write(lambda workspace: verbs.create(workspace, title), edit=True)

    def put(self, script: str, part: Part) -> None:
        """What was typed. A part that took its key from its first words is still found by what was typed before that was seen."""
        kind = kind_of(part)

        def work(workspace: Workspace) -> Edited:
            before = f"{script} {kind.value} {part.key}"
            key = part.key if verbs.is_there(workspace, script, PartRef(kind, part.key)) else self._named.get(before, part.key)
            edited = verbs.put(workspace, script, replace(part, key=key))
            if edited.part is not None and edited.part.key != key:
                self._named[before] = edited.part.key
                self.renamed.emit(before, f"{edited.script} {kind.value} {edited.part.key}")
            return edited

        self._write(work, follow=False)

    def add(self, script: str, part: Part, behind: str | None) -> None:
        """Something new, to be typed into at once."""
        self._write(lambda workspace: verbs.put(workspace, script, part, behind), edit=True)

    def rename(self, script: ScriptFacts, title: str) -> None:
        """Another title."""
        self._write(lambda workspace: verbs.rename(workspace, script, title), follow=False)

    def name_prototype(self, script: ScriptFacts, section: str, name: str) -> None:
        """What it tests, or a section of it."""
        self._write(lambda workspace: verbs.name_prototype(workspace, script.id, section, name), follow=False)

    def move(self, script: str, part: PartRef, step: int) -> None:
        """One place up or down."""
        self._write(lambda workspace: verbs.move(workspace, script, part, step))

    def ask_elsewhere(self, script: str, question: str, behind: PartRef | None) -> None:
        """Ask a question behind something else."""
        self._write(lambda workspace: verbs.ask_elsewhere(workspace, script, question, behind))

    def remove(self, script: str, part: PartRef) -> None:
        """Take a part out."""
        self._write(lambda workspace: verbs.remove(workspace, script, part), notice=m_("A part of the script was deleted."))

    def make_version(self, script: str) -> None:
        """The next version."""
        self._write(lambda workspace: verbs.make_version(workspace, script))

    def copy(self, script: str) -> None:
        """Another script that holds the same."""
        self._write(lambda workspace: verbs.copy(workspace, script), edit=True)

    def delete(self, script: str) -> None:
        """Delete a version."""
        notice = m_("The script was deleted.")
        self._ctx.write(self, lambda workspace: verbs.delete(workspace, script), lambda _: None, changes=_as_it_is, notice=notice)

    def use(self, session: str, script: str) -> None:
        """Let a session use a version."""
        notice = m_("The session uses this version.")
        self._ctx.write(self, lambda workspace: verbs.use(workspace, session, script), lambda _: None, changes=_as_it_is, notice=notice)

    def _write(
        self, work: Callable[[Workspace], Edited], *, edit: bool = False, follow: bool = True, notice: Message | None = None
    ) -> None:
        def done(edited: Edited) -> None:
            if follow or edited.made:
                self.edited.emit(edited.script, edited.part, edit)
            if edited.made:
                self._tell_version(edited)

        self._ctx.write(self, work, done, changes=lambda edited: edited.changes, notice=notice)

    def _tell_version(self, edited: Edited) -> None:
        t = self._ctx.t
        days = [t.date(use.date, style="medium") for use in edited.kept if not use.rehearsal]
        if days:
            one = t("Version {number}; the session of {days} keeps version {before}.", number=edited.version,
                    days=t.items(days), before=edited.version - 1)  # fmt: skip
            self._ctx.noticed.emit(one, True)
        else:
            self._ctx.noticed.emit(t("Version {number} is there to be changed.", number=edited.version), True)

    # -- rehearsing, files

    def rehearse(self, session: str) -> None:
        """Make the rehearsal of a session, or go on with it."""

        def done(found: Rehearsal) -> None:
            self.rehearsal_made.emit(found.session)

        self._ctx.write(self, lambda workspace: verbs.rehearse(workspace, session), done, changes=lambda found: found.changes)

    def take(self, path: Path) -> None:
        """A script from a file."""

        def done(taken: TakenScript) -> None:
            counts = taken.applied
            changed = bool(counts.created or counts.changed)
            said = m_("The script is in: version {number}.", number=taken.version) if changed else m_("The script was here already.")
            self._ctx.noticed.emit(self._ctx.t.say(said), changed)

        self._ctx.write(self, lambda workspace: verbs.take(workspace, path), done, changes=lambda taken: taken.applied.changes)

    def save(self, script: ScriptFacts, path: Path) -> None:
        """A script to a file."""
        self._ctx.read(self, lambda workspace: verbs.save(workspace, script, path), self._tell_saved)

    def guide(self, script: ScriptFacts, path: Path) -> None:
        """A script as a paper guide."""
        t = self._ctx.t
        self._ctx.noticed.emit(t("The guide is being printed to a file."), False)
        self._ctx.read(self, lambda workspace: verbs.guide(workspace, script, t, path), self._tell_saved)

    def _tell_saved(self, path: Path) -> None:
        self._ctx.noticed.emit(self._ctx.t("Saved as {file}", file=path.name), False)


def _as_it_is(changes: Changes) -> Changes:
    return changes
