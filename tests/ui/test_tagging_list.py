"""The researcher's list by keyboard: however many notes there are, each row is the note that belongs there."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from council_app.db.queries import note_picture_taking
from council_app.domain.enums import NoteKind
from council_app.domain.note_filter import Condition, Facet, NoteFilter, Sort, filter_of, where
from council_app.services import listing
from council_app.services.capture import take_note
from council_app.services.saved_filters import saved_filters
from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.tagging.filters.popup import FacetPopup
from council_app.ui.screens.tagging.filters.saved import NamePopup
from council_app.ui.screens.tagging.opening import NotesPage
from council_app.ui.screens.tagging.pages import OPENINGS
from council_app.ui.screens.tagging.view import TaggingScreen
from tests import factories as given

Settled = Callable[[], None]
DOWN, UP, END, HOME, SPACE = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Space
SHIFT = Qt.KeyboardModifier.ShiftModifier
MANY = 1_700


@pytest.fixture
def many(window: MainWindow, tmp_path: Path, settled: Settled) -> MainWindow:
    """A workspace with more notes than the list keeps in memory."""
    workspace = given.workspace(tmp_path, given.people())
    lines = "".join(
        f"  - {{key: n{number}, session: {given.SESSION}, at: 2026-05-12T09:00:00.{number:06}+00:00, seat: P{number % 12 + 1:02}, "
        f"author: Kim, text: 'said {number}', kind: {('friction', 'praise')[number % 2]}}}\n"
        for number in range(MANY)
    )
    given.apply(workspace, tmp_path, "council: 1\nnotes:\n" + lines)
    workspace.close()
    window.open_path(tmp_path / "w.council", "")
    settled()
    return window


@pytest.fixture
def desk(many: MainWindow, settled: Settled, qtbot: QtBot) -> TaggingScreen:
    many.show_place(Place.TAGGING)
    screen = many.frame.front
    assert isinstance(screen, TaggingScreen)
    settled()
    many.activateWindow()
    qtbot.waitUntil(lambda: screen.list.hasFocus() and screen.reader.counts is not None)
    return screen


def everything(desk: TaggingScreen, wanted: NoteFilter | None = None) -> list[str]:
    assert desk.ctx.workspace is not None
    found = listing.page(workspace=desk.ctx.workspace, filter=wanted or NoteFilter(), sort=Sort.NEWEST, limit=10_000)
    return [note.id for note in found.notes]


def agrees(desk: TaggingScreen) -> bool:
    """Every row in memory is the note of that row."""
    wanted = everything(desk, desk.reader.seen.filter)
    return [note.id for note in desk.model.notes] == wanted[desk.model.start : desk.model.end]


def test_the_model_is_what_qt_expects(desk: TaggingScreen, qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    qtmodeltester.check(desk.model)


def test_behind_the_list_a_picture_of_all_notes_is_taken_and_taken_again(
    many: MainWindow, settled: Settled, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(note_picture_taking, "LEAST", 1_000)
    many.show_place(Place.TAGGING)
    desk = many.frame.front
    assert isinstance(desk, TaggingScreen)

    def pictured() -> bool:
        found: list[bool] = []
        desk.ctx.read(desk, _has_picture, found.append)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    qtbot.waitUntil(lambda: desk.reader.counts is not None)
    qtbot.waitUntil(pictured)
    monkeypatch.setattr(note_picture_taking, "_MOST_CHANGED", 0)
    desk.verbs.star()
    settled()
    qtbot.waitUntil(pictured)
    desk.filters.put(Facet.KIND, where(Facet.KIND, "friction"))
    settled()
    assert {note.kind for note in desk.model.notes} == {NoteKind.FRICTION}


def _has_picture(workspace: Workspace) -> bool:
    with workspace.read() as reading:
        return note_picture_taking.picture_of(reading.connection()) is not None


def test_a_few_hundred_rows_stand_for_all(desk: TaggingScreen) -> None:
    assert desk.model.rowCount() == MANY
    assert len(desk.model.notes) <= 200
    assert agrees(desk)


def test_the_end_and_the_beginning_are_one_key_away(desk: TaggingScreen, settled: Settled) -> None:
    QTest.keyClick(desk.list, END)
    settled()
    assert desk.list.at_hand is not None
    assert desk.list.at_hand.text == "said 0"
    QTest.keyClick(desk.list, HOME)
    settled()
    assert desk.list.at_hand is not None
    assert desk.list.at_hand.text == f"said {MANY - 1}"
    assert agrees(desk)


def test_stepping_through_reads_on_in_both_directions(desk: TaggingScreen, settled: Settled) -> None:
    wanted = everything(desk)
    for row in [*range(0, 900, 30), *range(900, 0, -30)]:
        desk.list.stand_on(row)
        settled()
        assert desk.list.at_hand is not None
        assert desk.list.at_hand.id == wanted[row]
    assert len(desk.model.notes) <= 500


def test_wherever_the_bar_is_let_go_the_rows_are_right(desk: TaggingScreen, settled: Settled) -> None:
    chance, bar = random.Random(7), desk.list.verticalScrollBar()
    for _ in range(25):
        bar.setValue(chance.choice([0, bar.maximum(), chance.randint(0, bar.maximum()), bar.value() + chance.randint(-4_000, 4_000)]))
        desk.list.viewport().repaint()
        settled()
        assert agrees(desk)
        row = bar.value() // desk.theme.size("note-row")
        assert desk.model.note(row) is not None


def test_words_are_looked_for_as_they_are_typed(desk: TaggingScreen, settled: Settled, qtbot: QtBot) -> None:
    QTest.keyClicks(desk.list, "/")
    QTest.keyClicks(desk.filters.box, "said 169")
    qtbot.waitUntil(lambda: desk.reader.counts is not None and desk.reader.counts.notes == 11)
    settled()
    assert desk.model.rowCount() == 11
    assert agrees(desk)
    assert {note.marks for note in desk.model.notes} == {((0, 4), (5, 8)), ((0, 4), (5, 9))}


def test_nothing_found_offers_the_way_back(desk: TaggingScreen, settled: Settled, qtbot: QtBot) -> None:
    QTest.keyClicks(desk.filters.box, "zebra")
    qtbot.waitUntil(lambda: desk.reader.counts is not None and desk.reader.counts.notes == 0)
    assert desk._layers.currentIndex() == 2
    desk.clear_filter()
    qtbot.waitUntil(lambda: desk.reader.counts is not None and desk.reader.counts.notes == MANY)
    assert desk._layers.currentIndex() == 0


def test_stretches_and_single_notes_are_chosen_by_keyboard(desk: TaggingScreen) -> None:
    wanted = everything(desk)
    QTest.keyClick(desk.list, SPACE)
    for _ in range(3):
        QTest.keyClick(desk.list, DOWN, SHIFT)
    assert desk.list.selection is not None
    assert desk.list.selection.ids == frozenset(wanted[:4])
    QTest.keyClick(desk.list, SPACE)
    assert desk.list.selection.ids == frozenset(wanted[:3])
    desk.choose_all()
    QTest.keyClick(desk.list, SPACE)
    assert desk.list.selection is not None
    assert (desk.list.selection.filter, desk.list.selection.but) == (NoteFilter(), frozenset({wanted[3]}))


def test_a_filter_is_kept_under_a_name_and_used_again(desk: TaggingScreen, settled: Settled, qtbot: QtBot) -> None:
    desk.filters.put(Facet.KIND, Condition(Facet.KIND, ("praise",)))
    qtbot.waitUntil(lambda: desk.reader.counts is not None and desk.reader.counts.notes == MANY // 2)
    desk.filters.saved.ask_name(None)
    popup = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, NamePopup))
    QTest.keyClicks(popup.line, "Praise only")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    settled()
    desk.clear_filter()
    settled()
    assert desk.ctx.workspace is not None
    (kept,) = saved_filters(workspace=desk.ctx.workspace)
    desk.filters.saved.applied.emit(kept.filter)
    qtbot.waitUntil(lambda: desk.reader.counts is not None and desk.reader.counts.notes == MANY // 2)
    assert (kept.name, [chip.text() for chip in desk.filters._chips.values()]) == ("Praise only", ["Kind: praise"])
    assert agrees(desk)


def test_words_of_a_facet_are_found_by_typing_and_ticked_with_enter(desk: TaggingScreen, settled: Settled, qtbot: QtBot) -> None:
    desk.filters.open_facet(Facet.SEAT)
    settled()
    popup = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, FacetPopup))
    QTest.keyClicks(popup.box, "P07")
    QTest.keyClick(popup.box, Qt.Key.Key_Return)
    settled()
    qtbot.waitUntil(lambda: desk.reader.counts is not None and desk.reader.counts.attendees == 1)
    assert desk.reader.seen.filter.of(Facet.SEAT) == Condition(Facet.SEAT, ("P07",))
    assert agrees(desk)


def test_notes_that_come_meanwhile_do_not_move_where_one_stands(desk: TaggingScreen, settled: Settled, qtbot: QtBot) -> None:
    desk.list.stand_on(700)
    settled()
    at_hand, workspace = desk.list.at_hand, desk.ctx.workspace
    assert at_hand is not None
    assert workspace is not None
    place = desk.list.visualRect(desk.list.currentIndex()).top()
    for number in range(3):
        taken = take_note(workspace=workspace, session=given.SESSION, line=f"came later {number}")
        desk.ctx.changed.emit(taken.changes)
        settled()
    qtbot.waitUntil(lambda: desk.model.rowCount() == MANY + 3)
    settled()
    assert desk.list.at_hand is not None
    assert desk.list.at_hand.id == at_hand.id
    assert desk.list.visualRect(desk.list.currentIndex()).top() == place


def test_a_note_tagged_under_a_filter_it_no_longer_fits_makes_room_for_the_next(
    desk: TaggingScreen, settled: Settled, qtbot: QtBot
) -> None:
    desk.only_untagged()
    settled()
    wanted = everything(desk)
    desk.list.stand_on(5)
    desk.verbs.tag((), typed=("tone",))
    settled()
    qtbot.waitUntil(lambda: desk.model.rowCount() == MANY - 1)
    settled()
    assert desk.list.at_hand is not None
    assert desk.list.at_hand.id == wanted[6]
    QTest.keyClicks(desk.list, "1")
    settled()
    qtbot.waitUntil(lambda: desk.model.rowCount() == MANY - 2)
    settled()
    assert desk.list.at_hand is not None
    assert desk.list.at_hand.id == wanted[7]


def test_pages_open_over_the_list_about_what_is_found_and_close_into_it(desk: TaggingScreen, settled: Settled) -> None:
    desk.filters.put(Facet.KIND, Condition(Facet.KIND, ("praise",)))
    settled()
    opened = []
    for opening in OPENINGS:
        desk.ctx.asked.emit(opening.command.id)
        settled()
        assert desk.pile.top is not None
        opened.append(type(desk.pile.top).__name__)
        QTest.keyClick(desk.pile.top, Qt.Key.Key_Escape)
        settled()
        assert desk.pile.top is None
        assert desk.list.hasFocus()
    assert opened == ["BoardsPage", "CodersPage", "ThemesPage"]


def test_the_notes_behind_a_number_come_into_the_list(desk: TaggingScreen, settled: Settled, qtbot: QtBot) -> None:
    desk.open_page("tagging.themes")
    page = desk.pile.top
    assert isinstance(page, NotesPage)
    page.filter_asked.emit(filter_of([where(Facet.SEAT, "P03")]))
    qtbot.waitUntil(lambda: desk.reader.counts is not None and desk.reader.counts.attendees == 1)
    settled()
    assert desk.pile.top is None
    assert agrees(desk)


def test_what_changed_under_a_page_shows_when_it_is_closed(desk: TaggingScreen, settled: Settled, qtbot: QtBot) -> None:
    desk.open_page("tagging.board")
    settled()
    assert desk.ctx.workspace is not None
    taken = take_note(workspace=desk.ctx.workspace, session=given.SESSION, line="came under the page")
    desk.ctx.changed.emit(taken.changes)
    settled()
    assert desk.model.rowCount() == MANY
    assert desk.pile.top is not None
    desk.pile.top.leave()
    qtbot.waitUntil(lambda: desk.model.rowCount() == MANY + 1)
    settled()
    assert agrees(desk)
