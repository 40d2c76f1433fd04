"""Tags by typing: names and synonyms, recent ones first, and new ones made on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester

from council_app.domain.codebook import CodebookTag
from council_app.services import codebook, codebook_editing
from council_app.services.workspace import Workspace
from council_app.ui.screens.tagging.picker.popup import TagPicker
from council_app.ui.screens.tagging.picker.recent import Recent
from council_app.ui.screens.tagging.view import TaggingScreen
from tests import factories as given

Settled = Callable[[], None]
OpenFile = Callable[[Path], Workspace]
OpenDesk = Callable[[Workspace], TaggingScreen]
ENTER, ESCAPE, DOWN, SHIFT = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def workspace(tmp_path: Path, open_file: OpenFile) -> Workspace:
    made = given.workspace(tmp_path, given.people(), given.notes(("P01", "The fee came late."), ("P02", "Nobody told me."), tag="tone"))
    late = next(each for each in codebook.codebook(workspace=made) if each.path == "fees/late")
    codebook_editing.set_synonyms(workspace=made, tag=late.id, synonyms=["påminnelse", "Mahngebühr"])
    made.close()
    return open_file(tmp_path / "w.council")


@pytest.fixture
def desk(workspace: Workspace, open_desk: OpenDesk) -> TaggingScreen:
    return open_desk(workspace)


def opened_picker(desk: TaggingScreen, key: str = "t") -> TagPicker:
    QTest.keyClicks(desk.list, key)
    found = [each for each in desk.findChildren(TagPicker) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def listed(picker: TagPicker) -> list[str]:
    return [picker.model.item(row).text() for row in range(picker.model.rowCount())]


def carried(desk: TaggingScreen) -> list[str]:
    assert desk.list.at_hand is not None
    return [tag.path for tag in desk.list.at_hand.tags]


def test_a_synonym_finds_the_tag_and_enter_puts_it_on(desk: TaggingScreen, settled: Settled) -> None:
    picker = opened_picker(desk)
    QTest.keyClicks(picker.box, "mahngeb")
    assert listed(picker)[0] == "fees/late"
    QTest.keyClick(picker.box, ENTER)
    settled()
    assert carried(desk) == ["fees/late", "tone"]
    assert desk.findChildren(TagPicker) == []


def test_diacritics_need_not_be_typed(desk: TaggingScreen) -> None:
    picker = opened_picker(desk)
    QTest.keyClicks(picker.box, "pamin")
    assert listed(picker)[0] == "fees/late"
    picker.close()


def test_what_is_carried_has_a_tick_and_is_taken_off(desk: TaggingScreen, settled: Settled) -> None:
    picker = opened_picker(desk)
    QTest.keyClicks(picker.box, "tone")
    assert picker.model.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "tone, carried"
    QTest.keyClick(picker.box, ENTER)
    settled()
    assert carried(desk) == []


def test_a_name_nobody_has_becomes_a_tag_below_another(desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    picker = opened_picker(desk)
    QTest.keyClicks(picker.box, "fees/Foreign")
    assert listed(picker)[-1] == "New tag: fees/Foreign"
    QTest.keyClick(picker.box, ENTER)
    settled()
    assert carried(desk) == ["fees/foreign", "tone"]
    made = next(each for each in codebook.codebook(workspace=workspace) if each.path == "fees/foreign")
    assert (made.name, made.depth) == ("Foreign", 1)


def test_shift_and_enter_stay_for_the_next_one(desk: TaggingScreen, settled: Settled) -> None:
    picker = opened_picker(desk)
    QTest.keyClicks(picker.box, "late")
    QTest.keyClick(picker.box, ENTER, SHIFT)
    assert (picker.isVisible(), picker.box.text()) == (True, "")
    QTest.keyClicks(picker.box, "fees")
    QTest.keyClick(picker.box, ENTER)
    settled()
    assert carried(desk) == ["fees", "fees/late", "tone"]


def test_arrows_choose_among_what_is_found(desk: TaggingScreen, settled: Settled) -> None:
    picker = opened_picker(desk)
    QTest.keyClicks(picker.box, "fee")
    assert listed(picker)[:2] == ["fees", "fees/late"] or listed(picker)[0] == "fees"
    QTest.keyClick(picker.box, DOWN)
    wanted = picker.view.currentIndex().data()
    QTest.keyClick(picker.box, ENTER)
    settled()
    assert wanted in [*carried(desk), "New tag: fee"]


def test_recent_tags_stand_first_and_keep_their_digits(desk: TaggingScreen, settled: Settled) -> None:
    picker = opened_picker(desk)
    assert listed(picker)[0] == "tone"  # given before the place was opened
    QTest.keyClicks(picker.box, "late")
    QTest.keyClick(picker.box, ENTER)
    settled()
    desk.list.step(1)
    settled()
    QTest.keyClicks(desk.list, "2")
    settled()
    assert carried(desk) == ["fees/late", "tone"]
    QTest.keyClicks(desk.list, "1")
    settled()
    assert carried(desk) == ["fees/late"]
    again = opened_picker(desk)
    assert listed(again)[:2] == ["tone", "fees/late"]
    again.close()


def test_the_tenth_tag_takes_the_digit_that_was_not_used_for_longest() -> None:
    recent = Recent()
    recent.seed(["new", "old"])
    for tag in "abcdefg":
        recent.use(tag)
    recent.use("old")
    recent.use("tenth")
    assert list(recent) == ["tenth", "old", *"abcdefg"]
    recent.seed(["other"])
    recent.keep({"old", "a"})
    assert list(recent) == ["old", "a"]


def test_a_tag_is_put_on_several_notes_and_taken_off_them_again(desk: TaggingScreen, settled: Settled) -> None:
    desk.choose_all()
    picker = opened_picker(desk)
    QTest.keyClicks(picker.box, "late")
    QTest.keyClick(picker.box, ENTER)
    settled()
    assert [[tag.path for tag in note.tags] for note in desk.model.notes] == [["fees/late", "tone"]] * 2
    again = opened_picker(desk, "T")
    QTest.keyClicks(again.box, "tone")
    QTest.keyClick(again.box, ENTER)
    settled()
    assert [[tag.path for tag in note.tags] for note in desk.model.notes] == [["fees/late"]] * 2


def test_of_one_note_only_what_it_carries_can_be_taken_off(desk: TaggingScreen, settled: Settled) -> None:
    picker = opened_picker(desk, "T")
    assert listed(picker) == ["tone"]
    QTest.keyClick(picker.box, ENTER)
    settled()
    assert carried(desk) == []


def test_escape_changes_nothing(desk: TaggingScreen, settled: Settled) -> None:
    picker = opened_picker(desk)
    QTest.keyClicks(picker.box, "late")
    QTest.keyClick(picker, ESCAPE)
    settled()
    assert carried(desk) == ["tone"]


def test_the_model_is_what_qt_expects(desk: TaggingScreen, qtmodeltester: ModelTester) -> None:
    tags = tuple(CodebookTag(str(number), None, f"t{number}", f"T{number}") for number in range(60))
    picker = TagPicker(desk.theme, desk.t, tags)
    picker.open_over(desk)
    qtmodeltester.check(picker.model)
    assert picker.model.rowCount() == 50
    picker.close()
