"""A filter and its JSON form: what is saved is read again exactly, and what is not understood is refused in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from council_app.domain.filter_forms import from_form, to_form
from council_app.domain.note_filter import Condition, Facet, Match, NoteFilter, Selection, filter_of, where
from council_app.errors import CouncilError

FEES = filter_of([where(Facet.TAG, "a", "b", match=Match.ALL), where(Facet.KIND, "friction"), Condition(Facet.STARRED, (), Match.NONE)])


def test_a_saved_filter_is_read_again_exactly() -> None:
    assert to_form(FEES) == {
        "version": 1,
        "conditions": [
            {"facet": "tag", "match": "all", "words": ["a", "b"]},
            {"facet": "kind", "words": ["friction"]},
            {"facet": "starred", "match": "none"},
        ],
    }
    assert from_form(to_form(FEES), "fees") == FEES


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ([], "this filter cannot be read"),
        ({"version": 2, "conditions": []}, "this filter was saved by a newer version of Council"),
        ({"version": 1, "conditions": [{"facet": "mood"}]}, "it filters by “mood”, which this version of Council does not know"),
        (
            {"version": 1, "conditions": [{"facet": "kind", "match": "most"}]},
            "it filters by “most”, which this version of Council does not know",
        ),
        ({"version": 1, "conditions": [{"facet": "kind", "words": ["joy"]}]}, "“kind” cannot be joy"),
        ({"version": 1, "conditions": [{"facet": "kind"}]}, "“kind” cannot be –"),
        ({"version": 1, "conditions": [{"facet": "kind", "match": "all", "words": ["praise"]}]}, "“kind” cannot be asked for in this way"),
        ({"version": 1, "conditions": [{"facet": "since", "words": ["soon"]}]}, "“since” cannot be soon"),
        ({"version": 1, "conditions": [{"facet": "starred"}] * 2}, "the same condition is there twice"),
    ],
)
def test_what_is_not_understood_is_refused_in_words(form: object, why: str) -> None:
    with pytest.raises(CouncilError) as refused:
        from_form(form, "fees")
    assert str(refused.value.why) == why


@given(
    some.recursive(
        some.none() | some.booleans() | some.integers() | some.text(), lambda each: some.lists(each) | some.dictionaries(some.text(), each)
    )
)
def test_no_form_is_a_fault(form: object) -> None:
    for given_form in (form, {"version": 1, "conditions": form}, {"version": 1, "conditions": [form]}):
        try:
            found = from_form(given_form, "fees")
        except CouncilError:
            continue
        assert found == NoteFilter()


def test_a_selection_spans_what_was_never_loaded() -> None:
    chosen = Selection(filter=FEES).toggled("n1")
    assert (chosen.holds("n1"), chosen.holds("n2"), chosen.counted) == (False, True, None)
    assert chosen.toggled("n1") == Selection(filter=FEES)
    assert Selection().toggled("n1").toggled("n2").counted == 2


def test_conditions_replace_one_another_by_facet_and_match() -> None:
    wanted = FEES.narrowed(where(Facet.KIND, "praise")).narrowed(where(Facet.KIND, "question", match=Match.NONE))
    assert [each.words for each in wanted.conditions if each.facet is Facet.KIND] == [("praise",), ("question",)]
    assert wanted.without(Facet.KIND, Match.NONE).without(Facet.TAG).conditions == (
        where(Facet.KIND, "praise"),
        Condition(Facet.STARRED, (), Match.NONE),
    )
