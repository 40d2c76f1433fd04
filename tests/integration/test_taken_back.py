"""Somebody added and then taken back whole: no row is left, and still they can be found, told what is held, and erased."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from council_app.db.models import HalfAnswer, Question, WaitingPhoto
from council_app.errors import CouncilError, m_
from council_app.i18n import translator
from council_app.services.attending import register
from council_app.services.capture import save_draft, take_note
from council_app.services.erasure import erase_person, left_behind, look_before_erasing
from council_app.services.history import redo, undo
from council_app.services.merging import merge_people
from council_app.services.people import person_id
from council_app.services.person import export_person
from council_app.services.workspace import Workspace, check
from tests import factories as given
from tests.program import rows

ADDED = {"name": "Zelda Quux", "email": "zelda@example.org", "phone": "+441234567890"}


HELD = (b"zelda", b"quux", b"441234567890")


def added_and_taken_back(workspace: Workspace, **about: str) -> None:
    register(workspace=workspace, session=given.SESSION, **(ADDED | about))
    undo(workspace=workspace)


def everything(folder: Path) -> bytes:
    return b"\n".join(file.read_bytes() for file in sorted(folder.glob("w.council*"))).lower()


@pytest.mark.parametrize("who", ["Zelda Quux", "ZELDA quux", "zelda@example.org", "Zelda@Example.org", "+441234567890"])
def test_no_byte_is_left_of_who_was_taken_back_and_erased(tmp_path: Path, who: str) -> None:
    with given.workspace(tmp_path) as workspace:
        added_and_taken_back(workspace)
        take_note(workspace=workspace, session=given.SESSION, line="- as Zelda Quux said on +441234567890")
        assert [word for word in HELD if word in everything(tmp_path)] == [
            b"zelda",
            b"quux",
            b"441234567890",
        ]
        found = look_before_erasing(workspace=workspace, who=who)
        assert (found.name, found.email, found.sessions, found.in_log) == ("Zelda Quux", "zelda@example.org", 0, True)
        erased = erase_person(workspace=workspace, who=who)
        assert (erased.removed["person"], erased.removed["attendance"]) == (1, 1)
        assert [word for word in HELD if word in everything(tmp_path)] == []
        assert check(workspace=workspace).problems == ()
        with pytest.raises(CouncilError):
            redo(workspace=workspace)
        with pytest.raises(CouncilError):
            erase_person(workspace=workspace, who=who)


def test_a_tombstone_is_left_for_each_row_that_was_taken_back(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        added_and_taken_back(workspace)
        erase_person(workspace=workspace, who="zelda@example.org")
        with workspace.read() as reading:
            found = rows(reading, "SELECT entity, op, \"values\" FROM change WHERE entity IN ('person', 'attendance') ORDER BY entity, op")
    assert found == [(entity, op, "{}") for entity in ("attendance", "person") for op in ("delete", "erase", "insert")]


def test_who_was_taken_back_and_added_again_is_one_human_by_their_address(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        added_and_taken_back(workspace, name="Zelda Qwerty")
        register(workspace=workspace, session=given.SESSION, **ADDED)
        assert left_behind(workspace=workspace) == ()
        erased = erase_person(workspace=workspace, who="zelda@example.org")
        assert erased.removed["person"] == 2
        assert [word for word in (b"zelda", b"qwerty") if word in everything(tmp_path)] == []


def test_a_namesake_who_is_there_is_told_apart_from_one_who_was_taken_back(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        added_and_taken_back(workspace, email="", phone="")
        register(workspace=workspace, session=given.SESSION, **ADDED)
        (gone,) = left_behind(workspace=workspace)
        with pytest.raises(CouncilError) as refused:
            erase_person(workspace=workspace, who="Zelda Quux")
        assert str(refused.value) == (
            f"Zelda Quux: several people have this name. Name one of them as: zelda@example.org; {gone.id}; nothing was changed."
        )
        assert erase_person(workspace=workspace, who=gone.id).removed["person"] == 1
        assert left_behind(workspace=workspace) == ()
        assert person_id(workspace=workspace, who="zelda quux") == person_id(workspace=workspace, who="zelda@example.org")


def test_a_name_that_was_merged_away_means_the_one_who_is_left(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=2)) as workspace:
        ada, ben = (person_id(workspace=workspace, who=who) for who in ("ada@example.org", "ben@example.org"))
        merge_people(workspace=workspace, one=ada, other=ben)
        assert left_behind(workspace=workspace) == ()
        assert erase_person(workspace=workspace, who="ben@example.org").removed["person"] == 2
        assert [word for word in (b"ada lind", b"ben moss") if word in everything(tmp_path)] == []


def test_who_was_told_apart_again_and_then_taken_back_is_nobody_else(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=1)) as workspace:
        register(workspace=workspace, session=given.SESSION, **ADDED)
        ada, zelda = (person_id(workspace=workspace, who=who) for who in ("ada@example.org", "zelda@example.org"))
        merge_people(workspace=workspace, one=ada, other=zelda)
        undo(workspace=workspace)
        undo(workspace=workspace)
        assert [each.name for each in left_behind(workspace=workspace)] == ["Zelda Quux"]
        assert erase_person(workspace=workspace, who="zelda@example.org").removed["person"] == 1
        assert person_id(workspace=workspace, who="ada@example.org") == ada


def test_the_export_of_who_was_taken_back_tells_what_the_log_holds(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        added_and_taken_back(workspace)
        files = export_person(workspace=workspace, who="zelda quux", folder=tmp_path / "out", t=translator("en"))
    told = json.loads(files[0].read_text())
    assert (told["name"], told["email"], told["phone"], told["sessions"]) == (*ADDED.values(), [])
    assert [(each["entity"], each["op"]) for each in told["history"]] == [
        ("person", "insert"),
        ("attendance", "insert"),
        ("attendance", "delete"),
        ("person", "delete"),
    ]
    assert files[1].read_bytes()[:5] == b"%PDF-"


def test_a_person_renamed_is_taken_out_of_texts_under_the_old_name_too(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=1)) as workspace:
        take_note(workspace=workspace, session=given.SESSION, line="- what Ada Lind asked")
        given.apply(workspace, tmp_path, given.people(count=1).replace("Ada Lind", "Ada Quux"))
        erase_person(workspace=workspace, who="ada quux")
        assert [word for word in (b"ada lind", b"ada quux") if word in everything(tmp_path)] == []


def unfinished(workspace: Workspace) -> None:
    """Half a questionnaire of Ada's, a half-typed line about her with a photo, and one photo that waits elsewhere."""
    with workspace.write(m_("As it was")) as writing:
        ((attendance, session),) = rows(writing, "SELECT id, session_id FROM attendance WHERE seat = 'P01'")
        (question,) = writing.query(Question.id).first() or ("",)
        at = datetime(2026, 5, 12, 9, tzinfo=UTC)
        writing.add(HalfAnswer(attendance_id=str(attendance), question_id=question, value=[4, None], locale="de", at=at))
        writing.add(WaitingPhoto(session_id=str(session), position=0, name="zqphoto.png", media_type="image/png", bytes=b"zqbytes"))
    save_draft(workspace=workspace, session=given.SESSION, text="- @ada never zqwords")


def test_what_is_not_finished_yet_is_told_and_erased(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=2)) as workspace:
        unfinished(workspace)
        files = export_person(workspace=workspace, who="ada@example.org", folder=tmp_path / "out", t=translator("en"))
        told = json.loads(files[0].read_text())
        assert [(each["value"], each["locale"], each["finished"]) for each in told["sessions"][0]["replies"]] == [([4, None], "de", False)]
        assert [each["text"] for each in told["unfinished"]] == ["- @ada never zqwords", "zqphoto.png"]
        assert erase_person(workspace=workspace, who="ada@example.org").drafts == 3
        assert [word for word in (b"zqphoto", b"zqbytes", b"zqwords") if word in everything(tmp_path)] == []
        with workspace.read() as reading:
            assert rows(reading, "SELECT count(*) FROM half_answer") == [(0,)]


def test_another_ones_unfinished_things_stay(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=2)) as workspace:
        unfinished(workspace)
        assert erase_person(workspace=workspace, who="ben@example.org").drafts == 0
        with workspace.read() as reading:
            assert rows(reading, "SELECT (SELECT count(*) FROM half_answer), (SELECT count(*) FROM waiting_photo)") == [(1, 1)]
