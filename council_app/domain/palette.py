"""Colours of tags that stay apart: for every kind of colour vision, on light and on dark.

Distances are CIE76 in CIELAB (D65); colour-blindness is simulated after Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import dist
from typing import TypeAlias

Triple: TypeAlias = tuple[float, float, float]

_SAME = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
_PROTAN = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
_DEUTAN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
_TRITAN = ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900))
_VISIONS = (_SAME, _PROTAN, _DEUTAN, _TRITAN)
_TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
_WHITE = (0.95047, 1.0, 1.08883)


def distance(one: str, other: str) -> float:
    """How far two colours (`#rrggbb`) are apart for those who tell them apart worst; 2.3 is just noticeable, 10 seen at a glance."""
    return min(dist(*pair) for pair in zip(_seen(one), _seen(other), strict=True))


def next_colour(palette: Sequence[tuple[str, str]], used: Iterable[str]) -> str:
    """The colour that stays farthest from those in use, of those used least.

    Args:
        palette: each colour on light and on dark; a tag keeps the one on light.
        used: colours of the tags beside which it will stand, in any order, as often as they are used.
    """
    times = Counter(used)
    known = dict(palette)
    least = min(times[light] for light, _ in palette)
    free = [pair for pair in palette if times[pair[0]] == least]
    taken = [(colour, known.get(colour, colour)) for colour in times if least == 0 or times[colour] > least]
    return max(free, key=lambda pair: min((_apart(pair, other) for other in taken), default=0.0))[0]


def _apart(one: tuple[str, str], other: tuple[str, str]) -> float:
    return min(distance(one[0], other[0]), distance(one[1], other[1]))


@lru_cache(maxsize=1024)
def _seen(colour: str) -> tuple[Triple, ...]:
    """The colour in CIELAB as each kind of colour vision sees it."""
    linear = tuple(_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return tuple(_lab(_times(vision, (linear[0], linear[1], linear[2]))) for vision in _VISIONS)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _times(matrix: tuple[Triple, ...], colour: Triple) -> Triple:
    red, green, blue = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return min(max(red, 0.0), 1.0), min(max(green, 0.0), 1.0), min(max(blue, 0.0), 1.0)


def _lab(linear: Triple) -> Triple:
    x, y, z = (_cube(sum(a * b for a, b in zip(row, linear, strict=True)) / white) for row, white in zip(_TO_XYZ, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube(value: float) -> float:
    return value ** (1 / 3) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29
