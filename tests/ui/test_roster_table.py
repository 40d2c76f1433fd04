"""The roster by keyboard: found in, sorted, typed into, chosen from, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from council_app.domain.attending import Cell
from council_app.domain.enums import AttendanceStatus
from council_app.services import attending
from council_app.services.roster import roster_lines
from council_app.ui.core.celledit import CellEditor
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.core.table import Column, Order, RowsModel
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.programme.sessions import SessionsPage
from council_app.ui.screens.programme.view import ProgrammeScreen
from council_app.ui.screens.roster.adding import AddPage
from council_app.ui.screens.roster.models import STATUS
from council_app.ui.screens.roster.people.page import PersonPage
from council_app.ui.screens.roster.view import RosterScreen
from tests import factories as given

Visit = Callable[[Place], Screen]
Settled = Callable[[], None]
ENTER, TAB, ESCAPE, DOWN, F2, SPACE = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Down,
    Qt.Key.Key_F2,
    Qt.Key.Key_Space,
)
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def roster(opened: MainWindow, visit: Visit, qtbot: QtBot) -> RosterScreen:
    screen = visit(Place.ROSTER)
    assert isinstance(screen, RosterScreen)
    opened.activateWindow()
    qtbot.waitUntil(lambda: screen.filters.box.hasFocus())
    return screen


def names(roster: RosterScreen) -> list[str]:
    return [row.line.name for row in roster.model.rows]


def column(roster: RosterScreen, key: str) -> int:
    return [each.key for each in roster.model.columns].index(key)


def cell(roster: RosterScreen, name: str, key: str) -> str:
    return str(roster.model.index(names(roster).index(name), column(roster, key)).data())


def stand_on(roster: RosterScreen, name: str, key: str) -> None:
    roster.table.setFocus()
    roster.table.setCurrentIndex(roster.model.index(names(roster).index(name), column(roster, key)))


def editor(roster: RosterScreen) -> CellEditor:
    found = roster.table._editor
    assert found is not None
    return found


def type_over(roster: RosterScreen, text: str, key: Qt.Key = ENTER) -> None:
    editor(roster).selectAll()
    QTest.keyClicks(editor(roster), text)
    QTest.keyClick(editor(roster), key)


def test_a_list_is_found_in_sorted_typed_into_chosen_from_and_undone_without_a_mouse(
    opened: MainWindow, roster: RosterScreen, settled: Settled
) -> None:
    box, table = roster.filters.box, roster.table
    assert opened.focusWidget() is box
    QTest.keyClicks(box, "wait")
    assert [roster.model.index(row, column(roster, STATUS)).data() for row in range(3)] == ["waiting · 1", "waiting · 2", "waiting · 3"]
    QTest.keyClick(box, DOWN)
    assert opened.focusWidget() is table
    opened.actions_table.run("roster.sort")
    assert roster.model.order == Order(Cell.NAME, descending=True)
    assert names(roster) == sorted(names(roster), reverse=True)
    opened.actions_table.run("roster.sort")

    stand_on(roster, "Anton Sköld", Cell.NAME)
    QTest.keyClick(table, F2)
    type_over(roster, "Anton Skold")
    settled()
    assert names(roster)[0] == "Anton Skold"
    assert opened.frame.notice.accessibleName() == "Done: Change a name"
    opened.undo()
    settled()
    assert names(roster)[0] == "Anton Sköld"

    QTest.keyClick(table, Qt.Key.Key_Home, CONTROL)
    QTest.keyClick(table, DOWN, SHIFT)
    assert roster.bar.count.text() == "2 chosen"
    QTest.keyClicks(roster.bar.segment, "vip")
    QTest.keyClick(roster.bar.segment, ENTER)
    settled()
    assert [cell(roster, name, Cell.SEGMENTS) for name in names(roster)[:2]] == ["new customer, vip", "heavy user, vip"]
    assert [line.name for line in roster.chosen] == names(roster)[:2]

    first, second = names(roster)[:2]
    table.choose([roster.model.rows[1].line.id])
    QTest.mouseClick(roster.bar.promote, Qt.MouseButton.LeftButton)
    settled()
    assert opened.frame.notice.accessibleName() == "Done: Promote one person ahead of others who wait"
    box.clear()
    assert (cell(roster, first, STATUS), cell(roster, second, STATUS)) == ("waiting · 1", "confirmed")
    opened.undo()
    settled()
    assert cell(roster, second, STATUS) == "waiting · 2"


def test_what_cannot_stand_is_said_at_the_cell_the_text_stays_and_escape_restores(
    opened: MainWindow, roster: RosterScreen, settled: Settled
) -> None:
    kept_before = opened.frame.rail.save_state.accessibleName()
    opened.actions_table.run("roster.contact")
    stand_on(roster, "Aisha Rahimi", Cell.EMAIL)
    QTest.keyClick(roster.table, ENTER)
    for typed, said in (
        ("aisha@", "aisha@: not an e-mail address. Type one address such as name@example.org, or none."),
        (
            "Anton.Skold@example.org",
            "anton.skold@example.org: somebody else has this address. Two rows of one human can be merged on the page of either.",
        ),
    ):
        type_over(roster, typed)
        settled()
        assert (editor(roster).text(), editor(roster).accessibleDescription()) == (typed, said)
        assert editor(roster)._complaint.isVisible()
    assert opened.frame.rail.save_state.accessibleName() == kept_before
    QTest.keyClick(editor(roster), ESCAPE)
    assert opened.frame.rail.save_state.accessibleName() == kept_before
    assert not roster.table.editing
    assert cell(roster, "Aisha Rahimi", Cell.EMAIL) == "aisha.rahimi@example.com"
    assert opened.focusWidget() is roster.table


def test_tab_goes_from_cell_to_cell_and_each_is_a_change_of_its_own(opened: MainWindow, roster: RosterScreen, settled: Settled) -> None:
    roster.show_view("needs")
    stand_on(roster, "Aisha Rahimi", Cell.ACCESS_NEEDS)
    QTest.keyClick(roster.table, F2)
    type_over(roster, "step-free", TAB)
    settled()
    type_over(roster, "no nuts", TAB)
    settled()
    at = roster.table.currentIndex()
    assert (roster.model.row(at).line.name, roster.model.columns[at.column()].key, roster.table.editing) == ("Anton Sköld", Cell.NAME, True)
    QTest.keyClick(editor(roster), ESCAPE)
    assert (cell(roster, "Aisha Rahimi", Cell.ACCESS_NEEDS), cell(roster, "Aisha Rahimi", Cell.DIETARY)) == ("step-free", "no nuts")
    opened.undo()
    settled()
    assert (cell(roster, "Aisha Rahimi", Cell.ACCESS_NEEDS), cell(roster, "Aisha Rahimi", Cell.DIETARY)) == ("step-free", "Halal")


def test_going_elsewhere_keeps_what_was_typed_and_a_double_click_begins(opened: MainWindow, roster: RosterScreen, settled: Settled) -> None:
    stand_on(roster, "Aisha Rahimi", Cell.GUESTS)
    place = roster.table.visualRect(roster.table.currentIndex()).center()
    QTest.mouseDClick(roster.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClicks(editor(roster), "2")
    roster.to_filter()
    settled()
    assert (cell(roster, "Aisha Rahimi", Cell.GUESTS), roster.table.editing) == ("+2", False)
    assert roster.strip.figures["plus"].accessibleName() == "2 plus-ones"
    assert opened.focusWidget() is roster.filters.box


def test_another_session_takes_a_cell_out_of_hand(opened: MainWindow, roster: RosterScreen, settled: Settled) -> None:
    stand_on(roster, "Aisha Rahimi", Cell.NAME)
    QTest.keyClick(roster.table, F2)
    QTest.keyClicks(editor(roster), "Half a na")
    opened.ctx.choose_session("london-2026-10-evening")
    settled()
    assert (roster.table.editing, roster.chosen) == (False, ())
    opened.ctx.choose_session("stockholm-2026-11-evening")
    settled()
    assert "Aisha Rahimi" in names(roster)


def test_a_standing_is_one_of_those_that_may_follow(opened: MainWindow, roster: RosterScreen, settled: Settled) -> None:
    stand_on(roster, "Anton Sköld", STATUS)
    QTest.keyClick(roster.table, ENTER)
    offers = editor(roster)._offers
    assert [offers.item(row).text() for row in range(offers.count())] == ["waiting", "confirmed", "cancelled"]
    type_over(roster, "arrived")
    assert editor(roster).accessibleDescription() == "Type one of these: “waiting”, “confirmed” and “cancelled”."
    type_over(roster, "can")
    settled()
    assert (cell(roster, "Anton Sköld", STATUS), cell(roster, "Beatrice Lund", STATUS)) == ("cancelled", "waiting · 1")
    assert opened.frame.notice.accessibleName() == "Done: Cancel one registration"
    stand_on(roster, "Aisha Rahimi", STATUS)
    QTest.keyClick(roster.table, ENTER)
    type_over(roster, "cancelled")
    assert editor(roster).accessibleDescription() == "Arriving is noted at the door."
    QTest.keyClick(editor(roster), ESCAPE)


def test_segments_are_completed_from_those_in_use(roster: RosterScreen, settled: Settled) -> None:
    stand_on(roster, "Aisha Rahimi", Cell.SEGMENTS)
    QTest.keyClick(roster.table, ENTER)
    line = editor(roster)
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClicks(line, ", cust")
    assert [line._offers.item(row).text() for row in range(line._offers.count())] == ["new customer"]
    QTest.keyClick(line, DOWN)
    QTest.keyClick(line, ENTER)
    assert line.text() == "complained, new customer"
    QTest.keyClick(line, ENTER)
    settled()
    assert cell(roster, "Aisha Rahimi", Cell.SEGMENTS) == "complained, new customer"


def test_enter_on_a_name_opens_the_person_and_coming_back_gives_the_row_the_keyboard(
    opened: MainWindow, roster: RosterScreen, settled: Settled
) -> None:
    stand_on(roster, "Aisha Rahimi", Cell.NAME)
    QTest.keyClick(roster.table, ENTER)
    settled()
    page = roster.pile.top
    assert isinstance(page, PersonPage)
    assert page.person == roster.model.row(roster.table.currentIndex()).line.person_id
    page.leave()
    assert opened.focusWidget() is roster.table


def test_chips_narrow_the_list_and_everybody_is_one_click_away(roster: RosterScreen) -> None:
    filters, everybody = roster.filters, len(names(roster))
    filters.status.choose(["waiting"])
    assert (filters.status.accessibleName(), len(names(roster))) == ("Status: waiting", 7)
    filters.segment.choose(["heavy user"])
    assert set(names(roster)) < {line.line.name for line in roster.model._given}
    assert {cell(roster, name, Cell.SEGMENTS) for name in names(roster)} == {"heavy user"}
    QTest.keyClick(filters.status, Qt.Key.Key_Delete)
    QTest.keyClick(filters.segment, Qt.Key.Key_Delete)
    assert len(names(roster)) == everybody
    QTest.keyClick(filters.consent, SPACE)
    assert all(cell(roster, name, "consent") != "6 of 6 allowed" for name in names(roster))
    QTest.keyClicks(filters.box, "nobody at all")
    assert (names(roster), roster.nobody.isVisible()) == ([], True)
    roster._show_everybody()
    assert (len(names(roster)), roster.table.isVisible()) == (everybody, True)


def test_only_the_chosen_cohort_shows(opened: MainWindow, roster: RosterScreen, settled: Settled) -> None:
    some = frozenset(row.line.id for row in roster.model.rows[:3])
    wanted = names(roster)[:3]
    opened.ctx.cohort_members = some
    opened.ctx.cohort_changed.emit()
    settled()
    assert names(roster) == wanted


def test_a_click_on_a_title_sorts_in_the_alphabet_of_the_language_and_blanks_come_last(roster: RosterScreen) -> None:
    head, index = roster.table.horizontalHeader(), column(roster, "seat")
    place = QPoint(head.sectionViewportPosition(index) + 10, 10)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    seats = [row.line.seat for row in roster.model.rows]
    there = [seat for seat in seats if seat]
    assert seats == sorted(there) + [None] * (len(seats) - len(there))
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [row.line.seat for row in roster.model.rows] == sorted(there, reverse=True) + [None] * (len(seats) - len(there))


def test_many_are_chosen_by_space_and_ctrl_a_and_stay_chosen_when_sorted(roster: RosterScreen) -> None:
    stand_on(roster, "Aisha Rahimi", Cell.NAME)
    QTest.keyClick(roster.table, DOWN, CONTROL)
    QTest.keyClick(roster.table, SPACE)
    chosen = [line.name for line in roster.chosen]
    assert chosen == ["Aisha Rahimi", "Anton Sköld"]
    roster.table.sort_by(Order(Cell.NAME, descending=True))
    assert [line.name for line in roster.chosen] == chosen[::-1]
    QTest.keyClick(roster.table, Qt.Key.Key_A, CONTROL)
    assert len(roster.chosen) == len(names(roster))
    QTest.keyClick(roster.table, ESCAPE)
    assert (roster.chosen, roster.bar.isVisible()) == ((), False)


def test_what_cannot_be_done_with_the_chosen_says_why(opened: MainWindow, roster: RosterScreen, settled: Settled) -> None:
    stand_on(roster, "Aisha Rahimi", Cell.NAME)
    bar = roster.bar
    assert (bar.off.isEnabled(), bar.off.toolTip()) == (False, "Who was there stays on the list.")
    assert (bar.status.isEnabled(), bar.status.toolTip()) == (False, "Who is in was let in at the door.")
    assert (bar.add.isEnabled(), bar.add.toolTip()) == (False, "Type a segment first.")
    assert (bar.promote.isVisible(), bar.move_to.isVisible()) == (False, False)
    stand_on(roster, "Anton Sköld", Cell.NAME)
    QTest.mouseClick(bar.off, Qt.MouseButton.LeftButton)
    settled()
    assert "Anton Sköld" not in names(roster)
    opened.undo()
    settled()
    assert "Anton Sköld" in names(roster)


def test_chairs_are_raised_and_the_next_promoted(opened: MainWindow, roster: RosterScreen, settled: Settled) -> None:
    opened.actions_table.run("roster.room")
    chairs, target = roster.strip.form.findChildren(QLineEdit)
    assert (opened.focusWidget(), chairs.text(), target.text()) == (chairs, "26", "20")
    for typed in ("none", "18"):
        chairs.selectAll()
        QTest.keyClicks(chairs, typed)
        QTest.keyClick(chairs, ENTER)
        assert chairs.property("wrong") == ("true" if typed == "none" else "false")
    settled()
    assert roster.strip.figures["chairs"].accessibleName() == "18 chairs"
    assert roster.strip.promote.toolTip() == "Every chair is taken: raise their number or cancel somebody first."
    opened.undo()
    settled()
    opened.actions_table.run("roster.promote")
    settled()
    assert (opened.frame.notice.accessibleName(), cell(roster, "Anton Sköld", STATUS)) == (
        "Done: Promote one person from the waiting list",
        "confirmed",
    )
    opened.actions_table.run("roster.waiting")
    assert [row.line.place for row in roster.model.rows] == [1, 2, 3, 4, 5, 6]


def test_somebody_is_added_by_a_form_that_keeps_what_was_typed(opened: MainWindow, roster: RosterScreen, settled: Settled) -> None:
    opened.actions_table.run("roster.add")
    page = roster.pile.top
    assert isinstance(page, AddPage)
    assert (roster.add.isVisible(), opened.focusWidget()) == (False, page.edits[Cell.NAME])
    QTest.keyClick(page.edits[Cell.NAME], ENTER)
    settled()
    assert page.edits[Cell.NAME].accessibleDescription() == "A name is needed. Type what they are called."
    QTest.keyClicks(page.edits[Cell.NAME], "Zoe Ek")
    QTest.keyClicks(page.edits[Cell.EMAIL], "aisha.rahimi@example.com")
    QTest.keyClick(page.edits[Cell.EMAIL], ENTER)
    settled()
    assert page.edits[Cell.EMAIL].accessibleDescription().startswith("aisha.rahimi@example.com: somebody of this address is on the list.")
    page.leave()
    assert (roster.pile.top, page.trouble.text()) == (page, "They are not on the list yet. Go back once more to leave it so.")
    page.edits[Cell.EMAIL].clear()
    QTest.keyClicks(page.edits[Cell.EMAIL], "zoe@example.org")
    QTest.keyClick(page.edits[Cell.EMAIL], ENTER)
    settled()
    assert (roster.pile.top, opened.frame.notice.accessibleName()) == (None, "Zoe Ek is on the list.")
    assert cell(roster, "Zoe Ek", STATUS) == "confirmed"


TWO_SITTINGS = given.PLAN.replace(
    "      - {key: bristol-am",
    '      - {key: bristol-pm, starts: "18:00", ends: "20:00", capacity: 2}\n      - {key: bristol-am',
)
BOTH = """
council: 1
people:
  - {email: ada@example.org, name: Ada Lind, session: bristol-am, status: confirmed}
  - {email: gia@example.org, name: Gia Pell, session: bristol-am, status: confirmed}
  - {email: gia@example.org, name: Gia Pell, session: bristol-pm, status: confirmed}
