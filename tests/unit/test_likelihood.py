"""Evidence is counted in people, and what follows from it is said exactly or not at all."""

from __future__ import annotations

import pytest

from council_app.domain.enums import NoteKind, Raised
from council_app.domain.evidence import Evidence, Voice, count
from council_app.domain.intervals import chance, exact_interval, share, tail
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
