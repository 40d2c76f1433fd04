"""Comparing words as people mean them: case, diacritics, quotation marks and spacing folded away."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose although people type them without the stroke.
_STROKES = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_NOT_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """`text` without case and diacritics: “Åsa” and “asa” fold to the same."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", decomposed) if not unicodedata.combining(c)).translate(_STROKES)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of `text`, folded; punctuation, quotation marks and spacing do not matter."""
    return tuple(word for word in _NOT_WORDS.split(fold(text)) if word)


def has_words(text: str) -> bool:
    """True when `text` holds a letter, a digit, a currency sign or a picture such as an emoji: something a person meant."""
    return any((category := unicodedata.category(c))[0] in "LN" or category in ("So", "Sc") for c in text)
