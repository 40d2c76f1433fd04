"""Finding people's own words in a text: quotes that may stand there, and words that may not.

Words of a verbatim note count as reproduced when five or more stand in a row, when a whole note of three or four words does, and when
a whole note of one or two words stands between quotation marks, as a sentence, or as a quote. Case, diacritics, punctuation and
quotation marks do not matter. Words that a note with consent holds as well are free.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from council_app.domain.draft import Quote
from council_app.domain.publishing_facts import SaidNote
from council_app.domain.text import Word, folded_words, sentence_around, words_of

RUN = 5
"""This many words in a row are somebody's words, not chance."""

_SHORT = 3
_MARKS = "\"“”„«»‘’‚'"
_GAP = re.compile(r"\[?(?:…|\.\.\.)\]?")

Words = tuple[str, ...]


@dataclass(frozen=True)
class Sayings:
    """What was said, laid out for finding it again.

    Attributes:
        runs: from five words in a row to the note they stand in, for notes that may not be quoted.
        wholes: whole short notes that may not be quoted, by their first word.
        free: runs and whole notes that somebody with consent said too.
    """

    runs: dict[Words, str]
    wholes: dict[str, tuple[tuple[Words, str], ...]]
    free: frozenset[Words]


def sayings(notes: Iterable[SaidNote], texts: Iterable[str]) -> Sayings:
    """Lay out verbatim `notes` once, keeping only what `texts` can hold: a workspace has many more words than a post."""
    written = [folded_words(text) for text in texts]
    windows = {window for words in written for window in _windows(words, range(1, RUN + 1))}
    runs: dict[Words, str] = {}
    wholes: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    free: set[Words] = set()
    for note in notes:
        words = folded_words(note.text) if note.verbatim else ()
        if note.may_quote:
            free.update(windows.intersection(_windows(words, range(1, RUN + 1))))
        elif len(words) >= RUN:
            runs.update((window, note.id) for window in windows.intersection(_windows(words, (RUN,))))
        elif words in windows:
            wholes[words[0]].append((words, note.id))
    longest_first = {first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in wholes.items()}
    return Sayings(runs, longest_first, frozenset(free))


def _windows(words: Words, lengths: Iterable[int]) -> Iterator[Words]:
    for length in lengths:
        yield from (words[at : at + length] for at in range(len(words) - length + 1))


def find_sayings(text: str, said: Sayings, *, quoted: bool = False) -> tuple[tuple[int, int, str], ...]:
    """(start, end, note id) of words in `text` that nobody may quote; `quoted` when all of `text` is a quote."""
    words = words_of(text)
    found: list[tuple[int, int, str]] = []
    for place, word in enumerate(words):
        window = tuple(one.folded for one in words[place : place + RUN])
        note = said.runs.get(window)
        if note is not None and window not in said.free:
            found.append((word.start, words[place + RUN - 1].end, note))
        for whole, owner in said.wholes.get(word.folded, ()):
            last = place + len(whole) - 1
            if window[: len(whole)] == whole and whole not in said.free and (quoted or _stands_out(text, words, place, last)):
                found.append((word.start, words[last].end, owner))
    return _joined(found)


def _stands_out(text: str, words: tuple[Word, ...], first: int, last: int) -> bool:
    """A whole short note is a quote when long enough, between quotation marks, or a sentence of its own."""
    if last - first + 1 >= _SHORT:
        return True
    start, end = words[first].start, words[last].end
    before, after = text[:start].rstrip(), text[end:].lstrip(" \u00a0\u202f.,!?…")
    if before[-1:] in _MARKS and after[:1] in _MARKS and before and after:
        return True
    from_, to = sentence_around(text, start, end)
    return len(words_of(text[from_:to])) == last - first + 1


def _joined(found: list[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    """Overlapping finds of one note as one."""
    joined: list[tuple[int, int, str]] = []
    for start, end, note in sorted(found):
        if joined and joined[-1][2] == note and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), note)
        else:
            joined.append((start, end, note))
    return tuple(joined)


def is_faithful(quote: Quote, note: SaidNote) -> bool:
    """True when every part of the quote, between marks of omission, stands in the note word for word."""
    said = folded_words(note.text)
    parts = [folded_words(part) for part in _GAP.split(quote.text)]
    return any(parts) and all(not part or part in set(_windows(said, (len(part),))) for part in parts)
