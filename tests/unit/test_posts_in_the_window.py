"""What the editor of posts does with text before anybody sees it: places, links, looks, marks, and what writing again would do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from council_app.domain.enums import DeliveryStatus, SaidKind
from council_app.domain.held import HeldBack, Rule
from council_app.domain.posts import Clash, Said, Written
from council_app.domain.remedies import Remedy, RemedyKind
from council_app.errors import m_
from council_app.i18n import translator
from council_app.services.posts import OverrideFacts
from council_app.ui.screens.progress.draft.links import Links
from council_app.ui.screens.progress.draft.marks import letter
from council_app.ui.screens.progress.draft.places import Places, from_document, settled, to_document
from council_app.ui.screens.progress.draft.styling import Is, Kind, kind_of, looks_of
from council_app.ui.screens.progress.gate.points import Point, Verdict, marks_of, told_once, way_out
from council_app.ui.screens.progress.rewriting.lines import Fate, Line, lines_of, plain

PAUSE = "You can pause a payment."


def claim(starts: int, ends: int, source: str = "d1") -> Said:
    return Said(SaidKind.DELIVERY, source, starts, ends, DeliveryStatus.SHIPPED)


def point(words: str, text: str, rule: Rule = Rule.PROMISE, *, answered: OverrideFacts | None = None) -> Point:
    at = text.index(words)
    held = HeldBack(rule, "here", m_("It has no date"), at, at + len(words), words, 0, 0)
    return Point(held, (at, at + len(words)), "", Remedy(RemedyKind.LINK), answered)


@given(some.text(alphabet="ab \n*#>😀é", max_size=60).map(settled))
def test_every_character_has_its_place_in_the_document_and_back(text: str) -> None:
    shown, places = to_document(text), Places(text)
    assert from_document(shown) == text
    assert places.position(len(text)) == len(shown.encode("utf-16-le")) // 2
    for place, letter_ in enumerate(text):
        if not text.startswith("\n", place):
            position = places.position(place)
            assert shown.encode("utf-16-le")[2 * position :].decode("utf-16-le")[0] == letter_
            assert places.place(position) == place


def test_a_sentence_cut_out_and_put_in_elsewhere_keeps_its_delivery() -> None:
    text = f"First.\n\n{PAUSE} Second.\n\nThird."
    links = Links(Written(text, (claim(8, 8 + len(PAUSE)),)))
    without = text.replace(f"{PAUSE} ", "")
    assert links.take(without).said == ()
    moved = f"{without} {PAUSE}"
    (back,) = links.take(moved).said
    assert moved[back.starts : back.ends] == PAUSE


def test_a_sentence_stands_on_one_delivery_at_a_time() -> None:
    links = Links(Written(PAUSE, (claim(0, len(PAUSE)), Said(SaidKind.PART, "opening", 0, len(PAUSE)))))
    links.add(claim(0, 7, "d2"))
    assert {(one.kind, one.source) for one in links.post.said} == {(SaidKind.PART, "opening"), (SaidKind.DELIVERY, "d2")}


@pytest.mark.parametrize(
    ("text", "kind"), [("## What", Kind.HEADING), ("> I", Kind.QUOTE), ("- one", Kind.LIST), ("1. one", Kind.LIST), ("#one", Kind.TEXT)]
)
def test_a_paragraph_is_what_its_signs_say(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind


def test_signs_are_told_from_words() -> None:
    looks = looks_of(r"**bold** [a](https://b.example) \* &amp; **")
    signs = "".join(letter_ for letter_, look in zip(r"**bold** [a](https://b.example) \* &amp; **", looks, strict=True) if Is.SIGN in look)
    assert signs == r"****[](https://b.example)\amp;"
    assert [Is.STRONG in look for look in looks[2:6]] == [True] * 4


def test_letters_go_on_after_z() -> None:
    assert [letter(number) for number in (0, 25, 26, 27)] == ["a", "z", "aa", "ab"]


def test_numbers_stand_where_the_gate_holds_and_letters_where_nothing_does() -> None:
    text = f"{PAUSE} It will be better soon. {PAUSE}"
    written = Written(text, (claim(0, len(PAUSE)), claim(len(text) - len(PAUSE), len(text), "d2")))
    verdict = Verdict(written, (point("soon", text), point("pause", text, Rule.STATUS)))
    marks = marks_of(translator("en"), verdict, written, {"d2": "Pausing"})
    assert [(mark.label, text[mark.starts : mark.ends]) for mark in marks] == [("2", "pause"), ("1", "soon"), ("a", PAUSE)]
    assert marks[2].says == "Stands on: Pausing"
    assert [mark.label for mark in marks_of(translator("en"), verdict, Written(f"{text}!", written.said), {})] == ["a", "b"]


def test_what_somebody_answers_for_holds_nothing_back() -> None:
    by = OverrideFacts("o1", Rule.PROMISE, "soon", "Soon.", "Legal agreed", "Mia", datetime(2026, 7, 1, tzinfo=UTC))
    verdict = Verdict(Written("It comes soon."), (point("soon", "It comes soon.", answered=by),))
    (mark,) = marks_of(translator("en"), verdict, verdict.written, {})
    assert (verdict.held, mark.label, mark.says) == ((), "✓", "Mia answers for it: Legal agreed")
    assert Rule.PROMISE not in verdict.passed


@pytest.mark.parametrize(
    ("remedy", "rule", "says"),
    [
        (Remedy(RemedyKind.ANOTHER_QUOTE, notes=("a", "b", "c")), Rule.QUOTE, "Use another of 3 quotes"),
        (Remedy(RemedyKind.WRITE, "In test."), Rule.STATUS, "Write “In test.”"),
        (Remedy(RemedyKind.LINK), Rule.PROMISE, "Link a delivery"),
        (Remedy(RemedyKind.TAKE_OUT), Rule.EMBARGO, "Take the name out"),
        (Remedy(RemedyKind.TAKE_OUT), Rule.PERSONAL, "Take it out"),
    ],
)
def test_a_remedy_is_an_action_in_words(remedy: Remedy, rule: Rule, says: str) -> None:
    held = HeldBack(rule, "here", m_("Because"), 0, 4, "soon")
    assert way_out(translator("en"), Point(held, (0, 4), "", remedy)) == says


def test_writing_again_shows_what_stays_comes_goes_and_is_to_be_decided() -> None:
    before, after = "## A\n\nOld.\n\nMine.\n", "## A\n\nNew.\n\nMine.\n\nAdded.\n"
    clashes = (Clash("Mine.", "Theirs."), Clash("", "Taken out."))
    assert lines_of(before, after, clashes) == (
        Line(Fate.STAYS, "## A"),
        Line(Fate.GOES, "Old."),
        Line(Fate.NEW, "New."),
        Line(Fate.CLASH, "Mine.", 0),
        Line(Fate.NEW, "Added."),
        Line(Fate.CLASH, "Taken out.", 1),
    )
    assert (plain("## What *now*"), plain("> Some **bold** words")) == (("What now", True), ("Some bold words", False))


def test_a_sentence_that_is_held_whole_is_counted_once() -> None:
    text = "You can pause it now, for everyone. It comes soon."
    whole, phrase = point("You can pause it now, for everyone.", text, Rule.STATUS), point("for everyone", text, Rule.STATUS)
    other, soon = point("pause", text, Rule.EMBARGO), point("soon", text)
    assert told_once((phrase, whole, other, soon)) == (whole, other, soon)
