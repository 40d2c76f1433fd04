"""Finding people's own words in a text: quotes that may stand there, and words that may not.

Words of a note count as reproduced when five or more stand in a row, verbatim or not: a longer note can hold a quotation with or
without its marks. Of shorter words only these count, or the names of buttons would: a whole verbatim note of three or four words;
one of one or two words between quotation marks, as a sentence, or as a quote; and three or four words between quotation marks both in
the note and here. Case, diacritics, punctuation and the kind of quotation marks do not matter. Words that a verbatim note with consent
holds as well are free.
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

SHORT = 3
"""Words of a quotation within a longer note that are somebody’s."""
_MARKS = "\"“”„«»‘’‚'"
# A mark beside a letter on its outer side is an apostrophe, and so is one between two letters.
_QUOTED = re.compile(rf"(?<!\w)[{_MARKS}]((?:[^{_MARKS}]|(?<=\w)['’](?=\w))+)[{_MARKS}](?!\w)")
_GAP = re.compile(r"\[?(?:…|\.\.\.)\]?")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """Fewer words than a run that are somebody's all the same.

    Attributes:
        marked: a part of a longer note; counts only between quotation marks.
    """

    words: Words
    note: str
    marked: bool


@dataclass(frozen=True)
class Sayings:
    """What was said, laid out for finding it again.

    Attributes:
        runs: from five words in a row to the note they stand in, for notes that may not be quoted.
        shorts: short notes and quotations in notes that may not be quoted, by their first word, the longest first.
        free: runs and short notes that somebody with consent said too.
    """

    runs: dict[Words, str]
    shorts: dict[str, tuple[Short, ...]]
    free: frozenset[Words]


@dataclass(frozen=True, slots=True)
class Folded:
    """A note with its words folded, so that they are folded once."""

    note: SaidNote
    words: Words


def sayings(notes: Iterable[SaidNote], texts: Iterable[str]) -> Sayings:
    """Lay out `notes` once, keeping only what `texts` can hold: a workspace has many more words than a post."""
    return folded_sayings((Folded(note, folded_words(note.text)) for note in notes), texts)


def folded_sayings(notes: Iterable[Folded], texts: Iterable[str]) -> Sayings:
    """As `sayings`, of notes that are folded already."""
    written = [folded_words(text) for text in texts]
    windows = {window for words in written for window in _windows(words, range(1, RUN + 1))}
    runs: dict[Words, str] = {}
    shorts: dict[str, list[Short]] = defaultdict(list)
    free: set[Words] = set()
    for folded in notes:
        note, words = folded.note, folded.words
        if not note.may_quote:
            runs.update((window, note.id) for window in windows.intersection(_windows(words, (RUN,))))
            for short in _shorts(note, words):
                if short.words in windows:
                    shorts[short.words[0]].append(short)
        elif note.verbatim:
            free.update(windows.intersection(_windows(words, range(1, RUN + 1))))
    longest_first = {first: tuple(sorted(found, key=lambda one: -len(one.words))) for first, found in shorts.items()}
    return Sayings(runs, longest_first, frozenset(free))


def _shorts(note: SaidNote, words: Words) -> Iterator[Short]:
    """What is too short for a run: the whole note when it is verbatim, the quotations in it when it is not."""
    if note.verbatim:
        yield from [Short(words, note.id, marked=False)] if len(words) < RUN else []
        return
    for quoted in _QUOTED.finditer(note.text):
        part = folded_words(quoted[1])
        if SHORT <= len(part) < RUN:
            yield Short(part, note.id, marked=True)


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
        for short in said.shorts.get(word.folded, ()):
            last = place + len(short.words) - 1
            if window[: len(short.words)] != short.words or short.words in said.free:
                continue
            if quoted or _stands_out(text, words, place, last, short):
                found.append((word.start, words[last].end, short.note))
    return _joined(found)


def _stands_out(text: str, words: tuple[Word, ...], first: int, last: int, short: Short) -> bool:
    """Short words are a quote between quotation marks; a whole note also when long enough, or a sentence of its own."""
    start, end = words[first].start, words[last].end
    before, after = text[:start].rstrip(), text[end:].lstrip(" \u00a0\u202f.,!?…")
    if before[-1:] in _MARKS and after[:1] in _MARKS and before and after:
        return True
    if short.marked:
        return False
    if len(short.words) >= SHORT:
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
