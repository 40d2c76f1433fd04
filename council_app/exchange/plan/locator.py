"""Where in a plan file a path lies: found by a second walk over the text, only when there is something to report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from yaml.events import Event, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from council_app.exchange.plan.reader import Place, events, place_of
from council_app.exchange.text import without_hidden

Step: TypeAlias = "str | int"
PlanPath: TypeAlias = "tuple[Step, ...]"


@dataclass(slots=True)
class _Wanted:
    """A path being looked for: where its key and its value stand, and the paths below it."""

    below: dict[Step, _Wanted] = field(default_factory=dict)
    key: Place | None = None
    value: Place | None = None


class Locator:
    """Finds where in the file a path lies, for errors.

    Attributes:
        name: the file as the person named it.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._text = text
        self._seen = _Wanted()
        self._asked: set[PlanPath] = set()

    def where(self, path: Sequence[Step]) -> str:
        """`file:line:column` of the value at `path`, or of the nearest entry above it that is there."""
        return self._written(self.place(path))

    def where_key(self, path: Sequence[Step]) -> str:
        """`file:line:column` of the key that ends `path`."""
        return self._written(self.place(path, key=True))

    def place(self, path: Sequence[Step], *, key: bool = False) -> Place:
        """Line and column of the value at `path` (or its key)."""
        self.prepare([path])
        node, found = self._seen, self._seen.value or Place(1, 1)
        for step in path:
            below = node.below.get(step)
            if below is None or below.value is None:
                return found
            node, found = below, below.value
        return node.key or found if key else found

    def prepare(self, paths: Iterable[Sequence[Step]]) -> None:
        """Look for many paths in one walk through the file."""
        new = {tuple(path) for path in paths} - self._asked
        if not new:
            return
        self._asked |= new
        for path in new:
            node = self._seen
            for step in path:
                node = node.below.setdefault(step, _Wanted())
        _walk(self._text, self.name, self._seen)

    def _written(self, place: Place) -> str:
        return f"{self.name}:{place}"


@dataclass(slots=True)
class _Level:
    """One open list or mapping of the walk; `wanted` is None where nothing is looked for."""

    wanted: _Wanted | None
    is_list: bool
    index: int = 0
    key: tuple[str, Place] | None = None


def _walk(text: str, name: str, seen: _Wanted) -> None:
    levels: list[_Level] = []
    for event in events(text, name):
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            levels.pop()
        elif isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            here = _step(event, levels[-1]) if levels else _found(seen, event, None)
            if not isinstance(event, ScalarEvent):
                levels.append(_Level(here, is_list=isinstance(event, SequenceStartEvent)))


def _step(event: Event, level: _Level) -> _Wanted | None:
    """Count one value (or key) of the innermost list or mapping."""
    if level.is_list:
        below = level.wanted.below.get(level.index) if level.wanted else None
        level.index += 1
        return _found(below, event, None)
    if level.key is None and isinstance(event, ScalarEvent):
        level.key = (without_hidden(event.value) if level.wanted else "", place_of(event) if level.wanted else Place(1, 1))
        return None
    key, level.key = level.key, None
    if level.wanted is None or key is None:
        return None
    return _found(level.wanted.below.get(key[0]), event, key[1])


def _found(wanted: _Wanted | None, event: Event, key: Place | None) -> _Wanted | None:
    if wanted is not None:
        wanted.value, wanted.key = place_of(event), key
    return wanted
