"""One row as all its changes together make it: whether it is there, what stands in it, and what somebody has to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from council_app.domain.merge.changes import Change, Op
from council_app.domain.merge.knowledge import Knowledge
from council_app.domain.merge.schema import Choice, TableShape
from council_app.domain.merge.taking_back import WHOLE, Reverses, TakenBack

Cell: TypeAlias = tuple[str, str | None]
"""A column, and the locale of an entry where the column is a map."""

_EMPTY: tuple[object, ...] = (None, "", [], {})


class ConflictKind(StrEnum):
    """What somebody has to decide."""

    TEXT = "text"
    DELETED = "deleted"
    REVIVED = "revived"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something two people wrote without knowing of each other.

    Attributes:
        kind: two texts, a row that one deleted and the other edited, or one that came back because another row needs it.
        column, locale: which text; "" and None for a whole row.
        winner: the change whose side stands in the row; None for a row that came back for another one.
        others: the changes whose side does not.
    """

    kind: ConflictKind
    column: str
    locale: str | None
    winner: Change | None
    others: tuple[Change, ...]


@dataclass(slots=True)
class RowState:
    """A row as it is.

    Attributes:
        ids: every id it has, when two laptops added one thing; `row` is the smallest.
        lives: whether it is there; erased: whether it never may be again.
        values: column -> value as the log has it; references as they were written.
        wrote: column -> the change that wrote what stands there.
        by_time: how many columns only time decided between different values.
    """

    entity: str
    ids: tuple[str, ...]
    changes: Sequence[Change]
    lives: bool = False
    erased: bool = False
    values: dict[str, object] = field(default_factory=dict)
    wrote: dict[str, Change] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    by_time: int = 0

    @property
    def row(self) -> str:
        """The id it goes by."""
        return self.ids[0]


def row_state(entity: str, changes: Sequence[Change], shape: TableShape, knowledge: Knowledge, reverses: Reverses) -> RowState:
    """What `changes`, all there are of one row, make of it."""
    ordered = sorted(changes, key=lambda one: (one.device, one.seq))
    state = RowState(entity, tuple(sorted({one.row for one in ordered})), ordered)
    if any(one.op is Op.ERASE or (one.op is Op.INSERT and not one.values) for one in ordered):
        state.erased = True
        return state
    if len(ordered) == 1 and ordered[0].op is Op.INSERT:
        _as_written(state, ordered[0], shape)
    else:
        _Working(state, shape, knowledge, TakenBack(ordered, reverses)).work_out()
    return state


def _as_written(state: RowState, change: Change, shape: TableShape) -> None:
    """A row that nobody touched since it was added: nearly all that a merge brings."""
    state.lives = True
    state.values = {column: new for column, (_, new) in change.values.items()}
    for column in shape.maps & state.values.keys():
        entries = state.values[column]
        state.values[column] = (
            {locale: text for locale, text in sorted(entries.items()) if text is not None} if isinstance(entries, dict) else {}
        )
    state.wrote = dict.fromkeys(state.values, change)


