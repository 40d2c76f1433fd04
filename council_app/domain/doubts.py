"""What a line names that is not there, and what was probably meant: offered while it is typed, never decided for anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from council_app.domain.grammar import ParsedLine
from council_app.domain.speakers import Found, resolve_speaker
from council_app.domain.text import fold, folded_words

_MOST = 3
_ALIKE = 0.6
_SEAT = re.compile(r"p?0*(\d+)")
_NOT_KEY = re.compile(r"[^a-z0-9/]+")


class Why(StrEnum):
    """What is unclear about a token."""

    NO_SEAT = "no such seat"
    NOBODY = "nobody of this name"
    SEVERAL = "several people"
    NEW_TAG = "a tag that is not there yet"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A token that does not say for certain what it means.

    Attributes:
        typed: the token as it stands in the line (`@19`, `#chekout`).
        meant: tokens it may have been meant as, likeliest first.
    """

    why: Why
    typed: str
    meant: tuple[str, ...]


def doubts(parsed: ParsedLine, people: Sequence[tuple[str, str]], paths: Sequence[str]) -> Iterator[Doubt]:
    """What `parsed` leaves open among `people` (seat or what they are called by, name) and the codebook's `paths`, in order."""
    for raw in parsed.speakers:
        match = resolve_speaker(raw, people)
        if match.found is Found.SEVERAL:
            yield Doubt(Why.SEVERAL, f"@{raw}", tuple(f"@{seat}" for seat, _ in match.people[:_MOST]))
        elif match.found is Found.NONE:
            number = _SEAT.fullmatch(fold(raw))
            meant = _near_seats(number[1], people) if number else _near_names(raw, people)
            yield Doubt(Why.NO_SEAT if number else Why.NOBODY, f"@{raw}", tuple(f"@{seat}" for seat in meant))
    for path in parsed.tags:
        if not _is_known(path, paths):
            yield Doubt(Why.NEW_TAG, f"#{path}", tuple(f"#{near}" for near in _near_paths(path, paths)))


def _near_seats(number: str, people: Sequence[tuple[str, str]]) -> list[str]:
    """Seats one slip of a finger away: a digit too many, too few, another one, or two of them turned round."""
    seats = {found[1]: seat for seat, _ in people if (found := _SEAT.fullmatch(fold(seat)))}
    slips = [number[:at] + number[at + 1 :] for at in range(len(number))]
    slips += [number[:at] + number[at + 1] + number[at] + number[at + 2 :] for at in range(len(number) - 1)]
    slips += [f"{number[:at]}{digit}{number[at:]}" for at in range(len(number) + 1) for digit in "0123456789"]
    slips += [f"{number[:at]}{digit}{number[at + 1 :]}" for at in range(len(number)) for digit in "0123456789"] if len(number) > 1 else []
    return list(dict.fromkeys(seats[slip] for slip in slips if slip in seats))[:_MOST]


def _near_names(raw: str, people: Sequence[tuple[str, str]]) -> list[str]:
    typed = " ".join(folded_words(raw))

    def alike(name: str) -> float:
        # A beginning is enough to name somebody, so a beginning with a slip in it is, too.
        parts = folded_words(name)
        return max((_likeness(typed, part[:length]) for part in parts for length in {len(part), len(typed), len(typed) + 1}), default=0.0)

    ranked = sorted(((alike(name), -place, seat) for place, (seat, name) in enumerate(people)), reverse=True)
    return [seat for likeness, _, seat in ranked if likeness >= _ALIKE][:_MOST]


def _near_paths(path: str, paths: Sequence[str]) -> list[str]:
    wanted = _key(path)

    def alike(known: str) -> float:
        return max(_likeness(wanted, ending) for ending in _endings(known))

    ranked = sorted(((alike(known), -place, known) for place, known in enumerate(paths)), reverse=True)
    return [known for likeness, _, known in ranked if likeness > _ALIKE][:_MOST]


def _is_known(path: str, paths: Sequence[str]) -> bool:
    """As the codebook finds a tag: by its path, or by the end of its path when only one ends so."""
    wanted = _key(path)
    return wanted in paths or sum(known.endswith(f"/{wanted}") for known in paths) == 1


def _endings(path: str) -> list[str]:
    steps = path.split("/")
    return ["/".join(steps[at:]) for at in range(len(steps))]


def _key(path: str) -> str:
    return "/".join(step for part in path.split("/") if (step := _NOT_KEY.sub("-", fold(part)).strip("-")))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0
