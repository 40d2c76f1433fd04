"""What a laptop knew when it wrote: the last of its `merge` changes before that says so, for every other device."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from council_app.domain.merge.changes import Change, Op

Vector: TypeAlias = Mapping[str, int]
"""Device -> the number of the last change that is known, with all before it."""

KNOWS, JOINED = "knows", "joined"
"""What a `merge` change says: how far each other device was known, and which rows are one thing (`[[table, id, id, …], …]`)."""


@dataclass(slots=True)
class _Said:
    seqs: list[int] = field(default_factory=list)
    vectors: list[Vector] = field(default_factory=list)


class Knowledge:
    """Tells whether whoever wrote a change knew another one."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._said: dict[str, _Said] = {}
        self.joined: list[tuple[str, tuple[str, ...]]] = []
        for change in sorted((one for one in changes if one.op is Op.MERGE), key=lambda one: (one.device, one.seq)):
            said = self._said.setdefault(change.device, _Said())
            said.seqs.append(change.seq)
            said.vectors.append(_vector(change))
            self.joined += _joined(change)

    def of(self, device: str, seq: int) -> Vector:
        """What `device` knew of the others when it wrote its change number `seq`."""
        said = self._said.get(device)
        at = 0 if said is None else bisect_right(said.seqs, seq)
        return {} if said is None or at == 0 else said.vectors[at - 1]

    def knew(self, later: Change, earlier: Change) -> bool:
        """Whether `later` was written knowing `earlier`."""
        if later.device == earlier.device:
            return later.seq > earlier.seq
        said = self._said.get(later.device)
        if said is None:
            return False
        at = bisect_right(said.seqs, later.seq)
        return at > 0 and said.vectors[at - 1].get(earlier.device, 0) >= earlier.seq


def _vector(change: Change) -> Vector:
    sides = change.values.get(KNOWS, (None, None))
    return {str(device): int(seq) for device, seq in sides[1].items()} if isinstance(sides[1], dict) else {}


def _joined(change: Change) -> Iterable[tuple[str, tuple[str, ...]]]:
    sides = change.values.get(JOINED, (None, None))
    for entity, *ids in sides[1] if isinstance(sides[1], list) else ():
        yield str(entity), tuple(str(one) for one in ids)
