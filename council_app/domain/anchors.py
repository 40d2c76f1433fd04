"""Where a span of a text lies after the text was changed: the characters that are still there decide, by a minimal difference.

Words are matched before letters, so that a rewritten sentence does not keep a span on letters that it has by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

Span: TypeAlias = tuple[int, int]
"""From the first character to behind the last."""

_WORD = re.compile(r"\w+")
_TELLING = 3
"""Letters of a word that is the same word wherever it stands; a shorter one may be there by chance."""
_ROOM = 400_000_000
"""Bits of the largest table of letters, 50 MB: two stretches of 20,000 characters without a word in common have nothing in common."""


class Run(NamedTuple):
    """`length` characters that stand at `old` in one text and at `new` in the other."""

    old: int
    new: int
    length: int


def moved(spans: Sequence[Span], old_text: str, new_text: str) -> tuple[Span | None, ...]:
    """Each span of `old_text` as it lies in `new_text`; None where no character of it is left.

    A character that survives stays in its span, one from outside never comes in; what was put in strictly inside belongs to it.
    """
    if old_text == new_text:
        return tuple(spans)
    runs = surviving(old_text, new_text)
    return tuple(_placed(span, runs) for span in spans)


def _placed(span: Span, runs: Sequence[Run]) -> Span | None:
    starts, ends = span
    inside = [run for run in runs if run.old < ends and run.old + run.length > starts]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    return first.new + max(0, starts - first.old), last.new + min(last.length, ends - last.old)


def surviving(old_text: str, new_text: str) -> tuple[Run, ...]:
    """The runs of characters that both texts hold, in order."""
    head = _common(old_text, new_text)
    tail = _common(old_text[head:][::-1], new_text[head:][::-1])
    old, new = old_text[head : len(old_text) - tail], new_text[head : len(new_text) - tail]
    runs = [Run(0, 0, head), *(Run(run.old + head, run.new + head, run.length) for run in _between(old, new))]
    runs.append(Run(len(old_text) - tail, len(new_text) - tail, tail))
    return tuple(_telling(_joined(runs), old_text, new_text))


def _common(one: str, other: str) -> int:
    """How many characters both begin with; halved again and again, because comparing slices is quicker than letters."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _between(old: str, new: str) -> Iterator[Run]:
    """Words that both hold, and between those the letters."""
    olds, news = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    pairs = _aligned([match.group() for match in olds], [match.group() for match in news])
    at_old = at_new = 0
    for i, j in pairs:
        yield from _letters(old, new, (at_old, olds[i].start()), (at_new, news[j].start()))
        yield Run(olds[i].start(), news[j].start(), olds[i].end() - olds[i].start())
        at_old, at_new = olds[i].end(), news[j].end()
    yield from _letters(old, new, (at_old, len(old)), (at_new, len(new)))


def _letters(old: str, new: str, here: Span, there: Span) -> Iterator[Run]:
    for i, j in _aligned(old[slice(*here)], new[slice(*there)]):
        yield Run(here[0] + i, there[0] + j, 1)


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """A longest common subsequence, as places in both.

    Bit-parallel (Hyyrö 2004): one whole number holds a row of the table, so that 10,000 characters against 10,000 take a moment.
    """
    if not old or not new or len(old) * len(new) > _ROOM:
        return []
    places: dict[str, int] = {}
    for at, part in enumerate(old):
        places[part] = places.get(part, 0) | 1 << at
    everything = (1 << len(old)) - 1
    row, rows = everything, []
    for part in new:
        matches = row & places.get(part, 0)
        row = ((row + matches) | (row - matches)) & everything
        rows.append(row)
    return _traced(rows, len(old), len(new))


def _traced(rows: Sequence[int], old: int, new: int) -> list[tuple[int, int]]:
    found = []
    while old and new:
        if rows[new - 1] >> (old - 1) & 1:
            old -= 1
        elif new > 1 and not rows[new - 2] >> (old - 1) & 1:
            new -= 1
        else:
            old, new = old - 1, new - 1
            found.append((old, new))
    return found[::-1]


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs that go on where another ends are one."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else Run(0, 0, 0)
        if found and (last.old + last.length, last.new + last.length) == (run.old, run.new):
            found[-1] = Run(last.old, last.new, last.length + run.length)
        elif run.length:
            found.append(run)
    return found


def _telling(runs: Sequence[Run], old: str, new: str) -> Iterator[Run]:
    """Without runs that are there by chance: shorter than what was changed on either side of them, and no word of both texts."""
    at_old = at_new = 0
    following = [*runs, Run(len(old), len(new), 0)][1:]
    for run, after in zip(runs, following, strict=True):
        before = max(run.old - at_old, run.new - at_new)
        behind = max(after.old - run.old - run.length, after.new - run.new - run.length)
        if run.length >= min(before, behind) or _has_word(run, old, new):
            at_old, at_new = run.old + run.length, run.new + run.length
            yield run


def _has_word(run: Run, old: str, new: str) -> bool:
    ends = run.old + run.length
    for match in _WORD.finditer(old, run.old, ends):
        at = run.new + match.start() - run.old
        same = match.end() - match.start() >= _TELLING
        if same and not _goes_on(old, match.start(), match.end()) and not _goes_on(new, at, at + match.end() - match.start()):
            return True
    return False


def _goes_on(text: str, starts: int, ends: int) -> bool:
    """Whether the word is a part of a longer one."""
    return (starts > 0 and _WORD.match(text[starts - 1]) is not None) or (ends < len(text) and _WORD.match(text[ends]) is not None)
