"""How much is heard is a hope from above, how much there is a bound from below; and nothing is ever complete."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_app.domain.discovery import Found, adjusted, chao2, discovered, discovered_of_many, discovery, people_for, richness

RATES = st.floats(0.001, 0.999)


@pytest.mark.parametrize(
    ("rate", "goal", "people"),
    [(0.5, 0.75, 2), (0.1, 0.19, 2), (0.31, 0.85, 6), (1.0, 0.9, 1), (0.2, 0.0, 0), (1.0, 0.0, 0)],  # the first two are reached exactly
)
def test_the_fewest_people_are_those_with_whom_the_goal_is_just_reached(rate: float, goal: float, people: int) -> None:
    assert people_for(rate, goal) == people


@given(RATES, st.floats(0, 0.9999))
def test_one_person_fewer_falls_short(rate: float, goal: float) -> None:
    people = people_for(rate, goal)
    assert discovered(rate, people) >= goal - 1e-9
    assert people == 0 or discovered(rate, people - 1) < goal + 1e-9


def test_nobody_finds_nothing_and_what_everybody_has_is_found_by_one() -> None:
    assert (discovered(0.3, 0), discovered(0, 5), discovered(1, 1), discovered(1, 0), discovered(1e-12, 1)) == (0, 0, 1, 0, 1e-12)


@pytest.mark.parametrize(("rate", "people"), [(-0.1, 3), (1.1, 3), (0.5, -1), (math.nan, 3)])
def test_what_is_no_rate_or_no_number_of_people_is_refused(rate: float, people: int) -> None:
    with pytest.raises(ValueError, match="of"):
        discovered(rate, people)


@pytest.mark.parametrize(("rate", "goal"), [(0.0, 0.5), (0.5, 1.0), (0.5, -0.1), (1.2, 0.5)])
def test_certainty_is_never_reached_and_a_rate_of_nothing_never_found(rate: float, goal: float) -> None:
    with pytest.raises(ValueError, match="at"):
        people_for(rate, goal)


@given(st.floats(0.05, 50), st.floats(0.05, 50), st.integers(1, 400))
def test_one_rate_for_all_is_optimistic(above: float, below: float, people: int) -> None:
    spread, one = discovered_of_many(above, below, people), discovered(above / (above + below), people)
    assert 0 <= spread <= one + 1e-9
    assert discovered_of_many(above, below, 1) == pytest.approx(above / (above + below))


@pytest.mark.parametrize(("above", "below", "people"), [(0.0, 1.0, 3), (1.0, -1.0, 3), (1.0, 1.0, -1)])
def test_what_is_no_distribution_is_refused(above: float, below: float, people: int) -> None:
    with pytest.raises(ValueError, match="Beta"):
        discovered_of_many(above, below, people)


def test_a_problem_that_nobody_found_is_not_among_those_found() -> None:
    assert Found.by_person([[1, 0, 0], [1, 0, 1]]) == Found((2, 1), 2)
    with pytest.raises(ValueError, match="of 2"):
        Found((0, 1), 2)
    with pytest.raises(ValueError, match="of 2"):
        Found((3,), 2)


def test_nothing_found_is_estimated_from_nothing() -> None:
    assert (adjusted(Found((), 4)), richness(Found((), 4)), richness(Found((1,), 1))) == (None, None, None)


@given(st.integers(2, 40).flatmap(lambda people: st.tuples(st.lists(st.integers(1, people), min_size=1, max_size=60), st.just(people))))
def test_the_bound_lies_within_its_interval_and_never_below_what_was_heard(drawn: tuple[list[int], int]) -> None:
    found = Found(tuple(drawn[0]), drawn[1])
    there, rate = richness(found), adjusted(found)
    assert there is not None
    assert rate is not None
    assert there.heard <= there.low <= there.high
    assert there.low <= there.estimate + 1e-9
    assert there.estimate <= there.high + 1e-9 or there.estimate == there.heard
    assert 0 <= rate.rate <= rate.seen
    assert 0 < rate.share <= 1
    assert rate.unfound == rate.total - there.heard >= 0


def test_chao2_and_its_interval_are_the_published_formulas() -> None:
    found = richness(Found((1,) * 25 + (2,) * 6 + (5,) * 9, 10))
    assert found is not None
    assert (found.heard, found.once, found.twice, found.estimate) == (40, 25, 6, 86.875)
    # By hand: A = .9, Q1/Q2 = 25/6; variance 6 (A/2 r^2 + A^2 r^3 + A^2/4 r^4), then the log-normal ends.
    ratio = 25 / 6
    variance = 6 * (0.45 * ratio**2 + 0.81 * ratio**3 + 0.2025 * ratio**4)
    times = math.exp(1.959964 * math.sqrt(math.log(1 + variance / 46.875**2)))
    assert (found.low, found.high) == (pytest.approx(40 + 46.875 / times, abs=1e-4), pytest.approx(40 + 46.875 * times, abs=1e-3))


def test_without_a_theme_of_two_people_the_bias_corrected_form_is_used() -> None:
    assert chao2(10, 11, 5, 0) == 11 + 0.9 * 5 * 4 / 2
    assert chao2(10, 3, 1, 0) == 3
    assert chao2(10, 11, 0, 5) == 11


def test_where_everything_was_said_by_several_more_may_still_be_there() -> None:
    found = richness(Found((2,) * 5 + (3,) * 6, 10))
    assert found is not None
    assert (found.estimate, found.low) == (11, 11)
    assert found.high > 12


def test_what_is_said_of_themes_is_a_bound_and_never_that_all_were_heard() -> None:
    found = discovery(Found((1,) * 25 + (2,) * 6 + (5,) * 9, 10))
    assert found is not None
    assert [str(said) for said in found.sentences()] == [
        "40 themes were heard from 10 people, 25 of them from one alone",
        "Probably at least 87 are there to hear (Chao2, a lower bound; 95%: 56 to 177): 46% were heard, or fewer",
        "By the rate of Turner, Lewis and Nielsen (11% a person), it takes 26 people or more to hear 95% of the themes",
        "This supposes that people speak independently of one another; what a whole room is silent about stands in no number",
    ]


def test_themes_that_several_brought_up_leave_room_for_more() -> None:
    found = discovery(Found((2,) * 5 + (3,) * 6, 10))
    assert found is not None
    assert [str(said) for said in found.sentences()][:2] == [
        "11 themes were heard from 10 people, each of them from several",
        "That goes with 11 to 14 themes (Chao2, a lower bound; 95%); there may be more to hear",
    ]


def test_once_enough_have_spoken_for_one_rate_nobody_is_told_that_it_is_enough() -> None:
    found = discovery(Found((1,) * 5 + (2,) + (20,) * 6, 60))
    assert found is not None
    assert found.people_for_most < 60
    assert len(found.sentences()) == 3


def test_one_person_or_no_theme_says_nothing() -> None:
    assert [discovery(Found((1, 1), 1)), discovery(Found((), 9))] == [None, None]
