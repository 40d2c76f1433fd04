"""What each step of the ladder needs to be believed, how long it stands still, and what looks wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council_app.domain.deliveries import (
    DeliveryLine,
    Former,
    Part,
    Worry,
    doubts_of_wording,
    is_link,
    judge,
    moved,
)
from council_app.domain.delivery_words import spoken, told
from council_app.domain.dues import due_of, due_said
from council_app.domain.enums import DeliveryStatus
from council_app.domain.records import DeliveryFacts
from council_app.i18n import LANGUAGES, translator

TODAY = date(2026, 12, 8)
EN = translator("en")
FACTS = DeliveryFacts(
    "d1", "late-fee", "Late fees", "gb", "GB", DeliveryStatus.HEARD, date(2026, 11, 15), "", "", "", "", owner="Mia Vance"
)
WHOLE = {
    DeliveryStatus.HEARD: FACTS,
    DeliveryStatus.INVESTIGATING: replace(FACTS, status=DeliveryStatus.INVESTIGATING),
    DeliveryStatus.PLANNED: replace(FACTS, status=DeliveryStatus.PLANNED, due="2027-01-12"),
    DeliveryStatus.IN_TEST: replace(FACTS, status=DeliveryStatus.IN_TEST, with_whom="300 customers in Manchester", due="2026-12-18"),
    DeliveryStatus.SHIPPED: replace(FACTS, status=DeliveryStatus.SHIPPED, owner="", proof="https://example.org/release/4711"),
    DeliveryStatus.DECLINED: replace(FACTS, status=DeliveryStatus.DECLINED, owner="", reason="it would raise the price for all"),
}
"""One delivery of each status that says everything it must."""


def line(facts: DeliveryFacts, *former: Former, owner: str = "") -> DeliveryLine:
    return judge(facts, today=TODAY, insight_owner=owner, former=former)


def needs(facts: DeliveryFacts) -> list[tuple[str, str]]:
    return [(need.part.value, EN.say(need.says)) for need in line(facts).needs]


def doubts(facts: DeliveryFacts, *former: Former) -> list[tuple[str, str]]:
    return [(doubt.part.value, EN.say(doubt.says)) for doubt in line(facts, *former).doubts]


@pytest.mark.parametrize("status", DeliveryStatus)
def test_a_delivery_that_says_everything_needs_nothing_and_looks_right(status: DeliveryStatus) -> None:
    found = line(WHOLE[status])
    assert (found.needs, found.doubts, found.worry) == ((), (), Worry.NOTHING)


@pytest.mark.parametrize(
    ("status", "lacking", "need"),
    [
        (DeliveryStatus.HEARD, {"since": None}, ("since", "Say since when")),
        (DeliveryStatus.HEARD, {"owner": ""}, ("owner", "Name an owner")),
        (DeliveryStatus.INVESTIGATING, {"owner": "tbd"}, ("owner", "“tbd” is nobody yet: name one person")),
        (DeliveryStatus.INVESTIGATING, {"owner": "Payments team"}, ("owner", "Payments team, but no person yet")),
        (DeliveryStatus.PLANNED, {"due": ""}, ("due", "Say by when")),
        (DeliveryStatus.IN_TEST, {"with_whom": "  "}, ("with_whom", "Say with whom it is tested")),
        (DeliveryStatus.IN_TEST, {"with_whom": "TBD"}, ("with_whom", "Say with whom it is tested")),
        (DeliveryStatus.SHIPPED, {"proof": ""}, ("proof", "Give the proof that it is there")),
        (DeliveryStatus.SHIPPED, {"since": None}, ("since", "Say since when")),
        (DeliveryStatus.DECLINED, {"reason": "noch offen"}, ("reason", "Say why not")),
        (DeliveryStatus.DECLINED, {"reason": ""}, ("reason", "Say why not")),
    ],
)
def test_what_a_status_needs_is_said_with_the_field_it_belongs_to(
    status: DeliveryStatus, lacking: dict[str, str | None], need: tuple[str, str]
) -> None:
    assert needs(replace(WHOLE[status], **lacking)) == [need]  # type: ignore[arg-type] - one field of each kind


def test_the_insights_owner_sees_to_it_where_the_market_named_nobody() -> None:
    found = line(replace(FACTS, owner=""), owner="Omar Lind")
    assert (found.owner, found.own_owner, found.ownerless, found.needs) == ("Omar Lind", False, False, ())


def test_shipped_and_declined_need_no_owner() -> None:
    assert [line(WHOLE[status]).ownerless for status in (DeliveryStatus.SHIPPED, DeliveryStatus.DECLINED)] == [False, False]


# -- what looks wrong


@pytest.mark.parametrize(
    ("facts", "doubt"),
    [
        (
            replace(WHOLE[DeliveryStatus.SHIPPED], since=date(2026, 12, 9)),
            ("since", "It is said to be shipped, but only from 9 December 2026"),
        ),
        (replace(WHOLE[DeliveryStatus.PLANNED], due="2026-10"), ("due", "Due before it began")),
        (replace(WHOLE[DeliveryStatus.IN_TEST], due="2026-11-14"), ("due", "Due before it began")),
        (replace(WHOLE[DeliveryStatus.HEARD], due="2026-13-45"), ("due", "“2026-13-45” is no day, month or quarter")),
        (
            replace(WHOLE[DeliveryStatus.SHIPPED], with_whom="300 customers"),
            ("with_whom", "Shipped means for everyone: with some it is still in test"),
        ),
        (
            replace(WHOLE[DeliveryStatus.SHIPPED], proof="see the wiki"),
            ("proof", "The proof is no link: give an address that begins with https://"),
        ),
        (
            replace(WHOLE[DeliveryStatus.SHIPPED], proof="javascript:alert(1)"),
            ("proof", "The proof is no link: give an address that begins with https://"),
        ),
    ],
)
def test_what_looks_wrong_is_said_with_the_field_it_belongs_to(facts: DeliveryFacts, doubt: tuple[str, str]) -> None:
    assert doubts(facts) == [doubt]


def test_a_step_that_began_before_the_one_before_it_looks_wrong() -> None:
    planned = Former(DeliveryStatus.PLANNED, date(2026, 11, 20), left=date(2026, 11, 30))
    assert doubts(WHOLE[DeliveryStatus.IN_TEST], planned) == [
        ("since", "in test since 15 November 2026, but planned only since 20 November 2026")
    ]


def test_what_was_said_to_have_shipped_and_has_not_is_not_forgotten() -> None:
    shipped = Former(DeliveryStatus.SHIPPED, date(2026, 11, 1), left=date(2026, 11, 15))
    assert doubts(WHOLE[DeliveryStatus.IN_TEST], shipped) == [
        ("status", "It was said to have shipped on 1 November 2026: look at what is published")
    ]


def test_a_slip_of_the_finger_put_right_the_same_day_is_no_history() -> None:
    slip = Former(DeliveryStatus.SHIPPED, date(2026, 11, 20), left=date(2026, 11, 20))
    assert doubts(WHOLE[DeliveryStatus.IN_TEST], slip) == []


def test_a_wording_that_says_more_than_the_status_is_named_with_its_locale() -> None:
    facts = replace(
        WHOLE[DeliveryStatus.IN_TEST],
        wording={"en-GB": "You can now pick your own due date.", "de-DE": "Sie können das Datum jetzt wählen.", "sv-SE": "Vi testar det."},
    )
    assert [EN.say(remark.says) for remark in doubts_of_wording(facts)] == [
        "de-DE: “Sie können”, but here it is in test",
        "en-GB: “You can now”, but here it is in test",
    ]


def test_a_wording_that_promises_everything_is_named() -> None:
    facts = replace(WHOLE[DeliveryStatus.SHIPPED], wording={"en-GB": "We guarantee that all customers have it."})
    assert [remark.part for remark in doubts_of_wording(facts)] == [Part.WORDING] * 2


# -- ages


def test_the_line_under_a_title_says_what_is_to_be_known_next() -> None:
    legal = replace(WHOLE[DeliveryStatus.INVESTIGATING], since=date(2026, 10, 28), reason="Legal reads the wording")
    cases = [
        replace(FACTS, owner=""),
        legal,
        *WHOLE.values(),
        replace(WHOLE[DeliveryStatus.IN_TEST], due="2026-12-07"),
        replace(WHOLE[DeliveryStatus.SHIPPED], proof=""),
        replace(WHOLE[DeliveryStatus.IN_TEST], due=""),
        replace(WHOLE[DeliveryStatus.PLANNED], due="2027-Q1"),
        replace(FACTS, since=TODAY),
    ]
    assert [told(line(facts), EN) for facts in cases] == [
        "23 days without an owner",
        "Legal reads the wording, 41 days",
        "Mia Vance, 23 days",
        "Mia Vance, 23 days",
        "for 12 Jan 2027, Mia Vance",
        "300 customers in Manchester, to 18 Dec",
        "for everyone, 15 Nov",
        "because it would raise the price for all",
        "overdue since 7 Dec, Mia Vance",
        "Give the proof that it is there",
        "300 customers in Manchester, since 15 Nov",
        "for 2027-Q1, Mia Vance",
        "Mia Vance, since today",
    ]


def test_nobody_is_told_twice_that_an_owner_is_missing() -> None:
    facts = replace(WHOLE[DeliveryStatus.PLANNED], owner="", due="")
    assert spoken(line(facts), EN) == "Late fees, planned, 23 days without an owner, Say by when"


def test_what_a_row_draws_is_said_to_who_cannot_see_it() -> None:
    facts = replace(WHOLE[DeliveryStatus.SHIPPED], proof="", with_whom="20 people")
    assert spoken(line(facts), EN) == (
        "Late fees, shipped, Give the proof that it is there, Shipped means for everyone: with some it is still in test"
    )


def test_a_month_is_over_after_its_last_day() -> None:
    due = [line(replace(WHOLE[DeliveryStatus.PLANNED], due=text)).overdue for text in ("2026-11", "2026-12", "2026-Q3", "2026", "2025")]
    assert due == [date(2026, 11, 30), None, date(2026, 9, 30), None, date(2025, 12, 31)]


def test_nothing_finished_is_overdue_or_slow() -> None:
    old = [replace(WHOLE[status], due="2020-01-01", since=date(2019, 1, 1)) for status in (DeliveryStatus.SHIPPED, DeliveryStatus.DECLINED)]
    assert [(line(facts).overdue, line(facts).slow) for facts in old] == [(None, False)] * 2


def test_what_stands_for_long_without_a_day_to_come_is_slow() -> None:
    investigating = replace(WHOLE[DeliveryStatus.INVESTIGATING], since=date(2026, 11, 8))
    assert [line(each).worry for each in (investigating, replace(investigating, due="2027"))] == [Worry.SLOW, Worry.NOTHING]


def test_what_is_most_pressing_comes_first() -> None:
    facts = replace(FACTS, owner="", since=None, due="2026-01")
    assert line(facts).worry is Worry.OVERDUE
    assert line(replace(facts, due="")).worry is Worry.OWNERLESS
    assert line(replace(facts, due="", owner="Mia Vance")).worry is Worry.MISSING


# -- moving on


def test_a_step_is_dated_and_loses_what_only_the_step_before_could_say() -> None:
    assert moved(DeliveryStatus.IN_TEST, TODAY) == {Part.STATUS: DeliveryStatus.IN_TEST, Part.SINCE: TODAY, Part.REASON: ""}
    assert moved(DeliveryStatus.SHIPPED, TODAY) == {
        Part.STATUS: DeliveryStatus.SHIPPED,
        Part.SINCE: TODAY,
        Part.REASON: "",
        Part.SCOPE: "",
    }


# -- hostile text


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026-02-30", "0000-01", "2026-00", "2026-13", "2026-Q5", "2026-1-1", "12.01.2027", "２０２７-01", "2027-01-12T00"],
)
def test_what_is_no_due_is_none(text: str) -> None:
    assert due_of(text) is None


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://example.org/release/4711", True),
        ("HTTP://example.org", True),
        ("https://", False),
        ("example.org", False),
        ("javascript:alert(1)", False),
        ("https://example.org/a b", False),
        ("file:///etc/passwd", False),
        ('https://example.org/"><script>', False),
        ("see https://example.org", False),
    ],
)
def test_only_an_address_of_the_web_is_a_link(text: str, link: bool) -> None:
    assert is_link(text) is link


_TEXTS = st.text(max_size=40)
_DAYS = st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1))
_ANY = st.builds(
    DeliveryFacts,
    id=st.just("d"),
    insight_key=st.just("i"),
    insight_title=_TEXTS,
    market_key=st.just("gb"),
    country=st.just("GB"),
    status=st.sampled_from(DeliveryStatus),
    since=_DAYS,
    with_whom=_TEXTS,
    due=_TEXTS | st.from_regex(r"[0-9]{4}(-Q[0-9]|-[0-9]{2}(-[0-9]{2})?)?", fullmatch=True),
    proof=_TEXTS,
    reason=_TEXTS,
    wording=st.dictionaries(st.sampled_from(["en-GB", "sv-SE", "xx"]), _TEXTS, max_size=2),
    owner=_TEXTS,
)


@settings(max_examples=150, deadline=None)
@given(facts=_ANY, language=st.sampled_from(sorted(LANGUAGES)))
def test_whatever_stands_in_a_delivery_it_can_be_judged_and_said(facts: DeliveryFacts, language: str) -> None:
    t = translator(language)
    found = line(facts)
    assert spoken(found, t)
    assert due_said(facts.due, t) == facts.due.strip() or due_of(facts.due) is not None
    assert (found.worry is Worry.NOTHING) == (not found.needs and not found.doubts and found.overdue is None and not found.slow)
