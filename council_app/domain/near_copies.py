"""Somebody's words with a few of them changed: found by laying a sentence beside a note and counting what stands in the same order.

A local alignment of words (Smith and Waterman 1981): a word in its place earns one, a word changed, left out or put in costs as much.
A copy is a stretch with many telling words of which most are the note's; a statement of the same problem in other words is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from council_app.domain.quoting import Folded
from council_app.domain.text import words_of

_STEM = 4
_TELLING = 4
FEWEST_TELLING = 5
"""Telling words that a copy shares with its note."""
_FEWEST = 7
_SAME = 0.7
"""The share of a stretch, there and here, that is the same words in the same order."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """`same` words, `telling` of them telling, between `first` and `last` here and over `there` words of the note."""

    first: int
    last: int
    there: int
    same: int
    telling: int

    @property
    def is_copy(self) -> bool:
        here = self.last - self.first + 1
        enough = self.telling >= FEWEST_TELLING and self.same >= _FEWEST
        return enough and self.same >= _SAME * here and self.same >= _SAME * self.there


def near_copies(text: str, notes: Iterable[Folded]) -> Iterator[tuple[int, int, str]]:
    """(start, end, note id) of stretches of `text` that are nearly the words of a note nobody may quote.

    `notes` are those that share enough telling words (`Echoes.alike`). What a verbatim note with consent holds as nearly is free.
    """
    words = words_of(text)
    stems = tuple(stem_of(word.folded) for word in words)
    close = [(note, tuple(stem_of(word) for word in note.words)) for note in notes]
    free = [there for note, there in close if note.note.may_quote and note.note.verbatim]
    for note, there in close:
        stretch = None if note.note.may_quote else _closest(stems, there)
        if stretch is not None and stretch.is_copy and not _said_freely(stems, stretch, free):
            yield words[stretch.first].start, words[stretch.last].end, note.note.id


def _said_freely(stems: Sequence[str], stretch: _Stretch, free: Iterable[Sequence[str]]) -> bool:
    part = stems[stretch.first : stretch.last + 1]
    found = (_closest(part, there) for there in free)
    return any(one is not None and one.same >= stretch.same for one in found)


def stem_of(word: str) -> str:
    """The beginning of a folded word: “reminder” and “reminders” are one."""
    return word[:_STEM]


def tells(word: str) -> bool:
    """True for a word that says something; shorter ones stand everywhere."""
    return len(word) >= _TELLING


def _closest(here: Sequence[str], there: Sequence[str]) -> _Stretch | None:
    """The stretch that two texts share best; None when they share nothing.

    A cell is (score, first here, first there, same, telling): a stretch that ends at these two words.
    """
    nothing = (0, 0, 0, 0, 0)
    above = [nothing] * (len(there) + 1)
    best: tuple[int, _Stretch] | None = None
    for row, word in enumerate(here):
        line = [nothing]
        for column, other in enumerate(there):
            if word == other:
                before = above[column]
                starts = (before[1], before[2]) if before[0] else (row, column)
                cell = (before[0] + 1, *starts, before[3] + 1, before[4] + tells(word))
                if best is None or cell[0] > best[0]:
                    best = cell[0], _Stretch(cell[1], row, column - cell[2] + 1, cell[3], cell[4])
            else:
                cell = max(above[column], above[column + 1], line[column], key=_score)
                cell = (cell[0] - 1, *cell[1:]) if cell[0] > 1 else nothing
            line.append(cell)
        above = line
    return best[1] if best is not None else None


def _score(cell: tuple[int, int, int, int, int]) -> int:
    return cell[0]
