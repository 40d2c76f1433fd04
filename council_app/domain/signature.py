"""A signature as lines: what a hand drew, as points between 0 and 1 of the field it was drawn in, kept as JSON."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Sequence

Point = tuple[float, float]
Stroke = tuple[Point, ...]

_DIGITS = 4
_MOST_POINTS = 20_000
_LEAST_INK = 0.1


def is_signed(strokes: Sequence[Stroke]) -> bool:
    """True when enough was drawn to be meant: a tenth of the field's width, so that a touch by chance is no signature."""
    return sum(math.dist(*pair) for stroke in strokes for pair in itertools.pairwise(stroke)) >= _LEAST_INK


def to_json(strokes: Sequence[Stroke]) -> str:
    """Strokes as they are kept: lists of `[x, y]`."""
    return json.dumps([[[round(x, _DIGITS), round(y, _DIGITS)] for x, y in stroke] for stroke in strokes], separators=(",", ":"))


def from_json(text: str) -> tuple[Stroke, ...]:
    """The strokes behind `to_json`.

    Raises:
        ValueError: it is not a signature.
    """
    raw = json.loads(text)
    if not isinstance(raw, list) or not all(isinstance(stroke, list) for stroke in raw):
        raise ValueError("a signature is a list of strokes")
    strokes = tuple(tuple(_point(pair) for pair in stroke) for stroke in raw)
    if sum(map(len, strokes)) > _MOST_POINTS:
        raise ValueError("a signature has fewer points")
    return strokes


def _point(pair: object) -> Point:
    if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(each, int | float) and 0 <= each <= 1 for each in pair):
        raise ValueError("a point is two numbers between 0 and 1")
    return float(pair[0]), float(pair[1])
