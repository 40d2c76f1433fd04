"""Which notes a page of a list shows, read off the picture of all notes where there is one and it can tell."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from council_app.db.queries.note_conditions import UNTAGGED as NO_TAG
from council_app.db.queries.note_conditions import Asked, branch_of
from council_app.db.queries.note_orders import TIME, Order
from council_app.db.queries.note_paths import EVERY, IDS, Path, ids_meant
from council_app.db.queries.note_picture import TAGS, UNTAGGED, YES, Asks, Picture, Value, counted, place_of, places
from council_app.db.queries.note_picture_taking import picture_of
from council_app.db.queries.note_walk import Keys, Walk, stretches_from, walked
from council_app.domain.note_filter import NOTHING, Condition, Facet, Match, NoteFilter, Sort
from council_app.domain.note_list import Cursor

_BY = {Sort.SEVERE: "severity", Sort.SEAT: "attendance_id", Sort.AUTHOR: "author"}
_MOST_STRETCHES = 250
_CHOSEN = Path("note NOT INDEXED", "note.at", "note.id", "note.num = {}", "note.num IN {}", (), small=True, chosen=True)


@dataclass(frozen=True, slots=True)
class Pictured:
    """A list on the picture.

    Attributes:
        row: for each note the sign of the stretch that it stands on, 0 when it is not in the list; what changed is not on it.
        signs: of the stretches, in the order of the list.
    """

    to: Asked
    order: Order
    picture: Picture
    row: bytes
    signs: tuple[int, ...]

    def walk(self, cursor: Cursor | None, *, backwards: bool, limit: int) -> Walk:
        """The list as far as one page can reach: so many of the next notes on the picture, and all that changed."""
        down = self.order.descending != backwards
        edge = 0 if cursor is None else self._rank(str(cursor.keys[1]), str(cursor.keys[2]))
        chosen: list[int] = []
        for number in stretches_from(self.order, cursor, backwards):
            start, stop = 0, len(self.picture)
            if cursor is not None and cursor.keys[0] == number:
                start, stop = (start, edge) if down else (edge, stop)
            # One more than is wanted: upwards the first is the one that the cursor stands on.
            found = islice(places(self.row, self.signs[number], start, stop, down=down), limit + 1 - len(chosen))
            chosen += map(self.picture.num, found)
            if len(chosen) > limit:
                break
        return self._of(chosen)

    def key_at(self, position: int) -> Keys | None:
        """The keys of the note with so many before it; None when there are not so many."""
        before = counted(self.row, self.signs)
        changed: list[Keys] = []
        if self.picture.changed:
            changed = [keys for _, keys in walked(self._of(()), None, backwards=False, limit=len(self.picture.changed))]
        ahead = bisect_left(range(len(changed)), position, key=lambda number: number + self._before(changed[number], before))
        if ahead < len(changed) and ahead + self._before(changed[ahead], before) == position:
            return changed[ahead]
        left = position - ahead
        for number, sign in enumerate(self.signs):
            if left < before[number]:
                return (number, *self._key(place_of(self.row, sign, left, down=self.order.descending)))
            left -= before[number]
        return None

    def _of(self, nums: Sequence[int]) -> Walk:
        return Walk(self.to, self.order, replace(_CHOSEN, values=(*nums, *sorted(self.picture.changed))))

    def _before(self, keys: Keys, counts: Sequence[int]) -> int:
        """How many notes on the picture stand before these keys."""
        number, edge = int(keys[0]), self._rank(str(keys[1]), str(keys[2]))
        start, stop = (edge, len(self.row)) if self.order.descending else (0, edge)
        return sum(counts[:number]) + self.row.count(self.signs[number], start, stop)

    def _rank(self, at: str, note: str) -> int:
        """How many notes on the picture come before a moment and id, by what the file says of those that did not change."""
        low, high = 0, len(self.picture)
        while low < high:
            middle = (low + high) // 2
            probe = self.picture.there(middle, high)
            if probe is not None and self._key(probe) < (at, note):
                low = probe + 1
            else:
                high = middle
        return low

    def _key(self, rank: int) -> tuple[str, str]:
        found = self.to.session.connection().exec_driver_sql("SELECT at, id FROM note WHERE num = ?", (self.picture.num(rank),))
        at, note = found.one()
        return at, note


def pictured(to: Asked, wanted: NoteFilter, sort: Sort, order: Order) -> Pictured | None:
    """A list on the picture; None without a picture, or where it cannot tell what is asked."""
    if order.columns is not TIME or len(order.stretches) > _MOST_STRETCHES:
        return None
    found = _fitting(to, wanted)
    if found is None:
        return None
    picture, fits = found
    if len(order.stretches) == 1:
        return Pictured(to, order, picture, fits, (255,))
    numbers: dict[Value, int] = {}
    for number, stretch in enumerate(order.stretches, start=1):
        if stretch.path is not EVERY:
            # Nobody is "" on a path, because no list of values holds NULL.
            numbers |= dict.fromkeys((None if value == "" and sort is Sort.SEAT else value for value in stretch.path.values), number)
    signs = tuple(range(1, len(order.stretches) + 1))
    return Pictured(to, order, picture, picture.numbered(fits, _BY[sort], numbers, signs[-1]), signs)


def counted_on_picture(to: Asked, wanted: NoteFilter) -> tuple[int, int, int] | None:
    """Notes, attendees and notes without a tag among what is asked; None without a picture, or where it cannot tell."""
    found = None if to.match else _fitting(to, wanted)
    if found is None:
        return None
    picture, fits = found
    who, notes, bare = set(picture.values(fits, "attendance_id")), fits.count(YES), picture.without_tag(fits)
    connection = to.session.connection()
    if picture.changed:
        values = dict(to.values)
        where = " AND ".join([f"note.num IN {Asked(to.session, values=values).among(picture.changed)}", *to.terms])
        changed = f"SELECT note.attendance_id, count(*), sum({NO_TAG}) FROM note NOT INDEXED WHERE {where} GROUP BY 1"
        for attendance, more, more_bare in connection.exec_driver_sql(changed, values):
            who.add(attendance)
            notes, bare = notes + more, bare + more_bare
    people = "SELECT count(DISTINCT ifnull(person_id, id)) FROM attendance WHERE id IN (SELECT value FROM json_each(?))"
    return notes, int(connection.exec_driver_sql(people, (json.dumps(list(who)),)).scalar_one()), bare


def _fitting(to: Asked, wanted: NoteFilter) -> tuple[Picture, bytes] | None:
    """The picture, and what is asked on it."""
    picture = picture_of(to.session.connection())
    if picture is None:
        return None
    asks = [Asks(column, values, none=True) for column, values in to.left_out.items()]
    for condition in wanted.conditions:
        found = _asks(to, condition)
        if found is None:
            return None
        asks += found
    return picture, picture.fitting(asks)


def _asks(to: Asked, condition: Condition) -> list[Asks] | None:
    look, none = _ASKS.get(condition.facet), condition.match is Match.NONE
    if look is None:
        return None
    if condition.match is Match.ALL:
        return [look(to, condition.facet, (word,), False) for word in condition.words]
    if condition.facet is Facet.COHORT and none:
        return None  # whom it holds is only known where it is asked for
    return [look(to, condition.facet, condition.words, none)]


def _of_ids(to: Asked, facet: Facet, words: Sequence[str], none: bool) -> Asks:
    named = [word for word in words if word != NOTHING]
    column, ids = ids_meant(to, facet, named)
    values: set[Value] = {*ids, *([None] if len(named) < len(words) else [])}
    if facet is Facet.SEGMENT and None in values:
        values |= set(to.session.connection().exec_driver_sql("SELECT id FROM attendance WHERE segments = '[]'").scalars())
    return Asks(column, frozenset(values), none)


def _of_words(column: str, value: Callable[[str], Value], nothing: Value) -> Callable[[Asked, Facet, Sequence[str], bool], Asks]:
    def asks(_: Asked, __: Facet, words: Sequence[str], none: bool) -> Asks:
        return Asks(column, frozenset(nothing if word == NOTHING else value(word) for word in words), none)

    return asks


def _flag(column: str) -> Callable[[Asked, Facet, Sequence[str], bool], Asks]:
    return lambda _, __, ___, none: Asks(column, frozenset([1]), none)


_ASKS: Mapping[Facet, Callable[[Asked, Facet, Sequence[str], bool], Asks]] = {
    **dict.fromkeys(IDS, _of_ids),
    Facet.COHORT: lambda to, _, __, none: Asks("attendance_id", frozenset(to.members), none),
    Facet.KIND: _of_words("kind", str, None),
    Facet.RAISED: _of_words("raised", str, None),
    Facet.CHANNEL: _of_words("channel", str, None),
    Facet.SEVERITY: _of_words("severity", int, None),
    Facet.AUTHOR: _of_words("author", str, ""),
    Facet.VERBATIM: _flag("verbatim"),
    Facet.STARRED: _flag("starred"),
    Facet.TAG: lambda to, _, words, none: Asks(TAGS, frozenset(branch_of(to.session, words)), none),
    Facet.UNTAGGED: lambda _, __, ___, none: Asks(UNTAGGED, none=none),
}
