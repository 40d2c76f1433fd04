"""A call has one attendee: what is written down without `@` is theirs, in the window and on the command line alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from council_app.db.workspace import Workspace
from council_app.domain.enums import AttendanceStatus
from council_app.domain.manners import only_one
from council_app.errors import CouncilError
from council_app.services import capture
from council_app.services.workspace import open_workspace
from tests import factories as given
from tests.program import run

PLAN = given.PLAN.replace(", script: pay, agenda: [{title: Welcome, minutes: 10}]", ", kind: call")
ONE = "  - {email: ada@example.org, name: Ada Lind, session: bristol-am, seat: P01, status: arrived}\n"
TWO = "  - {email: ben@example.org, name: Ben Moss, session: bristol-am, seat: P02, status: STATUS}\n"
IN, COMING, OFF = AttendanceStatus.ARRIVED, AttendanceStatus.CONFIRMED, AttendanceStatus.CANCELLED


def call(folder: Path, people: str, plan: str = PLAN) -> Workspace:
    return given.workspace(folder, f"council: 1\npeople:\n{people}", plan=plan)


def said(workspace: Workspace, line: str) -> str | None:
    return capture.take_note(workspace=workspace, session=given.SESSION, line=line).note.seat


@pytest.mark.parametrize(
    ("people", "who"),
    [
        ([], None),
        ([("a", IN)], "a"),
        ([("a", COMING)], "a"),
        ([("a", OFF)], None),
        ([("a", IN), ("b", COMING)], "a"),
        ([("a", IN), ("b", OFF)], "a"),
        ([("a", IN), ("b", IN)], None),
        ([("a", COMING), ("b", COMING)], None),
    ],
)
def test_only_one_is_the_one_who_is_there(people: Sequence[tuple[str, AttendanceStatus]], who: str | None) -> None:
    assert only_one(people) == who


def test_a_note_without_a_name_is_of_the_only_one_and_a_name_says_otherwise(tmp_path: Path) -> None:
    with call(tmp_path, ONE + TWO.replace("STATUS", "confirmed")) as made:
        assert (said(made, "- charged twice"), said(made, "@P02 agrees")) == ("P01", "P02")
        assert [(one.seat, one.alone) for one in capture.speakers(workspace=made, session=given.SESSION)] == [("P01", True), ("P02", False)]
        assert said(made, "somebody @Zed said") is None


def test_with_two_in_the_call_or_in_a_council_a_note_without_a_name_is_nobodys(tmp_path: Path) -> None:
    with call(tmp_path, ONE + TWO.replace("STATUS", "arrived")) as made:
        assert said(made, "charged twice") is None
    (tmp_path / "evening").mkdir()
    with call(tmp_path / "evening", ONE, given.PLAN) as made:
        assert said(made, "charged twice") is None


def test_who_refused_is_not_written_down_without_a_name_either(tmp_path: Path) -> None:
    refused = "consents: [{purpose: notes, wording: '2026-03', method: screen, refused: 2026-05-12T08:00:00+00:00}]}"
    with call(tmp_path, ONE.replace("arrived}", f"arrived, {refused}")) as made:
        with pytest.raises(CouncilError, match="do not allow"):
            said(made, "charged twice")
        assert capture.stream(workspace=made, session=given.SESSION) == ()


def test_the_command_line_does_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(tmp_path, ONE).close()
    done = run(capsys, "note", tmp_path / "w.council", "--session", given.SESSION, "? charged twice")
    assert (done.code, done.err) == (0, "")
    with open_workspace(path=tmp_path / "w.council", passphrase=None, read_only=True) as made:
        (note,) = capture.stream(workspace=made, session=given.SESSION)
    assert (note.seat, note.text) == ("P01", "charged twice")
