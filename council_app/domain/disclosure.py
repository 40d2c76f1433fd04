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


def shown(groups: Mapping[str, int], minimum: int, *, ungrouped: int = 0) -> dict[str, bool]:
    """Which `groups` of one breakdown may be shown beside their total.

    A group below `minimum` is hidden. When what is hidden, with those in no group, could be had by subtraction and is itself below
    the minimum, the next smallest group is hidden too: of groups of 3 and 6, both.
    """
    visible = {name: may_show(people, minimum) for name, people in groups.items()}
    by_size = sorted(groups, key=lambda name: (groups[name], name))
    while True:
        hidden = sum(groups[name] for name in groups if not visible[name]) + ungrouped
        still = [name for name in by_size if visible[name]]
        if all(visible.values()) or not still or hidden >= minimum:
            return visible
        visible[still[0]] = False
