"""Walking a list of notes: from a cursor, in either direction, along one path, stretch by stretch, until there are enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from council_app.db.queries.note_conditions import Asked, Values
from council_app.db.queries.note_lines import COLUMNS, MARKED, NUM, TABLES, Row
from council_app.db.queries.note_orders import RANKED, TIME, Order, Stretch
from council_app.db.queries.note_paths import EVERY, FEW, SAMPLE, Path, counted, path_of
from council_app.domain.note_filter import NoteFilter
from council_app.domain.note_list import Cursor

Keys: TypeAlias = tuple[str | int | float, ...]

_KNOWN = re.compile(r"\bnote\.(?:id|at)\b")
_HITS = Path("note_search CROSS JOIN note ON note.num = note_search.rowid", "", "", "note_search MATCH {}", "note_search MATCH {}", ())


@dataclass(frozen=True, slots=True)
class Walk:
    """A list to be walked: what is asked for, in which order, along which path."""

    to: Asked
    order: Order
    path: Path

    @property
    def most(self) -> int:
        """How many notes lie on the path, as far as they were counted."""
        return max(self.path.count, FEW)

    @property
    def gathers(self) -> bool:
        """Few notes are put in order by sorting them all: their stretches, or legs, may be many and hold nothing."""
        along_a_filter = self.to.match and self.path.at  # in order of time, and hits are in the order they were written in
        return self.path.chosen or bool(along_a_filter) or (self.path.small and (len(self.order.stretches) > 1 or not self.path.walkable))


def hits_path(to: Asked, order: Order) -> Path:
    """The path of a search: its hits in the order they were written in."""
    if len(order.stretches) == 1:
        return replace(_HITS, values=(to.match,))
    found = "SELECT count(*) FROM (SELECT 1 FROM note_search WHERE note_search MATCH ? LIMIT ?)"
    count = to.session.connection().exec_driver_sql(found, (to.match, FEW + 1)).scalar_one()
    return replace(_HITS, values=(to.match,), small=count <= FEW)


def search_walk(to: Asked, order: Order, wanted: NoteFilter) -> Walk:
    """How a search is walked: along its hits, unless hardly any of them are asked for; then along the filter."""
    hits = hits_path(to, order)
    if hits.small or order.columns is RANKED or not to.wanted:
        return Walk(to, order, hits)
    path = path_of(to, wanted)
    if path is EVERY or _dense(to, len(order.stretches)):
        return Walk(to, order, hits)
    to.wanted.append(f"note.num IN (SELECT rowid FROM note_search WHERE note_search MATCH {to.bind(to.match)})")
    return Walk(to, order, replace(path, small=True))


def _dense(to: Asked, stretches: int) -> bool:
    """Whether enough of the newest hits are asked for."""
    values = dict(to.values)
    where = Asked(to.session, values=values).bind(to.match)
    terms = " AND ".join(to.wanted)
    some = f"SELECT {terms} AS fits FROM {_HITS.index} WHERE note_search MATCH {where} ORDER BY note_search.rowid DESC LIMIT {SAMPLE}"
    fits = to.session.connection().exec_driver_sql(f"SELECT count(*) FROM ({some}) WHERE fits", values).scalar_one()
    return int(fits) > stretches


def walked(walk: Walk, cursor: Cursor | None, *, backwards: bool, limit: int) -> Iterator[tuple[Row, Keys]]:
    """Up to `limit` rows of `COLUMNS`, each with its keys: the number of its stretch, then what it is ordered by there."""
    connection = walk.to.session.connection()
    if walk.gathers:
        statement, values = _gathered(walk, cursor, backwards, limit)
        for row in connection.exec_driver_sql(statement, values).all():
            yield row, tuple(row[NUM + 1 :])
        return
    found = 0
    for number in stretches_from(walk.order, cursor, backwards):
        here = cursor if cursor is not None and cursor.keys[0] == number else None
        asked_for = _stretch(walk, walk.order.stretches[number], here, backwards, limit - found)
        if asked_for is None:
            continue
        for row in connection.exec_driver_sql(*asked_for).all():  # at once: row by row takes twice as long
            found += 1
            yield row, (number, *row[NUM + 1 : NUM + 1 + len(walk.order.columns)])
        if found >= limit:
            return


def key_at(walk: Walk, position: int) -> Keys | None:
    """The keys of the note with so many before it; None when there are not so many. Reads keys alone."""
    connection = walk.to.session.connection()
    left = position
    for number, stretch in enumerate(walk.order.stretches):
        path, values = _path(walk, stretch), dict(walk.to.values)
        if not path.values:
            continue
        here = _tallied(walk, stretch)
        if here is None and number < len(walk.order.stretches) - 1:
            here = _counted(walk, stretch, path, values)
        if here is not None and left >= here:
            left -= here
            continue
        # From whichever end is nearer, where it is known how many there are.
        backwards = here is not None and left > here // 2
        offset = here - 1 - left if here is not None and backwards else left
        row = connection.exec_driver_sql(f"{_keys(walk, stretch, path, None, backwards, values)} LIMIT 1 OFFSET {offset}", values).first()
        return None if row is None else (number, *row)
    return None


def _counted(walk: Walk, stretch: Stretch, path: Path, values: Values) -> int:
    where = _where(walk, stretch, path, many=True, values=values)
    distinct = "DISTINCT " if path.alike else ""
    statement = f"SELECT count({distinct}note.num) FROM {path.source} WHERE {where}"
    return int(walk.to.session.connection().exec_driver_sql(statement, values).scalar_one())


_TALLY = "(SELECT session_id, nullif(attendance_id, '') AS attendance_id, notes FROM note_tally) AS note"


def _tallied(walk: Walk, stretch: Stretch) -> int | None:
    """How many notes lie on a stretch, as counted when they were written; None where more is asked than who spoke where."""
    plain = stretch.path is EVERY and stretch.term == "1"
    if walk.to.wanted or walk.to.match or not (plain or "ix_note_attendance_id" in stretch.path.index):
        return None
    where = " AND ".join([*walk.to.always, stretch.term])
    statement = f"SELECT ifnull(sum(notes), 0) FROM {_TALLY} WHERE {where}"
    return int(walk.to.session.connection().exec_driver_sql(statement, walk.to.values).scalar_one())


def everything(to: Asked, path: Path) -> tuple[str, str]:
    """All that is asked for, each note once: what stands behind FROM, and behind WHERE."""
    walk = Walk(to, Order(TIME, descending=True), path)
    if len(path.values) < 2 or not path.note.startswith("way."):
        return path.source, _where(walk, Stretch("1"), path, many=True, values=to.values)
    # In order of time, so that the notes are gone through once and not once for each value.
    there = path.many.format(to.among(path.values))
    each = f"SELECT DISTINCT {path.at} AS at, {path.note} AS id FROM {path.index} WHERE {there} ORDER BY 1, 2"
    once = replace(path, index=f"({each}) AS way", at="way.at", note="way.id", leg="1", many="1")
    return once.source, _where(walk, Stretch("1"), once, many=True, values=to.values)


def stretches_from(order: Order, cursor: Cursor | None, backwards: bool) -> list[int]:
    """The numbers of the stretches from where a cursor stands, in the order they are walked in."""
    numbers = list(range(len(order.stretches)))
    if cursor is not None:
        start = min(int(cursor.keys[0]), len(numbers) - 1)
        numbers = numbers[: start + 1] if backwards else numbers[start:]
    return numbers[::-1] if backwards else numbers


def _stretch(walk: Walk, stretch: Stretch, cursor: Cursor | None, backwards: bool, limit: int) -> tuple[str, Values] | None:
    """The statement for one stretch; None when no note can lie on it."""
    path, values = _path(walk, stretch), dict(walk.to.values)
    if not path.values:
        return None
    way = "DESC" if walk.order.descending != backwards else "ASC"
    if len(path.values) == 1 and walk.order.columns is not RANKED:
        where = _where(walk, stretch, path, many=False, values=values) + _beyond(walk, path, cursor, backwards, values)
        columns = _columns(walk, path)
        ordered = ", ".join(f"{name} {way}" for name in columns)
        marked = "" if path.at else f", {MARKED}"
        lines = f"SELECT {COLUMNS}, {', '.join(columns)}{marked} FROM {path.source} {TABLES} WHERE {where}"
        return f"{lines} ORDER BY {ordered} LIMIT {limit}", values
    names = [f"k{number}" for number in range(len(walk.order.columns))]
    chosen = f"{_keys(walk, stretch, path, cursor, backwards, values)} LIMIT {limit}"
    ordered = ", ".join(f"chosen.{name} {way}" for name in names)
    shown = ", ".join(f"chosen.{name}" for name in names)
    joined = "note.num = -chosen.k1" if walk.order.columns is RANKED else "note.id = chosen.k1"
    return f"SELECT {COLUMNS}, {shown} FROM ({chosen}) AS chosen CROSS JOIN note ON {joined} {TABLES} ORDER BY {ordered}", values


def _keys(walk: Walk, stretch: Stretch, path: Path, cursor: Cursor | None, backwards: bool, values: Values) -> str:
    """The keys of a stretch in order: each leg is walked along its index, and SQLite merges them."""
    columns = _columns(walk, path)
    shown = ", ".join(f"{column} AS k{number}" for number, column in enumerate(columns))
    beyond = _beyond(walk, path, cursor, backwards, values)
    legs = []
    for value in path.values:
        where = _where(walk, stretch, replace(path, values=(value,)), many=False, values=values)
        # Ranks are worked out of all hits: nothing is read of their notes unless something is asked of them.
        bare = walk.order.columns is RANKED and not walk.to.wanted
        legs.append(f"SELECT {shown} FROM {'note_search' if bare else path.source} WHERE {where}{beyond}")
    way = "DESC" if walk.order.descending != backwards else "ASC"
    ordered = ", ".join(f"k{number} {way}" for number in range(len(columns)))
    return f"{(' UNION ' if path.alike else ' UNION ALL ').join(legs)} ORDER BY {ordered}"


def _gathered(walk: Walk, cursor: Cursor | None, backwards: bool, limit: int) -> tuple[str, Values]:
    path, values = walk.path, dict(walk.to.values)
    where = _where(walk, Stretch(), path, many=True, values=values)
    columns = _columns(walk, path)
    names = ["k", *(f"k{number}" for number in range(len(columns)))]
    shown = ", ".join(f"{column} AS {name}" for column, name in zip((walk.order.number, *columns), names, strict=True))
    within = "DESC" if walk.order.descending != backwards else "ASC"
    ways = ["DESC" if backwards else "ASC", *([within] * len(columns))]
    beyond = ""
    if cursor is not None:
        values |= {f"c{number}": key for number, key in enumerate(cursor.keys)}
        sign, inner = "<" if backwards else ">", "<" if within == "DESC" else ">"
        keys = ", ".join(f":c{number}" for number in range(1, len(cursor.keys)))
        beyond = f" WHERE k {sign} :c0 OR (k = :c0 AND ({', '.join(names[1:])}) {inner} ({keys}))"
    distinct = "DISTINCT " if path.alike or walk.to.match else ""
    some = f"SELECT {distinct}note.num AS num, {shown} FROM {path.source} WHERE {where}"
    chosen = f"SELECT * FROM ({some}){beyond} ORDER BY {_by(names, ways)} LIMIT {limit}"
    lines = f"SELECT {COLUMNS}, {', '.join(f'chosen.{name}' for name in names)} FROM ({chosen}) AS chosen"
    return f"{lines} CROSS JOIN note ON note.num = chosen.num {TABLES} ORDER BY {_by([f'chosen.{name}' for name in names], ways)}", values


def _by(names: list[str], ways: list[str]) -> str:
    return ", ".join(f"{name} {way}" for name, way in zip(names, ways, strict=True))


def _path(walk: Walk, stretch: Stretch) -> Path:
    """A stretch has a path of its own: it leads where it holds less than the filter's."""
    whole = walk.path is not EVERY and walk.path.index == EVERY.index  # all notes are to be gone through, whatever lies on the stretch
    if stretch.path is EVERY or not stretch.path.walkable or not walk.path.at or whole:
        return walk.path
    if walk.path.index == stretch.path.index:
        both = tuple(value for value in stretch.path.values if value in walk.path.values)
        return replace(stretch.path, values=both, beside=walk.path.beside)
    if walk.path is EVERY:
        return stretch.path
    if counted(walk.to, stretch.path, walk.most) < walk.most:
        return replace(stretch.path, beside=_others(walk.path.beside, walk.path))
    return replace(walk.path, beside=_others(walk.path.beside, stretch.path))


