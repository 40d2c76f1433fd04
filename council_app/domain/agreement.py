"""How far coders agree: raw, Cohen's and Fleiss' kappa, Krippendorff's alpha for labels, numbers and sets, and for spans of a text.

What a formula leaves undefined (nobody coded a unit twice, one value used by all) is None and shown as “n/a”, never 0 or 1.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import permutations
from math import comb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nltk.metrics.agreement import AnnotationTask

Coded = Mapping[str, Mapping[str, Hashable]]
"""Coder -> unit -> value; a unit that a coder did not code is not in their mapping. A value is a label, a number or a frozenset."""

Span = tuple[int, int]
"""Where a coded span begins, and behind its last character."""

FIRM = 0.800
"""From here on Krippendorff (2004, p. 241) relies on data."""
TENTATIVE = 0.667
"""From here on he draws tentative conclusions."""


class Difference(Enum):
    """How different two values are for alpha."""

    NOMINAL = "nominal"
    INTERVAL = "interval"
    SETS = "sets"


def raw_agreement(codes: Coded) -> float | None:
    """The share of equal pairs among all pairs of coders on all units that both coded; 0 to 1."""
    values = defaultdict[str, Counter[Hashable]](Counter)
    for units in codes.values():
        for unit, value in units.items():
            values[unit][value] += 1
    # Pairs are counted unit by unit: of n coders who said the same, n(n-1)/2 agree.
    equal = sum(comb(count, 2) for counts in values.values() for count in counts.values())
    total = sum(comb(counts.total(), 2) for counts in values.values())
    return equal / total if total else None


def cohen_kappa(one: Mapping[str, Hashable], other: Mapping[str, Hashable]) -> float | None:
    """Two coders on the units both coded (Cohen 1960, doi 10.1177/001316446002000104)."""
    shared = sorted(one.keys() & other.keys())
    task = _task({"1": {unit: one[unit] for unit in shared}, "2": {unit: other[unit] for unit in shared}})
    return None if task is None else float(task.kappa())


def fleiss_kappa(codes: Coded) -> float | None:
    """Any number of coders, the same number on each unit (Fleiss 1971, doi 10.1037/h0031619); None where units differ in that."""
    coders = Counter(unit for units in codes.values() for unit in units)
    if len(set(coders.values())) != 1 or 1 in coders.values():
        return None
    task = _task(codes)
    return None if task is None else float(task.pi())


def randolph_kappa(codes: Coded, values: int) -> float | None:
    """Raw agreement beside what guessing evenly among `values` values would reach (Randolph 2005): free of the coders' margins."""
    raw = raw_agreement(codes)
    return None if raw is None or values < 2 else (raw - 1 / values) / (1 - 1 / values)


def krippendorff_alpha(codes: Coded, difference: Difference = Difference.NOMINAL) -> float | None:
    """Any number of coders, with gaps (Krippendorff 2011); sets are compared by MASI (Passonneau 2006), two empty ones are the same."""
    coders = Counter(unit for units in codes.values() for unit in units)
    # A unit that one coder alone coded says nothing of agreement.
    paired = {coder: {unit: value for unit, value in units.items() if coders[unit] > 1} for coder, units in codes.items()}
    task = _task(paired, _distance(difference))
    return None if task is None else float(task.alpha())


def unitizing_alpha(length: int, categories: Iterable[Sequence[Sequence[Span]]]) -> float | None:
    """How far coders mark the same spans: Krippendorff's unitizing alpha with squared differences of length (2004, chapter 11.6).

    Several categories are pooled: their observed and their expected disagreements are added up before they are divided.

    Args:
        length: of the text, in characters.
        categories: for each category the spans of each coder, in order and without overlaps; coders without any are empty.
    """
    marked = [[_units(length, spans) for spans in coders] for coders in categories]
    observed = sum(_observed(length, coders) for coders in marked)
    expected = sum(_expected(length, coders) for coders in marked)
    return None if expected == 0 else 1 - observed / expected


