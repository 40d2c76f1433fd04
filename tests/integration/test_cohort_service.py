"""Cohorts against a real workspace: who is in, what they said, and that saving one can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, update

from council_app.db.models import Cohort as CohortRow
from council_app.db.workspace import Workspace
from council_app.domain.cohort_forms import rules_typed
from council_app.domain.cohorts import RULE_TYPES, Cohort, RuleKind
from council_app.domain.note_filter import Facet, filter_of, where
from council_app.errors import CouncilError, Refused, m_
from council_app.services import capture, cohorts, finding, history, insights, stats
from council_app.services.erasure import erase_person
from council_app.services.plan import apply_plan, dump_workspace
from tests import factories as given
from tests.program import run

LATER = """
council: 1
councils:
  - {key: leeds, market: gb, city: Leeds, date: 2026-09-01, timezone: Europe/London, title: Leeds council,
     sessions: [{key: leeds-am, starts: "09:30", ends: "12:00"}]}
people:
  - {email: ada@example.org, name: Ada Lind, session: leeds-am, seat: P01, status: arrived, segments: [heavy user], invited_by: Mia}
  - {email: ben@example.org, name: Ben Moss, session: leeds-am, seat: P02, status: confirmed, segments: [Heavy User, new], guests: 1}
  - {email: zoe@example.org, name: Zoe Vale, session: leeds-am, seat: P03, status: walk-in, segments: [new]}
  - {email: yan@example.org, name: Yan West, session: leeds-am, status: waiting}
seats:
  - {session: leeds-am, seat: P09, status: arrived}
notes:
  - {key: l1, session: leeds-am, at: 2026-09-01T09:00:00+00:00, seat: P01, text: The app is quick now, kind: praise, tags: [tone]}
  - {key: l2, session: leeds-am, at: 2026-09-01T09:01:00+00:00, seat: P03, text: The fee again, kind: friction, tags: [fees]}
  - {key: l3, session: leeds-am, at: 2026-09-01T09:02:00+00:00, seat: P09, text: The fee nods, kind: friction, tags: [fees], raised: agreed}
  - {key: l4, session: leeds-am, at: 2026-09-01T09:03:00+00:00, text: Nobody knows who said the fee, kind: friction}
