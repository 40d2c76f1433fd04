"""The programme in the window: the year by arrows and by eye, every number leads to what stands behind it, every form writes once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from council_app.domain.note_filter import Facet, NoteFilter, filter_of, where
from council_app.domain.year import Part
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.programme.council import CouncilPage
from council_app.ui.screens.programme.figures import Count, Days
from council_app.ui.screens.programme.figurespage import FiguresPage
from council_app.ui.screens.programme.planpage import PlanPage
from council_app.ui.screens.programme.promises import PromisesPage
from council_app.ui.screens.programme.steppage import StepPage
from council_app.ui.screens.programme.trendcard import TrendCard
from council_app.ui.screens.programme.view import ProgrammeScreen
from tests import factories as given
from tests import programme_factory as programme

Settled = Callable[[], None]
RIGHT, LEFT, DOWN, ENTER = Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Return


@pytest.fixture
def place(window: MainWindow, settled: Settled, tmp_path: Path) -> ProgrammeScreen:
    """The programme of that year, on the day the year is looked at from."""
    programme.year(tmp_path).close()
    window.open_path(tmp_path / "w.council")
    settled()
    window.show_place(Place.PROGRAMME)
    settled()
    screen = window.frame.front
    assert isinstance(screen, ProgrammeScreen)
    screen.reader.today, screen.reader.year = programme.TODAY, 2026
    screen.reload()
    settled()
    screen.choose_market("se")
    settled()
    return screen


def asked_for(place: ProgrammeScreen) -> list[NoteFilter]:
    """The notes that are asked for from now on."""
    heard: list[NoteFilter] = []
    place.ctx.notes_asked.connect(heard.append)
    return heard


def test_arrows_walk_from_ring_to_ring_and_enter_opens_one(place: ProgrammeScreen) -> None:
    view = place.year.view
    assert (view.market, view.council) == ("se", "stockholm-2026-11")
    assert "Stockholm, 19 Nov 2026" in view.accessibleDescription()
    assert "reported: open (no report was sent yet)" in view.accessibleDescription()
    QTest.keyClick(view, LEFT)
    assert view.council == "stockholm-2026-09"
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.council == "london-2026-10"
    QTest.keyClick(view, ENTER)
    assert isinstance(place.pile.top, CouncilPage)
    assert place.pile.top.mark.key == "london-2026-10"


def test_a_market_without_a_date_is_planned_from_its_ring(place: ProgrammeScreen, settled: Settled) -> None:
    view = place.year.view
    view.stand_on("de")
    QTest.keyClick(view, Qt.Key.Key_End)
    assert (view.council, view.accessibleDescription()) == ("", "Germany, no date yet\nCouncil 4 of 4 has no date.")
    QTest.keyClick(view, ENTER)
    page = place.pile.top
    assert isinstance(page, PlanPage)
    settled()
    assert (page.city.text(), page.hours.text()) == ("Berlin", "18:00–20:00")
    page.day.setText("10 December")
    page.save.click()
    settled()
    assert "a council needs a day" in page.refusal.text()
    page.day.setText("2026-12-10")
    page.save.click()
    settled()
    assert place.pile.top is None
    assert "berlin-2026-12" in [mark.key for mark in place.year.view._year.markets[0].councils]


def test_a_press_on_a_ring_opens_it(place: ProgrammeScreen) -> None:
    view = place.year.view
    x, y = round(view._centres(2)[0]), view._top(2) + 27
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    assert isinstance(place.pile.top, CouncilPage)
    assert place.pile.top.mark.key == "stockholm-2026-02"


def test_that_a_report_was_sent_fills_its_part_of_the_ring(place: ProgrammeScreen, settled: Settled) -> None:
    place.open_council("stockholm-2026-11")
    page = place.pile.top
    assert isinstance(page, CouncilPage)
    page.day.setText("2026-11-23")
    page.say_sent.click()
    settled()
    assert Part.REPORTED in page.mark.done
    page.leave()
    settled()
    spot = place.year.view.spot
    assert spot is not None
    assert spot.mark is not None
    assert (spot.mark.key, spot.mark.report_took) == ("stockholm-2026-11", 4)


def test_every_number_of_the_funnel_leads_to_what_it_counts(place: ProgrammeScreen, settled: Settled) -> None:
    heard = asked_for(place)
    counts = place.funnel.findChildren(Count)
    sweden = [count for count in counts if count.accessibleName().endswith("Sweden") or "Sweden" in count.accessibleName()]
    assert [count.text() for count in sweden] == ["79", "12", "8", "4"]
    sweden[0].click()
    assert heard == [filter_of((where(Facet.MARKET, "se"),))]
    sweden[3].click()
    page = place.pile.top
    assert isinstance(page, StepPage)
    assert [row.key for row in page.model.rows] == [
        "stockholm-2026-02-0",
        "stockholm-2026-02-1",
        "stockholm-2026-09-1",
        "stockholm-2026-09-2",
    ]
    wanted: list[str] = []
    place.ctx.insight_asked.connect(wanted.append)
    QTest.keyClick(page.table, ENTER)
    settled()
    assert wanted == ["stockholm-2026-02-0"]
    assert place.ctx.session is not None


def test_days_late_say_what_was_aimed_at(place: ProgrammeScreen) -> None:
    rows = [row.accessibleName() for row in place.funnel.findChildren(Days)]
    assert rows[:2] == ["Stockholm, 19 Nov 2026: no report was sent yet", "Berlin, 21 Oct 2026: sent after 19 days"]


def test_a_point_of_a_line_leads_to_the_notes_behind_it(place: ProgrammeScreen) -> None:
    heard = asked_for(place)
    task, score, theme = place.market.findChildren(TrendCard)
    assert (task.line.name, score.line.name, theme.line.name) == ("Pick a plan", "SUS", "Reminders")
    assert task.words_of(task.line.points[-1]) == "Stockholm, 19 Nov 2026: 12/16, interval 50 to 90"
    QTest.keyClick(task, LEFT)
    QTest.keyClick(task, ENTER)
    QTest.keyClick(theme, ENTER)
    september, november = where(Facet.COUNCIL, "stockholm-2026-09"), where(Facet.COUNCIL, "stockholm-2026-11")
    assert heard[0] == filter_of((september, where(Facet.TASK, "pick")))
    assert heard[1] == filter_of((november, where(Facet.TAG, theme.line.drill), where(Facet.KIND, "friction")))


def test_what_is_next_leads_to_where_it_is_done(place: ProgrammeScreen, window: MainWindow, settled: Settled) -> None:
    buttons = place.market.next.findChildren(QPushButton)
    assert buttons[0].accessibleDescription() == "Berlin: Council 4 of 4 has no date. 31 people are on the waiting list."
    buttons[1].click()
    settled()
    assert window.frame.place is Place.REPORT
    assert window.ctx.session is not None
    assert window.ctx.session.key == "stockholm-2026-11-a"


def test_promises_are_kept_together_and_nonsense_is_said(place: ProgrammeScreen, settled: Settled) -> None:
    place.open_promises()
    page = place.pile.top
    assert isinstance(page, PromisesPage)
    page.councils.setText("often")
    page.save.click()
    assert page.refusal.text() == "This is not a whole number. Write digits only, or nothing."
    page.councils.setText("6")
    page.days.setText("")
    page.save.click()
    settled()
    row = place.year.view._year.markets[2]
    assert (place.pile.top, row.cadence.promised, row.report_days) == (None, 6, None)


def test_figures_are_shown_before_they_come_in(place: ProgrammeScreen, settled: Settled, tmp_path: Path) -> None:
    place.bring_in_figures()
    page = place.pile.top
    assert isinstance(page, FiguresPage)
    page.look_at(given.write(tmp_path, "figures.csv", "month;Retention\n2026-01;92 %\n2026-13;93 %\n"))
    settled()
    said = [page._told.itemAt(number).widget().accessibleName() for number in range(page._told.count())]
    assert said[0] == "2 rows. Figures: 1 added, 0 changed, 0 as they were. Refused: 1"
    assert said[-1] == "Line 3: month: 2026-13: is not a month"
    page.bring.click()
    settled()
    names = [view.accessibleName() for view in place.market.company.children() if hasattr(view, "accessibleName")]
    assert place.pile.top is None
    assert "Bring in figures" in names


def test_another_year_is_looked_at_and_left(place: ProgrammeScreen, settled: Settled) -> None:
    place.year.step(1)
    settled()
    assert (place.year.view._year.year, place.year.view.council, place.year.after.isEnabled()) == (2027, "", False)
    place.step_year("-1")
    settled()
    assert place.year.view._year.year == 2026


def test_where_there_is_no_room_one_part_shows_at_a_time(place: ProgrammeScreen, window: MainWindow, settled: Settled) -> None:
    window.resize(640, 400)
    settled()
    shown = [pane.isVisible() for pane in (place.year, place.funnel, place.market)]
    assert (place.spread.one_at_a_time, sum(shown)) == (True, 1)
    window.resize(1280, 800)
    settled()
    assert [pane.isVisible() for pane in (place.year, place.funnel, place.market)] == [True, True, True]


def test_rings_of_one_day_stand_beside_each_other(place: ProgrammeScreen, settled: Settled, tmp_path: Path) -> None:
    lines = "".join(
        f"  - {{key: more-{number}, market: se, city: Malmö, date: {date(2026, 6, 1)}, timezone: Europe/Stockholm, "
        f'sessions: [{{key: more-{number}-a, starts: "18:00", ends: "20:00"}}]}}\n'
        for number in range(3)
    )
    place.bring_in(given.write(tmp_path, "more.yaml", f"council: 1\ncouncils:\n{lines}"))
    settled()
    centres = place.year.view._centres(2)
    assert len(centres) == 7
    assert min(after - before for before, after in pairwise(centres)) >= 17
