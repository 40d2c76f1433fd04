"""Papers in the window: chosen by key and mouse, looked at, saved; and the list as a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from council_app.domain.enums import AttendanceStatus
from council_app.domain.labels import sheet_named
from council_app.services import papers
from council_app.services.history import next_undo
from council_app.services.papers import ForWhom, Numbers
from council_app.services.roster import roster_lines
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.roster.papers.export import ExportPage
from council_app.ui.screens.roster.papers.page import PapersPage
from council_app.ui.screens.roster.papers.wanted import Kind, Who
from council_app.ui.screens.roster.view import RosterScreen

Settled = Callable[[], None]


@pytest.fixture
def looked(qtbot: QtBot, settled: Settled) -> Settled:
    """Wait until the choices rested and the pages they ask for are here."""

    def wait() -> None:
        qtbot.wait(200)
        settled()
        settled()

    return wait


@pytest.fixture
def roster(visit: Callable[[Place], Screen]) -> RosterScreen:
    screen = visit(Place.ROSTER)
    assert isinstance(screen, RosterScreen)
    return screen


@pytest.fixture
def page(opened: MainWindow, roster: RosterScreen, qtbot: QtBot, looked: Settled) -> PapersPage:
    """The page, opened by its key."""
    qtbot.keyClick(opened, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    top = roster.pile.top
    assert isinstance(top, PapersPage)
    looked()
    return top


def pages(shown: PapersPage) -> int:
    return len(shown.pages._pages)


def test_the_first_pages_are_shown_before_anything_is_saved(page: PapersPage) -> None:
    assert page.wanted.kind is Kind.BADGES
    assert (pages(page), page.note.text()) == (2, "For 18 people.")
    assert page.first_focus() is page.choices.kinds[Kind.BADGES]
    assert page.save_as.isEnabled()


def test_a_partly_used_sheet_is_chosen_by_click_and_by_arrows(page: PapersPage, qtbot: QtBot, looked: Settled) -> None:
    picker = page.choices.picker
    box = picker._box(3).center()
    qtbot.mouseClick(picker, Qt.MouseButton.LeftButton, pos=QPoint(int(box.x()), int(box.y())))
    assert (picker.start, page.wanted.start) == (4, 4)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        qtbot.keyClick(picker, key)
    assert (picker.start, picker.accessibleName()) == (3, "Printing begins at label 3 of 10")
    qtbot.keyClick(picker, Qt.Key.Key_Home)
    qtbot.keyClick(picker, Qt.Key.Key_Up)
    assert page.wanted.start == 1
    page.choices.sheets.pick(sheet_named("a6"))
    looked()
    assert (picker.isVisible(), pages(page)) == (False, 2)


def test_each_kind_shows_its_pages_and_only_its_choices(page: PapersPage, qtbot: QtBot, looked: Settled) -> None:
    found = {}
    for kind in (Kind.SIGN_IN, Kind.CONSENT, Kind.SEAT_SIGNS, Kind.HOST_LIST):
        qtbot.mouseClick(page.choices.kinds[kind], Qt.MouseButton.LeftButton)
        looked()
        found[kind] = pages(page)
        assert not page.choices.sheets.isVisible()
    assert found == {Kind.SIGN_IN: 2, Kind.CONSENT: 2, Kind.SEAT_SIGNS: 2, Kind.HOST_LIST: 1}


def test_saving_gives_seats_in_one_step_that_undo_names_and_writes_all_pages(
    opened: MainWindow, page: PapersPage, tmp_path: Path, looked: Settled
) -> None:
    workspace, session = opened.ctx.workspace, opened.ctx.session
    assert workspace is not None
    assert session is not None
    page.choices.who.pick(Who.NAMED)
    waiting = next(line for line in roster_lines(workspace=workspace, session=session.key) if line.status is AttendanceStatus.WAITING)
    page.choices.people.setText(f"P01, {waiting.email}")
    page.choices.people.returnPressed.emit()
    looked()
    assert page.note.text() == "For 2 people. 1 of them gets a seat when this is saved."
    page.save_to(tmp_path / "badges.pdf")
    looked()
    assert str(next_undo(workspace=workspace)) == "Give one person a seat"
    whom = ForWhom(people=("P01", waiting.email))
    assert papers.numbers(workspace=workspace, session=session.key, whom=whom) == Numbers(people=2, seatless=0)
    with pypdfium2.PdfDocument(tmp_path / "badges.pdf") as document:
        codes = zxingcpp.read_barcodes(document[0].render(scale=200 / 72).to_pil())
    assert len(codes) == 2
    assert (page.note.text(), page.open_file.isVisible(), page.show_folder.isVisible()) == ("Saved as badges.pdf", True, True)


def test_badges_without_a_name_are_chosen_for_walk_ins(page: PapersPage, tmp_path: Path, qtbot: QtBot, looked: Settled) -> None:
    box = page.choices.blanks
    assert (box.isVisible(), box.text(), box.accessibleName()) == (True, "0", "Without a name")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "5")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    looked()
    assert page.note.text() == "For 18 people. And 5 without a name."
    page.save_to(tmp_path / "badges.pdf")
    looked()
    with pypdfium2.PdfDocument(tmp_path / "badges.pdf") as document:
        assert len(document) == 3  # ten on a sheet: 18 people and 5 more
    qtbot.mouseClick(page.choices.kinds[Kind.CONSENT], Qt.MouseButton.LeftButton)
    looked()
    assert (box.isVisible(), box.text(), page.wanted.without_name) == (True, "2", 2)
    qtbot.mouseClick(page.choices.kinds[Kind.SEAT_SIGNS], Qt.MouseButton.LeftButton)
    looked()
    assert (box.isVisible(), page.wanted.without_name) == (False, 0)


def test_people_chosen_in_the_list_are_printed_for(opened: MainWindow, roster: RosterScreen, page: PapersPage, looked: Settled) -> None:
    workspace, session = opened.ctx.workspace, opened.ctx.session
    assert workspace is not None
    assert session is not None
    page.leave()
    roster.table.selectAll()
    roster.open_page("roster.papers")
    again = roster.pile.top
    assert isinstance(again, PapersPage)
    looked()
    everybody = len(roster_lines(workspace=workspace, session=session.key))
    assert (again.choices.who.text(), again.note.text().split(".")[0]) == ("Chosen in the list", f"For {everybody} people")


def test_somebody_who_is_not_there_is_said_in_place_of_the_pages(page: PapersPage, qtbot: QtBot, looked: Settled) -> None:
    page.choices.who.pick(Who.NAMED)
    qtbot.keyClicks(page.choices.people, "Nobody At All")
    qtbot.keyClick(page.choices.people, Qt.Key.Key_Return)
    looked()
    expected = "Nobody At All: nobody on this list. Use a seat code, an e-mail address or more of the name; nothing was changed."
    assert page.empty.text() == expected
    assert page.save_as.toolTip() == "There is nothing to save yet."


def test_a_long_print_can_be_stopped_and_leaves_nothing(page: PapersPage, tmp_path: Path, looked: Settled) -> None:
    page.choices.kinds[Kind.CONSENT].click()
    looked()
    page.save_to(tmp_path / "consent.pdf")
    assert page.work.isVisible()
    page.work._cancel.click()
    looked()
    assert (page.work._sentence.text(), list(tmp_path.glob("*.pdf"))) == ("Stopped. Nothing was written.", [])
    assert page.save_as.isEnabled()


def test_a_file_that_cannot_be_written_is_told_and_the_page_stays(
    opened: MainWindow, page: PapersPage, tmp_path: Path, looked: Settled
) -> None:
    told: list[object] = []
    opened.ctx.refused.connect(told.append)
    page.save_to(tmp_path / "no" / "where.pdf")
    looked()
    assert [str(error) for error in told] == [f"{tmp_path / 'no' / 'where.pdf'}: its folder does not exist. Make the folder first."]
    assert page.save_as.isEnabled()


def test_the_calendar_file_is_saved_from_its_own_command(opened: MainWindow, roster: RosterScreen, tmp_path: Path, looked: Settled) -> None:
    roster.open_page("roster.calendar")
    top = roster.pile.top
    assert isinstance(top, PapersPage)
    looked()
    assert "18:00–20:15 (Europe/Stockholm)" in top.empty.text()
    top.save_to(tmp_path / "council.ics")
    looked()
    assert (tmp_path / "council.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert top.note.text() == "Saved as council.ics"


def test_escape_leaves_and_the_pages_go(page: PapersPage, roster: RosterScreen, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert roster.pile.top is None


def test_in_a_small_window_choices_and_pages_take_turns(opened: MainWindow, page: PapersPage, qtbot: QtBot, qapp: QApplication) -> None:
    opened.resize(640, 400)
    qtbot.waitUntil(lambda: page.columns.one_column)
    page.columns.show_pane(0)
    assert (page.choices.isVisible(), page.pages.isVisible(), page.save_as.isVisible()) == (True, False, True)
    page.columns.show_pane(1)
    assert (page.choices.isVisible(), page.pages.isVisible(), page.save_as.isVisible()) == (False, True, True)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_list_leaves_as_a_table(opened: MainWindow, roster: RosterScreen, tmp_path: Path, settled: Settled, ending: str) -> None:
    workspace, session = opened.ctx.workspace, opened.ctx.session
    assert workspace is not None
    assert session is not None
    roster.open_page("roster.export")
    top = roster.pile.top
    assert isinstance(top, ExportPage)
    top.formats[ending].click()
    top.save_to(tmp_path / "list")
    settled()
    assert [path.name for path in tmp_path.glob("list*")] == [f"list.{ending}"]
    assert top.done.text() == f"{len(roster_lines(workspace=workspace, session=session.key))} people in list.{ending}"
