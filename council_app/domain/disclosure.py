"""Small groups stay hidden: a minimum cell, and no way round it by subtraction."""

from __future__ import annotations

from collections.abc import Mapping

MINIMUM_INSIDE = 5
"""Smallest group shown within the company."""

MINIMUM_PUBLIC = 10
"""Smallest group shown to everyone."""


def may_show(people: int, minimum: int) -> bool:
    """True for a group of at least `minimum`; nobody counts as small, because “none of them” tells as much as “one”."""
    return people >= minimum


def hides_complement(people: int, total: int, minimum: int) -> bool:
    """True when `people` of `total` may not be told, because the others would be too few: all of them leaves nobody out."""
    return 0 < total - people < minimum


def shown(groups: Mapping[str, int], minimum: int, *, ungrouped: int = 0, total: int | None = None) -> dict[str, bool]:
    """Which `groups` of one breakdown may be shown beside their total.

    A group below `minimum` is hidden, and so is one that leaves fewer than that of the total out. When those in hidden groups or in
    no group could be had by subtraction and are below the minimum together, the next smallest group is hidden too: of groups of 3
    and 6, both; of 11 with one person in no group, the 11.

    Args:
        ungrouped: people of the total who are in none of the groups.
        total: how many people there are, when somebody can be in several groups; their sum with `ungrouped` when not given.
    """
    everybody = sum(groups.values()) + ungrouped if total is None else total
    visible = {name: may_show(people, minimum) and not hides_complement(people, everybody, minimum) for name, people in groups.items()}
    by_size = sorted(groups, key=lambda name: (groups[name], name))
    while True:
        hidden = sum(groups[name] for name in groups if not visible[name]) + ungrouped
        still = [name for name in by_size if visible[name]]
        nobody_hidden = all(visible.values()) and ungrouped == 0
        if nobody_hidden or not still or hidden >= minimum:
            return visible
        visible[still[0]] = False
