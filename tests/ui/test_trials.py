"""Trials from the keyboard alone: seat by task, each step one key, each on disk; and the card of keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester

from council_app.domain.enums import Outcome, Severity
from council_app.domain.trials import Standing, TrialCell
from council_app.services import demo, trials
from council_app.services.workspace import open_workspace
from council_app.ui.core.places import Place
from council_app.ui.core.questionnaire import AnswerPage
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.keycard import KeyCard
from council_app.ui.screens.room.keys import COMMANDS, ROOM_KEYS
from council_app.ui.screens.room.trialgrid import TrialGrid
from council_app.ui.screens.room.trialpanel import TrialPage
from council_app.ui.screens.room.view import RoomScreen
from tests.pausing import pause

Key = Qt.Key
ALT, SHIFT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
Settled = Callable[[], None]


@pytest.fixture
def tried(opened: MainWindow, visit: Callable[[Place], RoomScreen]) -> RoomScreen:
    """The room of the sample, where the first three seats have not tried anything yet."""
    workspace = opened.ctx.workspace
    assert workspace is not None
    sheet = trials.sheet(workspace=workspace, session=demo.SESSION)
    for seat in sheet.seats[:3]:
        for task in sheet.tasks:
            trials.clear(workspace=workspace, attendance=seat.id, task=task.id)
    return visit(Place.ROOM)


@pytest.fixture
def grid(tried: RoomScreen, opened: MainWindow, settled: Settled) -> TrialGrid:
    """The grid beside the notes, with the keyboard, at the first seat and task."""
    press(opened, Key.Key_R, settled, ALT)
    found = tried.sides.table.grid
    assert QApplication.focusWidget() is found
    return found


def press(opened: MainWindow, key: Qt.Key, settled: Settled, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, wherever the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or opened, key, modifiers)
    settled()


def focused() -> QWidget:
    """Where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def front(room: RoomScreen) -> QWidget | None:
    """The page over the room; None when there is none."""
    return room._pile.top


def at_hand(grid: TrialGrid) -> TrialCell:
    return grid.trials.cell(grid.currentIndex())


def on_disk(path: Path, grid: TrialGrid) -> TrialCell:
    place = grid.place
    assert place is not None
    with open_workspace(path=path, passphrase=demo.PASSPHRASE, read_only=True) as workspace:
        return trials.sheet(workspace=workspace, session=demo.SESSION).cell(*place)


def said(opened: MainWindow) -> str:
    return opened.frame.notice.accessibleName()


def test_a_trial_is_started_paused_gone_on_with_and_done(grid: TrialGrid, opened: MainWindow, settled: Settled, sample: Path) -> None:
    shown = []
    for key in (Key.Key_Space, Key.Key_Space, Key.Key_Space, Key.Key_Return):
        press(opened, key, settled)
        shown.append((at_hand(grid).standing, grid.trials.state(grid.currentIndex())))
    assert shown == [
        (Standing.RUNNING, "running"),
        (Standing.PAUSED, "paused"),
        (Standing.RUNNING, "running"),
        (Standing.ENDED, "done"),
    ]
    kept = on_disk(sample, grid)
    assert (kept.outcome, kept.seconds is not None) == (Outcome.SUCCESS, True)


@pytest.mark.parametrize(
    ("key", "outcome", "word"),
    [
        (Key.Key_H, Outcome.WITH_HELP, "with help"),
        (Key.Key_F, Outcome.FAIL, "failed"),
        (Key.Key_G, Outcome.ABANDONED, "given up"),
        (Key.Key_Enter, Outcome.SUCCESS, "done"),
    ],
)
def test_each_outcome_has_a_key_and_a_word(
    grid: TrialGrid, opened: MainWindow, settled: Settled, sample: Path, key: Qt.Key, outcome: Outcome, word: str
) -> None:
    press(opened, key, settled)
    assert (on_disk(sample, grid).outcome, grid.trials.data(grid.currentIndex())) == (outcome, f"{word} not timed")


