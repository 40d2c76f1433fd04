"""Who complained and allows contact is called, what came of it is written down, and who takes the permission back is called no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from council_app.db.queries.somebody import somebody_named
from council_app.domain.calls import CallLine, filled
from council_app.domain.enums import CallOutcome, Purpose, Solved
from council_app.errors import CouncilError
from council_app.services import calling
from council_app.services.consent import record_answers, withdraw
from council_app.services.history import history, undo
from council_app.services.people import person_page
from council_app.services.workspace import Workspace
from tests import factories as given
from tests.program import run

AT = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)
WORDS = "The fee came out of nowhere"


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Workspace]:
    """Ada, Ben, Cleo and Dev allow contact; Eva does not."""
    made = given.workspace(tmp_path)
    everybody = given.people(count=5, allow=("notes",))
    given.apply(made, tmp_path, everybody)
    given.apply(made, tmp_path, given.people(count=4, allow=("notes", "contact")))
    given.apply(made, tmp_path, given.notes(("P01", WORDS), ("P01", "And then it doubled"), ("P02", "Nobody answers"), ("P05", "Too dear")))
    nod = given.notes(("P03", "Yes, me too"), raised="agreed").replace("key: n", "key: nod")
    given.apply(made, tmp_path, nod)
    given.apply(made, tmp_path, given.notes(("P04", "I like it"), kind="praise").replace("key: n", "key: praise"))
    with made as workspace:
        yield workspace


def listed(workspace: Workspace) -> tuple[CallLine, ...]:
    return calling.call_list(workspace=workspace, today=TODAY)


def names(workspace: Workspace) -> list[str]:
    return [line.name for line in listed(workspace)]


def seat(workspace: Workspace, who: str) -> str:
    return calling.call_line(workspace=workspace, who=who)


def call(workspace: Workspace, who: str, outcome: CallOutcome = CallOutcome.REACHED, **said: object) -> None:
    solved, words, day = said.get("solved"), said.get("said", ""), said.get("follow_up")
    assert solved is None or isinstance(solved, Solved)
    assert day is None or isinstance(day, date)
    calling.log_call(
        workspace=workspace, attendance=seat(workspace, who), outcome=outcome, solved=solved, said=str(words), follow_up=day, at=AT
    )


def test_who_complained_themselves_and_allows_contact_is_on_the_list_with_what_they_said(heard: Workspace) -> None:
    found = listed(heard)
    assert [(line.name, [each.text for each in line.complaints], line.seats[0].seat) for line in found] == [
        ("Ada Lind", [WORDS, "And then it doubled"], "P01"),
        ("Ben Moss", ["Nobody answers"], "P02"),
    ]
    assert (found[0].email, found[0].last, found[0].due) == ("ada@example.org", None, False)


def test_who_is_due_comes_first_and_whose_complaint_is_solved_last(heard: Workspace) -> None:
    call(heard, "ada@example.org", solved=Solved.YES)
    call(heard, "ben@example.org", CallOutcome.CALL_BACK, follow_up=TODAY)
    assert [(line.name, line.due, line.is_solved) for line in listed(heard)] == [("Ben Moss", True, False), ("Ada Lind", False, True)]


def test_a_permission_taken_back_takes_the_line_away_and_the_log_stays(heard: Workspace) -> None:
    call(heard, "ada@example.org", said="It was put right")
    withdraw(workspace=heard, session=given.SESSION, person="P01", purposes=[Purpose.CONTACT])
    assert names(heard) == ["Ben Moss"]
    with heard.read() as reading:
        ada = somebody_named(reading, "ada@example.org").id
    assert [each.said for each in calling.calls_with(workspace=heard, person=ada)] == ["It was put right"]
    assert [each.said for each in person_page(workspace=heard, person=ada).calls] == ["It was put right"]
    with pytest.raises(CouncilError, match="bristol-am/P01: this person has not allowed to be contacted"):
        call(heard, "ada@example.org")
    record_answers(workspace=heard, session=given.SESSION, person="P01", granted=[Purpose.CONTACT])
    assert sorted(names(heard)) == ["Ada Lind", "Ben Moss"]


def test_who_refuses_notes_is_not_on_the_list_and_nothing_they_say_is_written_down(heard: Workspace) -> None:
    call(heard, "ada@example.org", said="It was put right")
    withdraw(workspace=heard, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
    assert names(heard) == ["Ben Moss"]
    with heard.read() as reading:
        ada = somebody_named(reading, "ada@example.org").id
    assert [each.said for each in calling.calls_with(workspace=heard, person=ada)] == [""]
    with pytest.raises(CouncilError, match="words are written down"):
        call(heard, "ada@example.org", said="More of it")


def test_a_call_is_put_right_taken_off_and_brought_back(heard: Workspace) -> None:
    call(heard, "ben@example.org", CallOutcome.NO_ANSWER)
    made = listed(heard)[-1].calls[0]
    assert (made.by, made.at) == ("kim", AT)
    calling.edit_call(workspace=heard, call=made.id, outcome=CallOutcome.REACHED, solved=Solved.PARTLY, said="Half", follow_up=None)
    edited = listed(heard)[-1].calls[0]
    assert (edited.outcome, edited.solved, edited.said) == (CallOutcome.REACHED, Solved.PARTLY, "Half")
    calling.remove_call(workspace=heard, call=made.id)
    assert listed(heard)[-1].calls == ()
    undo(workspace=heard)
    assert listed(heard)[-1].calls == (edited,)


def test_the_change_log_names_nobody_who_was_called(heard: Workspace) -> None:
    call(heard, "ada@example.org")
    assert "Ada" not in str(history(workspace=heard, limit=1))


def test_a_day_before_the_call_is_refused(heard: Workspace) -> None:
    with pytest.raises(CouncilError, match="2026-05-01: the day to call again is before the call"):
        call(heard, "ada@example.org", follow_up=date(2026, 5, 1))


def test_a_script_is_councils_own_until_one_is_written_and_again_when_that_is_emptied(heard: Workspace) -> None:
    own = calling.call_script(workspace=heard, locale="en-GB")
    assert "{name}" in own
    calling.write_script(workspace=heard, locale="en-GB", text="Hello {name} of {topic}, {smile} {0}")
    written = calling.call_script(workspace=heard, locale="en")
    assert filled(written, name="Ada", company="", topic="{name}") == "Hello Ada of {name}, {smile} {0}"
    calling.write_script(workspace=heard, locale="en", text=" ")
    assert calling.call_script(workspace=heard, locale="en-GB") == own


def test_the_list_and_a_call_from_the_command_line(heard: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    path = heard.path
    heard.close()
    made = run(capsys, "call", path, "bristol-am/P02", "--outcome", "call-back", "--follow-up", "2099-01-02", "--said", "Later", "--json")
    assert (made.code, made.document) == (0, {"outcome": "call-back", "solved": None, "follow_up": "2099-01-02"})
    found = run(capsys, "calls", path, "--session", given.SESSION, "--json")
    assert isinstance(found.document, list)
    assert [(each["name"], each["frictions"], each["follow_up"], each["due"]) for each in found.document] == [
        ("Ada Lind", 2, None, False),
        ("Ben Moss", 1, "2099-01-02", False),
    ]
    refused = run(capsys, "call", path, "eva@example.org", "--outcome", "reached", "--json")
    assert refused.reasons == [
        "council: bristol-am/P05: this person has not allowed to be contacted. Call only who allows contact; nothing was written down."
    ]
    wrong = run(capsys, "call", path, "ada@example.org", "--outcome", "reached", "--follow-up", "soon", "--json")
    assert wrong.reasons == ["council: --follow-up soon: this is no date. Write it as 2026-05-31."]