def _others(beside: tuple[Path, ...], path: Path) -> tuple[Path, ...]:
    return (path, *beside) if path.looked_up else beside


def _columns(walk: Walk, path: Path) -> tuple[str, ...]:
    if not path.at:
        return walk.order.columns
    return ("note.num",) if walk.to.match else (path.at, path.note)


def _where(walk: Walk, stretch: Stretch, path: Path, *, many: bool, values: Values) -> str:
    """Everything that holds on one leg, or with `many` on all of them."""
    to = walk.to
    to_legs = Asked(to.session, values=values)
    if many and path.index != _HITS.index:
        leg = path.many.format(to_legs.among(path.values)) if "{}" in path.many else path.many
    else:
        leg = path.leg.format(to_legs.bind(path.values[0])) if "{}" in path.leg else path.leg
    if not path.at:
        return " AND ".join([leg, *to.of_hits, *to.wanted, stretch.term])
    # What the path itself knows of a note is asked of the path, before the note is read.
    known = [_KNOWN.sub(lambda name: path.note if name.group() == "note.id" else path.at, term) for term in to.wanted]
    also = [other.holds(to_legs, path) for other in path.beside]
    return " AND ".join([leg, *also, *known, *to.always, stretch.term])


def _beyond(walk: Walk, path: Path, cursor: Cursor | None, backwards: bool, values: Values) -> str:
    """A comparison of pairs is one seek in an index; the same spelt out with OR walks over everything before."""
    if cursor is None:
        return ""
    columns = _columns(walk, path)
    names = [f"c{number}" for number in range(len(columns))]
    values |= dict(zip(names, cursor.keys[1:], strict=True))
    sign = "<" if walk.order.descending != backwards else ">"
    return f" AND ({', '.join(columns)}) {sign} ({', '.join(f':{name}' for name in names)})"
