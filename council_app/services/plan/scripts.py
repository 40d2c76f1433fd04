"""Scripts of a plan: which version an entry changes, and the new one that it makes where that was used already."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from sqlalchemy import select

from council_app.db.models import Question, Script, ScriptSection, SyncedRow, Task
from council_app.db.queries import scripts as reads
from council_app.errors import CouncilError, m_
from council_app.exchange import plan as files
from council_app.services.plan.places import places
from council_app.services.plan.putting import CREATED, UNCHANGED, Putting, filled, given
from council_app.services.scripts.versions import next_version


def put_scripts(putting: Putting, plan: files.Plan) -> None:
    """Create or update scripts with their sections, tasks and questions."""
    for entry in plan.scripts:
        _Entry(putting, entry).put()


class _Entry:
    """One script of a plan."""

    def __init__(self, putting: Putting, entry: files.Script) -> None:
        self._putting, self._entry = putting, entry

    def put(self) -> None:
        """Create it, change it, or make the version after it.

        Raises:
            CouncilError: it would change a version by its number that was used already.
        """
        row = self._there()
        values = self._own()
        what = UNCHANGED
        if row is not None and row.id in reads.used(self._putting.session) and self._differs(row, values):
            if self._entry.version is not None:
                why = m_("version {number} was used in a session and stays as it is", number=row.version)
                raise CouncilError(row.key, why, m_("Leave “version” out to make a new one; nothing was changed."))
            row, what = next_version(self._putting.session, row), CREATED
            self._putting.forget_parts()
        if row is None:
            values |= self._numbered()
        row, put = self._putting.put(Script, row, values)
        self._putting.scripts[(row.key, row.version)] = row
        self._putting.count("scripts", put if what == UNCHANGED else what)
        self._sections(row)
        self._tasks(row)
        self._questions(row)

    def _there(self) -> Script | None:
        versions = {version: row for (key, version), row in self._putting.scripts.items() if key == self._entry.key}
        return versions.get(self._entry.version or max(versions, default=0))

    def _own(self) -> dict[str, object]:
        values = given(self._entry, "key", "title")
        if "prototype" in self._entry.model_fields_set:
            values["prototype_id"] = self._tested(self._entry.prototype)
        return values

    def _tested(self, prototype: str | None) -> str | None:
        return self._putting.prototypes[prototype].id if prototype else None

    def _numbered(self) -> dict[str, object]:
        """A new version follows the one before it, whichever that is."""
        number = self._entry.version or 1
        before = [row for (key, version), row in self._putting.scripts.items() if key == self._entry.key and version < number]
        last = max(before, key=lambda row: row.version, default=None)
        return {"version": number, "follows_id": None if last is None else last.id}

    def _differs(self, row: Script, values: Mapping[str, object]) -> bool:
        if _other(row, values):
            return True
        parts = _Parts(self._putting, row)
        wanted: tuple[tuple[type[SyncedRow], Mapping[str, SyncedRow], dict[str, dict[str, object]]], ...] = (
            (ScriptSection, parts.sections, self._section_values(row)),
            (Task, parts.tasks, self._task_values(row)),
            (Question, parts.questions, self._question_values(row)),
        )
        for model, there, given_values in wanted:
            for key, each in given_values.items():
                found = there.get(key)
                if found is None or _other(found, filled(model, each)):
                    return True
        return False

    # -- what the entry says of its parts

    def _section_values(self, row: Script) -> dict[str, dict[str, object]]:
        at = places([each.key for each in self._entry.sections], _Parts(self._putting, row).sections)
        found: dict[str, dict[str, object]] = {}
        for each in self._entry.sections:
            values = given(each, "key", "title", "minutes")
            if "prototype" in each.model_fields_set:
                values["prototype_id"] = self._tested(each.prototype)
            found[each.key] = values | {"script_id": row.id, "position": at[each.key]}
        return found

    def _task_values(self, row: Script) -> dict[str, dict[str, object]]:
        parts = _Parts(self._putting, row)
        at = places([each.key for each in self._entry.tasks], parts.tasks)
        found: dict[str, dict[str, object]] = {}
        for each in self._entry.tasks:
            values = given(each, "key", "text", "success", "target_seconds", "must_ask", "minutes", "probes")
            if "section" in each.model_fields_set:
                values["section_id"] = parts.id_of(parts.sections, each.section)
            found[each.key] = values | {"script_id": row.id, "position": at[each.key]}
        return found

    def _question_values(self, row: Script) -> dict[str, dict[str, object]]:
        parts = _Parts(self._putting, row)
        at = places([each.key for each in self._entry.questions], parts.questions)
        found: dict[str, dict[str, object]] = {}
        for each in self._entry.questions:
            values = given(each, "key", "kind", "text", "choices", "scale", "wording", "low", "high")
            if "after" in each.model_fields_set:
                values["after_task_id"] = parts.id_of(parts.tasks, each.after)
            if "section" in each.model_fields_set:
                values["section_id"] = parts.id_of(parts.sections, each.section)
            found[each.key] = values | {"script_id": row.id, "position": at[each.key]}
        return found

    # -- and what becomes of them

    def _sections(self, row: Script) -> None:
        there = _Parts(self._putting, row).sections
        for key, values in self._section_values(row).items():
            _, what = self._putting.put(ScriptSection, there.get(key), values)
            self._putting.count("sections", what)

    def _tasks(self, row: Script) -> None:
        there = _Parts(self._putting, row).tasks
        for key, values in self._task_values(row).items():
            self._putting.tasks[(row.id, key)], what = self._putting.put(Task, there.get(key), values)
            self._putting.count("tasks", what)

    def _questions(self, row: Script) -> None:
        there = _Parts(self._putting, row).questions
        for key, values in self._question_values(row).items():
            _, what = self._putting.put(Question, there.get(key), values)
            self._putting.count("questions", what)


class _Parts:
    """What a version holds as it is now, by key."""

    def __init__(self, putting: Putting, script: Script) -> None:
        self._session, self._script = putting.session, script

    @cached_property
    def sections(self) -> dict[str, ScriptSection]:
        """Its sections."""
        rows = self._session.scalars(select(ScriptSection).where(ScriptSection.script_id == self._script.id))
        return {row.key: row for row in rows}

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """Its tasks."""
        return {row.key: row for row in self._session.scalars(select(Task).where(Task.script_id == self._script.id))}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Its questions."""
        return {row.key: row for row in self._session.scalars(select(Question).where(Question.script_id == self._script.id))}

    @staticmethod
    def id_of(parts: Mapping[str, SyncedRow], key: str | None) -> str | None:
        """The id behind a key; "" for a part that is still to be made, which no column holds."""
        if key is None:
            return None
        found = parts.get(key)
        return "" if found is None else found.id


def _other(row: SyncedRow, values: Mapping[str, object]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())
