"""Writing notes from the keyboard: nothing typed is lost, and what is on show is on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from council_app.domain.enums import NoteKind, Severity
from council_app.domain.records import NoteLine
from council_app.services import capture, demo
from council_app.services.workspace import open_workspace
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.view import RoomScreen
from tests.pausing import pause

ENTER, TAB, UP, DOWN, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(visit: Callable[[Place], RoomScreen]) -> RoomScreen:
    return visit(Place.ROOM)


def newest(room: RoomScreen) -> NoteLine:
    return room.model.note(room.model.index(room.model.rowCount() - 1, 0))


def on_disk(path: Path) -> NoteLine:
    with open_workspace(path=path, passphrase=demo.PASSPHRASE, read_only=True) as workspace:
        return capture.stream(workspace=workspace, session=demo.SESSION, limit=1)[0]


def test_the_line_has_the_keyboard_when_the_room_opens(room: RoomScreen) -> None:
    assert QApplication.focusWidget() is room.line


def test_enter_keeps_the_note_and_clears_the_line(room: RoomScreen, settled: Callable[[], None], sample: Path) -> None:
    before = room.model.rowCount()
    QTest.keyClicks(room.line, '- !!! "Paid twice because of the letter" #reminders @3')
    QTest.keyClick(room.line, ENTER)
    settled()
    note = newest(room)
    assert (note.text, note.kind, note.severity, note.verbatim, note.seat) == (
        "Paid twice because of the letter",
        NoteKind.FRICTION,
        Severity.SERIOUS,
        True,
        "P03",
    )
    assert [tag.path for tag in note.tags] == ["reminders"]
    assert room.model.rowCount() == before + 1
    assert room.line.text() == ""
    assert on_disk(sample).id == note.id


def test_words_typed_while_the_note_is_being_kept_stay_in_the_line(room: RoomScreen, settled: Callable[[], None]) -> None:
    QTest.keyClicks(room.line, "First note")
    QTest.keyClick(room.line, ENTER)
    QTest.keyClicks(room.line, " and the next one")
    settled()
    assert newest(room).text == "First note"
    assert room.line.text() == " and the next one"


def test_a_line_without_words_is_not_kept_and_says_why(room: RoomScreen, settled: Callable[[], None]) -> None:
    before = room.model.rowCount()
    QTest.keyClicks(room.line, "- !!")
    QTest.keyClick(room.line, ENTER)
    settled()
    assert room.model.rowCount() == before
    assert room.line.text() == "- !!"
    assert room.parse_row.accessibleName() == "friction, 2 minor, Type what was said: there are no words yet"


def test_tab_completes_a_speaker_from_the_beginning_of_a_name(room: RoomScreen) -> None:
    QTest.keyClicks(room.line, "It crossed @mart")
    assert room.completion.isVisible()
    QTest.keyClick(room.line, TAB)
    assert room.line.text() == "It crossed @P03 "
    assert not room.completion.isVisible()


def test_arrows_choose_among_the_offers_and_enter_takes_the_chosen_one(room: RoomScreen) -> None:
    QTest.keyClicks(room.line, "It crossed @mar")
    QTest.keyClick(room.line, DOWN)
    QTest.keyClick(room.line, ENTER)
    assert room.line.text() == "It crossed @P08 "


def test_escape_closes_the_offers_and_leaves_the_line(room: RoomScreen) -> None:
    QTest.keyClicks(room.line, "It crossed @mar")
    QTest.keyClick(room.line, ESC)
    assert (room.completion.isVisible(), room.line.text()) == (False, "It crossed @mar")


def test_the_offers_never_lie_over_the_newest_note(room: RoomScreen) -> None:
    QTest.keyClicks(room.line, "It crossed @mar")
    last = room.stream.visualRect(room.model.index(room.model.rowCount() - 1, 0))
    top = room.stream.mapTo(room.completion.parentWidget(), last.topLeft()).y()
    assert room.completion.geometry().bottom() < top


def test_a_tag_is_completed_by_any_step_of_its_path(room: RoomScreen) -> None:
    QTest.keyClicks(room.line, "Small print #type")
    QTest.keyClick(room.line, TAB)
    assert room.line.text() == "Small print #access/type-size "


def test_somebody_nobody_knows_is_said_below_the_line(room: RoomScreen) -> None:
    QTest.keyClicks(room.line, "Hello @zzz there")
    assert room.parse_row.accessibleName() == "observation, Nobody here is called @zzz; it stays in the text"


def test_half_typed_text_is_on_disk_within_moments_and_comes_back(
    room: RoomScreen, opened: MainWindow, settled: Callable[[], None], sample: Path
) -> None:
    QTest.keyClicks(room.line, "Half a sent")
    pause(320)
    settled()
    opened.close_workspace()
    settled()
    opened.open_path(sample, demo.PASSPHRASE)
    settled()
    opened.show_place(Place.ROOM)
    settled()
    front = opened.frame.front
    assert isinstance(front, RoomScreen)
    assert front.line.text() == "Half a sent"


def test_half_typed_text_stays_with_the_session_it_was_typed_in(room: RoomScreen, opened: MainWindow, settled: Callable[[], None]) -> None:
    QTest.keyClicks(room.line, "Said in Stockholm")
    opened.ctx.choose_session("london-2026-10-evening")
    settled()
    assert room.line.text() == ""
    opened.ctx.choose_session(demo.SESSION)
    settled()
    assert room.line.text() == "Said in Stockholm"


def test_control_z_in_an_empty_line_takes_the_note_back(room: RoomScreen, opened: MainWindow, settled: Callable[[], None]) -> None:
    before = newest(room).id
    QTest.keyClicks(room.line, "To be taken back")
    QTest.keyClick(room.line, ENTER)
    settled()
    QTest.keyClick(room.line, Qt.Key.Key_Z, CONTROL)
    settled()
    assert newest(room).id == before
    assert opened.frame.notice.accessibleName() == "Undone: Write a note"


def test_control_z_while_typing_belongs_to_the_line(room: RoomScreen, settled: Callable[[], None]) -> None:
    before = newest(room).id
    QTest.keyClicks(room.line, "typed")
    QTest.keyClick(room.line, Qt.Key.Key_Z, CONTROL)
    settled()
    assert (room.line.text(), newest(room).id) == ("", before)


def test_up_in_an_empty_line_edits_the_last_note_in_place(room: RoomScreen, settled: Callable[[], None], sample: Path) -> None:
    QTest.keyClick(room.line, UP)
    editor = room.stream.findChild(QPlainTextEdit)
    assert editor is not None
    editor.setPlainText("Corrected words")
    QTest.keyClick(editor, ENTER)
    settled()
    assert (newest(room).text, on_disk(sample).text) == ("Corrected words", "Corrected words")


def test_a_long_stream_keeps_a_few_hundred_rows_and_fetches_older_ones_on_the_way_up(room: RoomScreen, settled: Callable[[], None]) -> None:
    assert room.model.rowCount() == 100
    room.stream.verticalScrollBar().setValue(0)
    settled()
    assert room.model.rowCount() == 200
    room.stream.verticalScrollBar().setValue(0)
    settled()
    assert (room.model.rowCount(), room.model.at_start) == (214, True)


def test_pressing_somebody_not_heard_yet_names_them_in_the_line(room: RoomScreen) -> None:
    room._hearing.named.emit("@P17")
    assert room.line.text() == "@P17 "
