"""Shares of talking time: the silent are in the count, and nobody is called heavy after a minute."""

from __future__ import annotations

from dataclasses import replace

import pytest

from council_app.domain.talking import Talker, even_share, heavy, in_room, share, silent

ROOM = tuple(Talker(f"a{number}", f"P{number:02}", f"Guest {number}", here=True) for number in range(1, 11))


def spoke(**seconds: float) -> tuple[Talker, ...]:
    return tuple(replace(talker, seconds=seconds.get(talker.seat, 0.0)) for talker in ROOM)


def test_a_share_is_of_what_all_have_spoken() -> None:
    talkers = spoke(P01=60, P02=180)
    assert [share(talker, talkers) for talker in talkers[:3]] == [0.25, 0.75, 0]
    assert (share(ROOM[0], ROOM), even_share(ROOM), even_share(())) == (None, 0.1, None)


def test_a_note_is_being_heard_as_much_as_a_turn() -> None:
    talkers = (replace(ROOM[0], notes=1), replace(ROOM[1], seconds=9.0), ROOM[2])
    assert silent(talkers) == (ROOM[2],)


@pytest.mark.parametrize(
    ("seconds", "times"),
    [({"P01": 119, "P02": 1}, []), ({"P01": 540, "P02": 540, "P03": 540}, [3, 3, 3]), ({"P01": 300, "P02": 900}, [7]), ({}, [])],
    ids=["too early to say", "three of ten", "one beside another", "nobody"],
)
def test_three_times_an_even_share_is_heavy(seconds: dict[str, float], times: list[int]) -> None:
    assert [each.times for each in heavy(spoke(**seconds))] == times


def test_where_nobody_was_checked_in_everybody_with_a_seat_may_speak() -> None:
    away = tuple(replace(talker, here=False) for talker in ROOM)
    assert in_room(away) == away
    assert in_room((replace(away[0], notes=1), ROOM[1], away[2])) == (replace(away[0], notes=1), ROOM[1])
