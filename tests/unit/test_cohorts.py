"""Rules of cohorts: one table, read strictly, written the same; and the one question about consent, asked in two ways."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from council_app.db.models import Attendance, Consent
from council_app.db.queries import cohorts as reads
from council_app.db.queries.cohorts import CONDITIONS
from council_app.db.workspace import Workspace
from council_app.domain.cohort_forms import form_of, rules_of, rules_typed
from council_app.domain.cohorts import RULE_TYPES, Rule, RuleKind, Takes, is_personal, reads_of, sentences
from council_app.domain.consent import ConsentRecord, may
from council_app.domain.enums import ConsentMethod, Purpose
from council_app.errors import CouncilError, m_
from council_app.i18n import translator
from tests import factories

START = datetime(2026, 5, 1, tzinfo=UTC)


def test_every_rule_has_its_row_and_its_query() -> None:
    assert (set(RULE_TYPES), set(CONDITIONS)) == (set(RuleKind), set(RuleKind))


def test_rules_are_typed_kept_and_said() -> None:
    typed = ["returned=2", 'segment=new,"heavy, very"', "first-council", "complained-before=3", "guests", "allows=contact,notes"]
    rules = rules_typed(typed)
    assert rules == (
        Rule(RuleKind.SEGMENT, ("new", "heavy, very")),
        Rule(RuleKind.FIRST_COUNCIL),
        Rule(RuleKind.RETURNED, number=2),
        Rule(RuleKind.COMPLAINED_BEFORE, number=3),
        Rule(RuleKind.ALLOWS, ("contact", "notes")),
        Rule(RuleKind.GUESTS, number=1),
    )
    assert rules_of(form_of(rules), "c") == rules
    assert sentences(translator("en"), rules) == (
        "Segment is any of new and heavy, very",
        "Was at no earlier council",
        "Was at 2 earlier councils or more",
        "Complained at an earlier council, severity 3 or worse",
        "Allows contact and notes",
        "Brings 1 guest or more",
    )


def test_a_rule_says_what_it_depends_on_and_whether_it_may_name_somebody() -> None:
    assert reads_of(rules_typed(["segment=new"])) == {"attendance", "person"}
    assert reads_of(rules_typed(["raised=fees", "allows=contact"])) == {"attendance", "person", "note", "note_tag", "tag", "consent"}
    assert (is_personal(rules_typed(["invited-by=Mia"])), is_personal(rules_typed(["segment=Mia"]))) == (True, False)


@pytest.mark.parametrize(
    "form",
    [
        None,
        [],
        {},
        "segment",
        {"shoe_size": 44},
        {"segment": []},
        {"segment": "new"},
        {"segment": [" "]},
        {"segment": ["a\u202eb"]},
        {"segment": [1]},
        {"segment": ["x" * 501]},
        {"segment": [str(n) for n in range(51)]},
        {"status": ["dancing"]},
        {"market": ["Great Britain"]},
        {"raised": ["fees//late"]},
        {"first_council": False},
        {"first_council": 1},
        {"returned": 0},
        {"returned": True},
        {"returned": 1.5},
        {"returned": 10**30},
        {"complained_before": 5},
        {"allows": ["everything"]},
        {"segment": ["new"], "'; DROP TABLE note; --": ["x"]},
    ],
)
def test_a_rule_that_is_none_is_refused_in_one_line(form: object) -> None:
    with pytest.raises(CouncilError) as refused:
        rules_of(form, "Newcomers")
    assert (refused.value.what, "\n" in str(refused.value)) == ("Newcomers", False)


@pytest.mark.parametrize(
    "typed", ["", "shoe=44", "segment", "segment=", "segment=,", "first-council=no", "returned=many", "returned=" + "9" * 5000, 'segment="']
)
def test_a_rule_typed_wrongly_is_refused(typed: str) -> None:
    with pytest.raises(CouncilError):
        rules_typed([typed])


def test_the_same_rule_twice_is_refused() -> None:
    with pytest.raises(CouncilError):
        rules_typed(["segment=new", "segment=old"])


def of_kind(kind: RuleKind) -> some.SearchStrategy[Rule]:
    """Any rule of one kind."""
    row = RULE_TYPES[kind]
    if row.takes is Takes.NUMBER:
        return some.builds(Rule, some.just(kind), number=some.integers(row.least, row.most))
    if row.takes is Takes.NOTHING:
        return some.just(Rule(kind))
    if row.shape:
        return some.builds(Rule, some.just(kind), words=some.lists(some.sampled_from("abcde"), min_size=1, unique=True).map(tuple))
    words = some.sampled_from(row.closed) if row.closed else some.text("abc ,\"'=ü", min_size=1, max_size=9).filter(str.strip)
    return some.builds(Rule, some.just(kind), words=some.lists(words, min_size=1, max_size=5, unique=True).map(tuple))


@given(some.lists(some.sampled_from(RuleKind), min_size=1, unique=True).flatmap(lambda kinds: some.tuples(*map(of_kind, kinds))))
def test_every_set_of_rules_survives_its_json_form(rules: tuple[Rule, ...]) -> None:
    order = list(RULE_TYPES)
    assert rules_of(form_of(rules), "c") == tuple(sorted(rules, key=lambda rule: order.index(rule.kind)))


answers = some.lists(
    some.builds(
        lambda purpose, day, granted, withdrawn, wording: ConsentRecord(
            purpose=purpose,
            wording=wording,
            method=ConsentMethod.SCREEN,
            at=START + timedelta(days=day),
            granted=granted,
            withdrawn_at=None if withdrawn is None else START + timedelta(days=day + withdrawn),
        ),
        some.sampled_from([Purpose.CONTACT, Purpose.NOTES, Purpose.QUOTE_INTERNAL, Purpose.QUOTE_PUBLIC]),
        some.integers(0, 3),
        some.booleans(),
        some.none() | some.integers(0, 3),
        some.sampled_from(["v1", "v2"]),
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with one person in it."""
    folder: Path = tmp_path_factory.mktemp("room")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNCIL_HOME", str(folder / "home"))
        return factories.workspace(folder, factories.people(count=1, allow=()))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(answers)
