"""The import of a roster, walked through with keyboard and mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from council_app.i18n import translator
from council_app.services import demo
from council_app.services.roster import roster_lines
from council_app.services.roster_import import Fate, Field
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.core.table import Column
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.roster.importing.cells import CellsModel
from council_app.ui.screens.roster.importing.file_step import DropPlace
from council_app.ui.screens.roster.importing.page import ImportPage
from council_app.ui.screens.roster.importing.rows import CellRow, Mark
from council_app.ui.screens.roster.importing.steps import Step
from council_app.ui.screens.roster.view import RosterScreen

Settled = Callable[[], None]
ENTER = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier

GUESTS = """Full name;E-post;Mobil;Status;Får vi fotografera dig?
Ines Varg;ines@example.org;070-174 06 31;Kommer;Ja
Otto Lund;otto@example;070-174 06 32;Kommer;Nej
Pia Storm;pia@example.org;ring mig;Kommer;
INES VARG;INES@example.org;;Kommer;Ja
"""


@pytest.fixture
def guests(tmp_path: Path) -> Path:
    path = tmp_path / "guests.csv"
    path.write_bytes(GUESTS.encode("cp1252"))
    return path


@pytest.fixture
def page(opened: MainWindow, visit: Callable[[Place], Screen], settled: Settled) -> ImportPage:
    """The import, opened by its shortcut's command."""
    roster = visit(Place.ROSTER)
    assert isinstance(roster, RosterScreen)
    opened.actions_table.run("roster.import")
    settled()
    top = roster.pile.top
    assert isinstance(top, ImportPage)
    return top


def names(window: MainWindow) -> set[str]:
    workspace = window.ctx.workspace
    assert workspace is not None
    return {line.name for line in roster_lines(workspace=workspace, session=demo.SESSION)}


def shown(page: ImportPage, key: str) -> list[str]:
    model = page.preview.pane.table.cells if page.step is Step.PREVIEW else page.result.pane.table.cells
    return [row.texts.get(key, "") for row in model.rows]


def forward(page: ImportPage, settled: Settled) -> None:
    QTest.keyClick(page, ENTER, CONTROL)
    settled()


def point(page: ImportPage, row: int, key: str) -> None:
    """Take a cell of the table at hand."""
    table = page.preview.pane.table if page.step is Step.PREVIEW else page.result.pane.table
    column = [column.key for column in table.cells.columns].index(key)
    table.setCurrentIndex(table.cells.index(row, column))


def typed_into(page: ImportPage, text: str) -> None:
    """Correct the cell at hand by keyboard."""
    table = page.preview.pane.table if page.step is Step.PREVIEW else page.result.pane.table
    QTest.keyClick(table, ENTER)
    editor = table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, ENTER)


def test_a_list_goes_from_file_to_roster_by_keyboard_and_back_by_one_undo(
    opened: MainWindow, page: ImportPage, guests: Path, settled: Settled
) -> None:
    before = names(opened)
    assert page.next.toolTip() == "Choose a file first."
    page.file.take(guests)
    settled()
    assert (page.file.encoding.text(), page.file.delimiter.text()) == ("Western European (Windows-1252)", "Semicolon")
    forward(page, settled)
    assert [row.chooser.value for row in page.columns.rows.values()] == ["name", "email", "phone", "status", "consent"]
    forward(page, settled)
    assert page.preview.counts.text() == "2 new   0 on the waiting list   0 already on the list   1 repeated in the file   1 rejected"
    assert shown(page, "name") == ["Ines Varg", "Otto Lund", "Pia Storm", "Ines Varg"]
    assert shown(page, "fate") == ["new", "rejected", "new", "same as line 2"]
    assert names(opened) == before
    forward(page, settled)
    assert page.step is Step.RESULT
    assert page.result.title.text() == "2 people were added."
    assert page.result.counts.text() == page.preview.counts.text()
    assert names(opened) - before == {"Ines Varg", "Pia Storm"}
    opened.undo()
    settled()
    assert names(opened) == before
    assert opened.frame.front.pile.top is None  # type: ignore[union-attr]


def test_a_dropped_file_is_read(page: ImportPage, guests: Path, settled: Settled) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(guests))])
    place = page.file.findChild(DropPlace)
    assert isinstance(place, DropPlace)
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    place.dropEvent(drop)
    settled()
    assert page.draft is not None
    assert len(page.draft.table.rows) == 4


def test_what_was_found_out_about_a_file_can_be_changed_by_hand(page: ImportPage, guests: Path, settled: Settled) -> None:
    page.file.take(guests)
    settled()
    page.file.encoding.choose("mac_roman")
    settled()
    assert page.draft is not None
    assert page.draft.table.headers[-1] != "Får vi fotografera dig?"
    page.file.delimiter.choose(",")
    settled()
    assert len(page.draft.table.headers) == 1
    page.file.header_line.choose("0")
    settled()
    assert page.draft.table.headers == ("Column 1",)
    page.file.encoding.choose("utf-8")
    settled()
    assert page.file._trouble.text().startswith(f"{guests}: the text is damaged or in an unknown encoding.")


