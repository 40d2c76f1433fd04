"""What is done with insights travels in a plan, the same after every round; and no plan is a way around the gate."""

from __future__ import annotations

import base64
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from council_app.db.models import Attendance, PhoneCall
from council_app.domain.enums import CallOutcome, Purpose
from council_app.errors import Refused, m_
from council_app.services.consent import withdraw
from council_app.services.door import walk_in
from council_app.services.history import history, undo
from council_app.services.plan import apply_plan, dump_workspace, left_from_dump
from council_app.services.roster import roster_lines
from council_app.services.workspace import Workspace, check
from tests import factories as given

WORDS = "Nobody told me about the fee"


def picture() -> str:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


READY = f"""
council: 1
initiatives:
  - {{key: clear-fees, title: Fees that explain themselves, case: Fewer calls, customer_value: No more surprises,
     internal_impact: Fewer letters, segments: [new, heavy], owner: Mia Vance, horizon: next, position: 2}}
  - {{key: later, title: Something later}}
insights:
  - key: late-fee
    title: The late fee comes without warning
    problem: The letter names the fee only after it was charged.
    solution: Name the fee on the first reminder
    impact: {{low: 1000, likely: 2000, high: 4000, currency: GBP}}
    effort_days: 5
    owner: Mia Vance
    stage: buy/pay
    initiative: clear-fees
    segments: [new]
    nature: basics
    promise: No surprises, ever
    one_in: 250
    scores: {{rice: {{reach: 4000, impact: 2, confidence: 0.8, effort: 1.5}}, ice: {{impact: 8, confidence: 6, ease: 7}},
             wsjf: {{value: 8, time: 5, risk: 3, size: 5}}}}
    visuals: [{{file: letter.png, alt: A letter, caption: The letter as it is sent, data: {picture()}}}]
    evidence: {{notes: [n1]}}
  - {{key: vague, title: Something is wrong, scores: {{ice: {{impact: 3}}}}}}
"""
ACTED = """
council: 1
workshops:
  - {key: spring, title: Spring workshop, at: 2026-05-20T09:00:00+00:00, closed: 2026-05-20T11:00:00+00:00,
     items: [{insight: vague, decision: learn-more, reason: Too thin, decided: 2026-05-20T10:10:00+00:00},
             {insight: late-fee, impact_votes: [0, 0, 1, 4, 2], effort_votes: [1, 5, 1, 0, 0], decision: do}]}
  - {key: autumn, title: Autumn workshop, at: 2026-09-20T09:00:00+00:00}
delegations:
  - {insight: late-fee, to: jira, at: 2026-05-21T09:00:00+00:00, by: kim, reference: PAY-412, url: 'https://jira.example.org/PAY-412',
     status: In review, state: doing, state_at: 2026-05-23T09:00:00+00:00, remind: 2026-06-21}
  - {insight: late-fee, to: github, at: 2026-05-21T09:30:00+00:00}
calls:
  - {session: bristol-am, seat: P01, at: 2026-05-22T09:00:00+00:00, by: kim, outcome: no-answer, follow_up: 2026-05-25}
  - {session: bristol-am, seat: P01, at: 2026-05-25T09:00:00+00:00, by: kim, outcome: reached, solved: partly, said: The fee was paid back}
call_scripts:
  - {locale: en-GB, text: Hello! This is about what you told us.}
  - {locale: sv-SE, text: Hej!}
"""


@pytest.fixture
def heard(tmp_path: Path) -> Workspace:
    """Three people, of whom Ada said the words."""
    return given.workspace(tmp_path, given.people(count=3), given.notes(("P01", WORDS)))


def dumps(workspace: Workspace) -> tuple[str, str]:
    return dump_workspace(workspace=workspace, with_people=True), dump_workspace(workspace=workspace)


