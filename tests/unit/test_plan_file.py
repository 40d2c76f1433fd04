"""A plan file says what it means, comes back the same, and keeps what it cannot know for the service to check."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from council_app.domain.enums import DeliveryStatus, NoteKind, QuestionKind, Severity
from council_app.errors import CouncilError, Refused
from council_app.exchange.plan import Known, Plan, check_references, dump_plan, load_plan, parse_plan, plan_schema

WHOLE = """\
council: 1                                   # format version
markets:
  - {key: no, country: NO, locales: [nb-NO, en-GB], currency: NOK, customers: 18000000}
councils:
  - key: bergen-2020-03
    market: no
    city: Bergen
    date: 2020-03-10
    timezone: Europe/Oslo
    title: First Bergen council
    sessions:
      - key: bergen-am
        kind: council
        starts: "09:30"
        ends: 12:00
        venue: 33 Example Street
        capacity: 14
        target: 12
        script: checkout
        agenda:
          - {title: Welcome, minutes: 10}
          - {title: What irritates you, minutes: 40, must_ask: [When did you last give up paying?]}
          - {title: Prototype, minutes: 50, task: pick-plan}
prototypes:
  - {key: pay-later, name: Pay Later Plus, version: 2, embargo_until: 2020-06-01}
scripts:
  - key: checkout
    title: Checkout
    prototype: pay-later
    tasks:
      - key: pick-plan
        text: |
          You want these shoes.
          Pay for them.
        success: Reaches the confirmation
        target_seconds: 120
        must_ask: [What did you expect to happen next?]
    questions:
      - {key: ease, kind: seq, after: pick-plan}
      - {key: sus, kind: sus}
      - {key: anything, kind: open, text: What should we have asked?}
      - {key: which, kind: choice, text: Which one?, choices: [This, That]}
codebook:
  - key: checkout
    name: Checkout
    definition: Anything between basket and confirmation
    colour: "#1f6feb"
    children:
      - {key: fees, name: Fees and interest, shortcut: f, synonyms: [charge, late fee]}
journeys:
  - key: purchase
    name: Buying
    owner: Journey lead
    promise: Pay in one tap, no surprises
    stages:
      - {key: choose, name: Choose a plan, critical: true}
      - {key: pay-back, name: Pay it back}
people:
  - {email: ada@example.org, name: Ada Example, segments: [new], session: bergen-am, seat: P01, status: arrived,
     consents: [{purpose: notes, wording: "2020-01", method: screen, granted: 2020-03-10T09:20:00+00:00}]}
  - {key: walk-in-1, name: Bo, phone: "+4798765432", access_needs: Ramp, dietary: Vegan, invited_by: Ada, guests: 1}
seats:
  - {session: bergen-am, seat: P02, status: arrived}
notes:
  - {key: n1, session: bergen-am, at: 2020-03-10T09:52:10+00:00, seat: P01, author: Kim, text: I never know when I will be charged,
     kind: friction, severity: 3, verbatim: true, raised: alone, channel: app, tags: [checkout/fees], stage: purchase/pay-back}
  - {key: n2, session: bergen-am, text: "yes", reply_to: n1, agenda: Welcome, task: pick-plan}
trials:
  - {session: bergen-am, seat: P01, task: pick-plan, outcome: success, seconds: 84.5, answers: {ease: 6}}
answers:
  - {session: bergen-am, seat: P01, question: sus, value: [5, 1, 4, 2, 5, 1, 5, 2, 4, 2]}
  - {session: bergen-am, seat: P02, question: anything, value: "7"}
  - {session: bergen-am, seat: P02, question: which, value: [This]}
insights:
  - key: charge-date
    title: People do not know when they will be charged
    impact: {low: 200000, likely: 600000, high: 1500000, currency: GBP, per: year}
    effort_days: 8
    owner: Payments product manager
    teams: [Checkout, Messaging]
    stage: purchase/choose
    visuals: [confirmation.png, {file: before.png, alt: The page before}]
    evidence: {notes: [n1], tags: [checkout/fees]}
    against: {notes: []}
indicators:
  - {market: no, name: NPS, values: {2020-01: 41, 2020-02: 43.5}}
deliveries:
  - insight: charge-date
    market: no
    status: in-test
    since: 2020-04-20
    with: 300 customers in Oslo
    due: 2020-06
    proof: https://example.org/release/4711
    reason: ""
    wording: {en-GB: We are testing a confirmation page.}
