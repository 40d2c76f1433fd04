"""Comparing words as people mean them: case, diacritics, quotation marks and spacing folded away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Letters that Unicode does not decompose although people type them without the stroke.
_STROKES = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})

# Combining marks, soft hyphens and zero-width characters belong to the word they stand in, so that none can hide a name.
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded for comparing, raw as written, `text[start:end] == raw`."""

    folded: str
    raw: str
    start: int
    end: int

    @property
    def capitalised(self) -> bool:
        """True when it starts like a name; scripts without capitals always do."""
        return not self.raw[0].islower()


def fold(text: str) -> str:
    """`text` without case, diacritics and invisible characters: “Åsa” and “asa” fold to the same."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(
        c for c in unicodedata.normalize("NFKD", decomposed) if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
    ).translate(_STROKES)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` with their places; punctuation, quotation marks and spacing lie between them."""
    found = (Word(fold(match.group()), match.group(), match.start(), match.end()) for match in _WORD.finditer(text))
    return tuple(word for word in found if word.folded)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of `text`, folded."""
    return tuple(word.folded for word in words_of(text))


def mentions(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Spans where `name` stands in `text`, whatever its case and diacritics; a capitalised single word only where it is capitalised."""
    sought = words_of(name)
    folded = tuple(word.folded for word in sought)
    needs_capital = len(sought) == 1 and sought[0].capitalised
    words = words_of(text) if folded else ()
    for place, word in enumerate(words[: len(words) - len(folded) + 1]):
        run = words[place : place + len(folded)]
        if tuple(one.folded for one in run) == folded and (word.capitalised or not needs_capital):
            yield word.start, run[-1].end


def has_words(text: str) -> bool:
    """True when `text` holds a letter, a digit, a currency sign or a picture such as an emoji: something a person meant."""
    return any((category := unicodedata.category(c))[0] in "LN" or category in ("So", "Sc") for c in text)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence in which `text[start:end]` stands."""
    ends = [match.end() for match in re.finditer(r"[.!?…]+[\"”’»“)]*(?=\s)|\n", text)]
    first = max((at for at in ends if at <= start), default=0)
    last = min((at for at in ends if at >= end), default=len(text))
    return first, last
