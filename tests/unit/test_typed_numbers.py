"""Numbers typed into the table of parts: as the window's language writes them, and as people type them anyway."""

import pytest

from council_app.domain.enums import RankMethod
from council_app.domain.ranking.parts import part_named
from council_app.i18n import translator
from council_app.ui.screens.insights.ranking.typed import NotANumber, plain_number, read_number, stepped

REACH = part_named(RankMethod.RICE, "reach")
CONFIDENCE = part_named(RankMethod.RICE, "confidence")


@pytest.mark.parametrize(
    ("tag", "typed", "number"),
    [
        ("en", "2,000", 2000),
        ("en", "0.8", 0.8),
        ("en", "0,8", 0.8),
        ("de", "2.000", 2000),
        ("de", "0,8", 0.8),
        ("de", "0.8", 0.8),
        ("sv", "2 000", 2000),
        ("fr", "2\u202f000,5", 2000.5),
        ("en", " ", None),
    ],
)
def test_a_number_is_read_as_it_was_meant(tag: str, typed: str, number: float | None) -> None:
    assert read_number(translator(tag), REACH, typed) == number


def test_a_percentage_is_a_share_only_where_shares_are_judged() -> None:
    assert read_number(translator("de"), CONFIDENCE, "80 %") == 0.8
    with pytest.raises(NotANumber, match="“80%” is not a number"):
        read_number(translator("en"), REACH, "80%")


@pytest.mark.parametrize("tag", ["en", "sv", "de", "fr", "nl"])
def test_what_is_typed_over_reads_as_itself(tag: str) -> None:
    t = translator(tag)
    assert [read_number(t, REACH, plain_number(t, value)) for value in (0.25, 2000, 1234567.5)] == [0.25, 2000, 1234567.5]


def test_steps_stay_on_the_scale() -> None:
    assert [stepped(CONFIDENCE, value, steps) for value, steps in ((0.95, 2), (0.05, -3), (0.8, 1), (None, 1), (None, -1))] == [
        1,
        0,
        0.85,
        0,
        0,
    ]
