"""A draft is written from the data, says what is true, and passes its own gate in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from council_app.domain.draft import Claim, Draft, Prose, Quote
from council_app.domain.evidence import Evidence
from council_app.domain.publishing import hold_back
from council_app.domain.publishing_facts import HeldCouncil, KnownPerson, PrototypeName, PublishingFacts, RaisedInsight, SaidNote
from council_app.domain.records import DeliveryFacts
from council_app.domain.writing import write_draft
from council_app.i18n import translator

AS_OF = date(2020, 6, 1)

FACTS = PublishingFacts(
    market="gb",
    country="GB",
    today=AS_OF,
    people=(KnownPerson("Ada Lindqvist", "ada@example.org", "+46 70 123 45 67", ("P01",)),),
    notes=(
        SaidNote("n1", "I never know when the money goes", True, True, ("charge-date",), "en-GB"),
        SaidNote("n2", "The letter came a week after the bank had taken it", True, False, ("charge-date",)),
        SaidNote("n3", "Ask Ada about it", True, True, ("charge-date",)),
        SaidNote("n4", "Mine said nothing of a day", True, True, ("charge-date",)),
        SaidNote("n5", "I look it up at the bank", True, True, ("charge-date",)),
        SaidNote("n6", "Pay Later Plus was clearer", True, True, ("charge-date",)),
        SaidNote("n7", "Looks for a date", False, True, ("charge-date",)),
        SaidNote("n8", "Something else", True, True, ()),
    ),
    prototypes=(PrototypeName("Pay Later Plus", date(2020, 7, 1)),),
    councils=(HeldCouncil("london-2020-03", "First London council", "London", date(2020, 3, 10), 14),),
    insights=(
        RaisedInsight("crossing", "Reminders cross with payments", "Wait for the payment file", Evidence(3, 14, 3, 0, notes=3)),
        RaisedInsight("charge-date", "Nobody knows the day of a charge", "Show every date", Evidence(7, 14, 5, 2, notes=9)),
        RaisedInsight("unheard", "Nobody said this", "Nothing", Evidence(0, 14, 0, 0)),
    ),
    deliveries=(
        DeliveryFacts(
            "d1", "charge-date", "Nobody knows the day of a charge", "gb", "GB", "in-test", date(2020, 4, 20), "300 customers", "", "", ""
        ),
        DeliveryFacts("d2", "crossing", "Reminders cross with payments", "gb", "GB", "planned", None, "", "2020-06", "", ""),
        DeliveryFacts("d3", "fees", "Reminder fees", "gb", "GB", "declined", None, "", "", "", "it would raise the price"),
        DeliveryFacts("d4", "pause", "Pausing a payment", "gb", "GB", "shipped", date(2020, 5, 3), "", "", "p", ""),
        DeliveryFacts("d5", "print", "Small print", "gb", "GB", "heard", None, "", "", "", ""),
        DeliveryFacts("d6", "type", "Small type", "gb", "GB", "investigating", date(2020, 5, 1), "", "", "", ""),
    ),
    other_countries=("SE",),
)


def write(facts: PublishingFacts = FACTS, locale: str = "en-GB") -> Draft:
    return write_draft(facts, translator(locale), as_of=AS_OF)


def texts(draft: Draft, heading: str) -> list[str]:
    return [block.text for section in draft.sections if section.heading == heading for block in section.blocks]


def test_the_post_follows_the_loop() -> None:
    assert [(section.heading, [block.text for block in section.blocks]) for section in write().sections] == [
        (
            "What you told us",
            [
                "14 customers met us in London on 10 March 2020. This is where things stand on 1 June 2020.",
                "Nobody knows the day of a charge. 7 of 14 attendees said so, 5 of them without being asked.",
                "I never know when the money goes",
                "Mine said nothing of a day",
                "Reminders cross with payments. 3 of 14 attendees said so without being asked.",
            ],
        ),
        ("What we decided", ["Of the points you raised: 1 done, 1 in test, 1 planned, 2 still open and 1 declined."]),
        ("What is different now", ["Pausing a payment. United Kingdom: for everyone since 3 May 2020."]),
        ("What we are testing, and with whom", ["Show every date. In test with 300 customers since 20 April 2020."]),
        ("What we will not do, and why", ["Reminder fees. We decided against it. The reason: it would raise the price."]),
        (
            "What comes next, and when",
            [
                "Wait for the payment file. Planned for June 2020.",
                "Small type. Being looked into since 1 May 2020.",
                "Small print. Heard, and not decided yet.",
            ],
        ),
        ("Is something wrong here?", ["Tell the person who invited you: we correct it here and say what was changed."]),
    ]


def test_every_verbatim_note_is_quoted_or_listed_with_the_reason() -> None:
    assert [(left.note, str(left.why)) for left in write().left_out] == [
        ("n2", "Who said this has not allowed it to be quoted in public"),
        ("n3", "It names or identifies somebody"),
        ("n5", "There are enough quotes here without it"),
        ("n6", "It names a prototype that is not public yet"),
    ]


def test_quotes_and_claims_keep_their_links() -> None:
    blocks = [block for section in write().sections for block in section.blocks]
    assert [(block.note, block.lang) for block in blocks if isinstance(block, Quote)] == [("n1", "en-GB"), ("n4", "en")]
    assert [(block.delivery, block.status) for block in blocks if isinstance(block, Claim)] == [
        ("d4", "shipped"),
        ("d1", "in-test"),
        ("d3", "declined"),
        ("d2", "planned"),
        ("d6", "investigating"),
        ("d5", "heard"),
    ]


def test_a_team_s_own_wording_in_this_language_is_used() -> None:
    own = replace(FACTS.deliveries[0], wording={"sv-SE": "Vi testar.", "en-GB": "We are testing a page with every date"})
    said = texts(write(replace(FACTS, deliveries=(own,))), "What we are testing, and with whom")
    assert said == ["We are testing a page with every date. In test with 300 customers since 20 April 2020."]


def test_own_words_that_say_with_whom_or_why_are_not_said_twice() -> None:
    tested = replace(FACTS.deliveries[0], wording={"sv": "Vi testar det med 300 kunder i Leeds"})
    declined = replace(FACTS.deliveries[2], wording={"sv": "Avgiften blir kvar, eftersom priset annars skulle öka"})
    draft = write(replace(FACTS, deliveries=(tested, declined)), "sv-SE")
    assert [block.text for section in draft.sections for block in section.blocks if isinstance(block, Claim)] == [
        f"Vi testar det med 300 kunder i Leeds. {translator('sv')('In test since {day}.', day='20 april 2020')}",
        f"Avgiften blir kvar, eftersom priset annars skulle öka. {translator('sv')('We decided against it.')}",
    ]


def test_a_small_council_is_a_small_group() -> None:
    council = replace(FACTS.councils[0], attendees=9)
    insight = replace(FACTS.insights[1], evidence=Evidence(2, 9, 2, 0, notes=2))
    assert texts(write(replace(FACTS, councils=(council,), insights=(insight,), notes=())), "What you told us") == [
        "A small group of customers met us in London on 10 March 2020. This is where things stand on 1 June 2020.",
        "Nobody knows the day of a charge. We heard this in a small group.",
    ]


def test_what_was_said_only_when_asked_says_so() -> None:
    insight = replace(FACTS.insights[1], evidence=Evidence(2, 14, 0, 2, notes=2))
    assert texts(write(replace(FACTS, insights=(insight,), notes=())), "What you told us")[1:] == [
        "Nobody knows the day of a charge. 2 of 14 attendees said so when asked."
    ]


def test_nothing_done_yet_is_said() -> None:
    empty = write(PublishingFacts("gb", "GB"))
    assert (texts(empty, "What we decided"), texts(empty, "What is different now")) == (["Nothing has been decided yet."], ["Nothing yet."])
    assert hold_back(empty, PublishingFacts("gb", "GB")) == ()


@pytest.mark.parametrize("locale", ["en-GB", "sv-SE", "de-DE", "fr-FR", "nl-NL"])
def test_what_is_written_passes_the_gate(locale: str) -> None:
    draft = write(locale=locale)
    assert (draft.locale, draft.key) == (locale, "gb-2020-06-01")
    assert [(held.where, str(held.why)) for held in hold_back(draft, FACTS)] == []


def test_writing_twice_gives_the_same() -> None:
    assert write() == write()


def test_a_correction_goes_to_the_contact() -> None:
    facts = replace(FACTS, contact="council@example.com")
    draft = write(facts)
    assert draft.sections[-1].blocks == (Prose("Write to council@example.com: we correct it here and say what was changed."),)
    assert hold_back(draft, facts) == ()