def test_several_clocks_run_at_once_and_a_tick_tells_of_these_alone(grid: TrialGrid, opened: MainWindow, settled: Settled) -> None:
    for key in (Key.Key_Space, Key.Key_Down, Key.Key_Space, Key.Key_Down, Key.Key_Space):
        press(opened, key, settled)
    told: list[tuple[int, int]] = []

    def hear(first: QModelIndex, last: QModelIndex) -> None:
        told.extend(((first.row(), first.column()), (last.row(), last.column())))

    grid.trials.dataChanged.connect(hear)
    room = opened.frame.front
    assert isinstance(room, RoomScreen)
    assert len(room.trial_desk.running()) == 3
    pause(1_300)
    assert set(told) == {(0, 0), (1, 0), (2, 0)}


def test_the_clock_counts_on_after_the_room_was_left_and_come_back_to(
    grid: TrialGrid, tried: RoomScreen, opened: MainWindow, settled: Settled
) -> None:
    place = grid.place
    workspace = opened.ctx.workspace
    assert place is not None
    assert workspace is not None
    began = datetime.now(UTC) - timedelta(seconds=90)
    trials.start(workspace=workspace, attendance=place[0], task=place[1], at=began)
    tried.reload()
    settled()
    assert 90 <= tried.trial_desk.seconds(*place) <= 120
    opened.show_place(Place.ROSTER)
    settled()
    opened.show_place(Place.ROOM)
    settled()
    assert 90 <= tried.trial_desk.seconds(*place) <= 150


