"""Cohorts in the window: made by keyboard, shown alone in every list, let go again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from council_app.domain.cohort_forms import rules_typed
from council_app.domain.enums import Purpose
from council_app.services import capture, cohorts, demo, insights, roster
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.view import InsightsScreen
from council_app.ui.screens.room.view import RoomScreen
from council_app.ui.screens.roster.cohorts.page import CohortsPage
from council_app.ui.screens.roster.view import RosterScreen
from tests.ui.conftest import Settled

Visit = Callable[[Place], Screen]


def popup() -> QMenu:
    """The menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def pick(label: str) -> None:
    """Walk a menu by arrow keys to a row, and press Enter."""
    menu = popup()
    for _ in menu.actions():
        active = menu.activeAction()
        if active is not None and active.text().startswith(label):
            break
        QTest.keyClick(menu, Qt.Key.Key_Down)
    active = menu.activeAction()
    assert active is not None
    assert active.text().startswith(label)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def tick(page: CohortsPage, row: int) -> None:
    """Open the chooser of the newest rule, tick a row, and close it."""
    chip = page.form.rows[-1].words
    assert chip is not None
    QTest.keyClick(chip, Qt.Key.Key_Return)
    for _ in range(row):
        QTest.keyClick(popup(), Qt.Key.Key_Down)
    QTest.keyClick(popup(), Qt.Key.Key_Space)
    QTest.keyClick(popup(), Qt.Key.Key_Escape)
    page.activateWindow()  # the platform without a screen does not give it back after a menu


