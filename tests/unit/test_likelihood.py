"""Evidence is counted in people, and what follows from it is said exactly or not at all."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council_app.domain.enums import NoteKind, Raised, SessionKind
from council_app.domain.evidence import Evidence, Shared, Voice, count
from council_app.domain.finite import finite_interval, finite_tail
from council_app.domain.intervals import above_half, chance, exact_interval, share, tail
from council_app.domain.likelihood import Verdict, likelihood


def voice(person: str | None, raised: Raised = Raised.ALONE, *, note: str = "n1", session: str = "am") -> Voice:
    return Voice(person, f"P{person}" if person else None, session, "se", raised, note, NoteKind.FRICTION)


def evidence(people: int, attendees: int, unprompted: int | None = None, nods: tuple[str, ...] = ()) -> Evidence:
    alone = people if unprompted is None else unprompted
    return Evidence(people, attendees, alone, people - alone, nods, notes=people)


def test_people_are_counted_once_however_often_they_speak() -> None:
    counted = count([voice("1", note="a"), voice("1", note="b"), voice("2", Raised.PROMPTED, note="c")], attendees=12)
    assert counted == Evidence(2, 12, 1, 1, (), ("am",), ("se",), notes=3)


def test_alone_wins_and_nods_are_listed_apart() -> None:
    voices = [voice("1", Raised.PROMPTED), voice("1", note="b", session="pm"), voice("1", Raised.AGREED), voice("2", Raised.AGREED)]
    assert count(voices, attendees=9) == Evidence(1, 9, 1, 0, ("P2",), ("am", "pm"), ("se",), notes=2)


def test_a_note_without_a_speaker_is_evidence_but_counts_nobody() -> None:
    counted = count([voice(None, note="a"), voice(None, Raised.AGREED, note="b")], attendees=5)
    assert (counted.people, counted.notes, counted.unattributed, counted.counts) == (0, 2, 1, True)


def test_who_spoke_was_there() -> None:
    assert count([voice("1"), voice("2", Raised.AGREED)], attendees=0).attendees == 2


@pytest.mark.parametrize(
    ("heard", "attendees", "low", "high"),
    [
        (4, 20, 0.057334, 0.436614),  # R's binom.confint, as kept in statsmodels' test results
        (1, 8, 0.003160, 0.526509),  # Clopper & Pearson 1934, beta quantiles
        (0, 8, 0.0, 0.369417),  # closed form 1 - .025^(1/8)
        (8, 8, 0.630583, 1.0),  # closed form .025^(1/8)
    ],
)
def test_the_interval_is_clopper_pearson(heard: int, attendees: int, low: float, high: float) -> None:
    assert exact_interval(heard, attendees) == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize(
    ("heard", "attendees", "rate", "expected"),
    [
        (3, 8, 0.05, 0.005788),  # binomial sum by hand: 1 - P(0) - P(1) - P(2)
        (3, 18, 0.01, 0.000729),
        (0, 8, 0.05, 1.0),
        (8, 8, 0.5, 0.00390625),  # 2^-8
    ],
)
def test_the_tail_is_binomial(heard: int, attendees: int, rate: float, expected: float) -> None:
    assert tail(heard, attendees, rate) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("heard", "attendees"), [(0, 0), (3, 2), (-1, 4)])
def test_an_impossible_count_is_refused(heard: int, attendees: int) -> None:
    with pytest.raises(ValueError, match=f"{heard} of {attendees}"):
        exact_interval(heard, attendees)


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.0, "0%"), (0.0032, "0.3%"), (0.041, "4%"), (0.5265, "53%"), (0.9968, "99.7%"), (1.0, "100%"), (0.0096, "1%"), (0.9996, "100%")],
)
def test_a_share_is_written_without_false_exactness(value: float, said: str) -> None:
    assert str(share(value)) == said


def test_a_chance_is_never_zero() -> None:
    assert [str(chance(value)) for value in (0.00049, 0.0007, 0.0)] == ["fewer than 0.1%", "0.1%", "0%"]


def test_a_chance_is_never_certain() -> None:
    assert [str(chance(value)) for value in (0.9994, 0.9996, 1.0)] == ["99.9%", "more than 99.9%", "100%"]


def test_three_of_eighteen_reads_as_in_the_product() -> None:
    assert [str(sentence) for sentence in likelihood(evidence(3, 18, unprompted=2)).sentences()] == [
        "3 of 18 attendees, unprompted 2; consistent with 4%–41% of customers like them (95%, exact)",
        "If only 1 in 100 had this, hearing it from 3 of 18 would happen in 0.1% of councils",
        "1 of them said it only when asked",
        "Attendees are invited, not drawn at random",
    ]


def test_five_of_eighteen_reads_as_in_the_design() -> None:
    assert [str(sentence) for sentence in likelihood(evidence(5, 18, nods=("P05", "P09", "P12"))).sentences()] == [
        "5 of 18 attendees, all unprompted; consistent with 10%–53% of customers like them (95%, exact)",
        "If only 1 in 20 had this, hearing it from 5 of 18 would happen in 0.2% of councils",
        "3 nods along (P05, P09, P12) are not counted",
        "Attendees are invited, not drawn at random",
    ]


def test_all_prompted_withholds_interval_and_tail() -> None:
    judged = likelihood(evidence(3, 18, unprompted=0))
    assert (judged.verdict, judged.low, judged.high, judged.tail) == (Verdict.PROMPTED, None, None, None)
    assert [str(sentence) for sentence in judged.sentences()] == [
        "3 of 18 attendees, all prompted; no interval, because everybody was asked",
        "3 of them said it only when asked",
    ]


def test_more_than_sixty_points_is_too_wide_to_say() -> None:
    judged = likelihood(evidence(1, 3))
    assert judged.verdict is Verdict.WIDE
    assert str(judged.sentences()[0]) == "1 of 3 attendees, unprompted; too wide to say how many customers like them (95%, exact)"


@pytest.mark.parametrize("attendees", [0, 8])
def test_nobody_heard_concludes_nothing(attendees: int) -> None:
    judged = likelihood(evidence(0, attendees))
    assert (judged.verdict, judged.low, judged.tail) == (Verdict.NOBODY, None, None)
    assert [str(sentence) for sentence in judged.sentences()] == [f"nobody of {attendees} attendees; nothing to conclude"]


def test_everybody_heard_still_has_an_interval() -> None:
    judged = likelihood(evidence(18, 18))
    assert str(judged.sentences()[0]) == "18 of 18 attendees, all unprompted; consistent with 81%–100% of customers like them (95%, exact)"


def test_a_council_that_is_the_population_has_no_interval() -> None:
    assert likelihood(evidence(4, 12), population=12).verdict is Verdict.EVERYBODY


# -- the chosen rate, and more than half


@pytest.mark.parametrize(
    ("heard", "attendees", "one_in", "expected"),
    [(3, 18, 100, 0.000729), (3, 18, 20, 0.058128), (3, 18, 2, 0.999344), (3, 8, 20, 0.005788)],
)
def test_the_rate_to_compare_with_is_chosen_by_whoever_asks(heard: int, attendees: int, one_in: int, expected: float) -> None:
    judged = likelihood(evidence(heard, attendees), one_in=one_in)
    assert (judged.one_in, judged.tail) == (one_in, pytest.approx(expected, abs=1e-6))
    assert str(judged.surprise()).startswith(f"If only 1 in {one_in} had this, hearing it from {heard} of {attendees}")


def test_the_posterior_of_more_than_half_is_that_of_jeffreys() -> None:
    assert above_half(6, 8) == pytest.approx(0.9233, abs=1e-4)  # Beta(6.5, 2.5)
    assert above_half(4, 8) == pytest.approx(0.5, abs=1e-12)  # symmetric
    assert above_half(0, 3) + above_half(3, 3) == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize(
    ("heard", "attendees", "said"),
    [
        (6, 8, "That more than half the customers like them have this is 92% probable (Jeffreys)"),
        (18, 18, "That more than half the customers like them have this is more than 99.9% probable (Jeffreys)"),
        (3, 18, "None"),
    ],
)
def test_more_than_half_is_said_where_the_room_does_not_rule_it_out(heard: int, attendees: int, said: str) -> None:
    assert str(likelihood(evidence(heard, attendees)).majority()) == said


@pytest.mark.parametrize(("one_in", "said"), [(10, "85%"), (100, "17%"), (2, "more than 99.9%")])  # 1 - .9^18, 1 - .99^18, 1 - .5^18
def test_a_room_of_this_size_is_said_to_hear_what_so_many_have(one_in: int, said: str) -> None:
    assert str(likelihood(evidence(3, 18), one_in=one_in).outlook()[0]) == (
        f"With 18 attendees, a problem that 1 in {one_in} has is heard with {said} probability, if those who have it speak up"
    )


def test_another_room_is_foretold_from_all_shares_that_may_be_and_not_from_the_one_that_was_seen() -> None:
    judged = likelihood(evidence(3, 18))
    # Beta-binomial by hand, Beta(3.5, 15.5): the product of (15.5 + i) / (19 + i); one share of 3/18 would promise 96%.
    missed = 1.0
    for number in range(18):
        missed *= (15.5 + number) / (19 + number)
    assert judged.again == pytest.approx(1 - missed, abs=1e-12)
    assert judged.again < 1 - (15 / 18) ** 18
    assert str(judged.outlook()[1]) == "As many others like them would bring this up again with 92% probability"


def test_where_nothing_can_be_said_of_others_nothing_is_foretold() -> None:
    assert [likelihood(evidence(3, 18, unprompted=0)).outlook(), likelihood(evidence(0, 18)).outlook()] == [(), ()]


def test_among_few_customers_the_chance_is_counted_without_putting_back() -> None:
    judged = likelihood(evidence(3, 18), population=120, one_in=20)
    assert judged.hearing == pytest.approx(finite_tail(1, 18, 120, 6), abs=1e-12)
    assert (judged.again, len(judged.outlook())) == (None, 1)


# -- few customers


@pytest.mark.parametrize(
    ("heard", "attendees", "customers", "low", "high"),
    [  # by enumeration of every possible number of customers, with scipy's hypergeometric distribution
        (3, 18, 120, 6 / 120, 47 / 120),
        (6, 12, 24, 7 / 24, 17 / 24),
        (0, 5, 10, 0.0, 3 / 10),
        (5, 5, 10, 7 / 10, 1.0),
        (3, 12, 12, 3 / 12, 3 / 12),
    ],
)
def test_among_few_customers_the_interval_is_hypergeometric(heard: int, attendees: int, customers: int, low: float, high: float) -> None:
    assert finite_interval(heard, attendees, customers) == pytest.approx((low, high), abs=1e-12)


def test_a_large_population_gives_the_interval_of_an_endless_one() -> None:
    assert finite_interval(3, 18, 1_000_000) == pytest.approx(exact_interval(3, 18), abs=1e-5)


@pytest.mark.parametrize(
    ("heard", "having", "expected"),
    [(1, 2, 1 - (8 * 7 * 6) / (10 * 9 * 8)), (3, 3, 1 / 120), (0, 0, 1.0), (1, 0, 0.0), (2, 9, 1.0)],  # 3 drawn of 10, counted by hand
)
def test_the_tail_among_few_is_counted_without_putting_back(heard: int, having: int, expected: float) -> None:
    assert finite_tail(heard, 3, 10, having) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("heard", "attendees", "customers"), [(3, 2, 9), (1, 9, 8), (0, 0, 4), (-1, 3, 9)])
def test_an_impossible_count_among_few_is_refused(heard: int, attendees: int, customers: int) -> None:
    with pytest.raises(ValueError, match=f"{heard} of {attendees} of {customers}"):
        finite_interval(heard, attendees, customers)


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n, 400))))
@settings(max_examples=150, deadline=None)
def test_fewer_customers_never_widen_the_interval_much_and_always_hold_what_was_seen(drawn: tuple[int, int, int]) -> None:
    heard, attendees, customers = drawn
    low, high = finite_interval(heard, attendees, customers)
    least, most = round(low * customers), round(high * customers)
    assert heard <= least <= most <= customers - (attendees - heard)
    assert low - 1 / customers <= heard / attendees <= high + 1 / customers
    endless_low, endless_high = exact_interval(heard, attendees)
    assert low >= endless_low - 1 / customers
    assert high <= endless_high + 1 / customers


def test_a_noticeable_part_of_all_customers_is_said_to_be_one() -> None:
    judged = likelihood(evidence(3, 18), population=120, one_in=20)
    assert (judged.population, judged.low, judged.high, judged.above_half) == (120, 6 / 120, 47 / 120, None)
    assert judged.tail == pytest.approx(finite_tail(3, 18, 120, 6), abs=1e-12)
    assert str(judged.reach()) == "consistent with 5%–39% of all 120 customers (95%, exact for so few)"


def test_a_small_part_of_all_customers_changes_nothing() -> None:
    judged = likelihood(evidence(3, 18), population=361)
    assert (judged.population, judged.low) == (None, exact_interval(3, 18)[0])


# -- what weakens the numbers


def test_a_room_that_talked_along_is_said_to_be_a_group() -> None:
    said = [str(each) for each in likelihood(evidence(2, 18, nods=("P05", "P09"))).cautions()]
    assert said == [
        "2 nods along (P05, P09) are not counted",
        "The room talked as a group: those who said it may not have said it independently",
        "Attendees are invited, not drawn at random",
    ]


def test_nods_are_told_where_seats_are_not() -> None:
    judged = replace(likelihood(evidence(5, 18, nods=("P05",))), agreed_seats=())
    assert "1 nod along is not counted" in [str(each) for each in judged.cautions()]


def test_recruiting_is_said() -> None:
    heard = replace(evidence(3, 9), recruited=("complained",), shared=(Shared("new", 4),))
    assert [str(each) for each in likelihood(heard).cautions()] == [
        "Attendees are invited, not drawn at random",
        "Everybody there is “complained”: this says nothing about other customers",
        "All who said it are “new”, as are 4 of 9 attendees",
    ]


def test_calls_reach_who_complained_and_colleagues_are_no_customers() -> None:
    called = likelihood(replace(evidence(2, 9), beside=(SessionKind.CALL,)))
    seen = likelihood(replace(evidence(2, 9), beside=(SessionKind.GEMBA,)))
    assert "Those called had complained before: this says nothing about other customers" in [str(each) for each in called.cautions()]
    assert (seen.verdict, seen.low, seen.tail, seen.above_half) == (Verdict.STAFF, None, None, None)
    assert str(seen.reach()) == "no interval, because colleagues are not customers"


def test_what_is_not_counted_is_said() -> None:
    heard = replace(evidence(3, 18), withheld=1, outside=2)
    assert [str(each) for each in likelihood(heard).cautions()][1:] == [
        "1 note is not counted: its speaker took back consent",
        "2 more people said it outside a council and are not counted",
    ]


def test_nobody_in_a_small_room_is_no_upper_bound() -> None:
    """No rule of three: at n under 30 it is wrong, and silence of people who were not asked bounds nothing."""
    for attendees in (8, 29, 30, 1500):
        judged = likelihood(evidence(0, attendees))
        assert (judged.high, judged.tail, judged.above_half) == (None, None, None)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.integers(0, n), st.just(n))), st.integers(2, 10_000))
@settings(max_examples=200, deadline=None)
def test_no_sentence_gives_one_share_of_customers(drawn: tuple[int, int, int], one_in: int) -> None:
    people, alone, attendees = drawn
    judged = likelihood(evidence(people, attendees, unprompted=min(people, alone)), one_in=one_in)
    for sentence in judged.sentences():
        assert re.search(r"(?<![–.\d])\d+(\.\d)?% of (all \d+ )?customers", str(sentence)) is None
