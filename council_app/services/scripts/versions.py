"""A version that was used stays as it is: what changes it makes the next one, and sessions still to come go on with that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import AgendaItem, CouncilSession, Question, Script, ScriptSection, Task, new_id
from council_app.db.queries import scripts as reads
from council_app.db.shapes import table_of

R = TypeVar("R", ScriptSection, Task, Question)
_OWN = frozenset({"id", "script_id"})


def next_version(writing: JournalledSession, script: Script) -> Script:
    """The version after all others, holding what `script` holds; sessions of `script` in which nothing happened yet use it."""
    made = copied(writing, script, key=script.key, version=reads.newest_version(writing, script.key) + 1, follows=script.id)
    happened = reads.begun(writing)
    for row in writing.scalars(select(CouncilSession).where(CouncilSession.script_id == script.id)):
        if row.id not in happened:
            take(writing, row, made)
    return made


def copied(writing: JournalledSession, script: Script, *, key: str, version: int, follows: str | None) -> Script:
    """Another script that holds what `script` holds."""
    made = Script(id=new_id(), key=key, version=version, follows_id=follows, title=script.title, prototype_id=script.prototype_id)
    writing.add(made)
    writing.flush()
    sections = _copied(writing, ScriptSection, script, made, {})
    tasks = _copied(writing, Task, script, made, {"section_id": sections})
    _copied(writing, Question, script, made, {"section_id": sections, "after_task_id": tasks})
    return made


def take(writing: JournalledSession, session: CouncilSession, script: Script | None) -> None:
    """Let a session use a script; its agenda keeps those of its tasks that the script has under the same key."""
    keys = dict(writing.execute(select(Task.id, Task.key)).all())
    there = {} if script is None else dict(writing.execute(select(Task.key, Task.id).where(Task.script_id == script.id)).all())
    session.script_id = None if script is None else script.id
    for item in writing.scalars(select(AgendaItem).where(AgendaItem.session_id == session.id, AgendaItem.task_id.is_not(None))):
        item.task_id = there.get(keys[item.task_id or ""])


def _copied(
    writing: JournalledSession, model: type[R], script: Script, made: Script, renamed: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """Copy the rows of one table; returns new ids by old ones. `renamed` says how ids in its columns were renamed before."""
    rows: Iterable[R] = writing.scalars(select(model).where(model.script_id == script.id).order_by(model.position, model.key))
    ids: dict[str, str] = {}
    for row in list(rows):
        values = {column.name: getattr(row, column.name) for column in table_of(model).columns if column.name not in _OWN}
        values |= {name: None if values[name] is None else ids_of[str(values[name])] for name, ids_of in renamed.items()}
        ids[row.id] = new_id()
        writing.add(model(id=ids[row.id], script_id=made.id, **values))
    writing.flush()
    return ids
