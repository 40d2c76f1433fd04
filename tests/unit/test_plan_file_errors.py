"""Everything wrong with a plan is said with line and column, in the order of the file, with what to do."""

from __future__ import annotations

import pytest

from council_app.domain.enums import QuestionKind
from council_app.errors import CouncilError, Problem, Refused
from council_app.exchange.plan import Known, KnownQuestion, check_references, parse_plan
from council_app.exchange.plan.versions import Parts


def problems(text: str, known: Known | None = None) -> list[tuple[str, str, str]]:
    """What, why and todo of everything wrong, in English."""
    try:
        plan, where = parse_plan(text, "plan.yaml")
    except Refused as refused:
        return [said(problem) for problem in refused.problems]
    except CouncilError as error:
        return [said(Problem(error.what, error.why, error.todo))]
    return [said(problem) for problem in check_references(plan, where, known or Known())]


def said(problem: Problem) -> tuple[str, str, str]:
    return problem.what.removeprefix("plan.yaml:"), str(problem.why), str(problem.todo)


@pytest.mark.parametrize(
    ("text", "place", "why", "todo"),
    [
        ("council: 1\nmarketz: []\n", "2:1", "unknown key “marketz”", "Did you mean “markets”?"),
        ("council: 1\nmarkets:\n  - {key: se, curency: SEK}\n", "3:15", "unknown key “curency”", "Did you mean “currency”?"),
        (
            "council: 1\nmarkets: [{key: SE}]\n",
            "2:17",
            "“SE” is not a key",
            "A key is lower-case letters, digits and single hyphens, like “pay-later-2”.",
        ),
        ("council: 1\nmarkets: [{country: SE}]\n", "2:11", "“key” is missing", "Add “key”."),
        (
            "council: 1\nmarkets: [{key: a, country: XX}]\n",
            "2:29",
            "“XX” is not a country",
            "Write its ISO 3166 code in capitals, like GB or SE.",
        ),
        (
            "council: 1\nmarkets: [{key: a, locales: [xx-YY]}]\n",
            "2:30",
            "“xx-YY” is not a locale",
            "Write language and country, like en-GB or sv-SE.",
        ),
        (
            "council: 1\nmarkets: [{key: a, currency: KRONA}]\n",
            "2:30",
            "“KRONA” is not a currency",
            "Write its ISO 4217 code in capitals, like GBP or SEK.",
        ),
        (
            "council: 1\ncouncils: [{key: a, date: 2020-02-31}]\n",
            "2:27",
            "“2020-02-31” is not a date that exists",
            "Write year, month and day, like 2020-03-10.",
        ),
        (
            "council: 1\ncouncils: [{key: a, date: 20200310}]\n",
            "2:27",
            "“20200310” is not a date that exists",
            "Write year, month and day, like 2020-03-10.",
        ),
        (
            "council: 1\ncouncils: [{key: a, timezone: Mars/Base}]\n",
            "2:31",
            "“Mars/Base” is not a time zone",
            "Write its IANA name, like Europe/London.",
        ),
        (
            "council: 1\nnotes: [{key: a, kind: fricton}]\n",
            "2:24",
            "“fricton” is not one of the words allowed here",
            "Did you mean “friction”?",
        ),
        (
            "council: 1\nnotes: [{key: a, at: 1583830800}]\n",
            "2:22",
            "“1583830800” is not a date and time that exists",
            "Write it like 2020-03-10T09:52:10+00:00.",
        ),
        ("council: 1\nnotes: [{key: a, text: [x]}]\n", "2:24", "“[…]” is not a text", "Write one text here, not a list or further keys."),
        (
            "council: 1\nnotes: hello\n",
            "2:8",
            "“hello” is not a list",
            "Write the values between [ and ], or each on its own line after a hyphen.",
        ),
        (
            "council: 1\npeople: [{name: Ada}]\n",
            "2:10",
            "a person needs an e-mail address or a key",
            "Add “email”, or “key” when there is no address.",
        ),
        (
            "council: 1\nindicators: [{market: gb, name: NPS, values: {2020-13: 4}}]\n",
            "2:47",
            "“2020-13” is not a month",
            "Write year and month, like 2020-06.",
        ),
        (
            "council: 1\ndeliveries: [{insight: i, market: m, due: 2020-06-31}]\n",
            "2:43",
            "“2020-06-31” is not a date that exists",
            "Write year, month and day, like 2020-03-10.",
        ),
        ("council: 2\n", "1:10", "this version of Council reads plans of version 1", "Write “council: 1”, or update Council."),
        ("markets: []\n", "1:1", "not a plan file", "A plan starts with the line “council: 1”."),
        ("council: 1\nmarkets: &a []\nnotes: *a\n", "2:10", "anchors (&) are not allowed", "Write the value out where it is used."),
        ("council: !!int 1\n", "1:10", "tags (!) are not allowed", "Leave the tag out."),
        ("council: 1\nnotes: []\nnotes: []\n", "3:1", "the key “notes” is there twice", "Keep one of them."),
        ("council: 1\n---\ncouncil: 1\n", "2:1", "a second document starts here", "Keep one plan per file."),
        ("council: 1\n[a]: 2\n", "2:1", "a key must be a single word", "Write “key: value”."),
        ("council: 1\nnotes: [\n", "3:1", "not valid YAML (did not find expected node content)", "Correct this place and try again."),
        ("council: 1\nnotes: " + "[" * 60 + "]" * 60 + "\n", "2:57", "nested more than 50 deep", "Make the plan flatter."),
    ],
)
def test_a_mistake_is_named_with_its_place_and_its_remedy(text: str, place: str, why: str, todo: str) -> None:
    assert problems(text) == [(place, why, todo)]


