"""Where the entries of a list go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol


class Placed(Protocol):
    """A row with its place in a list."""

    position: int


def places(keys: Sequence[str], existing: Mapping[str, Placed]) -> dict[str, int]:
    """The place of each: in the plan's order when it names them all, else the new ones behind those that are there."""
    if existing.keys() <= set(keys):
        return {key: place for place, key in enumerate(keys)}
    behind = max(row.position for row in existing.values()) + 1
    new = [key for key in keys if key not in existing]
    return {key: existing[key].position if key in existing else behind + new.index(key) for key in keys}
