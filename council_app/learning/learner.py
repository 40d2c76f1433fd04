"""What notes that carry tags teach about notes that do not: two simple learners whose opinions are added.

One counts (naive Bayes), and takes new notes in at once. The other weighs: a logistic regression for each tag against the rest, over
features scaled by how much more often they stand in notes of the tag (Wang & Manning 2012, aclanthology.org/P12-2018).
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from council_app.domain.suggesting import Branches, Guess, Lesson, Lessons, Record, record, shown
from council_app.learning.features import Space, counts, space_of

Numbers = NDArray[np.float32]
Truth = NDArray[np.bool_]

SMOOTH = 0.1
"""Added to every count, so that a word never seen with a tag speaks against it without forbidding it."""
STRENGTH = 1.0
"""Inverse strength of the regression's penalty."""
COUNTING = 0.6
"""Weight of the learner that counts against the one that weighs."""
MOST_AGAINST, FEWEST_AGAINST, ALL_AGAINST = 2_000, 300, 100_000
"""Notes without a tag that it is told from, at most and at least, and of all tags together: a long codebook learns from fewer for each."""
_SEED = 5


@dataclass(frozen=True, slots=True)
class Minds:
    """What both learners know; a column for each tag.

    Attributes:
        seen, used: summed weights of each feature in notes with the tag (features × tags), and how many these notes are.
        weights, offsets: of the regressions.
        likelihoods: `seen` as logarithms of shares; 0 for a feature seen with no tag, which speaks for none.
    """

    seen: Numbers
    used: Numbers
    weights: Numbers
    offsets: Numbers
    likelihoods: Numbers

    def shares(self, rows: csr_matrix) -> Numbers:
        """The share of each tag (notes × tags); each row makes 1."""
        weighing = _log_shares(rows @ self.weights + self.offsets)
        counting = _log_shares(rows @ self.likelihoods + np.log(self.used + 0.5))
        return np.exp(_log_shares(weighing + COUNTING * counting))


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned; in memory only, and no word can be read out of it.

    Attributes:
        tags: ids of the tags that can be suggested.
        notes: how many notes it was learned from.
        record: how often suggestions were right, tried on notes that were hidden while learning.
        newest: the newest link of a tag to a note that it knows of.
    """

    tags: tuple[str, ...]
    notes: int
    record: Record
    newest: str
    branches: Branches
    space: Space
    minds: Minds

    def guesses(self, lesson: Lesson) -> tuple[Guess, ...]:
        """Every tag with its share, the likeliest first; none for words of which nothing was ever learned."""
        (found,) = _guesses(self.tags, self.space, self.minds, self.space.weighed(counts([lesson], step=_on)))
        return found

    def taking_in(self, notes: Sequence[Lesson], newest: str) -> Model:
        """The same with notes tagged since: what counts knows them at once, what weighs when it is learned again."""
        if not notes:
            return replace(self, newest=newest)
        rows = self.space.weighed(counts(notes, step=_on))
        truth = _truth(notes, self.tags)
        seen, used = self.minds.seen + rows.T @ truth.astype(np.float32), self.minds.used + truth.sum(axis=0)
        minds = replace(self.minds, seen=seen, used=used, likelihoods=_likelihoods(seen))
        return replace(self, minds=minds, notes=self.notes + len(notes), newest=newest)


def learn(lessons: Lessons, *, step: Callable[[int, int], None]) -> Model | None:
    """Learn, and try on hidden notes what was learned; None while there is nothing to tell apart.

    The same lessons give the same model.

    Args:
        lessons: what to learn from.
        step: told how far it is, of how much; may raise to stop.
    """
    if len(lessons.tags) < 2:
        return None
    # One thread: several would wait for each other, spinning, on vectors too short to share, and take the window's processor.
    with threadpool_limits(limits=1):
        return _learned(lessons, step)


def _learned(lessons: Lessons, step: Callable[[int, int], None]) -> Model:
    notes, tags = lessons.notes, lessons.tags
    truth = _truth(notes, tags)
    folds = _folds(notes, truth)
    # Reading a note costs about as much as a tenth of a regression over all of them.
    reading = len(notes) // 200 + 1
    total = reading + len(tags) * (1 + len(folds))
    counted = counts(notes, step=lambda done: step(done // 200, total))
    space = space_of(counted, tags=len(tags))
    task = _Task(space.weighed(counted), truth, _above(tags, lessons.branches))
    del counted
    done = reading

    def one_more() -> None:
        nonlocal done
        done += 1
        step(done, total)

    trials: list[tuple[tuple[Guess, ...], frozenset[str]]] = []
    for hidden in folds:
        minds = task.learned(np.flatnonzero(~hidden), one_more)
        guesses = _guesses(tags, space, minds, task.rows[hidden])
        for place, found in zip(np.flatnonzero(hidden), guesses, strict=True):
            trials.append((shown(found, branches=lessons.branches), notes[place].tags))
    minds = task.learned(np.arange(len(notes)), one_more)
    return Model(tags, len(notes), record(trials), lessons.newest, lessons.branches, space, minds)


@dataclass(frozen=True, slots=True)
class _Task:
    """Weighed notes (notes × features), which tags they carry (notes × tags), and which tags lie above which (tags × tags)."""

    rows: csr_matrix
    truth: Truth
    above: Truth

    def learned(self, chosen: NDArray[np.int64], step: Callable[[], None]) -> Minds:
        """What these notes teach."""
        rows, truth = self.rows[chosen], self.truth[chosen]
        seen = np.asarray((rows.T @ truth.astype(np.float32)), dtype=np.float32)
        everything = np.asarray(rows.sum(axis=0), dtype=np.float32).ravel()
        weights = np.zeros(seen.shape, dtype=np.float32)
        offsets = np.zeros(seen.shape[1], dtype=np.float32)
        order = np.random.default_rng(_SEED).permutation(len(chosen))
        most = min(MOST_AGAINST, max(FEWEST_AGAINST, ALL_AGAINST // seen.shape[1]))
        for tag in range(seen.shape[1]):
            step()
            # A note of `fees/late` is no example of what is not about `fees`.
            below = truth[:, self.above[:, tag]].any(axis=1)
            against = order[~(truth[:, tag] | below)[order]][:most]
            own = np.flatnonzero(truth[:, tag])
            if len(own) and len(against):
                ratio = _ratio(seen[:, tag], everything - seen[:, tag])
                weights[:, tag], offsets[tag] = _regression(rows, own, against, ratio)
            else:  # on all of them, or on none
                offsets[tag] = np.log((len(own) + 0.5) / (len(against) + 0.5))
        return Minds(seen, truth.sum(axis=0, dtype=np.float32), weights, offsets, _likelihoods(seen))


def _regression(rows: csr_matrix, own: NDArray[np.int64], against: NDArray[np.int64], ratio: Numbers) -> tuple[Numbers, float]:
    examples = rows[np.concatenate([own, against])]
    examples.data = examples.data * ratio[examples.indices]
    truth = np.repeat([1, 0], [len(own), len(against)])
    fitted = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-2, random_state=_SEED).fit(examples, truth)
    return (fitted.coef_[0] * ratio).astype(np.float32), float(fitted.intercept_[0])


def _ratio(seen: Numbers, elsewhere: Numbers) -> Numbers:
    """How much more often each feature stands in notes of a tag than elsewhere, as a logarithm."""
    own, others = seen + SMOOTH, np.maximum(elsewhere, 0) + SMOOTH
    ratio: Numbers = np.log((own / own.sum()) / (others / others.sum())).astype(np.float32)
    return ratio


def _likelihoods(seen: Numbers) -> Numbers:
    """How likely each feature is in a note of each tag, as logarithms."""
    smoothed = seen + SMOOTH
    found: Numbers = np.log(smoothed / smoothed.sum(axis=0)).astype(np.float32)
    # Left as they are, words that are new altogether would speak for whichever tag is on the fewest notes.
    found[~seen.any(axis=1)] = 0
    return found


def _log_shares(scores: Numbers) -> Numbers:
    """Scores as logarithms of shares that make 1 in each row."""
    level = scores - scores.max(axis=1, keepdims=True)
    found: Numbers = level - np.log(np.exp(level).sum(axis=1, keepdims=True))
    return found


def _truth(notes: Sequence[Lesson], tags: Sequence[str]) -> Truth:
    columns = {tag: column for column, tag in enumerate(tags)}
    truth = np.zeros((len(notes), len(tags)), dtype=np.bool_)
    for row, note in enumerate(notes):
        truth[row, [columns[tag] for tag in note.tags if tag in columns]] = True
    return truth


def _above(tags: Sequence[str], branches: Branches) -> Truth:
    """`[lower, upper]` is True where one tag lies below another."""
    return np.array([[upper in branches.get(lower, frozenset()) for upper in tags] for lower in tags], dtype=np.bool_)


def _folds(notes: Sequence[Lesson], truth: Truth) -> tuple[Truth, ...]:
    """Parts of the notes, to be hidden one after the other, each with about its share of every tag: what comes from one source lies in one.

    A part that got more than its share of a tag would be tried by a learner to which that tag looks rarer than it is.
    """
    parts = 5 if len(notes) <= 2_000 else 3
    of_source: dict[str, list[int]] = defaultdict(list)
    for row, note in enumerate(notes):
        of_source[note.source].append(row)
    part, held = np.zeros(len(notes), dtype=np.int64), np.zeros((parts, truth.shape[1]), dtype=np.int64)
    for source in sorted(of_source, key=lambda each: (-len(of_source[each]), zlib.crc32(each.encode()), each)):
        rows = of_source[source]
        carried = truth[rows].sum(axis=0)
        chosen = int(np.lexsort((held.sum(axis=1), held @ carried))[0])
        part[rows] = chosen
        held[chosen] += carried
    return tuple(part == each for each in range(parts) if (part == each).any() and not (part == each).all())


def _guesses(tags: Sequence[str], space: Space, minds: Minds, rows: csr_matrix) -> Iterator[tuple[Guess, ...]]:
    """Of each note every tag with its share, the likeliest first; none for words of which nothing was ever learned."""
    said = np.diff(rows[:, : space.edges[1]].indptr) > 0
    for shares, has_words in zip(minds.shares(rows), said, strict=True):
        order = np.argsort(-shares, kind="stable") if has_words else ()
        yield tuple(Guess(tags[place], float(shares[place])) for place in order)


def _on(_done: int) -> None:
    """A note or a few are read in no time: nothing to tell, nothing to stop."""
