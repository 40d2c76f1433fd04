"""What lies on the words of a text that somebody else changed meanwhile lies on the same words in the text that stands now.

Whoever changes a text moves what they know to lie on it, and says so. Only a span laid without knowing the text that stands now,
on a text that was written without knowing the span, has to be moved here.
"""

from __future__ import annotations

from council_app.domain.anchors import Span, moved
from council_app.domain.merge.changes import Change, Op
from council_app.domain.merge.rows import RowState, value_at
from council_app.domain.merge.schema import Spanned
from council_app.domain.merge.world import Saying, Settled, World

STARTS, ENDS = "starts", "ends"


def placed(found: Settled, world: World) -> None:
    """Move the spans that nobody else has moved."""
    for key, state in list(found.rows.items()):
        spanned = world.schema[key[0]].spanned
        if spanned is None or state.values.get(STARTS) is None:
            continue
        text = _text_row(found, state, spanned)
        laid = None if text is None else _laid(state, text.wrote.get(spanned.text), world)
        if text is not None and laid is not None:
            _move(found, state, spanned, text, laid, world)


def _text_row(found: Settled, state: RowState, spanned: Spanned) -> RowState | None:
    at: RowState | None = state
    for column, entity in spanned.way:
        value = None if at is None else at.values.get(column)
        at = None if value is None else found.rows.get((entity, str(value)))
    return at


def _laid(state: RowState, text: Change | None, world: World) -> Change | None:
    """Where it was laid, if whoever did so and whoever wrote the text did not know of each other."""
    laid = state.wrote.get(STARTS)
    if text is None or laid is None or laid.device == text.device:
        return None
    knew = world.knowledge.knew
    return None if knew(laid, text) or knew(text, laid) else laid


def _move(found: Settled, state: RowState, spanned: Spanned, text: RowState, laid: Change, world: World) -> None:
    shape = world.schema[text.entity]
    then = value_at(text.changes, spanned.text, shape, world.knowledge, world.reverses, laid)
    now = text.values.get(spanned.text)
    starts, ends = state.values[STARTS], state.values.get(ENDS)
    if not (isinstance(then, str) and isinstance(now, str) and isinstance(starts, int) and isinstance(ends, int)):
        return
    span: Span | None = moved([(starts, ends)], then, now)[0]
    if span == (starts, ends):
        return
    if span is None and spanned.vanishes:
        gone = {name: (value, None) for name, value in state.values.items() if value is not None}
        found.said.append(Saying(state.entity, state.row, Op.DELETE, gone))
        del found.rows[state.entity, state.row]
        return
    new = span or (None, None)
    found.said.append(Saying(state.entity, state.row, Op.UPDATE, {STARTS: (starts, new[0]), ENDS: (ends, new[1])}))
    state.values |= {STARTS: new[0], ENDS: new[1]}
