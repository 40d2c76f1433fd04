"""How many people a post says were of some kind, and whether a small group could be had by taking one of these from another.

“18 customers met us” and “12 of them were new” tell that 6 were not. What earlier posts told counts as told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from council_app.domain.disclosure import may_show
from council_app.domain.lint import Lint
from council_app.domain.singling import Kind, Told, Trait, is_person, traits_told
from council_app.domain.text import Word, sentence_around, words_of

_AHEAD = 6
"""Words behind a number in which it says of whom it is."""
_PLAIN = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Figure:
    """So many people of these traits, told at `text[start:end]`; no traits are everybody, a city alone everybody there.

    Attributes:
        words: as they stand there.
        place: which passage of the draft it stands in; below 0 in an earlier post.
    """

    people: int
    traits: frozenset[str]
    start: int
    end: int
    words: str
    place: int = -1

    def breaks_down(self, kinds: dict[str, Kind]) -> bool:
        """True for a group of guests by something else than where they met us."""
        return any(kinds[name] is not Kind.CITY for name in self.traits)


@dataclass(frozen=True)
class Groups:
    """Who has which trait: what figures are held against."""

    who: dict[str, frozenset[str]]
    everybody: frozenset[str]

    def of(self, names: Iterable[str]) -> frozenset[str]:
        """Those who have all of these traits."""
        return frozenset.intersection(self.everybody, *(self.who[name] for name in names))


def figures_in(text: str, traits: Sequence[Trait], lint: Lint, languages: Sequence[str], place: int = -1) -> Iterator[Figure]:
    """Numbers of people in `text`, with the traits said of them; prices, dates and counts of other things are none."""
    words = words_of(text)
    told = list(traits_told(text, traits, languages))
    for number, word in enumerate(words):
        people = _number(word, lint)
        if people is None:
            continue
        window = _window(text, words, number, lint)
        said = [one for one in told if window and window[0].start <= one.start and one.end <= window[-1].end]
        if said or any(is_person(one, languages) for one in window):
            named = {one.trait.name for one in said} | _cities(text, word, told)
            end = max([one.end for one in said], default=word.end)
            yield Figure(people, frozenset(named), word.start, end, text[word.start : end], place)


def _number(word: Word, lint: Lint) -> int | None:
    if _PLAIN.fullmatch(word.raw):
        return int(word.raw)
    return next((place + 1 for place, numeral in enumerate(lint.numerals) if place and numeral.fullmatch(word.raw)), None)


def _window(text: str, words: Sequence[Word], place: int, lint: Lint) -> Sequence[Word]:
    """The words behind a number in its sentence, to the next number; that of “12 of 18” is taken along."""
    _start, end = sentence_around(text, words[place].start, words[place].end)
    ahead = [word for word in words[place + 1 : place + 1 + _AHEAD] if word.end <= end]
    whole = lint.part.match(text, words[place].start)
    found = []
    for word in ahead:
        if _number(word, lint) is not None and not (whole and word.end <= whole.end()):
            break
        found.append(word)
    return found


def _cities(text: str, word: Word, told: Iterable[Told]) -> set[str]:
    """Cities named in the sentence of a number."""
    start, end = sentence_around(text, word.start, word.end)
    return {one.trait.name for one in told if one.trait.kind is Kind.CITY and start <= one.start < end}


def too_small(figure: Figure, kinds: dict[str, Kind], minimum: int) -> bool:
    """True for a breakdown below the minimum cell."""
    return figure.breaks_down(kinds) and not may_show(figure.people, minimum)


def recoverable(told: Sequence[Figure], groups: Groups, minimum: int) -> Iterator[tuple[Figure, ...]]:
    """Figures that together leave a group below `minimum` by subtraction: the whole, then its parts.

    Only numbers that are how many of that kind there really were: “12 of them said so” says nothing about who was there.
    """
    sizes = {one.traits: groups.of(one.traits) for one in told}
    true = list({one.traits: one for one in told if one.people == len(sizes[one.traits]) > 0}.values())
    for whole in true:
        parts = [one for one in true if one.traits > whole.traits]
        for count in (1, 2, 3):
            for chosen in combinations(parts, count):
                if _leaves_few(sizes[whole.traits], [sizes[one.traits] for one in chosen], minimum):
                    yield whole, *chosen


def _leaves_few(whole: frozenset[str], parts: Sequence[frozenset[str]], minimum: int) -> bool:
    """True when disjoint parts leave somebody out of `whole`, but fewer than `minimum`."""
    left = len(whole) - sum(len(part) for part in parts)
    # The sizes alone rule most out: a post may tell many numbers, and three of them go together in many ways.
    return 0 < left < minimum and len(frozenset[str]().union(*parts)) == len(whole) - left
