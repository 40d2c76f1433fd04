"""Finding who is meant by what was typed after `@`: a seat, or the beginning of a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from council_app.domain.text import fold, folded_words

_SEAT = re.compile(r"p?0*(\d+)")


class Found(StrEnum):
    """How many people are meant."""

    ONE = "one"
    SEVERAL = "several"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """Who is meant: `people` are (seat, name) in the order given."""

    found: Found
    people: tuple[tuple[str, str], ...] = ()

    @property
    def seat(self) -> str | None:
        """The seat when exactly one person is meant."""
        return self.people[0][0] if self.found is Found.ONE else None


def resolve_speaker(raw: str, people: Sequence[tuple[str, str]]) -> Match:
    """Who `raw` means among `people` (seat, name).

    `7`, `07`, `P07` are seats. Letters are tried, case and diacritics folded, against the whole name, the whole first name, the
    beginning of the first name, and the beginning of any other part of the name; the first of these that finds somebody decides.
    """
    typed = fold(raw.strip()).removeprefix("@")
    exact = [person for person in people if fold(person[0]) == typed]
    if exact:
        return _match(exact)
    seat = _SEAT.fullmatch(typed)
    if seat is not None:
        return _match([person for person in people if _same_seat(person[0], seat[1])])
    wanted = " ".join(folded_words(typed))
    if not wanted:
        return Match(Found.NONE)
    for fits in _FITS:
        found = [person for person in people if fits(wanted, folded_words(person[1]))]
        if found:
            return _match(found)
    return Match(Found.NONE)


_FITS: tuple[Callable[[str, tuple[str, ...]], bool], ...] = (
    lambda wanted, name: wanted == " ".join(name),
    lambda wanted, name: name[:1] == (wanted,),
    lambda wanted, name: " ".join(name).startswith(wanted),
    lambda wanted, name: any(" ".join(name[i:]).startswith(wanted) for i in range(1, len(name))),
)


def _same_seat(seat: str, number: str) -> bool:
    found = _SEAT.fullmatch(fold(seat))
    return found is not None and found[1] == number


def _match(people: list[tuple[str, str]]) -> Match:
    if not people:
        return Match(Found.NONE)
    return Match(Found.ONE if len(people) == 1 else Found.SEVERAL, tuple(people))
