"""From notes to insights at the desk and on a board, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from council_app.services import history, insights
from council_app.services.board_groups import add_group
from council_app.services.boards import board, make_board
from council_app.services.capture import stream
from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.tagging.board.keyboard import Verb
from council_app.ui.screens.tagging.board.pages import BoardsPage
from council_app.ui.screens.tagging.board.state import Spot
from council_app.ui.screens.tagging.insights.picker import InsightPicker
from council_app.ui.screens.tagging.view import TaggingScreen
from tests import factories as given

Settled = Callable[[], None]
ENTER, SPACE, SHIFT, CONTROL = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot) -> TaggingScreen:
    """Four notes of four people in the list, newest first."""
    made = given.workspace(
        tmp_path, given.people(), given.notes(("P01", "fee came late"), ("P02", "no word"), ("P03", "fine"), ("P04", "fee again"))
    )
    made.close()
    window.open_path(tmp_path / "w.council", "")
    settled()
    window.show_place(Place.TAGGING)
    screen = window.frame.front
    assert isinstance(screen, TaggingScreen)
    settled()
    window.activateWindow()
    qtbot.waitUntil(lambda: screen.list.hasFocus() and screen.reader.counts is not None)
    return screen


def workspace_of(desk: TaggingScreen) -> Workspace:
    assert desk.ctx.workspace is not None
    return desk.ctx.workspace


def opened(desk: TaggingScreen) -> InsightPicker:
    (found,) = [each for each in desk.window().findChildren(InsightPicker) if each.isVisible()]
    return found


def sides(workspace: Workspace, key: str) -> tuple[list[str], list[str]]:
    detail = insights.insight(workspace=workspace, key=key)
    return [note.key for note in detail.supporting], [note.key for note in detail.against]


def test_chosen_notes_become_an_insight_that_undo_takes_back(desk: TaggingScreen, settled: Settled) -> None:
    for _ in range(2):
        QTest.keyClick(desk.list, SPACE)
        QTest.keyClick(desk.list, Qt.Key.Key_Down)
    desk.ctx.asked.emit("tagging.insight")
    picker = opened(desk)
    assert picker.accessibleName() == "New insight from 2 notes"
    QTest.keyClicks(picker.box, "The fee comes too late")
    QTest.keyClick(picker.box, ENTER)
    settled()
    workspace = workspace_of(desk)
    assert sides(workspace, "the-fee-comes-too-late") == (["n3", "n4"], [])
    assert str(history.next_undo(workspace=workspace)) == "New insight “The fee comes too late”"


def test_everything_that_is_found_becomes_an_insight(desk: TaggingScreen, settled: Settled) -> None:
    desk.choose_all()
    desk.new_insight()
    assert opened(desk).accessibleName() == "New insight from 4 notes"
    QTest.keyClicks(opened(desk).box, "All of it")
    QTest.keyClick(opened(desk).box, ENTER)
    settled()
    assert sides(workspace_of(desk), "all-of-it") == (["n1", "n2", "n3", "n4"], [])


def test_the_note_at_hand_joins_an_insight_found_by_a_few_letters(desk: TaggingScreen, settled: Settled) -> None:
    workspace = workspace_of(desk)
    for title in ("Reminders cross with payments", "The fee comes too late"):
        insights.new_insight(workspace=workspace, title=title)
    desk.add_to_insight()
    settled()
    QTest.keyClicks(opened(desk).box, "fee late")
    QTest.keyClick(opened(desk).box, ENTER)
    settled()
    QTest.keyClick(desk.list, Qt.Key.Key_Down)
    desk.add_to_insight()
    settled()
    QTest.keyClicks(opened(desk).box, "FEE")
    QTest.keyClick(opened(desk).box, ENTER, SHIFT)
    settled()
    assert sides(workspace, "the-fee-comes-too-late") == (["n4"], ["n3"])


def test_a_title_nobody_has_yet_becomes_an_insight_on_the_way(desk: TaggingScreen, settled: Settled) -> None:
    desk.add_to_insight()
    settled()
    QTest.keyClicks(opened(desk).box, "Something else")
    QTest.keyClick(opened(desk).box, ENTER)
    settled()
    assert sides(workspace_of(desk), "something-else") == (["n4"], [])


def test_a_group_of_a_board_becomes_an_insight_under_its_name(desk: TaggingScreen, settled: Settled) -> None:
    workspace = workspace_of(desk)
    notes = [note.id for note in stream(workspace=workspace, session=given.SESSION)]
    key = make_board(workspace=workspace, name="First look", notes=notes).key
    fees = [card.note.id for card in board(workspace=workspace, key=key).cards if "fee" in card.note.text]
    group = add_group(workspace=workspace, key=key, name="The fee comes late", notes=fees).id
    desk.open_page("tagging.board")
    settled()
    page = desk.pile.top
    assert isinstance(page, BoardsPage)
    page.desk.open_board(key)
    settled()
    page.desk.state.stand(Spot(group=group))
    page.desk.acting.do(Verb.INSIGHT)
    picker = opened(desk)
    assert (picker.accessibleName(), picker.box.text()) == ("New insight from 2 notes", "The fee comes late")
    QTest.keyClick(picker.box, ENTER)
    settled()
    assert sides(workspace, "the-fee-comes-late") == (["n1", "n4"], [])
