"""Finding people in a text: names, e-mail addresses, phone and identity numbers, seat codes.

Names. The whole name is found anywhere, in either order, whatever its case and diacritics, and so are first and last name together.
A part of a name alone (“Ada”, “Lindqvist”, “Adas”) is found when it stands as a capitalised word, with two exceptions: words of
`EVERYDAY` (Will, Grace) only within a sentence, not at its start, and not in German, where every noun is capitalised; words of
`NEVER_ALONE` (May, Paris) and the councils' own cities not at all. Better one sentence to rewrite than one guest named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from council_app.domain.name_words import EVERYDAY, NEVER_ALONE, PARTICLES
from council_app.domain.publishing_facts import KnownPerson, PublishingFacts
from council_app.domain.text import Word, fold, sentence_around, words_of

# With a dot in the domain also when taken apart by hand: “ada (at) example.org”. Only from where a run of its letters begins, or a word
# of ten thousand letters would be tried from every letter to its end.
_EMAIL = re.compile(r"(?<![\w.+%'’-])[\w.+%'’-]+(?:@[\w-]+(?:\.[\w-]+)*|\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_SEAT = re.compile(r"\bp[ \u00a0-]?\d{2,3}\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w])[+(]?\d[\d\s()./\u2010-\u2015-]{4,}\d(?!\w)")
_DAY = r"(?:\d{4}[\s./-]\d{1,2}(?:[\s./-]\d{1,2})?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}|\d{1,2}\.\d{2})"
_DATE = re.compile(rf"{_DAY}(?:\s?[\u2010-\u2015/-]\s?{_DAY})?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[\s.]\d{3})+")
_IDENTITY = re.compile(r"(?:\d{6}|\d{8})[-+]\d{4}")


class Personal(StrEnum):
    """What kind of personal data was found."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data at `text[start:end]`."""

    kind: Personal
    start: int
    end: int


@dataclass(frozen=True)
class Register:
    """The people of a workspace, laid out for finding them in a text.

    Attributes:
        sequences: by their first folded word, the name sequences (whole name, reversed, first and last).
        parts: folded parts of names that are found alone.
        phones: the last digits of every phone number.
        seats: folded seat codes of letters and digits; “12” or “A” alone would be found everywhere.
    """

    sequences: dict[str, tuple[tuple[str, ...], ...]]
    parts: frozenset[str]
    phones: frozenset[str]
    seats: frozenset[str]
    country: str
    contact: str


def register(facts: PublishingFacts) -> Register:
    """Lay out the people of `facts` once; finding them is then a look-up per word."""
    return _register(facts.people, tuple(council.city for council in facts.councils), facts.country, facts.contact)


@lru_cache(maxsize=8)
def _register(people: tuple[KnownPerson, ...], cities: tuple[str, ...], country: str, contact: str) -> Register:
    sequences: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    parts: set[str] = set()
    for person in people:
        name = tuple(word.folded for word in words_of(person.name))
        for sequence in _sequences(name):
            sequences[sequence[0]].add(sequence)
        parts.update(part for part in name if len(part) > 1 and part not in PARTICLES and not part.isdigit())
    parts.difference_update(word.folded for city in cities for word in words_of(city))
    digits = (re.sub(r"\D", "", person.phone) for person in people)
    seats = {spelt for person in people for seat in person.seats for spelt in _spellings(fold(seat.strip()))}
    return Register(
        {first: tuple(sorted(found, key=len, reverse=True)) for first, found in sequences.items()},
        frozenset(parts),
        frozenset(number[-7:] for number in digits if len(number) >= 7),
        frozenset(seat for seat in seats if seat.isalnum() and not seat.isalpha() and not seat.isdigit()),
        country,
        # Where readers write to is the company's: nobody's own address becomes public by being called the contact.
        "" if any(person.email.casefold() == contact.strip().casefold() for person in people) else contact.strip(),
    )


def _spellings(seat: str) -> Iterator[str]:
    """`p01`, and `p1` as people write it."""
    yield seat
    yield re.sub(r"^(\D+)0+(?=\d)", r"\1", seat)


def _sequences(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(name) < 2:
        return
    yield name
    yield (name[-1], *name[:-1])
    yield (name[0], name[-1])
    yield (name[-1], name[0])
    # Written as one word: a user name, or a name with an invisible character for its space.
    yield ("".join(name),)
    yield (name[0] + name[-1],)


def find_personal(text: str, known: Register, language: str) -> tuple[Finding, ...]:
    """Every name, address, number and seat code in `text`, in order; `language` is that of the text (`en`)."""
    found = [*_emails(text, known), *_seats(text, known), *_numbers(text, known), *_names(text, known, language)]
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return tuple(kept)


def _emails(text: str, known: Register) -> Iterator[Finding]:
    for match in _EMAIL.finditer(text):
        if not known.contact or match.group().casefold() != known.contact.casefold():
            yield Finding(Personal.EMAIL, match.start(), match.end())


def _seats(text: str, known: Register) -> Iterator[Finding]:
    yield from (Finding(Personal.SEAT, match.start(), match.end()) for match in _SEAT.finditer(text))
    yield from (Finding(Personal.SEAT, word.start, word.end) for word in words_of(text) if word.folded in known.seats)


def _numbers(text: str, known: Register) -> Iterator[Finding]:
    import phonenumbers  # noqa: PLC0415 - slow start

    for match in _DIGITS.finditer(text):
        if _looks_private(match.group().strip(), known):
            yield Finding(Personal.PHONE, match.start(), match.end())
    for found in phonenumbers.PhoneNumberMatcher(text, known.country or None):
        if not _harmless(found.raw_string.strip()):
            yield Finding(Personal.PHONE, found.start, found.end)


def _looks_private(raw: str, known: Register) -> bool:
    digits = re.sub(r"\D", "", raw)
    if any(phone in digits for phone in known.phones) or _IDENTITY.fullmatch(raw):
        return True
    if _harmless(raw):
        return False
    return len(digits) >= 7 and (raw[0] in "+(0" or (raw.isdigit() and len(digits) >= 9))


def _harmless(raw: str) -> bool:
    """Dates, years and spans of them, times, and large numbers with separators."""
    return bool(_DATE.fullmatch(raw) or _THOUSANDS.fullmatch(raw))


def _names(text: str, known: Register, language: str) -> Iterator[Finding]:
    words = words_of(text)
    for place, word in enumerate(words):
        length = _sequence_length(words, place, known.sequences.get(word.folded, ()))
        if length:
            yield Finding(Personal.NAME, word.start, words[place + length - 1].end)
        elif word.capitalised and _alone(text, word, known, language):
            yield Finding(Personal.NAME, word.start, word.end)


def _sequence_length(words: tuple[Word, ...], place: int, sequences: Iterable[tuple[str, ...]]) -> int:
    for sequence in sequences:
        written = tuple(word.folded for word in words[place : place + len(sequence)])
        if written == sequence or (written[:-1] == sequence[:-1] and written[-1:] == (f"{sequence[-1]}s",)):
            return len(sequence)
    return 0


def _alone(text: str, word: Word, known: Register, language: str) -> bool:
    part = word.folded if word.folded in known.parts else word.folded.removesuffix("s")
    if part not in known.parts or part in NEVER_ALONE:
        return False
    if part not in EVERYDAY:
        return True
    start, _end = sentence_around(text, word.start, word.end)
    return language != "de" and words_of(text[start:])[0].start + start != word.start
