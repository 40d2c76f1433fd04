"""No count beside its total tells of a group below the minimum."""

from __future__ import annotations

import pytest

from council_app.domain.disclosure import shown


def seen(groups: dict[str, int], minimum: int, *, ungrouped: int = 0, total: int | None = None) -> str:
    return "".join(name for name, visible in shown(groups, minimum, ungrouped=ungrouped, total=total).items() if visible)


@pytest.mark.parametrize(
    ("groups", "ungrouped", "visible"),
    [({"a": 11}, 1, ""), ({"a": 11}, 0, "a"), ({"a": 11}, 5, "a"), ({"a": 7, "b": 9}, 2, "b"), ({"a": 7, "b": 9}, 5, "ab")],
)
def test_who_is_in_no_group_is_not_had_by_subtraction(groups: dict[str, int], ungrouped: int, visible: str) -> None:
    assert seen(groups, 5, ungrouped=ungrouped) == visible


@pytest.mark.parametrize(
    ("groups", "total", "visible"),
    [
        ({"a": 11, "b": 8}, 12, ""),  # one person is not in a; four are not in b
        ({"a": 12, "b": 7}, 12, "ab"),  # everybody is in a: nobody stands alone
        ({"a": 7, "b": 6}, 12, "ab"),
    ],
)
def test_of_groups_that_overlap_none_leaves_a_few_out(groups: dict[str, int], total: int, visible: str) -> None:
    assert seen(groups, 5, total=total) == visible


@pytest.mark.parametrize("minimum", [2, 3, 5, 10])
def test_no_sum_of_shown_groups_leaves_a_few(minimum: int) -> None:
    for first in range(14):
        for second in range(14):
            for ungrouped in range(4):
                groups = {"a": first, "b": second}
                left = first + second + ungrouped - sum(groups[name] for name in seen(groups, minimum, ungrouped=ungrouped))
                assert left == 0 or left >= minimum or not seen(groups, minimum, ungrouped=ungrouped)
