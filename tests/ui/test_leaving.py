"""The window does not go while the disk refuses what was typed: the words show, and somebody decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from council_app.domain.records import Changes
from council_app.services import capture, demo, markers, trials
from council_app.services import room as room_service
from council_app.services.workspace import open_workspace
from council_app.settings import LANGUAGE
from council_app.ui.core.places import Place
from council_app.ui.core.text import Text
from council_app.ui.mainwindow.leaving import UnkeptPage
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.trialgrid import TrialGrid
from council_app.ui.screens.room.view import RoomScreen
from council_app.ui.screens.room.wrapup import WrapUpPage
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
        assert (page.sentence.text(), page.words, opened.isVisible()) == ("1 thing is not kept.", LONG.strip(), True)
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
        assert page_of(opened).words == LONG.strip()
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
        assert page_of(opened).words == LONG.strip()
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
        opened.options.use(LANGUAGE, "sv")
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
    assert page_of(opened).words == "- said while the stick was locked"
    raw.execute("PRAGMA query_only = OFF")
    page_of(opened).again_button.click()
    assert not opened.isVisible()
    assert stored(sample)[0] == "said while the stick was locked"


# -- what was typed or pressed beside the line


@contextmanager
def locked(window: MainWindow) -> Iterator[None]:
    """The file cannot be written at all, as on a stick whose switch was moved."""
    assert window.ctx.workspace is not None
    raw = connection_of(window.ctx.workspace)
    raw.execute("PRAGMA query_only = ON")
    yield
    raw.execute("PRAGMA query_only = OFF")


def again(window: MainWindow) -> None:
    page_of(window).again_button.click()
    assert not window.isVisible()


def test_a_marker_that_the_disk_refuses_holds_the_window_and_keeps_its_moment(opened: MainWindow, room: RoomScreen, sample: Path) -> None:
    with locked(opened):
        room.mark("f")
        (owed,) = room.unkept
        assert not opened.close()
        assert (page_of(opened).words, owed.endswith("friction")) == (owed, True)
    again(opened)
    with open_workspace(path=sample, passphrase=demo.PASSPHRASE, read_only=True) as workspace:
        (mark,) = markers.markers(workspace=workspace, session=demo.SESSION)
    assert mark.letter == "f"


def test_each_thing_that_is_not_kept_stands_on_a_line_of_its_own(opened: MainWindow, room: RoomScreen, stuck: Callable[[], None]) -> None:
    with locked(opened):
        stuck()
        room.agenda.parking.line.setText("Gift cards")
        assert not opened.close()
        page = page_of(opened)
        rows = [
            text.text() for text in page.findChildren(Text) if text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        ]
        assert (rows, page.words) == ([LONG.strip(), "Gift cards"], f"{LONG.strip()}\nGift cards")
    room.agenda.parking.line.clear()


def test_what_is_said_at_the_foot_leaves_the_end_of_the_session_in_reach(
    opened: MainWindow, room: RoomScreen, settled: Settled, qtbot: QtBot
) -> None:
    opened.ctx.noticed.emit("Kept.", True)
    page = wrapped_up(opened, room, settled)
    button, notice = page.close_button, opened.frame.notice

    def apart() -> bool:
        return not QRect(button.mapTo(opened, QPoint()), button.size()).intersects(QRect(notice.mapTo(opened, QPoint()), notice.size()))

    qtbot.waitUntil(lambda: notice.isVisible() and apart())


def parked(path: Path) -> list[tuple[str, str]]:
    with open_workspace(path=path, passphrase=demo.PASSPHRASE, read_only=True) as workspace:
        return [(item.text, item.owner) for item in room_service.room(workspace=workspace, session=demo.SESSION).parked]


def test_what_is_parked_on_a_disk_that_refuses_is_parked_once(opened: MainWindow, room: RoomScreen, sample: Path, settled: Settled) -> None:
    before = parked_now(opened)
    line = room.agenda.parking.line
    with locked(opened):
        line.setText("Gift cards @Sara")
        for _ in range(2):
            QTest.keyClick(line, Qt.Key.Key_Return)
            settled()
        assert not opened.close()
        assert (page_of(opened).words, line.text()) == ("Gift cards @Sara", "Gift cards @Sara")
    again(opened)
    assert parked(sample) == [*before, ("Gift cards", "Sara")]


def parked_now(window: MainWindow) -> list[tuple[str, str]]:
    assert window.ctx.workspace is not None
    return [(item.text, item.owner) for item in room_service.room(workspace=window.ctx.workspace, session=demo.SESSION).parked]


def test_what_was_typed_to_be_parked_and_never_sent_holds_the_window(opened: MainWindow, room: RoomScreen) -> None:
    room.agenda.parking.line.setText("Gift cards")
    assert not opened.close()
    page = page_of(opened)
    assert (page.words, page.again_button.isHidden()) == ("Gift cards", True)
    assert page.why.text() == "It was typed, and Enter was never pressed on it. Whoever leaves now loses these words."
    assert QApplication.focusWidget() is page.back_button
    page.back_button.click()
    assert (room.agenda.parking.line.text(), opened.isVisible()) == ("Gift cards", True)
    assert not opened.close()
    page_of(opened).leave_button.click()
    assert not opened.isVisible()


def test_what_is_half_typed_to_be_parked_stays_with_its_session(opened: MainWindow, room: RoomScreen, settled: Settled) -> None:
    room.agenda.parking.line.setText("Gift cards")
    other = next(session.key for session in opened.ctx.sessions if session.key != demo.SESSION)
    opened.ctx.choose_session(other)
    settled()
    assert (room.agenda.parking.line.text(), room.unfinished) == ("", ("Gift cards",))
    opened.ctx.choose_session(demo.SESSION)
    settled()
    assert room.agenda.parking.line.text() == "Gift cards"


def wrapped_up(window: MainWindow, room: RoomScreen, settled: Settled) -> WrapUpPage:
    """The wrap-up of the session with one thing parked."""
    workspace = window.ctx.workspace
    assert workspace is not None
    room_service.start_session(workspace=workspace, session=demo.SESSION)
    made = room_service.park(workspace=workspace, session=demo.SESSION, text="Gift cards")
    window.ctx.changed.emit(Changes(made.entities | {"session_event"}))
    settled()
    room.wrap_up()
    settled()
    page = room._pile.top
    assert isinstance(page, WrapUpPage)
    return page


def test_who_takes_something_on_is_kept_while_it_is_being_typed(
    opened: MainWindow, room: RoomScreen, sample: Path, settled: Settled
) -> None:
    page = wrapped_up(opened, room, settled)
    item, owner = page._owners[-1]
    assert item.text == "Gift cards"
    owner.setText("Sara")
    with locked(opened):
        assert not opened.close()
        assert page_of(opened).words == "Gift cards @Sara"
    again(opened)
    assert ("Gift cards", "Sara") in parked(sample)


def test_a_name_that_is_being_typed_outlives_the_row_that_is_made_anew(opened: MainWindow, room: RoomScreen, settled: Settled) -> None:
    page = wrapped_up(opened, room, settled)
    page._owners[-1][1].setText("Sara")
    opened.ctx.changed.emit(Changes(frozenset({"note"})))
    settled()
    settled()
    assert [owner.text() for item, owner in page._owners if item.text == "Gift cards"] == ["Sara"]


def test_a_reason_that_was_typed_and_not_used_holds_the_window(opened: MainWindow, room: RoomScreen, settled: Settled) -> None:
    page = wrapped_up(opened, room, settled)
    room.desk.close()
    settled()
    settled()
    page.reason.setText("somebody came back")
    assert not opened.close()
    assert page_of(opened).words == "somebody came back"
    page_of(opened).leave_button.click()


def ended_trial(room: RoomScreen) -> TrialGrid:
    """The grid with a trial at hand that ended."""
    grid, desk = room.sides.table.grid, room.trial_desk
    ended = [place for place, cell in desk.sheet.cells.items() if cell.outcome is not None and desk.barred(place[0]) is None]
    room.to_trials()
    grid.take(*ended[0])
    return grid


def test_a_time_that_is_being_typed_is_kept(opened: MainWindow, room: RoomScreen, settled: Settled, sample: Path) -> None:
    grid = ended_trial(room)
    place = grid.place
    assert place is not None
    grid.type_time()
    editor = grid.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("2:03")
    with locked(opened):
        assert not opened.close()
        assert page_of(opened).words.endswith("2:03")
    again(opened)
    with open_workspace(path=sample, passphrase=demo.PASSPHRASE, read_only=True) as workspace:
        assert trials.sheet(workspace=workspace, session=demo.SESSION).cell(*place).seconds == 123


# -- what cannot be kept, and what was never sent off


def test_a_file_that_is_only_read_holds_words_without_offering_to_try_again(opened: MainWindow, room: RoomScreen) -> None:
    assert opened.ctx.workspace is not None
    opened.ctx.workspace.read_only = True
    room.line.setText(LONG)
    assert not opened.close()
    page = page_of(opened)
    assert (page.words, page.again_button.isHidden(), QApplication.focusWidget()) == (LONG.strip(), True, page.back_button)
    assert page.why.text() == "This file is open for reading only. Copy these words; whoever leaves now loses them."
    page.leave_button.click()
    assert not opened.isVisible()


def test_a_moment_marked_in_a_file_that_is_only_read_is_told_and_does_not_hold_the_window(
    opened: MainWindow, room: RoomScreen, settled: Settled
) -> None:
    told: list[str] = []
    opened.ctx.refused.connect(lambda error: told.append(str(error.why)))
    assert opened.ctx.workspace is not None
    opened.ctx.workspace.read_only = True
    room.mark("f")
    settled()
    assert (told, room.unkept) == (["the workspace is open for reading only"], ())
    assert opened.close()


def test_a_message_that_was_typed_and_not_shown_holds_the_window(opened: MainWindow, room: RoomScreen, settled: Settled) -> None:
    room.toggle_stage()
    settled()
    line = room.stage_bar.line
    line.setText("Coffee until ten")
    assert room.unfinished == ("Coffee until ten",)
    assert not opened.close()
    assert page_of(opened).words == "Coffee until ten"
    page_of(opened).back_button.click()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert room.unfinished == ()
    assert opened.close()


def test_a_time_that_cannot_be_read_holds_the_window_and_stays_to_be_put_right(
    opened: MainWindow, room: RoomScreen, settled: Settled
) -> None:
    told: list[str] = []
    grid = ended_trial(room)
    opened.ctx.noticed.connect(lambda sentence, _undo: told.append(sentence))
    grid.type_time()
    editor = grid.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "soon")
    seat = grid.trials.seat(grid.currentIndex()).seat
    assert not opened.close()
    assert (page_of(opened).words, told) == (
        f"{seat} soon",
        ["“soon” is no time. Type minutes and seconds, as 1:23; nothing was changed."],
    )
    page_of(opened).back_button.click()
    settled()
    assert (editor.isVisible(), editor.text()) == (True, "soon")
    editor.setText("0:41")
    assert opened.close()