def test_every_mistake_is_told_in_the_order_of_the_file() -> None:
    text = "council: 1\nnotes:\n  - {key: N1, severity: 9}\n  - {key: n2, tags: [A], at: noon}\nmarkets: [{key: x, country: ZZ}]\n"
    assert [place for place, _, _ in problems(text)] == ["3:11", "3:25", "4:22", "4:30", "5:29"]


def test_mistakes_beyond_a_hundred_are_counted() -> None:
    text = "council: 1\nnotes:\n" + "".join(f"  - {{key: N{i}}}\n" for i in range(150))
    found = problems(text)
    assert len(found) == 101
    assert found[-1][1] == "50 more problems"


SESSION = """\
council: 1
markets: [{key: gb, country: GB}]
scripts:
  - {key: s, title: S, tasks: [{key: pay, text: Pay}], questions: [{key: ease, kind: seq}, {key: open, kind: open, text: Why}]}
councils:
  - {key: c, market: gb, city: London, date: 2020-03-10, timezone: Europe/London,
     sessions: [{key: am, starts: "09:00", ends: "12:00", script: s, agenda: [{title: Welcome}]}]}
people: [{email: a@example.org, session: am, seat: P01}]
"""


@pytest.mark.parametrize(
    ("more", "place", "why"),
    [
        ("notes: [{key: n, session: pm, text: T}]", "9:27", "there is no session “pm”"),
        ("notes: [{key: n, session: am, text: T, seat: P02}]", "9:46", "nobody has seat “P02” in session “am”"),
        ("notes: [{key: n, session: am, text: T, tags: [fees]}]", "9:47", "there is no tag “fees”"),
        ("notes: [{key: n, session: am, text: T, stage: buy/now}]", "9:47", "there is no stage “buy/now”"),
        ("notes: [{key: n, session: am, text: T, reply_to: m}]", "9:50", "there is no note “m”"),
        ("notes: [{key: n, session: am, text: T, task: sell}]", "9:46", "the session's script has no task “sell”"),
        ("notes: [{key: n, session: am, text: T, agenda: Lunch}]", "9:48", "the session's agenda has no “Lunch”"),
        ("notes: [{key: n, session: am}]", "9:9", "“text” is missing, and this entry is new"),
        ("notes: [{key: n, session: am, text: T}, {key: n, session: am, text: U}]", "9:47", "“n” is there twice"),
        (
            "trials: [{session: am, seat: P01, task: pay, outcome: success, answers: {sus: 3}}]",
            "9:79",
            "the session's script has no question “sus”",
        ),
        ("trials: [{session: am, seat: P01, task: pay, outcome: success, answers: {ease: 8}}]", "9:80", "not an answer to “ease”"),
        ("answers: [{session: am, seat: P01, question: open, value: 3}]", "9:59", "not an answer to “open”"),
        ("insights: [{key: i, title: T, evidence: {notes: [m]}}]", "9:50", "there is no note “m”"),
        ("insights: [{key: i, title: T, against: {tags: [t]}}]", "9:48", "there is no tag “t”"),
        ("deliveries: [{insight: i, market: gb, status: heard}]", "9:24", "there is no insight “i”"),
        ("indicators: [{market: fr, name: NPS}]", "9:23", "there is no market “fr”"),
        ("seats: [{session: am, seat: P01}]", "9:29", "seat “P01” of session “am” is under “people” already"),
        ("prototypes: [{key: p}]", "9:14", "“name” is missing, and this entry is new"),
        ("journeys: [{key: j, name: J, stages: [{key: a, name: A}, {key: a, name: B}]}]", "9:64", "“j · a” is there twice"),
        ("codebook: [{key: t, name: T, children: [{key: a, name: A}, {key: a, name: A}]}]", "9:66", "“t/a” is there twice"),
    ],
)
def test_what_does_not_fit_together_is_found(more: str, place: str, why: str) -> None:
    assert [(found[0], found[1]) for found in problems(f"{SESSION}{more}\n")] == [(place, why)]


def test_two_people_cannot_share_a_seat() -> None:
    text = SESSION.replace("seat: P01}]", "seat: P01}, {email: b@example.org, session: am, seat: P01}]")
    assert [(found[0], found[1]) for found in problems(text)] == [("8:100", "seat “P01” of session “am” is somebody else's")]


def test_a_seat_taken_in_the_workspace_is_taken() -> None:
    known = Known(seats={("am", "P01"): "z@example.org"})
    assert [found[1] for found in problems(SESSION, known)] == ["seat “P01” of session “am” is somebody else's"]


def test_a_session_that_ends_before_it_starts_is_refused() -> None:
    assert [found[1] for found in problems(SESSION.replace('"12:00"', '"08:00"'))] == ["the session ends before it starts"]


def test_answers_are_checked_against_questions_the_workspace_has() -> None:
    known = Known(
        sessions={"am": ("s", 1)},
        scripts={"s": {1: Parts(questions={"nps": KnownQuestion(QuestionKind.NPS)})}},
        seats={("am", "P01"): ""},
    )
    text = "council: 1\nanswers: [{session: am, seat: P01, question: nps, value: 11}]\n"
    assert problems(text, known) == [("2:58", "not an answer to “nps”", "Write one whole number from 0 to 10.")]
