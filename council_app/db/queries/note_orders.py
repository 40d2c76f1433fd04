"""The orders of a list of notes: each a row of stretches, and within a stretch along an index, so that a page costs the same anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from council_app.db.queries.note_conditions import Asked
from council_app.db.queries.note_paths import EVERY, Path, column, nobody
from council_app.domain.enums import Severity
from council_app.domain.note_filter import Sort

TIME = ("note.at", "note.id")
WRITTEN = ("note_search.rowid",)
RANKED = ("note_search.rank", "-note_search.rowid")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a list, and the path that holds its notes where there is one."""

    term: str = "1"
    path: Path = EVERY


@dataclass(frozen=True, slots=True)
class Order:
    """One order.

    Attributes:
        columns: by which notes are ordered within a stretch.
        descending: whether they fall.
        stretches: a note lies in exactly one, in the order of the list.
        number: in SQL, the number of the stretch that a note lies in.
    """

    columns: tuple[str, ...]
    descending: bool
    stretches: tuple[Stretch, ...] = (Stretch(),)
    number: str = "0"


def order_of(to: Asked, sort: Sort) -> Order:
    """How a list of what is asked is ordered. Hits of a search lie in the order in which they were written, not in order of time."""
    if sort is Sort.RANK and to.match:
        return Order(RANKED, descending=False)
    columns = WRITTEN if to.match else TIME
    if sort not in _STRETCHES:
        return Order(columns, descending=sort is not Sort.OLDEST)
    word, stretches = _STRETCHES[sort](to)
    # The last one is for whatever is in none of the others.
    cases = " ".join(f"WHEN {stretch.term} THEN {number}" for number, stretch in enumerate(stretches[:-1]))
    number = f"CASE {word} {cases} ELSE {len(stretches) - 1} END" if cases else "0"
    return Order(columns, descending=True, stretches=tuple(Stretch(_whole(word, each), each.path) for each in stretches), number=number)


def _whole(word: str, stretch: Stretch) -> str:
    return f"{word} = {stretch.term}" if stretch.term else f"{word} IS NULL"


def _by_severity(_: Asked) -> tuple[str, list[Stretch]]:
    degrees = sorted((int(degree) for degree in Severity), reverse=True)
    return "note.severity", [*(Stretch(str(degree), column("severity", [degree])) for degree in degrees), Stretch("")]


def _by_seat(to: Asked) -> tuple[str, list[Stretch]]:
    """Who had no seat yet stands with nobody's words."""
    seats: dict[str | None, list[str]] = {None: []}
    for seat, attendance in to.session.connection().exec_driver_sql("SELECT seat, id FROM attendance ORDER BY id"):
        seats.setdefault(seat, []).append(attendance)
    named = sorted((seat for seat in seats if seat is not None), key=_natural)
    return _SEAT, [*(Stretch(to.bind(seat), column("attendance_id", seats[seat])) for seat in named), Stretch("", nobody(seats[None]))]


_SEAT = "(SELECT speaking.seat FROM attendance AS speaking WHERE speaking.id = note.attendance_id)"


def _by_author(to: Asked) -> tuple[str, list[Stretch]]:
    """Each name is found behind the one before, without reading the notes between."""
    names = (
        "WITH RECURSIVE each(name) AS (SELECT min(author) FROM note UNION ALL "
        "SELECT (SELECT min(author) FROM note WHERE author > each.name) FROM each WHERE each.name IS NOT NULL) "
        "SELECT name FROM each WHERE name > ''"
    )
    found = sorted(to.session.connection().exec_driver_sql(names).scalars(), key=lambda name: (name.casefold(), name))
    return "nullif(note.author, '')", [
        *(Stretch(to.bind(name), column("author", [name])) for name in found),
        Stretch("", column("author", [""])),
    ]


def _natural(seat: str) -> tuple[tuple[int, str], ...]:
    """P2 before P10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", seat) if part)


_STRETCHES: Mapping[Sort, Callable[[Asked], tuple[str, list[Stretch]]]] = {
    Sort.SEVERE: _by_severity,
    Sort.SEAT: _by_seat,
    Sort.AUTHOR: _by_author,
}
