"""Tables that are trees: the path of a row follows from its parents, whoever moved or renamed them."""

from __future__ import annotations

from collections.abc import Iterable

from council_app.domain.merge.changes import Op
from council_app.domain.merge.rows import RowState
from council_app.domain.merge.schema import MergeSchema
from council_app.domain.merge.world import Saying, Settled


def grown(found: Settled, schema: MergeSchema) -> None:
    """Give every row of a tree the path that its parents have; two that were laid into each other begin at the root again."""
    for entity, shape in schema.items():
        if shape.tree is not None:
            parent, path = shape.tree
            rows = {state.row: state for key, state in found.rows.items() if key[0] == entity}
            found.said += _opened(rows, parent)
            for state in rows.values():
                state.values[path] = _path(state, rows, parent, path)


def _opened(rows: dict[str, RowState], parent: str) -> Iterable[Saying]:
    for row in sorted(rows):
        seen, at = {row}, rows[row].values.get(parent)
        while isinstance(at, str) and at in rows and at not in seen:
            seen.add(at)
            at = rows[at].values.get(parent)
        if at == row:  # the smallest of a ring is met first
            yield Saying(rows[row].entity, row, Op.UPDATE, {parent: (rows[row].values[parent], None)})
            rows[row].values[parent] = None


def _path(state: RowState, rows: dict[str, RowState], parent: str, path: str) -> str:
    keys = [str(state.values.get(path)).rpartition("/")[2]]
    at = state.values.get(parent)
    while isinstance(at, str) and at in rows:
        keys.append(str(rows[at].values.get(path)).rpartition("/")[2])
        at = rows[at].values.get(parent)
    return "/".join(reversed(keys))
