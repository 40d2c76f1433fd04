"""The same person twice is found by what people really type, with the reason in words, and at ten thousand people as at ten."""

from dataclasses import replace

import pytest

from council_app.domain.duplicates import MOST_ALIKE, Candidate, Strength, find_duplicates, mailbox
from council_app.i18n import translator

ADA = Candidate("1", "Ada Lind", "ada@example.org", "+441234567890")


def alike(other: Candidate, one: Candidate = ADA) -> tuple[Strength, list[str]] | None:
    found = find_duplicates([other, one])
    return None if not found else (found[0].strength, [str(reason) for reason in found[0].reasons])


@pytest.mark.parametrize(
    ("other", "strength", "reasons"),
    [
        (Candidate("2", "A. Lind", "ADA+council@example.org"), Strength.SURE, ["mail to both goes to the same mailbox", "different names"]),
        (Candidate("2", "Ada Lind", "", "+441234567890"), Strength.SURE, ["the same telephone number", "the same name"]),
        (Candidate("2", "Ada Lind"), Strength.LIKELY, ["the same name"]),
        (Candidate("2", "Lind, ADA"), Strength.LIKELY, ["the same names in another order"]),
        (Candidate("2", "Ada Lindh"), Strength.POSSIBLE, ["names one letter apart"]),
        (
            Candidate("2", "Adа Lind".replace("а", "a"), "other@example.org"),
            Strength.POSSIBLE,
            ["the same name", "different e-mail addresses"],
        ),
        (
            Candidate("2", "Bo Moss", "bo@example.org", "+441234567890"),
            Strength.POSSIBLE,
            ["the same telephone number", "different names", "different e-mail addresses"],
        ),
    ],
)
def test_signs_make_a_pair_and_say_why(other: Candidate, strength: Strength, reasons: list[str]) -> None:
    assert alike(other) == (strength, reasons)


@pytest.mark.parametrize(
    "other",
    [
        Candidate("2", "Ben Moss", "ben@example.org", "+441111111111"),
        Candidate("2", "Ada Lind", "other@example.org", "+441111111111"),  # a namesake
        Candidate("2", "Ida Lind", "ida@example.org"),  # a sister
        Candidate("2", ""),
    ],
)
def test_who_differs_in_all_that_counts_is_not_offered(other: Candidate) -> None:
    assert alike(other) is None


def test_both_forms_of_a_letter_are_one_name() -> None:
    assert alike(Candidate("2", "A\u030asa O\u0308berg"), Candidate("1", "Åsa Öberg")) == (Strength.LIKELY, ["the same name"])


def test_two_in_one_room_are_probably_two() -> None:
    one = Candidate("1", "Ada Lind", "", "", frozenset({"s"}))
    found = alike(Candidate("2", "Ada Lind", "", "", frozenset({"s"})), one)
    assert found == (Strength.POSSIBLE, ["the same name", "both in the room at one session"])


def test_who_was_told_apart_is_not_offered_again() -> None:
    twins = [Candidate("1", "Ada Lind"), Candidate("2", "Ada Lind")]
    assert find_duplicates(twins, {frozenset({"2", "1"})}) == ()


def test_one_sign_typed_for_everybody_does_not_make_a_million_pairs() -> None:
    crowd = [Candidate(f"{number:05}", f"{number:05} {number * 7919:09}", "", "+440") for number in range(2_000)]
    assert len(find_duplicates(crowd)) == len(crowd) - 1
    few = crowd[:MOST_ALIKE]
    assert len(find_duplicates(few)) == MOST_ALIKE * (MOST_ALIKE - 1) // 2


def test_dots_mean_nothing_only_where_they_do() -> None:
    assert [mailbox("A.B+c@Gmail.com"), mailbox("a.b@example.org")] == ["ab@gmail.com", "a.b@example.org"]


def test_the_signs_of_a_pair_are_one_list_that_reads_as_a_sentence() -> None:
    found = alike(Candidate("2", "Ada Lind", "a.lind@example.com", rooms=frozenset({"am"})), replace(ADA, rooms=frozenset({"am"})))
    assert found is not None
    assert translator("en").items(found[1]) == "the same name, different e-mail addresses and both in the room at one session"
