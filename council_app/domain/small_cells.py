"""Hiding small cells where the reader knows more than one table: the total of a row, and what other tables of the same report say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from council_app.domain.disclosure import hides_complement, shown

Cell = int | None


def told_row(groups: Mapping[str, int], minimum: int, *, total: int, ungrouped: int = 0) -> dict[str, Cell]:
    """One row of a table as it may be told to somebody who knows its total: small groups are None, and so is what gives them away.

    That nobody said something is told, because it is not about anybody; but not where it would leave the hidden ones to be worked out.

    Args:
        groups: people by column.
        total: all people of the row, each once; told elsewhere, or easily known.
        ungrouped: those of them who are in no column.
    """
    some = {name: people for name, people in groups.items() if people}
    visible = shown(some, minimum, ungrouped=ungrouped, total=total)
    hidden = [name for name in some if not visible[name]]
    open_ = sorted((name for name in some if visible[name]), key=lambda name: (some[name], name))
    # One unknown is no secret, nor are a few that together are a small group.
    while hidden and open_ and (len(hidden) + bool(ungrouped) < 2 or sum(some[name] for name in hidden) + ungrouped < minimum):
        hidden.append(open_.pop(0))
    few = bool(hidden) and (len(hidden) + bool(ungrouped) < 2 or sum(some[name] for name in hidden) + ungrouped < minimum)
    return {name: None if few or name in hidden else people for name, people in groups.items()}


def told_part(people: int, wholes: Sequence[int], minimum: int) -> Cell:
    """Some people who are part of several numbers told beside them: None for few, and where few of a whole would be left."""
    small = 0 < people < minimum or any(hides_complement(people, whole, minimum) for whole in wholes if people)
    return None if small else people
