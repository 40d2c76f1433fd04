"""Photos in the room: pasted, dropped or chosen, kept with the note by Enter, shown small in the stream and large on a page."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from council_app.domain.records import PhotoLine
from council_app.services import demo, photos
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room import shelf as shelf_room
from council_app.ui.screens.room.photopage import PhotoPage
from council_app.ui.screens.room.photos import pasted
from council_app.ui.screens.room.view import RoomScreen

Settled = Callable[[], None]
ENTER, ESC, DELETE, TAB, V = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_V
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def room(visit: Callable[[Place], RoomScreen]) -> RoomScreen:
    return visit(Place.ROOM)


def image(colour: str = "teal", wide: int = 320) -> QImage:
    made = QImage(wide, 200, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


def copied(*, words: str = "", picture: QImage | None = None, files: tuple[Path, ...] = ()) -> QMimeData:
    mime = QMimeData()
    if picture is not None:
        mime.setImageData(picture)
    if words:
        mime.setText(words)
    if files:
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return mime


def file(folder: Path, name: str = "board.png", colour: str = "teal") -> Path:
    image(colour).save(str(folder / name))
    return folder / name


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def paste(room: RoomScreen, mime: QMimeData) -> None:
    QApplication.clipboard().setMimeData(mime)
    room.line.setFocus()
    press(V, CONTROL)


def newest(room: RoomScreen) -> tuple[str, int]:
    note = room.model.note(room.model.index(room.model.rowCount() - 1, 0))
    return note.text, len(room.stream.shelf.of(note.id))


def chips(room: RoomScreen) -> list[str]:
    return [chip.accessibleName() for chip in room.notes.desk.tray.chips if not chip.isHidden()]


def drop(room: RoomScreen, mime: QMimeData) -> bool:
    at = QPoint(40, 200)
    entering = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(room, entering)
    QApplication.sendEvent(room, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NONE))
    return entering.isAccepted()


def test_a_pasted_picture_waits_beside_the_line_and_goes_with_the_note(room: RoomScreen, settled: Settled) -> None:
    QTest.keyClicks(room.line, "+ drew it on the board #tone")
    paste(room, copied(picture=image()))
    settled()
    assert (chips(room), room.line.text()) == (["Photo from the clipboard"], "+ drew it on the board #tone")
    press(ENTER)
    settled()
    assert (newest(room), chips(room), room.line.text()) == (("drew it on the board", 1), [], "")


def test_words_are_pasted_as_words_even_with_a_picture_of_them(room: RoomScreen, settled: Settled) -> None:
    paste(room, copied(words="too dear", picture=image()))
    settled()
    assert (room.line.text(), chips(room)) == ("too dear", [])
    assert pasted(copied(files=(Path("/x/plan.xlsx"),))) is None


def test_a_photo_alone_is_a_note_and_enter_waits_until_it_is_ready(room: RoomScreen, settled: Settled) -> None:
    paste(room, copied(picture=image(wide=3000)))
    press(ENTER)
    settled()
    assert (newest(room), chips(room)) == (("Photo", 1), [])


def test_files_are_dropped_anywhere_on_the_room(room: RoomScreen, settled: Settled, tmp_path: Path) -> None:
    assert drop(room, copied(files=(file(tmp_path), file(tmp_path, "bill.png", "red")))) is True
    settled()
    assert chips(room) == ["Photo board.png", "Photo bill.png"]
    assert drop(room, copied(words="words")) is False
    assert QApplication.focusWidget() is room.line


def test_what_is_no_picture_is_refused_in_one_line_and_the_words_stay(
    room: RoomScreen, opened: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    told: list[str] = []
    opened.ctx.refused.connect(lambda error: told.append(str(error)))
    (tmp_path / "fake.jpg").write_bytes(b"MZ\x90\x00not a picture")
    room.line.setText("half")
    drop(room, copied(files=(tmp_path / "fake.jpg",)))
    settled()
    assert (told, chips(room), room.line.text()) == (
        ["fake.jpg: this is not a picture. Use a PNG, JPEG, WebP or GIF file."],
        [],
        "half",
    )


def test_photos_are_added_let_go_and_read_by_the_keyboard_alone(
    room: RoomScreen, opened: MainWindow, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [str(file(tmp_path)), str(file(tmp_path, "bill.png", "red"))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (names, ""))
    QTest.keyClick(opened, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    settled()
    assert chips(room) == ["Photo board.png", "Photo bill.png"]
    press(TAB, SHIFT)
    assert QApplication.focusWidget() is room.notes.desk.tray.chips[1]
    press(DELETE)
    assert chips(room) == ["Photo board.png"]
    room.line.setFocus()
    QTest.keyClicks(room.line, "the board")
    press(ENTER)
    settled()
    room.stream.setFocus()
    room.stream.setCurrentIndex(room.model.index(room.model.rowCount() - 1, 0))
    press(ENTER)
    settled()
    page = room._pile.top
    assert isinstance(page, PhotoPage)
    assert (QApplication.focusWidget(), page.view.image is not None) == (page.caption, True)
    QTest.keyClicks(page.caption, "What the group drew")
    press(ENTER)
    settled()
    assert room._pile.top is None
    ((photo,),) = photos.photos_on(workspace=opened.ctx.workspace, notes=room.model.ids[-1:]).values()
    assert photo.caption == "What the group drew"


def test_a_photo_is_taken_off_its_note_and_undo_brings_it_back(room: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    paste(room, copied(picture=image()))
    settled()
    press(ENTER)
    settled()
    room.stream.photo_asked.emit(room.model.ids[-1], 0)
    settled()
    page = room._pile.top
    assert isinstance(page, PhotoPage)
    page.remove.click()
    settled()
    settled()
    assert (newest(room)[1], room._pile.top) == (0, None)
    press(Qt.Key.Key_Z, CONTROL)
    settled()
    settled()
    assert newest(room)[1] == 1


def test_the_words_of_somebody_who_refuses_photos_are_kept_and_the_photo_goes_on_waiting(room: RoomScreen, settled: Settled) -> None:
    paste(room, copied(picture=image()))
    settled()
    QTest.keyClicks(room.line, "@P02 too dear ")
    strip = room.notes.desk.strip
    assert (strip.sentence, strip.choices) == (
        "P02 Hugo does not allow photos; Enter keeps the words without it.",
        ("Let the photo go",),
    )
    press(ENTER)
    settled()
    assert (newest(room), chips(room), room.line.text()) == (("too dear", 0), ["Photo from the clipboard"], "")
    QTest.keyClicks(room.line, "the board")
    press(ENTER)
    settled()
    assert (newest(room), chips(room)) == (("the board", 1), [])


def test_nothing_of_a_workspace_is_in_memory_when_another_is_open(
    room: RoomScreen, opened: MainWindow, settled: Settled, built_sample: Path, tmp_path: Path
) -> None:
    paste(room, copied(picture=image()))
    settled()
    press(ENTER)
    settled()
    room.stream.grab()
    settled()
    paste(room, copied(picture=image("red")))
    settled()
    assert (len(chips(room)), room.stream.shelf.in_memory) == (1, 1)
    opened.open_path(Path(shutil.copy(built_sample, tmp_path / "other.council")), demo.PASSPHRASE)
    settled()
    opened.show_place(Place.ROOM)
    settled()
    other = opened.frame.front
    assert isinstance(other, RoomScreen)
    assert (shiboken6.isValid(room), other.notes.desk.photos.waiting, other.stream.shelf.in_memory) == (False, (), 0)


def test_small_pictures_in_memory_are_capped(room: RoomScreen, settled: Settled) -> None:
    shelf = room.stream.shelf
    for number in range(shelf_room.MOST + 30):
        shelf.image(PhotoLine("", "", f"{number:064}", ""))
    assert shelf.in_memory == shelf_room.MOST
    settled()


def test_the_stream_says_photos_aloud_and_a_press_on_one_opens_it(room: RoomScreen, settled: Settled, qtbot: QtBot) -> None:
    paste(room, copied(picture=image()))
    settled()
    press(ENTER)
    settled()
    index = room.model.index(room.model.rowCount() - 1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("1 photo")
    qtbot.wait(20)
    box = room.stream.visualRect(index)
    place = room.stream._delegate._places(room.model.note(index), box)[0]
    QTest.mouseClick(room.stream.viewport(), Qt.MouseButton.LeftButton, NONE, place.center().toPoint())
    assert isinstance(room._pile.top, PhotoPage)


def test_a_photo_is_added_to_a_note_that_is_kept_already(
    room: RoomScreen, opened: MainWindow, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(file(tmp_path))], ""))
    for words in ("the board", "the bill"):
        QTest.keyClicks(room.line, words)
        press(ENTER)
        settled()
    QTest.keyClick(opened, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier | SHIFT)
    settled()
    settled()
    assert (newest(room), chips(room)) == (("the bill", 1), [])
    chosen = room.model.index(room.model.rowCount() - 2, 0)
    note = room.model.note(chosen)
    room.stream.setCurrentIndex(chosen)
    opened.actions_table.run("room.photo_on")
    settled()
    settled()
    assert (note.text, len(room.stream.shelf.of(note.id))) == ("the board", 1)
    room.stream.photo_asked.emit(note.id, 0)
    settled()
    page = room._pile.top
    assert isinstance(page, PhotoPage)
    page.add.click()
    settled()
    settled()
    assert page.count.text() == "1 of 2"


def test_no_photo_is_added_to_the_note_of_somebody_who_refuses_photos(
    room: RoomScreen, opened: MainWindow, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    opened.ctx.refused.connect(lambda error: told.append(str(error)))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(file(tmp_path))], ""))
    QTest.keyClicks(room.line, "@P02 too dear ")
    press(ENTER)
    settled()
    QTest.keyClick(opened, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier | SHIFT)
    settled()
    settled()
    why = "board.png: they do not allow photos. Ask them first; the photo was not kept."
    assert (newest(room), told, room.unkept) == (("too dear", 0), [why], ())
