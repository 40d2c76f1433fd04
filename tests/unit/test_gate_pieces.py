"""What the gate is made of: near copies, figures, traits, names of prototypes, ways out; and a gate that is asked again and again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_app.domain.draft import Claim, Draft, Prose, Quote, Section
from council_app.domain.echoes import Echoes
from council_app.domain.embargo import secret_names
from council_app.domain.enums import DeliveryStatus
from council_app.domain.held import HeldBack, Rule
from council_app.domain.near_copies import near_copies
from council_app.domain.publishing import Gate, hold_back
from council_app.domain.publishing_facts import Guest, HeldCouncil, PrototypeName, PublishingFacts, SaidNote
from council_app.domain.quoting import find_sayings, sayings
from council_app.domain.records import DeliveryFacts
from council_app.domain.remedies import Remedy, RemedyKind, remedy
from council_app.domain.text import folded_words
from council_app.i18n import translator

AS_OF = date(2026, 12, 8)
SAID = "It came as a letter, a week after the bank had taken the money."


def note(key: str, text: str, *, may_quote: bool = False, insights: tuple[str, ...] = ()) -> SaidNote:
    return SaidNote(key, text, verbatim=True, may_quote=may_quote, insights=insights, lang="en")


def delivery(key: str, status: DeliveryStatus) -> DeliveryFacts:
    return DeliveryFacts(key, key, key, "gb", "GB", status, date(2026, 11, 3), "240 people", "", "", "")


def draft(*blocks: Prose | Quote | Claim) -> Draft:
    return Draft("post", "gb", "GB", "en-GB", "", "", "post", (), AS_OF, (Section("", blocks),))


def nearly(text: str, *notes: SaidNote) -> list[str]:
    close = Echoes(notes).alike(folded_words(text))
    return [text[start:end] for start, end, _note in near_copies(text, close)]


def test_words_changed_left_out_and_put_in_are_still_somebodys() -> None:
    assert nearly("A letter came, one week after my bank had already taken the money.", note("a", SAID)) == [
        "week after my bank had already taken the money"
    ]


def test_the_same_problem_in_other_words_is_nobodys() -> None:
    assert nearly("Letters reach people some days after a transfer has left their account.", note("a", SAID)) == []
    assert nearly("People do not see when they will be charged.", note("a", "I never know when I will be charged")) == []


def test_what_somebody_allowed_as_nearly_is_free() -> None:
    text = "One week after my bank had already taken the money it came."
    assert nearly(text, note("a", SAID)) == ["week after my bank had already taken the money"]
    assert nearly(text, note("a", SAID), note("b", "a week after the bank had taken the money", may_quote=True)) == []


LITTLE = ("so", "the", "bank", "took", "no", "money", "and", "then", "letter", "came", "late", "for", "us")
WORDS = st.lists(st.sampled_from(LITTLE), min_size=1, max_size=14).map(" ".join)


@given(WORDS, st.lists(st.tuples(WORDS, st.booleans(), st.booleans()), max_size=8))
def test_looking_at_few_notes_finds_what_looking_at_all_finds(text: str, said: list[tuple[str, bool, bool]]) -> None:
    notes = [SaidNote(str(at), words, verbatim, may_quote) for at, (words, verbatim, may_quote) in enumerate(said)]
    assert find_sayings(text, Echoes(notes).sayings(text)) == find_sayings(text, sayings(notes, [text]))


@pytest.mark.parametrize(
    ("name", "version", "known"),
    [
        ("Pausa", "2", ["Pausa"]),
        ("Pausa (Project Heron)", "", ["Pausa (Project Heron)", "Pausa", "Project Heron"]),
        ("Pausa / Heron", "v2.1", ["Pausa / Heron", "Pausa", "Heron", "v2.1"]),
    ],
)
def test_a_prototype_is_known_by_all_its_names(name: str, version: str, known: list[str]) -> None:
    assert list(secret_names(PrototypeName(name, None, version))) == known


# 30 people in London, 25 of them new, 4 heavy users, one of neither; and 12 in Leeds, all of them new.
GUESTS = (
    *(Guest(f"l{at}", "london", frozenset({"new"} if at < 25 else {"heavy user"} if at < 29 else set())) for at in range(30)),
    *(Guest(f"d{at}", "leeds", frozenset({"new"})) for at in range(12)),
)
FACTS = PublishingFacts(
    market="gb",
    country="GB",
    today=AS_OF,
    councils=(HeldCouncil("london", "", "London", AS_OF, 30), HeldCouncil("leeds", "", "Leeds", AS_OF, 12)),
    guests=GUESTS,
    deliveries=(delivery("pause", DeliveryStatus.SHIPPED), delivery("date", DeliveryStatus.IN_TEST)),
    notes=(note("no", SAID, insights=("i",)), note("yes", "Paying later is easy", may_quote=True, insights=("i",))),
)


def cells(*texts: str) -> list[str]:
    return [one.words for one in hold_back(draft(*(Prose(text) for text in texts)), FACTS) if one.rule is Rule.CELL]


def test_a_small_group_is_held_by_itself_and_by_subtraction() -> None:
    assert cells("4 heavy users met us.") == ["4 heavy users"]
    assert cells("42 customers met us.", "37 of them were new customers.") == ["37 of them were new"]
    assert cells("30 customers met us in London.", "25 new customers met us in London.") == ["25 new customers met us in London"]


def test_what_leaves_nobody_or_enough_is_told() -> None:
    assert cells("42 customers met us, 12 of them in Leeds.") == []
    assert cells("12 customers met us in Leeds, and 12 new customers met us in Leeds.") == []


def test_what_people_said_is_no_group() -> None:
    assert cells("42 customers met us.", "35 customers said so.") == []
    assert cells("We sent 4 letters in 3 weeks, for 5 pounds, to 42 customers.") == []


def test_three_groups_that_leave_one_person_are_held() -> None:
    assert cells("42 customers met us.", "30 people came in London and 12 people came in Leeds.") == []
    small = replace(FACTS, guests=(*GUESTS, Guest("x", "")))
    told = draft(Prose("43 customers met us."), Prose("30 customers came in London."), Prose("12 customers came in Leeds."))
    assert [(one.rule, one.words) for one in hold_back(told, small)] == [(Rule.CELL, "12 customers came in Leeds")]


def test_a_trait_of_one_guest_is_held_and_a_new_date_is_no_trait() -> None:
    others = tuple(Guest(f"b{at}", "london", frozenset({"old"})) for at in range(20))
    one = replace(FACTS, guests=(Guest("a", "london", frozenset({"new"})), *others))
    assert [(held.rule, held.words) for held in hold_back(draft(Prose("The new customers agreed.")), one)] == [(Rule.SINGLED, "new")]
    assert hold_back(draft(Prose("A new date for each payment, and news of old letters.")), one) == ()


def test_short_everyday_words_are_nobodys_diet() -> None:
    others = tuple(Guest(f"b{at}", "london") for at in range(20))
    eating = (Guest("a", "london", needs=frozenset({"nötter; ägg"})), Guest("e", "london", needs=frozenset({"Ei"})))
    facts = replace(FACTS, guests=(*eating, *others))
    for text in ("À vous: cela a changé.", "A bill is a letter.", "Auf einer Rechnung steht eine Gebühr."):
        assert hold_back(draft(Prose(text)), facts) == ()
    assert [held.words for held in hold_back(draft(Prose("Äggen var inte bra.")), facts)] == ["Äggen"]


@pytest.mark.parametrize(
    ("due", "rules"), [("2026-12-07", [Rule.PROMISE]), ("2026-11", [Rule.PROMISE]), ("2026-12-08", []), ("2026-12", [])]
)
def test_a_plan_whose_day_is_over_is_no_promise_to_repeat(due: str, rules: list[Rule]) -> None:
    planned = replace(delivery("late", DeliveryStatus.PLANNED), due=due)
    post = draft(Claim("We want to show every date on the bill. Planned for 7 December 2026.", "late", DeliveryStatus.PLANNED))
    facts = replace(FACTS, deliveries=(planned,))
    points = hold_back(post, facts)
    assert [one.rule for one in points] == rules
    assert [remedy(one, post, facts, translator("en-GB")).kind for one in points] == [RemedyKind.TAKE_OUT for _ in rules]


def point(*blocks: Prose | Quote | Claim) -> tuple[HeldBack, Draft]:
    here = draft(*blocks)
    (one,) = hold_back(here, FACTS)
    return one, here


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Quote(SAID, "en", "no"), Remedy(RemedyKind.ANOTHER_QUOTE, notes=("yes",))),
        (Quote("Nobody said this", "en", "nobody"), Remedy(RemedyKind.TAKE_OUT)),
        (
            Claim("You can now pick a date.", "date", DeliveryStatus.IN_TEST),
            Remedy(RemedyKind.WRITE, "In test with 240 people since 3 November 2026."),
        ),
        (Prose("The letters come soon."), Remedy(RemedyKind.LINK)),
        (Prose("P07 said so."), Remedy(RemedyKind.TAKE_OUT)),
    ],
)
def test_every_point_has_a_way_out(block: Prose | Quote | Claim, expected: Remedy) -> None:
    one, here = point(block)
    assert remedy(one, here, FACTS, translator("en-GB")) == expected


def test_consent_people_and_truth_are_nobodys_to_override() -> None:
    assert [rule for rule in Rule if rule.overridable] == [Rule.PROMISE, Rule.OVERCLAIM, Rule.PERCENTAGE, Rule.MARKET]


SENTENCES = st.sampled_from(
    [
        "42 customers met us.",
        "37 of them were new customers.",
        "4 heavy users met us.",
        "It came as a letter, a week later.",
        "The letters come soon.",
        "P07 said so.",
        "You can now pay.",
        "The only woman disagreed.",
        "Nothing of note.",
    ]
)
POSTS = st.lists(st.lists(SENTENCES, max_size=4), max_size=4)


@given(POSTS)
def test_a_gate_that_is_asked_again_says_what_a_new_one_says(posts: list[list[str]]) -> None:
    gate = Gate(FACTS)
    for sentences in posts:
        here = draft(*(Prose(sentence) for sentence in sentences))
        assert gate.hold_back(here) == hold_back(here, FACTS)


def test_a_gate_that_is_asked_about_another_day_looks_again() -> None:
    gate = Gate(replace(FACTS, prototypes=(PrototypeName("Heron", AS_OF),)))
    post = draft(Prose("Try Heron."))
    days = (AS_OF, date(2026, 12, 7), AS_OF)
    assert [[one.words for one in gate.hold_back(replace(post, as_of=day))] for day in days] == [[], ["Heron"], []]
