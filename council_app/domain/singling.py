"""Words that fit one person of a room: a trait that only one guest has, several that only one has together, or “the only woman”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import combinations

from council_app.domain.near_copies import stem_of
from council_app.domain.person_words import PERSON_WORDS, PersonWords
from council_app.domain.publishing_facts import PublishingFacts
from council_app.domain.text import Word, fold, folded_words, sentence_around, words_of

_NEAR = 3
_ENDING = 2
"""Letters by which an inflected word may be longer: “ny” and “nya”, “user” and “users”."""
_SHORT_NEED = 3
"""Needs count wherever they stand, so shorter words take no ending: “a” is not “ägg”, “eine” not “Ei”, “nu” not “nut”."""
_STEM_IS_ENOUGH = 6
_TOGETHER = 3
"""So many traits together are tried, and two where a sentence tells more than twenty: that is a list."""
_LIST = 20
_PARTS = re.compile(r"[,;/+&\n]|\b(?:and|och|und|et|en)\b")


class Kind(Enum):
    """What a trait is: a segment, a need of access or diet, or the city somebody met us in."""

    SEGMENT = "segment"
    NEED = "need"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Trait:
    """A trait of guests: its name, its words folded, and who has it."""

    name: str
    kind: Kind
    words: tuple[str, ...]
    who: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """A trait told at `text[start:end]`."""

    trait: Trait
    start: int
    end: int


def traits_of(facts: PublishingFacts) -> tuple[Trait, ...]:
    """Every trait of this market's guests, and the cities they met in, by name."""
    who: dict[tuple[str, Kind], set[str]] = defaultdict(set)
    cities = {council.key: council.city for council in facts.councils}
    for guest in facts.guests:
        told = ((Kind.SEGMENT, guest.segments), (Kind.NEED, guest.needs), (Kind.CITY, [cities.get(guest.council, "")]))
        for kind, texts in told:
            for name in (part.strip() for text in texts for part in _PARTS.split(text)):
                who[name, kind].add(guest.who)
    return tuple(
        Trait(name, kind, words, frozenset(people))
        for (name, kind), people in sorted(who.items(), key=lambda one: (one[0][0], one[0][1].value))
        if (words := folded_words(name))
    )


def singled_out(text: str, traits: Iterable[Trait], languages: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Spans of `text` that fit one person only; `languages` are those it may be written in (`en`), its own first."""
    spoken = tuple(dict.fromkeys(language for language in languages if language in PERSON_WORDS)) or ("en",)
    for language in spoken:
        yield from (match.span() for match in _singling(language).finditer(text))
    told = list(traits_told(text, traits, spoken))
    for sentence in {sentence_around(text, one.start, one.end) for one in told}:
        yield from _alone([one for one in told if sentence[0] <= one.start < sentence[1]])


def _alone(told: list[Told]) -> Iterator[tuple[int, int]]:
    """The fewest traits of one sentence that one guest alone has together; a city alone says where everybody was."""
    distinct = list({one.trait.name: one for one in told}.values())
    for size in range(1, min(_TOGETHER if len(distinct) <= _LIST else _TOGETHER - 1, len(distinct)) + 1):
        found = [group for group in combinations(distinct, size) if _fits_one(group)]
        if found:
            yield from ((min(one.start for one in group), max(one.end for one in group)) for group in found)
            return


def _fits_one(group: tuple[Told, ...]) -> bool:
    if all(one.trait.kind is Kind.CITY for one in group):
        return False
    return len(frozenset.intersection(*(one.trait.who for one in group))) == 1


def traits_told(text: str, traits: Iterable[Trait], languages: Iterable[str]) -> Iterator[Told]:
    """Where `text` tells a trait of its guests.

    One of a single everyday word (“new”) counts only within three words of a noun for people: a new date is nobody's trait.
    """
    words = words_of(text)
    beside = [place for place, word in enumerate(words) if is_person(word, languages)]
    for trait in traits:
        length = len(trait.words)
        for place in range(len(words) - length + 1):
            here = words[place : place + length]
            alike = all(_alike(word, told, _shortest(trait)) for word, told in zip(here, trait.words, strict=True))
            if alike and _about_people(trait, place, words, beside):
                yield Told(trait, words[place].start, words[place + length - 1].end)


def _shortest(trait: Trait) -> int:
    return _SHORT_NEED if trait.kind is Kind.NEED else 1


def _alike(word: Word, trait: str, shortest: int) -> bool:
    """True for the same word in another form, both of `shortest` letters or more."""
    here = word.folded
    if stem_of(here) == stem_of(trait) and min(len(here), len(trait)) > _STEM_IS_ENOUGH:
        return True
    shorter, longer = sorted((here, trait), key=len)
    if len(shorter) < shortest:
        return here == trait
    return longer.startswith(shorter) and len(longer) - len(shorter) <= _ENDING


def _about_people(trait: Trait, place: int, words: tuple[Word, ...], beside: list[int]) -> bool:
    if trait.kind is Kind.CITY:
        return words[place].capitalised
    if trait.kind is Kind.NEED or len(trait.words) > 1:
        return True
    return any(place - _NEAR <= noun <= place + _NEAR for noun in beside)


def is_person(word: Word, languages: Iterable[str]) -> bool:
    """True for a noun for people in one of `languages`."""
    return any(_people(language).fullmatch(word.folded) for language in languages)


@lru_cache(maxsize=16)
def _people(language: str) -> re.Pattern[str]:
    return re.compile("|".join(fold_pattern(part) for part in _row(language).people.split("|")))


def fold_pattern(pattern: str) -> str:
    """A pattern for folded words: letters fold, signs stay."""
    return "".join(fold(char) if char.isalpha() else char for char in pattern)


@lru_cache(maxsize=16)
def _singling(language: str) -> re.Pattern[str]:
    joined = "|".join(_row(language).singling).replace("’", "['’]").replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _row(language: str) -> PersonWords:
    return PERSON_WORDS[language]
