"""Below the line: what is unclear is offered, what is not on disk is said, and a marked moment is typed out later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2

from council_app.db.workspace import Workspace
from council_app.services import capture, demo
from council_app.services.workspace import open_workspace
from council_app.ui.core.buttons import Button
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room import keeping, stream
from council_app.ui.screens.room.view import RoomScreen
from council_app.ui.screens.room.wrapup import WrapUpPage

Settled = Callable[[], None]
ENTER, TAB, ESC, DELETE, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Right
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(visit: Callable[[Place], RoomScreen]) -> RoomScreen:
    return visit(Place.ROOM)


def texts(room: RoomScreen) -> list[str]:
    return [room.model.note(room.model.index(row, 0)).text for row in range(room.model.rowCount())]


def type_in(room: RoomScreen, text: str) -> None:
    QTest.keyClicks(room.line, text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


# -- what is unclear


def test_a_seat_that_is_not_there_is_offered_and_taken_by_the_keyboard_alone(room: RoomScreen, settled: Settled) -> None:
    type_in(room, "- too dear @19 ")
    strip = room.notes.desk.strip
    assert (strip.sentence, strip.choices) == (
        "No seat 19. Did you mean",
        ("P09 Rasmus", "P01 Elin", "Keep as text"),
    )
    press(TAB)
    press(ENTER)
    assert (room.line.text(), strip.sentence, QApplication.focusWidget()) == ("- too dear @P09 ", "", room.line)
    press(ENTER)
    settled()
    assert texts(room)[-1] == "too dear"


def test_what_is_kept_as_text_is_not_asked_about_again(room: RoomScreen, settled: Settled) -> None:
    type_in(room, "see @19 now")
    press(TAB)
    for _ in range(2):
        press(RIGHT)
    press(ENTER)
    assert room.notes.desk.strip.sentence == ""
    assert room.parse_row.accessibleName() == "observation, Nobody here is called @19; it stays in the text"
    press(ENTER)
    settled()
    assert texts(room)[-1] == "see now @19"


def test_a_tag_with_a_slip_in_it_is_offered_and_a_new_one_can_be_made(room: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    type_in(room, "late again #remindrs ")
    strip = room.notes.desk.strip
    assert strip.sentence == "New tag #remindrs. Did you mean"
    assert (strip.choices[0], strip.choices[-1]) == ("#reminders", "Make it")
    strip.buttons[0].click()
    assert room.line.text() == "late again #reminders "
    room.line.clear()
    type_in(room, "late again #remindrs ")
    strip.buttons[len(strip.choices) - 1].click()
    assert strip.sentence == ""
    press(ENTER)
    settled()
    assert [tag.path for tag in room.model.note(room.model.index(room.model.rowCount() - 1, 0)).tags] == ["remindrs"]


def test_what_nobody_was_asked_about_is_said_when_it_is_kept(room: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    type_in(room, "a new thing #wheelchairs")
    press(ENTER)
    settled()
    assert opened.frame.notice.accessibleName() == "Kept. New in the codebook: #wheelchairs"


def test_escape_in_the_strip_goes_back_to_the_line(room: RoomScreen) -> None:
    type_in(room, "too dear @19 ")
    press(TAB)
    press(ESC)
    assert QApplication.focusWidget() is room.line


def test_words_of_somebody_who_refused_notes_are_warned_of_and_stay_in_the_line(room: RoomScreen, settled: Settled) -> None:
    before = texts(room)
    type_in(room, "they told me @17 ")
    strip = room.notes.desk.strip
    assert (strip.sentence, strip.choices) == ("P17 Björn does not allow notes; Enter does not keep this.", ("Take @17 out",))
    press(ENTER)
    settled()
    assert (texts(room), room.line.text()) == (before, "they told me @17 ")
    strip.buttons[0].click()
    press(ENTER)
    settled()
    assert texts(room) == [*before[-len(texts(room)) + 1 :], "they told me"]


# -- a disk that refuses


@contextmanager
def full(window: MainWindow) -> Iterator[None]:
    """The workspace's file cannot grow by a page, as on a full disk."""
    workspace = window.ctx.workspace
    assert workspace is not None
    raw = connection_of(workspace)
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {pages}")
    yield
    if window.ctx.workspace is workspace:  # the file may have been left meanwhile
        raw.execute("PRAGMA max_page_count = 1073741823")


def connection_of(workspace: Workspace) -> dbapi2.Connection:
    with workspace._engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, dbapi2.Connection)
        return raw


LONG = "far too much to say " * 1_200


def stored(path: Path) -> list[str]:
    with open_workspace(path=path, passphrase=demo.PASSPHRASE, read_only=True) as workspace:
        return [note.text for note in capture.stream(workspace=workspace, session=demo.SESSION, limit=3)]


