"""The list of notes at the researcher's desk: pages by keyset in both directions, and ids of a selection."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from council_app.db.queries.note_conditions import Asked, asked
from council_app.db.queries.note_lines import MARKED, NUM, Row, listed
from council_app.db.queries.note_orders import Order, order_of
from council_app.db.queries.note_paths import EVERY, FAR, gathered, hollow, path_of, worth_walking
from council_app.db.queries.note_picture_paths import pictured
from council_app.db.queries.note_walk import Walk, everything, hits_path, key_at, search_walk, walked
from council_app.domain.note_filter import NoteFilter, Selection, Sort
from council_app.domain.note_list import Cursor, NotePage

# One look for each hit that is shown: to look for a list of them, FTS5 would read all there are.
_MARKED = (
    f"SELECT shown.value, {MARKED} FROM json_each(:shown) AS shown CROSS JOIN note_search "
    "WHERE note_search MATCH :sought AND note_search.rowid = shown.value"
)


def page(session: Session, wanted: NoteFilter, sort: Sort, *, cursor: Cursor | None, backwards: bool, limit: int) -> NotePage:
    """Up to `limit` notes behind `cursor` in the list's order, or before it; without one, from the start or the end.

    Raises:
        CouncilError: the filter names a cohort that is not there.
    """
    to = asked(session, wanted)
    walk = _walk(to, wanted, sort, cursor, backwards=backwards, limit=limit + 1)
    found = list(walked(walk, cursor, backwards=backwards, limit=limit + 1))
    more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()
    rows = [row for row, _ in found]
    ends = [Cursor(sort, keys) for _, keys in (found[:1] + found[-1:])]
    started = cursor is not None
    before, after = (more, started) if backwards else (started, more)
    shown = listed(session.connection(), rows, _marked(to, rows))
    return NotePage(shown, ends[0] if ends else None, ends[-1] if ends else None, before, after)


def page_around(session: Session, wanted: NoteFilter, sort: Sort, place: Cursor, limit: int) -> NotePage:
    """A page with the note that `place` stands on in its middle."""
    before = page(session, wanted, sort, cursor=place, backwards=True, limit=limit // 2)
    behind = page(session, wanted, sort, cursor=before.last, backwards=False, limit=limit - len(before.notes))
    return NotePage(
        (*before.notes, *behind.notes), before.first or behind.first, behind.last or before.last, before.more_before, behind.more_after
    )


def place_of(session: Session, wanted: NoteFilter, sort: Sort, note: str) -> Cursor | None:
    """The cursor that stands on a note; None when the filter does not find it."""
    to = asked(session, wanted)
    to.wanted.append(f"note.id = {to.bind(note)}")
    itself = replace(EVERY, index="note", leg="1", small=True)
    order = order_of(to, sort, wanted)
    for _, keys in walked(Walk(to, order, hits_path(to, order) if to.match else itself), None, backwards=False, limit=1):
        return Cursor(sort, keys)
    return None


def place_at(session: Session, wanted: NoteFilter, sort: Sort, position: int) -> Cursor | None:
    """The cursor that stands on the note with so many before it; None when there are not so many."""
    to = asked(session, wanted)
    order = order_of(to, sort, wanted)
    known = pictured(to, wanted, sort, order)
    keys = known.key_at(position) if known is not None else key_at(_path_walk(to, wanted, order), position)
    return None if keys is None else Cursor(sort, keys)


def _walk(to: Asked, wanted: NoteFilter, sort: Sort, cursor: Cursor | None, *, backwards: bool, limit: int) -> Walk:
    order = order_of(to, sort, wanted)
    if not wanted.conditions or to.match:
        return _path_walk(to, wanted, order, backwards=backwards)
    if len(to.wanted) == 1 and len(order.stretches) == 1:
        path = path_of(to, wanted)
        if path is not EVERY and path.walkable:  # it holds what is asked for, all of it and nothing else
            return Walk(to, order, path)
    known = pictured(to, wanted, sort, order)
    return _path_walk(to, wanted, order, backwards=backwards) if known is None else known.walk(cursor, backwards=backwards, limit=limit)


def _path_walk(to: Asked, wanted: NoteFilter, order: Order, *, backwards: bool = False) -> Walk:
    if to.match:
        return search_walk(to, order, wanted)
    path, stretches = path_of(to, wanted), order.stretches
    if len(stretches) == 1:
        return Walk(to, order, worth_walking(to, path))
    path = gathered(to, path, len(stretches))
    if not path.small and hollow(to, stretches[-1 if backwards else 0].path):
        path = replace(path if 0 < path.count < FAR else EVERY, small=True)
    return Walk(to, order, path)


def ids_of(session: Session, selection: Selection, *, batch: int = 1_000) -> Iterator[tuple[str, ...]]:
    """Ids of what was selected, those that are gone or not to be read left out: in batches, in the order they were written in.

    A filter that finds little is gone through along its own index, any other along the notes.

    Raises:
        CouncilError: as `page`.
    """
    to = asked(session, selection.filter or NoteFilter())
    if selection.filter is None:
        to.wanted.append(f"note.id IN {to.among(sorted(selection.ids))}")
    elif selection.but:
        to.wanted.append(f"note.id NOT IN {to.among(sorted(selection.but))}")
    few = None if to.match or selection.filter is None else path_of(to, selection.filter)
    if few is not None and few.small:
        source, where = everything(to, few)
        found = session.connection().exec_driver_sql(f"SELECT note.id FROM {source} WHERE {where} ORDER BY note.num", to.values)
        ids = found.scalars().all()
        yield from (tuple(ids[start : start + batch]) for start in range(0, len(ids), batch))
        return
    last = 0
    while True:
        statement = f"SELECT note.num, note.id FROM {_source(to)} WHERE {_terms(to, f'note.num > {last}')} ORDER BY note.num LIMIT {batch}"
        rows = session.connection().exec_driver_sql(statement, to.values).all()
        if not rows:
            return
        yield tuple(row[1] for row in rows)
        last = rows[-1][0]


def matching(to: Asked, wanted: NoteFilter, tables: str = "") -> str:
    """What stands behind FROM for everything that is asked for, in no order; `tables` are joined to `note`."""
    if to.match:
        return f"{_source(to)} {tables} WHERE {_terms(to, '1')}"
    source, where = everything(to, path_of(to, wanted))
    return f"{source} {tables} WHERE {where}"


def _source(to: Asked) -> str:
    """The index of words leads where words are sought: it lies in the order in which notes were written."""
    return "note_search CROSS JOIN note ON note.num = note_search.rowid" if to.match else "note"


def _terms(to: Asked, also: str) -> str:
    sought = [f"note_search MATCH {to.bind(to.match)}"] if to.match else []
    return " AND ".join([*sought, *(to.of_hits if to.match else to.always), *to.wanted, also])


def _marked(to: Asked, rows: Sequence[Row]) -> list[str | None]:
    """The texts of hits with their marks: where the statement that found them could not give them, by another."""
    if not to.match:
        return []
    if all(isinstance(row[-1], str) for row in rows):
        return [str(row[-1]) for row in rows]  # what ends in a key ends in a number
    return _looked_up(to, rows)


def _looked_up(to: Asked, rows: Sequence[Row]) -> list[str | None]:
    values = {"sought": to.match, "shown": json.dumps([row[NUM] for row in rows])}
    texts: dict[object, str] = dict(map(tuple, to.session.connection().exec_driver_sql(_MARKED, values)))
    return [texts.get(row[NUM]) for row in rows]
