"""Colours of tags: the next one is the one that is told apart best, for everybody, on light and on dark."""

from itertools import combinations

from council_app.domain.palette import distance, next_colour
from council_app.services.tag_colours import palette


def test_the_first_eight_colours_stay_apart_for_every_kind_of_colour_vision() -> None:
    used: list[str] = []
    for _ in range(8):
        used.append(next_colour(palette(), used))
    dark = dict(palette())
    apart = [min(distance(one, other), distance(dark[one], dark[other])) for one, other in combinations(used, 2)]
    assert (len(set(used)), [round(each, 1) for each in apart if each < 16]) == (8, [])


def test_when_all_colours_are_used_the_least_used_comes_next() -> None:
    every = [light for light, _ in palette()]
    assert next_colour(palette(), [*every, *every[1:]]) == every[0]


def test_a_colour_nobody_chose_from_the_palette_counts_too() -> None:
    assert next_colour((("#ff0000", "#ff0000"), ("#0000ff", "#0000ff")), ["#fe0101"]) == "#0000ff"


def test_red_and_green_are_alike_to_some_and_far_apart_to_none() -> None:
    assert (round(distance("#b4321a", "#b4321a"), 1), distance("#a52a2a", "#2e6b1f") < distance("#1464d2", "#2e6b1f")) == (0.0, True)