def test_a_full_disk_leaves_the_words_says_so_and_keeps_one_note_when_it_works_again(
    room: RoomScreen, opened: MainWindow, settled: Settled, sample: Path, qtbot: QtBot
) -> None:
    desk = room.notes.desk
    with full(opened):
        room.line.setText(LONG)
        press(ENTER)
        qtbot.waitUntil(lambda: desk.keeper.is_stuck)
        assert desk.strip.sentence == "Not on disk yet: the disk is full. Trying again in 1 second."
        assert (room.line.text(), desk.strip.choices) == (LONG, ("Try now",))
        assert opened.frame.rail.save_state.accessibleName() != ""
        press(ENTER)
        qtbot.waitUntil(lambda: desk.keeper.is_stuck and "2 seconds" in desk.strip.sentence)
        assert room.line.text() == LONG
    desk.strip.buttons[0].click()
    settled()
    assert (room.line.text(), desk.strip.sentence, desk.keeper.is_stuck) == ("", "", False)
    assert stored(sample)[0] == LONG.strip()
    assert stored(sample).count(LONG.strip()) == 1


def test_it_is_tried_again_without_anybody_pressing_anything(
    room: RoomScreen, opened: MainWindow, settled: Settled, sample: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "WAITS", (0,))
    with full(opened):
        room.line.setText(LONG)
        press(ENTER)
        qtbot.waitUntil(lambda: "Not on disk" in room.notes.desk.strip.sentence)
        type_in(room, "and more")
    qtbot.waitUntil(lambda: room.line.text() == "and more", timeout=10_000)
    settled()
    assert stored(sample).count(LONG.strip()) == 1
    with open_workspace(path=sample, passphrase=demo.PASSPHRASE, read_only=True) as workspace:
        assert capture.load_draft(workspace=workspace, session=demo.SESSION) == "and more"


def test_words_edited_while_the_disk_refuses_are_kept_as_they_are_at_the_next_enter(
    room: RoomScreen, opened: MainWindow, settled: Settled, sample: Path, qtbot: QtBot
) -> None:
    with full(opened):
        room.line.setText(LONG)
        press(ENTER)
        qtbot.waitUntil(lambda: room.notes.desk.keeper.is_stuck)
        room.line.setText(f"not {LONG}")
        assert not room.notes.desk.keeper.is_stuck
    press(ENTER)
    settled()
    assert stored(sample)[0] == f"not {LONG}".strip()
    assert LONG.strip() not in stored(sample)


def test_lines_typed_faster_than_the_disk_are_kept_one_by_one(room: RoomScreen, settled: Settled) -> None:
    for number in range(5):
        type_in(room, f"line {number}")
        press(ENTER)
    type_in(room, "and half a")
    settled()
    assert texts(room)[-5:] == [f"line {number}" for number in range(5)]
    assert room.line.text() == "and half a"


def test_a_line_that_waits_for_the_disk_is_kept_in_the_session_it_was_typed_in(
    room: RoomScreen, opened: MainWindow, settled: Settled, sample: Path, qtbot: QtBot
) -> None:
    with full(opened):
        room.line.setText(LONG)
        press(ENTER)
        qtbot.waitUntil(lambda: room.notes.desk.keeper.is_stuck)
        opened.ctx.choose_session("london-2026-10-evening")
        settled()
        assert room.line.text() == ""
    room.notes.desk.keeper.try_now()
    settled()
    assert stored(sample).count(LONG.strip()) == 1
    opened.ctx.choose_session(demo.SESSION)
    settled()
    assert room.line.text() == ""


# -- the stream while notes come in


