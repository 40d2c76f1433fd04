"""The orders of a list of notes: each a row of stretches, and within a stretch along an index, so that a page costs the same anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from council_app.db.queries.note_conditions import Asked
from council_app.db.queries.note_paths import EVERY, Path, column, nobody
from council_app.domain.enums import Severity
from council_app.domain.note_filter import NOTHING, Facet, Match, NoteFilter, Sort

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


def order_of(to: Asked, sort: Sort, wanted: NoteFilter) -> Order:
    """How a list of what is asked is ordered. Hits of a search lie in the order in which they were written, not in order of time."""
    if sort is Sort.RANK and to.match:
        return Order(RANKED, descending=False)
    columns = WRITTEN if to.match else TIME
    if sort not in _STRETCHES:
        return Order(columns, descending=sort is not Sort.OLDEST)
    facet, word, every = _STRETCHES[sort]
    found = _left_by(wanted, facet, every(to)) or {NOTHING: Stretch("")}
    stretches = tuple(replace(each, term=f"{word} = {each.term}" if each.term else f"{word} IS NULL") for each in found.values())
    # The last one is for whatever is in none of the others.
    cases = " ".join(f"WHEN {each.term} THEN {number}" for number, each in enumerate(stretches[:-1]))
    return Order(columns, descending=True, stretches=stretches, number=f"CASE {cases} ELSE {len(stretches) - 1} END" if cases else "0")


def _left_by(wanted: NoteFilter, facet: Facet, every: Mapping[str, Stretch]) -> dict[str, Stretch]:
    """The stretches on which a note of the filter can lie: on the others it would be looked for in vain, note by note."""
    only, none = wanted.of(facet), wanted.of(facet, Match.NONE)
    return {word: each for word, each in every.items() if (only is None or word in only.words) and (none is None or word not in none.words)}


def _by_severity(_: Asked) -> dict[str, Stretch]:
    degrees = sorted((int(degree) for degree in Severity), reverse=True)
    return {**{str(degree): Stretch(str(degree), column("severity", [degree])) for degree in degrees}, NOTHING: Stretch("")}


def _by_seat(to: Asked) -> dict[str, Stretch]:
    """Who had no seat yet stands with nobody's words; seats of whom nothing was said are left out."""
    heard = "SELECT DISTINCT attendance_id FROM note_tally"
    people = f"SELECT attendance.seat, heard.attendance_id FROM ({heard}) AS heard LEFT JOIN attendance ON attendance.id = attendance_id"
    seats: dict[str | None, list[str]] = {}
    for seat, attendance in sorted(to.session.connection().exec_driver_sql(people), key=lambda pair: str(pair[1])):
        seats.setdefault(seat, []).append(attendance)
    seatless = seats.pop(None, None)
    named = sorted((seat for seat in seats if seat is not None), key=_natural)
    found = {seat: Stretch(to.bind(seat), column("attendance_id", seats[seat])) for seat in named}
    return found if seatless is None else {**found, NOTHING: Stretch("", nobody([each for each in seatless if each]))}


_SEAT = "(SELECT speaking.seat FROM attendance AS speaking WHERE speaking.id = note.attendance_id)"


def _by_author(to: Asked) -> dict[str, Stretch]:
    """Each name is found behind the one before, without reading the notes between."""
    names = (
        "WITH RECURSIVE each(name) AS (SELECT min(author) FROM note UNION ALL "
        "SELECT (SELECT min(author) FROM note WHERE author > each.name) FROM each WHERE each.name IS NOT NULL) "
        "SELECT name FROM each WHERE name IS NOT NULL"
    )
    found = sorted(to.session.connection().exec_driver_sql(names).scalars(), key=lambda name: (not name, name.casefold(), name))
    return {name or NOTHING: Stretch(to.bind(name) if name else "", column("author", [name])) for name in found}


def _natural(seat: str) -> tuple[tuple[int, str], ...]:
    """P2 before P10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", seat) if part)


_STRETCHES: Mapping[Sort, tuple[Facet, str, Callable[[Asked], dict[str, Stretch]]]] = {
    Sort.SEVERE: (Facet.SEVERITY, "note.severity", _by_severity),
    Sort.SEAT: (Facet.SEAT, _SEAT, _by_seat),
    Sort.AUTHOR: (Facet.AUTHOR, "nullif(note.author, '')", _by_author),
}
"""By order, what it goes by: as a facet, in SQL, and its stretches by word of that facet."""