def refused(workspace: Workspace, folder: Path, plan: str) -> list[tuple[str, str, str]]:
    """Place, why and what to do of everything wrong; nothing of it may be there afterwards."""
    before = dumps(workspace), len(history(workspace=workspace, limit=10_000))
    with pytest.raises(Refused) as caught:
        given.apply(workspace, folder, plan)
    assert (dumps(workspace), len(history(workspace=workspace, limit=10_000))) == before
    return [(each.what.removeprefix(f"{folder / 'plan.yaml'}:"), str(each.why), str(each.todo)) for each in caught.value.problems]


def test_a_dump_of_what_is_done_makes_the_same_workspace_and_the_same_dump(heard: Workspace, tmp_path: Path) -> None:
    with heard as first:
        given.apply(first, tmp_path, READY)
        given.apply(first, tmp_path, ACTED)
        for plan in (READY, ACTED):
            again = apply_plan(workspace=first, path=given.write(tmp_path, "again.yaml", plan))
            assert (again.created, again.changed) == (0, 0)
        texts = dumps(first)
        for text in texts:
            again = apply_plan(workspace=first, path=given.write(tmp_path, "again.yaml", text))
            assert (again.created, again.changed) == (0, 0)
        assert check(workspace=first).problems == ()
    for at, text in enumerate(texts):
        with given.workspace(tmp_path, plan=text, name=f"{at}.council") as second:
            assert dumps(second)[at] == text
    assert ["calls:" in text for text in texts] == [True, False]


UNSEATED = """
council: 1
people:
  - {email: Ida@Example.org, name: Ida Moor, session: bristol-am, consents: [{purpose: contact, wording: "1", method: verbal,
     granted: 2026-05-12T08:00:00+00:00}]}
  - {key: no-mail, name: Bo Fell, session: bristol-am}
calls:
  - {session: bristol-am, person: ida@example.org, at: 2026-05-22T09:00:00+00:00, outcome: reached, solved: yes, said: Thanks}
  - {session: bristol-am, person: no-mail, at: 2026-05-22T09:30:00+00:00, outcome: no-answer}
"""


def test_calls_to_who_has_no_seat_travel_by_e_mail_or_key(heard: Workspace, tmp_path: Path) -> None:
    with heard as first:
        given.apply(first, tmp_path, UNSEATED)
        again = apply_plan(workspace=first, path=given.write(tmp_path, "again.yaml", UNSEATED))
        whole, nameless = dumps(first)
    assert (again.created, again.changed) == (0, 0)
    assert [each in whole for each in ("person: ida@example.org", "person: no-mail", "said: Thanks")] == [True] * 3
    assert ("calls:" in nameless, "ida@" in nameless) == (False, False)
    with given.workspace(tmp_path, plan=whole, name="second.council") as second:
        assert dumps(second)[0] == whole


def test_a_dump_changes_nothing_where_it_comes_from_also_with_people_who_gave_no_address(heard: Workspace, tmp_path: Path) -> None:
    with heard as workspace:
        walk_in(workspace=workspace, session=given.SESSION, name="Nora Walker")
        (unseated,) = (line for line in roster_lines(workspace=workspace, session=given.SESSION) if line.name == "Nora Walker")
        given.apply(workspace, tmp_path, UNSEATED)
        with workspace.write(m_("Call")) as writing:
            row = writing.get_one(Attendance, unseated.id)
            row.seat = None
            writing.add(PhoneCall(attendance_id=row.id, at=datetime(2026, 5, 22, 10, tzinfo=UTC), outcome=CallOutcome.NO_ANSWER))
        text = dump_workspace(workspace=workspace, with_people=True)
        again = apply_plan(workspace=workspace, path=given.write(tmp_path, "again.yaml", text))
        assert (again.created, again.changed, dump_workspace(workspace=workspace, with_people=True)) == (0, 0, text)
    assert text.count("person: p-") == 1
    with given.workspace(tmp_path, plan=text, name="second.council") as second:
        assert dump_workspace(workspace=second, with_people=True) == text


