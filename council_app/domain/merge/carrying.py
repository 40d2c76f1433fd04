"""A note carries the tag of every highlight on it, and no longer than that, unless the tag is on the whole note."""

from __future__ import annotations

import hashlib

from council_app.domain.merge.changes import Op
from council_app.domain.merge.rows import RowState
from council_app.domain.merge.world import Saying, Settled

HIGHLIGHT, CARRIED = "highlight", "note_tag"


def carried(found: Settled) -> None:
    """Add the tags that notes must carry, and take away those that nothing carries any more."""
    there: dict[tuple[object, object], RowState] = {}
    wanted: dict[tuple[object, object], None] = {}
    bare: dict[tuple[object, object], RowState] = {}
    for (entity, _), state in sorted(found.rows.items()):
        pair = state.values.get("note_id"), state.values.get("tag_id")
        if entity == HIGHLIGHT:
            wanted[pair] = None
        elif entity == CARRIED:
            there[pair] = state
            if not state.values.get("whole"):
                bare[pair] = state
    for note, tag in wanted:
        if (note, tag) not in there:
            _add(found, str(note), str(tag))
    for pair, state in bare.items():
        if pair not in wanted:
            gone = {name: (value, None) for name, value in state.values.items() if value is not None}
            found.said.append(Saying(CARRIED, state.row, Op.DELETE, gone))
            del found.rows[CARRIED, state.row]


def _add(found: Settled, note: str, tag: str) -> None:
    """Two laptops that find the same missing must give it the same id."""
    row = hashlib.sha256(f"{note}/{tag}".encode()).hexdigest()[:32]
    row = found.alias.get((CARRIED, row), row)  # it may have been one with another, before both were taken off
    values: dict[str, object] = {"note_id": note, "tag_id": tag, "coder": "", "whole": False}
    found.said.append(Saying(CARRIED, row, Op.INSERT, {name: (None, value) for name, value in values.items()}))
    found.rows[CARRIED, row] = RowState(CARRIED, (row,), (), lives=True, values=values)
