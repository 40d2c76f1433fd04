"""Reading a post for what it claims: how far along, promised for when, and about how many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from council_app.domain.enums import DeliveryStatus
from council_app.domain.lint_words import LEXICONS, RATES, Lexicon
from council_app.domain.text import sentence_around

_PERCENT = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?\s?(?:%|per\s?cent\b|pro[cz]ent\b|pour\s?cent\b)", re.IGNORECASE)
_RATE = re.compile(rf"\b(?:{RATES})\b", re.IGNORECASE)
_NEAR = 3
_YEAR = r"\b20\d\d\b|\bQ[1-4]\b|\b\d{1,2}[./]\d{1,2}\b"


@dataclass(frozen=True, slots=True)
class Found:
    """A wording at `text[start:end]`; `level` is the step of the ladder it claims, when it claims one."""

    start: int
    end: int
    words: str
    level: DeliveryStatus | None = None


@dataclass(frozen=True, eq=False)
class Lint:
    """One language's lexicon, ready to search with."""

    statuses: tuple[tuple[DeliveryStatus, re.Pattern[str]], ...]
    offers: re.Pattern[str]
    promise: re.Pattern[str]
    vague: re.Pattern[str]
    absolute: re.Pattern[str]
    negation: re.Pattern[str]
    part: re.Pattern[str]
    dated: re.Pattern[str]
    numerals: tuple[re.Pattern[str], ...]
    because: re.Pattern[str]

    def statuses_in(self, text: str) -> Iterator[Found]:
        """Wordings that say something is there, or in test, unless negated."""
        for level, pattern in self.statuses:
            for match in pattern.finditer(text):
                if not self._negated(text, match):
                    yield Found(match.start(), match.end(), match.group(), level)

    def offers_in(self, text: str) -> Iterator[Found]:
        """Wordings such as “you can” that, in a claim, say that something is there."""
        for match in self.offers.finditer(text):
            if not self._negated(text, match, after=1):
                yield Found(match.start(), match.end(), match.group(), DeliveryStatus.SHIPPED)

    def promises_in(self, text: str) -> Iterator[Found]:
        """Wordings that say something will be done; “we will not” is a decision, not a promise."""
        for match in self.promise.finditer(text):
            if not self._negated(text, match, after=_NEAR):
                yield Found(match.start(), match.end(), match.group(), DeliveryStatus.PLANNED)

    def vague_in(self, text: str) -> Iterator[Found]:
        """Wordings such as “soon”."""
        yield from _all(self.vague, text)

    def absolutes_in(self, text: str) -> Iterator[Found]:
        """Wordings such as “guarantee” and “all customers”."""
        yield from _all(self.absolute, text)

    def percentages_in(self, text: str) -> Iterator[Found]:
        """Percentages that may be shares of people: those beside “interest” or “fee” are prices."""
        for found in _all(_PERCENT, text):
            before = " ".join(text[: found.start].split()[-_NEAR:])
            after = " ".join(text[found.end :].split()[:_NEAR])
            if not _RATE.search(before) and not _RATE.search(after):
                yield found

    def small_parts_in(self, text: str, minimum: int) -> Iterator[Found]:
        """“3 of 5”: counts out of a group smaller than `minimum`."""
        for match in self.part.finditer(text):
            if self._value(match["whole"]) < minimum:
                yield Found(match.start(), match.end(), match.group())

    def has_date(self, text: str) -> bool:
        """True when `text` names a day, a month, a quarter or a year."""
        return self.dated.search(text) is not None

    def has_reason(self, text: str) -> bool:
        """True when `text` says because of what."""
        return self.reason_at(text) is not None

    def reason_at(self, text: str) -> int | None:
        """Where `text` begins to say because of what."""
        found = self.because.search(text)
        return found.start() if found is not None else None

    def _value(self, number: str) -> int:
        if number.isdigit():
            return int(number)
        return next(place + 1 for place, numeral in enumerate(self.numerals) if numeral.fullmatch(number))

    def _negated(self, text: str, match: re.Match[str], *, after: int = 0) -> bool:
        start, end = sentence_around(text, match.start(), match.end())
        near = text[start : match.start()].split()[-_NEAR:] + text[match.end() : end].split()[:after]
        return any(self.negation.fullmatch(word.strip(".,;:!?()")) for word in near)


@lru_cache(maxsize=64)
def locale_of(tag: str) -> Locale:
    """The locale of a BCP 47 tag; of its language alone where that country does not write it (`de-SE`), else English."""
    for attempt in (tag.replace("-", "_"), tag.split("-")[0]):
        try:
            return Locale.parse(attempt)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def lint_for(tag: str) -> Lint:
    """The lint of a BCP 47 tag; a language without a lexicon is read as English."""
    language = locale_of(tag).language
    return _lint(language if language in LEXICONS else "en")


@lru_cache(maxsize=16)
def _lint(language: str) -> Lint:
    parsed, words = Locale(language), LEXICONS[language]
    months = {name.rstrip(".") for width in ("wide", "abbreviated") for name in parsed.months["format"][width].values()}
    named = "|".join(re.escape(month) for month in sorted(months, key=len, reverse=True))
    return Lint(
        statuses=((DeliveryStatus.SHIPPED, _compiled(words.shipped)), (DeliveryStatus.IN_TEST, _compiled(words.in_test))),
        offers=_compiled(words.offers),
        promise=_compiled(words.promise),
        vague=_compiled(words.vague),
        absolute=_compiled(words.absolute),
        negation=_compiled(words.negations),
        part=_part(words),
        dated=re.compile(rf"{_YEAR}|\d\.?\s(?:{named})\b|\b(?:{named})\.?\s\d", re.IGNORECASE),
        numerals=tuple(re.compile(numeral, re.IGNORECASE) for numeral in words.numerals),
        because=_compiled(words.because),
    )


def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(patterns).replace("’", "['’]").replace(" ", r"\s+")
    # A look-behind has a fixed width: its one space stays a space.
    joined = re.sub(r"(\(\?<![^)]*?)\\s\+\)", r"\1\\s)", joined)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _part(words: Lexicon) -> re.Pattern[str]:
    number = rf"\d+|{'|'.join(words.numerals)}"
    between = "|".join(sorted(words.part_of, key=len, reverse=True)).replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{number})\s+(?:{between})\s+(?P<whole>{number})(?!\w)", re.IGNORECASE)


def _all(pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    yield from (Found(match.start(), match.end(), match.group()) for match in pattern.finditer(text))
