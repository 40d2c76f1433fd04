"""Spans of a text that is changed: characters that are still there decide where they lie."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from council_app.domain.anchors import moved, surviving

OLD = "I never know when I will be charged"


def words(old: str, span: str, new: str) -> str | None:
    """What the highlight of `span` holds once `old` has become `new`."""
    starts = old.index(span)
    (found,) = moved([(starts, starts + len(span))], old, new)
    return None if found is None else new[found[0] : found[1]]


@pytest.mark.parametrize(
    ("span", "new", "found"),
    [
        ("charged", OLD, "charged"),
        ("charged", f"{OLD} twice", "charged"),
        ("know when", "I never know exactly when I will be charged", "know exactly when"),
        ("charged", "Nobody knows when they will be charged for it", "charged"),
        ("charged", "I never know when I will be charge", "charge"),
        ("never know", "I know when I will be charged", "know"),
        ("charged", "The fee is hidden", None),
        ("know", "", None),
        ("I will be", "I NEVER KNOW WHEN I will be CHARGED", "I will be"),
    ],
)
def test_a_highlight_stays_on_its_words(span: str, new: str, found: str | None) -> None:
    assert words(OLD, span, new) == found


def test_what_is_typed_at_the_edge_of_a_highlight_stays_outside() -> None:
    assert words("the fee was high", "fee", "the late fees was high") == "fee"


# Every character is another one, so that it is known where each went.
TEXT = "".join(map(chr, range(0x4E00, 0x4E28)))
PLACE = st.integers(0, len(TEXT))


@given(PLACE, PLACE, st.integers(0, 9), PLACE, PLACE)
def test_one_change_moves_every_span_to_exactly_its_characters(one: int, other: int, typed: int, start: int, end: int) -> None:
    low, high = sorted((one, other))
    starts, ends = sorted((start, end))
    assume(starts < ends)
    new = TEXT[:low] + "".join(map(chr, range(0x5000, 0x5000 + typed))) + TEXT[high:]
    (found,) = moved([(starts, ends)], TEXT, new)
    left = [new.index(letter) for letter in TEXT[starts:ends] if letter in new]
    assert found == ((left[0], left[-1] + 1) if left else None)


@given(st.text("ab c", max_size=30), st.text("ab c", max_size=30))
def test_runs_hold_the_same_characters_in_the_same_order(old: str, new: str) -> None:
    runs = surviving(old, new)
    assert [old[run.old : run.old + run.length] for run in runs] == [new[run.new : run.new + run.length] for run in runs]
    assert [(run.old, run.new) for run in runs] == sorted((run.old, run.new) for run in runs)


@given(st.text("ab c", max_size=30), st.text("ab c", max_size=30), st.integers(0, 30), st.integers(1, 30))
def test_no_span_lies_outside_the_text_or_is_empty(old: str, new: str, start: int, length: int) -> None:
    span = (min(start, len(old)), min(start + length, len(old)))
    (found,) = moved([span], old, new)
    assert found is None or 0 <= found[0] < found[1] <= len(new) or span[0] == span[1]


def test_ten_thousand_other_characters_are_compared_in_a_moment() -> None:
    old, new = "x" * 10_000, "y".join(["xxx"] * 3_000)
    assert moved([(0, 3)], old, new) == ((0, 3),)