def test_the_query_and_the_one_function_agree_on_what_is_allowed(room: Workspace, records: list[ConsentRecord]) -> None:
    assert allowed_by_query(room, records) == [purpose for purpose in Purpose if may(purpose, records)]


def test_the_two_agree_on_every_answer_to_notes_beside_every_answer_to_quotes(room: Workspace) -> None:
    for notes, quotes in itertools.product(stories(Purpose.NOTES), stories(Purpose.QUOTE_PUBLIC)):
        records = [*notes, *quotes]
        assert allowed_by_query(room, records) == [purpose for purpose in Purpose if may(purpose, records)]


def allowed_by_query(room: Workspace, records: list[ConsentRecord]) -> list[Purpose]:
    """The purposes whose cohort holds the one person of the room, after these answers."""
    with room.write(m_("Answer"), rehearsed=True) as writing:
        attendance = writing.query(Attendance.id).scalar()
        fields = ("purpose", "wording", "method", "at", "granted", "withdrawn_at")
        rows = [{name: getattr(record, name) for name in fields} | {"attendance_id": attendance} for record in records]
        writing.insert_many(Consent, rows)
        return [purpose for purpose in Purpose if reads.members(writing, rules_typed([f"allows={purpose}"]))]


def stories(purpose: Purpose) -> Iterator[list[ConsentRecord]]:
    """Never asked; and every two answers, each a yes, a no or a yes taken back, one after the other or at one moment."""
    yield []
    for first, second, later in itertools.product(("yes", "no", "back"), ("yes", "no", "back", None), (0, 1)):
        told = [(first, START)] + ([(second, START + timedelta(days=later))] if second else [])
        yield [
            ConsentRecord(purpose, "v1", ConsentMethod.SCREEN, at, said != "no", at + timedelta(hours=1) if said == "back" else None)
            for said, at in told
        ]