def test_a_clock_set_back_is_never_below_what_had_run(grid: TrialGrid, tried: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    place = grid.place
    workspace = opened.ctx.workspace
    assert place is not None
    assert workspace is not None
    trials.start(workspace=workspace, attendance=place[0], task=place[1], at=datetime.now(UTC) + timedelta(hours=1))
    tried.reload()
    settled()
    assert 0 <= tried.trial_desk.seconds(*place) < 30
    press(opened, Key.Key_Return, settled)
    seconds = at_hand(grid).seconds
    assert seconds is not None
    assert 0 <= seconds < 60


def test_what_has_ended_is_restarted_on_purpose_only(grid: TrialGrid, opened: MainWindow, settled: Settled) -> None:
    press(opened, Key.Key_Return, settled)
    press(opened, Key.Key_Space, settled)
    assert (said(opened), at_hand(grid).standing) == ("This trial has an outcome. R restarts it.", Standing.ENDED)
    press(opened, Key.Key_R, settled)
    assert at_hand(grid).standing is Standing.RUNNING
    QTest.keyClick(grid, Key.Key_Z, CONTROL)
    settled()
    settled()
    assert (at_hand(grid).outcome, said(opened)) == (Outcome.SUCCESS, "Undone: Restart a trial")


def test_severity_and_time_come_with_an_outcome(grid: TrialGrid, opened: MainWindow, settled: Settled, sample: Path) -> None:
    for key in (Key.Key_3, Key.Key_T, Key.Key_Q):
        press(opened, key, settled)
        assert said(opened) == "Say how it ended first."
    for key in (Key.Key_F, Key.Key_3):
        press(opened, key, settled)
    press(opened, Key.Key_T, settled)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.accessibleName() == "Time in minutes and seconds"
    QTest.keyClicks(editor, "1:23")
    press(opened, Key.Key_Return, settled)
    kept = on_disk(sample, grid)
    assert (kept.outcome, kept.severity, kept.seconds) == (Outcome.FAIL, Severity.SERIOUS, 83.0)
    assert QApplication.focusWidget() is grid
    press(opened, Key.Key_T, settled)
    QTest.keyClicks(focused(), "soon")
    press(opened, Key.Key_Return, settled)
    assert said(opened) == "“soon” is no time. Type minutes and seconds, as 1:23; nothing was changed."
    assert on_disk(sample, grid).seconds == 83.0


def test_escape_in_a_time_leaves_the_time_and_escape_again_the_grid(
    grid: TrialGrid, tried: RoomScreen, opened: MainWindow, settled: Settled, sample: Path
) -> None:
    press(opened, Key.Key_Return, settled)
    press(opened, Key.Key_T, settled)
    QTest.keyClicks(focused(), "9:99")
    press(opened, Key.Key_Escape, settled)
    assert (QApplication.focusWidget() is grid, on_disk(sample, grid).seconds) == (True, None)
    press(opened, Key.Key_Escape, settled)
    assert QApplication.focusWidget() is tried.line


def test_a_trial_is_taken_away_and_brought_back(grid: TrialGrid, opened: MainWindow, settled: Settled) -> None:
    press(opened, Key.Key_H, settled)
    press(opened, Key.Key_Delete, settled)
    assert (at_hand(grid), said(opened)) == (TrialCell(), "The trial was taken away.")
    QTest.keyClick(grid, Key.Key_Z, CONTROL)
    settled()
    settled()
    assert at_hand(grid).outcome is Outcome.WITH_HELP


def test_the_whole_width_shows_the_same_cell_and_gives_it_back(
    grid: TrialGrid, tried: RoomScreen, opened: MainWindow, settled: Settled
) -> None:
    for key in (Key.Key_Down, Key.Key_Right, Key.Key_W):
        press(opened, key, settled)
    wide = QApplication.focusWidget()
    assert isinstance(wide, TrialGrid)
    assert (wide is grid, wide.place) == (False, grid.place)
    press(opened, Key.Key_Down, settled)
    press(opened, Key.Key_Space, settled)
    assert (wide.currentIndex().row(), at_hand(wide).standing) == (2, Standing.RUNNING)
    press(opened, Key.Key_W, settled)
    assert (QApplication.focusWidget() is grid, grid.currentIndex().row(), at_hand(grid).standing) == (True, 2, Standing.RUNNING)
    press(opened, Key.Key_R, settled, ALT | SHIFT)
    assert isinstance(front(tried), TrialPage)
    press(opened, Key.Key_Escape, settled)
    assert (front(tried), QApplication.focusWidget() is tried.line) == (None, True)


def test_the_questionnaire_that_is_due_is_handed_over_and_the_grid_has_the_keyboard_after(
    grid: TrialGrid, opened: MainWindow, settled: Settled
) -> None:
    asked = {question.task for question in grid.trials.sheet.questions}
    column = next(place for place, task in enumerate(grid.trials.sheet.tasks) if task.id in asked)
    workspace = opened.ctx.workspace
    assert workspace is not None
    unanswered = next(
        row
        for row, seat in enumerate(grid.trials.sheet.seats)
        if grid.trials.sheet.due(seat.id, grid.trials.sheet.tasks[column].id) and seat.barred is None
    )
    grid.setCurrentIndex(grid.trials.index(unanswered, column))
    press(opened, Key.Key_Return, settled)
    assert (grid.trials.is_due(grid.currentIndex()), grid.trials.aloud(grid.currentIndex()).endswith("questionnaire due")) == (True, True)
    press(opened, Key.Key_Q, settled)
    (page,) = opened.findChildren(AnswerPage)
    assert page.isVisible()
    press(opened, Key.Key_Escape, settled)
    page.end(page.put_off)
    settled()
    assert QApplication.focusWidget() is grid


def test_a_finger_takes_a_cell_and_presses_what_is_to_be_done(grid: TrialGrid, tried: RoomScreen, settled: Settled, sample: Path) -> None:
    tried.to_line()
    box = grid.visualRect(grid.trials.index(1, 0))
    QTest.mouseClick(grid.viewport(), LEFT, pos=box.center())
    bar = tried.sides.table.bar
    assert (grid.currentIndex().row(), bar.go.text(), bar.severity.isVisible()) == (1, "Start", False)
    QTest.mouseClick(bar.go, LEFT)
    settled()
    assert (at_hand(grid).standing, bar.go.text()) == (Standing.RUNNING, "Pause")
    QTest.mouseClick(bar.outcomes[Outcome.WITH_HELP], LEFT)
    settled()
    assert (on_disk(sample, grid).outcome, bar.go.isVisible(), bar.severity.isVisible()) == (Outcome.WITH_HELP, False, True)
    assert QApplication.focusWidget() is tried.line


def test_a_cell_says_all_it_shows(grid: TrialGrid, opened: MainWindow, settled: Settled) -> None:
    task, seat = grid.trials.sheet.tasks[0].text, grid.trials.sheet.seats[0]
    assert grid.trials.aloud(grid.currentIndex()) == f"{seat.seat} {seat.first_name}, {task}, not tried"
    for key in (Key.Key_F, Key.Key_4):
        press(opened, key, settled)
    words = grid.trials.aloud(grid.currentIndex())
    assert words.startswith(f"{seat.seat} {seat.first_name}, {task}, failed, not timed, severity blocks")


def test_seats_and_trials_share_the_column(grid: TrialGrid, tried: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    assert (tried.sides.showing_trials, tried._hearing.isVisible()) == (True, False)
    press(opened, Key.Key_T, settled, ALT)
    assert (tried.sides.showing_trials, QApplication.focusWidget() is tried._hearing.seats) == (False, True)


def test_the_table_of_trials_behaves_as_qt_expects(
    grid: TrialGrid, opened: MainWindow, settled: Settled, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(grid.trials)  # type: ignore[no-untyped-call]
    for key in (Key.Key_Space, Key.Key_Return, Key.Key_2):
        press(opened, key, settled)
    qtmodeltester.check(grid.trials)  # type: ignore[no-untyped-call]


# -- the card of keys


def test_a_question_mark_is_a_question_mark_in_the_line_and_asks_for_the_keys_elsewhere(
    grid: TrialGrid, tried: RoomScreen, opened: MainWindow, settled: Settled
) -> None:
    tried.to_line()
    QTest.keyClicks(tried.line, "? why")
    settled()
    assert (tried.line.text(), front(tried)) == ("? why", None)
    press(opened, Key.Key_R, settled, ALT)
    press(opened, Key.Key_Question, settled, SHIFT)
    assert isinstance(front(tried), KeyCard)
    press(opened, Key.Key_Escape, settled)
    assert (front(tried), QApplication.focusWidget() is grid, tried.line.text()) == (None, True, "? why")


def test_f1_shows_the_keys_while_a_line_is_half_typed_and_takes_them_away(tried: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    QTest.keyClicks(tried.line, "half a li")
    press(opened, Key.Key_F1, settled)
    card = front(tried)
    assert isinstance(card, KeyCard)
    assert card.columns == 2
    press(opened, Key.Key_F1, settled)
    assert (front(tried), QApplication.focusWidget() is tried.line, tried.line.text()) == (None, True, "half a li")


def test_every_key_of_the_room_is_on_the_card() -> None:
    listed = {keys for group in ROOM_KEYS for row in group.rows for keys in row.keys}
    assert {command.keys for command in COMMANDS if command.keys} - listed == set()


def test_the_card_has_one_column_in_a_small_window(tried: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    opened.resize(640, 400)
    press(opened, Key.Key_F1, settled)
    card = front(tried)
    assert isinstance(card, KeyCard)
    assert (card.columns, card.area.horizontalScrollBar().maximum()) == (1, 0)


def test_in_a_small_window_three_seats_and_every_step_are_in_view(tried: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    opened.resize(640, 400)
    press(opened, Key.Key_R, settled, ALT)
    table = tried.sides.table
    assert table.grid.rowAt(table.grid.viewport().height() - 1) >= 2
    foot = table.bar.mapTo(opened, QPoint(0, table.bar.height()))
    assert foot.y() <= opened.height()


def test_how_bad_it_is_said_while_the_clock_runs_is_kept_with_the_outcome(
    grid: TrialGrid, opened: MainWindow, settled: Settled, sample: Path
) -> None:
    press(opened, Key.Key_Space, settled)
    press(opened, Key.Key_3, settled)
    assert (said(opened), at_hand(grid).severity) == ("It is kept with the outcome.", Severity.SERIOUS)
    assert "serious" in grid.trials.aloud(grid.currentIndex())
    press(opened, Key.Key_Space, settled)
    assert (at_hand(grid).standing, at_hand(grid).severity) == (Standing.PAUSED, Severity.SERIOUS)
    press(opened, Key.Key_F, settled)
    assert (on_disk(sample, grid).outcome, on_disk(sample, grid).severity) == (Outcome.FAIL, Severity.SERIOUS)


def test_how_bad_a_trial_is_goes_with_a_restart(grid: TrialGrid, opened: MainWindow, settled: Settled) -> None:
    for key in (Key.Key_Space, Key.Key_3, Key.Key_R):
        press(opened, key, settled)
    assert at_hand(grid).severity is None
