"""The list of notes at the researcher's desk: pages by keyset in both directions, and ids of a selection."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from council_app.db.queries.note_conditions import Asked, Values, asked
from council_app.db.queries.note_lines import CLOSES, COLUMNS, NUM, OPENS, TABLES, Row, listed
from council_app.db.queries.note_orders import Order, order_of
from council_app.domain.note_filter import NoteFilter, Selection, Sort
from council_app.domain.note_list import Cursor, NotePage

_MARKED = (
    f"SELECT rowid, highlight(note_search, 0, '{OPENS}', '{CLOSES}') FROM note_search "
    "WHERE note_search MATCH ? AND rowid IN (SELECT value FROM json_each(?))"
)


def page(session: Session, wanted: NoteFilter, sort: Sort, *, cursor: Cursor | None, backwards: bool, limit: int) -> NotePage:
    """Up to `limit` notes behind `cursor` in the list's order, or before it; without one, from the start or the end.

    Raises:
        CouncilError: the filter names a cohort that is not there.
    """
    to = asked(session, wanted)
    order = order_of(to, sort)
    found = list(_walked(to, order, cursor, backwards, limit + 1))
    more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()
    notes = listed(session.connection(), [row for row, _ in found], _marked(to, [row for row, _ in found]))
    ends = [Cursor(sort, keys) for _, keys in (found[:1] + found[-1:])]
    started = cursor is not None
    before, after = (more, started) if backwards else (started, more)
    return NotePage(notes, ends[0] if ends else None, ends[-1] if ends else None, before, after)


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
    to.terms.append(f"note.id = {to.bind(note)}")
    for _, keys in _walked(to, order_of(to, sort), None, False, 1):
        return Cursor(sort, keys)
    return None


def place_at(session: Session, wanted: NoteFilter, sort: Sort, position: int) -> Cursor | None:
    """The cursor that stands on the note with so many before it; None when there are not so many."""
    to = asked(session, wanted)
    order = order_of(to, sort)
    left = position
    for number, stretch in enumerate(order.stretches):
        counted = f"SELECT count(*) FROM {_source(to)} WHERE {_terms(to, stretch)}"
        here = 0 if len(order.stretches) == 1 else _value(to, counted)
        if len(order.stretches) > 1 and left >= here:
            left -= here
            continue
        keys = f"SELECT {', '.join(order.columns)} FROM {_source(to)} WHERE {_terms(to, stretch)} {_ordered(order, False)}"
        row = session.connection().exec_driver_sql(f"{keys} LIMIT 1 OFFSET {left}", to.values).first()
        return None if row is None else Cursor(sort, (number, *row))
    return None


def ids_of(session: Session, selection: Selection, *, batch: int = 1_000) -> Iterator[tuple[str, ...]]:
    """Ids of what was selected, those that are gone or not to be read left out: in batches, in the order they were written in.

    Raises:
        CouncilError: as `page`.
    """
    to = asked(session, selection.filter or NoteFilter())
    if selection.filter is None:
        to.terms.append(f"note.id IN {to.among(sorted(selection.ids))}")
    elif selection.but:
        to.terms.append(f"note.id NOT IN {to.among(sorted(selection.but))}")
    last = 0
    while True:
        statement = f"SELECT note.num, note.id FROM {_source(to)} WHERE {_terms(to, f'note.num > {last}')} ORDER BY note.num LIMIT {batch}"
        rows = session.connection().exec_driver_sql(statement, to.values).all()
        if not rows:
            return
        yield tuple(row[1] for row in rows)
        last = rows[-1][0]


def _walked(
    to: Asked, order: Order, cursor: Cursor | None, backwards: bool, limit: int
) -> Iterator[tuple[Row, tuple[str | int | float, ...]]]:
    """Rows of `COLUMNS` with their keys (the number of the stretch first), stretch by stretch until there are enough."""
    numbers = list(range(len(order.stretches)))
    if cursor is not None:
        start = min(int(cursor.keys[0]), len(numbers) - 1)
        numbers = numbers[: start + 1] if backwards else numbers[start:]
    found = 0
    for number in reversed(numbers) if backwards else numbers:
        terms, values = _terms(to, order.stretches[number]), dict(to.values)
        if cursor is not None and int(cursor.keys[0]) == number:
            terms += f" AND {_beyond(order, cursor, backwards, values)}"
        statement = (
            f"SELECT {COLUMNS}, {', '.join(order.columns)} FROM {_source(to)} {TABLES} WHERE {terms} "
            f"{_ordered(order, backwards)} LIMIT {limit - found}"
        )
        for row in to.session.connection().exec_driver_sql(statement, values):
            found += 1
            yield row, (number, *row[NUM + 1 :])
        if found >= limit:
            return


def matching(to: Asked, tables: str = "") -> str:
    """What stands behind FROM for everything that is asked for, in no order; `tables` are joined to `note`."""
    return f"{_source(to)} {tables} WHERE {_terms(to, '1')}"


def _source(to: Asked) -> str:
    """The index of words leads where words are sought: it lies in the order in which notes were written."""
    return "note_search CROSS JOIN note ON note.num = note_search.rowid" if to.match else "note"


def _terms(to: Asked, stretch: str) -> str:
    sought = [f"note_search MATCH {_bound_match(to)}"] if to.match else []
    return " AND ".join([*sought, *to.terms, stretch])


def _bound_match(to: Asked) -> str:
    to.values["sought"] = to.match
    return ":sought"


def _beyond(order: Order, cursor: Cursor, backwards: bool, values: Values) -> str:
    """A comparison of pairs is one seek in an index; the same spelt out with OR walks over everything before."""
    names = [f"c{number}" for number in range(len(order.columns))]
    values |= dict(zip(names, cursor.keys[1:], strict=True))
    sign = "<" if order.descending != backwards else ">"
    return f"({', '.join(order.columns)}) {sign} ({', '.join(f':{name}' for name in names)})"


def _ordered(order: Order, backwards: bool) -> str:
    way = "DESC" if order.descending != backwards else "ASC"
    return "ORDER BY " + ", ".join(f"{column} {way}" for column in order.columns)


def _marked(to: Asked, rows: Sequence[Row]) -> list[str | None]:
    if not to.match:
        return []
    found = to.session.connection().exec_driver_sql(_MARKED, (to.match, json.dumps([row[NUM] for row in rows])))
    texts: dict[object, str] = dict(found.tuples())
    return [texts.get(row[NUM]) for row in rows]


def _value(to: Asked, statement: str) -> int:
    return int(to.session.connection().exec_driver_sql(statement, to.values).scalar_one())
