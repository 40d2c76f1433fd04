"""The keyboard at the desk is always somewhere that can be seen, and no key reaches what is not on show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from council_app.domain.crosstabs import Breakdown
from council_app.domain.note_filter import NoteFilter, Selection
from council_app.errors import CouncilError
from council_app.services import listing
from council_app.ui.core.buttons import Button
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.tagging.themes.page import ThemesPage
from council_app.ui.screens.tagging.themes.pages import OPENING
from council_app.ui.screens.tagging.view import TaggingScreen
from tests import factories as given

Settled = Callable[[], None]
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot) -> TaggingScreen:
    """Three notes of one person, tagged."""
    made = given.workspace(
        tmp_path, given.people(), given.notes(("P01", "The fee came late."), ("P01", "Nobody told me."), ("P01", "Twice in a week."))
    )
    made.close()
    window.open_path(tmp_path / "w.council", "")
    settled()
    window.show_place(Place.TAGGING)
    screen = window.frame.front
    assert isinstance(screen, TaggingScreen)
    settled()
    window.activateWindow()
    qtbot.waitUntil(lambda: screen.list.hasFocus() and screen.reader.counts is not None)
    settled()
    return screen


@pytest.fixture
def press(window: MainWindow, settled: Settled) -> Callable[..., None]:
    def key(pressed: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or window, pressed, held)
        settled()

    return key


def look_for(desk: TaggingScreen, words: str, found: int, qtbot: QtBot, settled: Settled) -> None:
    desk.to_search()
    QTest.keyClicks(desk.filters.box, words)
    qtbot.waitUntil(lambda: desk.reader.seen.filter.text == words)
    qtbot.waitUntil(lambda: desk.reader.counts is not None and desk.reader.counts.notes == found)
    settled()


def on_file(desk: TaggingScreen) -> list[tuple[str, bool, int]]:
    assert desk.ctx.workspace is not None
    notes = listing.page(workspace=desk.ctx.workspace, filter=NoteFilter()).notes
    return [(note.text, note.starred, len(note.tags)) for note in notes]


def test_what_is_typed_while_no_note_fits_reaches_no_note(
    desk: TaggingScreen, press: Callable[..., None], settled: Settled, qtbot: QtBot
) -> None:
    before = on_file(desk)
    press(ENTER)  # into the words of a note
    look_for(desk, "nothing like it", 0, qtbot, settled)
    press(ENTER)
    button = QApplication.focusWidget()
    assert isinstance(button, Button)
    assert (button.text(), button.isVisible()) == ("Show all notes", True)
    for key in (Qt.Key.Key_S, Qt.Key.Key_1, Qt.Key.Key_QuoteDbl):
        press(key)
    for command in ("star", "verbatim", "join_chosen", "split_note"):
        getattr(desk, command)()
        settled()
    desk.panes.put(desk.panes.codebook.tags[0].id)
    settled()
    assert on_file(desk) == before
    assert desk.panes.note.note is None


def test_showing_all_again_leads_back_to_the_list(desk: TaggingScreen, press: Callable[..., None], settled: Settled, qtbot: QtBot) -> None:
    look_for(desk, "nothing like it", 0, qtbot, settled)
    press(ENTER)
    press(ENTER)
    qtbot.waitUntil(lambda: desk.list.hasFocus() and desk.list.at_hand is not None)
    settled()
    assert desk.panes.note.note is not None


def test_esc_leads_from_the_search_to_the_list_and_keeps_what_is_found(
    desk: TaggingScreen, press: Callable[..., None], settled: Settled, qtbot: QtBot
) -> None:
    look_for(desk, "fee", 1, qtbot, settled)
    press(ESCAPE)
    assert (desk.list.hasFocus(), desk.filters.box.text(), desk.model.rowCount()) == (True, "fee", 1)


def test_words_that_were_chosen_are_let_go_when_notes_are(desk: TaggingScreen, press: Callable[..., None]) -> None:
    press(ENTER)
    press(Qt.Key.Key_Home, CTRL)
    press(Qt.Key.Key_Right, SHIFT | CTRL)
    assert desk.panes.note.chosen_words is not None
    desk.to_list()
    press(Qt.Key.Key_Space)
    assert desk.panes.note.chosen_words is None


def test_all_that_is_found_is_joined_as_well(desk: TaggingScreen, press: Callable[..., None]) -> None:
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_J, CTRL)
    assert [text for text, _, _ in on_file(desk)] == ["The fee came late. Nobody told me. Twice in a week."]


def test_joining_one_note_says_what_it_takes(desk: TaggingScreen, press: Callable[..., None], qtbot: QtBot) -> None:
    press(Qt.Key.Key_Space)
    with qtbot.waitSignal(desk.ctx.refused) as refused:
        press(Qt.Key.Key_J, CTRL)
    (error,) = refused.args or [None]
    assert isinstance(error, CouncilError)
    assert str(error.why) == "it takes two notes to join them"


def test_more_than_a_note_can_hold_is_not_joined(desk: TaggingScreen, qtbot: QtBot) -> None:
    desk.list.choose(Selection(ids=frozenset(f"n{number}" for number in range(500))))
    with qtbot.waitSignal(desk.ctx.refused):
        desk.join_chosen()


def test_pictures_of_nothing_leave_the_keyboard_on_the_way_back(desk: TaggingScreen, window: MainWindow, settled: Settled) -> None:
    window.ctx.asked.emit(OPENING.command.id)
    settled()
    page = desk.pile.top
    assert isinstance(page, ThemesPage)
    assert page.empty.line.text() == "Nobody who spoke here belongs to a segment. Compare by something else."
    button = QApplication.focusWidget()
    assert isinstance(button, Button)
    assert (button.text(), button.isVisible()) == ("Back to the notes", True)


def test_the_key_of_export_exports_and_nothing_else(desk: TaggingScreen, window: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    window.ctx.asked.emit(OPENING.command.id)
    settled()
    page = desk.pile.top
    assert isinstance(page, ThemesPage)
    page.choices.ask(by=Breakdown.SESSION)
    settled()
    QTest.keyClick(page.table, Qt.Key.Key_S, CTRL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["SVG", "PNG", "CSV", "Excel (XLSX)"]
    menu.close()