"""


@pytest.fixture
def two_councils(tmp_path: Path) -> Iterator[Workspace]:
    """Bristol in May with six people, of whom three complained; Leeds in September with two of them and others."""
    with given.workspace(
        tmp_path,
        given.people(count=6, allow=("notes", "contact")),
        given.notes(("P01", "The fee came late"), ("P02", "Who reads the letter?")),
        given.INSIGHT,
        LATER,
    ) as made:
        yield made


def seats(made: Workspace, *rules: str) -> list[str]:
    """Who is in, as session and seat."""
    key = cohorts.save_cohort(workspace=made, name="Them", rules=rules_typed(rules)).cohort.key
    found = cohorts.membership(workspace=made, key=key).attendances
    with made.read() as reading:
        rows = reading.connection().exec_driver_sql(
            "SELECT session.key || ' ' || coalesce(attendance.seat, '-'), attendance.id FROM attendance "
            "JOIN session ON session.id = attendance.session_id"
        )
        return sorted(name for name, attendance in rows if attendance in found)


@pytest.mark.parametrize(
    ("rules", "who"),
    [
        (["segment=heavy user"], ["leeds-am P01", "leeds-am P02"]),
        (["segment=new", "segment=new"][:1], ["leeds-am P02", "leeds-am P03"]),
        (["council=leeds", "status=arrived,walk-in"], ["leeds-am P01", "leeds-am P03", "leeds-am P09"]),
        (["market=se"], []),
        (["session=leeds-am", "first-council"], ["leeds-am -", "leeds-am P03"]),
        (["returned"], ["leeds-am P01", "leeds-am P02"]),
        (["returned=2"], []),
        (["complained-before"], ["leeds-am P01", "leeds-am P02"]),
        (["complained-before=4"], []),
        (["raised=fees", "session=leeds-am"], ["leeds-am P01", "leeds-am P02", "leeds-am P03"]),
        (["raised=tone"], ["bristol-am P01", "leeds-am P01"]),
        (["allows=contact,notes", "session=bristol-am"], [f"bristol-am P0{n}" for n in range(1, 7)]),
        (["allows=quote_public"], []),
        (["invited-by=mia"], ["leeds-am P01"]),
        (["guests"], ["leeds-am P02"]),
        (["complained-before", "segment=new"], ["leeds-am P02"]),
    ],
)
def test_all_rules_of_a_cohort_hold(two_councils: Workspace, rules: list[str], who: list[str]) -> None:
    assert seats(two_councils, *rules) == who


@pytest.mark.parametrize("kind", list(RuleKind))
def test_a_cohort_of_one_session_is_the_part_of_it_that_is_there(two_councils: Workspace, kind: RuleKind) -> None:
    """Two ways lead to the same people: from all of them, and from those of one session."""
    words = {"segment": "new", "market": "gb", "council": "leeds", "session": "leeds-am", "status": "arrived", "raised": "fees"}
    typed = f"{kind}={words.get(kind, 'contact' if kind == 'allows' else 'Mia')}" if RULE_TYPES[kind].takes == "words" else kind
    saved = cohorts.save_cohort(workspace=two_councils, name="Them", rules=rules_typed([typed]))
    whole = cohorts.membership(workspace=two_councils, key=saved.cohort.key).attendances
    with two_councils.read() as reading:
        place = reading.connection().exec_driver_sql("SELECT id FROM session WHERE key = 'leeds-am'").scalar()
        here = set(reading.connection().exec_driver_sql("SELECT id FROM attendance WHERE session_id = ?", (place,)).scalars())
        assert cohorts.members_of(reading, saved.cohort.key, session_id=place) == whole & here


def test_somebody_who_came_twice_is_one_of_the_people_counted(two_councils: Workspace) -> None:
    counted = cohorts.count_people(workspace=two_councils, rules=rules_typed(["raised=fees"]), session="leeds-am")
    assert (counted.people, counted.here) == (3, 3)
    everybody = cohorts.count_people(workspace=two_councils, rules=rules_typed(["market=gb"]), session="leeds-am")
    assert (everybody.people, everybody.here) == (9, 5)


def test_notes_searches_and_insights_can_be_of_one_cohort(two_councils: Workspace) -> None:
    made = two_councils
    cohorts.save_cohort(workspace=made, key="new", name="New", rules=rules_typed(["segment=new"]))
    cohorts.save_cohort(workspace=made, key="back", name="Back", rules=rules_typed(["returned"]))
    cohorts.save_cohort(workspace=made, key="bristol", name="Bristol", rules=rules_typed(["council=bristol"]))
    cohorts.save_cohort(workspace=made, key="nobody", name="Nobody", rules=rules_typed(["market=se"]))

    def said(cohort: str) -> list[str]:
        return [note.key for note in capture.stream(workspace=made, session="leeds-am", cohort=cohort)]

    assert (said("new"), said("back"), said("bristol"), said("nobody")) == (["l2"], ["l1"], [], [])
    of_bristol = filter_of([where(Facet.COHORT, "bristol")])
    for newest_first in (False, True):
        found = finding.search(workspace=made, query="fee", filter=of_bristol, newest_first=newest_first)
        assert [note.key for note in found] == ["n1"]
    nowhere = of_bristol.narrowed(where(Facet.SESSION, "leeds-am"))
    assert finding.search(workspace=made, query="fee", filter=nowhere) == ()
    (card,) = insights.list_insights(workspace=made, cohort="new")
    assert (card.evidence.people, card.evidence.attendees, card.evidence.sessions) == (1, 1, ("leeds-am",))
    (everybody,) = insights.list_insights(workspace=made)
    assert (everybody.evidence.people, everybody.gate) == (3, card.gate)
    assert insights.list_insights(workspace=made, cohort="back", session="leeds-am") == ()
    detail = insights.insight(workspace=made, key="late-fee", cohort="bristol")
    assert [note.key for note in detail.supporting] == ["n1", "n2"]


def test_a_stream_of_a_cohort_pages_without_gap_or_repeat_few_or_many(two_councils: Workspace) -> None:
    made = two_councils
    cohorts.save_cohort(workspace=made, key="all", name="All", rules=rules_typed(["market=gb"]))
    for number in range(25):
        capture.take_note(workspace=made, session="leeds-am", line=f"@P0{number % 3 + 1} says {number}")
    whole = [note.id for note in capture.stream(workspace=made, session="leeds-am", limit=100) if note.seat]
    pages: list[str] = []
    while page := capture.stream(workspace=made, session="leeds-am", cohort="all", before=pages[-1] if pages else None, limit=4):
        pages += [note.id for note in page]
    assert pages == whole


def test_a_cohort_is_saved_changed_renamed_and_deleted_and_each_can_be_taken_back(two_councils: Workspace) -> None:
    made = two_councils

    def known() -> list[tuple[str, str, int]]:
        return [(line.cohort.key, line.cohort.name, line.counted.people) for line in cohorts.list_cohorts(workspace=made)]

    saved = cohorts.save_cohort(workspace=made, name="New  här", rules=rules_typed(["segment=new"]))
    assert saved.cohort == Cohort("new-har", "New här", rules_typed(["segment=new"]))
    twin = cohorts.save_cohort(workspace=made, name="New här", rules=rules_typed(["guests"]))
    assert twin.cohort.key == "new-har-2"
    cohorts.save_cohort(workspace=made, key="new-har", name="New here", rules=rules_typed(["segment=new", "first-council"]))
    cohorts.rename_cohort(workspace=made, key="new-har-2", name="With guests")
    assert known() == [("new-har", "New here", 1), ("new-har-2", "With guests", 1)]
    cohorts.delete_cohort(workspace=made, key="new-har")
    assert [str(history.undo(workspace=made).label) for _ in range(3)] == [
        "Delete the cohort “New here”",
        "Rename a cohort to “With guests”",
        "Save the cohort “New here”",
    ]
    assert known() == [("new-har", "New här", 2), ("new-har-2", "New här", 1)]
    history.redo(workspace=made)
    assert known() == [("new-har", "New here", 1), ("new-har-2", "New här", 1)]


def test_saving_what_is_there_already_changes_nothing(two_councils: Workspace) -> None:
    cohorts.save_cohort(workspace=two_councils, key="new", name="New", rules=rules_typed(["segment=new"]))
    again = cohorts.save_cohort(workspace=two_councils, key="new", name="New", rules=rules_typed(["segment=new"]))
    assert again.changes.operation is None


@pytest.mark.parametrize(
    ("name", "key"), [("", None), (" \n", None), ("a\u202eb", None), ("x" * 101, None), ("New", "New!"), ("New", "a--b")]
)
def test_a_cohort_without_a_proper_name_or_key_is_refused(two_councils: Workspace, name: str, key: str | None) -> None:
    with pytest.raises(CouncilError):
        cohorts.save_cohort(workspace=two_councils, name=name, key=key, rules=rules_typed(["guests"]))
    assert cohorts.list_cohorts(workspace=two_councils) == ()


def test_rules_from_a_newer_version_are_listed_and_refused_where_they_would_be_used(two_councils: Workspace) -> None:
    made = two_councils
    cohorts.save_cohort(workspace=made, key="new", name="New", rules=rules_typed(["segment=new"]))
    with made.write(m_("Come from elsewhere")) as writing:
        writing.connection().execute(update(CohortRow.__table__).values(rules={"shoe_size": 44}))
    (line,) = cohorts.list_cohorts(workspace=made)
    assert str(line.problem) == "there is no rule “shoe_size” in this version of Council"
    with pytest.raises(CouncilError) as refused:
        capture.stream(workspace=made, session="leeds-am", cohort="new")
    assert refused.value.what == "New"


def test_a_cohort_takes_as_many_reads_for_three_people_as_for_one(two_councils: Workspace) -> None:
    made = two_councils

    def reads(*rules: str) -> int:
        key = cohorts.save_cohort(workspace=made, name="Them", rules=rules_typed(rules)).cohort.key
        with made.read() as reading:
            seen: list[str] = []
            event.listen(reading.connection(), "before_cursor_execute", lambda *call: seen.append(call[2]))
            cohorts.members_of(reading, key)
        return len(seen)

    assert (reads("session=leeds-am", "segment=heavy user", "returned"), reads("market=gb")) == (2, 2)


def test_the_choice_of_words_is_what_the_workspace_holds(two_councils: Workspace) -> None:
    found = cohorts.choices(workspace=two_councils)
    assert [choice.word for choice in found[RuleKind.SEGMENT]] == ["Heavy User", "new"]
    assert [choice.word for choice in found[RuleKind.RAISED]] == ["fees", "fees/late", "tone"]
    assert [choice.word for choice in found[RuleKind.INVITED_BY]] == ["Mia"]
    assert [(choice.word, choice.place) for choice in found[RuleKind.SESSION]] == [("bristol-am", "Bristol"), ("leeds-am", "Leeds")]


def test_cohorts_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with given.workspace(tmp_path, given.people(count=3), given.notes(("P01", "The fee came late")), LATER) as made:
        path = made.path
    made_one = run(capsys, "cohort", path, "new", "--name", "New here", "--rule", "first-council", "--rule", "segment=new", "--json")
    document = {"key": "new", "name": "New here", "rules": {"segment": ["new"], "first_council": True}, "people": 1}
    assert made_one.document == document
    assert run(capsys, "cohorts", path, "--session", "leeds-am", "--json").document == [document | {"here": 1}]
    assert run(capsys, "cohort", path, "new").out == "new  New here  1 person\n  Segment is any of new\n  Was at no earlier council\n"
    assert run(capsys, "cohort", path, "new", "--name", "Newcomers", "--json").document == document | {"name": "Newcomers"}
    found = run(capsys, "search", path, "fee", "--cohort", "new", "--json").document
    assert isinstance(found, list)
    assert [note["key"] for note in found] == ["l2"]
    assert run(capsys, "insights", path, "--cohort", "new", "--json").document == []
    assert run(capsys, "cohort", path, "new", "--delete", "--json").document == {"deleted": "new"}
    for refused in (
        ("cohort", path, "new"),
        ("cohort", path, "new", "--delete"),
        ("cohort", path, "new", "--rule", "shoe=44"),
        ("search", path, "fee", "--cohort", "none"),
        ("insights", path, "--cohort", "none"),
    ):
        assert run(capsys, *refused).refused_clearly
    assert run(capsys, "cohort", path, "new", "--delete", "--name", "x").code == 2


PLANNED = """
council: 1
cohorts:
  - key: newcomers
    name: New, and not happy
    rules: {segment: [new], market: [gb], session: [leeds-am], status: [arrived, walk-in], first_council: true, complained_before: 0}
  - {key: back, name: Back again, rules: {council: [bristol], returned: 2, raised: [fees/late], allows: [contact], guests: 1}}
  - {key: mias, name: Friends of Mia, rules: {invited_by: [Mia]}}
