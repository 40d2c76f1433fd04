"""Roster, programme and insights, used as a person would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from council_app.domain.gate import Requirement
from council_app.paths import resources
from council_app.services import demo
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.rows import GateRow
from council_app.ui.screens.insights.view import InsightsScreen
from council_app.ui.screens.programme.sessions import SessionsPage
from council_app.ui.screens.programme.view import ProgrammeScreen
from council_app.ui.screens.roster.view import RosterScreen

Visit = Callable[[Place], Screen]
ENTER = Qt.Key.Key_Return


def test_enter_in_the_programme_takes_a_session_in_hand(opened: MainWindow, visit: Visit, settled: Callable[[], None]) -> None:
    programme = visit(Place.PROGRAMME)
    assert isinstance(programme, ProgrammeScreen)
    programme.open_sessions()
    page = programme.pile.top
    assert isinstance(page, SessionsPage)
    page.table.selectRow(0)
    QTest.keyClick(page.table, ENTER)
    settled()
    assert opened.ctx.session is not None
    assert (opened.ctx.session.key, opened.frame.place) == ("london-2026-10-evening", Place.ROOM)
    assert opened.frame.header.picker.text() == "London, 8 Oct 2026"


def test_the_roster_is_found_by_two_letters_with_or_without_accents(visit: Visit) -> None:
    roster = visit(Place.ROSTER)
    assert isinstance(roster, RosterScreen)
    QTest.keyClicks(roster.filters.box, "ob")
    assert [row.line.name for row in roster.model.rows] == ["Maria Öberg"]
    roster.filters.box.clear()
    QTest.keyClicks(roster.filters.box, "p17")
    assert [row.line.seat for row in roster.model.rows] == ["P17"]


def test_the_roster_counts_who_came(visit: Visit) -> None:
    roster = visit(Place.ROSTER)
    assert isinstance(roster, RosterScreen)
    said = {count.accessibleName() for count in roster.strip.figures.values()}
    assert "18 arrived" in said
    assert "20 target" in said


def row_of(screen: InsightsScreen, requirement: Requirement) -> GateRow:
    return next(row for row in screen.gate._rows if row.criterion.requirement is requirement)


def choose(screen: InsightsScreen, key: str, settled: Callable[[], None]) -> None:
    screen.list.setCurrentIndex(screen.model.index(screen.model.row_of(key), 0))
    settled()


def test_what_is_missing_is_added_where_it_is_missing(opened: MainWindow, visit: Visit, settled: Callable[[], None]) -> None:
    screen = visit(Place.INSIGHTS)
    assert isinstance(screen, InsightsScreen)
    choose(screen, "small-print", settled)
    before = screen.model.card(screen.model.row_of("small-print")).gate.met
    row_of(screen, Requirement.EFFORT).open()
    edit = row_of(screen, Requirement.EFFORT).findChild(QLineEdit)
    QTest.keyClicks(edit, "12,5")
    QTest.keyClick(edit, ENTER)
    settled()
    card = screen.model.card(screen.model.row_of("small-print"))
    assert (card.facts.effort_days, card.gate.met) == (12.5, before + 1)
    assert opened.frame.notice.accessibleName() == "Edited an insight"
    opened.undo()
    settled()
    assert screen.model.card(screen.model.row_of("small-print")).facts.effort_days is None


def test_a_number_that_is_none_is_said_at_the_field(visit: Visit, settled: Callable[[], None]) -> None:
    screen = visit(Place.INSIGHTS)
    assert isinstance(screen, InsightsScreen)
    choose(screen, "small-print", settled)
    row = row_of(screen, Requirement.EFFORT)
    row.open()
    edit = row.findChild(QLineEdit)
    QTest.keyClicks(edit, "soon")
    QTest.keyClick(edit, ENTER)
    assert row._form is not None
    assert row._form._trouble.text() == "“soon” is not a number."


def test_amounts_out_of_order_are_refused_at_the_field_and_stay_typed(visit: Visit, settled: Callable[[], None]) -> None:
    screen = visit(Place.INSIGHTS)
    assert isinstance(screen, InsightsScreen)
    choose(screen, "small-print", settled)
    row = row_of(screen, Requirement.IMPACT)
    row.open()
    low, likely, high, currency = row.findChildren(QLineEdit)
    for edit, typed in ((low, "900"), (likely, "500"), (high, "1 000"), (currency, "sek")):
        QTest.keyClicks(edit, typed)
    QTest.keyClick(currency, ENTER)
    settled()
    assert row._form is not None
    assert row._form._trouble.text().startswith("Low, likely and high are not in order")
    assert low.text() == "900"


def test_a_picture_is_attached_to_an_insight(visit: Visit, settled: Callable[[], None], built_sample: Path) -> None:
    screen = visit(Place.INSIGHTS)
    assert isinstance(screen, InsightsScreen)
    choose(screen, "small-print", settled)
    screen.gate.picture.emit(resources("samples", "vinga", "fee-line.png"))
    settled()
    card = screen.model.card(screen.model.row_of("small-print"))
    assert [visual.filename for visual in card.facts.visuals] == ["fee-line.png"]


def test_an_empty_workspace_says_what_goes_where(window: MainWindow, settled: Callable[[], None], tmp_path: Path) -> None:
    window.opener.create(tmp_path / "empty.council", "correct horse")
    settled()
    for place in Place:
        window.show_place(place)
        settled()
        assert window.frame.place is place
    assert demo.SESSION not in [session.key for session in window.ctx.sessions]


def test_a_plan_is_brought_in_and_taken_back_as_one_step(window: MainWindow, settled: Callable[[], None], tmp_path: Path) -> None:
    window.opener.create(tmp_path / "empty.council", "correct horse")
    settled()
    programme = window.frame.front
    assert isinstance(programme, ProgrammeScreen)
    programme.bring_in(resources("samples", "vinga", "plan.yaml"))
    settled()
    assert [session.city for session in window.ctx.sessions] == ["London", "Berlin", "Stockholm"]
    assert window.frame.notice.accessibleName().startswith("The plan is in: ")
    window.undo()
    settled()
    assert window.ctx.sessions == ()


def test_a_plan_with_mistakes_changes_nothing_and_says_where(window: MainWindow, settled: Callable[[], None], tmp_path: Path) -> None:
    window.opener.create(tmp_path / "empty.council", "correct horse")
    settled()
    plan = tmp_path / "plan.yaml"
    plan.write_text("council: 1\nmarkets:\n  - {key: se, country: SE, locales: [sv-SE], currency: SEK, colour: blue}\n", encoding="utf-8")
    programme = window.frame.front
    assert isinstance(programme, ProgrammeScreen)
    programme.bring_in(plan)
    settled()
    assert window.frame.notice.accessibleName().startswith(f"{plan}:3:")
    assert window.ctx.sessions == ()