def test_editing_an_earlier_note_goes_on_while_others_change(room: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    row = room.model.rowCount() - 20
    index = room.model.index(row, 0)
    note = room.model.note(index)
    room.stream.scrollTo(index)
    room.stream.setCurrentIndex(index)
    room.stream.edit(index)
    editor = room.stream.findChild(QPlainTextEdit)
    assert editor is not None
    editor.setPlainText("half edited")
    settled()
    where = room.stream.visualRect(index).top()
    assert opened.ctx.workspace is not None
    workspace = opened.ctx.workspace
    opened.ctx.write(
        room,
        lambda w: capture.take_note(workspace=w, session=demo.SESSION, line="from elsewhere #reminders"),
        lambda _taken: None,
        changes=lambda taken: taken.changes,
    )
    settled()
    assert texts(room)[-1] == "from elsewhere"
    assert (room.stream.visualRect(room.model.index(room.model.ids.index(note.id), 0)).top(), editor.toPlainText()) == (
        where,
        "half edited",
    )
    QTest.keyClick(editor, ENTER)
    settled()
    assert [line.text for line in capture.notes(workspace=workspace, ids=[note.id])] == ["half edited"]


def test_words_edited_into_a_note_that_is_gone_come_to_the_line(room: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    type_in(room, "soon gone")
    press(ENTER)
    settled()
    room.edit_last()
    editor = room.stream.findChild(QPlainTextEdit)
    assert editor is not None
    editor.setPlainText("worth keeping")
    opened.undo()
    settled()
    assert editor.toPlainText() == "worth keeping"
    QTest.keyClick(editor, ENTER)
    settled()
    assert room.line.text() == "worth keeping"


def test_words_edited_while_the_disk_is_full_are_kept_when_it_works_again(
    room: RoomScreen, opened: MainWindow, sample: Path, qtbot: QtBot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_AGAIN", 20)
    with full(opened):
        room.edit_last()
        editor = room.stream.findChild(QPlainTextEdit)
        assert editor is not None
        editor.setPlainText(LONG)
        QTest.keyClick(editor, ENTER)
        settled()
        assert LONG.strip() not in stored(sample)
    qtbot.waitUntil(lambda: LONG.strip() in texts(room), timeout=10_000)
    settled()
    assert stored(sample).count(LONG.strip()) == 1


def test_what_is_being_read_stays_in_place_when_the_stream_is_read_again(room: RoomScreen, settled: Settled, opened: MainWindow) -> None:
    bar = room.stream.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settled()
    first = room.stream.indexAt(room.stream.viewport().rect().topLeft())
    before = (room.model.note(first).id, room.stream.visualRect(first).top())
    opened.ctx.write(
        room,
        lambda w: capture.take_note(workspace=w, session=demo.SESSION, line="from elsewhere"),
        lambda _taken: None,
        changes=lambda taken: taken.changes,
    )
    settled()
    first = room.stream.indexAt(room.stream.viewport().rect().topLeft())
    assert (room.model.note(first).id, room.stream.visualRect(first).top()) == before


# -- markers


def test_a_key_marks_the_moment_and_enter_types_it_out_with_its_time(room: RoomScreen, settled: Settled) -> None:
    desk = room.notes.desk
    type_in(room, "half a sentence")
    press(Qt.Key.Key_F, CONTROL)
    settled()
    assert (room.line.text(), desk.mark_row.isVisible(), len(desk.mark_row.marks)) == ("half a sentence", True, 1)
    [mark] = desk.mark_row.marks
    room.line.clear()
    press(Qt.Key.Key_M, CONTROL | SHIFT)
    assert room.line.text() == "- "
    assert desk.strip.sentence.startswith("Typing out ")
    type_in(room, "too dear")
    press(ENTER)
    settled()
    found = next(
        note for note in map(room.model.note, (room.model.index(r, 0) for r in range(room.model.rowCount()))) if note.text == "too dear"
    )
    assert found.at == mark.at
    assert (desk.mark_row.isVisible(), desk.strip.sentence, QApplication.focusWidget()) == (False, "", room.line)


def test_a_marker_is_let_go_by_delete_and_comes_back_by_undo(room: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    press(Qt.Key.Key_M, CONTROL)
    press(Qt.Key.Key_G, CONTROL)
    settled()
    row = room.notes.desk.mark_row
    assert [mark.letter for mark in row.marks] == ["m", "g"]
    row.chips[0].setFocus()
    press(DELETE)
    settled()
    assert ([mark.letter for mark in row.marks], opened.frame.notice.accessibleName()) == (["g"], "Let a marker go")
    opened.undo()
    settled()
    assert [mark.letter for mark in row.marks] == ["m", "g"]


def test_undo_of_a_note_typed_out_brings_its_marker_back(room: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    press(Qt.Key.Key_H, CONTROL)
    settled()
    press(Qt.Key.Key_Backtab, SHIFT)
    press(ENTER)
    type_in(room, "why is that")
    press(ENTER)
    settled()
    assert room.notes.desk.mark_row.marks == ()
    opened.undo()
    settled()
    assert [mark.letter for mark in room.notes.desk.mark_row.marks] == ["h"]
    assert "why is that" not in texts(room)


def test_no_marker_key_is_a_key_of_anything_else(room: RoomScreen, opened: MainWindow) -> None:
    keys = [command.keys for command, _, _ in opened.actions_table.rows() if command.keys]
    assert len(keys) == len(set(keys))


def test_the_wrap_up_shows_markers_that_are_left(room: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    room.start()
    press(Qt.Key.Key_B, CONTROL)
    settled()
    room.wrap_up()
    settled()
    page = room._pile.top
    assert page is not None
    assert page.marks.count.text() == "1"


def test_a_marker_is_typed_out_from_the_wrap_up_with_its_time(room: RoomScreen, settled: Settled) -> None:
    room.start()
    press(Qt.Key.Key_B, CONTROL)
    settled()
    [mark] = room.notes.desk.mark_row.marks
    room.wrap_up()
    settled()
    page = room._pile.top
    assert isinstance(page, WrapUpPage)
    [button] = page.marks.findChildren(Button)
    button.click()
    assert (room._pile.top, QApplication.focusWidget()) == (None, room.line)
    assert room.notes.desk.strip.sentence.startswith("Typing out ")
    type_in(room, "said late")
    press(ENTER)
    settled()
    assert [
        note.at for note in map(room.model.note, (room.model.index(r, 0) for r in range(room.model.rowCount()))) if note.text == "said late"
    ] == [mark.at]
