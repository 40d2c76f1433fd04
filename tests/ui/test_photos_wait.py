"""Photos that wait for their words are on disk: they come back after closing, go where they are let go, and hold the window if need be."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from council_app.services import demo, photos
from council_app.services.erasure import erase_person
from council_app.services.workspace import open_workspace
from council_app.settings import LANGUAGE
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.view import RoomScreen
from tests.ui.test_leaving import page_of
from tests.ui.test_line import full
from tests.ui.test_room_photos import DELETE, ENTER, SHIFT, TAB, chips, copied, file, image, newest, paste, press

Settled = Callable[[], None]


@pytest.fixture
def room(visit: Callable[[Place], RoomScreen]) -> RoomScreen:
    return visit(Place.ROOM)


def waits(path: Path) -> list[str]:
    with open_workspace(path=path, passphrase=demo.PASSPHRASE, read_only=True) as workspace:
        return [photo.name for photo in photos.waiting(workspace=workspace, session=demo.SESSION)]


def noise() -> QImage:
    """A picture that takes many pages of the file."""
    return QImage(random.Random(1).randbytes(200 * 200 * 4), 200, 200, QImage.Format.Format_RGB32).copy()


def back_in(window: MainWindow, path: Path, settled: Settled) -> RoomScreen:
    window.open_path(path, demo.PASSPHRASE)
    settled()
    window.show_place(Place.ROOM)
    settled()
    settled()
    front = window.frame.front
    assert isinstance(front, RoomScreen)
    return front


def test_photos_and_half_typed_words_are_there_again_after_closing(
    room: RoomScreen, opened: MainWindow, settled: Settled, sample: Path, tmp_path: Path
) -> None:
    paste(room, copied(picture=image()))
    paste(room, copied(files=(file(tmp_path, "bill.png", "red"),)))
    QTest.keyClicks(room.line, "drew it")
    settled()
    opened.close_workspace()
    settled()
    assert waits(sample) == ["clipboard", "bill.png"]
    again = back_in(opened, sample, settled)
    assert (chips(again), again.line.text()) == (["Photo clipboard", "Photo bill.png"], "drew it")
    assert [photo.image is not None for photo in again.notes.desk.photos.waiting] == [True, True]
    again.line.setFocus()
    press(ENTER)
    settled()
    assert (newest(again), chips(again)) == (("drew it", 2), [])
    opened.close_workspace()
    settled()
    assert waits(sample) == []


def test_another_language_keeps_what_waits(room: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    paste(room, copied(picture=image()))
    settled()
    opened.options.use(LANGUAGE, "sv")
    settled()
    settled()
    front = opened.frame.front
    assert isinstance(front, RoomScreen)
    assert len(front.notes.desk.photos.waiting) == 1


def test_a_photo_that_was_let_go_does_not_come_back(room: RoomScreen, opened: MainWindow, settled: Settled, sample: Path) -> None:
    paste(room, copied(picture=image()))
    settled()
    press(TAB, SHIFT)
    press(DELETE)
    settled()
    assert chips(room) == []
    opened.close_workspace()
    settled()
    assert waits(sample) == []


def test_each_session_has_its_own_photos_waiting(room: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    paste(room, copied(picture=image()))
    settled()
    other = next(session.key for session in opened.ctx.sessions if session.key != demo.SESSION)
    opened.ctx.choose_session(other)
    settled()
    assert chips(room) == []
    opened.ctx.choose_session(demo.SESSION)
    settled()
    assert chips(room) == ["Photo from the clipboard"]


def test_a_photo_that_the_disk_refuses_holds_the_window(
    room: RoomScreen, opened: MainWindow, settled: Settled, sample: Path, qtbot: QtBot
) -> None:
    with full(opened):
        paste(room, copied(picture=noise()))
        settled()
        assert not opened.close()
        assert page_of(opened).words == "Photo from the clipboard"
    page_of(opened).again_button.click()
    assert not opened.isVisible()
    assert waits(sample) == ["clipboard"]


def test_what_waits_goes_from_the_screen_with_somebody_who_is_erased(room: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    paste(room, copied(picture=image()))
    QTest.keyClicks(room.line, "- @P03 drew ")
    settled()
    room.leave()
    settled()
    workspace = opened.ctx.workspace
    assert workspace is not None
    opened.ctx.changed.emit(erase_person(workspace=workspace, who=f"{demo.SESSION}/P03").changes)
    settled()
    assert chips(room) == []
