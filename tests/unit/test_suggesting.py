"""What is offered beside a note, how it is counted, and what the learner makes of invented sentences in five languages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from council_app.domain.suggesting import (
    Guess,
    Lesson,
    Lessons,
    Pace,
    Standing,
    Tried,
    record,
    shown,
    standing,
    teachable,
    tried,
)
from council_app.errors import Cancelled, Progress
from council_app.services.suggesting import learn

ROOT = Path(__file__).resolve().parents[2]

LATE = (
    "The late fee came without a warning",
    "A late fee again on my bill",
    "Förseningsavgiften kom utan förvarning",
    "Varför får jag en förseningsavgift igen",
    "Die Mahngebühr kam ohne Vorwarnung",
    "Schon wieder eine Mahngebühr auf der Rechnung",
    "Les frais de retard sont arrivés sans prévenir",
    "Encore des frais de retard sur ma facture",
    "De boete voor te laat betalen kwam zonder waarschuwing",
    "Alweer een boete voor te laat betalen",
)
TONE = (
    "The letter sounded rude and cold",
    "Such a rude tone towards customers",
    "Brevet lät otrevligt och kallt",
    "En otrevlig ton mot kunderna",
    "Der Brief klang unhöflich und kalt",
    "So ein unhöflicher Ton gegenüber Kunden",
    "La lettre était impolie et froide",
    "Un ton impoli envers les clients",
    "De brief klonk onbeleefd en koud",
    "Zo'n onbeleefde toon tegen klanten",
)


def lesson(note: str, words: str, *tags: str, source: str = "", setting: tuple[str, ...] = ()) -> Lesson:
    return Lesson(note, source or note, words, setting, frozenset(tags))


def lessons(*notes: Lesson) -> Lessons:
    return Lessons(notes, teachable(notes), {})


def two_tags() -> Lessons:
    late = (lesson(f"a{place}", words, "late") for place, words in enumerate(LATE))
    return lessons(*late, *(lesson(f"b{place}", words, "tone") for place, words in enumerate(TONE)))


def best(taught: Lessons, words: str, setting: tuple[str, ...] = ()) -> str:
    model = learn(lessons=taught).model
    assert model is not None
    return model.guesses(lesson("new", words, setting=setting))[0].tag


# What is offered


def test_three_are_offered_and_none_that_the_note_carries() -> None:
    guesses = [Guess(tag, share) for tag, share in (("a", 0.4), ("b", 0.3), ("c", 0.15), ("d", 0.1), ("e", 0.05))]
    assert [guess.tag for guess in shown(guesses, branches={}, carried={"b"})] == ["a", "c", "d"]


def test_a_guess_that_says_hardly_anything_is_not_offered() -> None:
    assert shown([Guess("a", 0.991), Guess("b", 0.009)], branches={}) == (Guess("a", 0.991),)


def test_a_branch_is_not_offered_beside_what_grows_on_it() -> None:
    branches = {"fees/late": frozenset({"fees"}), "fees": frozenset[str]()}
    child_first = [Guess("fees/late", 0.6), Guess("fees", 0.3), Guess("tone", 0.1)]
    parent_first = [Guess("fees", 0.6), Guess("fees/late", 0.3), Guess("tone", 0.1)]
    assert [guess.tag for guess in shown(child_first, branches=branches)] == ["fees/late", "tone"]
    assert [guess.tag for guess in shown(parent_first, branches=branches)] == ["fees", "fees/late", "tone"]
    assert [guess.tag for guess in shown(parent_first, branches=branches, carried={"fees/late"})] == ["tone"]
    assert [guess.tag for guess in shown(parent_first, branches=branches, carried={"fees"})] == ["fees/late", "tone"]


# How often it was right


def test_right_is_counted_by_tag_and_standing() -> None:
    trials = [
        ((Guess("a", 0.9), Guess("b", 0.1)), {"a"}),  # a right as the first, b wrong behind it
        ((Guess("a", 0.8), Guess("b", 0.2)), {"b"}),  # the other way round
        ((Guess("a", 0.7), Guess("b", 0.3)), {"a", "b"}),  # both on the note, both right
        ((Guess("b", 0.6), Guess("a", 0.4)), set[str]()),  # neither
        ((), {"a"}),  # nothing offered, nothing counted
    ]
    assert record(trials) == {
        ("a", Standing.FIRST): Tried(2, 3),
        ("b", Standing.FURTHER): Tried(2, 3),
        ("b", Standing.FIRST): Tried(0, 1),
        ("a", Standing.FURTHER): Tried(0, 1),
    }


def test_what_was_never_tried_at_a_place_is_counted_at_any() -> None:
    known = {("a", Standing.FIRST): Tried(3, 4), ("b", Standing.FIRST): Tried(1, 2), ("b", Standing.FURTHER): Tried(5, 9)}
    assert [tried(known, "a", 0), tried(known, "a", 2), tried(known, "b", 1), tried(known, "c", 0)] == [
        Tried(3, 4),
        Tried(3, 4),
        Tried(5, 9),
        None,
    ]
    assert [standing(0), standing(1), standing(2)] == [Standing.FIRST, Standing.FURTHER, Standing.FURTHER]


def test_what_is_nearly_always_wrong_is_kept_back() -> None:
    assert [each.worth_showing for each in (Tried(0, 9), Tried(0, 10), Tried(1, 10), Tried(1, 11))] == [True, False, True, False]


# When there is too little


@pytest.mark.parametrize(
    "notes",
    [
        (),
        (lesson("a", "a late fee", "late"),),
        tuple(lesson(f"a{place}", words, "late") for place, words in enumerate(LATE)),
        (*(lesson(f"a{place}", words, "late") for place, words in enumerate(LATE)), lesson("b", "rude", "tone")),
    ],
    ids=["no tag", "one note", "always the same tag", "the other tag on one note"],
)
def test_nothing_is_suggested_while_there_is_nothing_to_tell_apart(notes: tuple[Lesson, ...]) -> None:
    learned = learn(lessons=lessons(*notes))
    assert (learned.notes, learned.tags, learned.model) == (len(notes), 0, None)
    assert str(learned.silence) == "Suggestions begin once two tags are on 5 notes each."


def test_two_tags_on_the_same_notes_are_both_suggested() -> None:
    both = lessons(*(lesson(f"a{place}", words, "late", "fees") for place, words in enumerate(LATE)))
    model = learn(lessons=both).model
    assert model is not None
    assert [guess.tag for guess in shown(model.guesses(lesson("new", "a late fee")), branches={})] == ["fees", "late"]


def test_words_like_no_other_get_no_suggestion() -> None:
    model = learn(lessons=two_tags()).model
    assert model is not None
    assert [model.guesses(lesson("new", words)) for words in ("", "…", "日本語")] == [(), (), ()]


# What is learned


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("They charged a late fee twice", "late"),
        ("the clerk was rude", "tone"),
        ("ännu en forseningsavgift", "late"),
        ("otrevliga brev", "tone"),
        ("zwei Mahngebuhren im Monat", "late"),
        ("ein kalter Ton", "tone"),
        ("frais de retard !", "late"),
        ("une lettre impolie", "tone"),
        ("een boete gekregen", "late"),
        ("ONBELEEFD", "tone"),
    ],
)
def test_five_languages_are_learned_side_by_side(words: str, tag: str) -> None:
    assert best(two_tags(), words) == tag


def test_where_it_was_said_counts_beside_the_words() -> None:
    pay, read = ("stage:pay",), ("stage:read",)
    notes = [lesson(f"a{place}", f"thing number {place}", "late", setting=pay) for place in range(6)]
    notes += [lesson(f"b{place}", f"thing number {place}", "tone", setting=read) for place in range(6)]
    assert [best(lessons(*notes), "another thing", setting) for setting in (pay, read)] == ["late", "tone"]


def test_the_same_lessons_give_the_same_model() -> None:
    one, other = learn(lessons=two_tags()).model, learn(lessons=two_tags()).model
    assert one is not None
    assert other is not None
    new = lesson("new", "a rude letter about a fee")
    assert (one.guesses(new), one.record) == (other.guesses(new), other.record)


def test_each_note_is_tried_once_by_a_learner_that_never_saw_its_speaker() -> None:
    """Each speaker has a word of their own: knowing the speaker's other notes would make every guess right, not knowing them none."""
    said = [("p1", "late", "kob"), ("p2", "tone", "mur"), ("p3", "late", "fje"), ("p4", "tone", "swi")]
    notes = [lesson(f"{who}-{turn}", f"a {word}", tag, source=who) for who, tag, word in said for turn in range(10)]
    model = learn(lessons=lessons(*notes)).model
    assert model is not None
    firsts = [found for (_tag, place), found in model.record.items() if place is Standing.FIRST]
    assert (sum(each.shown for each in firsts), sum(each.right for each in firsts)) == (40, 0)


