"""The rows whose state a merge may change: those that the new changes speak of, and those that hang together with them.

Everything else in the file is as the log makes it already, and is not even looked at.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from council_app.db.merging.reading import changes_of, chunks
from council_app.db.merging.schema import merge_schema
from council_app.domain.merge.changes import Change, Op, RowKey
from council_app.domain.merge.knowledge import Knowledge
from council_app.domain.merge.rows import RowState
from council_app.domain.merge.state import Settling
from council_app.domain.merge.taking_back import Reverses
from council_app.domain.merge.world import World

_GIVEN = "(SELECT value FROM json_each(?))"
_CLUSTER = ("highlight", "note_tag")


class Gathering:
    """Gathers rows until no other one hangs together with them.

    Attributes:
        changes: of every row gathered, all there are.
        outside: rows that are there and that the gathered ones refer to.
    """

    def __init__(self, connection: Connection, knowledge: Knowledge, reverses: Reverses, fresh: Mapping[RowKey, list[Change]]) -> None:
        self._connection, self._knowledge, self._reverses = connection, knowledge, reverses
        self._fresh = fresh
        self._schema = merge_schema()
        self._components: dict[RowKey, set[str]] = defaultdict(set)
        for entity, ids in knowledge.joined:
            every = set(ids).union(*(self._components[entity, one] for one in ids))
            for one in every:
                self._components[entity, one] = every
        self._referring: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for entity, shape in self._schema.items():
            for reference in shape.references:
                self._referring[reference.entity].append((entity, reference.column))
        self.changes: dict[RowKey, list[Change]] = {}
        self.outside: set[RowKey] = set()
        self._looked: set[RowKey] = set()

    def gather(self, keys: Iterable[RowKey]) -> Settling:
        """Everything that hangs together with these rows, worked out as far as rows go."""
        self._add(keys)
        while True:
            while self._add(self._neighbours()):
                pass
            work = Settling((change for own in self.changes.values() for change in own), self.world())
            work.run()
            if not self._add([*self._clashing(work), *self._depending(work)]):
                return work

    def world(self) -> World:
        """What the gathered changes are read by."""
        return World(self._schema, self._knowledge, self._reverses, self.outside)

    def _add(self, keys: Iterable[RowKey]) -> bool:
        wanted = {(entity, one) for entity, row in keys for one in self._components.get((entity, row), (row,))} - self.changes.keys()
        wanted = {key for key in wanted if key[0] in self._schema}
        stored = wanted - self._fresh.keys()
        found = changes_of(self._connection, stored)
        for key in wanted:
            self.changes[key] = self._fresh[key] if key in self._fresh else found.get(key, [])
        self.outside -= wanted
        return bool(wanted)

    def _neighbours(self) -> set[RowKey]:
        """What rows refer to and is not there, and what lies on the same note, in the same session, in the same tree."""
        new = self.changes.keys() - self._looked
        self._looked |= new
        found = self._missing(new)
        entities = {entity for entity, _ in new}
        for entity in entities:
            if self._schema[entity].tree is not None:
                found |= self._rows(f'SELECT id FROM "{entity}"', entity)  # noqa: S608 - our own names
        old = {key for key in new if key not in self._fresh}
        found |= self._on_notes({row for entity, row in old if entity == "note"} | self._notes_of_spans(new))
        found |= self._of_owner("post_claim", "post_id", {row for entity, row in old if entity == "post"})
        found |= self._of_owner("attendance", "session_id", self._values(new, "attendance", "session_id"))
        for entity in entities & {"highlight", "round_coding", "post_claim"}:
            spanned = self._schema[entity].spanned
            assert spanned is not None
            column, owner = spanned.way[0]
            found |= {(owner, row) for row in self._values(new, entity, column)}
        found |= {("note", row) for row in self._values(new, "round_note", "note_id") if ("round_coding" in entities)}
        return found

    def _missing(self, new: Iterable[RowKey]) -> set[RowKey]:
        wanted: dict[str, set[str]] = defaultdict(set)
        for entity, row in new:
            for change in self.changes[entity, row]:
                for reference in self._schema[entity].references:
                    for side in change.values.get(reference.column, ()):
                        if isinstance(side, str):
                            wanted[reference.entity].add(side)
        found: set[RowKey] = set()
        for entity, ids in wanted.items():
            unknown = {row for row in ids if (entity, row) not in self.changes and (entity, row) not in self.outside}
            there = self._there(entity, unknown)
            self.outside |= there
            found |= {(entity, row) for row in unknown} - there
        return found

    def _there(self, entity: str, ids: Iterable[str]) -> set[RowKey]:
        """Those that are rows, and go by no other id."""
        found: set[RowKey] = set()
        for given in chunks(list(ids)):
            found |= self._rows(f'SELECT id FROM "{entity}" WHERE id IN {_GIVEN}', entity, given)  # noqa: S608 - our own names
        return {key for key in found if key not in self._components}

    def _rows(self, statement: str, entity: str, given: str | None = None) -> set[RowKey]:
        rows = self._connection.exec_driver_sql(statement, () if given is None else (given,))
        return {(entity, row) for (row,) in rows}

    def _of_owner(self, entity: str, column: str, owners: Iterable[str]) -> set[RowKey]:
        found: set[RowKey] = set()
        for given in chunks(list(owners)):
            found |= self._rows(f'SELECT id FROM "{entity}" WHERE "{column}" IN {_GIVEN}', entity, given)  # noqa: S608 - our own names
        return found

    def _notes_of_spans(self, new: Iterable[RowKey]) -> set[str]:
        """Notes whose tags are carried by highlights that were touched."""
        found: set[str] = set()
        for entity, row in new:
            if entity in _CLUSTER:
                changes = self.changes[entity, row]
                known = (entity, row) not in self._fresh
                if known or entity == "highlight" or any(False in change.values.get("whole", ()) for change in changes):
                    found |= {str(side) for change in changes for side in change.values.get("note_id", ()) if side is not None}
        return found

    def _on_notes(self, notes: set[str]) -> set[RowKey]:
        found: set[RowKey] = set()
        for entity in _CLUSTER:
            found |= self._of_owner(entity, "note_id", notes)
        rounds = self._of_owner("round_note", "note_id", notes)
        return found | self._of_owner("round_coding", "round_note_id", [row for _, row in rounds])

    def _values(self, keys: Iterable[RowKey], entity: str, column: str) -> set[str]:
        sides = (
            side for kind, row in keys if kind == entity for change in self.changes[kind, row] for side in change.values.get(column, ())
        )
        return {side for side in sides if isinstance(side, str)}

    def _clashing(self, work: Settling) -> set[RowKey]:
        """Rows with the keys of those gathered: two laptops may have added one thing."""
        wanted: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
        for state in work.rows.values():
            if state.lives and not state.erased:
                for told in self._keys(work, state):
                    entity, columns, *values = told
                    if isinstance(columns, tuple):  # trees are gathered whole
                        wanted[str(entity), columns].add(json.dumps(values, ensure_ascii=False))
        found: set[RowKey] = set()
        for (entity, columns), keys in wanted.items():
            same = " AND ".join(f"""row."{column}" = json_extract(given.value, '$[{at}]')""" for at, column in enumerate(columns))
            statement = f'SELECT row.id FROM json_each(?) AS given CROSS JOIN "{entity}" AS row ON {same}'  # noqa: S608 - our own names
            every = list(keys)
            for start in range(0, len(every), 2_000):
                found |= self._rows(statement, entity, f"[{','.join(every[start : start + 2_000])}]")
        return found - self.changes.keys()

    def _keys(self, work: Settling, state: RowState) -> Iterable[tuple[object, ...]]:
        """Its keys, but for those that hold something new: nothing outside can have them."""
        shape = self._schema[state.entity]
        leads = {reference.column: reference.entity for reference in shape.references}
        for told in work.keys(state):
            columns = told[1]
            if isinstance(columns, tuple):
                parts = zip(columns, told[2:], strict=True)
                if any((leads[name], value) in self._fresh for name, value in parts if name in leads):
                    continue
            yield told

    def _depending(self, work: Settling) -> set[RowKey]:
        """Rows that refer to what is not there any more, or goes by another id."""
        moved: dict[str, set[str]] = defaultdict(set)
        for key, own in self.changes.items():
            state = work.rows.get(key)
            gone = state is None or not state.lives or state.erased
            if gone and (key not in self._fresh or any(change.op is Op.ERASE for change in own)):
                moved[key[0]].add(key[1])
        return self.referring_to(moved) - self.changes.keys()

    def referring_to(self, rows: Mapping[str, Iterable[str]]) -> set[RowKey]:
        """Rows of the tables that refer to any of these."""
        found: set[RowKey] = set()
        for entity, ids in rows.items():
            for referring, column in self._referring[entity]:
                found |= self._of_owner(referring, column, ids)
        return found