@pytest.mark.parametrize(
    ("who", "problem"),
    [
        ("person: nobody@example.org", ("3:35", "there is no “nobody@example.org” on the list of session “bristol-am”")),
        ("seat: P01, person: ada@example.org", ("3:5", "a call is to one seat, or to one person")),
        ("by: kim", ("3:5", "a call is to one seat, or to one person")),
    ],
)
def test_a_call_names_one_who_was_there(heard: Workspace, tmp_path: Path, who: str, problem: tuple[str, str]) -> None:
    with heard as workspace:
        call = f"council: 1\ncalls:\n  - {{session: bristol-am, {who}, at: 2026-05-22T09:00:00+00:00, outcome: reached}}\n"
        assert [(place, why) for place, why, _ in refused(workspace, tmp_path, call)] == [problem]


def test_a_dump_says_what_the_plan_said(heard: Workspace, tmp_path: Path) -> None:
    with heard as workspace:
        given.apply(workspace, tmp_path, READY)
        given.apply(workspace, tmp_path, ACTED)
        text = dump_workspace(workspace=workspace, with_people=True)
    said = [
        "nature: basics",
        "one_in: 250",
        "rice: {reach: 4000, impact: 2, confidence: 0.8, effort: 1.5}",
        "caption: The letter as it is sent",
        "impact_votes: [0, 0, 1, 4, 2]",
        "horizon: next",
        "remind: 2026-06-21",
    ]
    assert [each for each in said if each in text] == said


def test_a_rehearsed_plan_leaves_nothing(heard: Workspace, tmp_path: Path) -> None:
    with heard as workspace:
        given.apply(workspace, tmp_path, READY)
        before = dumps(workspace)
        done = apply_plan(workspace=workspace, path=given.write(tmp_path, "plan.yaml", ACTED), dry_run=True)
        assert ({kind: counts["created"] for kind, counts in done.kinds.items()}, dumps(workspace)) == (
            {"workshops": 2, "delegations": 2, "calls": 2, "call_scripts": 2},
            before,
        )


def test_a_plan_that_says_less_of_a_workshop_takes_the_rest_away_and_undo_brings_it_back(heard: Workspace, tmp_path: Path) -> None:
    with heard as workspace:
        given.apply(workspace, tmp_path, READY)
        given.apply(workspace, tmp_path, ACTED)
        before = dumps(workspace)
        given.apply(workspace, tmp_path, "council: 1\nworkshops: [{key: spring, items: [{insight: late-fee, decision: decline}]}]\n")
        given.apply(
            workspace, tmp_path, "council: 1\ninsights: [{key: late-fee, scores: {ice: {ease: 1}}, initiative: null, nature: null}]\n"
        )
        text = dump_workspace(workspace=workspace)
        assert [word in text for word in ("vague, decision", "rice", "wsjf", "nature", "initiative: ")] == [False] * 5
        undo(workspace=workspace)
        undo(workspace=workspace)
        assert dumps(workspace) == before


def test_a_plan_delegates_nothing_that_has_not_passed_the_gate(heard: Workspace, tmp_path: Path) -> None:
    plan = (
        "council: 1\ndelegations:\n  - {insight: vague, to: jira}\n  - {insight: late-fee, to: linear}\n  - {to: azure, insight: vague}\n"
    )
    todo = "Evidence, a picture, a specific problem, a proposed solution, an amount, an effort and a name are missing."
    with heard as workspace:
        given.apply(workspace, tmp_path, READY)
        assert refused(workspace, tmp_path, plan) == [
            ("3:15", "“vague” has not passed the gate, so it cannot be delegated", todo),
            ("5:26", "“vague” has not passed the gate, so it cannot be delegated", todo),
        ]


