"""The orders of a list of notes: each a row of stretches, and within a stretch along an index, so that a page costs the same anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from council_app.db.queries.note_conditions import Asked
from council_app.domain.enums import Severity
from council_app.domain.note_filter import Sort

TIME = ("note.at", "note.id")
WRITTEN = ("note.num",)
RANKED = ("note_search.rank", "-note.num")


@dataclass(frozen=True, slots=True)
class Order:
    """One order.

    Attributes:
        columns: by which notes are ordered within a stretch.
        descending: whether they fall.
        stretches: conditions, one of which holds for every note, in the order of the list.
    """

    columns: tuple[str, ...]
    descending: bool
    stretches: tuple[str, ...] = ("1",)


def order_of(to: Asked, sort: Sort) -> Order:
    """How a list of what is asked is ordered. Hits of a search lie in the order in which they were written, not in order of time."""
    if sort is Sort.RANK and to.match:
        return Order(RANKED, descending=False)
    columns = WRITTEN if to.match else TIME
    if sort is Sort.OLDEST:
        return Order(columns, descending=False)
    stretches = _STRETCHES.get(sort)
    return Order(columns, descending=True, stretches=("1",) if stretches is None else tuple(stretches(to)))


def _by_severity(_: Asked) -> Sequence[str]:
    return [*(f"note.severity = {int(degree)}" for degree in sorted(Severity, reverse=True)), "note.severity IS NULL"]


def _by_seat(to: Asked) -> Sequence[str]:
    rows = to.session.connection().exec_driver_sql("SELECT DISTINCT seat FROM attendance WHERE seat IS NOT NULL").scalars()
    seats = sorted(rows, key=_natural)
    one = "note.attendance_id IN (SELECT attendance.id FROM attendance WHERE attendance.seat = {seat})"
    none = "(note.attendance_id IS NULL OR note.attendance_id IN (SELECT attendance.id FROM attendance WHERE attendance.seat IS NULL))"
    return [*(one.format(seat=to.bind(seat)) for seat in seats), none]


def _by_author(to: Asked) -> Sequence[str]:
    """Each name is found behind the one before, without reading the notes between."""
    names = (
        "WITH RECURSIVE each(name) AS (SELECT min(author) FROM note UNION ALL "
        "SELECT (SELECT min(author) FROM note WHERE author > each.name) FROM each WHERE each.name IS NOT NULL) "
        "SELECT name FROM each WHERE name IS NOT NULL"
    )
    found = sorted(to.session.connection().exec_driver_sql(names).scalars(), key=lambda name: (name == "", name.casefold(), name))
    return [f"note.author = {to.bind(name)}" for name in found] or ["1"]


def _natural(seat: str) -> tuple[tuple[int, str], ...]:
    """P2 before P10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", seat) if part)


_STRETCHES: Mapping[Sort, Callable[[Asked], Sequence[str]]] = {Sort.SEVERE: _by_severity, Sort.SEAT: _by_seat, Sort.AUTHOR: _by_author}
