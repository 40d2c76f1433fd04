"""A seat that two laptops gave to two people: whoever was added first keeps it, the other gets a free one."""

from __future__ import annotations

from collections import defaultdict

from council_app.domain.merge.changes import Op
from council_app.domain.merge.rows import RowState
from council_app.domain.merge.world import Saying, Settled

ATTENDANCE, SESSION, SEAT = "attendance", "session_id", "seat"


def seated(found: Settled) -> None:
    """Let nobody sit on another one's seat."""
    sessions: dict[object, list[RowState]] = defaultdict(list)
    for (entity, _), state in sorted(found.rows.items()):
        if entity == ATTENDANCE and state.values.get(SEAT) is not None:
            sessions[state.values.get(SESSION)].append(state)
    for states in sessions.values():
        _seat(states, found)


def _seat(states: list[RowState], found: Settled) -> None:
    taken: set[object] = set()
    standing: list[RowState] = []
    for state in states:
        if state.values[SEAT] in taken:
            standing.append(state)
        taken.add(state.values[SEAT])
    number = max((_number(seat) for seat in taken), default=0)
    for state in standing:
        number += 1
        found.said.append(Saying(state.entity, state.row, Op.UPDATE, {SEAT: (state.values[SEAT], f"P{number:02d}")}))
        state.values[SEAT] = f"P{number:02d}"


def _number(seat: object) -> int:
    digits = "".join(letter for letter in str(seat) if letter in "0123456789")
    return int(digits[:6]) if digits else 0
