"""A session held from the keyboard: its clock, its questions, its turns; the line keeps the keyboard throughout."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from council_app.domain.clock import current_block
from council_app.domain.enums import Outcome, SessionState
from council_app.domain.room import RoomFacts
from council_app.domain.trials import Standing
from council_app.services import agenda, capture, demo, hearing, room, trials
from council_app.services.workspace import open_workspace
from council_app.ui.core.places import Place
from council_app.ui.core.text import Text
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.clockparts import digits
from council_app.ui.screens.room.clockrows import ClockRow
from council_app.ui.screens.room.kinds import KindRow
from council_app.ui.screens.room.lists import Tick
from council_app.ui.screens.room.seating import ROUND_TABLE, nearest, seat_boxes
from council_app.ui.screens.room.view import RoomScreen
from council_app.ui.screens.room.wrapup import WrapUpPage
from tests.pausing import pause

ENTER, ESC, DOWN, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Space
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
Settled = Callable[[], None]


@pytest.fixture
def planned(visit: Callable[[Place], RoomScreen]) -> RoomScreen:
    return visit(Place.ROOM)


@pytest.fixture
def live(sample: Path, visit: Callable[[Place], RoomScreen], opened: MainWindow, settled: Settled) -> RoomScreen:
    """The sample's evening, 50 minutes in, three minutes behind."""
    began = datetime.now(UTC) - timedelta(minutes=50)
    workspace = opened.ctx.workspace
    assert workspace is not None
    room.start_session(workspace=workspace, session=demo.SESSION, at=began)
    for minute in (11, 28):
        agenda.next_block(workspace=workspace, session=demo.SESSION, at=began + timedelta(minutes=minute))
    return visit(Place.ROOM)


def on_disk(path: Path) -> RoomFacts:
    with open_workspace(path=path, passphrase=demo.PASSPHRASE, read_only=True) as workspace:
        return room.room(workspace=workspace, session=demo.SESSION)


