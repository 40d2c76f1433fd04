"""Versions and sessions: make the next version, choose which one a session to come uses, delete one that nobody uses."""

from __future__ import annotations

from sqlalchemy import select

from council_app.db.models import CouncilSession, Prototype, Question, Script, ScriptSection, Task
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import scripts as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.records import Changes
from council_app.domain.scripts import PartKind, PartRef
from council_app.errors import CouncilError, m_
from council_app.services.scripts.changing import Edited, changed, fresh_key, line, part_of
from council_app.services.scripts.reading import no_such_script
from council_app.services.scripts.versions import copied, take


def make_version(*, workspace: Workspace, script: str) -> Edited:
    """Make the next version of a script as it is; sessions in which nothing happened yet use that.

    Raises:
        CouncilError: it is gone, or was not used: then it can be changed itself.
    """
    with changed(workspace, script, m_("Make a version of a script")) as change:
        if not change.made:
            raise CouncilError(change.row.key, m_("nobody was asked by this version yet"), m_("Change it as it is."))
        return change.told()


def copy_script(*, workspace: Workspace, script: str) -> Edited:
    """Make another script that holds the same, to go its own way.

    Raises:
        CouncilError: it is gone.
    """
    with workspace.write(m_("Copy a script")) as writing:
        row = writing.get(Script, script)
        if row is None:
            raise no_such_script()
        key = fresh_key(row.title, set(writing.scalars(select(Script.key))), "script")
        made = copied(writing, row, key=key, version=1, follows=None)
        return Edited(changes(writing), made.id, made.version, made=False)


def use_script(*, workspace: Workspace, session: str, script: str | None) -> Changes:
    """Let a session that has not begun use a version of a script, or none.

    Raises:
        CouncilError: something happened in the session, or there is no such script.
    """
    with workspace.write(m_("Choose the script of a session")) as writing:
        place = programme_reads.session_id(writing, session)
        row = None if script is None else writing.get(Script, script)
        if script is not None and row is None:
            raise no_such_script()
        if place in reads.begun(writing):
            why = m_("the session has begun, and keeps the version it was asked by")
            raise CouncilError(session, why, m_("Choose it for a session that is still to come; nothing was changed."))
        take(writing, writing.get_one(CouncilSession, place), row)
        return changes(writing)


def delete_script(*, workspace: Workspace, script: str) -> Changes:
    """Delete a version that no session uses.

    Raises:
        CouncilError: a session uses it, or somebody was asked by it.
    """
    with workspace.write(m_("Delete a script")) as writing:
        row = writing.get(Script, script)
        if row is None:
            raise no_such_script()
        using = writing.scalar(select(CouncilSession.key).where(CouncilSession.script_id == row.id).limit(1))
        if using is not None or row.id in reads.used(writing):
            why = m_("it is the script of a session")
            raise CouncilError(row.key, why, m_("Choose another script for that session first; nothing was changed."))
        for later in writing.scalars(select(Script).where(Script.follows_id == row.id)):
            later.follows_id = row.follows_id
        writing.flush()
        for model in (Question, Task, ScriptSection):
            for each in writing.scalars(select(model).where(model.script_id == row.id)):
                writing.delete(each)
            writing.flush()
        writing.delete(row)
        return changes(writing)


def name_prototype(*, workspace: Workspace, script: str, name: str, section: str | None = None) -> Edited:
    """Let a script, or the section of this key, test a prototype of this name: the one there is, or a new one.

    "" for none; a section then tests what the script does.

    Raises:
        CouncilError: the name is too long, or the script or its section is gone.
    """
    called = line(name, m_("the name"), needed=False)
    label = m_("Name what a script tests") if section is None else m_("Name what a section tests")
    with changed(workspace, script, label) as change:
        known = {row.name.casefold(): row for row in change.writing.scalars(select(Prototype).order_by(Prototype.key.desc()))}
        row = known.get(called.casefold())
        if called and row is None:
            taken = set(change.writing.scalars(select(Prototype.key)))
            row = Prototype(key=fresh_key(called, taken, "prototype"), name=called)
            change.writing.add(row)
            change.writing.flush()
        tests = change.row if section is None else part_of(change.sections, section)
        tests.prototype_id = row.id if called and row is not None else None
        return change.told(None if section is None else PartRef(PartKind.SECTION, section))
