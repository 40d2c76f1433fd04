"""The door finds the one person who is meant, or says that it cannot; the forecast says how sure it is."""

from __future__ import annotations

from dataclasses import replace
from math import comb, exp, lgamma

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council_app.domain.door import DoorResult, Guest, GuestBook, answer, badge_code, find_guests, looks_like_badge
from council_app.domain.enums import AttendanceStatus
from council_app.domain.forecast import Turnout, forecast

NAMES = ("Anna Lind", "Anna Lindgren", "An Nguyen", "Björn Ö. Åkesson", "Zoë-Marie d'Arc", "سارة حسن")


def guest(number: int, name: str, status: AttendanceStatus = AttendanceStatus.CONFIRMED) -> Guest:
    return Guest(f"id{number}", f"P{number:02}", f"secret-{number}", name, f"{number}@example.org", status)


GUESTS = tuple(guest(number, name) for number, name in enumerate(NAMES, start=1))


def found(typed: str) -> list[str]:
    return [each.name for each in find_guests(typed, GUESTS)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("bj", ["Björn Ö. Åkesson"]),
        ("ÅK", ["Björn Ö. Åkesson"]),
        ("akesson bjorn", ["Björn Ö. Åkesson"]),
        ("marie", ["Zoë-Marie d'Arc"]),
        ("سا", ["سارة حسن"]),
        ("anna lind", ["Anna Lind"]),
        ("anna", ["Anna Lind", "Anna Lindgren"]),
        ("an", ["Anna Lind", "Anna Lindgren", "An Nguyen"]),
        ("an ng", ["An Nguyen"]),
        ("secret-2", ["Anna Lindgren"]),
        ("SECRET-2", []),
        ("p03", ["An Nguyen"]),
        ("  4@EXAMPLE.org ", ["Björn Ö. Åkesson"]),
        ("9@example.org", []),
        ("a", []),
        ("", []),
        ("%_*", []),
        ("lind lind", []),
    ],
)
def test_two_letters_an_address_or_a_badge_find_who_is_meant(typed: str, names: list[str]) -> None:
    assert found(typed) == names


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_typed_or_scanned_gets_an_answer(typed: str) -> None:
    matches = find_guests(typed, GUESTS)
    assert set(matches) <= set(GUESTS)
    assert answer(matches) in DoorResult


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(GUESTS))
def test_a_badge_always_means_its_own_guest(one: Guest) -> None:
    assert find_guests(one.secret or "", GUESTS) == (one,)


@pytest.mark.parametrize(
    ("statuses", "result"),
    [
        ([], DoorResult.UNKNOWN),
        (["confirmed"], DoorResult.ARRIVED),
        (["cancelled"], DoorResult.ARRIVED),
        (["no-show"], DoorResult.ARRIVED),
        (["arrived"], DoorResult.ALREADY),
        (["walk-in"], DoorResult.ALREADY),
        (["waiting"], DoorResult.WAITLISTED),
        (["arrived", "confirmed"], DoorResult.AMBIGUOUS),
    ],
)
def test_what_the_door_says(statuses: list[str], result: DoorResult) -> None:
    assert answer([guest(1, "Ada Lind", AttendanceStatus(status)) for status in statuses]) is result


def test_nothing_is_forecast_without_an_earlier_session() -> None:
    assert forecast([], expected=20) is None
    assert forecast([Turnout(0, 0)], expected=20) is None


def test_the_forecast_is_the_beta_binomial_of_all_earlier_sessions() -> None:
    """Expected values by direct summation of C(n, x) B(x + 30.5, n - x + 10.5) / B(30.5, 10.5)."""

    def log_beta(a: float, b: float) -> float:
        return lgamma(a) + lgamma(b) - lgamma(a + b)

    chances = [comb(20, x) * exp(log_beta(x + 30.5, 20 - x + 10.5) - log_beta(30.5, 10.5)) for x in range(21)]
    sums = [sum(chances[: x + 1]) for x in range(21)]
    made = forecast([Turnout(20, 14), Turnout(20, 16)], expected=20, here=3, capacity=20)
    assert made is not None
    low, high = (next(x for x in range(21) if sums[x] >= edge) for edge in (0.025, 0.975))
    assert (made.sessions, made.said_yes, made.came) == (2, 40, 30)
    assert (made.low, made.likely, made.high) == (3 + low, 3 + round(20 * 30.5 / 41), 3 + high)
    assert made.over_capacity == pytest.approx(1 - sums[17])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), min_size=1, max_size=6), st.integers(0, 60))
def test_a_forecast_stays_between_nobody_and_everybody(past: list[tuple[int, int]], expected: int) -> None:
    made = forecast([Turnout(*each) for each in past], expected=expected, capacity=10)
    assert made is not None
    assert 0 <= made.low <= made.likely <= made.high <= expected or expected == 0
    assert 0 <= (made.over_capacity or 0) <= 1


def test_a_book_finds_the_same_guests_after_somebody_in_it_changed() -> None:
    book = GuestBook(GUESTS)
    book.put(replace(GUESTS[1], name="Anna Berg", seat="P77"))
    assert [[each.name for each in book.find(typed)] for typed in ("anna", "lindgren", "p02", "p77", "be")] == [
        ["Anna Lind", "Anna Berg"],
        [],
        [],
        ["Anna Berg"],
        ["Anna Berg"],
    ]
    assert (len(book), [each.id for each in book]) == (6, [each.id for each in GUESTS])


CODES = tuple(replace(guest(number, name), secret=f"{number}Badge0fGuest{number:03}") for number, name in enumerate(NAMES, start=1))


@pytest.mark.parametrize("left", ["{}", "an{}", "{}na", "  {} ", "anna lind{}x"])
def test_a_scan_beside_letters_of_an_earlier_search_is_a_scan(left: str) -> None:
    assert GuestBook(CODES).badge(left.format(CODES[2].secret)) == CODES[2]


def test_letters_that_are_no_badge_are_none() -> None:
    book = GuestBook(CODES)
    assert [book.badge(typed) for typed in ("", "an", "1badge0fguest001", "x" * 40)] == [None] * 4
    assert [badge_code(typed) for typed in ("an", "Zed Unknown Personage", "anAb3dEf9hIjKlMn0p")] == [None, None, "Ab3dEf9hIjKlMn0p"]


def test_a_code_is_told_from_a_long_name() -> None:
    codes = ("aB3dEf9hIjKlMn0p", "aBcDeFgHiJkLmNoP", "abcdefgh1jklmnop")
    names = ("Maximilianstolle", "maximilianstolle", "MAXIMILIANSTOLLE")
    assert [looks_like_badge(each) for each in (*codes, *names)] == [True] * 3 + [False] * 3


def test_namesakes_are_known() -> None:
    book = GuestBook((guest(1, "Anna Lind"), guest(2, "ANNA lind"), guest(3, "Anna Berg")))
    assert [book.namesakes(each) for each in book] == [True, True, False]
