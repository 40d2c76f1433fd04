"""What is not there is offered as what was probably meant, and nothing that was typed is swallowed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_app.domain.doubts import Doubt, Why, doubts
from council_app.domain.grammar import parse

PEOPLE = [("P01", "Ada Byrd"), ("P09", "Marta Öhman"), ("P10", "Marcus Lind"), ("P12", "Jörg Weiß")]
PATHS = ["access", "access/type-size", "checkout", "checkout/fees", "fees", "returns/fees"]


def found(line: str) -> list[Doubt]:
    return list(doubts(parse(line), PEOPLE, PATHS))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("too dear @19", Doubt(Why.NO_SEAT, "@19", ("@P09", "@P01", "@P10"))),
        ("too dear @P99", Doubt(Why.NO_SEAT, "@P99", ("@P09",))),
        ("too dear @21", Doubt(Why.NO_SEAT, "@21", ("@P01", "@P12"))),
        ("too dear @7", Doubt(Why.NO_SEAT, "@7", ())),
        ("too dear @mrta", Doubt(Why.NOBODY, "@mrta", ("@P09",))),
        ("too dear @jurg", Doubt(Why.NOBODY, "@jurg", ("@P12",))),
        ("too dear @zzz", Doubt(Why.NOBODY, "@zzz", ())),
        ("too dear @mar", Doubt(Why.SEVERAL, "@mar", ("@P09", "@P10"))),
        ("too dear #chekout", Doubt(Why.NEW_TAG, "#chekout", ("#checkout", "#checkout/fees"))),
        ("too dear #typesize", Doubt(Why.NEW_TAG, "#typesize", ("#access/type-size",))),
        ("too dear #wheels", Doubt(Why.NEW_TAG, "#wheels", ())),
    ],
)
def test_the_likeliest_meaning_is_offered_first(line: str, expected: Doubt) -> None:
    assert found(line) == [expected]


@pytest.mark.parametrize("line", ["@9 @P10 @ada @weiss hello #checkout #Checkout/Fees #type-size #fees", "", "- !!!", "no tokens at all"])
def test_what_is_clear_raises_no_doubt(line: str) -> None:
    assert found(line) == []


def test_an_ending_that_several_paths_share_is_new_and_they_are_offered() -> None:
    only = list(doubts(parse("dear #late"), PEOPLE, ["fees/late", "post/late"]))
    assert only == [Doubt(Why.NEW_TAG, "#late", ("#fees/late", "#post/late"))]


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["-", "+", "~", ">", "!!", "@19", "@mar", "@@7", "#chekout", "##x", "#a//b", "#1", '"', "“", "«", " ", "\t", "@", "#"]
        ),
        st.text(max_size=8),
    ),
    max_size=16,
).map("".join)
QUOTES = Counter('"“”„«»‘’‚')


@given(LINES)
def test_every_character_typed_is_in_a_part_that_was_read_or_in_the_text(line: str) -> None:
    parsed = parse(line)
    tokens = "" if parsed.problem else "".join(token.text for token in parsed.tokens)
    kept = Counter("".join((tokens + parsed.text).split()))
    lost = Counter("".join(line.split())) - kept
    assert not parsed.verbatim or sum(lost.values()) == 2
    assert set(lost) <= (set(QUOTES) if parsed.verbatim else set())
    assert kept <= Counter("".join(line.split()))


@given(LINES)
def test_a_doubt_names_a_token_that_stands_in_the_line(line: str) -> None:
    parsed = parse(line)
    typed = {token.text for token in parsed.tokens}
    assert {doubt.typed for doubt in doubts(parsed, PEOPLE, PATHS)} <= typed