def press(opened: MainWindow, key: Qt.Key, settled: Settled) -> None:
    """A key with Alt, wherever the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or opened, key, ALT)
    settled()


def ticks(within: QWidget) -> list[tuple[str, bool]]:
    return [(tick.text(), tick.isChecked()) for tick in within.findChildren(Tick) if tick.isVisibleTo(within)]


def test_a_planned_session_is_started_from_the_header(planned: RoomScreen, settled: Settled, sample: Path) -> None:
    assert (planned.agenda.clock.title.text(), planned._life.text(), planned.agenda.clock.digits.isVisible()) == (
        "Planned for 18:00",
        "Start",
        False,
    )
    QTest.mouseClick(planned._life, LEFT)
    settled()
    assert (on_disk(sample).state, planned._life.text()) == (SessionState.LIVE, "Live 0:00")
    assert planned.agenda.clock.title.text() == "Welcome and ground rules"
    assert planned.agenda.clock.digits.text() == "10:00"
    assert QApplication.focusWidget() is planned.line


def test_the_key_for_the_next_block_starts_a_planned_session(
    planned: RoomScreen, opened: MainWindow, settled: Settled, sample: Path
) -> None:
    press(opened, Qt.Key.Key_N, settled)
    assert (on_disk(sample).state, planned.agenda.clock.title.text()) == (SessionState.LIVE, "Welcome and ground rules")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_W, "The session has not begun."),
        (Qt.Key.Key_S, "There is nothing to make up, or no later block has minutes to give."),
        (Qt.Key.Key_B, "The stage window is closed."),
        (Qt.Key.Key_M, "The stage window is closed."),
        (Qt.Key.Key_U, "The stage window is closed."),
    ],
)
def test_a_key_that_can_do_nothing_says_so(planned: RoomScreen, opened: MainWindow, settled: Settled, key: Qt.Key, said: str) -> None:
    press(opened, key, settled)
    assert (opened.frame.notice.accessibleName(), QApplication.focusWidget() is planned.line) == (said, True)


def test_the_clock_says_what_is_left_and_how_far_behind(live: RoomScreen) -> None:
    clock = live.agenda.clock
    assert (clock.title.text(), clock.of.text(), clock.chip.accessibleName(), live._life.text()) == (
        "Reminders and fees",
        "left of 35",
        "3 min behind",
        "Live 0:50",
    )
    assert clock.digits.text() in ("13:00", "12:59", "12:58", "12:57")
    assert clock.shrink.isVisible()


def test_pause_stops_the_digits_and_says_so(live: RoomScreen, opened: MainWindow, settled: Settled, sample: Path) -> None:
    press(opened, Qt.Key.Key_P, settled)
    stood = live.agenda.clock.digits.text()
    pause(1100)
    assert (live.agenda.clock.digits.text(), live.agenda.clock.chip.accessibleName()) == (stood, "Paused")
    block = current_block(on_disk(sample).blocks)
    assert block is not None
    assert not block.running
    press(opened, Qt.Key.Key_P, settled)
    assert live.agenda.clock.chip.accessibleName() == "3 min behind"


def test_a_second_that_goes_by_repaints_the_digits_and_changes_nothing_else(live: RoomScreen) -> None:
    before = live.agenda.clock.digits.text()
    widgets = len(live.agenda.findChildren(QWidget))
    pause(1200)
    assert live.agenda.clock.digits.text() != before
    assert len(live.agenda.findChildren(QWidget)) == widgets


def test_minutes_are_added_by_key(live: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    press(opened, Qt.Key.Key_1, settled)
    press(opened, Qt.Key.Key_5, settled)
    assert (live.agenda.clock.of.text(), live.agenda.clock.chip.accessibleName()) == ("left of 41", "9 min behind")


def test_shrinking_is_said_before_it_is_done(live: RoomScreen, opened: MainWindow, settled: Settled, sample: Path) -> None:
    before = [block.length for block in on_disk(sample).blocks]
    press(opened, Qt.Key.Key_S, settled)
    proposal = live.agenda.clock.proposal
    assert ([(cut.title, cut.before, cut.after) for cut in proposal.cuts], proposal.saves.text()) == (
        [("Prototype: Due-date picker", 35, 33), ("Prototype: Return in one tap", 25, 24)],
        "Makes up 3 of 3 min.",
    )
    assert [block.length for block in on_disk(sample).blocks] == before
    QTest.keyClick(proposal.take, SPACE)
    settled()
    assert [block.length for block in on_disk(sample).blocks] == [10, 15, 35, 33, 24, 15]
    assert live.agenda.clock.chip.accessibleName() == "On time"
    assert QApplication.focusWidget() is live.line


def test_a_proposal_is_left_with_escape(live: RoomScreen, opened: MainWindow, settled: Settled, sample: Path) -> None:
    press(opened, Qt.Key.Key_S, settled)
    QTest.keyClick(live.agenda.clock.proposal.take, ESC)
    settled()
    assert (live.agenda.clock.proposal.isVisible(), QApplication.focusWidget() is live.line) == (False, True)
    assert [block.extra for block in on_disk(sample).blocks] == [0] * 6


def test_next_goes_on_while_half_a_line_is_typed(live: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    QTest.keyClicks(live.line, "half a sent")
    press(opened, Qt.Key.Key_N, settled)
    assert (live.agenda.clock.title.text(), live.line.text()) == ("Prototype: Due-date picker", "half a sent")
    assert live.agenda.clock.prompt.text() == live.desk.reading.block.task  # type: ignore[union-attr]
    assert QApplication.focusWidget() is live.line


def test_control_z_takes_the_next_block_back(live: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    press(opened, Qt.Key.Key_N, settled)
    QTest.keyClick(live.line, Qt.Key.Key_Z, CONTROL)
    settled()
    settled()
    assert live.agenda.clock.title.text() == "Reminders and fees"
    assert opened.frame.notice.accessibleName() == "Undone: Go to the next block"


def test_one_key_ticks_the_next_question_of_the_block(live: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    assert [text for text, _ in ticks(live.agenda.asks)] == [
        "What had you expected instead of the last reminder?",
        "Which fee did you not expect?",
        "Who opened the letter last?",
        "Which bill did you pay last, and how?",
    ]
    press(opened, Qt.Key.Key_Q, settled)
    assert ticks(live.agenda.asks)[-1] == ("What had you expected instead of the last reminder?", True)
    assert live.agenda.asks.more.text() == "5 in later blocks"
    QTest.mouseClick(live.agenda.asks.more, LEFT)
    settled()
    assert len(ticks(live.agenda.asks)) == 9


def test_a_click_ticks_a_question_and_another_takes_it_back(live: RoomScreen, settled: Settled, sample: Path) -> None:
    for wanted in (True, False):
        tick = next(
            each for each in live.agenda.asks.findChildren(Tick) if each.text() == "Which fee did you not expect?" and each.isVisible()
        )
        QTest.mouseClick(tick, LEFT)
        settled()
        assert [ask.asked for ask in on_disk(sample).asks if ask.question == "Which fee did you not expect?"] == [wanted]
    assert QApplication.focusWidget() is live.line


def test_something_is_parked_from_the_keyboard_and_the_line_has_it_back(
    live: RoomScreen, opened: MainWindow, settled: Settled, sample: Path
) -> None:
    press(opened, Qt.Key.Key_K, settled)
    line = QApplication.focusWidget()
    assert line is live.agenda.parking.line
    QTest.keyClicks(line, "Gift cards @Sara")
    QTest.keyClick(line, ENTER)
    settled()
    assert [(item.text, item.owner) for item in on_disk(sample).parked] == [("Gift cards", "Sara")]
    assert (live.agenda.parking.line.text(), QApplication.focusWidget() is live.line) == ("", True)
    assert ticks(live.agenda.parking) == [("Gift cards", False)]


def test_a_letter_gives_the_floor_and_the_next_one_takes_it(live: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    press(opened, Qt.Key.Key_T, settled)
    seats = live._hearing.seats
    assert QApplication.focusWidget() is seats
    QTest.keyClick(seats, Qt.Key.Key_C)
    live.turns._since -= 48
    assert live.turns.speaking == seats.talkers[2].id
    QTest.keyClick(seats, Qt.Key.Key_D)
    settled()
    assert (seats.talkers[2].turns, round(seats.talkers[2].seconds), live.turns.speaking) == (1, 48, seats.talkers[3].id)
    QTest.keyClick(seats, ENTER)
    settled()
    assert (live.turns.speaking, seats.talkers[3].turns) == ("", 0)  # within a second: a tap and its correction
    QTest.keyClick(seats, ESC)
    assert QApplication.focusWidget() is live.line


def test_a_tap_gives_the_floor_and_leaves_the_keyboard_with_the_line(live: RoomScreen, settled: Settled) -> None:
    seats = live._hearing.seats
    box = seats._boxes()[5]
    QTest.mouseClick(seats, LEFT, pos=QPoint(round(box.center().x()), round(box.center().y())))
    assert (live.turns.speaking, QApplication.focusWidget() is live.line) == (seats.talkers[5].id, True)
    assert seats.aloud(seats.talkers[5]) == f"{seats.talkers[5].seat} {seats.talkers[5].first_name} speaks now"


def test_a_long_turn_is_flagged_in_words(live: RoomScreen) -> None:
    seats = live._hearing.seats
    live.turns.toggle(seats.talkers[0].id)
    assert not live.turns.too_long
    live.turns._since -= 121
    assert live.turns.too_long
    seats.grab()


def test_leaving_the_room_writes_the_running_turn_down(live: RoomScreen, opened: MainWindow, settled: Settled, sample: Path) -> None:
    moment = [100.0]
    live.turns.steady = lambda: moment[0]
    live.turns.toggle(live._hearing.seats.talkers[0].id)
    moment[0] += 30
    opened.show_place(Place.ROSTER)
    settled()
    with open_workspace(path=sample, passphrase=demo.PASSPHRASE, read_only=True) as workspace:
        first = hearing.heard(workspace=workspace, session=demo.SESSION).talkers[0]
    assert (first.turns, first.seconds) == (1, 30.0)


def test_closing_the_window_waits_for_what_was_kept_and_said(live: RoomScreen, opened: MainWindow, sample: Path) -> None:
    opened.ctx.jobs.submit(lambda _control: time.sleep(0.3), owner=opened, done=lambda _: None, failed=opened.tell_failure)
    live.turns.toggle(live._hearing.seats.talkers[0].id)
    live.turns._since -= 30
    QTest.keyClicks(live.line, "The very last word")
    QTest.keyClick(live.line, ENTER)
    opened.close()
    with open_workspace(path=sample, passphrase=demo.PASSPHRASE) as workspace:
        assert workspace.read_only is False
        assert capture.stream(workspace=workspace, session=demo.SESSION, limit=1)[0].text == "The very last word"
        assert hearing.heard(workspace=workspace, session=demo.SESSION).talkers[0].turns == 1


def test_the_clock_goes_on_from_where_it_was_when_the_workspace_is_opened_again(
    live: RoomScreen, opened: MainWindow, settled: Settled, sample: Path
) -> None:
    before = live.desk.reading
    assert before is not None
    opened.close_workspace()
    settled()
    opened.open_path(sample, demo.PASSPHRASE)
    settled()
    opened.show_place(Place.ROOM)
    settled()
    again = opened.frame.front
    assert isinstance(again, RoomScreen)
    after = again.desk.reading
    assert after is not None
    assert (after.block.title, after.minutes_off) == (before.block.title, before.minutes_off)
    assert 0 <= before.left - after.left < 60


def test_whoever_was_not_heard_is_listed_and_a_press_names_them(live: RoomScreen, opened: MainWindow) -> None:
    chips = [chip for chip in live._hearing.findChildren(QPushButton) if chip.text() == "P17 Björn"]
    QTest.mouseClick(chips[0], LEFT)
    assert live.line.text() == "@P17 "


def test_candour_is_two_counts_of_people(live: RoomScreen, settled: Settled, opened: MainWindow) -> None:
    assert (live._hearing.candour.words, live._hearing.candour._block) == ("17 : 12", "0 : 0")
    QTest.keyClicks(live.line, "- too late @jelena")
    QTest.keyClick(live.line, ENTER)
    settled()
    assert (live._hearing.candour.words, live._hearing.candour._block) == ("18 : 12", "1 : 0")


def test_arrows_walk_round_the_table(live: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    seats = live._hearing.seats
    press(opened, Qt.Key.Key_T, settled)
    QTest.keyClick(seats, Qt.Key.Key_Up)
    assert seats.current == 1
    QTest.keyClick(seats, DOWN)
    QTest.keyClick(seats, Qt.Key.Key_Right)
    assert seats.current == len(seats.talkers) - 1


def wrapped(live: RoomScreen) -> WrapUpPage:
    page = live._pile.top
    assert isinstance(page, WrapUpPage)
    return page


def test_the_last_block_leads_to_the_wrap_up_and_closing_to_closed(
    live: RoomScreen, opened: MainWindow, settled: Settled, sample: Path
) -> None:
    for _ in range(3):
        press(opened, Qt.Key.Key_N, settled)
    assert (live.agenda.clock.title.text(), live.agenda.clock.next.text()) == ("Wrap-up and parking lot", "Wrap up")
    press(opened, Qt.Key.Key_N, settled)
    page = wrapped(live)
    assert QApplication.focusWidget() is page.close_button
    QTest.keyClick(page.close_button, SPACE)
    settled()
    assert (on_disk(sample).state, live._life.text().split()[0], page.close_button.isVisible()) == (SessionState.CLOSED, "Closed", False)
    assert page.report_button.isVisible()
    assert QApplication.focusWidget() is page.reason
    QTest.keyClick(page.reason, ESC)
    settled()
    assert (live._pile.top, QApplication.focusWidget() is live.line) == (None, True)
    assert live.agenda.clock.title.text().startswith("Closed at ")


def test_a_closed_session_is_reopened_with_a_reason(live: RoomScreen, opened: MainWindow, settled: Settled, sample: Path) -> None:
    live.desk.close()
    settled()
    press(opened, Qt.Key.Key_W, settled)
    page = wrapped(live)
    assert (page.reopen_button.isEnabled(), page.reopen_button.toolTip()) == (False, "Say why it goes on.")
    QTest.keyClicks(page.reason, "Two guests came back")
    QTest.keyClick(page.reason, ENTER)
    settled()
    assert (on_disk(sample).state, on_disk(sample).events[-1].reason) == (SessionState.LIVE, "Two guests came back")
    assert (live.agenda.clock.chip.accessibleName(), live.agenda.clock.title.text()) == ("Paused", "Reminders and fees")


def test_the_wrap_up_settles_things_where_they_stand(live: RoomScreen, opened: MainWindow, settled: Settled, sample: Path) -> None:
    live.desk.park("Gift cards", lambda: None)
    settled()
    press(opened, Qt.Key.Key_W, settled)
    page = wrapped(live)
    assert page.sentence.text() == "4 things are still open."
    counts = (page.asks, page.parked, page.silent, page.gaps, page.kindless)
    assert [section.count.text() for section in counts] == ["9", "1", "1", "", "69"]
    owner = page.parked.findChild(QLineEdit)
    assert owner is not None
    QTest.keyClicks(owner, "Sara")
    QTest.keyClick(owner, ENTER)
    settled()
    QTest.mouseClick(next(tick for tick in page.parked.findChildren(Tick) if tick.isVisible()), LEFT)
    settled()
    assert [(item.owner, item.done) for item in on_disk(sample).parked] == [("Sara", True)]
    assert page.parked.count.text() == ""


def test_a_clock_without_an_outcome_is_settled_in_the_wrap_up(live: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    workspace, session = opened.ctx.workspace, opened.ctx.session
    assert workspace is not None
    assert session is not None
    sheet = trials.sheet(workspace=workspace, session=session.key)
    first, second, *_ = (seat.id for seat in sheet.seats if seat.barred is None)
    task = sheet.tasks[0].id
    for who in (first, second):
        trials.restart(workspace=workspace, attendance=who, task=task)
    press(opened, Qt.Key.Key_W, settled)
    page = wrapped(live)
    assert page.clocks.count.text() == "2"
    assert page.clocks.findChildren(Text)[2].text() == "2 clocks still run: P01 and P02"
    for act in ("given_up", "take_away"):
        row = next(row for row in page.clocks.findChildren(ClockRow) if row.isVisible())
        QTest.mouseClick(getattr(row, act), LEFT)
        settled()
    after = trials.sheet(workspace=workspace, session=session.key)
    assert (after.cell(first, task).outcome, after.cell(second, task).standing) == (Outcome.ABANDONED, Standing.UNTRIED)
    assert [row for row in page.clocks.findChildren(ClockRow) if row.isVisible()] == []


def test_signs_give_notes_their_kind_one_after_the_other(live: RoomScreen, opened: MainWindow, settled: Settled) -> None:
    press(opened, Qt.Key.Key_W, settled)
    page = wrapped(live)
    first = next(row for row in page.kindless.findChildren(KindRow) if row.isVisible())
    first.setFocus()
    for sign in ("-", "+"):
        row = QApplication.focusWidget()
        assert isinstance(row, KindRow)
        QTest.keyClicks(row, sign)
        settled()
    assert (page.kindless.count.text(), live._hearing.candour.words) == ("67", "17 : 12")


@pytest.mark.parametrize("count", [1, 6, 14, 18, ROUND_TABLE, ROUND_TABLE + 1, 40])
def test_no_two_seats_lie_over_each_other_and_none_in_the_middle(count: int) -> None:
    boxes, middle, height = seat_boxes(count, 311)
    assert len(boxes) == count
    assert [(a, b) for a in range(count) for b in range(a) if boxes[a].intersects(boxes[b])] == []
    assert [box for box in boxes if box.intersects(middle)] == []
    assert max(box.bottom() for box in boxes) <= height
    assert max(box.right() for box in boxes) <= 311.01
    assert {nearest(boxes, place, way) for place in range(count) for way in (QPoint(1, 0), QPoint(-1, 0))} <= set(range(count))


@pytest.mark.parametrize(("seconds", "said"), [(760, "12:40"), (759.2, "12:40"), (0, "0:00"), (-40, "−0:40"), (4500, "75:00")])
def test_digits_count_down_to_nothing_and_below_with_a_minus(seconds: float, said: str) -> None:
    assert digits(seconds) == said
