"""A long text as notes: by paragraph, cut so that every selection can be put together again exactly."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")


class Part(NamedTuple):
    """The span of one note in a text; what lies between two parts is white space."""

    start: int
    end: int


class Piece(NamedTuple):
    """What of a selection lies in one part: which one, and the span in its characters."""

    part: int
    starts: int
    ends: int


def parts_of(text: str, spans: Sequence[tuple[int, int]], longest: int) -> list[Part]:
    """The paragraphs of a text without the white space around them.

    Where a span starts or ends in that white space, the paragraph takes in as much of it as the span needs: a highlight lies in a note,
    and a span that began a line end earlier would come out shorter than it went in.

    Args:
        text: all of it.
        spans: starts and ends of the selections.
        longest: characters of a note; longer paragraphs are cut without regard to words.
    """
    lines = list(_paragraphs(text))
    starts, ends = sorted({start for start, _ in spans}), sorted({end for _, end in spans})
    found: list[Part] = []
    for number, (start, end) in enumerate(lines):
        before = found[-1].end if found else 0
        start = min(start, _first(starts, before, start))
        after = lines[number + 1].start if number + 1 < len(lines) else len(text)
        end = max(end, _last(ends, end, after))
        found.append(Part(start, end))
    return [piece for part in found for piece in _cut(part, longest)]


def pieces(parts: Sequence[Part], start: int, end: int) -> Iterator[Piece]:
    """A selection as what of it lies in each part. `parts` are in order and do not overlap."""
    number = bisect_right(parts, start, key=lambda part: part.end)
    while number < len(parts) and parts[number].start < end:
        part = parts[number]
        yield Piece(number, max(start, part.start) - part.start, min(end, part.end) - part.start)
        number += 1


def touched(parts: Sequence[Part], start: int, end: int) -> int:
    """How many pieces a selection has."""
    return bisect_left(parts, end, key=lambda part: part.start) - bisect_right(parts, start, key=lambda part: part.end)


def joined(parts: Sequence[Part], found: Sequence[Piece]) -> Iterator[tuple[int, int, int]]:
    """Pieces, in order, as selections again: where one ends its part and the next begins the following one, they are one.

    Yields start and end in the text, and the number of the first piece.
    """
    begun = 0
    for number, piece in enumerate(found):
        part = parts[piece.part]
        following = found[number + 1] if number + 1 < len(found) else None
        goes_on = (
            following is not None and following.part == piece.part + 1 and following.starts == 0 and part.start + piece.ends == part.end
        )
        if not goes_on:
            yield parts[found[begun].part].start + found[begun].starts, part.start + piece.ends, begun
            begun = number + 1


def _paragraphs(text: str) -> Iterator[Part]:
    for match in _LINE.finditer(text):
        line = match.group()
        bare = line.strip()
        if bare:
            start = match.start() + len(line) - len(line.lstrip())
            yield Part(start, start + len(bare))


def _first(places: Sequence[int], low: int, high: int) -> int:
    """The first place from `low` on, `high` at most."""
    at = bisect_left(places, low)
    return min(places[at], high) if at < len(places) else high


def _last(places: Sequence[int], low: int, high: int) -> int:
    """The last place up to `high`, `low` at least."""
    at = bisect_right(places, high)
    return max(places[at - 1], low) if at else low


def _cut(part: Part, longest: int) -> Iterator[Part]:
    for start in range(part.start, part.end, longest):
        yield Part(start, min(start + longest, part.end))
