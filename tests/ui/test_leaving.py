"""The window does not go while the disk refuses what was typed: the words show, and somebody decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from council_app.services import capture, demo
from council_app.services.workspace import open_workspace
from council_app.settings import LANGUAGE
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.leaving import UnkeptPage
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.view import RoomScreen
from tests.ui.test_line import LONG, connection_of, full, stored

Settled = Callable[[], None]


@pytest.fixture
def room(visit: Callable[[Place], RoomScreen]) -> RoomScreen:
    return visit(Place.ROOM)


@pytest.fixture
def stuck(room: RoomScreen, qtbot: QtBot) -> Callable[[], None]:
    """Type a line and press Enter while the disk is full."""

    def keep() -> None:
        room.line.setText(LONG)
        QTest.keyClick(room.line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: room.notes.desk.keeper.is_stuck)

    return keep


def page_of(window: MainWindow) -> UnkeptPage:
    page = window.cover.page
    assert isinstance(page, UnkeptPage)
    return page


def test_quitting_holds_while_a_line_is_not_kept_and_goes_when_it_is(
    opened: MainWindow, stuck: Callable[[], None], sample: Path, room: RoomScreen
) -> None:
    with full(opened):
        stuck()
        assert not opened.close()
        page = page_of(opened)
        assert (page.sentence.text(), page.words.text(), opened.isVisible()) == ("1 line is not kept.", LONG.strip(), True)
        assert QApplication.focusWidget() is page.again_button
        page.again_button.click()
        assert page_of(opened).why.text() == "Tried again; the disk still does not take it."
        page.copy_button.click()
        assert QApplication.clipboard().text() == LONG.strip()
        assert room.line.text() == LONG
    page.again_button.click()
    assert not opened.isVisible()
    assert stored(sample)[0] == LONG.strip()
    assert stored(sample).count(LONG.strip()) == 1


def test_escape_goes_back_to_the_line_with_its_words(opened: MainWindow, stuck: Callable[[], None], room: RoomScreen) -> None:
    with full(opened):
        stuck()
        opened.close_workspace()
        QTest.keyClick(page_of(opened).again_button, Qt.Key.Key_Escape)
        assert (opened.cover.page, room.line.text(), QApplication.focusWidget()) == (None, LONG, room.line)


def test_closing_the_workspace_from_another_place_holds_too_and_leaves_when_told(
    opened: MainWindow, stuck: Callable[[], None], sample: Path, settled: Settled
) -> None:
    with full(opened):
        stuck()
        opened.show_place(Place.ROSTER)
        opened.close_workspace()
        page_of(opened).leave_button.click()
    settled()
    assert LONG.strip() not in stored(sample)


def test_half_typed_words_that_the_disk_refuses_hold_the_window(opened: MainWindow, room: RoomScreen, sample: Path) -> None:
    with full(opened):
        room.line.setText(LONG)
        assert not opened.close()
        assert page_of(opened).words.text() == LONG.strip()
    page_of(opened).again_button.click()
    assert not opened.isVisible()
    with open_workspace(path=sample, passphrase=demo.PASSPHRASE, read_only=True) as workspace:
        assert capture.load_draft(workspace=workspace, session=demo.SESSION) == LONG


def test_an_edit_that_the_disk_refuses_holds_the_window(opened: MainWindow, room: RoomScreen, sample: Path) -> None:
    with full(opened):
        room.edit_last()
        editor = room.stream.findChild(QPlainTextEdit)
        assert editor is not None
        editor.setPlainText(LONG)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        assert not opened.close()
        assert page_of(opened).words.text() == LONG.strip()
    page_of(opened).again_button.click()
    assert not opened.isVisible()
    assert stored(sample)[0] == LONG.strip()


def test_what_is_at_the_disk_is_waited_for_and_does_not_hold_the_window(opened: MainWindow, room: RoomScreen, sample: Path) -> None:
    room.line.setText("just in time")
    QTest.keyClick(room.line, Qt.Key.Key_Return)
    QTest.keyClicks(room.line, "and half")
    assert opened.close()
    assert stored(sample)[0] == "just in time"
    with open_workspace(path=sample, passphrase=demo.PASSPHRASE, read_only=True) as workspace:
        assert capture.load_draft(workspace=workspace, session=demo.SESSION) == "and half"


def test_another_language_waits_for_the_words_too(opened: MainWindow, stuck: Callable[[], None], room: RoomScreen) -> None:
    with full(opened):
        stuck()
        opened.use_option(LANGUAGE, "sv")
        assert (room.line.text(), opened.frame.front) == (LONG, room)
        page_of(opened).leave()


def test_a_file_that_became_read_only_holds_the_window(opened: MainWindow, room: RoomScreen, sample: Path, qtbot: QtBot) -> None:
    assert opened.ctx.workspace is not None
    raw = connection_of(opened.ctx.workspace)
    raw.execute("PRAGMA query_only = ON")
    room.line.setText("- said while the stick was locked")
    QTest.keyClick(room.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.notes.desk.keeper.is_stuck)
    assert "read-only" in room.notes.desk.strip.sentence
    assert not opened.close()
    assert page_of(opened).words.text() == "- said while the stick was locked"
    raw.execute("PRAGMA query_only = OFF")
    page_of(opened).again_button.click()
    assert not opened.isVisible()
    assert stored(sample)[0] == "said while the stick was locked"
