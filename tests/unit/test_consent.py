"""Consent is the latest answer, complete and not taken back; small groups stay hidden."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from council_app.domain.consent import ConsentRecord, may
from council_app.domain.disclosure import shown
from council_app.domain.enums import ConsentMethod, Purpose

DAY = datetime(2026, 3, 1, 18, 5, tzinfo=UTC)


def answer(
    days: int = 0, *, granted: bool = True, wording: str = "2026-01", withdrawn: int | None = None, purpose: Purpose = Purpose.QUOTE_PUBLIC
) -> ConsentRecord:
    taken_back = None if withdrawn is None else DAY + timedelta(days=withdrawn)
    return ConsentRecord(purpose, wording, ConsentMethod.SCREEN, DAY + timedelta(days=days), granted, taken_back)


@pytest.mark.parametrize(
    ("answers", "allowed"),
    [
        ([], False),
        ([answer()], True),
        ([answer(granted=False)], False),
        ([answer(wording=" ")], False),
        ([answer(purpose=Purpose.QUOTE_INTERNAL)], False),
        ([answer(withdrawn=1)], False),
        ([answer(), answer(1, granted=False)], False),
        ([answer(1), answer(granted=False)], True),
        ([answer(withdrawn=1), answer(2)], True),
        ([answer(withdrawn=3), answer(2)], False),
        ([answer(), answer(granted=False)], False),
    ],
    ids=["none", "yes", "no", "no wording", "other purpose", "withdrawn", "no later", "yes later", "given again", "withdrawn after", "tie"],
)
def test_the_latest_complete_answer_decides(answers: list[ConsentRecord], allowed: bool) -> None:
    assert may(Purpose.QUOTE_PUBLIC, answers) is allowed
    assert may(Purpose.QUOTE_PUBLIC, reversed(answers)) is allowed


@pytest.mark.parametrize(
    ("groups", "minimum", "ungrouped", "visible"),
    [
        ({"a": 8, "b": 7, "c": 10}, 5, 0, "abc"),
        ({"a": 3, "b": 6}, 5, 0, ""),
        ({"a": 3, "b": 6}, 5, 4, "b"),  # with four in no group, subtraction gives seven
        ({"a": 2, "b": 6, "c": 9, "d": 4}, 5, 0, "bc"),  # two small ones hide each other
        ({"a": 9, "b": 0, "c": 10}, 10, 0, ""),
        ({"a": 0, "b": 12}, 10, 0, ""),
    ],
)
def test_a_small_group_is_not_had_by_subtraction(groups: dict[str, int], minimum: int, ungrouped: int, visible: str) -> None:
    assert "".join(name for name, seen in shown(groups, minimum, ungrouped=ungrouped).items() if seen) == visible