"""


def test_two_sittings_stand_side_by_side_and_people_move_between_them(window: MainWindow, settled: Settled, tmp_path: Path) -> None:
    made = given.workspace(tmp_path, BOTH, plan=TWO_SITTINGS)
    made.close()
    window.open_path(tmp_path / "w.council")
    settled()
    window.ctx.choose_session("bristol-am")
    window.show_place(Place.ROSTER)
    settled()
    roster = window.frame.front
    assert isinstance(roster, RosterScreen)
    assert [roster.strip._sitting_row.itemAt(row).widget().accessibleName() for row in range(2)] == [
        "18:00: 1 of 2 confirmed, 0 waiting",
        "1 person is on both lists and takes two chairs.",
    ]
    assert [roster.model.columns[1].aside(row) for row in roster.model.rows if roster.model.columns[1].aside] == ["", "also 18:00"]
    roster.table.choose([row.line.id for row in roster.model.rows])
    roster.bar.move_asked.emit("bristol-pm")
    settled()
    assert [(row.line.name, row.line.status) for row in roster.model.rows] == [("Gia Pell", AttendanceStatus.CANCELLED)]
    roster.strip.sitting_asked.emit("bristol-pm")
    settled()
    assert names(roster) == ["Ada Lind", "Gia Pell"]


def test_an_empty_roster_offers_the_import_a_form_and_the_sample(window: MainWindow, settled: Settled, tmp_path: Path) -> None:
    given.workspace(tmp_path).close()
    window.open_path(tmp_path / "w.council")
    settled()
    window.show_place(Place.ROSTER)
    settled()
    roster = window.frame.front
    assert isinstance(roster, RosterScreen)
    assert roster._layers.currentIndex() == 1
    assert (roster.add.isVisible(), roster.bring.isVisible()) == (False, False)
    workspace = window.ctx.workspace
    assert workspace is not None
    attending.register(workspace=workspace, session=given.SESSION, name="Zoe")
    assert len(roster_lines(workspace=workspace, session=given.SESSION)) == 1


START = datetime(2026, 1, 1, tzinfo=UTC)


def test_rows_are_sorted_looked_through_and_held(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = RowsModel[tuple[str, str]](
        (
            Column("Name", lambda row: row[0], key="name", typed=lambda row: row[0]),
            Column("Day", lambda row: row[1], key="day", sort=lambda row: (START + timedelta(days=int(row[1]))).timestamp()),
        ),
        identity=lambda row: row[0],
        tag="sv",
    )
    qtmodeltester.check(model)
    model.show_rows([("Östen", "10"), ("Zoe", "9"), ("P10", "9"), ("P2", "10"), ("", "9"), ("åke", "1")])

    def shown() -> list[str]:
        return [row[0] for row in model.rows]

    model.sort_by(Order("name"))
    assert shown() == ["P2", "P10", "Zoe", "åke", "Östen", ""]
    model.sort_by(Order("name", descending=True))
    assert shown() == ["Östen", "åke", "Zoe", "P10", "P2", ""]
    model.sort_by(Order("day"))
    assert shown() == ["åke", "Zoe", "P10", "", "Östen", "P2"]
    model.keep(lambda row: row[0].startswith("P"))
    assert shown() == ["P10", "P2"]
    model.hold(held=True)
    model.show_rows([("P2", "1"), ("P10", "9"), ("P3", "2")])
    assert model.rows == (("P10", "9"), ("P2", "1"))
    model.hold(held=False)
    assert shown() == ["P2", "P3", "P10"]
    assert bool(model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable)
    assert not bool(model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable)
    qtmodeltester.check(model)


def test_the_programmes_list_is_as_it_was(opened: MainWindow, visit: Visit) -> None:
    programme = visit(Place.PROGRAMME)
    assert isinstance(programme, ProgrammeScreen)
    programme.open_sessions()
    page = programme.pile.top
    assert isinstance(page, SessionsPage)
    assert page.table.selectionMode() is QAbstractItemView.SelectionMode.SingleSelection
    assert not page.table.horizontalHeader().sectionsClickable()


def test_what_the_file_did_not_take_is_not_saved_until_something_is(opened: MainWindow, roster: RosterScreen, settled: Settled) -> None:
    workspace = opened.ctx.workspace
    assert workspace is not None
    state = opened.frame.rail.save_state
    stand_on(roster, "Aisha Rahimi", Cell.NAME)
    QTest.keyClick(roster.table, F2)
    workspace.read_only = True
    type_over(roster, "Aisha R")
    settled()
    assert state.accessibleName() == "Not saved. the workspace is open for reading only"
    QTest.keyClick(editor(roster), ESCAPE)
    assert state.accessibleName() == "Not saved. the workspace is open for reading only"
    workspace.read_only = False
    QTest.keyClick(roster.table, F2)
    type_over(roster, "Aisha R")
    settled()
    assert state.accessibleName().startswith("Saved ")