def test_plan_and_workspace_together_pass_the_gate_or_do_not(heard: Workspace, tmp_path: Path) -> None:
    """A plan may bring what is missing along with the ticket, and may not take it away in the same breath."""
    without = READY.replace("    owner: Mia Vance\n", "")
    brings = "council: 1\ninsights: [{key: late-fee, owner: Mia Vance}]\ndelegations: [{insight: late-fee, to: jira}]\n"
    takes = "council: 1\ninsights: [{key: late-fee, evidence: {notes: []}}]\ndelegations: [{insight: late-fee, to: linear}]\n"
    with heard as workspace:
        given.apply(workspace, tmp_path, without)
        late = "council: 1\ndelegations: [{insight: late-fee, to: jira}]\n"
        assert refused(workspace, tmp_path, late) == [
            ("2:25", "“late-fee” has not passed the gate, so it cannot be delegated", "A name is missing.")
        ]
        given.apply(workspace, tmp_path, brings)
        assert refused(workspace, tmp_path, takes) == [
            ("3:25", "“late-fee” has not passed the gate, so it cannot be delegated", "Evidence is missing.")
        ]


def test_a_ticket_whose_evidence_went_stays_here_and_is_left_out_of_the_dump(heard: Workspace, tmp_path: Path) -> None:
    with heard as workspace:
        given.apply(workspace, tmp_path, READY)
        given.apply(workspace, tmp_path, ACTED)
        assert left_from_dump(workspace=workspace) == ()
        withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
        assert left_from_dump(workspace=workspace) == ("late-fee",)
        texts = dumps(workspace)
        assert ["PAY-412" in text for text in texts] == [False, False]
        moved = "council: 1\ndelegations: [{insight: late-fee, to: jira, status: Closed, state: done}]\n"
        assert apply_plan(workspace=workspace, path=given.write(tmp_path, "plan.yaml", moved)).changed == 1
        dropped = "council: 1\ndelegations: [{insight: late-fee, to: azure}]\n"
        assert len(refused(workspace, tmp_path, dropped)) == 1
    for at, text in enumerate(texts):
        with given.workspace(tmp_path, plan=text, name=f"{at}.council") as second:
            assert dumps(second)[at] == text


def test_what_somebody_said_on_the_telephone_is_withheld_like_their_other_words(heard: Workspace, tmp_path: Path) -> None:
    said = "The fee was paid back"
    with heard as workspace:
        given.apply(workspace, tmp_path, READY)
        given.apply(workspace, tmp_path, ACTED)
        shown = said in dumps(workspace)[0], said in str(history(workspace=workspace, limit=10_000))
        withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
        text = dumps(workspace)[0]
        assert (shown, said in text, said in str(history(workspace=workspace, limit=10_000))) == ((True, True), False, False)
        assert text.count("outcome: ") == 2


