"""People across sessions, by keyboard and mouse: their page and rights, the same person twice, and how long everybody is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from council_app.db.models import Attendance, Note, Publication
from council_app.domain.duplicates import Strength
from council_app.domain.enums import Purpose
from council_app.errors import m_
from council_app.i18n import translator
from council_app.services import demo, roster
from council_app.services.duplicates import Brief, Pair
from council_app.services.plan import apply_plan, dump_workspace
from council_app.services.retention import keep_until, retention
from council_app.services.workspace import Workspace, check, open_workspace
from council_app.settings import LANGUAGE
from council_app.ui.core.page import Page
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.roster.people.confirm import ConfirmErasure
from council_app.ui.screens.roster.people.duplicates import DuplicatesPage
from council_app.ui.screens.roster.people.page import PersonPage
from council_app.ui.screens.roster.people.pairs import PairsModel
from council_app.ui.screens.roster.people.retention import RetentionPage
from council_app.ui.screens.roster.view import RosterScreen
from tests.ui.conftest import Settled

Visit = Callable[[Place], Screen]
SESSION = demo.SESSION
TWICE = f"""
council: 1
people:
  - {{key: marta-2, name: Lindqvist Marta, phone: '+46701740613', session: {SESSION}, seat: P51, status: confirmed,
     segments: [heavy user], dietary: no nuts, access_needs: step-free}}
"""

YES = f"""
council: 1
people:
  - {{key: marta-2, session: {SESSION}, consents: [{{purpose: quote_public, wording: '2026-03', method: paper,
     granted: 2026-11-18T09:00:00+00:00}}]}}
"""


def workspace(window: MainWindow) -> Workspace:
    assert window.ctx.workspace is not None
    return window.ctx.workspace


def on_worker(window: MainWindow, settled: Settled, work: Callable[[Workspace], object]) -> object:
    """What a service answers, asked on the one thread that owns the file."""
    found: list[object] = []
    window.ctx.read(window, work, found.append)
    settled()
    return found[0]


def person_in(window: MainWindow, settled: Settled, seat: str) -> str:
    lines = on_worker(window, settled, lambda w: roster.roster_lines(workspace=w, session=SESSION))
    assert isinstance(lines, tuple)
    return str(next(line.person_id for line in lines if line.seat == seat))


def lay(window: MainWindow, screen: Screen, page: Page, settled: Settled) -> None:
    assert isinstance(screen, RosterScreen)
    screen.pile.open(page)
    settled()


def words(widget: QWidget) -> list[str]:
    """What is to be read on it."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def button(widget: QWidget, name: str) -> QPushButton:
    return next(each for each in widget.findChildren(QPushButton) if each.accessibleName() == name and each.isVisibleTo(widget))


@pytest.fixture
def page(opened: MainWindow, visit: Visit, settled: Settled) -> PersonPage:
    """Marta's page."""
    screen = visit(Place.ROSTER)
    made = PersonPage(opened.ctx, person_in(opened, settled, "P03"))
    lay(opened, screen, made, settled)
    return made


def test_a_page_says_where_they_came_what_they_raised_and_what_became_of_it(page: PersonPage) -> None:
    said = words(page)
    wanted = (
        "Marta Lindqvist",
        "marta.lindqvist@example.org",
        "Stockholm, 19 Nov 2026",
        "P03 · arrived",
        "May be quoted inside the company, not in public.",
        "What they raised, 14 notes",
        "“Paid twice because of the letter.”",
        "Reminders reach people after they have paid",
        "Sweden: planned since 20 Nov 2026, by 12 Jan 2027",
        "No report or post made from this file quotes them.",
    )
    assert [each for each in wanted if each not in said] == []
    assert page.facts is not None
    assert [stand.purpose for stand in page.facts.sittings[0].stands if stand.allowed] == [
        Purpose.NOTES,
        Purpose.QUOTE_INTERNAL,
        Purpose.CONTACT,
    ]


def test_consent_taken_back_shows_what_it_touches_and_undo_gives_it_back(
    opened: MainWindow, page: PersonPage, settled: Settled, qtbot: QtBot
) -> None:
    qtbot.mouseClick(button(page, "Withdraw: Quotes inside the company"), Qt.MouseButton.LeftButton)
    settled()
    settled()
    said = words(page)
    assert "May not be quoted." in said
    assert "14 notes are not quoted any more." in said
    assert "Insights that rest on them: reminders-cross." in said
    opened.undo()
    settled()
    settled()
    assert "May be quoted inside the company, not in public." in words(page)
    assert "What was taken back" not in words(page)


