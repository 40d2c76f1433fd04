"""Tables and pictures over the list of notes: chosen, read and taken along, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from council_app.domain.crosstabs import Breakdown
from council_app.domain.note_filter import Facet, Match, NoteFilter, filter_of, where
from council_app.domain.records import Changes
from council_app.domain.theme_views import View
from council_app.services import listing
from council_app.services.theme_views import draw_themes
from council_app.settings import SMALLEST_GROUP
from council_app.ui.core.places import Place
from council_app.ui.core.theme import Mode
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.tagging.themes.page import ThemesPage
from council_app.ui.screens.tagging.themes.pages import OPENING
from council_app.ui.screens.tagging.view import TaggingScreen
from tests import theme_factory as themes_given

Settled = Callable[[], None]
ENTER, RIGHT, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Down
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot) -> Iterator[ThemesPage]:
    themes_given.heard(tmp_path).close()
    window.open_path(tmp_path / "w.council", "")
    settled()
    made = OPENING.make(window.ctx)
    assert isinstance(made, ThemesPage)
    made.resize(1100, 640)
    made.setParent(None)
    with qtbot.waitExposed(made):
        made.show()
    settled()
    qtbot.waitUntil(lambda: made.shown is not None)
    yield made
    made.close()
    made.deleteLater()


def shown(page: ThemesPage) -> list[list[str]]:
    model = page.table.rows
    return [[str(model.data(model.index(row, column))) for column in range(model.columnCount())] for row in range(model.rowCount())]


def test_the_window_shows_the_table_of_its_picture(page: ThemesPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.table.rows)
    assert shown(page) == [["Fees", "7", "5", "12"], ["Tone", "under 5", "under 5", "6"], ["Everybody heard", "7", "5", "12"]]
    assert page.shown is not None
    assert page.picture.title == "Who spoke of what: people by tag and segment. 12 people said something. " + (
        "Groups of fewer than 5 are not told. All numbers stand in the table."
    )


def test_enter_on_a_number_asks_for_the_notes_behind_it(page: ThemesPage, window: MainWindow, qtbot: QtBot) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, RIGHT)
    with qtbot.waitSignal(page.filter_asked) as asked:
        QTest.keyClick(page.table, ENTER)
    wanted = asked.args[0] if asked.args else None
    assert isinstance(wanted, NoteFilter)
    assert wanted.of(Facet.SEGMENT) == where(Facet.SEGMENT, "often")
    assert wanted.of(Facet.RAISED, Match.NONE) is not None
    workspace = window.ctx.workspace
    assert workspace is not None
    assert {note.seat for note in listing.page(workspace=workspace, filter=wanted).notes} == set(themes_given.OFTEN)


def test_another_picture_comes_without_reading_the_notes_again(page: ThemesPage, settled: Settled) -> None:
    assert page.shown is not None
    said = page.shown.said
    page.choices.views[View.TOGETHER].click()
    settled()
    assert shown(page) == [["Fees", "12", "5"], ["Tone", "5", "6"]]
    page.choices.views[View.TAGS].click()
    page.choices.ask(by=Breakdown.STAGE)
    settled()
    assert shown(page)[0] == ["Fees", "5", "12", "12"]
    assert page.shown is not None
    assert page.shown.said is said


def test_it_begins_with_the_notes_of_the_list(page: ThemesPage, settled: Settled) -> None:
    page.take_notes(None, filter_of([where(Facet.SEGMENT, "often")]))
    settled()
    assert page.choices.only.isVisibleTo(page)
    assert shown(page)[0] == ["Fees", "5", "5"]
    page.choices.only.click()
    settled()
    assert shown(page)[0] == ["Fees", "7", "5", "12"]


def test_what_cannot_be_shown_yet_says_what_is_missing(page: ThemesPage, settled: Settled) -> None:
    page.choices.ask(view=View.TRENDS)
    settled()
    assert page.empty.isVisibleTo(page)
    assert page.empty.line.text().startswith("A trend needs two councils")
    assert not page.taking.export_button.isEnabled()


def test_picture_and_table_go_to_the_clipboard(page: ThemesPage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_C, CTRL_SHIFT)
    data = QApplication.clipboard().mimeData()
    assert data.text().splitlines()[:2] == ["Tag\tfirst time\toften\tPeople", "Fees\t7\t5\t12"]
    assert data.hasImage()
    assert page.shown is not None
    assert bytes(data.data("image/svg+xml").data()).decode() == draw_themes(found=page.shown.found, t=page.t)


def test_what_is_saved_is_light_even_from_a_dark_window(page: ThemesPage, settled: Settled, tmp_path: Path) -> None:
    page.theme.choose(Mode.DARK)
    settled()
    assert page.shown is not None
    dark = page.shown.svg
    for ending in ("svg", "png", "csv", "xlsx"):
        page.taking.save_to(tmp_path / f"themes.{ending}")
    settled()
    page.theme.choose(Mode.LIGHT)
    settled()
    assert (tmp_path / "themes.svg").read_text(encoding="utf-8") == page.shown.svg != dark
    assert (tmp_path / "themes.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "themes.csv").read_text(encoding="utf-8-sig").splitlines()[1] == "Fees,7,5,12"
    assert (tmp_path / "themes.xlsx").exists()


@pytest.mark.parametrize("size", [(1280, 800), (640, 400)])
def test_what_is_said_of_a_copy_lies_over_no_row_of_the_table(
    page: ThemesPage, window: MainWindow, settled: Settled, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.show_place(Place.TAGGING)
    desk = window.frame.front
    assert isinstance(desk, TaggingScreen)
    settled()
    window.ctx.asked.emit(OPENING.command.id)
    settled()
    there = desk.pile.top
    assert isinstance(there, ThemesPage)
    there.columns.show_pane(1)
    settled()
    there.taking.copy()
    notice = window.frame.notice
    assert notice.isVisible()
    table = QRect(there.table.mapTo(window, QPoint()), there.table.size())
    assert not table.intersects(QRect(notice.mapTo(window, QPoint()), notice.size()))


def test_export_offers_four_kinds_of_file(page: ThemesPage, qtbot: QtBot) -> None:
    page.taking.open_export()
    menu = page.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["SVG", "PNG", "CSV", "Excel (XLSX)"]
    menu.close()


def test_a_part_of_the_codebook_is_looked_into(page: ThemesPage, settled: Settled) -> None:
    assert page.shown is not None
    fees = next(tag.id for tag in page.shown.said.tags if tag.label.path == "fees")
    page.choices.branch.picked.emit(fees)
    settled()
    assert [row[0] for row in shown(page)] == ["Late fee", "Everybody heard"]
    assert page.choices.branch.text() == "Part of the codebook: fees"


def test_the_smallest_group_is_an_option(window: MainWindow, page: ThemesPage, settled: Settled) -> None:
    window.ctx.settings.put(SMALLEST_GROUP, "10")
    stricter = OPENING.make(window.ctx)
    assert isinstance(stricter, ThemesPage)
    stricter.read()
    settled()
    assert shown(stricter)[0] == ["Fees", "under 10", "under 10", "12"]
    assert page.choices.asked.minimum == 5
    stricter.deleteLater()


def test_from_the_list_to_a_number_and_back_to_its_notes(window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot) -> None:
    themes_given.heard(tmp_path).close()
    window.open_path(tmp_path / "w.council", "")
    settled()
    window.show_place(Place.TAGGING)
    screen = window.frame.front
    assert isinstance(screen, TaggingScreen)
    settled()
    window.ctx.asked.emit("tagging.themes")
    over = screen.pile.top
    assert isinstance(over, ThemesPage)
    qtbot.waitUntil(lambda: over.shown is not None)
    over.table.setCurrentIndex(over.table.rows.index(0, 2))
    QTest.keyClick(over.table, ENTER)
    assert screen.pile.top is None
    settled()
    qtbot.waitUntil(lambda: screen.model.rowCount() == 10)
    assert screen.reader.seen.filter.of(Facet.SEGMENT) == where(Facet.SEGMENT, "often")


def test_a_page_that_nobody_sees_waits_to_read(page: ThemesPage, window: MainWindow, settled: Settled) -> None:
    assert page.shown is not None
    before = page.shown
    page.hide()
    window.ctx.changed.emit(Changes(frozenset({"note_tag"})))
    settled()
    assert page.shown is before
    page.show()
    settled()
    assert page.shown is not before
