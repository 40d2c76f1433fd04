"""Words as numbers: what a note says, as counts of hashed words and pieces of words, in any language and without keeping a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction.text import HashingVectorizer

from council_app.domain.suggesting import Lesson
from council_app.domain.text import fold

_CHUNK = 500
_WIDTH = 2**19
_SETTINGS = 2**14
SETTING_WEIGHT = 0.6
"""What is known of a note besides its words, against its words alone and its pieces of words alone, which weigh 1 each."""
MOST_CELLS = 3_000_000
"""Numbers that a model keeps of one kind: columns times tags. At 4 bytes, 12 MB."""
MOST_COLUMNS = 60_000
_MONEY = re.compile(r"\{?[$€£]\s?\d[\d.,]*\}?")
_NUMBER = re.compile(r"\b\d+\b")


def _plain(text: str) -> str:
    """Folded, with every amount of money the same word and every other number the same word."""
    return _NUMBER.sub(" _num_ ", _MONEY.sub(" _money_ ", fold(text)))


def _as_they_are(marks: Sequence[str]) -> Sequence[str]:
    return marks


def _hashing(width: int, **how: object) -> HashingVectorizer:
    # Counts add up: a sign that takes collisions away in the mean would leave negative counts, which are none.
    return HashingVectorizer(n_features=width, norm=None, alternate_sign=False, dtype=np.float32, lowercase=False, **how)


# Pieces of 2 to 4 letters within words find what compounds and endings hide: Swedish, German and Dutch write “late fee” as one word.
_WORDS = _hashing(_WIDTH, ngram_range=(1, 2), token_pattern=r"\w+")
_PIECES = _hashing(_WIDTH, analyzer="char_wb", ngram_range=(2, 4))
_MARKS = _hashing(_SETTINGS, analyzer=_as_they_are)
_BLOCKS = ((0, _WIDTH), (_WIDTH, 2 * _WIDTH), (2 * _WIDTH, 2 * _WIDTH + _SETTINGS))


def counts(notes: Sequence[Lesson], *, step: Callable[[int], None]) -> csr_matrix:
    """How often each column stands in each note (notes × columns); `step` is told how many were counted and may raise to stop."""
    parts: list[csr_matrix] = []
    for start in range(0, len(notes), _CHUNK):
        step(start)
        some = notes[start : start + _CHUNK]
        words = [_plain(note.words) for note in some]
        marks = [note.setting for note in some]
        parts.append(hstack([_WORDS.transform(words), _PIECES.transform(words), _MARKS.transform(marks)], format="csr"))
    return vstack(parts, format="csr")


@dataclass(frozen=True, slots=True)
class Space:
    """Which columns count, and how much.

    Attributes:
        columns: their numbers among all, rising.
        rarity: the weight of each: a word of few notes says more than one of many.
        edges: where words end and pieces begin, and where pieces end and settings begin, among `columns`.
    """

    columns: NDArray[np.int64]
    rarity: NDArray[np.float32]
    edges: tuple[int, int]

    def weighed(self, counted: csr_matrix) -> csr_matrix:
        """Counts as weights: their logarithm times rarity, words and pieces each of length 1, settings of `SETTING_WEIGHT`."""
        kept = counted[:, self.columns]
        kept.data = 1 + np.log(kept.data)
        kept.data *= self.rarity[kept.indices]
        blocks = np.searchsorted(np.asarray(self.edges), kept.indices, side="right")
        rows = np.repeat(np.arange(kept.shape[0]), np.diff(kept.indptr))
        places = rows * 3 + blocks
        lengths = np.sqrt(np.bincount(places, weights=np.square(kept.data), minlength=3 * kept.shape[0]))
        wanted = np.where(blocks == 2, SETTING_WEIGHT, 1.0)
        kept.data = (kept.data * wanted / lengths[places]).astype(np.float32)
        return kept


def space_of(counted: csr_matrix, *, tags: int) -> Space:
    """The columns worth keeping: pieces of words of at least two notes, and of everything the commonest that fit."""
    notes = np.bincount(counted.indices, minlength=counted.shape[1])
    (_zero, words), (_words, pieces), _rest = _BLOCKS
    enough = notes >= 1
    enough[words:pieces] = notes[words:pieces] >= 2
    columns = np.flatnonzero(enough)
    most = min(MOST_COLUMNS, MOST_CELLS // max(1, tags))
    if len(columns) > most:
        commonest = np.argsort(-notes[columns], kind="stable")[:most]
        columns = np.sort(columns[commonest])
    rarity = np.log((1 + counted.shape[0]) / (1 + notes[columns])) + 1
    rarity[columns >= pieces] = 1.0
    edges = int(np.searchsorted(columns, words)), int(np.searchsorted(columns, pieces))
    return Space(columns, rarity.astype(np.float32), edges)