def test_everything_is_exported_into_a_folder(page: PersonPage, settled: Settled, tmp_path: Path) -> None:
    page.export(tmp_path / "out")
    settled()
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["person.json", "person.pdf"]
    assert json.loads((tmp_path / "out" / "person.json").read_text(encoding="utf-8"))["name"] == "Marta Lindqvist"
    assert any("person.json" in line for line in words(page.work))


def test_an_export_that_cannot_be_written_is_said(page: PersonPage, settled: Settled, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    page.export(tmp_path / "file")
    settled()
    assert page.work.isVisible()
    assert words(page.work)[0].startswith(str(tmp_path / "file"))


def test_erasing_asks_for_the_name_and_keeps_everything_on_escape(
    opened: MainWindow, page: PersonPage, settled: Settled, qtbot: QtBot
) -> None:
    page.look_before_erasing()
    settled()
    dialog = page.confirming
    assert isinstance(dialog, ConfirmErasure)
    assert dialog.isModal()
    assert [dialog.act.isEnabled(), dialog.act.toolTip()] == [False, "Type the name first."]
    assert any("14 notes with everything tagged on them" in line for line in words(dialog))
    QTest.keyClicks(dialog.typed, "Marta")
    QTest.keyClick(dialog.typed, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog.typed, Qt.Key.Key_Escape)
    settled()
    assert person_in(opened, settled, "P03") == page.person


def test_erased_by_keyboard_they_are_gone_and_the_way_back_is_one_key(
    opened: MainWindow, page: PersonPage, settled: Settled, qtbot: QtBot
) -> None:
    page.look_before_erasing()
    settled()
    dialog = page.confirming
    assert dialog is not None
    QTest.keyClicks(dialog.typed, "marta LINDQVIST")
    QTest.keyClick(dialog.typed, Qt.Key.Key_Return)
    settled()
    settled()
    assert page.outcome is not None
    assert page.outcome.sentence == "Erased for good."
    lines = on_worker(opened, settled, lambda w: roster.roster_lines(workspace=w, session=SESSION))
    assert isinstance(lines, tuple)
    assert [line.name for line in lines if line.name == "Marta Lindqvist"] == []
    assert on_worker(opened, settled, lambda w: check(workspace=w).problems) == ()
    with qtbot.waitActive(opened):
        opened.activateWindow()  # as a window manager does when a dialog closes
    QTest.keyClick(page.outcome, Qt.Key.Key_Escape)
    screen = opened.frame.front
    assert isinstance(screen, RosterScreen)
    assert screen.pile.top is None


def test_the_page_of_somebody_who_is_gone_closes_itself(opened: MainWindow, visit: Visit, settled: Settled) -> None:
    screen = visit(Place.ROSTER)
    lay(opened, screen, PersonPage(opened.ctx, "0" * 32), settled)
    assert isinstance(screen, RosterScreen)
    assert screen.pile.top is None


# -- the same person twice


@pytest.fixture
def pairs(opened: MainWindow, visit: Visit, settled: Settled, tmp_path: Path) -> DuplicatesPage:
    """The list, with one pair."""
    (tmp_path / "twice.yaml").write_text(TWICE, encoding="utf-8")
    on_worker(opened, settled, lambda w: apply_plan(workspace=w, path=tmp_path / "twice.yaml"))
    screen = visit(Place.ROSTER)
    made = DuplicatesPage(opened.ctx)
    lay(opened, screen, made, settled)
    settled()
    return made


def dumped(window: MainWindow, settled: Settled) -> str:
    return str(on_worker(window, settled, lambda w: dump_workspace(workspace=w, with_people=True)))


def test_two_are_merged_by_keyboard_as_chosen_and_undo_brings_both_back(
    opened: MainWindow, pairs: DuplicatesPage, settled: Settled, qtbot: QtBot
) -> None:
    before = dumped(opened, settled)
    assert pairs.list.pairs.rowCount() == 1
    said = pairs.list.pairs.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Marta Lindqvist and Lindqvist Marta. Almost certain: the same telephone number and the same names in another order"
    QTest.keyClick(pairs.list, Qt.Key.Key_Return)
    pane = pairs.compared
    assert pane is not None
    one, other = (pane.buttons[choice, pick] for choice, pick in pane.buttons)
    assert [each.isChecked() for each in (one, other)] == [True, False]
    QTest.keyClick(one, Qt.Key.Key_Right)
    assert [each.isChecked() for each in (one, other)] == [False, True]
    pairs.merge_button.click()
    settled()
    settled()
    lines = on_worker(opened, settled, lambda w: roster.roster_lines(workspace=w, session=SESSION))
    assert isinstance(lines, tuple)
    (line,) = (line for line in lines if "Lindqvist" in line.name)
    assert (line.name, line.seat, line.email, line.dietary, line.access_needs, line.segments) == (
        "Lindqvist Marta",
        "P03",
        "marta.lindqvist@example.org",
        "no nuts",
        "step-free",
        ("new customer", "heavy user"),
    )
    assert pairs.list.pairs.rowCount() == 0
    assert "Nobody seems to be here twice." in words(pairs)
    opened.undo()
    settled()
    settled()
    assert dumped(opened, settled) == before
    assert pairs.list.pairs.rowCount() == 1
    assert on_worker(opened, settled, lambda w: check(workspace=w).problems) == ()


def test_a_merge_that_ends_a_yes_lists_the_documents_until_the_next_answer(
    opened: MainWindow, pairs: DuplicatesPage, settled: Settled, tmp_path: Path
) -> None:
    """She let herself be quoted under one name and not under the other: the no counts, and what quotes her is named."""
    (tmp_path / "yes.yaml").write_text(YES, encoding="utf-8")
    on_worker(opened, settled, lambda w: apply_plan(workspace=w, path=tmp_path / "yes.yaml"))
    on_worker(opened, settled, quote_marta)
    pairs.reload()
    settled()
    pairs.merge_button.click()
    settled()
    settled()
    assert pairs.told.isVisible()
    assert pairs.told.text() == (
        "A “no” of one of the two counts now: quotes in public. Out already, and to be corrected: post about se (20 May 2026)."
    )
    opened.undo()
    settled()
    assert not pairs.told.isVisible()


def quote_marta(made: Workspace) -> None:
    """A report that stays inside, and a post, that rest on what she said."""
    at = datetime(2026, 5, 20, 12, tzinfo=UTC)
    with made.write(m_("As it was")) as writing:
        said = tuple(writing.scalars(select(Note.id).join(Attendance, Note.attendance_id == Attendance.id).where(Attendance.seat == "P03")))
        assert said != ()
        for kind, about, audience in (("report", SESSION, "internal"), ("post", "se", "external")):
            writing.add(Publication(kind=kind, about=about, audience=audience, locale="en", at=at, notes=said))


def test_told_apart_they_are_not_offered_again_until_undo(opened: MainWindow, pairs: DuplicatesPage, settled: Settled) -> None:
    pairs.apart_button.click()
    settled()
    settled()
    assert pairs.list.pairs.rowCount() == 0
    opened.undo()
    settled()
    settled()
    assert pairs.list.pairs.rowCount() == 1


def test_pairs_fit_a_small_window(opened: MainWindow, pairs: DuplicatesPage, settled: Settled, qtbot: QtBot) -> None:
    opened.resize(640, 400)
    settled()
    assert pairs.columns.one_column
    QTest.keyClick(pairs.list, Qt.Key.Key_Return)
    assert pairs.merge_button.isVisible()
    assert pairs.merge_button.mapTo(opened, pairs.merge_button.rect().bottomRight()).y() < opened.height()


def test_pairs_behave_as_qt_expects_of_a_list(qtmodeltester: ModelTester, qapp: QApplication) -> None:
    model = PairsModel(translator("en"), qapp)
    qtmodeltester.check(model)
    ada = Brief("1", "Ada Lind", "", "", 1)
    model.show_pairs([Pair(ada, Brief("2", "", "", "", 0), Strength.LIKELY, (m_("the same name"),))])
    qtmodeltester.check(model)
    assert [model.index(0, 0).data(), model.row_of("1", "2"), model.row_of("2", "1")] == ["Ada Lind and no name", 0, -1]


# -- retention


def make_due(sample: Path) -> None:
    """The people of London are kept no longer."""
    with open_workspace(path=sample, passphrase=demo.PASSPHRASE) as workspace:
        for kept in retention(workspace=workspace, today=date(2027, 1, 1)):
            if kept.city == "London":
                keep_until(workspace=workspace, council=kept.council, until=kept.held)


@pytest.fixture
def due(window: MainWindow, sample: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window, opened on a file with people whose time is over."""
    make_due(sample)
    monkeypatch.setattr("council_app.ui.screens.roster.people.retention.today", lambda: date(2027, 1, 1))
    monkeypatch.setattr("council_app.ui.mainwindow.verbs.today", lambda: date(2027, 1, 1))
    window.open_path(sample, demo.PASSPHRASE)
    settled()
    settled()
    return window


def test_opening_offers_the_due_list_and_its_people_go_in_one_action(due: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    assert due.frame.notice.isVisible()
    assert "The people of one council are kept too long." in words(due.frame.notice)
    qtbot.mouseClick(button(due.frame.notice, "Show the list"), Qt.MouseButton.LeftButton)
    settled()
    screen = due.frame.front
    assert isinstance(screen, RosterScreen)
    page = screen.pile.top
    assert isinstance(page, RetentionPage)
    assert page.model.index(0, 3).data() == "due: erase them"
    qtbot.mouseClick(page.pane.erase, Qt.MouseButton.LeftButton)
    dialog = page.confirming
    assert dialog is not None
    assert "Erase 26 people for good?" in words(dialog)
    QTest.keyClicks(dialog.typed, "London")
    QTest.keyClick(dialog.typed, Qt.Key.Key_Return)
    settled()
    settled()
    assert page.outcome is not None
    assert page.outcome.sentence == "26 people were erased for good."
    found = on_worker(due, settled, lambda w: retention(workspace=w, today=date(2027, 1, 1)))
    assert isinstance(found, tuple)
    assert [(kept.city, kept.people, kept.due) for kept in found] == [("London", 0, False), ("Berlin", 20, False), ("Stockholm", 33, False)]


def test_what_is_due_is_offered_at_every_place_until_it_is_put_off(due: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    due_list = "The people of one council are kept too long."
    for place in (Place.ROSTER, Place.DOOR, Place.PROGRAMME):
        due.show_place(place)
        settled()
        assert (due.frame.notice.isVisible(), due.frame.notice.accessibleName()) == (True, due_list)
    due.ctx.noticed.emit("Done: something", True)
    assert due.frame.notice.accessibleName() == "Done: something"
    qtbot.mouseClick(button(due.frame.notice, "Close"), Qt.MouseButton.LeftButton)
    assert due.frame.notice.accessibleName() == due_list
    due.options.use(LANGUAGE, "en-GB")
    settled()
    assert due.frame.notice.accessibleName() == due_list
    qtbot.mouseClick(button(due.frame.notice, "Close"), Qt.MouseButton.LeftButton)
    due.show_place(Place.ROSTER)
    assert not due.frame.notice.isVisible()


def test_what_was_seen_to_elsewhere_is_offered_no_longer(due: MainWindow, settled: Settled) -> None:
    changes = on_worker(due, settled, lambda w: keep_until(workspace=w, council="london-2026-10", until=date(2028, 1, 1)))
    due.ctx.changed.emit(changes)
    settled()
    assert not due.frame.notice.isVisible()


def test_nothing_is_offered_where_nobody_is_due(opened: MainWindow, settled: Settled) -> None:
    settled()
    assert not opened.frame.notice.isVisible()


def test_a_day_is_agreed_by_keyboard_and_a_wrong_one_is_said_beside_it(
    opened: MainWindow, visit: Visit, settled: Settled, qtbot: QtBot
) -> None:
    visit(Place.ROSTER)
    opened.ctx.asked.emit("roster.retention")
    settled()
    screen = opened.frame.front
    assert isinstance(screen, RosterScreen)
    page = screen.pile.top
    assert isinstance(page, RetentionPage)
    assert [page.model.index(row, 0).data() for row in range(3)] == ["London, 8 Oct 2026", "Berlin, 21 Oct 2026", "Stockholm, 19 Nov 2026"]
    assert [page.pane.erase.isEnabled(), page.pane.erase.toolTip()] == [False, "There is nobody whose time is over."]
    for typed, said in (("soon", "This is no day. Write it as 2028-03-10."), ("2020-01-01", "The retention date lies before the council.")):
        page.pane.until.setText(typed)
        QTest.keyClick(page.pane.until, Qt.Key.Key_Return)
        settled()
        assert [line for line in words(page.pane) if line.startswith(said)] != []
    page.pane.until.setText("2030-02-03")
    QTest.keyClick(page.pane.until, Qt.Key.Key_Return)
    settled()
    settled()
    assert page.council is not None
    assert (page.council.city, page.council.until, page.council.agreed) == ("London", date(2030, 2, 3), True)
