"""Whatever five laptops do, and whatever becomes of their packs: they agree in the end, and no word is lost."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from council_app.domain.merge.changes import Change, Op
from council_app.domain.merge.knowledge import Knowledge
from council_app.domain.merge.rows import ConflictKind
from council_app.domain.merge.state import settled
from council_app.domain.merge.taking_back import TakenBack
from council_app.domain.merge.world import World
from tests.laptop_days import Week
from tests.laptops import SCHEMA, Laptop

_STEP = st.tuples(st.integers(0, 4), st.integers(0, 18), st.integers(0, 11), st.integers(0, 11))
WEEKS = st.tuples(st.integers(2, 5), st.lists(_STEP, max_size=45))
MANY = settings(max_examples=150, deadline=None, derandomize=True)


def _week(given_week: tuple[int, list[tuple[int, int, int, int]]]) -> Week:
    count, steps = given_week
    week = Week([Laptop(name) for name in "abcde"[:count]])
    for step in steps:
        week.happen(*step)
    return week


@MANY
@given(WEEKS)
def test_laptops_that_met_show_the_same(given_week: tuple[int, list[tuple[int, int, int, int]]]) -> None:
    week = _week(given_week)
    week.meet()
    shown = [laptop.rows() for laptop in week.laptops]
    assert shown == [shown[0]] * len(shown)


@MANY
@given(WEEKS, st.randoms(use_true_random=False))
def test_the_order_of_changes_says_nothing(given_week: tuple[int, list[tuple[int, int, int, int]]], order: random.Random) -> None:
    week = _week(given_week)
    week.meet()
    laptop = week.laptops[0]
    changes = list(laptop.log.values())
    order.shuffle(changes)
    again = settled(changes, World(SCHEMA, Knowledge(changes), laptop.reverses))
    assert {key: state.values for key, state in again.rows.items()} == {key: state.values for key, state in laptop.state().rows.items()}
    assert again.said == laptop.state().said


@MANY
@given(WEEKS)
def test_every_text_that_nobody_replaced_knowingly_is_shown_or_waits_for_a_decision(
    given_week: tuple[int, list[tuple[int, int, int, int]]],
) -> None:
    week = _week(given_week)
    week.meet()
    laptop = week.laptops[0]
    state = laptop.state()
    gone = {(entity, row) for entity, row in laptop.state().erased}
    for key in {change.key for change in laptop.log.values() if change.entity == "note"} - gone:
        texts = {change.values["text"][1] for change in _unanswered(laptop, key)}
        row = state.rows.get(key)
        if row is None:
            assert _deleted_knowingly(laptop, key)
        elif texts:
            waiting = {each.values["text"][1] for one in row.conflicts if one.kind is ConflictKind.TEXT for each in one.others}
            assert {row.values["text"], *waiting} == texts


def _unanswered(laptop: Laptop, key: tuple[str, str]) -> list[Change]:
    """By the very definition: what was written, not taken back, and known to nobody who wrote the same text later."""
    own = [change for change in laptop.log.values() if change.key == key]
    taken_back = TakenBack(own, laptop.reverses)
    written = [change for change in own if "text" in change.values and change.op is not Op.DELETE and taken_back.counts(change, "text")]
    return [one for one in written if not any((one.device, one.seq) in laptop.knew[other.device, other.seq] for other in written)]


def _deleted_knowingly(laptop: Laptop, key: tuple[str, str]) -> bool:
    """Nobody edited it without knowing of a deletion, or an undo, of it."""
    own = [change for change in laptop.log.values() if change.key == key]
    taken_back = TakenBack(own, laptop.reverses)
    edits = [one for one in own if one.op is not Op.DELETE and any(taken_back.counts(one, name) for name in one.values)]
    ends = [one for one in own if one.op is Op.DELETE and taken_back.counts(one, "")]
    return all(any((one.device, one.seq) in laptop.knew[end.device, end.seq] for end in ends) for one in edits)


@MANY
@given(WEEKS)
def test_erased_people_never_come_back(given_week: tuple[int, list[tuple[int, int, int, int]]]) -> None:
    week = _week(given_week)
    week.meet()
    for maker, log in week.packs:
        week.laptops[0].take(log, maker)
    laptop = week.laptops[0]
    tombs = {change.key for change in laptop.log.values() if change.op is Op.ERASE}
    assert tombs & laptop.rows().keys() == set()
    assert [change for change in laptop.log.values() if change.key in tombs and change.values] == []
