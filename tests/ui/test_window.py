"""Places, palette, undo, colours and language of the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from council_app.paths import log_file
from council_app.services import insights
from council_app.settings import LANGUAGE, THEME
from council_app.ui.core.keys import key_text
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.core.theme import Mode
from council_app.ui.mainwindow.app import Dressed, show_fitting
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.view import InsightsScreen

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(("number", "place"), list(enumerate(Place, start=1)))
def test_control_and_a_number_goes_to_each_place(opened: MainWindow, settled: Callable[[], None], number: int, place: Place) -> None:
    QTest.keyClick(opened, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
    settled()
    assert opened.frame.place is place


def test_a_screen_as_small_as_the_window_is_filled(window: MainWindow) -> None:
    window.hide()
    assert window.screen().availableSize().width() < window.sizeHint().width()
    show_fitting(window)
    assert window.isMaximized()


def test_a_hint_names_the_enter_key_as_keyboards_do() -> None:
    assert key_text("Ctrl+Return") == key_text("Ctrl+Enter") == "Ctrl Enter"


def test_arrows_walk_the_rail(opened: MainWindow) -> None:
    opened.focus_rail()
    first = QApplication.focusWidget()
    assert first is not None
    QTest.keyClick(first, Qt.Key.Key_Down)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QAbstractButton)
    assert focus.text() == "Roster"
    QTest.keyClick(focus, Qt.Key.Key_Space)
    assert opened.frame.place is Place.ROSTER


@pytest.mark.parametrize(("width", "rail"), [(1280, 148), (1180, 148), (1179, 56), (800, 56)])
def test_the_rail_shrinks_where_room_is_short(opened: MainWindow, width: int, rail: int) -> None:
    opened.resize(width, 700)
    assert opened.frame.rail.width() == rail


@pytest.mark.parametrize("place", [Place.ROOM, Place.INSIGHTS, Place.REPORT])
def test_places_have_a_one_column_form(opened: MainWindow, visit: Callable[[Place], Screen], place: Place) -> None:
    opened.resize(800, 600)
    assert visit(place)._columns.one_column


def test_the_palette_finds_a_place_by_letters_and_goes_there(opened: MainWindow) -> None:
    QTest.keyClick(opened, Qt.Key.Key_K, CONTROL)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "rost")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert opened.frame.place is Place.ROSTER
    assert not opened.palette_overlay.isVisible()


def test_escape_leaves_the_palette_and_gives_the_keyboard_back(opened: MainWindow) -> None:
    before = opened.frame.front.first_focus()
    QTest.keyClick(opened, Qt.Key.Key_K, CONTROL)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before


def test_a_command_that_cannot_run_says_why(window: MainWindow) -> None:
    reasons = {command.id: reason for command, _, reason in window.actions_table.rows()}
    assert reasons["go.room"] == "open a workspace first"
    assert reasons["theme.dark"] == ""
    window.actions_table.run("go.room")
    assert window.frame.place is None


def test_undo_names_what_it_takes_back(opened: MainWindow, visit: Callable[[Place], Screen], settled: Callable[[], None]) -> None:
    room = visit(Place.ROOM)
    QTest.keyClicks(room.line, "A note")
    QTest.keyClick(room.line, Qt.Key.Key_Return)
    settled()
    labels = {command.id: label for command, label, _ in opened.actions_table.rows()}
    assert labels["edit.undo"] == "Undo: Write a note"
    opened.undo()
    settled()
    labels = {command.id: label for command, label, _ in opened.actions_table.rows()}
    assert labels["edit.redo"] == "Redo: Write a note"


def test_nothing_to_undo_is_said_and_stays(opened: MainWindow, settled: Callable[[], None]) -> None:
    opened.redo()
    settled()
    assert opened.frame.notice.isVisible()


def test_dark_and_light_switch_live_with_every_role(opened: MainWindow) -> None:
    for mode, canvas, ink in ((Mode.DARK, "#151412", "#f1eee8"), (Mode.LIGHT, "#f5f4f0", "#1b1916")):
        opened.use_theme(mode.value)
        palette = QApplication.palette()
        assert palette.color(QPalette.ColorRole.Window).name() == canvas
        assert palette.color(QPalette.ColorRole.ToolTipText).name() == ink
        assert opened.ctx.settings.get(THEME) == mode.value


def test_another_language_keeps_the_place_and_the_session(
    opened: MainWindow, visit: Callable[[Place], Screen], settled: Callable[[], None]
) -> None:
    visit(Place.INSIGHTS)
    session = opened.ctx.session
    opened.options.use(LANGUAGE, "de")
    settled()
    assert opened.ctx.t.language == "de"
    assert (opened.frame.place, opened.ctx.session) == (Place.INSIGHTS, session)


@pytest.mark.parametrize("place", list(Place))
def test_everything_that_takes_the_keyboard_has_a_name(opened: MainWindow, visit: Callable[[Place], Screen], place: Place) -> None:
    if place is Place.REPORT:
        opened.ctx.session = None  # its pages are another test's subject
    screen = visit(place)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
    nameless = [widget for widget in screen.findChildren(QWidget) if isinstance(widget, kinds) and not _named(widget)]
    assert nameless == []


def _named(widget: QWidget) -> bool:
    # Qt's own inner parts (headers, corner buttons) speak through their view.
    inner = isinstance(widget.parent(), QAbstractItemView) or widget.objectName().startswith("qt_")
    return inner or not widget.isVisible() or bool(widget.accessibleName())


@pytest.mark.logs_warnings
def test_a_mistake_of_the_program_is_told_calmly_and_logged(opened: MainWindow, caplog: pytest.LogCaptureFixture) -> None:
    error = RuntimeError("boom")
    opened.crash.on_exception(RuntimeError, error, None)
    panel = opened.crash.panel
    assert panel is not None
    assert panel.accessibleName() == (
        "Council made a mistake. The last step could not be finished. Everything kept so far is safe in the file. "
        f"You can go on working. To help mend it, send this file: {log_file()}"
    )
    assert [record.levelname for record in caplog.records] == ["CRITICAL"]
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert opened.frame.front is not None


def test_settings_without_a_workspace_lead_back_to_the_welcome_page(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_Comma, CONTROL)
    assert window._layers.currentWidget() is window.frame
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window._layers.currentWidget() is window.welcome)


def test_settings_lead_back_to_the_place_before(opened: MainWindow, visit: Callable[[Place], Screen]) -> None:
    visit(Place.INSIGHTS)
    opened.open_settings()
    assert (opened.frame.place, opened.frame.header.title.text()) == (None, "Settings")
    opened.actions_table.run("settings.done")
    assert opened.frame.place is Place.INSIGHTS


def test_the_rail_works_after_settings_were_seen_first(window: MainWindow, settled: Callable[[], None]) -> None:
    window.open_settings()
    window.open_sample()
    settled()
    assert window.frame.rail.isEnabled()
    assert window.frame.place is Place.PROGRAMME


def test_another_language_in_the_settings_stays_in_the_settings(window: MainWindow) -> None:
    window.open_settings()
    window.options.use(LANGUAGE, "sv")
    assert window._layers.currentWidget() is window.frame
    assert window.ctx.t.language == "sv"


def test_the_sample_can_be_asked_for_while_it_is_open(window: MainWindow, settled: Callable[[], None]) -> None:
    window.open_sample()
    settled()
    window.open_sample()
    settled()
    assert window.ctx.workspace is not None
    assert not window.ctx.workspace.read_only


def test_a_ring_lies_around_what_the_keyboard_reaches_until_the_mouse_is_used(opened: MainWindow, looks: Dressed) -> None:
    opened.focus_rail()
    reached, ring = QApplication.focusWidget(), looks.ring.ring
    assert reached is not None
    assert ring is not None
    assert ring.widget() is reached
    assert ring.isVisible()
    at = reached.mapTo(ring.parentWidget(), QPoint())
    assert ring.geometry() == reached.rect().translated(at).adjusted(-4, -4, 4, 4)
    QTest.mouseClick(opened, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not ring.isVisible()


def test_the_ring_is_there_again_when_what_it_lay_in_has_gone(opened: MainWindow, looks: Dressed, settled: Callable[[], None]) -> None:
    for language in ("sv", "en"):
        opened.focus_rail()
        opened.options.use(LANGUAGE, language)
        settled()
        opened.focus_rail()
        ring = looks.ring.ring
        assert ring is not None
        assert ring.widget() is QApplication.focusWidget()


def test_two_places_at_once_leave_no_button_behind_as_a_window_of_its_own(opened: MainWindow, settled: Callable[[], None]) -> None:
    before = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
    opened.frame.show_place(Place.INSIGHTS)
    opened.frame.show_place(Place.TAGGING)
    settled()
    QApplication.processEvents()
    assert {each for each in QApplication.topLevelWidgets() if each.isVisible()} == before


def test_undo_is_no_longer_offered_beside_a_sentence_about_something_older(opened: MainWindow, settled: Callable[[], None]) -> None:
    notice = opened.frame.notice
    notice.tell("The first thing", can_undo=True)
    assert notice._undo.isVisible()

    opened.ctx.write(opened, lambda w: insights.new_insight(workspace=w, title="Later"), lambda _: None, changes=lambda made: made.changes)
    settled()
    assert (notice.accessibleName(), notice._undo.isVisible()) == ("The first thing", False)


def test_enter_presses_the_button_that_has_the_keyboard_as_space_does(opened: MainWindow) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        opened.frame.show_place(Place.PROGRAMME)
        opened.focus_rail()
        first = QApplication.focusWidget()
        assert first is not None
        QTest.keyClick(first, Qt.Key.Key_Down)
        QTest.keyClick(QApplication.focusWidget(), key)
        assert opened.frame.place is Place.ROSTER


def test_enter_opens_the_field_whose_button_has_the_keyboard(opened: MainWindow, settled: Callable[[], None]) -> None:
    opened.frame.show_place(Place.INSIGHTS)
    settled()
    screen = opened.frame.front
    assert isinstance(screen, InsightsScreen)
    row = screen.gate._rows[-1]
    assert row.button is not None
    row.button.setFocus()
    QTest.keyClick(row.button, Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