@pytest.fixture
def page(opened: MainWindow, visit: Visit, settled: Settled) -> CohortsPage:
    """The page, opened by its key."""
    screen = visit(Place.ROSTER)
    QTest.keyClick(opened, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settled()
    assert isinstance(screen, RosterScreen)
    assert isinstance(screen.pile.top, CohortsPage)
    return screen.pile.top


@pytest.fixture
def complained(opened: MainWindow, settled: Settled) -> str:
    """A saved cohort: those who said that they complained."""
    assert opened.ctx.workspace is not None
    saved = cohorts.save_cohort(workspace=opened.ctx.workspace, name="Complained", rules=rules_typed(["segment=complained"]))
    return saved.cohort.key


def show_only(window: MainWindow, settled: Settled, label: str) -> None:
    """Choose a cohort by keyboard, from wherever one is."""
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settled()
    pick(label)
    settled()


def show_everyone(window: MainWindow, settled: Settled) -> None:
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settled()


def test_a_cohort_is_made_by_keyboard_and_shown_alone(opened: MainWindow, page: CohortsPage, visit: Visit, settled: Settled) -> None:
    workspace = opened.ctx.workspace
    assert workspace is not None
    QTest.keyClicks(page.form.name, "Not happy")
    QTest.keyClick(page.form.name, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    pick("Segment")
    tick(page, 1)  # the first segment of the sample: complained
    QTest.keyClick(page.form.name, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    pick("Status")
    tick(page, 3)  # arrived
    settled()
    counted = cohorts.count_people(workspace=workspace, rules=rules_typed(["segment=complained", "status=arrived"]), session=demo.SESSION)
    assert page.form.count.text() == f"{counted.people} people, {counted.here} of them on this session's list"
    QTest.keyClick(page.form.name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled()
    (line,) = cohorts.list_cohorts(workspace=workspace)
    assert (line.cohort.name, line.cohort.rules) == ("Not happy", rules_typed(["segment=complained", "status=arrived"]))
    QTest.keyClick(page.form.use, Qt.Key.Key_Space)
    settled()
    screen = visit(Place.ROSTER)
    assert isinstance(screen, RosterScreen)
    members = cohorts.membership(workspace=workspace, key=line.cohort.key).attendances
    everybody = roster.roster_lines(workspace=workspace, session=demo.SESSION)
    assert sorted(row.line.id for row in screen.model.rows) == sorted(each.id for each in everybody if each.id in members)
    assert opened.frame.header.cohort.pill.text() == "Not happy"
    show_everyone(opened, settled)
    assert (screen.model.rowCount(), opened.frame.header.cohort.pill.text()) == (len(everybody), "Everyone")


def test_the_stream_shows_what_the_cohort_said_and_keeps_what_others_say(
    opened: MainWindow, complained: str, visit: Visit, settled: Settled
) -> None:
    workspace = opened.ctx.workspace
    assert workspace is not None
    room = visit(Place.ROOM)
    assert isinstance(room, RoomScreen)
    half = "half a thou"
    room.line.setText(half)
    show_only(opened, settled, "Complained")
    expected = [note.id for note in reversed(capture.stream(workspace=workspace, session=demo.SESSION, cohort=complained))]
    shown = [room.model.note(room.model.index(row, 0)) for row in range(room.model.rowCount())]
    assert ([note.id for note in shown], room.line.text()) == (expected, half)
    everybody = {each.seat: each for each in roster.roster_lines(workspace=workspace, session=demo.SESSION) if each.seat}
    assert {everybody[note.seat or ""].segments for note in shown} == {("complained",)}
    other = next(seat for seat, each in everybody.items() if each.segments == ("heavy user",) and Purpose.NOTES in each.consents)
    room.line.setText(f"@{other} says something else")
    QTest.keyClick(room.line, Qt.Key.Key_Return)
    settled()
    assert ([room.model.note(room.model.index(row, 0)).id for row in range(room.model.rowCount())], room.line.text()) == (expected, "")
    assert opened.frame.notice.accessibleName() == "Kept. It does not show, because only Complained does."
    show_everyone(opened, settled)
    newest = room.model.note(room.model.index(room.model.rowCount() - 1, 0))
    assert (newest.seat, newest.text) == (other, "says something else")


def test_insights_are_counted_in_the_cohort(opened: MainWindow, complained: str, visit: Visit, settled: Settled) -> None:
    workspace = opened.ctx.workspace
    assert workspace is not None
    screen = visit(Place.INSIGHTS)
    assert isinstance(screen, InsightsScreen)
    show_only(opened, settled, "Complained")
    cards = insights.list_insights(workspace=workspace, session=demo.SESSION, cohort=complained)
    shown = [screen.model.card(row) for row in range(screen.model.rowCount())]
    assert [(card.facts.key, card.evidence.people) for card in shown] == [(card.facts.key, card.evidence.people) for card in cards]
    assert {card.evidence.attendees for card in shown} == {5}


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (Place.ROSTER, "Nobody in “Nobody” is on this list."),
        (Place.ROOM, "Nobody in “Nobody” has said anything here yet."),
        (Place.INSIGHTS, "Nobody in “Nobody” stands behind an insight here."),
    ],
)
def test_a_list_without_anybody_says_whose_it_is_and_leads_back(
    opened: MainWindow, visit: Visit, settled: Settled, place: Place, sentence: str
) -> None:
    assert opened.ctx.workspace is not None
    cohorts.save_cohort(workspace=opened.ctx.workspace, name="Nobody", rules=rules_typed(["market=gb", "session=" + demo.SESSION]))
    screen = visit(place)
    assert isinstance(screen, RosterScreen | RoomScreen | InsightsScreen)
    show_only(opened, settled, "Nobody (0)")
    nobody = screen.nobody_of_cohort if isinstance(screen, RosterScreen) else screen.nobody
    assert (nobody.isVisible(), nobody.sentence.text()) == (True, sentence)
    QTest.keyClick(nobody.everyone, Qt.Key.Key_Space)
    settled()
    assert (nobody.isVisible(), opened.ctx.cohort, screen.model.rowCount() > 0) == (False, None, True)


def test_only_places_that_list_people_offer_a_cohort(opened: MainWindow, complained: str, visit: Visit, settled: Settled) -> None:
    visit(Place.ROSTER)
    show_only(opened, settled, "Complained")
    offered = {}
    for place in Place:
        visit(place)
        offered[place] = opened.frame.header.cohort.isVisible()
    assert [place for place, there in offered.items() if there] == [Place.ROSTER, Place.ROOM, Place.TAGGING, Place.INSIGHTS]
    assert opened.ctx.cohort_key == complained
    visit(Place.DOOR)
    opened.frame.cohorts.choose()
    assert opened.frame.notice.accessibleName() == "Everyone shows here: cohorts are for roster, room, tagging and insights."
    visit(Place.ROOM)
    QTest.keyClick(opened.frame.header.cohort.pill, Qt.Key.Key_Delete)
    settled()
    assert opened.ctx.cohort is None


def test_a_deleted_cohort_lets_everyone_show_and_undo_brings_it_back(
    opened: MainWindow, complained: str, page: CohortsPage, settled: Settled
) -> None:
    assert opened.ctx.workspace is not None
    opened.ctx.cohort_asked.emit(complained)
    settled()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settled()
    assert (opened.ctx.cohort, page.model.rowCount(), page.form.name.text()) == (None, 0, "")
    opened.undo()
    settled()
    assert [line.cohort.key for line in cohorts.list_cohorts(workspace=opened.ctx.workspace)] == [complained]
    assert page.model.rowCount() == 1


def test_a_cohort_that_is_changed_elsewhere_is_filtered_by_as_it_is_now(opened: MainWindow, complained: str, settled: Settled) -> None:
    workspace = opened.ctx.workspace
    assert workspace is not None
    opened.ctx.cohort_asked.emit(complained)
    settled()
    saved = cohorts.save_cohort(workspace=workspace, key=complained, name="New here", rules=rules_typed(["segment=new customer"]))
    opened.ctx.changed.emit(saved.changes)
    settled()
    assert opened.frame.header.cohort.pill.text() == "New here"
    assert opened.ctx.cohort_members == cohorts.membership(workspace=workspace, key=complained).attendances


def test_what_is_not_saved_is_not_left_without_a_word(opened: MainWindow, complained: str, page: CohortsPage, settled: Settled) -> None:
    screen = opened.frame.front
    assert isinstance(screen, RosterScreen)
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(page.form.name, "Half a thought")
    page.leave()
    assert (screen.pile.top, page.form.trouble.text()) == (page, "“Half a thought” is not saved. Once more to leave it so.")
    page.leave()
    assert screen.pile.top is None


def test_saving_says_what_is_missing(page: CohortsPage, settled: Settled) -> None:
    QTest.keyClicks(page.form.name, "Nobody yet")
    assert (page.form.save.isEnabled(), page.form.save.toolTip()) == (False, "Add a condition: what do these people have in common?")
    QTest.keyClick(page.form.add, Qt.Key.Key_Space)
    pick("First council")
    settled()
    assert (page.form.save.isEnabled(), page.form.save.toolTip()) == (True, "")
    QTest.keyClick(page.form.add, Qt.Key.Key_Space)
    pick("Raised")
    assert (page.form.save.isEnabled(), page.form.save.toolTip()) == (False, "Choose for: Raised")


def test_a_cohort_without_a_name_is_called_by_its_rules(opened: MainWindow, page: CohortsPage, settled: Settled) -> None:
    assert opened.ctx.workspace is not None
    QTest.keyClick(page.form.add, Qt.Key.Key_Space)
    pick("Came back")
    QTest.keyClick(page.form.rows[0].stepper.more, Qt.Key.Key_Space)  # type: ignore[union-attr]
    page.save()
    settled()
    (line,) = cohorts.list_cohorts(workspace=opened.ctx.workspace)
    assert (line.cohort.name, page.form.name.text()) == ("Was at 2 earlier councils or more",) * 2


def test_another_language_and_another_file_keep_and_drop_the_cohort(opened: MainWindow, complained: str, settled: Settled) -> None:
    from council_app.settings import LANGUAGE  # noqa: PLC0415 - only here

    opened.ctx.cohort_asked.emit(complained)
    settled()
    opened.options.use(LANGUAGE, "sv")
    settled()
    assert (opened.ctx.cohort_key, opened.frame.header.cohort.pill.text()) == (complained, "Complained")
    opened.close_workspace()
    settled()
    assert (opened.ctx.cohort, opened.ctx.cohort_members) == (None, None)


def test_the_list_of_cohorts_behaves_as_qt_expects(qtmodeltester: ModelTester, qtbot: QtBot, complained: str, page: CohortsPage) -> None:
    qtmodeltester.check(page.model)
    people = cohorts.count_people(workspace=page.ctx.workspace, rules=rules_typed(["segment=complained"])).people  # type: ignore[arg-type]
    assert [page.model.index(0, column).data() for column in (0, 1)] == ["Complained", str(people)]
