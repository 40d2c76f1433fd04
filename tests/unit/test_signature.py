"""A signature is lines between 0 and 1, kept as JSON; a touch by chance is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_app.domain.signature import Stroke, from_json, is_signed, to_json

SHARE = st.floats(0, 1).map(lambda value: round(value, 4))
STROKES = st.lists(st.lists(st.tuples(SHARE, SHARE), max_size=20).map(tuple), max_size=5).map(tuple)


@given(STROKES)
def test_what_is_kept_is_what_was_drawn(strokes: tuple[Stroke, ...]) -> None:
    assert from_json(to_json(strokes)) == strokes


@pytest.mark.parametrize(
    ("strokes", "signed"),
    [
        ((), False),
        ((((0.5, 0.5),),), False),
        ((((0.5, 0.5), (0.55, 0.5)),), False),
        ((((0.2, 0.2), (0.4, 0.4)), ((0.2, 0.4), (0.4, 0.2))), True),
    ],
    ids=["nothing", "a dot", "a slip", "a cross"],
)
def test_ink_is_a_signature_when_it_can_be_meant(strokes: tuple[Stroke, ...], signed: bool) -> None:
    assert is_signed(strokes) is signed


TOO_MANY = "[" + "[[0,0]]," * 20_001 + "[]]"
NO_SIGNATURES = ["", "5", "[5]", "[[5]]", "[[[0.1]]]", "[[[0.1, 2]]]", "[[[0.1, NaN]]]", '[[["0", 0]]]', '{"a": 1}', TOO_MANY]


@pytest.mark.parametrize("text", NO_SIGNATURES, ids=lambda text: text[:20])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any message will do
        from_json(text)