def test_bytes_that_are_no_letters_are_said_beside_the_file(page: ImportPage, tmp_path: Path, settled: Settled) -> None:
    path = tmp_path / "guests.csv"
    path.write_bytes("Name,E-mail\nÅsa Öst,asa@example.org\nZo".encode() + b"\xeb,zoe@example.org\n")
    page.file.take(path)
    settled()
    assert (page.file.encoding.text(), page.file.damaged.isVisible()) == ("Unicode (UTF-8)", True)
    assert page.file.damaged.text().startswith("In 1 place, what stands in the file is no letter.")
    path.write_text("Name,E-mail\nÅsa Öst,asa@example.org\n", encoding="utf-8")
    page.file.take(path)
    settled()
    assert not page.file.damaged.isVisible()


def test_a_column_left_out_for_another_of_its_header_is_said(page: ImportPage, tmp_path: Path, settled: Settled) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("Name,Name,Email\nÅsa,Åsa Öst,asa@example.org\n", encoding="utf-8")
    page.file.take(path)
    settled()
    forward(page, settled)
    assert page.columns.left_out.text.text() == "One column is left out, because another of the same header is read: “Name (2)”."
    page.columns.rows["Name (2)"].chooser.choose("name")
    assert page.columns.left_out.text.text() == "One column is left out, because another of the same header is read: “Name”."
    page.columns.rows["Name"].chooser.choose("first_name")
    assert not page.columns.left_out.isVisible()


def test_another_sheet_is_chosen(page: ImportPage, tmp_path: Path, settled: Settled) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "guests.xlsx"))
    for name, guest in (("Morning", "Ines Varg"), ("Evening", "Otto Lund")):
        sheet = book.add_worksheet(name)
        sheet.write_column(0, 0, ["Name", guest])
    book.close()
    page.file.take(tmp_path / "guests.xlsx")
    settled()
    assert (page.file.sheet.text(), page.file.encoding.isVisible(), page.file.delimiter.isVisible()) == ("Morning", False, False)
    page.file.sheet.choose("Evening")
    settled()
    assert page.draft is not None
    assert [row.cells for row in page.draft.table.rows] == [("Otto Lund",)]


def test_a_file_that_is_no_list_is_said_where_it_was_chosen(page: ImportPage, tmp_path: Path, settled: Settled) -> None:
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    page.file.take(path)
    settled()
    assert page.file._trouble.text() == f"{path}: not a table that can be read. Choose a CSV, TSV, XLSX or ODS file."
    assert not page.next.isEnabled()


