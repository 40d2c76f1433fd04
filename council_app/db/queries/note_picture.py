"""A picture of all notes in memory: what filters ask of them, a byte for each note and column, in order of time.

A condition becomes a row of bytes, 255 for each note that meets it and 0 for the others; all conditions of a filter are one number
each, and joined by `&`. At a million notes that takes a millisecond for each, however few meet them all. Which notes a page shows is
read off the picture; what they say, whether they still fit and in which order they stand is asked of the file.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress, islice
from typing import NamedTuple

Value = str | int | None

YES, NO = b"\xff", b"\x00"
_OPPOSITE = bytes(255 - code for code in range(256))
_BYTE, _MOST_VALUES = 256, 65_536


class TooVaried(Exception):
    """A column holds more different values than a picture can tell apart."""


class Column:
    """What stands in one column of each note: small numbers for its values, two bytes wide where there are more than 256."""

    def __init__(self) -> None:
        self.codes: dict[Value, int] = {}
        self.data: bytearray | array[int] = bytearray()

    def extend(self, values: Sequence[Value]) -> None:
        """The values of more notes.

        Raises:
            TooVaried: there are too many different ones.
        """
        for value in dict.fromkeys(values):
            self.codes.setdefault(value, len(self.codes))
        if len(self.codes) > _MOST_VALUES:
            raise TooVaried
        if len(self.codes) > _BYTE and isinstance(self.data, bytearray):
            self.data = array("H", iter(self.data))
        self.data.extend(map(self.codes.__getitem__, values))

    def mapped(self, numbers: Mapping[Value, int], other: int) -> bytes:
        """A byte for each note: the number of its value, or `other`."""
        table = bytes(numbers.get(value, other) for value in self.codes)
        if isinstance(self.data, bytearray):
            return bytes(self.data.translate(table.ljust(_BYTE, NO)))
        return bytes(map(table.__getitem__, self.data))


class Asks(NamedTuple):
    """One condition: one of `values` stands in a column, or with `none` no one of them; tags are in `TAGS`, `UNTAGGED` has no values."""

    column: str
    values: frozenset[Value] = frozenset()
    none: bool = False


TAGS, UNTAGGED = "tag", "untagged"


class Picture:
    """All notes as they were at one moment; what changed since is left out, and to be asked of the file.

    Attributes:
        version: of the file, as other programs change it.
        watched: what this program changes is noted down.
        worth: there are enough notes to take it.
        changed: numbers of the notes that changed since.
    """

    def __init__(self, columns: Sequence[str], *, version: int, watched: bool, worth: bool = True) -> None:
        self.version, self.watched, self.worth = version, watched, worth
        self.changed: frozenset[int] = frozenset()
        self._columns = {name: Column() for name in columns}
        self._nums, self._ranks = array("I"), array("I")
        self._carried: dict[str, array[int]] = {}
        self._there, self._bare = bytearray(), bytearray()
        self._unchanged: int | None = None
        self._last: tuple[object, bytes] | None = None

    # -- taking it

    def add(self, nums: Sequence[int], columns: Iterable[Sequence[Value]]) -> None:
        """More notes, behind the others in order of time; `columns` in the order they were named in."""
        for column, values in zip(self._columns.values(), columns, strict=True):
            column.extend(values)
        start = len(self._nums)
        self._nums.extend(nums)
        self._there += YES * len(nums)
        self._bare += YES * len(nums)
        lacking = max(nums) + 1 - len(self._ranks)
        self._ranks.extend([0] * max(0, lacking))
        for rank, num in enumerate(nums, start=start + 1):
            if self._ranks[num]:  # it was moved in time while the picture was taken
                self._there[self._ranks[num] - 1] = 0
            self._ranks[num] = rank

    def carry(self, links: Iterable[tuple[int, str, str]]) -> None:
        """Numbers of notes, a tag that each carries, and its id."""
        ranks, most = self._ranks, len(self._ranks)
        for num, tag, _ in links:
            rank = ranks[num] if num < most else 0
            if rank:
                carried = self._carried.get(tag)
                if carried is None:
                    carried = self._carried[tag] = array("I")
                carried.append(rank - 1)
                self._bare[rank - 1] = 0

    def changes(self, nums: frozenset[int]) -> None:
        """These notes, and no others, changed since."""
        for codes, those in ((0, nums - self.changed), (255, self.changed - nums)):
            for num in those:
                rank = self._rank(num)
                if rank is not None:
                    self._there[rank] = codes
        if nums != self.changed:
            self.changed, self._unchanged, self._last = nums, None, None

    def _rank(self, num: int) -> int | None:
        return self._ranks[num] - 1 if num < len(self._ranks) and self._ranks[num] else None

    # -- reading it

    def __len__(self) -> int:
        return len(self._nums)

    def num(self, rank: int) -> int:
        """The number of the note at a place in order of time."""
        return self._nums[rank]

    def fitting(self, asks: Sequence[Asks]) -> bytes:
        """255 for each note that meets all of these and did not change."""
        key = tuple(asks)
        if self._last is None or self._last[0] != key:
            if self._unchanged is None:
                self._unchanged = _number(self._there)
            found = self._unchanged
            for each in asks:
                found &= _number(self._met(each))
            self._last = key, found.to_bytes(len(self), "little")
        return self._last[1]

    def numbered(self, fits: bytes, column: str, numbers: Mapping[Value, int], other: int) -> bytes:
        """The number that each of these notes has by its value in a column, 0 for all others."""
        named = _number(self._columns[column].mapped(numbers, other))
        return (named & _number(fits)).to_bytes(len(self), "little")

    def values(self, fits: bytes, column: str) -> frozenset[Value]:
        """What stands in a column of these notes."""
        of = self._columns[column]
        found = set(compress(of.data, fits))
        return frozenset(value for value, code in of.codes.items() if code in found)

    def without_tag(self, fits: bytes) -> int:
        """How many of these notes carry no tag."""
        return (_number(fits) & _number(self._bare)).bit_count() // 8

    def there(self, start: int, stop: int) -> int | None:
        """The first place between two that has a note which did not change."""
        found = self._there.find(YES, start, stop)
        return None if found < 0 else found

    def _met(self, asks: Asks) -> bytes | bytearray:
        if asks.column not in (TAGS, UNTAGGED):
            inside, outside = (0, 255) if asks.none else (255, 0)
            return self._columns[asks.column].mapped(dict.fromkeys(asks.values, inside), outside)
        met = self._bare if asks.column == UNTAGGED else self._carrying(asks.values)
        return met.translate(_OPPOSITE) if asks.none else met

    def _carrying(self, tags: Collection[Value]) -> bytearray:
        met = bytearray(len(self))
        for tag in tags:
            for rank in self._carried.get(str(tag), ()):
                met[rank] = 255
        return met


def _number(row: bytes | bytearray) -> int:
    return int.from_bytes(row, "little")


def places(row: bytes, sign: int, start: int, stop: int, *, down: bool) -> Iterator[int]:
    """Where a byte stands in a row, from one end of a part of it."""
    find = row.rfind if down else row.find
    place = find(sign, start, stop)
    while place >= 0:
        yield place
        start, stop = (start, place) if down else (place + 1, stop)
        place = find(sign, start, stop)


def place_of(row: bytes, sign: int, number: int, *, down: bool) -> int:
    """Where a byte stands in a row that has so many like it before, from one end; there must be one."""
    starts = range(0, len(row), _BLOCK)
    for start in reversed(starts) if down else starts:
        here = row.count(sign, start, start + _BLOCK)
        if number < here:
            return next(islice(places(row, sign, start, start + _BLOCK, down=down), number, None))
        number -= here
    raise IndexError(number)


def counted(row: bytes, signs: Sequence[int]) -> list[int]:
    """How often each of some bytes stands in a row."""
    if len(signs) <= _FEW_SIGNS:
        return [row.count(sign) for sign in signs]
    found = Counter(row)
    return [found[sign] for sign in signs]


_BLOCK = 4_096
_FEW_SIGNS = 40
"""So many bytes are counted one by one as fast as all of them together."""