class _Unit:
    """A span or the gap between two: where it begins, how long it is, whether it is marked."""

    __slots__ = ("begins", "length", "marked")

    def __init__(self, begins: int, ends: int, *, marked: bool) -> None:
        self.begins, self.length, self.marked = begins, ends - begins, marked


def _units(length: int, spans: Sequence[Span]) -> list[_Unit]:
    found, here = list[_Unit](), 0
    for begins, ends in spans:
        if begins > here:
            found.append(_Unit(here, begins, marked=False))
        found.append(_Unit(begins, ends, marked=True))
        here = ends
    return [*found, _Unit(here, length, marked=False)] if here < length else found


def _observed(length: int, coders: Sequence[Sequence[_Unit]]) -> float:
    pairs = len(coders) * (len(coders) - 1)
    if not pairs:
        return 0.0
    total = sum(_difference(unit, met) for one, other in permutations(coders, 2) for unit, met in _meeting(one, other))
    return float(total / (pairs * length**2))


def _meeting(one: Sequence[_Unit], other: Sequence[_Unit]) -> Iterator[tuple[_Unit, _Unit]]:
    """Units of both that share a character. Both lists cover the text from end to end: one walk along it finds all."""
    first = second = 0
    while first < len(one) and second < len(other):
        unit, met = one[first], other[second]
        yield unit, met
        unit_ends, met_ends = unit.begins + unit.length, met.begins + met.length
        first, second = first + (unit_ends <= met_ends), second + (met_ends <= unit_ends)


def _difference(one: _Unit, other: _Unit) -> int:
    apart = one.begins - other.begins
    if one.marked and other.marked:
        return apart**2 + (apart + one.length - other.length) ** 2
    if one.marked and not other.marked and 0 <= apart <= other.length - one.length:
        return one.length**2
    if other.marked and not one.marked and 0 <= -apart <= one.length - other.length:
        return other.length**2
    return 0


def _expected(length: int, coders: Sequence[Sequence[_Unit]]) -> float:
    whole = len(coders) * length
    spans = [unit.length for units in coders for unit in units if unit.marked]
    gaps = [unit.length for units in coders for unit in units if not unit.marked]
    places = whole * (whole - 1) - sum(size * (size - 1) for size in spans)
    if places <= 0:
        return 0.0
    among = sum((len(spans) - 1) / 3 * (2 * size**3 - 3 * size**2 + size) for size in spans)
    beside = sum(size**2 * (gap - size + 1) for size in spans for gap in gaps if gap >= size)
    return 2 / length * (among + beside) / places


def _distance(difference: Difference) -> Callable[[Hashable, Hashable], float]:
    # NLTK takes a second to load and only agreement needs it.
    from nltk.metrics import distance  # noqa: PLC0415

    if difference is Difference.NOMINAL:
        return _unequal
    if difference is Difference.INTERVAL:
        found: Callable[[Hashable, Hashable], float] = distance.interval_distance
        return found

    def masi(one: Hashable, other: Hashable) -> float:
        return 0.0 if one == other else float(distance.masi_distance(one, other))  # of two empty sets NLTK divides by zero

    return masi


def _unequal(one: Hashable, other: Hashable) -> float:
    return float(one != other)


def _task(codes: Coded, distance: Callable[[Hashable, Hashable], float] = _unequal) -> AnnotationTask | None:
    """The codes as NLTK takes them; None where no pair of values can disagree."""
    values = defaultdict[str, list[Hashable]](list)
    for units in codes.values():
        for unit, value in units.items():
            values[unit].append(value)
    if not any(len(given) > 1 for given in values.values()) or len({value for given in values.values() for value in given}) < 2:
        return None
    # See `_distance`.
    from nltk.metrics.agreement import AnnotationTask  # noqa: PLC0415

    triples = [(coder, unit, value) for coder, units in codes.items() for unit, value in units.items()]
    return AnnotationTask(triples, distance=distance)