"""


def test_cohorts_come_with_a_plan_and_go_with_it(two_councils: Workspace, tmp_path: Path) -> None:
    given.apply(two_councils, tmp_path, PLANNED)
    again = apply_plan(workspace=two_councils, path=tmp_path / "plan.yaml")
    assert (again.kinds, again.changes.operation) == ({"cohorts": {"created": 0, "changed": 0, "unchanged": 3}}, None)
    whole = dump_workspace(workspace=two_councils, with_people=True)
    assert whole[whole.index("cohorts:") :] == (
        "cohorts:\n"
        "- key: back\n"
        "  name: Back again\n"
        "  rules:\n"
        "    council: [bristol]\n"
        "    returned: 2\n"
        "    raised: [fees/late]\n"
        "    allows: [contact]\n"
        "    guests: 1\n"
        "- key: mias\n"
        "  name: Friends of Mia\n"
        "  rules: {invited_by: [Mia]}\n"
        "- key: newcomers\n"
        "  name: New, and not happy\n"
        "  rules:\n"
        "    segment: [new]\n"
        "    market: [gb]\n"
        "    session: [leeds-am]\n"
        "    status: [arrived, walk-in]\n"
        "    first_council: true\n"
        "    complained_before: 0\n"
    )
    with given.workspace(tmp_path, plan=whole, name="copy.council") as copy:
        assert dump_workspace(workspace=copy, with_people=True) == whole
    without = dump_workspace(workspace=two_councils)
    assert [line for line in without.splitlines() if "mias" in line or "invited" in line] == []


def test_a_plan_changes_of_a_cohort_only_what_it_mentions(two_councils: Workspace, tmp_path: Path) -> None:
    given.apply(two_councils, tmp_path, PLANNED)
    given.apply(two_councils, tmp_path, "council: 1\ncohorts: [{key: mias, name: Mia's}]\n")
    assert cohorts.cohort(workspace=two_councils, key="mias") == Cohort("mias", "Mia's", rules_typed(["invited-by=Mia"]))


@pytest.mark.parametrize(
    ("entry", "column"),
    [
        ("{key: c, name: C}", 5),
        ("{key: c, name: C, rules: {}}", 5),
        ("{key: c, name: C, rules: {first_council: false}}", 5),
        ("{key: c, rules: {guests: 1}}", 5),
        ("{key: c, name: C, rules: {market: [se]}}", 40),
        ("{key: c, name: C, rules: {raised: [fees/early]}}", 40),
        ("{key: c, name: C, rules: {shoe_size: 44}}", 31),
        ("{key: c, name: C, rules: {status: [dancing]}}", 40),
        ("{key: c, name: C, rules: {returned: 0}}", 41),
    ],
)
def test_a_cohort_that_cannot_be_is_refused_with_its_place(two_councils: Workspace, tmp_path: Path, entry: str, column: int) -> None:
    with pytest.raises(Refused) as refused:
        given.apply(two_councils, tmp_path, f"council: 1\ncohorts:\n  - {entry}\n")
    assert [problem.what.rsplit("plan.yaml:")[1] for problem in refused.value.problems] == [f"3:{column}"]


TESTED = """
council: 1
trials:
  - {session: bristol-am, seat: P01, task: pick, outcome: success, seconds: 30}
  - {session: bristol-am, seat: P03, task: pick, outcome: fail}