WRONG = {
    "unknown key": ("workshops: [{key: w, titel: W}]", "2:22", "unknown key “titel”", "Did you mean “title”?"),
    "unknown method": ("insights: [{key: i, scores: {race: {}}}]", "2:30", "unknown key “race”", "Did you mean “rice”?"),
    "unknown part": ("insights: [{key: i, scores: {ice: {luck: 3}}}]", "2:36", "unknown key “luck”", None),
    "no effort": ("insights: [{key: i, title: I, effort_days: 0}]", "2:44", "“0” is too small", "It must be above 0."),
    "nothing to divide by": ("insights: [{key: i, scores: {wsjf: {size: 0}}}]", "2:43", "“0” is too small", "It must be above 0."),
    "off the scale": (
        "insights: [{key: i, title: I, scores: {ice: {ease: 11}}}]",
        "2:52",
        "11 is not between 1 and 10",
        "Nothing was changed.",
    ),
    "endless score": ("insights: [{key: i, scores: {ice: {ease: .inf}}}]", "2:42", "“.inf” is not a number", None),
    "out of order": (
        "insights: [{key: i, impact: {low: 9, high: 3, currency: EUR}}]",
        "2:29",
        "the impact is not in order",
        "“low” is the smallest, “high” the largest of the three.",
    ),
    "no currency": ("insights: [{key: i, impact: {low: 9, currency: EURO}}]", "2:48", "“EURO” is not a currency", None),
    "one in one": ("insights: [{key: i, title: I, one_in: 1}]", "2:39", "“1” is too small", "The smallest allowed is 2."),
    "four votes": (
        "workshops: [{key: w, items: [{insight: late-fee, impact_votes: [0, 1, 2, 3]}]}]",
        "2:64",
        "the votes are not five whole numbers",
        "Write how many hands went up for 1, 2, 3, 4 and 5: [0, 1, 4, 2, 0].",
    ),
    "a hand less than none": (
        "workshops: [{key: w, items: [{insight: late-fee, effort_votes: [0, 1, -2, 3, 0]}]}]",
        "2:71",
        "“-2” is too small",
        "The smallest allowed is 0.",
    ),
    "half a hand": (
        "workshops: [{key: w, items: [{insight: late-fee, effort_votes: [0, 1.5, 2, 3, 0]}]}]",
        "2:68",
        "“1.5” is not a whole number",
        None,
    ),
    "nobody's initiative": ("insights: [{key: i, title: I, initiative: x}]", "2:43", "there is no initiative “x”", None),
    "unknown insight": ("delegations: [{insight: nope, to: jira}]", "2:25", "there is no insight “nope”", None),
    "unknown tracker": ("delegations: [{insight: late-fee, to: trello}]", "2:39", "“trello” is not one of the words allowed here", None),
    "no page": (
        "delegations: [{insight: late-fee, to: jira, url: 'javascript:alert(1)'}]",
        "2:50",
        "is not the address of a page",
        "Write it like https://example.org/PAY-412.",
    ),
    "delegated twice": (
        "delegations: [{insight: late-fee, to: jira}, {to: jira, insight: late-fee}]",
        "2:46",
        "“late-fee · jira” is there twice",
        None,
    ),
    "twice before a workshop": (
        "workshops: [{key: w, title: W, at: 2026-05-12T09:00:00Z, items: [{insight: late-fee}, {insight: late-fee}]}]",
        "2:87",
        "“w · late-fee” is there twice",
        None,
    ),
    "a workshop at no time": ("workshops: [{key: w, title: W}]", "2:13", "“at” is missing, and this entry is new", "Add “at”."),
    "a moment nowhere": (
        "workshops: [{key: w, title: W, at: 2026-05-12T09:00:00}]",
        "2:36",
        "“2026-05-12T09:00:00” has no time zone",
        "Write it like 2020-03-10T09:52:10+00:00.",
    ),
    "called an empty seat": (
        "calls: [{session: bristol-am, seat: P99, at: 2026-05-12T09:00:00Z, outcome: reached}]",
        "2:37",
        "nobody has seat “P99” in session “bristol-am”",
        None,
    ),
    "called twice at once": (
        "calls: [{session: bristol-am, seat: P01, at: 2026-05-12T09:00:00Z, outcome: reached}, "
        "{seat: P01, session: bristol-am, at: 2026-05-12T09:00:00Z, outcome: reached}]",
        "2:87",
        "this call is there twice",
        "Keep one of them.",
    ),
    "a call without an outcome": (
        "calls: [{session: bristol-am, seat: P01, at: 2026-05-12T09:00:00Z}]",
        "2:9",
        "“outcome” is missing",
        None,
    ),
    "no language": ("call_scripts: [{locale: klingon, text: nuqneH}]", "2:25", "“klingon” is not a locale", None),
    "nothing to say": ("call_scripts: [{locale: en, text: ''}]", "2:35", "“” is empty", None),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_right_is_refused_at_its_place(heard: Workspace, tmp_path: Path, what: str) -> None:
    text, place, why, todo = WRONG[what]
    with heard as workspace:
        given.apply(workspace, tmp_path, READY)
        (found,) = refused(workspace, tmp_path, f"council: 1\n{text}\n")
    assert (found[0], found[1], todo or found[2]) == (place, why, found[2])


def test_a_time_without_a_zone_is_refused_wherever_it_stands(heard: Workspace, tmp_path: Path) -> None:
    with heard as workspace:
        found = refused(workspace, tmp_path, "council: 1\nnotes: [{key: x, session: bristol-am, text: Hi, at: 2026-05-12T09:00:00}]\n")
    assert [(place, why) for place, why, _ in found] == [("2:53", "“2026-05-12T09:00:00” has no time zone")]
