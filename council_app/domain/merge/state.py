"""All rows together: two rows for one thing, rows that others need, rows that fell with an erased one.

Worked out until nothing changes any more. Each rule only adds (joins, rows that are there, rows that are erased), so that the end
does not depend on where it begins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from council_app.domain.merge.carrying import carried
from council_app.domain.merge.changes import Change, Op, RowKey
from council_app.domain.merge.placing import placed
from council_app.domain.merge.rows import Conflict, ConflictKind, RowState, row_state
from council_app.domain.merge.seating import seated
from council_app.domain.merge.trees import grown
from council_app.domain.merge.world import Saying, Settled, World


def settled(changes: Iterable[Change], world: World) -> Settled:
    """The rows that `changes` make: all of each row that they speak of."""
    work = Settling(changes, world)
    work.run()
    return finished(work, world)


def finished(work: Settling, world: World) -> Settled:
    """What came of it, with paths, places, carried tags and seats as they must be."""
    found = work.found()
    grown(found, world.schema)
    placed(found, world)
    carried(found)
    seated(found)
    return found


class Settling:
    """Works it out; `rows` are what is there so far by the id they go by."""

    def __init__(self, changes: Iterable[Change], world: World) -> None:
        self._world = world
        self._root: dict[RowKey, str] = {}
        self._members: dict[RowKey, list[RowState]] = defaultdict(list)
        self._ids: dict[RowKey, set[str]] = defaultdict(set)
        self._said_apart: dict[RowKey, RowKey] = {}
        self._revived: set[RowKey] = set()
        self._fell: set[RowKey] = set()
        self.rows: dict[RowKey, RowState] = {}
        self._read(changes)

    def _read(self, changes: Iterable[Change]) -> None:
        for entity, ids in self._world.knowledge.joined:
            for one in ids[1:]:
                self._unite((entity, ids[0]), (entity, one))
        by_row: dict[RowKey, list[Change]] = defaultdict(list)
        for change in changes:
            if change.entity in self._world.schema:
                by_row[self.find(change.key)].append(change)
        for key, own in by_row.items():
            state = row_state(key[0], own, self._world.schema[key[0]], self._world.knowledge, self._world.reverses)
            self._members[key] = [state]
            self._ids[key] |= {key[1], *state.ids}
            self.rows[key] = state

    def run(self) -> None:
        """Until nothing changes any more."""
        while self._fall() | self._revive() | self._join():
            pass

    def find(self, key: RowKey) -> RowKey:
        """The row that this one is by now."""
        while (root := self._root.get(key, key[1])) != key[1]:
            key = key[0], root
        return key

    def there(self, key: RowKey) -> bool:
        """Whether the row is there, among those given or outside."""
        state = self.rows.get(key)
        return key in self._world.outside if state is None else state.lives and not state.erased

    def target(self, entity: str, value: object) -> RowKey:
        """The row that a reference to a row of `entity` leads to."""
        return self.find((entity, str(value)))

    def _unite(self, one: RowKey, other: RowKey) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self._root[second] = first[1]

    def _living(self) -> list[tuple[RowKey, RowState]]:
        return [(key, state) for key, state in self.rows.items() if state.lives and not state.erased]

    def _fall(self) -> bool:
        """What belongs to an erased row is erased with it."""
        fell = False
        for key, state in self._living():
            for reference in self._world.schema[key[0]].references:
                value = state.values.get(reference.column)
                if reference.owns and value is not None:
                    owner = self.rows.get(self.target(reference.entity, value))
                    if owner is not None and owner.erased:
                        state.erased = fell = True
                        self._fell.add(key)
        return fell

    def _revive(self) -> bool:
        """What a row needs that is there comes back."""
        revived = False
        waiting = self._living()
        while waiting:
            key, state = waiting.pop()
            for reference in self._world.schema[key[0]].references:
                value = state.values.get(reference.column)
                needed = None if value is None else self.rows.get(self.target(reference.entity, value))
                if needed is not None and not needed.lives and not needed.erased and needed.values:
                    needed.lives = revived = True
                    back = self.target(reference.entity, value)
                    self._revived.add(back)
                    waiting.append((back, needed))
        return revived

    def _join(self) -> bool:
        """Rows that a key says are one thing become one."""
        found: dict[tuple[object, ...], RowKey] = {}
        pairs: list[tuple[RowKey, RowKey]] = []
        for key, state in self._living():
            members = self._members[key]
            for each in members if len(members) == 1 else (*members, state):
                for told in self.keys(each):
                    other = found.setdefault(told, key)
                    if other != key:
                        pairs.append((other, key))
        for one, other in pairs:
            self._unite(one, other)
        for one, other in pairs:
            self._gather(one)
            self._gather(other)
        return bool(pairs)

    def _gather(self, key: RowKey) -> None:
        """Move what was known of a row to the row that it is now."""
        root = self.find(key)
        if root == key or key not in self._members:
            return
        self._members[root] += self._members.pop(key)
        self._ids[root] |= {root[1], key[1], *self._ids.pop(key)}
        self.rows.pop(key)
        self._revived.discard(key)
        shape = self._world.schema[root[0]]
        changes = [change for member in self._members[root] for change in member.changes]
        merged = row_state(root[0], changes, shape, self._world.knowledge, self._world.reverses)
        merged.lives = merged.lives or any(member.lives for member in self._members[root])
        self.rows[root] = merged

    def keys(self, state: RowState) -> Iterator[tuple[object, ...]]:
        """What tells the row from every other one, as references lead now."""
        shape = self._world.schema[state.entity]
        leads = {reference.column: reference.entity for reference in shape.references}
        for columns in shape.keys:
            values = [state.values.get(column) for column in columns]
            if any(value is None for value in values):
                continue
            told = [self.target(leads[name], value)[1] if name in leads else value for name, value in zip(columns, values, strict=True)]
            yield (state.entity, columns, *map(_hashable, told))
        if shape.tree is not None:
            parent, path = (state.values.get(column) for column in shape.tree)
            root = "" if parent is None else self.target(state.entity, parent)[1]
            yield state.entity, "tree", root, str(path).rpartition("/")[2]

    def found(self) -> Settled:
        """What came of it."""
        result = Settled(rows=dict(self._living()), fell=self._fell)
        for key, state in self.rows.items():
            for one in self._ids[key] | {key[1]}:
                if one != key[1]:
                    result.alias[key[0], one] = key[1]
            if state.erased:
                result.erased |= {(key[0], one) for one in self._ids[key] | {key[1]}}
            if len(self._members[key]) > 1 and not state.erased:
                result.joined.append((key[0], tuple(sorted({key[1], *(member.row for member in self._members[key])}))))
        for key in self._revived & result.rows.keys():
            self._say_revived(result, key)
        self._leave_out_homeless(result)
        by_id = {one: root for (_, one), root in result.alias.items()}
        for state in result.rows.values():
            self._lead(state, by_id)
        return result

    def _leave_out_homeless(self, result: Settled) -> None:
        """A row that cannot be without one nobody here has ever seen waits in the log."""
        while homeless := [key for key, state in result.rows.items() if not self._has_a_home(state)]:
            for key in homeless:
                result.rows.pop(key).lives = False

    def _say_revived(self, result: Settled, key: RowKey) -> None:
        state = result.rows[key]
        gone = tuple(change for change in state.changes if change.op is Op.DELETE)
        state.conflicts.append(Conflict(ConflictKind.REVIVED, "", None, None, gone))
        values = {name: (None, value) for name, value in state.values.items() if value is not None}
        result.said.append(Saying(*key, Op.INSERT, values))

    def _has_a_home(self, state: RowState) -> bool:
        for reference in self._world.schema[state.entity].references:
            value = state.values.get(reference.column)
            if reference.owns and value is not None and not self.there(self.target(reference.entity, value)):
                return False
        return True

    def _lead(self, state: RowState, by_id: Mapping[str, str]) -> None:
        """References to rows that are one with another lead there; those to rows that cannot be lead nowhere."""
        shape = self._world.schema[state.entity]
        for reference in shape.references:
            value = state.values.get(reference.column)
            if value is not None:
                target = self.target(reference.entity, value)
                state.values[reference.column] = target[1] if self.there(target) else None
        for column in shape.soft:
            value = state.values.get(column)
            if isinstance(value, str):
                state.values[column] = by_id.get(value, value)


def _hashable(value: object) -> object:
    return str(value) if isinstance(value, list | dict) else value