"""


def plan_of(text: str) -> Plan:
    return parse_plan(text, "plan.yaml")[0]


def test_words_that_yaml_would_turn_into_something_else_stay_words() -> None:
    plan = plan_of(WHOLE)
    assert plan.markets[0].country == "NO"
    assert plan.councils[0].sessions[0].ends == dt.time(12, 0)
    assert plan.prototypes[0].version == "2"
    assert plan.notes[1].text == "yes"
    assert plan.answers[1].value == "7"


def test_values_have_their_kinds() -> None:
    plan = plan_of(WHOLE)
    note = plan.notes[0]
    assert (note.kind, note.severity, note.verbatim) == (NoteKind.FRICTION, Severity.SERIOUS, True)
    assert note.at == dt.datetime(2020, 3, 10, 9, 52, 10, tzinfo=dt.UTC)
    assert plan.trials[0].answers == {"ease": 6}
    assert plan.answers[0].value == (5, 1, 4, 2, 5, 1, 5, 2, 4, 2)
    assert plan.indicators[0].values == {"2020-01": 41.0, "2020-02": 43.5}
    assert (plan.deliveries[0].status, plan.deliveries[0].with_whom) == (DeliveryStatus.IN_TEST, "300 customers in Oslo")
    assert plan.scripts[0].questions[0].kind is QuestionKind.SEQ
    assert [(visual.file, visual.alt) for visual in plan.insights[0].visuals] == [
        ("confirmation.png", None),
        ("before.png", "The page before"),
    ]


def test_what_was_written_is_told_from_what_was_left_out() -> None:
    plan = plan_of("council: 1\ninsights:\n  - {key: a, owner: null, problem: '', title: T}\n")
    assert plan.insights[0].model_fields_set == {"key", "owner", "problem", "title"}
    assert (plan.insights[0].owner, plan.insights[0].problem) == (None, None)


def test_a_plan_written_and_read_again_is_the_same_plan_and_the_same_text() -> None:
    plan = plan_of(WHOLE)
    text = dump_plan(plan)
    assert plan_of(text) == plan
    assert dump_plan(plan_of(text)) == text


def test_a_written_plan_is_short_and_says_nothing_that_is_empty() -> None:
    plan = plan_of("council: 1\nmarkets: [{key: se, country: SE, locales: [], currency: null}]\nnotes: []\n")
    assert dump_plan(plan) == "council: 1\nmarkets:\n- key: se\n  country: SE\n"


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "12:30",
        "1e3",
        "2020-01-01",
        "- dash",
        "# hash",
        "a: b",
        "{x}",
        " lead",
        "é\u00a0ü",
        "one\ntwo\n",
        "'",
        '"',
        "@x",
        "&a",
        "*a",
        "!t",
        "%",
        "0x1F",
        "=",
        "<<",
        "~",
        "null",
        "🦉 tail ",
        "\ttab",
    ],
)
def test_awkward_texts_survive(text: str) -> None:
    plan = Plan.model_validate({"council": 1, "notes": [{"key": "n", "text": text}]})
    assert plan_of(dump_plan(plan)).notes[0].text == text


def test_hidden_characters_are_taken_out_of_texts() -> None:
    assert plan_of('council: 1\nnotes: [{key: n, text: "a\\u202Eb\\u0007c\\u200Bd"}]\n').notes[0].text == "abcd"


def test_a_whole_plan_has_no_dangling_references() -> None:
    plan, where = parse_plan(WHOLE, "plan.yaml")
    assert check_references(plan, where, Known()) == []


def test_a_plan_may_lean_on_what_the_workspace_has() -> None:
    plan, where = parse_plan("council: 1\nnotes: [{key: n1, session: s, text: Hi, seat: P01, tags: [a/b]}]\n", "plan.yaml")
    known = Known(sessions={"s": None}, seats={("s", "P01"): ""}, tags=frozenset({"a/b"}))
    assert check_references(plan, where, known) == []


def test_an_existing_entry_may_be_changed_in_one_place() -> None:
    plan, where = parse_plan("council: 1\ninsights: [{key: a, owner: Kim}]\nmarkets: [{key: gb, customers: 3}]\n", "plan.yaml")
    assert check_references(plan, where, Known(insights=frozenset({"a"}), markets=frozenset({"gb"}))) == []


def test_the_schema_names_every_section_and_forbids_others() -> None:
    schema = plan_schema()
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert list(properties) == list(Plan.model_fields)
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["council"]


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbfcouncil: 1\r\nmarkets: [{key: se}]\r\n")
    assert load_plan(path).plan.markets[0].key == "se"


def test_a_file_that_is_not_utf8_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes("council: 1\ncouncils: [{key: a, city: Malmö}]\n".encode("cp1252"))
    with pytest.raises(CouncilError) as caught:
        load_plan(path)
    assert caught.value.what == f"{path}:2:31"


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CouncilError) as caught:
        load_plan(tmp_path / "none.yaml")
    assert not isinstance(caught.value, Refused)
    assert caught.value.what == str(tmp_path / "none.yaml")
