"""Scores and intervals are the published ones; what is undefined is None."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from council_app.domain.hearing import Saturation, balance, saturation
from council_app.domain.scores import (
    csat,
    geometric_mean,
    nps,
    nps_interval,
    straight_lined,
    sus,
    sus_equivalent,
    sus_grade,
    sus_percentile,
    time_interval,
    umux_lite,
)
from council_app.domain.success import Method, success_estimate, success_interval


def test_the_example_of_brooke_scores_55() -> None:
    assert sus([5, 4, 2, 1, 2, 3, 2, 4, 5, 2]) == 55.0


def test_five_times_ten_contradicts_itself_and_is_told() -> None:
    assert (sus([5] * 10), straight_lined([5] * 10), straight_lined([5] * 9 + [4])) == (50.0, True, False)


@pytest.mark.parametrize("answers", [[3] * 9, [3] * 11, [0] + [3] * 9, [6] + [3] * 9])
def test_a_sus_of_other_than_ten_answers_to_five_is_refused(answers: list[int]) -> None:
    with pytest.raises(ValueError, match=r"\["):
        sus(answers)


@pytest.mark.parametrize(
    ("mean", "grade"),
    [
        (84.1, "A+"),
        (84.04, "A"),
        (80.7, "A-"),
        (78.8, "B+"),
        (74.1, "B"),
        (71.1, "C+"),
        (68.0, "C"),
        (64.9, "C-"),
        (62.6, "D"),
        (51.6, "F"),
    ],
)
def test_grades_follow_the_curved_scale(mean: float, grade: str) -> None:
    assert sus_grade(mean) == grade


def test_68_is_the_middle_of_all_systems_and_no_percentage() -> None:
    assert (sus_percentile(68), round(sus_percentile(52)), sus_percentile(0), sus_percentile(100)) == (50.0, 16, 0.0, 100.0)


@given(some.lists(some.floats(0, 100), min_size=2, unique=True))
def test_a_better_score_never_has_a_lower_percentile(scores: list[float]) -> None:
    found = [sus_percentile(score) for score in sorted(scores)]
    assert all(low <= high for low, high in pairwise(found))


def test_umux_lite_and_the_sus_it_stands_for() -> None:
    assert (round(umux_lite(6, 6), 4), round(sus_equivalent(umux_lite(6, 6)), 4), sus_equivalent(umux_lite(1, 1))) == (
        83.3333,
        77.0667,
        22.9,
    )


def test_nps_counts_nine_and_ten_less_nought_to_six() -> None:
    assert (nps([*range(1, 11)]), nps([])) == (-40.0, None)


def test_the_interval_of_an_nps_never_collapses() -> None:
    low, high = nps_interval([10] * 5) or (0.0, 0.0)
    assert (round(low, 3), high, nps_interval([])) == (17.491, 100.0, None)


def test_csat_is_the_share_of_four_and_five() -> None:
    assert (csat([5] * 42 + [4] * 32 + [3] * 10 + [2] * 9 + [1] * 14), csat([])) == (100 * 74 / 107, None)


@pytest.mark.parametrize(
    ("successes", "tried", "method", "expected"),
    [
        (4, 5, Method.ADJUSTED_WALD, (0.3596, 0.9797)),
        (9, 10, Method.ADJUSTED_WALD, (0.574, 1.0)),
        (4, 20, Method.ADJUSTED_WALD, (0.0749, 0.4218)),
        (18, 20, Method.WILSON, (0.699, 0.9721)),
        (4, 20, Method.EXACT, (0.0573, 0.4366)),
    ],
)
def test_intervals_of_a_success_rate(successes: int, tried: int, method: Method, expected: tuple[float, float]) -> None:
    low, high = success_interval(successes, tried, method=method) or (0.0, 0.0)
    assert (round(low, 4), round(high, 4)) == expected


def test_nobody_tried_is_not_a_rate_of_nothing() -> None:
    assert (success_interval(0, 0), success_estimate(0, 0)) == (None, None)


@pytest.mark.parametrize(
    ("successes", "tried", "guess"), [(10, 10, 0.916667), (5, 5, 0.857143), (9, 10, 0.9), (5, 10, 0.5), (1, 10, 0.211013)]
)
def test_the_best_guess_leaves_the_ends(successes: int, tried: int, guess: float) -> None:
    assert round(success_estimate(successes, tried) or 0.0, 6) == guess


def test_times_are_worked_out_on_logarithms() -> None:
    seconds = [55, 65, 75, 62, 45, 135]
    low, high = time_interval(seconds) or (0.0, 0.0)
    assert (round(geometric_mean(seconds) or 0.0), round(low), round(high), time_interval([12.0])) == (68, 46, 101, None)


def test_balance_counts_the_silent() -> None:
    even, one = balance([10, 20, 30, 40]), balance([0, 0, 0, 100])
    assert even is not None
    assert one is not None
    assert (round(even.gini, 9), round(even.corrected or 0.0, 6), round(even.entropy or 0.0, 4), even.silent) == (0.25, 0.333333, 0.9232, 0)
    assert (one.gini, one.corrected, one.entropy, one.silent) == (0.75, 1.0, 0.0, 3)
    assert (balance([]), balance([0, 0])) == (None, None)


def test_saturation_is_the_first_run_that_brought_little() -> None:
    brought = [10, 5, 3, 2, 1, 1, 0, 0, 1, 0]
    assert (saturation(brought), saturation(brought, run=3, threshold=0.0), saturation([3, 1])) == (Saturation(5, 2, 0.05), None, None)
