"""Agreement between coders, on worked examples that were published and on the places where a formula is undefined."""

from collections.abc import Hashable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_app.domain.agreement import (
    Coded,
    Difference,
    Span,
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    randolph_kappa,
    raw_agreement,
    unitizing_alpha,
)
from council_app.domain.rounds import CodedNote, Coding, round_agreement
from council_app.errors import Cancelled


def codes(*rows: Sequence[Hashable]) -> Coded:
    return {f"coder {number}": {str(unit): value for unit, value in enumerate(row) if value is not None} for number, row in enumerate(rows)}


def from_table(table: Sequence[Sequence[int]]) -> Coded:
    """A contingency table as two coders."""
    pairs = [(one, other) for one, row in enumerate(table) for other, count in enumerate(row) for _ in range(count)]
    return codes([one for one, _ in pairs], [other for _, other in pairs])


def from_counts(counts: Sequence[Sequence[int]]) -> Coded:
    """How many raters gave each value, item by item, as raters."""
    items = [[value for value, count in enumerate(row) for _ in range(count)] for row in counts]
    return codes(*([item[rater] for item in items] for rater in range(len(items[0]))))


KRIPPENDORFF = codes(
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
)
"""Krippendorff 2011, example C: the last unit was coded once."""


def test_alpha_of_labels_with_gaps() -> None:
    assert krippendorff_alpha(KRIPPENDORFF) == pytest.approx(0.743, abs=0.0005)


def test_alpha_of_numbers_with_gaps() -> None:
    assert krippendorff_alpha(KRIPPENDORFF, Difference.INTERVAL) == pytest.approx(0.849, abs=0.0005)


def test_alpha_of_sets_counts_a_shared_tag_as_half_a_match() -> None:
    fees, tone = frozenset({"fees"}), frozenset({"tone"})
    both = fees | tone
    same = codes([fees, tone, both], [fees, tone, both])
    close = codes([fees, tone, both], [fees, tone, fees])
    far = codes([fees, tone, both], [tone, fees, frozenset({"trust"})])
    assert krippendorff_alpha(same, Difference.SETS) == 1
    # Observed: MASI of both and fees is 1 - 1/2 * 2/3 on one unit of three. Expected: all 15 pairs of the six values.
    observed = (1 - 1 / 3) / 3
    expected = (3 * 2 * 1.0 + 3 * 1 * (2 / 3) + 2 * 1 * (2 / 3)) * 2 / (6 * 5)
    assert krippendorff_alpha(close, Difference.SETS) == pytest.approx(1 - observed / expected)
    assert (krippendorff_alpha(far, Difference.SETS) or 0) < 0


def test_two_empty_sets_agree() -> None:
    nothing, fees = frozenset[str](), frozenset({"fees"})
    assert krippendorff_alpha(codes([nothing, fees], [nothing, fees]), Difference.SETS) == 1


@pytest.mark.parametrize(("table", "kappa"), [([[20, 5], [10, 15]], 0.4), ([[25, 35], [5, 35]], 0.2593)])
def test_cohens_kappa(table: list[list[int]], kappa: float) -> None:
    one, other = from_table(table).values()
    assert cohen_kappa(one, other) == pytest.approx(kappa, abs=0.0001)


def test_kappa_counts_only_what_both_coded() -> None:
    one, other = codes(["a", "b", "a", "b", None], ["a", "b", "a", "a", "b"]).values()
    fewer, same = codes(["a", "b", "a", "b"], ["a", "b", "a", "a"]).values()
    assert cohen_kappa(one, other) == cohen_kappa(fewer, same) == pytest.approx(0.5)


FLEISS = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip


def test_fleiss_kappa() -> None:
    assert fleiss_kappa(from_counts(FLEISS)) == pytest.approx(0.21, abs=0.0005)


def test_fleiss_and_randolph_beside_each_other() -> None:
    rated = from_counts([[7, 1], [3, 5]])
    assert fleiss_kappa(rated) == pytest.approx(0.161905, abs=1e-6)
    assert randolph_kappa(rated, 2) == pytest.approx(0.214286, abs=1e-6)


def test_fleiss_kappa_wants_equally_many_coders_on_each_unit() -> None:
    assert fleiss_kappa(codes(["a", "b"], ["a", "b"], ["a", None])) is None


def test_one_value_used_by_all_leaves_agreement_beyond_chance_undefined() -> None:
    always = codes(["yes", "yes", "yes"], ["yes", "yes", "yes"])
    assert raw_agreement(always) == 1
    assert cohen_kappa(*always.values()) is None
    assert fleiss_kappa(always) is None
    assert krippendorff_alpha(always) is None


def test_nothing_coded_twice_leaves_everything_undefined() -> None:
    apart = codes([1, None], [None, 2])
    assert [raw_agreement(apart), cohen_kappa(*apart.values()), fleiss_kappa(apart), krippendorff_alpha(apart)] == [None] * 4


def test_raw_agreement_is_over_pairs_of_coders() -> None:
    assert raw_agreement(codes(["a", "b"], ["a", "c"], ["a", None])) == 3 / 4


# Krippendorff 2004, figure 2: a text from 150 to 450, here from 0 to 300.
_C = [[(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)]]
_K = [[(30, 90), (150, 200)], [(30, 90), (150, 200)]]


def test_unitizing_alpha_of_one_category_and_of_both() -> None:
    assert unitizing_alpha(300, [_C]) == pytest.approx(0.729, abs=0.0005)
    assert unitizing_alpha(300, [_C, _K]) == pytest.approx(0.859, abs=0.0005)


def test_unitizing_alpha_without_spans_is_undefined() -> None:
    assert unitizing_alpha(300, [[[], []]]) is None
    assert unitizing_alpha(300, []) is None


SPANS = st.lists(st.integers(0, 60), unique=True, max_size=8).map(
    lambda edges: [(one, other) for one, other in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False)]
)


@given(SPANS, SPANS)
def test_unitizing_alpha_is_one_only_of_the_same_spans_and_the_same_both_ways(one: list[Span], other: list[Span]) -> None:
    there, back = unitizing_alpha(60, [[one, other]]), unitizing_alpha(60, [[other, one]])
    assert there == (None if back is None else pytest.approx(back))
    if there is not None:
        assert (there == 1) == (one == other)


def test_the_sums_of_a_round_stop_when_nobody_waits_for_them() -> None:
    notes = [CodedNote("n", 10, {"Sara": frozenset({Coding("fees")}), "Jonas": frozenset()})]
    with pytest.raises(Cancelled):
        round_agreement(notes, lambda: True)