def test_a_note_of_a_branch_is_no_example_against_the_tag_above() -> None:
    branches = {"late": frozenset({"fees"})}
    notes = [lesson(f"a{place}", words, "late") for place, words in enumerate(LATE)]
    notes += [lesson(f"c{place}", f"{words} fee", "fees") for place, words in enumerate(LATE)]
    notes += [lesson(f"b{place}", words, "tone") for place, words in enumerate(TONE)]
    taught = Lessons(tuple(notes), teachable(notes), branches)
    model = learn(lessons=taught).model
    assert model is not None
    assert sorted(guess.tag for guess in model.guesses(lesson("new", "a late fee on my bill"))[:2]) == ["fees", "late"]


def test_what_is_tagged_since_counts_at_once() -> None:
    model = learn(lessons=two_tags()).model
    assert model is not None
    before = {guess.tag: guess.share for guess in model.guesses(lesson("new", "the warning"))}
    since = [lesson(f"c{place}", "the warning sounded rude", "tone") for place in range(5)]
    grown = model.taking_in(since, "later")
    after = {guess.tag: guess.share for guess in grown.guesses(lesson("new", "the warning"))}
    assert (after["tone"] > before["tone"], grown.notes, grown.newest, grown.record == model.record) == (True, 25, "later", True)


