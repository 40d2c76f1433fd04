"""The codebook beside the list, and wide: seen, used, and edited by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from council_app.services import codebook
from council_app.services.tag_colours import palette
from council_app.services.workspace import Workspace
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.tagging.codebook.ask import Ask
from council_app.ui.screens.tagging.codebook.menu import COLOUR_WORDS
from council_app.ui.screens.tagging.codebook.page import CodebookPage
from council_app.ui.screens.tagging.codebook.tree import TickRole
from council_app.ui.screens.tagging.picker.popup import TagPicker
from council_app.ui.screens.tagging.view import TaggingScreen
from tests import factories as given

Settled = Callable[[], None]
OpenFile = Callable[[Path], Workspace]
OpenDesk = Callable[[Workspace], TaggingScreen]
ENTER, SPACE, F2, DELETE, UP, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Up, Qt.Key.Key_Down
ALT, LEFT_BUTTON = Qt.KeyboardModifier.AltModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def workspace(tmp_path: Path, open_file: OpenFile) -> Workspace:
    made = given.workspace(
        tmp_path, given.people(), given.notes(("P01", "The fee came late."), ("P02", "Nobody told me."), ("P03", "Twice in a week."))
    )
    made.close()
    return open_file(tmp_path / "w.council")


@pytest.fixture
def desk(workspace: Workspace, open_desk: OpenDesk, qtbot: QtBot) -> TaggingScreen:
    screen = open_desk(workspace)
    qtbot.waitUntil(lambda: count(screen, "fees/late") == 3)
    return screen


def paths(workspace: Workspace) -> list[str]:
    return [tag.path for tag in codebook.codebook(workspace=workspace)]


def tag(desk: TaggingScreen, path: str) -> str:
    return next(each.id for each in desk.panes.codebook.tags if each.path == path)


def count(desk: TaggingScreen, path: str) -> int:
    return next((each.branch_notes for each in desk.panes.codebook.tags if each.path == path), -1)


def stand(desk: TaggingScreen, path: str) -> None:
    desk.panes.panel.tree.stand_on(tag(desk, path))
    desk.panes.panel.tree.setFocus()


def carried(desk: TaggingScreen) -> list[str]:
    assert desk.list.at_hand is not None
    return [each.path for each in desk.list.at_hand.tags]


def answer(desk: TaggingScreen, words: str) -> None:
    """Type into the box that asks."""
    ask = next(each for each in desk.findChildren(Ask) if each.isVisible())
    ask.box.clear()
    QTest.keyClicks(ask.box, words)
    QTest.keyClick(ask.box, ENTER)


def test_the_tree_counts_whole_branches_and_ticks_what_is_carried(desk: TaggingScreen, qtmodeltester: ModelTester) -> None:
    tree = desk.panes.panel.tree
    assert [desk.panes.codebook.label(each).path for each in tree.shown_tags()] == ["fees", "fees/late", "tone"]  # type: ignore[union-attr]
    assert (count(desk, "fees"), count(desk, "tone")) == (3, 0)
    assert [tree._items[tag(desk, path)].data(TickRole) for path in ("fees", "fees/late", "tone")] == [False, True, False]
    assert tree._items[tag(desk, "fees/late")].data(Qt.ItemDataRole.AccessibleTextRole) == "Late fee, 3 notes, carried"
    qtmodeltester.check(tree.tags)


def test_enter_and_space_put_a_tag_on_and_take_it_off(desk: TaggingScreen, settled: Settled, qtbot: QtBot) -> None:
    stand(desk, "tone")
    QTest.keyClick(desk.panes.panel.tree, ENTER)
    settled()
    assert carried(desk) == ["fees/late", "tone"]
    qtbot.waitUntil(lambda: count(desk, "tone") == 1)
    QTest.keyClick(desk.panes.panel.tree, SPACE)
    settled()
    assert carried(desk) == ["fees/late"]


def test_the_box_finds_and_makes(desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    desk.to_codebook()
    box = desk.panes.panel.box
    assert box.hasFocus()
    QTest.keyClicks(box, "ton")
    assert desk.panes.panel.tree.at_hand == tag(desk, "tone")
    QTest.keyClick(box, ENTER)
    settled()
    assert carried(desk) == ["fees/late", "tone"]
    QTest.keyClicks(box, "Trust")
    QTest.keyClick(box, ENTER)
    settled()
    assert carried(desk) == ["fees/late", "tone", "trust"]
    assert paths(workspace) == ["fees", "fees/late", "tone", "trust"]


def test_f2_renames_and_undo_takes_it_back(desk: TaggingScreen, workspace: Workspace, window: MainWindow, settled: Settled) -> None:
    stand(desk, "fees/late")
    QTest.keyClick(desk.panes.panel.tree, F2)
    answer(desk, "Reminder fee")
    settled()
    assert paths(workspace) == ["fees", "fees/reminder-fee", "tone"]
    window.undo()
    settled()
    assert paths(workspace) == ["fees", "fees/late", "tone"]


def test_alt_and_arrows_move_a_tag(desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    tree = desk.panes.panel.tree
    stand(desk, "tone")
    QTest.keyClick(tree, UP, ALT)
    settled()
    assert paths(workspace) == ["tone", "fees", "fees/late"]
    QTest.keyClick(tree, DOWN, ALT)
    settled()
    QTest.keyClick(tree, Qt.Key.Key_Right, ALT)
    settled()
    assert paths(workspace) == ["fees", "fees/late", "fees/tone"]
    assert tree.at_hand == tag(desk, "fees/tone")
    QTest.keyClick(tree, Qt.Key.Key_Left, ALT)
    settled()
    assert paths(workspace) == ["fees", "fees/late", "tone"]


def test_delete_tells_how_much_went_and_can_be_undone(
    desk: TaggingScreen, workspace: Workspace, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    stand(desk, "fees")
    with qtbot.waitSignal(desk.ctx.noticed) as told:
        QTest.keyClick(desk.panes.panel.tree, DELETE)
    settled()
    assert told.args == ["Deleted Fees; it was on 3 notes", True]
    assert paths(workspace) == ["tone"]
    assert carried(desk) == []
    window.undo()
    settled()
    assert paths(workspace) == ["fees", "fees/late", "tone"]
    assert carried(desk) == ["fees/late"]


def test_one_tag_is_merged_into_another(desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    desk.panes.verbs.choose_merge(tag(desk, "fees/late"), desk, QPoint(0, 0))
    picker = next(each for each in desk.findChildren(TagPicker) if each.isVisible())
    QTest.keyClicks(picker.box, "tone")
    QTest.keyClick(picker.box, ENTER)
    settled()
    assert paths(workspace) == ["fees", "tone"]
    assert carried(desk) == ["tone"]


def test_chosen_notes_are_split_off_a_tag(desk: TaggingScreen, workspace: Workspace, settled: Settled, qtbot: QtBot) -> None:
    desk.list.setFocus()
    QTest.keyClick(desk.list, SPACE)
    desk.panes.verbs.ask_split(tag(desk, "fees/late"), desk, QPoint(0, 0))
    answer(desk, "Twice")
    settled()
    assert paths(workspace) == ["fees", "fees/late", "fees/twice", "tone"]
    qtbot.waitUntil(lambda: (count(desk, "fees/late"), count(desk, "fees/twice")) == (2, 1))


def test_a_letter_is_given_once_and_then_tags(desk: TaggingScreen, settled: Settled, qtbot: QtBot) -> None:
    desk.panes.verbs.ask_letter(tag(desk, "tone"), desk, QPoint(0, 0))
    answer(desk, "o")
    settled()
    desk.list.setFocus()
    QTest.keyClicks(desk.list, "o")
    settled()
    assert carried(desk) == ["fees/late", "tone"]
    with qtbot.waitSignal(desk.ctx.refused):
        desk.panes.verbs.set_letter(tag(desk, "fees"), "o")


def drag(desk: TaggingScreen, path: str, over: str, part: float) -> None:
    tree = desk.panes.panel.tree
    view, start, end = tree.viewport(), tree.row_box(tag(desk, path)), tree.row_box(tag(desk, over))
    QTest.mousePress(view, LEFT_BUTTON, pos=start.center())
    target = QPoint(end.center().x(), end.top() + round(end.height() * part))
    for step in range(1, 11):
        place = start.center() + (target - start.center()) * (step / 10)
        QTest.mouseMove(view, place)
        _moved(view, place)
    QTest.mouseRelease(view, LEFT_BUTTON, pos=target)


def _moved(view: QWidget, place: QPoint) -> None:
    """Offscreen, a move does not say that a button is held."""
    point = QPointF(place)
    QApplication.sendEvent(
        view,
        QMouseEvent(
            QEvent.Type.MouseMove, point, view.mapToGlobal(point), Qt.MouseButton.NoButton, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier
        ),
    )


def test_dragging_between_two_puts_a_tag_there(desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    drag(desk, "tone", "fees", 0.1)
    settled()
    assert paths(workspace) == ["tone", "fees", "fees/late"]


def test_dragging_onto_another_asks_what_is_meant(desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    dragging, tags = desk.panes.panel.dragging, desk.panes.codebook
    tone, late = tags.tag(tag(desk, "tone")), tags.tag(tag(desk, "fees/late"))
    assert tone is not None
    assert late is not None
    menu = dragging.offer(late, tone)
    assert [each.text() for each in menu.actions() if each.text()] == [
        "Move “Late fee” under “Tone”",
        "Merge “Late fee” into “Tone”",
        "Cancel",
    ]
    menu.actions()[0].trigger()
    settled()
    assert paths(workspace) == ["fees", "tone", "tone/late"]
    menu.close()


def test_every_colour_has_a_name() -> None:
    assert len(COLOUR_WORDS) == len(palette()) == len({words.text for words in COLOUR_WORDS})


def test_a_tag_shows_only_its_notes(desk: TaggingScreen, settled: Settled, qtbot: QtBot) -> None:
    desk.panes.panel.filter_asked.emit(tag(desk, "tone"))
    qtbot.waitUntil(lambda: desk.reader.counts is not None and desk.reader.counts.notes == 0)
    settled()


@pytest.fixture
def page(desk: TaggingScreen, settled: Settled) -> CodebookPage:
    desk.edit_codebook(tag(desk, "fees/late"))
    settled()
    assert isinstance(desk.pile.top, CodebookPage)
    return desk.pile.top


def test_everything_about_a_tag_is_said_in_the_form(page: CodebookPage, workspace: Workspace, settled: Settled) -> None:
    form = page.form
    assert form.name.text() == "Late fee"
    form.definition.setPlainText("What is charged when a bill was not paid in time.")
    form.synonyms.setText("dunning, Mahngebühr")
    form.letter.setText("l")
    form.keep()
    form.swatches[3].click()
    settled()
    late = next(each for each in codebook.codebook(workspace=workspace) if each.path == "fees/late")
    assert late.definition == "What is charged when a bill was not paid in time."
    assert late.synonyms == ("dunning", "Mahngebühr")
    assert (late.shortcut, late.colour) == ("l", palette()[3][0])


def test_leaving_the_page_keeps_what_was_typed(page: CodebookPage, desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    page.form.name.setText("Reminder fee")
    page.leave()
    settled()
    assert desk.pile.top is None
    assert paths(workspace) == ["fees", "fees/reminder-fee", "tone"]


def test_a_field_is_kept_once_and_a_refused_name_goes_back(
    page: CodebookPage, workspace: Workspace, window: MainWindow, settled: Settled
) -> None:
    page.form.name.setText("Reminder fee")
    page.form.name.editingFinished.emit()
    page.form.name.editingFinished.emit()
    settled()
    window.undo()
    settled()
    assert paths(workspace) == ["fees", "fees/late", "tone"]
    page.tree.stand_on(next(each.id for each in codebook.codebook(workspace=workspace) if each.path == "tone"))
    page.form.name.setText("Fees")
    page.form.name.editingFinished.emit()
    settled()
    assert page.form.name.text() == "Tone"


def test_a_new_tag_is_made_beside_the_one_at_hand(page: CodebookPage, workspace: Workspace, settled: Settled) -> None:
    QTest.keyClicks(page.box, "Foreign")
    QTest.keyClick(page.box, ENTER)
    settled()
    assert paths(workspace) == ["fees", "fees/late", "fees/foreign", "tone"]
    assert page.form.name.text() == "Foreign"


def test_the_codebook_goes_out_and_comes_back(page: CodebookPage, workspace: Workspace, settled: Settled, tmp_path: Path) -> None:
    page.give_file(tmp_path / "codes.qdc")
    settled()
    page._verbs.delete(next(each.id for each in codebook.codebook(workspace=workspace) if each.path == "fees"))
    settled()
    assert paths(workspace) == ["tone"]
    page.bring_file(tmp_path / "codes.qdc")
    settled()
    assert sorted(paths(workspace)) == ["fees", "fees/late", "tone"]
