"""Questionnaires in the room: what is due, answers kept whole, corrected and undone; what was left out is never made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from council_app.db.models import HalfAnswer
from council_app.db.queries import programme as programme_reads
from council_app.db.queries.trials import results
from council_app.domain.enums import Purpose
from council_app.domain.questionnaires import Answer
from council_app.errors import CouncilError, m_
from council_app.services.answering import answer_sheet, answers_given, correct_answer, questions_due, record_answers
from council_app.services.attending import register
from council_app.services.consent import Answers
from council_app.services.consent import record_for as record
from council_app.services.half_answers import forget_half, keep_half
from council_app.services.history import next_undo, undo
from council_app.services.plan import apply_plan, dump_workspace
from council_app.services.roster import roster_lines
from council_app.services.stats import statistics
from council_app.services.withdrawal import withdraw
from council_app.services.workspace import Workspace
from tests import factories
from tests.program import rows

QUESTIONS = """
council: 1
scripts:
  - key: pay
    questions:
      - {key: sus, kind: sus}
      - {key: ease, kind: seq, after: pick}
      - {key: clear, kind: rating, text: How clear was it?, scale: 4}
      - {key: which, kind: choice, text: Which one?, choices: [now, later]}
      - {key: more, kind: open, text: What else?}
"""
WHOLE = (5, 4, 2, 1, 2, 3, 2, 4, 5, 2)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Workspace]:
    """A session with a script and twelve attendees."""
    with factories.workspace(tmp_path, QUESTIONS, factories.people()) as made:
        yield made


def seated(room: Workspace, seat: str = "P01") -> str:
    return next(line.id for line in roster_lines(workspace=room, session=factories.SESSION) if line.seat == seat)


def ids(room: Workspace) -> dict[str, str]:
    return {each.key: each.id for each in answer_sheet(workspace=room, attendance=seated(room, "P12")).questions}


def answered(room: Workspace) -> dict[str, Answer]:
    """What P01 answered, by key of the question."""
    keys = {each: key for key, each in ids(room).items()}
    given = answers_given(workspace=room, session=factories.SESSION)
    return {keys[question]: answer for (who, question), answer in given.items() if who == seated(room)}


def test_what_is_due_is_what_was_not_answered_at_its_place_in_the_script(room: Workspace) -> None:
    seat = seated(room)
    record_answers(workspace=room, attendance=seat, given={ids(room)["more"]: "Nothing"})
    due = {
        after: [each.key for each in questions_due(workspace=room, attendance=seat, after=after)] for after in (None, "", "pick", "other")
    }
    assert due == {None: ["sus", "ease", "clear", "which"], "": ["sus", "clear", "which"], "pick": ["ease"], "other": []}


def test_a_sheet_names_its_guest_alone_and_speaks_the_language_of_the_market_first(room: Workspace) -> None:
    sheet = answer_sheet(workspace=room, attendance=seated(room), questions=[ids(room)["sus"]])
    assert (sheet.first_name, sheet.seat, sheet.session) == ("Ada", "P01", factories.SESSION)
    assert [each.key for each in sheet.questions] == ["sus"]
    assert (sheet.languages, sheet.of_market) == (("en", "sv", "de", "fr", "nl"), 1)


def test_answers_are_kept_as_one_change_that_can_be_undone(room: Workspace) -> None:
    known = ids(room)
    given: dict[str, Answer | None] = {known["sus"]: WHOLE, known["ease"]: 7, known["clear"]: 4, known["which"]: "later"}
    record_answers(workspace=room, attendance=seated(room), given={**given, known["more"]: " Why\u200b?\n"})
    assert answered(room) == {"sus": WHOLE, "ease": 7, "clear": 4, "which": "later", "more": "Why?"}
    undone = undo(workspace=room)
    assert undone is not None
    assert (answered(room), str(undone.label)) == ({}, "Keep the answers of P01")


def test_a_statement_left_out_stays_out_and_the_sus_is_not_scored(room: Workspace) -> None:
    record_answers(workspace=room, attendance=seated(room), given={ids(room)["sus"]: (*WHOLE[:9], None)})
    assert answered(room) == {"sus": (*WHOLE[:9], None)}
    stats = next(each for each in statistics(workspace=room).sessions[0].questions if each.key == "sus")
    assert (stats.answers, stats.unreadable, stats.score) == (0, 1, None)


def test_an_answer_is_put_right_and_taken_away(room: Workspace) -> None:
    seat, known = seated(room), ids(room)
    record_answers(workspace=room, attendance=seat, given={known["ease"]: 2, known["clear"]: 1})
    correct_answer(workspace=room, attendance=seat, question=known["ease"], answer=6)
    correct_answer(workspace=room, attendance=seat, question=known["clear"], answer=None)
    assert answered(room) == {"ease": 6}


@pytest.mark.parametrize("nothing", [None, (None,) * 10])
def test_nothing_answered_is_nothing_kept(room: Workspace, nothing: Answer | None) -> None:
    record_answers(workspace=room, attendance=seated(room), given={ids(room)["sus"]: nothing})
    assert answered(room) == {}


@pytest.mark.parametrize(
    ("key", "answer", "todo"),
    [
        ("sus", (6,) * 10, "Write a list of 10 whole numbers from 1 to 5."),
        ("sus", (3,) * 9, "Write a list of 10 whole numbers from 1 to 5."),
        ("ease", 0, "Write one whole number from 1 to 7."),
        ("clear", 5, "Write one whole number from 1 to 4."),
        ("which", "never", "Use one of: now, later."),
        ("more", "x" * 50_001, "Shorten it to 50000 characters."),
    ],
)
def test_an_impossible_answer_changes_nothing(room: Workspace, key: str, answer: Answer, todo: str) -> None:
    known = ids(room)
    with pytest.raises(CouncilError) as refused:
        record_answers(workspace=room, attendance=seated(room), given={known["ease" if key != "ease" else "clear"]: 1, known[key]: answer})
    assert (str(refused.value.todo), answered(room)) == (todo, {})


def test_a_question_of_another_script_is_refused(room: Workspace) -> None:
    with pytest.raises(CouncilError, match="the session's script has no such question"):
        record_answers(workspace=room, attendance=seated(room), given={"0" * 32: 1})


def test_nobody_is_handed_an_empty_questionnaire(room: Workspace) -> None:
    with pytest.raises(CouncilError, match="there is nothing to ask"):
        answer_sheet(workspace=room, attendance=seated(room), questions=[])


def test_somebody_who_is_not_on_the_list_is_not_asked(room: Workspace) -> None:
    with pytest.raises(CouncilError, match="not on the list any more"):
        questions_due(workspace=room, attendance="0" * 32)


def test_who_lets_nothing_be_written_down_is_not_asked_and_nothing_is_kept(room: Workspace) -> None:
    known, seat = ids(room), seated(room)
    record(workspace=room, session=factories.SESSION, attendance=seat, answers=Answers(refused=(Purpose.NOTES,)))
    for act in (
        lambda: answer_sheet(workspace=room, attendance=seat),
        lambda: record_answers(workspace=room, attendance=seat, given={known["ease"]: 7}),
    ):
        with pytest.raises(CouncilError, match="do not allow that anything is written down"):
            act()
    assert answered(room) == {}


def test_who_is_not_in_is_not_asked(room: Workspace, tmp_path: Path) -> None:
    factories.apply(room, tmp_path, f"council: 1\nseats: [{{session: {factories.SESSION}, seat: P99, status: confirmed}}]\n")
    with pytest.raises(CouncilError, match="they are not in"):
        answer_sheet(workspace=room, attendance=seated(room, "P99"))


def test_a_dump_brings_back_what_was_left_out_as_left_out(room: Workspace, tmp_path: Path) -> None:
    known = ids(room)
    record_answers(workspace=room, attendance=seated(room), given={known["sus"]: (None, *WHOLE[1:]), known["ease"]: 3})
    text = dump_workspace(workspace=room, with_people=True)
    with factories.workspace(tmp_path, plan="", name="again.council") as again:
        apply_plan(workspace=again, path=factories.write(tmp_path, "dumped.yaml", text))
        assert (dump_workspace(workspace=again, with_people=True), answered(again)) == (text, {"sus": (None, *WHOLE[1:]), "ease": 3})


def test_the_language_of_an_answer_is_kept_dumped_and_brought_back(room: Workspace, tmp_path: Path) -> None:
    known = ids(room)
    factories.apply(room, tmp_path, f"council: 1\ntrials: [{{session: {factories.SESSION}, seat: P01, task: pick, outcome: success}}]\n")
    record_answers(workspace=room, attendance=seated(room), given={known["ease"]: 3}, locale="de")
    record_answers(workspace=room, attendance=seated(room, "P02"), given={known["more"]: "Das Datum."}, locale="de")
    correct_answer(workspace=room, attendance=seated(room, "P02"), question=known["more"], answer="Das Datum")
    text = dump_workspace(workspace=room, with_people=True)
    with factories.workspace(tmp_path, plan="", name="again.council") as again:
        apply_plan(workspace=again, path=factories.write(tmp_path, "dumped.yaml", text))
        assert dump_workspace(workspace=again, with_people=True) == text
        with again.read() as reading:
            assert rows(reading, "SELECT value, locale FROM answer ORDER BY value") == [('"Das Datum"', "de"), ("3", "de")]


def test_numbers_of_who_withdrew_notes_stay_and_their_words_go(room: Workspace, tmp_path: Path) -> None:
    known = ids(room)
    given: dict[str, Answer | None] = {known["ease"]: 3, known["which"]: "now", known["more"]: "The date."}
    record_answers(workspace=room, attendance=seated(room), given=given)

    def counted() -> list[tuple[str, tuple[object, ...]]]:
        with room.read() as reading:
            session = programme_reads.session_id(reading, factories.SESSION)
            found = [each for tested in results(reading, session) for each in tested.questions]
            return [(each.key, each.answers) for each in found if each.answers]

    assert sorted(counted()) == [("ease", (3,)), ("more", ("The date.",)), ("which", ("now",))]
    withdraw(workspace=room, session=factories.SESSION, person="P01", purposes=[Purpose.NOTES])
    assert counted() == [("ease", (3,))]
    dumped = dump_workspace(workspace=room, with_people=True)
    assert [word in dumped for word in ("question: ease", "question: which", "The date.")] == [True, False, False]


def half_of(room: Workspace, seat: str = "P01") -> tuple[dict[str, Answer], str]:
    """What is begun at a seat, by key of the question, and in which language."""
    keys = {each: key for key, each in ids(room).items()}
    sheet = answer_sheet(workspace=room, attendance=seated(room, seat))
    return {keys[question]: answer for question, answer in sheet.begun.items()}, sheet.begun_in


def begin(room: Workspace, seat: str = "P01") -> None:
    given: dict[str, Answer | None] = {ids(room)["sus"]: (5, *[None] * 9), ids(room)["more"]: "The da", ids(room)["which"]: None}
    keep_half(workspace=room, attendance=seated(room, seat), given=given, locale="de")


def test_what_is_begun_is_kept_for_its_seat_alone_and_is_no_answer(room: Workspace) -> None:
    begin(room)
    assert half_of(room) == ({"sus": (5, *[None] * 9), "more": "The da"}, "de")
    assert half_of(room, "P02") == ({}, "")
    assert answered(room) == {}
    assert str(next_undo(workspace=room)) == "Apply a plan"


def test_what_was_begun_goes_when_it_is_answered_or_given_up(room: Workspace) -> None:
    begin(room)
    record_answers(workspace=room, attendance=seated(room), given={ids(room)["sus"]: WHOLE, ids(room)["which"]: "now"}, locale="de")
    assert half_of(room) == ({"more": "The da"}, "de")
    forget_half(workspace=room, attendance=seated(room), questions=[ids(room)["more"]])
    assert half_of(room) == ({}, "")


def test_of_who_refuses_notes_nothing_begun_is_kept(room: Workspace) -> None:
    begin(room)
    record(workspace=room, session=factories.SESSION, attendance=seated(room), answers=Answers(refused=(Purpose.NOTES,)))
    with room.read() as reading:
        assert rows(reading, "SELECT count(*) FROM half_answer") == [(0,)]
    begin(room)
    with room.read() as reading:
        assert rows(reading, "SELECT count(*) FROM half_answer") == [(0,)]


def test_what_was_begun_goes_with_its_seat(room: Workspace) -> None:
    added = register(workspace=room, session=factories.SESSION, name="Zelda Quux")
    row = {"attendance_id": added.attendance, "question_id": ids(room)["more"], "value": "x", "at": datetime(2026, 5, 12, tzinfo=UTC)}
    with room.write(m_("As it was")) as writing:
        writing.execute(insert(HalfAnswer), row)
    undo(workspace=room)
    with room.read() as reading:
        assert rows(reading, "SELECT count(*) FROM half_answer") == [(0,)]


def test_a_refusal_that_comes_by_plan_ends_what_was_begun(room: Workspace, tmp_path: Path) -> None:
    begin(room)
    answers = "consents: [{purpose: notes, wording: '2026-03', method: paper, refused: 2026-05-12T10:30:00+00:00}]"
    factories.apply(room, tmp_path, f"council: 1\nseats:\n  - {{session: {factories.SESSION}, seat: P01, {answers}}}\n")
    with room.read() as reading:
        assert reading.query(HalfAnswer).count() == 0