def test_columns_are_changed_by_hand_and_remembered_for_the_next_list(
    opened: MainWindow, page: ImportPage, tmp_path: Path, settled: Settled
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Who,Reach\nIvar Nord,ivar@example.org\n", encoding="utf-8")
    page.file.take(path)
    settled()
    forward(page, settled)
    page.columns.rows["Reach"].chooser.choose("ignore")
    assert page.next.toolTip() == "Say which column holds the name or the e-mail address."
    page.columns.rows["Who"].chooser.choose("email")
    page.columns.rows["Reach"].chooser.choose("email")
    assert page.columns.rows["Who"].chooser.value == "ignore"
    page.columns.rows["Who"].chooser.choose("name")
    forward(page, settled)
    forward(page, settled)
    page.leave()
    opened.actions_table.run("roster.import")
    roster = opened.frame.front
    assert isinstance(roster, RosterScreen)
    again = roster.pile.top
    assert isinstance(again, ImportPage)
    again.file.take(path)
    settled()
    forward(again, settled)
    assert again.draft is not None
    assert (again.draft.remembered, again.draft.mapping) == (True, {"Who": Field.NAME, "Reach": Field.EMAIL})
    assert not again.columns._note.isHidden()


def test_problems_are_marked_in_their_cells_and_put_right_there(page: ImportPage, guests: Path, settled: Settled) -> None:
    page.file.take(guests)
    settled()
    forward(page, settled)
    forward(page, settled)
    QTest.mouseClick(page.preview.troubled, Qt.MouseButton.LeftButton)
    assert shown(page, "line") == ["3", "4", "5"]
    point(page, 0, "email")
    assert page.preview.pane.reason.text() == "Line 3, “E-post”: not an e-mail address. Enter corrects it here."
    typed_into(page, "otto@example.org")
    settled()
    assert page.preview.counts.text().startswith("3 new")
    assert shown(page, "line") == ["4", "5"]


def test_escape_takes_back_what_is_typed_and_going_on_keeps_it(
    opened: MainWindow, page: ImportPage, guests: Path, settled: Settled
) -> None:
    page.file.take(guests)
    settled()
    forward(page, settled)
    forward(page, settled)
    for key, modifier in ((Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (ENTER, CONTROL)):
        point(page, 1, "email")
        table = page.preview.pane.table
        QTest.keyClick(table, ENTER)
        editor = table.viewport().findChild(QLineEdit)
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, "otto@example.org")
        QTest.keyClick(editor, key, modifier)
        settled()
        assert page.step is Step.PREVIEW
        if key == Qt.Key.Key_Escape:
            assert shown(page, "email")[1] == "otto@example"
    assert shown(page, "email")[1] == "otto@example.org"
    assert "Ines Varg" not in names(opened)


def test_repeated_people_are_merged_only_when_told(page: ImportPage, guests: Path, settled: Settled) -> None:
    page.file.take(guests)
    settled()
    forward(page, settled)
    forward(page, settled)
    assert page.preview.apart.isChecked()
    QTest.mouseClick(page.preview.merged, Qt.MouseButton.LeftButton)
    settled()
    assert shown(page, "fate")[3] == "merged with line 2"
    forward(page, settled)
    assert page.result.title.text() == "2 people were added, 1 filled in."


def test_rejected_rows_are_corrected_in_place_and_added(opened: MainWindow, page: ImportPage, guests: Path, settled: Settled) -> None:
    page.file.take(guests)
    settled()
    for _ in range(3):
        forward(page, settled)
    assert (shown(page, "line"), page.result.add.isEnabled()) == (["3"], False)
    point(page, 0, "email")
    table = page.result.pane.table
    QTest.keyClick(table, ENTER)
    editor = table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("")
    QTest.keyClicks(editor, "otto@")
    assert page.result.pane.reason.text() == "Line 3, “E-post”: not an e-mail address."
    QTest.keyClicks(editor, "example.org")
    assert page.result.pane.reason.text() == "Line 3 can be added so."
    QTest.keyClick(editor, ENTER)
    settled()
    assert shown(page, "fate") == ["can be added"]
    assert page.result.add.text() == "Add the corrected row"
    QTest.mouseClick(page.result.add, Qt.MouseButton.LeftButton)
    settled()
    assert "Otto Lund" in names(opened)
    assert page.result.title.text() == "3 people were added."
    assert page.result.open_lines == frozenset()
    opened.undo()
    settled()
    assert "Otto Lund" not in names(opened)
    assert "Ines Varg" in names(opened)


def test_rejected_rows_are_saved_with_their_reasons(page: ImportPage, guests: Path, tmp_path: Path, settled: Settled) -> None:
    page.file.take(guests)
    settled()
    for _ in range(3):
        forward(page, settled)
    page.result.save_asked.emit(tmp_path / "rejected.csv")
    settled()
    lines = (tmp_path / "rejected.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1] == "3,E-post,not an e-mail address,Otto Lund,otto@example,070-174 06 32,Kommer,Nej"


def test_going_back_and_leaving_change_nothing(opened: MainWindow, page: ImportPage, guests: Path, settled: Settled) -> None:
    before = names(opened)
    page.file.take(guests)
    settled()
    forward(page, settled)
    forward(page, settled)
    page.before.click()
    assert page.step is Step.COLUMNS
    page.before.click()
    assert page.step is Step.FILE
    QTest.keyClick(page, Qt.Key.Key_Escape)
    settled()
    roster = opened.frame.front
    assert isinstance(roster, RosterScreen)
    assert roster.pile.top is None
    assert names(opened) == before


def test_a_long_import_is_stopped_by_escape_and_keeps_nobody(
    opened: MainWindow, page: ImportPage, tmp_path: Path, settled: Settled, qtbot: QtBot
) -> None:
    before = names(opened)
    path = tmp_path / "many.csv"
    path.write_text("Name,Email\n" + "".join(f"Guest {n},g{n}@example.org\n" for n in range(10_000)), encoding="utf-8")
    page.file.take(path)
    settled()
    forward(page, settled)
    forward(page, settled)
    assert page.preview.pane.table.cells.rowCount() == 10_000
    page.go_on()
    assert page.work.busy
    assert not page.next.isEnabled()
    page.leave()
    settled()
    assert (page.step, names(opened)) == (Step.PREVIEW, before)
    assert opened.frame.notice.accessibleName() == "Stopped; the roster is as it was."
    page.leave()
    roster = opened.frame.front
    assert isinstance(roster, RosterScreen)
    assert roster.pile.top is None


def test_the_rows_of_a_preview_are_a_model(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    keys = ("line", "fate", "email")
    columns: list[Column[CellRow]] = [Column(key, lambda row, key=key: row.texts[key], key=key) for key in keys]
    model = CellsModel(columns, translator("en"))
    wrong = Mark("not an e-mail address", "E-post", "otto@example", refuses=True)
    model.show_rows(
        [
            CellRow(2, Fate.NEW, {"line": "2", "fate": "new", "email": "a@example.org"}, {}),
            CellRow(3, Fate.REJECTED, {"line": "3", "fate": "rejected", "email": "otto@example"}, {"email": (wrong,)}),
        ]
    )
    qtmodeltester.check(model)
    told: list[tuple[int, str, str]] = []
    model.corrected.connect(lambda *values: told.append(values))
    cell = model.index(1, 2)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "otto@example\nnot an e-mail address"
    assert not model.setData(model.index(0, 2), "b@example.org")
    assert model.setData(cell, "otto@example.org")
    assert told == [(3, "E-post", "otto@example.org")]