# How it runs


def test_learning_can_be_stopped_at_every_step() -> None:
    told: list[Progress] = []
    learn(lessons=two_tags(), progress=told.append)
    assert [step.done for step in told] == sorted(step.done for step in told)
    assert {step.total for step in told} == {told[-1].done}
    for last in range(0, len(told) - 1, 3):
        seen: list[Progress] = []
        with pytest.raises(Cancelled):
            learn(lessons=two_tags(), cancelled=lambda last=last, seen=seen: len(seen) > last, progress=seen.append)  # type: ignore[misc]
        assert len(seen) == last + 1


def test_it_is_learned_again_after_ten_tags_or_a_minute_but_not_all_the_time() -> None:
    nothing, one, ten = (Pace(ended=100.0, took=1.0, since=since) for since in (0, 1, 10))
    assert [pace.due(10_000.0) for pace in (nothing, one, ten)] == [False, True, True]
    assert [pace.due(115.0) for pace in (nothing, one, ten)] == [False, False, True]
    assert [pace.due(160.0) for pace in (nothing, one, ten)] == [False, True, True]
    assert [Pace(ended=100.0, took=60.0, since=10).due(now) for now in (639.0, 640.0)] == [False, True]


def test_scikit_learn_waits_until_there_is_something_to_learn() -> None:
    step = (
        "import sys\n"
        "from council_app.services.suggesting import learn\n"
        "from council_app.domain.suggesting import Lessons\n"
        "learn(lessons=Lessons((), (), {}))\n"
        "print([name for name in ('sklearn', 'scipy', 'numpy') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", step], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "[]\n", "")
