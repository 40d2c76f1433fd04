"""Small cells cannot be worked out: not from a row's total, and not from other rows of the same total."""

from hypothesis import given, settings
from hypothesis import strategies as st

from council_app.domain.small_cells import told_part, told_row

PEOPLE = st.integers(0, 40)
MINIMUM = st.sampled_from([5, 10])


def possible(told: dict[str, int | None], total: int, most_outside: int) -> dict[str, set[int]]:
    """What each hidden cell could be, for a reader who knows the total of people who are in one column each, or in none."""
    hidden = [name for name, people in told.items() if people is None]
    rest = total - sum(people for people in told.values() if people is not None)
    return {name: set(range(rest + 1)) if len(hidden) > 1 or most_outside else {rest} for name in hidden}


@settings(deadline=None)
@given(st.lists(PEOPLE, min_size=1, max_size=6), st.integers(0, 8), MINIMUM)
def test_no_hidden_cell_follows_from_the_total(sizes: list[int], outside: int, minimum: int) -> None:
    groups = {str(number): people for number, people in enumerate(sizes)}
    total = sum(sizes) + outside
    told = told_row(groups, minimum, total=total, ungrouped=outside)
    if len(groups) > 1:
        assert [name for name, values in possible(told, total, outside).items() if len(values) == 1 and total > 0 and values != {0}] == []


@settings(deadline=None)
@given(st.lists(PEOPLE, min_size=2, max_size=6), MINIMUM)
def test_what_is_told_is_true_and_never_a_small_group(sizes: list[int], minimum: int) -> None:
    groups = {str(number): people for number, people in enumerate(sizes)}
    told = told_row(groups, minimum, total=sum(sizes))
    shown = {name: people for name, people in told.items() if people is not None}
    assert shown == {name: groups[name] for name in shown}
    assert [people for people in shown.values() if 0 < people < minimum] == []


@settings(deadline=None)
@given(st.lists(PEOPLE, min_size=2, max_size=6), MINIMUM)
def test_those_hidden_together_are_no_small_group(sizes: list[int], minimum: int) -> None:
    groups = {str(number): people for number, people in enumerate(sizes)}
    told = told_row(groups, minimum, total=sum(sizes))
    hidden = sum(groups[name] for name, people in told.items() if people is None)
    # Nobody hidden, or as many as a group must have; or nothing at all is told of the row.
    assert hidden == 0 or hidden >= minimum or set(told.values()) == {None}


@settings(deadline=None)
@given(PEOPLE, st.lists(st.integers(0, 60), max_size=3), MINIMUM)
def test_a_part_of_several_numbers_leaves_few_of_none(people: int, more: list[int], minimum: int) -> None:
    wholes = [people + each for each in more]
    told = told_part(people, wholes, minimum)
    left = [whole - people for whole in wholes]
    assert told in (None, people)
    assert told in (None, 0) or (people >= minimum and not any(0 < few < minimum for few in left))


def test_three_and_six_hide_each_other() -> None:
    assert told_row({"a": 3, "b": 6}, 5, total=9) == {"a": None, "b": None}


def test_a_row_of_one_small_group_tells_nothing_not_even_where_nobody_was() -> None:
    assert told_row({"a": 3, "b": 0, "c": 0}, 5, total=3) == {"a": None, "b": None, "c": None}


def test_a_row_without_small_groups_is_told_with_its_zeros() -> None:
    assert told_row({"a": 6, "b": 0, "c": 9}, 5, total=15) == {"a": 6, "b": 0, "c": 9}
