"""Which tags a note may carry, by what similar notes carry: what is learned from, what is shown, and how often that was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

MOST_SHOWN = 3
"""Suggestions beside a note, at most."""
FEWEST_NOTES = 5
"""A tag on fewer notes says nothing: neither could it be learned nor could anybody say how often it is right."""
FLOOR = 0.01
"""The share of a guess, below which it is not shown."""

Branches = Mapping[str, frozenset[str]]
"""Of each tag, by its id: the tags above it."""


class Standing(Enum):
    """Where a suggestion stands: what is right four times in five as the first is right far less often further down."""

    FIRST = "first"
    FURTHER = "further"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A note as something to learn from, or to suggest for.

    Attributes:
        note: its id.
        source: whose words they are, or which text they are a part of: what comes from one source is never both learned and tried.
        words: what was said.
        setting: what is known of the note besides its words, as marks that are the same wherever the same is known (`stage:…`).
        tags: ids of the tags it carries.
    """

    note: str
    source: str
    words: str
    setting: tuple[str, ...]
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is learned from.

    Attributes:
        notes: the lessons, in order of their notes' ids.
        tags: ids of the tags that can be suggested: those on at least `FEWEST_NOTES` of them.
        branches: which tags lie above which.
        newest: the newest link of a tag to a note among those that were there; "" when there was none.
    """

    notes: tuple[Lesson, ...]
    tags: tuple[str, ...]
    branches: Branches
    newest: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """A tag and its share, 0 to 1; the shares of all tags that can be suggested make 1."""

    tag: str
    share: float


@dataclass(frozen=True, slots=True)
class Tried:
    """How often a tag was suggested for notes whose tags were known but hidden, and how often the note did carry it."""

    right: int
    shown: int

    @property
    def worth_showing(self) -> bool:
        """False once it is known to be wrong nine times in ten and more: it would only be in the way."""
        return self.shown < 10 or self.right * 10 >= self.shown


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag offered for a note, never put on it by itself.

    Attributes:
        tag_id, path, colour: of the tag, as lists show it.
        score: its share among all tags that can be suggested, 0 to 1; for sorting, never shown as a probability.
        right, shown: on notes already tagged it was offered `shown` times at this standing, and the note carried it `right` times.
    """

    tag_id: str
    path: str
    colour: str
    score: float
    right: int
    shown: int


def teachable(notes: Iterable[Lesson]) -> tuple[str, ...]:
    """Tags on at least `FEWEST_NOTES` notes, in order of their ids; none when there is only one, which nothing tells from another."""
    used = Counter(tag for lesson in notes for tag in lesson.tags)
    enough = tuple(sorted(tag for tag, count in used.items() if count >= FEWEST_NOTES))
    return enough if len(enough) > 1 else ()


def shown(guesses: Sequence[Guess], *, branches: Branches, carried: Collection[str] = ()) -> tuple[Guess, ...]:
    """The guesses that are offered, of `guesses` in falling order of their share.

    Never what the note `carried` already, nor a tag above one that it carries or that stands higher: `fees` says nothing new beside
    `fees/late`. The other way round it does.
    """
    taken = set(carried).union(*(branches.get(tag, frozenset()) for tag in carried))
    offered: list[Guess] = []
    for guess in guesses:
        if len(offered) == MOST_SHOWN or guess.share < FLOOR:
            break
        if guess.tag not in taken:
            offered.append(guess)
            taken |= {guess.tag} | branches.get(guess.tag, frozenset())
    return tuple(offered)


def standing(place: int) -> Standing:
    """The standing of the suggestion at `place`, from 0."""
    return Standing.FURTHER if place else Standing.FIRST


Record = Mapping[tuple[str, Standing], Tried]
"""What came of suggestions, by tag and standing."""


def record(trials: Iterable[tuple[Sequence[Guess], Collection[str]]]) -> dict[tuple[str, Standing], Tried]:
    """How often suggestions were right.

    Args:
        trials: of each note the guesses that would have been shown, made without knowing its tags, and the tags it does carry.
    """
    offered, right = Counter[tuple[str, Standing]](), Counter[tuple[str, Standing]]()
    for guesses, tags in trials:
        for place, guess in enumerate(guesses):
            key = guess.tag, standing(place)
            offered[key] += 1
            right[key] += guess.tag in tags
    return {key: Tried(right[key], count) for key, count in offered.items()}


def tried(known: Record, tag: str, place: int) -> Tried | None:
    """What came of suggesting `tag` at this place before; at any place, when at this one it never was; None when it never was at all."""
    at_all = [found for each in Standing if (found := known.get((tag, each))) is not None]
    if not at_all:
        return None
    return known.get((tag, standing(place))) or Tried(sum(each.right for each in at_all), sum(each.shown for each in at_all))


@dataclass(frozen=True, slots=True)
class Pace:
    """When to learn again: not with every key, and never for more than a tenth of the time.

    Attributes:
        ended: when learning ended last, in seconds of a steady clock.
        took: how long it took, in seconds.
        since: tags given or taken since it began.
    """

    ended: float
    took: float
    since: int = 0

    def due(self, now: float) -> bool:
        """True once enough is new: ten tags and a quarter of a minute, or one tag and a minute."""
        quiet = now - self.ended
        if not self.since or quiet < 9 * self.took:
            return False
        return quiet >= (15.0 if self.since >= 10 else 60.0)