class _Working:
    def __init__(self, state: RowState, shape: TableShape, knowledge: Knowledge, taken_back: TakenBack) -> None:
        self._state, self._shape, self._knowledge, self._taken_back = state, shape, knowledge, taken_back
        self._one_writer = len({one.device for one in state.changes}) == 1

    def work_out(self) -> None:
        self._existence()
        for cell, (effective, hidden) in self._cells().items():
            if effective:
                self._decide(cell, self._heads(effective))
            else:
                self._stand(cell, max(hidden, key=lambda one: one.time))
        for column in self._shape.maps:
            entries = self._state.values.get(column)
            if isinstance(entries, dict):
                self._state.values[column] = {locale: text for locale, text in sorted(entries.items()) if text is not None}

    def _existence(self) -> None:
        heads = self._heads([one for one in self._state.changes if self._is_edit(one)])
        gone = tuple(one for one in heads if one.op is Op.DELETE)
        there = sorted((one for one in heads if one.op is not Op.DELETE), key=lambda one: one.time)
        self._state.lives = bool(there)
        if there and not gone:
            gone = self._made_and_taken_back()
        if there and gone:
            self._state.conflicts.append(Conflict(ConflictKind.DELETED, "", None, there[-1], gone))

    def _made_and_taken_back(self) -> tuple[Change, ...]:
        """What took a row back that somebody else went on with."""
        if any(one.op is Op.INSERT and self._taken_back.counts(one, WHOLE) for one in self._state.changes):
            return ()
        return tuple(one for one in self._state.changes if one.op is Op.DELETE)

    def _is_edit(self, change: Change) -> bool:
        """Whether it says that the row is there, or not there."""
        if change.op in (Op.INSERT, Op.DELETE):
            return self._taken_back.counts(change, WHOLE)
        wanted = (name for name, (old, new) in change.values.items() if name not in self._shape.arranged and old != new)
        return change.op is Op.UPDATE and any(self._taken_back.counts(change, name) for name in wanted)

    def _cells(self) -> dict[Cell, tuple[list[Change], list[Change]]]:
        """Every cell anybody wrote: the changes of it that count, and those that do not."""
        found: dict[Cell, tuple[list[Change], list[Change]]] = defaultdict(lambda: ([], []))
        for change in self._state.changes:
            if change.op not in (Op.INSERT, Op.UPDATE):
                continue
            for column, sides in change.values.items():
                counts = self._taken_back.counts(change, column)
                for cell in self._written(column, sides):
                    found[cell][0 if counts else 1].append(change)
        return found

    def _written(self, column: str, sides: Sequence[object]) -> Iterator[Cell]:
        if column not in self._shape.maps:
            yield column, None
            return
        old, new = (side if isinstance(side, Mapping) else {} for side in sides)
        self._state.values.setdefault(column, {})
        for locale in {**old, **new}:
            if old.get(locale) != new.get(locale) or sides[0] == sides[1]:
                yield column, locale

    def _heads(self, changes: Sequence[Change]) -> list[Change]:
        """Those that no other one knew of. Of one device only the last can be."""
        if self._one_writer:
            return [changes[-1]] if changes else []
        last = {change.device: change for change in changes}
        knew = self._knowledge.knew
        return [one for one in last.values() if not any(other is not one and knew(other, one) for other in last.values())]

    def _decide(self, cell: Cell, heads: Sequence[Change]) -> None:
        if len(heads) > 1:
            heads = self._meant(cell, heads)
        column, locale = cell
        winner = max(heads, key=self._rank(cell))
        self._stand(cell, winner)
        others = tuple(one for one in heads if _value(one, cell) != _value(winner, cell))
        if not others:
            return
        if column in self._shape.kept or column in self._shape.maps:
            kept = tuple(sorted(others, key=lambda one: one.time, reverse=True))
            self._state.conflicts.append(Conflict(ConflictKind.TEXT, column, locale, winner, kept))
        elif column not in self._shape.arranged:
            self._state.by_time += 1

    def _meant(self, cell: Cell, heads: Sequence[Change]) -> Sequence[Change]:
        """Without what nobody chose: a name that was taken out, an empty beginning."""
        chosen = [one for one in heads if not one.automatic] or heads
        return [one for one in chosen if one.op is not Op.INSERT or _value(one, cell) not in _EMPTY] or chosen

    def _rank(self, cell: Cell) -> _Rank:
        choice = (self._shape.choices or {}).get(cell[0], Choice.NEWEST)
        return _Rank(cell, choice)

    def _stand(self, cell: Cell, change: Change) -> None:
        column, locale = cell
        if locale is None:
            self._state.values[column] = _value(change, cell)
        else:
            entries = self._state.values.setdefault(column, {})
            assert isinstance(entries, dict)
            entries[locale] = _value(change, cell)
        self._state.wrote[column] = change


@dataclass(frozen=True, slots=True)
class _Rank:
    """Sorts the changes of one cell so that the one that stands comes last."""

    cell: Cell
    choice: Choice

    def __call__(self, change: Change) -> tuple[object, ...]:
        value = _value(change, self.cell)
        if self.choice is Choice.ANY:
            return bool(value), *change.time
        if self.choice is Choice.EARLIEST:
            return _Backwards(str(value)), *change.time
        return change.time


@dataclass(frozen=True, slots=True)
class _Backwards:
    """A text that sorts the other way round."""

    text: str

    def __lt__(self, other: _Backwards) -> bool:
        return self.text > other.text


def _value(change: Change, cell: Cell) -> object:
    column, locale = cell
    new = change.values[column][1]
    if locale is None:
        return new
    return new.get(locale) if isinstance(new, Mapping) else None


def value_at(changes: Iterable[Change], column: str, shape: TableShape, knowledge: Knowledge, reverses: Reverses, seen: Change) -> object:
    """What stood in `column` for whoever wrote `seen`."""
    known = [one for one in changes if one is seen or knowledge.knew(seen, one)]
    return row_state("", known, shape, knowledge, reverses).values.get(column) if known else None
