"""Which notes a passage may hold words of: found by the words they share, so that each passage is held against few notes.

Laid out once for a workspace, asked again whenever somebody has typed.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable

from council_app.domain.near_copies import FEWEST_TELLING, stem_of, tells
from council_app.domain.publishing_facts import SaidNote
from council_app.domain.quoting import SHORT, Folded, Sayings, Words, folded_sayings
from council_app.domain.text import folded_words

_SHARED = SHORT
"""Different words that a run has nearly always; notes in which three words in a row are fewer (“no, no, no”) are always looked at."""


class Echoes:
    """Notes by the words in them, and by the beginnings of those that tell something."""

    def __init__(self, notes: Iterable[SaidNote]) -> None:
        self._folded: list[Folded] = []
        self._least = array("B")
        self._in: dict[str, array[int]] = {}
        self._telling: dict[str, array[int]] = {}
        self._always: list[int] = []
        for note in notes:
            self._lay(note)

    def _lay(self, note: SaidNote) -> None:
        number = len(self._folded)
        words = tuple(sys.intern(word) for word in folded_words(note.text))
        distinct = frozenset(words)
        self._folded.append(Folded(note, words))
        self._least.append(min(_SHARED, len(distinct)))
        for word in distinct:
            self._in.setdefault(word, array("I")).append(number)
        for stem in {stem_of(word) for word in distinct if tells(word)}:
            self._telling.setdefault(stem, array("I")).append(number)
        if any(len(set(words[at : at + SHORT])) < _SHARED for at in range(len(words) - SHORT + 1)):
            self._always.append(number)

    def near(self, words: Words) -> tuple[Folded, ...]:
        """Notes of which `words` may hold a run, and short ones that they may hold whole, in the order they were laid out."""
        shared: Counter[int] = Counter()
        for word in set(words):
            shared.update(self._in.get(word, ()))
        found = {number for number, count in shared.items() if count >= self._least[number]}
        return tuple(self._folded[number] for number in sorted(found.union(self._always)))

    def sayings(self, text: str) -> Sayings:
        """What of `text` is somebody's, as `quoting.sayings` of all notes says it."""
        words = folded_words(text)
        near = self.near(words)
        said = folded_sayings(near, (text,))
        if not said.runs and not said.shorts:
            return said
        # Words that are somebody's may be somebody else's with consent too, in a note that shares nothing more with the text.
        numbers = {number for word in set(words) for number in self._in.get(word, ())}
        free = (self._folded[number] for number in sorted(numbers) if self._folded[number].note.may_quote)
        return folded_sayings((*near, *free), (text,))

    def alike(self, words: Words) -> tuple[Folded, ...]:
        """Notes that share enough telling words with `words` to be nearly the same sentence, in the order they were laid out."""
        shared: Counter[int] = Counter()
        for stem in {stem_of(word) for word in words if tells(word)}:
            shared.update(self._telling.get(stem, ()))
        return tuple(self._folded[number] for number in sorted(shared) if shared[number] >= FEWEST_TELLING)
