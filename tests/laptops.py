"""Laptops of a small world for tests of merging: each with its own log, its own clock, and exact memory of what it knew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from council_app.domain.hlc import ZERO, Stamp, tick
from council_app.domain.merge.changes import Change, Op, RowKey
from council_app.domain.merge.knowledge import JOINED, KNOWS, Knowledge
from council_app.domain.merge.schema import Choice, Reference, Spanned, TableShape
from council_app.domain.merge.state import settled
from council_app.domain.merge.world import Settled, World

SCHEMA = {
    "person": TableShape(keys=(("email",),), kept=frozenset({"name"})),
    "attendance": TableShape(references=(Reference("person_id", "person", owns=True),), keys=(("session_id", "person_id"),)),
    "note": TableShape(
        references=(Reference("attendance_id", "attendance", owns=True), Reference("stage_id", "stage")), kept=frozenset({"text"})
    ),
    "stage": TableShape(kept=frozenset({"name"}), maps=frozenset({"wording"}), arranged=frozenset({"position"})),
    "tag": TableShape(references=(Reference("parent_id", "tag"),), kept=frozenset({"name"}), tree=("parent_id", "path")),
    "note_tag": TableShape(
        references=(Reference("note_id", "note", owns=True), Reference("tag_id", "tag", owns=True)),
        keys=(("note_id", "tag_id"),),
        choices={"whole": Choice.ANY},
    ),
    "highlight": TableShape(
        references=(Reference("note_id", "note", owns=True), Reference("tag_id", "tag", owns=True)),
        arranged=frozenset({"starts", "ends"}),
        spanned=Spanned(way=(("note_id", "note"),)),
    ),
}

Rows = dict[RowKey, dict[str, object]]
Line = tuple[str, str, Op, dict[str, tuple[object, object]]]


@dataclass
class Laptop:
    """One laptop.

    Attributes:
        log: everything it holds; `knew` is what was held when a change was written, by that change.
        drift: milliseconds that its clock is wrong.
    """

    name: str
    drift: int = 0
    now: int = 1_000
    log: dict[tuple[str, int], Change] = field(default_factory=dict)
    reverses: dict[str, str] = field(default_factory=dict)
    knew: dict[tuple[str, int], frozenset[tuple[str, int]]] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)
    mine: list[str] = field(default_factory=list)

    def state(self) -> Settled:
        """What there is here."""
        return settled(self.log.values(), World(SCHEMA, Knowledge(self.log.values()), self.reverses))

    def rows(self) -> Rows:
        """The rows as the tables would show them."""
        return {key: {name: value for name, value in state.values.items() if value is not None} for key, state in self.state().rows.items()}

    def holds(self) -> dict[str, int]:
        """The last number of every device."""
        held: dict[str, int] = {}
        for device, seq in self.log:
            held[device] = max(seq, held.get(device, 0))
        return held

    def write(self, lines: Iterable[Line], taken_back: str | None = None) -> str:
        """One operation; what was merged since the last one is said first."""
        others = {device: seq for device, seq in self.holds().items() if device != self.name}
        if others != self.said:
            state = self.state()
            joined = [[entity, *ids] for entity, ids in state.joined]
            first: list[Line] = [("device", self.name, Op.MERGE, {KNOWS: (None, others), JOINED: (None, joined)})]
            self._append(
                f"{self.name}:merge:{len(self.log)}", [*first, *((one.entity, one.row, one.op, dict(one.values)) for one in state.said)]
            )
            self.said = others
        operation = f"{self.name}:{len(self.log)}"
        self._append(operation, lines)
        if taken_back is None:
            self.mine.append(operation)
        else:
            self.reverses[operation] = taken_back
        return operation

    def _append(self, operation: str, lines: Iterable[Line]) -> None:
        for entity, row, op, values in lines:
            seq = self.holds().get(self.name, 0) + 1
            self.now += 1
            known = frozenset(self.log)
            floor = max((Stamp.parse(one.hlc) for one in self.log.values()), default=ZERO)
            stamp = tick(floor if floor.millis < 10**9 else ZERO, max(0, self.now + self.drift))
            change = Change(self.name, seq, str(stamp), operation, entity, row, op, values)
            self.log[self.name, seq], self.knew[self.name, seq] = change, known

    def take(self, log: Mapping[tuple[str, int], Change], other: Laptop) -> None:
        """Merge a pack that was made of `log`, perhaps long ago."""
        erased = {change.key for change in (*self.log.values(), *log.values()) if change.op is Op.ERASE}
        for key, change in log.items():
            self.log.setdefault(key, change)
            self.knew.setdefault(key, other.knew[key])
        self.reverses |= {
            operation: taken for operation, taken in other.reverses.items() if any(c.operation == operation for c in self.log.values())
        }
        self.now = max(self.now, other.now)
        self._empty(erased)
        fell = self.state().fell
        if fell:
            self.erase(sorted(fell))

    def _empty(self, erased: Iterable[RowKey]) -> None:
        gone = set(erased)
        for key, change in self.log.items():
            if change.key in gone:
                self.log[key] = Change(change.device, change.seq, change.hlc, change.operation, change.entity, change.row, change.op, {})

    def erase(self, keys: Iterable[RowKey]) -> None:
        """Erase rows: for good, out of the log, too."""
        gone = list(keys)
        self.write([(entity, row, Op.ERASE, {}) for entity, row in gone])
        self._empty(gone)