answers:
  - {session: bristol-am, seat: P01, question: sus, value: [5, 1, 5, 1, 5, 1, 5, 1, 5, 1]}
  - {session: bristol-am, seat: P03, question: sus, value: [1, 5, 1, 5, 1, 5, 1, 5, 1, 5]}
"""


def test_numbers_can_be_of_one_cohort(two_councils: Workspace, tmp_path: Path) -> None:
    made = two_councils
    given.apply(made, tmp_path, TESTED)
    cohorts.save_cohort(workspace=made, key="tone", name="Tone", rules=rules_typed(["raised=tone"]))
    (everybody,) = stats.statistics(workspace=made, session="bristol-am").sessions
    (some,) = stats.statistics(workspace=made, session="bristol-am", cohort="tone").sessions
    assert (everybody.attendees, everybody.friction, everybody.tasks[0].tried, everybody.questions[0].score) == (6, 2, 2, 50.0)
    assert (some.attendees, some.friction, some.tasks[0].tried, some.questions[0].score) == (1, 1, 1, 100.0)


def test_an_erasure_takes_a_name_out_of_the_rules_too(two_councils: Workspace) -> None:
    cohorts.save_cohort(workspace=two_councils, key="zoe", name="Friends", rules=rules_typed(["invited-by=Zoe Vale,Kim"]))
    erase_person(workspace=two_councils, who="zoe@example.org")
    (rule,) = cohorts.cohort(workspace=two_councils, key="zoe").rules
    assert (len(rule.words), rule.words[1], "Zoe" in rule.words[0]) == (2, "Kim", False)
